#include "rules/toml_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "rules/dates.h"
#include "rules/tokens.h"
#include "text/toml_file.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Why a value cannot stand in a word class that the engine reads; empty if it can.
std::string misfit(std::string_view name, const std::string& value) {
  static const std::map<std::string_view, std::set<std::string_view>> kMeanings = {
      {"hedge_before",
       {"approx", "more_than", "less_than", "at_least", "at_most", "reach", "exact"}},
      {"hedge_after",
       {"approx", "more_than", "less_than", "at_least", "at_most", "reach", "exact"}},
      {"reference",
       {"topic", "topic_alone", "last", "former", "subject", "self", "self_alone", "both", "bought",
        "speaker", "asked"}},
      {"date_mark", {"same_day", "term", "term_behind", "earlier"}},
      {"status", {"announced", "planned", "rumored", "completed", "cancelled", "done", "none"}},
      {"measure",
       {"deal", "tranche", "valuation", "market_cap", "revenue", "profit", "loss", "price", "cost",
        "debt", "fund_size", "rate", "other"}}};
  if (const auto known = kMeanings.find(name); known != kMeanings.end()) {
    return known->second.count(value) > 0 ? "" : fmt::format("'{}' is none of its meanings", value);
  }
  static const std::set<std::string_view> kDecimals = {"digit", "magnitude", "denominator",
                                                       "power_unit", "percent"};
  if (kDecimals.count(name) > 0) {
    return Decimal::parse(value) ? "" : fmt::format("'{}' is no decimal number", value);
  }
  if (name == "date_shift" && !read_shift(value)) {
    return fmt::format("'{}' is no shift, as in \"year-1\" or \"day+0\"", value);
  }
  static const RE2 kWhole("[0-9]{1,4}");
  static const std::set<std::string_view> kWholeNumbers = {"month", "weekday", "season", "ordinal",
                                                           "era",   "year",    "decade"};
  if (kWholeNumbers.count(name) > 0 && !RE2::FullMatch(value, kWhole)) {
    return fmt::format("'{}' is no whole number", value);
  }
  static const RE2 kCoin("(?:[A-Z|]+ )?[0-9.]+");
  if (name == "minor_unit" && !RE2::FullMatch(value, kCoin)) {
    return fmt::format("'{}' is no coin, as in \"0.01\" or \"USD 0.01\"", value);
  }
  static const RE2 kCurrencies("[A-Z]{3}|(?:[A-Z]{3})?(?:\\|[A-Z]{3})+");
  if (name == "currency" && !RE2::FullMatch(value, kCurrencies)) {
    return fmt::format("'{}' is neither an ISO 4217 code nor several, as in \"|CNY|TWD\"", value);
  }
  return "";
}

// The words that a key with alternatives stands for: "(을|를)(넘|웃돌)" for four.
std::vector<std::string> alternatives(std::string_view key) {
  const size_t open = key.find('('), close = key.find(')');
  if (open == key.npos || close == key.npos || close < open) return {std::string(key)};
  std::vector<std::string> out;
  const auto rest = alternatives(key.substr(close + 1));
  const std::string_view choices = key.substr(open + 1, close - open - 1);
  for (size_t at = 0; at <= choices.size();) {
    const size_t bar = std::min(choices.find('|', at), choices.size());
    for (const std::string& end : rest) {
      out.push_back(std::string(key.substr(0, open)) + std::string(choices.substr(at, bar - at)) +
                    end);
    }
    at = bar + 1;
  }
  return out;
}

// A pattern whose ’ stands for both apostrophes, as texts have the one or the other: l’usine.
std::string with_both_apostrophes(std::string_view pattern) {
  constexpr std::string_view kApostrophe = "’";
  std::string out;
  bool in_class = false;
  for (size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    const size_t length = c == '\\' ? 2 : utf8_length(c);
    const std::string_view part = pattern.substr(i, length);
    in_class = c == '[' || (in_class && c != ']');
    out += !in_class && part == kApostrophe ? "['’]" : part;
    i += length;
  }
  return out;
}

// Parts of patterns, by name. A folder laid over ours may say anew what one is.
struct Piece {
  std::string pattern;
  std::string_view folder;  // of the file that says so
};
using Pieces = std::map<std::string, Piece, std::less<>>;

// Reads the tables of one TOML file into one language's pack.
class TomlReader : TomlFile {
 public:
  TomlReader(const DataFile& file, Pack& pack, const Fold& fold)
      : TomlFile(file), pack_(pack), fold_(fold), chinese_(pack.language == "zh") {
    for (const auto& [key, value] : table()) {
      const std::string_view name = key.str();
      if (name != "words" && name != "pieces" && name != "mention" && name != "frame" &&
          name != "local_currency" && name != "disable") {
        refuse(value, name,
               "unknown table; there are words, pieces, mention, frame, local_currency, disable");
      }
    }
  }

  void read_words() {
    if (const toml::table* classes = table_at("words")) {
      for (const auto& [key, value] : *classes) read_class(std::string(key.str()), value);
    }
    if (const toml::table* local = table_at("local_currency")) {
      for (const auto& [region, code] : *local) {
        pack_.local_currency[std::string(region.str())] = string_of(code, region.str());
      }
    }
  }

  void read_pieces(Pieces& pieces) {
    const toml::table* table = table_at("pieces");
    if (table == nullptr) return;
    const std::string_view shown = file().shown_path;
    const std::string_view folder = shown.substr(0, shown.size() - file().path.size());
    for (const auto& [key, value] : *table) {
      const std::string name(key.str());
      const auto known = pieces.find(name);
      if (known != pieces.end() && known->second.folder == folder) {
        refuse(value, name, "another file of this folder says what it is");
      }
      pieces[name] = {pattern_of(value, name), folder};
    }
  }

  void read_rules(const Pieces& pieces) {
    pieces_ = &pieces;
    if (const toml::node* list = table().get("disable")) disable(*list);
    for_each_rule("mention", [&](const toml::table& rule) { read_mention(rule); });
    for_each_rule("frame", [&](const toml::table& rule) { read_frame(rule); });
  }

 private:
  const toml::table* table_at(std::string_view key) {
    const toml::node* node = table().get(key);
    if (node == nullptr) return nullptr;
    if (!node->is_table()) refuse(*node, key, "must be a table");
    return node->as_table();
  }

  // A pattern, or a list of patterns that are alternatives.
  std::string pattern_of(const toml::node& node, std::string_view what) {
    const std::string written = node.is_array()
                                    ? fmt::format("{}", fmt::join(strings_of(node, what), "|"))
                                    : string_of(node, what);
    return with_both_apostrophes(fold_pattern(written));
  }

  std::string required_pattern(const toml::table& rule, std::string_view key, std::string_view id) {
    const toml::node* node = rule.get(key);
    if (node == nullptr) refuse(rule, id, fmt::format("lacks '{}'", key));
    return pattern_of(*node, key);
  }

  // Patterns are brought to simplified characters only: folding width would turn a full-width
  // bracket into a group. They are written against the match copy, where brackets are ASCII.
  std::string fold_pattern(const std::string& pattern) {
    std::string out;
    size_t begin = 0;
    for (size_t i = 0; i <= pattern.size(); ++i) {
      // Folded by stretches outside ASCII, so that no operator is touched.
      const bool ascii = i == pattern.size() || (pattern[i] & 0x80) == 0;
      if (!ascii) continue;
      const std::string_view stretch(pattern.data() + begin, i - begin);
      out += chinese_ && !stretch.empty() ? fold_(stretch, true) : std::string(stretch);
      if (i < pattern.size()) out += pattern[i];
      begin = i + 1;
    }
    return out;
  }

  void read_class(const std::string& name, const toml::node& node) {
    WordClass& words = pack_.words.add(ClassName(name));
    if (const toml::array* list = node.as_array()) {
      for (const toml::node& word : *list) add_words(words, string_of(word, name), "", word);
    } else if (const toml::table* table = node.as_table()) {
      for (const auto& [word, value] : *table) {
        const std::string meaning = string_of(value, name);
        if (const std::string wrong = misfit(name, meaning); !wrong.empty()) {
          refuse(value, name + "." + std::string(word.str()), wrong);
        }
        add_words(words, word.str(), meaning, value);
      }
    } else {
      refuse(node, name, "must be a list of words, or a table of word = \"value\"");
    }
  }

  // Adds all that a key stands for.
  void add_words(WordClass& words, std::string_view key, const std::string& meaning,
                 const toml::node& at) {
    for (const std::string& one : alternatives(key)) {
      if (one.find_first_of("()") != one.npos && key.find('|') != key.npos) {
        refuse(at, key, "alternatives hold no others in brackets");
      }
      words.add(fold_word(one), meaning);
    }
  }

  std::string fold_word(std::string_view word) { return fold_(word, chinese_); }

  template <typename F>
  void for_each_rule(std::string_view key, F f) {
    const toml::node* node = table().get(key);
    if (node == nullptr) return;
    if (!node->is_array_of_tables()) {
      refuse(*node, key, fmt::format("write each rule under [[{}]]", key));
    }
    for (const toml::node& rule : *node->as_array()) f(*rule.as_table());
  }

  std::string folder() const { return file().path.substr(0, file().path.find('/')); }

  // Replaces {name} by the piece or the word class of that name. In a rule's own pattern it becomes
  // a capture of that name, or of another with {name:other}.
  std::string expand(const std::string& pattern, bool capture, const toml::node& at,
                     std::string_view id, bool frame = false, int depth = 0) {
    if (depth > 8) refuse(at, id, "pieces contain each other");
    static const RE2 kPlaceholder(R"(\{([a-z][a-z0-9_]*)(?::([a-z0-9_]+))?\})");
    std::string out;
    re2::StringPiece rest(pattern), whole;
    std::string name, alias;
    const char* done = pattern.data();
    while (RE2::FindAndConsume(&rest, kPlaceholder, &name, &alias)) {
      const size_t length = name.size() + 2 + (alias.empty() ? 0 : alias.size() + 1);
      out.append(done, rest.data() - length);
      done = rest.data();
      std::string inner;
      if (const auto kind = std::find(kKindNames.begin(), kKindNames.end(), name);
          kind != kKindNames.end() && frame) {
        inner = mask(static_cast<Kind>(kind - kKindNames.begin()));
      } else if (std::string token = token_pattern(name); !token.empty()) {
        inner = std::move(token);
      } else if (const auto piece = pieces_->find(name); piece != pieces_->end()) {
        inner = expand(piece->second.pattern, false, at, id, frame, depth + 1);
      } else if (const WordClass* words = pack_.words.find(ClassName(name))) {
        inner = words->alternation();
      } else {
        refuse(at, id, fmt::format("there is no piece or word class '{}'", name));
      }
      out += capture ? fmt::format("(?P<{}>{})", alias.empty() ? name : alias, inner)
                     : "(?:" + inner + ")";
      alias.clear();
    }
    out.append(done, pattern.data() + pattern.size());
    return out;
  }

  std::unique_ptr<Pattern> compile(const std::string& text, const toml::node& at,
                                   std::string_view id, bool longest = false) {
    auto pattern = std::make_unique<Pattern>(text, longest);
    const bool ours = file().shown_path == file().path;  // whose patterns the tests compile
    if (!ours && !pattern->re2().ok()) {
      refuse(at, id, fmt::format("bad expression: {}", pattern->re2().error()));
    }
    return pattern;
  }

  std::unique_ptr<Pattern> context(const toml::table& rule, std::string_view key, bool before,
                                   std::string_view id, bool frame = false) {
    const toml::node* at = rule.get(key);
    if (at == nullptr) return nullptr;
    const std::string expanded = expand(pattern_of(*at, key), false, *at, id, frame);
    return compile(before ? "(?:" + expanded + ")$" : "^(?:" + expanded + ")", *at, id);
  }

  void read_examples(const toml::table& rule, const std::string& id) {
    const toml::array* match = rule.get_as<toml::array>("match");
    const toml::array* no_match = rule.get_as<toml::array>("no_match");
    if (match == nullptr || match->empty() || no_match == nullptr || no_match->empty()) {
      refuse(rule, id, "needs examples: 'match' and 'no_match' with one or more each");
    }
    for (const toml::node& node : *match) {
      const toml::table* table = node.as_table();
      if (table == nullptr || !table->contains("text")) {
        refuse(node, id, "an example in 'match' is a table with 'text' and values");
      }
      Example example{id, where(node), "", false, {}};
      for (const auto& [key, value] : *table) {
        const std::string name(key.str());
        if (name == "text") {
          example.text = string_of(value, name);
        } else {
          example.want.emplace_back(name, string_of(value, name));
        }
      }
      pack_.examples.push_back(std::move(example));
    }
    for (const toml::node& node : *no_match) {
      pack_.examples.push_back({id, where(node), string_of(node, "no_match"), true, {}});
    }
  }

  std::string where(const toml::node& node) {
    return fmt::format("{}:{}", file().shown_path, line_of(node));
  }

  // Takes rules away that stand in files before this one.
  void disable(const toml::node& node) {
    if (node.as_array() == nullptr) refuse(node, "disable", "must be a list of rules");
    for (const toml::node& entry : *node.as_array()) {
      const std::string id = string_of(entry, "disable");
      const auto is_it = [&](const auto& rule) { return rule->id == id; };
      const size_t gone = std::erase_if(pack_.mentions, is_it) + std::erase_if(pack_.frames, is_it);
      if (gone == 0) refuse(entry, id, "is no rule of the packs below this one");
      std::erase_if(pack_.examples, [&](const Example& e) { return e.rule == id; });
    }
  }

  // A rule said again replaces the one before, with its examples.
  template <typename T>
  void put(std::vector<std::unique_ptr<T>>& rules, std::unique_ptr<T> rule) {
    for (auto& old : rules) {
      if (old->id != rule->id) continue;
      std::erase_if(pack_.examples, [&](const Example& e) { return e.rule == rule->id; });
      old = std::move(rule);
      return;
    }
    rules.push_back(std::move(rule));
  }

  void read_mention(const toml::table& rule) {
    auto out = std::make_unique<MentionRule>();
    const std::string kind = required(rule, "kind", "mention");
    const auto known = std::find(kKindNames.begin(), kKindNames.end() - 1, kind);
    if (known == kKindNames.end() - 1) {
      refuse(*rule.get("kind"), kind, "unknown kind; there are money, power, stake, percent, date");
    }
    out->kind = static_cast<Kind>(known - kKindNames.begin());
    out->id = fmt::format("{}/{}/{}", folder(), kind, required(rule, "name", "mention"));
    check_keys(rule, out->id,
               {"name", "kind", "pattern", "not_before", "not_after", "value", "scale", "currency",
                "qualifier", "least", "vague", "match", "no_match"});
    const std::string pattern = required_pattern(rule, "pattern", out->id);
    const toml::node& at = *rule.get("pattern");
    out->pattern = compile(expand(pattern, true, at, out->id), at, out->id);
    out->not_before = context(rule, "not_before", true, out->id);
    out->not_after = context(rule, "not_after", false, out->id);
    if (const auto value = optional(rule, "value")) out->value = decimal(*value, rule, out->id);
    if (const auto least = optional(rule, "least")) out->least = decimal(*least, rule, out->id);
    if (const auto scale = optional(rule, "scale")) out->scale = decimal(*scale, rule, out->id);
    if (const auto currency = optional(rule, "currency")) out->currency = *currency;
    if (const auto qualifier = optional(rule, "qualifier")) out->qualifier = *qualifier;
    out->vague = flag(rule, "vague");
    const std::string id = out->id;
    put(pack_.mentions, std::move(out));
    read_examples(rule, id);
  }

  static bool flag(const toml::table& rule, std::string_view key) {
    return rule.get(key) != nullptr && rule.get(key)->value_or(false);
  }

  Decimal decimal(const std::string& text, const toml::node& at, std::string_view id) {
    if (const auto value = Decimal::parse(text)) return *value;
    refuse(at, id, fmt::format("'{}' is no decimal number", text));
  }

  void read_frame(const toml::table& rule) {
    auto out = std::make_unique<Frame>();
    out->id = fmt::format("{}/deal/{}", folder(), required(rule, "name", "frame"));
    check_keys(rule, out->id,
               {"name", "type", "trigger", "not_before", "not_after", "not_inside", "roles", "need",
                "fallback", "half", "match", "no_match"});
    out->type = required(rule, "type", out->id);
    const auto type = std::find_if(kDealTypes.begin(), kDealTypes.end(),
                                   [&](const DealType& t) { return t.name == out->type; });
    if (type == kDealTypes.end()) {
      refuse(*rule.get("type"), out->id, fmt::format("unknown type '{}'", out->type));
    }
    const std::string trigger = required_pattern(rule, "trigger", out->id);
    const toml::node& at = *rule.get("trigger");
    out->trigger = compile(expand(trigger, false, at, out->id, /*frame=*/true), at, out->id,
                           /*longest=*/true);
    out->not_before = context(rule, "not_before", true, out->id, /*frame=*/true);
    out->not_after = context(rule, "not_after", false, out->id, /*frame=*/true);
    if (const toml::node* inside = rule.get("not_inside")) {
      const std::string pattern = pattern_of(*inside, "not_inside");
      out->not_inside =
          compile(expand(pattern, false, *inside, out->id, /*frame=*/true), *inside, out->id);
    }
    for (const auto& [key, flag] :
         {std::pair{"fallback", &Frame::fallback}, std::pair{"half", &Frame::half}}) {
      const toml::node* value = rule.get(key);
      if (value == nullptr) continue;
      if (!value->is_boolean()) refuse(*value, out->id, fmt::format("'{}' is true or false", key));
      (*out).*flag = **value->as_boolean();
    }
    const toml::table* roles = rule.get_as<toml::table>("roles");
    if (roles == nullptr) refuse(rule, out->id, "lacks the table 'roles'");
    for (const auto& [place, node] : *roles) {
      const std::string role = string_of(node, place.str());
      if (!type->has_role(role)) {
        refuse(node, out->id, fmt::format("'{}' is no role in a deal of type {}", role, out->type));
      }
      if (!is_place(place.str())) {
        refuse(node, out->id,
               fmt::format(
                   "'{}' is neither subject, object, owned, inside, from, topic, about, payer nor "
                   "what a word of "
                   "'case', 'case_article' or 'case_after' stands for",
                   place.str()));
      }
      out->roles[std::string(place.str())] = role;
    }
    const toml::array* need = rule.get_as<toml::array>("need");
    if (need == nullptr || need->empty()) refuse(rule, out->id, "lacks 'need'");
    for (const toml::node& set : *need) {
      std::vector<std::string> names;
      if (set.as_array() == nullptr) refuse(set, out->id, "'need' lists lists");
      for (const toml::node& node : *set.as_array()) {
        const std::string name = string_of(node, "need");
        const bool amount = name == "money" || name == "power" || name == "stake";
        if (!amount && !type->has_role(name)) {
          refuse(node, out->id,
                 fmt::format("needs '{}', which is no role in a deal of type {} and no amount",
                             name, out->type));
        }
        names.push_back(name);
      }
      out->need.push_back(std::move(names));
    }
    const std::string id = out->id;
    put(pack_.frames, std::move(out));
    read_examples(rule, id);
  }

  bool is_place(std::string_view name) const {
    static const std::set<std::string_view> kBuiltIn = {
        "subject", "object", "inside", "from", "owned", "topic", "about", "payer", "again", "ally"};
    if (kBuiltIn.count(name) > 0) return true;
    for (const ClassName& words : ClassNames{"case", "case_article", "case_after"}) {
      for (const auto& [word, place] : pack_.word_class(words).values()) {
        if (place == name) return true;
      }
    }
    return false;
  }

  Pack& pack_;
  const Fold& fold_;
  bool chinese_;
  const Pieces* pieces_ = nullptr;
};

}  // namespace

void read_toml_files(const std::vector<const DataFile*>& files, const Fold& fold, Pack& pack) {
  std::vector<TomlReader> readers;
  readers.reserve(files.size());
  for (const DataFile* file : files) readers.emplace_back(*file, pack, fold);
  Pieces pieces;
  for (TomlReader& reader : readers) reader.read_words();
  for (TomlReader& reader : readers) reader.read_pieces(pieces);
  for (TomlReader& reader : readers) reader.read_rules(pieces);
}

}  // namespace dealwire
