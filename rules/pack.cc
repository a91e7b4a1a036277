#include "rules/pack.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "rules/cldr.h"
#include "rules/toml_reader.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// A file of a name that nothing reads is a mistake, not a file to pass over in silence.
void check_name(const DataFile& file) {
  const bool top = file.path.find('/') == file.path.npos;
  const bool is_read =
      top ? file.path == "parties.tsv"
          : file.path.ends_with(".toml") || file.path.ends_with("/general_words.tsv");
  if (!is_read) {
    refuse(file, 1, "",
           top ? "is not read; at the top there are parties.tsv, vocabulary.toml and variety.toml, "
                 "the rest lies in a folder of its language or in common"
               : "is not read; in a language's folder there are .toml files and general_words.tsv");
  }
}

// Calls f(columns, line number) for the lines of a TSV file, whatever their ends; checks order and
// columns.
template <typename F>
void for_each_row(const DataFile& file, size_t columns, F f) {
  std::string last;
  size_t number = 0;
  for (size_t begin = 0; begin < file.content.size();) {
    const size_t end = std::min(file.content.find('\n', begin), file.content.size());
    std::string_view line(file.content.data() + begin, end - begin);
    begin = end + 1;
    if (++number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> row;
    for (size_t at = 0;;) {
      const size_t tab = std::min(line.find('\t', at), line.size());
      row.emplace_back(line.substr(at, tab - at));
      if (tab == line.size()) break;
      at = tab + 1;
    }
    if (row.size() != columns) {
      refuse(file, number, row[0], fmt::format("has {} columns, not {}", row.size(), columns));
    }
    if (row[0] <= last) {
      refuse(file, number, row[0], row[0] == last ? "stands twice" : "is not in order");
    }
    last = row[0];
    f(row, number);
  }
}

std::unique_ptr<RE2> words_pattern(const Pack& pack, std::string_view name, std::string_view prefix,
                                   std::string_view suffix) {
  return std::make_unique<RE2>(
      fmt::format("{}({}){}", prefix, pack.word_class(name).alternation(), suffix));
}

// The tries and expressions that scanning needs, from the pack's words.
void prepare(Pack& pack) {
  std::vector<std::pair<std::string, int>> words;
  const auto add = [&](std::string_view name, NumberWord::Role role) {
    for (const auto& [word, value] : pack.word_class(name).values()) {
      const Decimal decimal = Decimal::parse(value).value_or(Decimal(0));
      words.emplace_back(ascii_lower(word), static_cast<int>(pack.number_meanings.size()));
      pack.number_meanings.push_back({role, decimal});
      if (role == NumberWord::kMagnitude && decimal == Decimal(10'000)) {
        pack.small_magnitudes_below = decimal;
      }
    }
  };
  add("digit", NumberWord::kDigit);
  add("magnitude", NumberWord::kMagnitude);
  add("point", NumberWord::kPoint);
  add("more", NumberWord::kMore);
  add("filler", NumberWord::kFiller);
  pack.number_words = Trie(std::move(words));
  const std::string link = pack.word_class("hedge_link").alternation();
  pack.hedge_before = words_pattern(pack, "hedge_before", "", "(?:" + link + ")? ?$");
  pack.hedge_after = words_pattern(pack, "hedge_after", "^ ?", "");
  pack.measure = words_pattern(pack, "measure", "", "");
  pack.status = words_pattern(pack, "status", "", "");
  pack.negation = words_pattern(pack, "negation", "", "");
  pack.negation_after = words_pattern(pack, "negation_after", "", "");
  pack.deal_word = words_pattern(pack, "deal_word", "", "");
  pack.reference = words_pattern(pack, "reference", "", "");
  pack.passive = words_pattern(pack, "passive", "", " ?$");
  pack.clause_end = words_pattern(pack, "clause_end", "", "");
  std::vector<std::pair<std::string, int>> behind;
  for (const auto& [word, place] : pack.word_class("case_after").values()) {
    behind.emplace_back(word, static_cast<int>(pack.case_after_places.size()));
    pack.case_after_places.push_back(place);
  }
  pack.case_after = Trie(std::move(behind));
}

void add_cldr(Pack& pack, const Fold& fold) {
  const bool chinese = pack.language == "zh";
  const std::vector<std::string> locales =
      chinese ? std::vector<std::string>{"zh_Hans_CN", "zh_Hant_TW", "zh_Hant_HK"}
              : std::vector<std::string>{pack.language};
  const auto add = [&](const char* name, const NamedValues& values) {
    for (const auto& [word, value] : values) pack.words[name].add(fold(word, chinese), value);
  };
  for (const std::string& locale : locales) {
    add("currency", currency_names(locale));
    add("power_unit", power_units(locale));
  }
  add("currency", currency_codes());
}

}  // namespace

const std::string* WordClass::value(std::string_view word) const {
  auto found = values_.find(word);
  if (found == values_.end()) found = values_.find(ascii_lower(word));
  return found == values_.end() ? nullptr : &found->second;
}

std::string WordClass::alternation() const {
  if (values_.empty()) return "[^\\x00-\\x{10FFFF}]";
  std::vector<std::string_view> words;
  for (const auto& [word, value] : values_) words.push_back(word);
  std::stable_sort(words.begin(), words.end(), [](auto a, auto b) { return a.size() > b.size(); });
  // Words in lower case match in any case; a capital letter in them means itself (MW, not mw).
  std::string out;
  for (std::string_view word : words) {
    const bool any_case =
        ascii_lower(word) == word &&
        std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const std::string quoted = RE2::QuoteMeta(re2::StringPiece(word.data(), word.size()));
    out += (out.empty() ? "" : "|") + (any_case ? "(?i:" + quoted + ")" : quoted);
  }
  return out;
}

const WordClass& Pack::word_class(std::string_view name) const {
  static const WordClass empty;
  const auto found = words.find(name);
  return found == words.end() ? empty : found->second;
}

size_t Packs::rules() const {
  std::set<std::string_view> ids;
  for (const auto& [language, pack] : by_language) {
    for (const auto& rule : pack.mentions) ids.insert(rule->id);
    for (const auto& frame : pack.frames) ids.insert(frame->id);
  }
  return ids.size();
}

Expected<Packs> load_packs(const std::vector<DataFile>& files, const Fold& fold) try {
  Packs packs;
  for (const DataFile& file : files) {
    check_name(file);
    const std::string folder = file.path.substr(0, file.path.find('/'));
    if (folder != file.path && folder != "common") packs.by_language[folder].language = folder;
  }
  std::map<std::string, KnownParty> parties;
  std::map<std::string, std::string> owner;  // name in matching form -> id
  for (const DataFile& file : files) {
    if (file.path != "parties.tsv") continue;
    for_each_row(file, 3, [&](const std::vector<std::string>& row, size_t line) {
      std::erase_if(owner, [&](const auto& entry) { return entry.second == row[0]; });
      parties[row[0]] = {row[0], row[1]};
      std::string names = row[1] + "|" + row[2];
      for (size_t at = 0; at <= names.size();) {
        const size_t bar = std::min(names.find('|', at), names.size());
        const std::string_view written = std::string_view(names).substr(at, bar - at);
        at = bar + 1;
        // In Chinese articles characters are simplified, in Japanese and Korean ones as written.
        for (const std::string& name : {fold(written, true), fold(written, false)}) {
          if (name.empty()) continue;
          const auto [known, added] = owner.emplace(name, row[0]);
          if (!added && known->second != row[0]) {
            refuse(file, line, row[0], fmt::format("'{}' is a name of {}", name, known->second));
          }
        }
      }
    });
  }
  std::vector<std::pair<std::string, int>> names;
  std::map<std::string, int> index;
  for (const auto& [id, party] : parties) {
    index[id] = static_cast<int>(packs.parties.size());
    packs.parties.push_back(party);
  }
  for (const auto& [name, id] : owner) names.emplace_back(name, index[id]);
  packs.party_names = Trie(std::move(names));

  for (auto& [language, pack] : packs.by_language) {
    add_cldr(pack, fold);
    std::vector<const DataFile*> toml;
    std::vector<std::pair<std::string, int>> general;
    for (const DataFile& file : files) {
      const bool ours = file.path.starts_with(language + "/") || file.path.starts_with("common/");
      if (!ours) continue;
      if (file.path.ends_with("/general_words.tsv")) {
        for_each_row(file, 2, [&](const std::vector<std::string>& row, size_t) {
          general.emplace_back(fold(row[0], language == "zh"),
                               static_cast<int>(pack.general_class.size()));
          pack.general_class.push_back(row[1]);
        });
      } else if (file.path.ends_with(".toml")) {
        toml.push_back(&file);
      }
    }
    read_toml_files(toml, fold, pack);
    std::reverse(general.begin(), general.end());  // of equal words the last one counts
    pack.general_words = Trie(std::move(general));
    prepare(pack);
  }
  return packs;
} catch (const Mistake& mistake) {
  return fail("rules", mistake.message);
}

}  // namespace dealwire
