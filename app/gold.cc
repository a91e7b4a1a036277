#include "app/gold.h"

#include <algorithm>

namespace dealwire {
namespace {

// Values of JSON, or nothing where another type stands: what must be there is checked before.
const Json& member(const Json& object, const std::string& key) {
  static const Json kNone;
  if (!object.is_object()) return kNone;
  const auto found = object.find(key);
  return found == object.end() ? kNone : *found;
}

std::string text(const Json& object, const std::string& key) {
  const Json& value = member(object, key);
  return value.is_string() ? value.get<std::string>() : "";
}

bool is_true(const Json& object, const std::string& key) {
  const Json& value = member(object, key);
  return value.is_boolean() && value.get<bool>();
}

// The strings of a list.
std::vector<std::string> texts(const Json& object, const std::string& key) {
  std::vector<std::string> out;
  const Json& list = member(object, key);
  if (!list.is_array()) return out;
  for (const Json& value : list) {
    if (value.is_string()) out.push_back(value);
  }
  return out;
}

// People write numbers, programs strings.
std::optional<Decimal> number(const Json& value) {
  if (value.is_string()) return Decimal::parse(value.get<std::string>());
  return value.is_number() ? Decimal::parse(value.dump()) : std::nullopt;
}

// An object or a bare number; none where no number is given.
std::optional<ScoredAmount> amount(const Json& source) {
  ScoredAmount out;
  out.low = out.high = number(source.is_object() ? member(source, "value") : source);
  if (!out.low) {
    out.low = number(member(source, "min"));
    out.high = number(member(source, "max"));
  }
  out.currency = text(source, "currency");
  return out.low || out.high ? std::optional(out) : std::nullopt;
}

// What stands at `alt_KIND`: a list of amounts, or one.
std::vector<Json> alternatives(const Json& deal, const std::string& kind) {
  const Json& alternative = member(deal, "alt_" + kind);
  if (alternative.is_array()) return alternative.get<std::vector<Json>>();
  return {alternative};
}

std::vector<ScoredAmount> also_amounts(const Json& deal, const std::string& kind) {
  std::vector<Json> sources = alternatives(deal, kind);
  for (const Json& also : member(deal, "also")) {
    if (also.is_object() && text(also, "currency").empty() == (kind != "money"))
      sources.push_back(also);
  }
  std::vector<ScoredAmount> out;
  for (const Json& source : sources) {
    if (auto one = amount(source)) out.push_back(*one);
  }
  return out;
}

ScoredParty party(const Json& source, const NameGroups& groups) {
  std::vector<std::string> names = texts(source, "aliases");
  for (const char* key : {"name", "text"}) names.push_back(text(source, key));
  std::erase(names, "");
  return {text(source, "role"), groups.keys(names)};
}

ScoredDeal deal(const Json& source, const NameGroups& groups) {
  const auto with_alternatives = [&](const std::string& key, const std::string& others) {
    std::vector<std::string> out = texts(source, others);
    out.insert(out.begin(), text(source, key));
    return out;
  };
  ScoredDeal out;
  out.types = with_alternatives("type", "alt_types");
  out.statuses = with_alternatives("status", "alt_status");
  for (const Json& one : member(source, "parties")) out.parties.push_back(party(one, groups));
  for (size_t kind = 0; kind < kScoredKinds.size(); ++kind) {
    out.amounts[kind] = amount(member(source, kScoredKinds[kind]));
    out.also_amounts[kind] = also_amounts(source, kScoredKinds[kind]);
  }
  out.date = text(source, "date");
  out.optional = is_true(source, "optional");
  return out;
}

// None for a mention that is not scored: of another kind, or without a number.
std::optional<ScoredMention> mention(const Json& source) {
  const auto kind = std::find(kScoredKinds.begin(), kScoredKinds.end(), text(source, "kind"));
  if (kind == kScoredKinds.end()) return std::nullopt;
  const auto figures = amount(source);
  if (!figures) return std::nullopt;
  ScoredMention out;
  out.kind = static_cast<size_t>(kind - kScoredKinds.begin());
  out.amount = *figures;
  out.qualifiers = {text(source, "qualifier")};
  if (member(source, "alt_qualifier").is_string())
    out.qualifiers.push_back(text(source, "alt_qualifier"));
  out.optional = is_true(source, "optional");
  return out;
}

Annotation annotation(const Json& source, const NameGroups& groups) {
  Annotation out;
  out.lang = text(source, "lang");
  out.deals = member(source, "deals");
  for (const Json& one : member(source, "mentions")) {
    if (auto scored = mention(one)) out.scored_mentions.push_back(std::move(*scored));
  }
  for (const Json& one : out.deals) out.scored_deals.push_back(deal(one, groups));
  return out;
}

// What is wrong with gold, or "".
// ------------------------------------------------------------------

std::string fault_of_texts(const Json& source, std::initializer_list<const char*> keys) {
  if (!source.is_object()) return "no object";
  for (const char* key : keys) {
    if (!member(source, key).is_string()) return std::string("no \"") + key + "\"";
  }
  return "";
}

std::string fault_of_amount(const Json& source) {
  const auto wrong = [](const Json& value) { return !value.is_null() && !number(value); };
  if (!source.is_object()) return wrong(source) ? source.dump() + " is no number" : "";
  for (const char* key : {"value", "min", "max"}) {
    if (wrong(member(source, key)))
      return std::string(key) + " " + member(source, key).dump() + " is no number";
  }
  return "";
}

std::string fault_of_mention(const Json& source) {
  std::string fault = fault_of_texts(source, {"kind"});
  if (!fault.empty()) return fault;
  const std::string kind = source["kind"];
  const bool scored =
      std::find(kScoredKinds.begin(), kScoredKinds.end(), kind) != kScoredKinds.end();
  return scored ? fault_of_amount(source) : "";  // a date has a value, too
}

// What is wrong with one of a list, as "KEY 3: ...".
template <typename Check>
std::string fault_of_list(const Json& source, const char* key, Check check) {
  const Json& list = member(source, key);
  if (!list.is_array()) return std::string("no list \"") + key + "\"";
  for (size_t i = 0; i < list.size(); ++i) {
    const std::string fault = check(list[i]);
    if (!fault.empty()) return fmt::format("{} {}: {}", key, i + 1, fault);
  }
  return "";
}

std::string fault_of_deal(const Json& source) {
  std::string fault = fault_of_texts(source, {"type", "status"});
  if (!fault.empty()) return fault;
  fault = fault_of_list(source, "parties", [](const Json& one) {
    return fault_of_texts(one, {"role", "name"});
  });
  if (!fault.empty()) return fault;
  for (const char* kind : kScoredKinds) {
    std::vector<Json> amounts = alternatives(source, kind);
    amounts.push_back(member(source, kind));
    for (const Json& also : member(source, "also")) {
      if (also.is_object()) amounts.push_back(also);
    }
    for (const Json& one : amounts) {
      if (fault = fault_of_amount(one); !fault.empty()) return kind + (": " + fault);
    }
  }
  return "";
}

std::string fault_of_gold(const Json& source) {
  for (const std::string& fault :
       {fault_of_texts(source, {"lang"}), fault_of_list(source, "mentions", fault_of_mention),
        fault_of_list(source, "deals", fault_of_deal)}) {
    if (!fault.empty()) return fault;
  }
  return "";
}

// Gold is four levels deep. What is deeper by far is a mistake, and would cost the stack.
constexpr int kMaxDepth = 64;

// Fails with the byte at which it goes wrong.
Expected<Json> parse(std::string_view content, const std::string& path) {
  try {
    bool deep = false;
    Json out = Json::parse(content, [&](int depth, Json::parse_event_t, const Json&) {
      deep |= depth > kMaxDepth;
      return !deep;
    });
    if (deep) return fail("gold", path + ": nested too deeply");
    return out;
  } catch (const Json::parse_error& error) {
    return fail("gold", fmt::format("{}: no valid JSON at byte {}", path, error.byte));
  }
}

}  // namespace

Expected<Annotation> read_gold(std::string_view content, const std::string& path,
                               const NameGroups& names) {
  const auto source = parse(content, path);
  if (!source) return tl::make_unexpected(source.error());
  const std::string fault = fault_of_gold(*source);
  if (!fault.empty()) return fail("gold", path + ": " + fault);
  return annotation(*source, names);
}

Annotation read_scan(std::string_view line, const NameGroups& names) {
  return annotation(Json::parse(line), names);
}

Expected<NameGroups> read_name_groups(std::string_view content, const std::string& path) {
  const auto source = parse(content, path);
  if (!source) return tl::make_unexpected(source.error());
  std::vector<std::vector<std::string>> groups;
  const auto is_text = [](const Json& name) { return name.is_string(); };
  const auto is_group = [&](const Json& group) {
    return group.is_array() && std::all_of(group.begin(), group.end(), is_text);
  };
  if (!source->is_array() || !std::all_of(source->begin(), source->end(), is_group))
    return fail("gold", path + ": no list of lists of names");
  for (const Json& group : *source) groups.push_back(group);
  return NameGroups(groups);
}

}  // namespace dealwire
