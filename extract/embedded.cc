#include "extract/embedded.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "extract/page_data.h"
#include "extract/prose.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Does a key name a body?
bool names_body(std::string_view key) {
  constexpr std::array<std::string_view, 5> kParts = {"body", "content", "paragraph", "blocks",
                                                      "story"};
  const std::string lower = ascii_lower(key);
  return std::any_of(kParts.begin(), kParts.end(),
                     [&](std::string_view part) { return lower.find(part) != lower.npos; });
}

// Letters and digits alone, in one case, so that two ways to write a text compare.
std::string letters(std::string_view text) {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    const auto c = static_cast<UChar32>(next_character(text, pos));
    if (u_isalnum(c)) append_utf8(out, static_cast<char32_t>(u_tolower(c)));
  }
  return out;
}

// What the page shows and says of itself, to which a body must fit.
class Fit {
 public:
  Fit(std::string_view shown, const std::vector<std::string>& titles)
      : shown_width_(columns(shown)) {
    for (size_t begin = 0; begin < shown.size();) {
      const size_t end = std::min(shown.find('\n', begin), shown.size());
      lines_.push_back(letters(shown.substr(begin, end - begin)));
      begin = end + 1;
    }
    for (const std::string& title : titles) titles_.push_back(letters(title));
    if (!titles.empty()) words_ = words_of(titles.front());
  }

  // How sure it is that a body with this title, if it has one, and under this key is the page's: 0
  // is not.
  int operator()(const Prose& body, std::string_view title, std::string_view key) const {
    constexpr double kMuchLonger = 1.5, kFarLonger = 4;
    constexpr size_t kLong = 600;  // columns; shorter texts are many things
    std::string text;
    for (const Paragraph& paragraph : body.paragraphs) text += letters(paragraph.text.text);
    const bool goes_on = shows_beginning(text);
    const bool named = !title.empty() && is_title(letters(title));
    const double longer = static_cast<double>(body.sentences) /
                          static_cast<double>(std::max<size_t>(shown_width_, 1));
    if (longer < (goes_on ? kMuchLonger : kFarLonger)) return 0;
    if (goes_on || named) return 2;
    const bool likely = body.sentences >= kLong || names_body(key);
    return title.empty() && likely && is_about_title(text) ? 1 : 0;
  }

 private:
  // Words of four letters, and pairs of characters in scripts without spaces.
  static std::vector<std::string> words_of(std::string_view title) {
    std::vector<std::string> out;
    std::string word;
    size_t length = 0;
    const auto close = [&] {
      if (length >= 4) out.push_back(letters(word));
      word.clear();
      length = 0;
    };
    for (size_t pos = 0; pos < title.size();) {
      const size_t begin = pos;
      const char32_t c = next_character(title, pos);
      if (is_cjk(c)) {
        close();
        const char32_t next = character_at(title, pos);
        if (is_cjk(next))
          out.emplace_back(title.substr(begin, pos - begin + utf8_length(title[pos])));
      } else if (is_word_character(c)) {
        append_utf8(word, c);
        ++length;
      } else {
        close();
      }
    }
    close();
    return out;
  }

  // Are most of the lines that are shown, at least by how they begin, in the text?
  bool shows_beginning(std::string_view text) const {
    constexpr size_t kShortest = 20, kBeginning = 60;
    size_t all = 0, found = 0;
    for (const std::string& line : lines_) {
      if (line.size() < kShortest) continue;
      all += line.size();
      if (text.find(line.substr(0, kBeginning)) != text.npos) found += line.size();
    }
    return found * 2 > all;
  }

  bool is_title(std::string_view title) const {
    constexpr size_t kShortest = 8;
    return title.size() >= kShortest &&
           std::any_of(titles_.begin(), titles_.end(), [&](const std::string& own) {
             return own.find(title) != own.npos ||
                    (own.size() >= kShortest && title.find(own) != title.npos);
           });
  }

  bool is_about_title(std::string_view text) const {
    const auto found = std::count_if(words_.begin(), words_.end(), [&](const std::string& word) {
      return text.find(word) != text.npos;
    });
    return words_.empty() || found * 2 >= static_cast<long>(words_.size());
  }

  size_t shown_width_;
  std::vector<std::string> lines_, titles_, words_;
};

// Mostly sentences, and not code that has full stops?
bool reads_like_prose(const Prose& prose) {
  constexpr std::string_view kSigns = "{}=;<>|\\_";
  size_t signs = 0, bytes = 0;
  for (const auto& [text, width, sentence] : prose.paragraphs) {
    bytes += text.text.size();
    for (const char c : text.text) signs += kSigns.find(c) != kSigns.npos;
  }
  return prose.width >= PageData::kShortestBody && prose.sentences * 2 >= prose.width &&
         signs * 50 <= bytes;
}

// Is `a` the better text of an article? The longer one is, and of two about as long the one that
// keeps its paragraphs: JSON-LD often has none.
bool is_better(const Prose& a, const Prose& b) {
  if (a.sentences * 4 > b.sentences * 5) return true;
  return a.sentences * 5 > b.sentences * 4 && a.paragraphs.size() > 2 * b.paragraphs.size();
}

}  // namespace

std::optional<SourcedText> embedded_body(const html::Page& page, std::string_view source,
                                         std::string_view shown,
                                         const std::vector<std::string>& titles,
                                         const Budget& budget) {
  constexpr size_t kShownEnough = 6000;  // bytes: an article, not a teaser
  constexpr size_t kShownMuch = 1000;    // so that only what JSON-LD calls the body is looked at
  constexpr size_t kMostRead = 12;       // candidates; others hold less
  if (shown.size() > kShownEnough) return std::nullopt;
  PageData data(source, budget);
  for (const Range& range : page.json_ld()) data.add_json_ld(range);
  if (shown.size() < kShownMuch) {
    for (const Range& range : page.scripts()) data.add_script(range);
    for (const Range& range : page.states()) data.add_attribute(range);
  }
  std::vector<BodyCandidate> candidates = data.candidates();
  std::erase_if(candidates, [&](const BodyCandidate& candidate) {  // not much longer
    return candidate.weight * 2 < shown.size() * 3;
  });
  if (candidates.empty()) return std::nullopt;
  if (candidates.size() > kMostRead) candidates.resize(kMostRead);
  const Fit fit(shown, titles);
  Prose best;
  int best_fit = 0;
  for (const BodyCandidate& candidate : candidates) {
    Prose prose = candidate.read();
    prose.trim();
    if (!reads_like_prose(prose)) continue;
    const int its_fit = fit(prose, candidate.title(), candidate.key());
    if (its_fit > best_fit || (its_fit > 0 && its_fit == best_fit && is_better(prose, best))) {
      best = std::move(prose);
      best_fit = its_fit;
    }
  }
  if (best_fit == 0) return std::nullopt;
  SourcedText body;
  for (const Paragraph& paragraph : best.paragraphs) {
    if (!body.text.empty()) {
      const size_t begin = paragraph.text.source.span({0, paragraph.text.text.size()}).begin;
      body.append_atom("\n", {begin, begin});
    }
    body.append(paragraph.text);
  }
  return body;
}

}  // namespace dealwire
