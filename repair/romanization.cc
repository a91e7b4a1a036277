#include "repair/romanization.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "repair/glosses.h"
#include "repair/mandarin.h"
#include "text/trie.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kFewGlosses = 3;  // glosses; fewer than these show no system

using AllGlosses = std::vector<std::vector<Gloss>>;  // of each text

// A gloss and where it stands.
struct Placed {
  size_t text;  // its index
  Gloss gloss;
  std::string_view base;
};

// What a base has in the document.
struct Usage {
  size_t glossed = 0, occurrences = 0;
  std::set<std::string_view> readings;
};
using Usages = std::map<std::string_view, Usage>;

std::vector<Placed> glosses_of(const Texts& texts, Gloss::Script script, const AllGlosses& all) {
  std::vector<Placed> out;
  for (size_t i = 0; i < texts.size(); ++i) {
    for (const Gloss& gloss : all[i]) {
      if (gloss.script != script) continue;
      out.push_back({i, gloss, texts[i].substr(gloss.base.begin, gloss.base.size())});
    }
  }
  return out;
}

// How the documents' texts use the bases of `glosses`. One pass over the texts.
Usages usages_of(const Texts& texts, const std::vector<Placed>& glosses) {
  Usages out;
  for (const Placed& placed : glosses) {
    Usage& usage = out[placed.base];
    ++usage.glossed;
    usage.readings.insert(placed.gloss.reading);
  }
  std::vector<std::pair<std::string, int>> words;
  std::vector<Usage*> by_word;
  for (auto& [base, usage] : out) {
    words.emplace_back(base, static_cast<int>(by_word.size()));
    by_word.push_back(&usage);
  }
  const Trie bases(std::move(words));
  for (std::string_view text : texts) {
    for (size_t pos = 0; pos < text.size();) {
      const Trie::Match found =
          bases.may_begin(text[pos]) ? bases.longest(text, pos) : Trie::Match{};
      if (found.length > 0) ++by_word[static_cast<size_t>(found.value)]->occurrences;
      pos += found.length > 0 ? found.length : utf8_length(text[pos]);
    }
  }
  return out;
}

// Do many glosses disagree on how something is read? Then they teach.
bool is_lesson(const Usages& usages, size_t glosses) {
  size_t disputed = 0;
  for (const auto& [base, usage] : usages) {
    if (usage.readings.size() > 1) disputed += usage.glossed;
  }
  return disputed * 4 > glosses;
}

// Characters outside of brackets with readings.
struct Letters {
  size_t han = 0, kana = 0, others = 0;
};

Letters count_outside_brackets(const Texts& texts, const AllGlosses& all) {
  Letters out;
  for (size_t i = 0; i < texts.size(); ++i) {
    auto next = all[i].begin();
    for (size_t pos = 0; pos < texts[i].size();) {
      if (next != all[i].end() && pos == next->brackets.begin) {
        pos = (next++)->brackets.end;
        continue;
      }
      const char32_t c = next_character(texts[i], pos);
      out.han += is_han(c);
      out.kana += is_kana(c);
      out.others += is_word_character(c);
    }
  }
  return out;
}

// Does a letter without a gloss touch this one, so that it stands in the midst of a word?
bool is_in_word(std::string_view text, const Gloss& gloss, const std::vector<Gloss>& all) {
  const auto is_part = [](char32_t c) { return is_han(c) || is_word_character(c); };
  if (gloss.base.begin > 0 && is_part(character_before(text, gloss.base.begin))) return true;
  const auto next =
      std::lower_bound(all.begin(), all.end(), gloss.brackets.end,
                       [](const Gloss& other, size_t pos) { return other.base.begin < pos; });
  const bool glossed_too = next != all.end() && next->base.begin == gloss.brackets.end;
  return !glossed_too && is_part(character_at(text, gloss.brackets.end));
}

// How common characters are read mostly: nobody needs to be told. Empty for others.
class PlainReadings {
 public:
  bool contain(const Placed& placed) {
    const auto [known, added] = readings_.try_emplace(placed.base);
    const char32_t c = character_at(placed.base, 0);
    if (added && is_common_character(c)) known->second = usual_reading(c);
    return known->second == placed.gloss.reading;
  }

 private:
  std::map<std::string_view, std::string> readings_;  // by character
};

// A number behind letters means much else than a tone (紙(a4)).
bool has_digit(std::string_view text, const Gloss& gloss) {
  const std::string_view brackets = text.substr(gloss.brackets.begin, gloss.brackets.size());
  return std::any_of(brackets.begin(), brackets.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The readings that are plain behind some character.
std::set<std::string_view> plain_readings(const std::vector<Placed>& glosses,
                                          PlainReadings& plain) {
  std::set<std::string_view> out;
  for (const Placed& placed : glosses) {
    if (plain.contain(placed)) out.insert(placed.gloss.reading);
  }
  return out;
}

// The glosses that were injected into a Chinese text.
std::vector<Placed> injected_romanization(const Texts& texts, const AllGlosses& all) {
  std::vector<Placed> glosses = glosses_of(texts, Gloss::Script::kMandarin, all);
  if (glosses.size() < kFewGlosses) return {};
  const Letters letters = count_outside_brackets(texts, all);
  const Usages usages = usages_of(texts, glosses);
  if (letters.han * 2 < letters.others || is_lesson(usages, glosses.size())) return {};

  PlainReadings plain;
  size_t needless = 0, evident = 0;
  for (const Placed& placed : glosses) {
    if (!plain.contain(placed)) continue;
    ++needless;
    evident += is_in_word(texts[placed.text], placed.gloss, all[placed.text]);
  }
  constexpr size_t kMany = 20;
  const bool ruby = needless >= kMany && needless * 2 >= letters.han;  // above all characters
  if (!ruby && (evident < kFewGlosses || evident * 2 < glosses.size())) return {};
  const std::set<std::string_view> known = plain_readings(glosses, plain);
  std::erase_if(glosses, [&](const Placed& placed) {
    if (plain.contain(placed)) return false;
    const Usage& usage = usages.at(placed.base);
    // Who injects into bytes strikes across characters: what is read there is not its base.
    const bool of_another = usage.glossed == 1 && known.contains(placed.gloss.reading);
    return of_another || usage.glossed * 2 < usage.occurrences ||
           has_digit(texts[placed.text], placed.gloss);
  });
  return glosses;
}

size_t count_characters(std::string_view text) {
  size_t n = 0;
  for (size_t pos = 0; pos < text.size(); ++n) next_character(text, pos);
  return n;
}

// What two texts end in alike, in whole characters.
std::string_view common_end(std::string_view a, std::string_view b) {
  size_t end = 0;
  while (end < std::min(a.size(), b.size())) {
    const size_t from = previous_position(a, a.size() - end);
    if (!b.ends_with(a.substr(from))) break;
    end = a.size() - from;
  }
  return a.substr(a.size() - end);
}

// One reading is mostly of one word, which is what all that it stands behind end in: かいしゃ
// behind 水道会社 and 両会社 is of 会社.
void narrow_bases(std::vector<Placed>& glosses) {
  std::map<std::string_view, std::string_view> words;  // by reading
  for (const Placed& placed : glosses) {
    const auto [known, added] = words.emplace(placed.gloss.reading, placed.base);
    if (added) continue;
    const std::string_view end = common_end(known->second, placed.base);
    if (!end.empty()) known->second = end;
  }
  for (Placed& placed : glosses) {
    const std::string_view word = words[placed.gloss.reading];
    if (!placed.base.ends_with(word)) continue;
    placed.base = placed.base.substr(placed.base.size() - word.size());
    placed.gloss.base.begin = placed.gloss.base.end - word.size();
  }
}

// The glosses that are ruby made flat in a Japanese text.
std::vector<Placed> flattened_ruby(const Texts& texts, const AllGlosses& all) {
  std::vector<Placed> glosses = glosses_of(texts, Gloss::Script::kKana, all);
  if (glosses.size() < kFewGlosses) return {};
  narrow_bases(glosses);
  const Letters letters = count_outside_brackets(texts, all);
  const Usages usages = usages_of(texts, glosses);
  if (letters.kana * 3 < glosses.size() || is_lesson(usages, glosses.size())) return {};
  size_t read = 0;  // kanji
  for (const Placed& placed : glosses) read += count_characters(placed.base);
  size_t words = 0, places = 0;  // that have their reading again and again
  bool often = false;            // one has it more than a few times
  for (const auto& [base, usage] : usages) {
    if (usage.glossed < 2 || usage.glossed < usage.occurrences) continue;
    ++words;
    places += usage.glossed;
    often |= usage.glossed > kFewGlosses && is_hiragana(character_at(*usage.readings.begin(), 0));
  }
  const bool dense = glosses.size() > kFewGlosses && read * 4 >= letters.han * 3;
  const bool steady = (words >= 2 || often) && places * 2 >= glosses.size();
  if (!dense && !steady) return {};
  return glosses;
}

}  // namespace

Repairs find_readings(const Texts& texts) {
  AllGlosses all;
  for (std::string_view text : texts) all.push_back(find_glosses(text));
  Repairs out(texts.size());
  const auto cut = [&](std::string_view kind, const std::vector<Placed>& glosses) {
    for (const auto& [text, gloss, base] : glosses) {
      out[text].push_back({kind, hull(gloss.base, gloss.brackets), {{gloss.brackets, ""}}});
    }
  };
  cut("romanization", injected_romanization(texts, all));
  cut("ruby", flattened_ruby(texts, all));
  for (std::vector<Repair>& repairs : out) {
    std::sort(repairs.begin(), repairs.end(),
              [](const Repair& a, const Repair& b) { return a.at.begin < b.at.begin; });
  }
  return out;
}

}  // namespace dealwire
