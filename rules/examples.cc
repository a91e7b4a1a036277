#include "rules/examples.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace dealwire {
namespace {

std::string money_text(const Mention& mention) {
  const Amount& a = mention.amount;
  std::string out = a.value ? a.value->str() : a.min ? a.min->str() + ".." + a.max->str() : "vague";
  return a.currency.empty() ? out : out + " " + a.currency;
}

using Values = std::vector<std::pair<std::string, std::string>>;

Values values_of(const Mention& mention) {
  const Amount& a = mention.amount;
  if (mention.kind == Kind::kDate) {
    return {{"mention", mention.text},
            {"value", mention.date.edtf},
            {"min", mention.date.first},
            {"max", mention.date.last}};
  }
  const auto str = [](const std::optional<Decimal>& d) { return d ? d->str() : ""; };
  return {{"mention", mention.text},    {"value", str(a.value)},
          {"min", str(a.min)},          {"max", str(a.max)},
          {"currency", a.currency},     {"qualifier", a.qualifier},
          {"measure", mention.measure}, {"vague", a.vague ? "true" : "false"},
          {"per", mention.per},         {"same_as", mention.same_as ? "true" : "false"}};
}

Values values_of(const Deal& deal, const Extraction& found) {
  Values out = {{"type", deal.type}, {"status", deal.status}};
  for (const DealParty& party : deal.parties) {
    const Mention& mention = found.mentions[party.mention];
    out.emplace_back(party.role, mention.party.name);
    out.emplace_back(party.role, mention.text);
  }
  const std::pair<const char*, const std::optional<size_t>&> amounts[] = {
      {"money", deal.money}, {"power", deal.power}, {"stake", deal.stake}};
  for (const auto& [key, mention] : amounts) {
    if (mention) out.emplace_back(key, money_text(found.mentions[*mention]));
  }
  return out;
}

std::string missing(const Values& want, const Values& have) {
  std::string out;
  for (const auto& pair : want) {
    if (std::find(have.begin(), have.end(), pair) != have.end()) continue;
    std::string got;
    for (const auto& [key, value] : have) {
      if (key == pair.first) got += (got.empty() ? "" : ", ") + value;
    }
    out += (out.empty() ? "" : "; ") + pair.first + " is '" + got + "', not '" + pair.second + "'";
  }
  return out;
}

}  // namespace

std::string check_example(const Example& example, const Extraction& found) {
  std::string best;
  const auto consider = [&](const std::string& rule, const Values& have) {
    if (rule != example.rule) return false;
    const std::string wrong = missing(example.want, have);
    if (best.empty() || wrong.size() < best.size()) best = wrong;
    return wrong.empty();
  };
  for (const Mention& mention : found.mentions) {
    if (example.counter && mention.rule == example.rule) return "gives '" + mention.text + "'";
    if (!example.counter && consider(mention.rule, values_of(mention))) return {};
  }
  for (const Deal& deal : found.deals) {
    if (example.counter && deal.rule == example.rule) return "gives a deal";
    if (!example.counter && consider(deal.rule, values_of(deal, found))) return {};
  }
  if (example.counter) return {};
  return best.empty() ? "gives nothing" : best;
}

}  // namespace dealwire
