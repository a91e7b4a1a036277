#include "rules/narrator.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using Block = BlockMentions;
using Item = Sentence::Item;

class NarratorFinder {
 public:
  NarratorFinder(const ArticleBlocks& blocks, const Pack& pack) : blocks_(blocks), pack_(pack) {}

  std::optional<Narrator> find() const {
    const std::vector<size_t> questions = find_questions();
    constexpr size_t kFewest = 3, kRarest = 6;  // questions; blocks for each
    if (questions.size() >= kFewest && questions.size() * kRarest >= blocks_.all().size()) {
      if (const auto who = most_named_before(questions.front())) return Narrator{*who, true};
    }
    if (!is_announcement()) return std::nullopt;
    auto who = find_if(&NarratorFinder::said_to_be_issuer);
    if (!who) who = find_if(&NarratorFinder::labelled);
    if (!who) who = find_if(&NarratorFinder::alone);
    if (!who) who = find_if(&NarratorFinder::first_of_title);
    if (!who) return std::nullopt;
    return Narrator{*who, false};
  }

 private:
  // The blocks of the body in which somebody is asked, or answers behind a label of his own.
  std::vector<size_t> find_questions() const {
    std::vector<size_t> out;
    for (size_t i = 0; i < blocks_.all().size(); ++i) {
      const Block& block = blocks_.all()[i];
      const std::string_view text = trim(block.text);
      const std::string_view end = without_closing_quotes(text);
      const bool asks = pack_.word_class("interview_mark").longest(text, 0).length > 0 ||
                        end.ends_with('?') || end.ends_with("？");
      if (!block.title && asks) out.push_back(i);
    }
    return out;
  }

  static std::string_view without_closing_quotes(std::string_view text) {
    for (const std::string_view mark : {"\"", "”", "»", "」", "’"}) {
      if (text.ends_with(mark)) text.remove_suffix(mark.size());
    }
    return trim(text);
  }

  // In the title and the lead before the first question: of several the one named first.
  std::optional<Item> most_named_before(size_t question) const {
    std::map<std::string_view, std::pair<size_t, size_t>> named;  // key: times, first mention
    for (size_t i = 0; i < blocks_.first_mention(question); ++i) {
      const Found& found = blocks_.mention(i);
      if (!found.is_sure_party()) continue;
      ++named.emplace(found.party.key, std::pair<size_t, size_t>{0, i}).first->second.first;
    }
    const auto rarer = [](const auto& a, const auto& b) {
      return std::pair(a.second.first, b.second.second) <
             std::pair(b.second.first, a.second.second);
    };
    const auto most = std::max_element(named.begin(), named.end(), rarer);
    if (most == named.end()) return std::nullopt;
    return item(most->second.second);
  }

  bool is_announcement() const {
    return std::any_of(blocks_.all().begin(), blocks_.all().end(), [&](const Block& block) {
      return !find_words(block.text, "announcement", pack_).empty();
    });
  }

  // The first party that a block gives by one of the ways below.
  std::optional<Item> find_if(const Found* (NarratorFinder::*way)(const Block&) const) const {
    for (size_t i = 0; i < blocks_.all().size(); ++i) {
      const Block& block = blocks_.all()[i];
      const Found* found = (this->*way)(block);
      if (found == nullptr) continue;
      return item(blocks_.first_mention(i) + static_cast<size_t>(found - block.found.data()));
    }
    return std::nullopt;
  }

  // 本公司(三輪建設有限公司); Orsk Ltd ("Orsk" or "the Company").
  const Found* said_to_be_issuer(const Block& block) const {
    constexpr size_t kNear = 60;  // bytes from the name to the word in its brackets
    for (const Word& word : find_words(block.text, "announcement", pack_)) {
      const size_t behind = word.at.end + 1;
      const bool quoted = opens_quote(block.text, word.at);
      const size_t bracket = block.text.substr(0, word.at.begin).rfind('(');
      const bool in_bracket =
          bracket != std::string_view::npos &&
          block.text.substr(bracket, word.at.begin - bracket).find(')') == std::string_view::npos;
      const Found* before = nullptr;
      for (const Found& found : block.found) {
        if (!found.is_sure_party()) continue;
        if (found.at.begin == behind && block.text[word.at.end] == '(') return &found;
        if (found.at.end <= word.at.begin && word.at.begin - found.at.end <= kNear) before = &found;
      }
      if (before != nullptr && quoted && in_bracket) return before;
    }
    return nullptr;
  }

  static bool opens_quote(std::string_view text, Range word) {
    static constexpr std::u32string_view kMarks = U"\"“„«「『";
    return kMarks.find(character_before(text, word.begin)) != kMarks.npos ||
           kMarks.find(character_at(text, word.begin)) != kMarks.npos;
  }

  // 会社名 三輪重電株式会社
  const Found* labelled(const Block& block) const {
    const std::string_view text = block.text;
    const size_t begin = static_cast<size_t>(trim(text).data() - text.data());
    return pack_.word_class("issuer_label").longest(text, begin).length > 0 ? first_sure(block)
                                                                            : nullptr;
  }

  // A block that is only a name, with a form of company and perhaps a code in brackets.
  const Found* alone(const Block& block) const {
    constexpr size_t kBeside = 45;  // bytes
    const Found* first = first_sure(block);
    const bool is_name =
        first != nullptr && first->company && !block.title &&
        block.text.size() - first->at.size() <= kBeside &&
        trim(block.text.substr(0, first->at.begin)).find(' ') == std::string_view::npos;
    if (!is_name) return nullptr;
    const std::string_view behind = trim(block.text.substr(first->at.end));
    const size_t form = behind.find_first_of(" (");
    const bool ends = behind.empty() || behind.front() == '(' ||
                      pack_.word_class("name_form").has(behind.substr(0, form));
    return ends ? first : nullptr;
  }

  // Where case words stand behind names, the title rather tells what is announced: 三輪の株式取得.
  const Found* first_of_title(const Block& block) const {
    constexpr size_t kFarthest = 25;  // bytes before it: 【公告】
    const Found* first = first_sure(block);
    const bool heads = &block == &blocks_.all().front();
    const bool opens =
        heads && !pack_.marks_behind() && first != nullptr && first->at.begin <= kFarthest;
    return opens ? first : nullptr;
  }

  static const Found* first_sure(const Block& block) {
    const auto first = std::find_if(block.found.begin(), block.found.end(),
                                    [](const Found& found) { return found.is_sure_party(); });
    return first == block.found.end() ? nullptr : &*first;
  }

  Item item(size_t mention) const { return {&blocks_.mention(mention), {}, mention}; }

  const ArticleBlocks& blocks_;
  const Pack& pack_;
};

}  // namespace

std::optional<Narrator> find_narrator(const ArticleBlocks& blocks, const Pack& pack) {
  return NarratorFinder(blocks, pack).find();
}

}  // namespace dealwire
