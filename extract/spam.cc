#include "extract/spam.h"

#include <re2/re2.h>
#include <toml++/toml.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <optional>
#include <unordered_set>
#include <utility>

#include "extract/data.h"
#include "extract/letters.h"
#include "extract/spam_scan.h"
#include "text/chinese.h"
#include "text/trie.h"
#include "text/utf8.h"

namespace dealwire {

namespace {

// The lexicon ----------------------------------------------------------------------------------

enum TermKind { kStrong, kWeak, kContact };

struct LexiconExample {
  std::string where, line;
  bool matches;
};

struct Lexicon {
  Trie terms;  // by their place in kinds
  std::vector<TermKind> kinds;
  std::vector<LexiconExample> examples;
};

// Calls f(string) for each string of a list; a list that is missing has none.
template <typename F>
void for_each_string(const toml::table& table, std::string_view key, F f) {
  const toml::array* list = table.get_as<toml::array>(key);
  for (size_t i = 0; list != nullptr && i < list->size(); ++i) {
    f((*list)[i].value_or<std::string>(""));
  }
}

Lexicon load_lexicon() {
  Lexicon out;
  std::vector<std::pair<std::string, int>> terms;
  const toml::table pack = toml::parse(extract_data("spam.toml"));
  for (const auto& [language, node] : pack) {
    const toml::table& table = *node.as_table();
    const auto add = [&, chinese = language == "zh"](const char* key, TermKind kind) {
      for_each_string(table, key, [&](const std::string& term) {
        const auto id = static_cast<int>(out.kinds.size());
        out.kinds.push_back(kind);
        terms.emplace_back(Scan(term).letters, id);
        if (chinese) terms.emplace_back(Simplifier::instance()(terms.back().first), id);
      });
    };
    add("strong", kStrong);
    add("weak", kWeak);
    add("contact", kContact);
    for (const bool match : {true, false}) {
      for_each_string(table, match ? "match" : "no_match", [&](std::string line) {
        out.examples.push_back({std::string(language.str()), std::move(line), match});
      });
    }
  }
  out.terms = Trie(std::move(terms));
  return out;
}

const Lexicon& lexicon() {
  static const Lexicon loaded = load_lexicon();
  return loaded;
}

// What a line shows by itself.
struct Look {
  std::vector<int> terms;  // of the lexicon, each once
  double cover = 0;        // how much of the letters they are
  bool prose = false, contact = false;
  bool keywords = false;  // between bars, in a script in which they are no names or headlines
  int shape = 0;          // bars and messenger ids
  int manner = 0;         // what adds to other evidence: a list, decoration, an address

  bool suspicious() const { return !terms.empty() || shape > 0; }
};

void find_terms(std::string_view letters, Look& look) {
  constexpr size_t kMostTerms = 32;  // more say no more
  const Lexicon& words = lexicon();
  size_t covered = 0;
  bool inside = false;  // a word
  for (size_t pos = 0; pos < letters.size();) {
    const size_t begin = pos;
    const bool ascii = static_cast<unsigned char>(letters[pos]) < 0x80;
    const char32_t c = ascii ? static_cast<char32_t>(letters[pos++]) : next_character(letters, pos);
    const bool unparted = is_unparted(c);
    if (std::exchange(inside, !unparted && is_letter(c)) && !unparted) continue;
    if (!words.terms.may_begin(letters[begin])) continue;
    const Trie::Match match = words.terms.longest(letters, begin);
    const size_t end = begin + match.length;
    if (match.length == 0 || (!unparted && cuts_word(letters, {begin, end}))) continue;
    inside = false;
    pos = end;
    if (words.kinds[static_cast<size_t>(match.value)] == kContact) {
      look.contact = true;
      continue;
    }
    covered += match.length;
    if (look.terms.size() == kMostTerms) continue;
    if (std::find(look.terms.begin(), look.terms.end(), match.value) == look.terms.end()) {
      look.terms.push_back(match.value);
    }
  }
  look.cover =
      static_cast<double>(covered) / static_cast<double>(std::max<size_t>(letters.size(), 1));
}

// The name of a messenger and somebody's id there.
bool names_contact(std::string_view letters) {
  static const RE2 pattern(
      R"((?:微信|薇信|威信|v信|qq|扣扣|카톡|카카오톡|텔레그램)[\p{Han}가-힣 ]{0,6})"
      R"([:：@+ ]{0,3}[a-z0-9_-]*\d[a-z0-9_-]{4,})"
      // Words that have another meaning too: telegraph, aircraft, a line.
      R"(|(?:電報|电报|飞机|飛機|라인)[\p{Han}가-힣 ]{0,3}[:：@][a-z0-9_-]*\d[a-z0-9_-]{3,})"
      R"(|(?:wechat|weixin|telegram|whatsapp|line)(?: ?id)?[:：@+ ]{1,3}(?:[a-z0-9_-]*\d[a-z0-9_-]{3,}|\d[\d -]{6,}))"
      R"(|(?:telegram|line|텔레그램|카톡|微信|whatsapp)[:： ]{0,2}@[a-z0-9_]{4,}|(?:t|wa|line)\.me/)");
  return RE2::PartialMatch(re2::StringPiece(letters.data(), letters.size()), pattern);
}

Look look_at(std::string_view text) {
  constexpr size_t kShortest = 18;  // bytes; most lines of a page are the words of its menus
  if (text.size() < kShortest) return {};
  const Scan scan(text);
  Look out;
  find_terms(scan.letters, out);
  out.prose = scan.is_prose();
  if (scan.is_barred()) {
    const bool cjk = scan.cjk * 4 > scan.width;
    out.keywords = cjk && scan.segment(scan.bars) >= 10;
    out.shape = cjk ? 2 : 1;
  } else if (!out.prose && scan.bars + scan.commas >= 3 && scan.digit_share() < 0.25) {
    out.manner += scan.segment(scan.bars + scan.commas) <= 24;
  }
  out.contact = out.contact && names_contact(scan.letters);
  if (out.contact) out.shape = std::max(out.shape, 2);
  out.manner += scan.decorations >= 3 || scan.spaced >= 3;
  if (out.suspicious()) {
    out.manner += scan.letters.find("www.") != std::string::npos ||
                  scan.letters.find("http") != std::string::npos;
  }
  return out;
}

// Foreignness ----------------------------------------------------------------------------------

constexpr size_t kScripts = USCRIPT_CODE_LIMIT;

// The scripts and words of the article's prose.
class Profile {
 public:
  explicit Profile(const std::vector<std::string_view>& prose) {
    for (const std::string_view text : prose) {
      const Scan scan(text);
      width_ += scan.width;
      each_word(scan.letters, [&](std::string_view word) { words_.insert(hash_(word)); });
      count_scripts(scan.letters, scripts_);
    }
  }

  bool is_empty() const { return width_ < kEnough; }

  // Points for what the article has nothing of.
  int foreignness(std::string_view text) const {
    const Scan scan(text);
    size_t words = 0, known = 0;
    each_word(scan.letters, [&](std::string_view word) {
      ++words;
      known += words_.contains(hash_(word));
    });
    return (words > 0 && known * 8 < words) + is_other_script(scan.letters);
  }

 private:
  static constexpr size_t kEnough = 200;  // columns; less text says little of its words
  using Counts = std::array<uint32_t, kScripts>;

  static uint32_t count_scripts(std::string_view letters, Counts& counts) {
    uint32_t all = 0;
    for (size_t pos = 0; pos < letters.size();) {
      const auto c = static_cast<UChar32>(next_character(letters, pos));
      UErrorCode error = U_ZERO_ERROR;
      const UScriptCode script = uscript_getScript(c, &error);
      if (script <= USCRIPT_INHERITED) continue;
      ++counts[static_cast<size_t>(script)];
      ++all;
    }
    return all;
  }

  // Is it in a script of which the article has less than a fiftieth?
  bool is_other_script(std::string_view letters) const {
    Counts counts{};
    const uint32_t all = count_scripts(letters, counts);
    uint32_t ours = 0;
    for (const uint32_t count : scripts_) ours += count;
    const auto most = std::max_element(counts.begin(), counts.end());
    return *most * 2 > all && scripts_[static_cast<size_t>(most - counts.begin())] * 50 < ours;
  }

  size_t width_ = 0;
  std::hash<std::string_view> hash_;
  std::unordered_set<size_t> words_;  // their hashes
  Counts scripts_{};
};

// The verdict ----------------------------------------------------------------------------------

constexpr int kEnoughPoints = 3;  // points

// Points for terms, but for those that `subject` says the article is about.
template <typename Subject>
int word_points(const Look& look, Subject subject) {
  constexpr double kThin = 0.12;  // so little of a block that it speaks of them, not in them
  int strong = 0, weak = 0;
  for (const int term : look.terms) {
    if (subject(term)) continue;
    ++(lexicon().kinds[static_cast<size_t>(term)] == kStrong ? strong : weak);
  }
  if (look.prose) return strong > 0 && look.cover >= kThin ? std::min(strong + (weak > 1), 2) : 0;
  const int points = 2 * strong + (weak >= 3 ? 2 : weak > 0);
  return std::min(points, look.cover < kThin ? 1 : kEnoughPoints);
}

// The points of a block by itself; 0 where nothing but its manner speaks against it, or nothing but
// somebody's id in sentences.
int own_points(const Look& look, int words) {
  const int shape = look.prose && words == 0 ? 0 : look.shape;
  return words >= 2 || shape > 0 ? words + shape + look.manner : 0;
}

// A block of links that nearly all lead elsewhere.
bool is_link_farm(const SpamInput& block) {
  return block.foreign_links >= 4 && block.foreign_links * 4 >= block.links * 3 &&
         block.link_share >= 0.6;
}

}  // namespace

// Alone, keywords between bars are taken to be foreign.
bool is_spam(std::string_view line) {
  const Look look = look_at(line);
  const int words = word_points(look, [](int) { return false; });
  return own_points(look, words) + look.keywords >= kEnoughPoints;
}

std::vector<bool> find_spam(const std::vector<SpamInput>& blocks) {
  std::vector<Look> looks;
  looks.reserve(blocks.size());
  for (const SpamInput& block : blocks) looks.push_back(look_at(block.text));

  // What the article's prose speaks of is its subject.
  std::vector<bool> subject(lexicon().kinds.size());
  const auto is_subject = [&](int term) { return subject[static_cast<size_t>(term)]; };
  std::vector<std::string_view> prose;
  for (size_t i = 0; i < blocks.size(); ++i) {
    if (!blocks[i].article || !looks[i].prose || looks[i].shape > 0) continue;
    if (word_points(looks[i], [](int) { return false; }) >= 2) continue;
    for (const int term : looks[i].terms) subject[static_cast<size_t>(term)] = true;
    prose.push_back(blocks[i].text);
  }
  std::optional<Profile> profile;  // made when a block needs it

  std::vector<bool> spam(blocks.size());
  for (size_t i = 0; i < blocks.size(); ++i) {
    const bool farm = is_link_farm(blocks[i]);
    if (!looks[i].suspicious() && !farm) continue;
    int points = own_points(looks[i], word_points(looks[i], is_subject)) + (farm ? 2 : 0);
    if (points > 0 && points < kEnoughPoints) {
      if (!profile) profile.emplace(prose);
      points += profile->is_empty() ? looks[i].keywords : profile->foreignness(blocks[i].text);
      points += !farm && blocks[i].foreign_links > 0 && blocks[i].link_share >= 0.2;
    }
    spam[i] = points >= kEnoughPoints;
  }
  return spam;
}

std::vector<std::string> failing_spam_examples() {
  std::vector<std::string> out;
  for (const LexiconExample& example : lexicon().examples) {
    if (is_spam(example.line) == example.matches) continue;
    out.push_back("spam.toml [" + example.where + "]" +
                  (example.matches ? " misses: " : " wrongly takes: ") + example.line);
  }
  return out;
}

}  // namespace dealwire
