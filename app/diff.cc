// What became of deals between two runs.
#include <fmt/format.h>

#include <charconv>
#include <cstdio>

#include "app/commands.h"
#include "app/format.h"
#include "model/json.h"
#include "store/history.h"

namespace dealwire {
namespace {

// A slot of a deal's state: the value in front as a person reads it, "" where there is none. A
// damaged store may hold another state: at() throws then, and main() says so.
std::string slot(const Json& state, std::string_view name) {
  const Json& values = state.at(std::string(name)).at("values");
  if (values.empty()) return "";
  const Json& value = values.at(0).at("value");
  if (value.is_string()) return value;
  const auto text = [&](const char* key) {
    const Json& part = value.at(key);
    return part.is_string() ? part.get<std::string>() : std::string();
  };
  const Kind kind = name == "money" ? Kind::kMoney : name == "power" ? Kind::kPower : Kind::kStake;
  Amount amount;
  amount.value = Decimal::parse(text("value"));
  amount.min = Decimal::parse(text("min"));
  amount.max = Decimal::parse(text("max"));
  amount.vague = value.at("vague");
  if (kind == Kind::kMoney) amount.currency = text("currency");
  amount.qualifier = text("qualifier");
  return format_amount(amount, kind);
}

constexpr const char* kSlots[] = {"type", "status", "date", "money", "power", "stake"};

std::string parties(const Json& state) {
  std::string out;
  for (const Json& party : state.at("parties")) {
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", party.at("role").get<std::string>(),
                       party.at("name").get<std::string>());
  }
  return out;
}

// "acquisition announced 2025-09-22: acquirer A, target B; USD 3 bn".
std::string line(const Json& state) {
  std::string out = slot(state, "type") + " " + slot(state, "status");
  if (const std::string date = slot(state, "date"); !date.empty()) out += " " + date.substr(0, 10);
  out += ": " + parties(state);
  for (const char* name : {"money", "power", "stake"}) {
    if (const std::string value = slot(state, name); !value.empty()) out += "; " + value;
  }
  return out;
}

void print_change(const DealChange& change) {
  if (!change.before || !change.after) {
    fmt::print("{} {}  {}\n", change.before ? "-" : "+", change.deal,
               line(Json::parse(change.before ? *change.before : *change.after)));
    return;
  }
  const Json before = Json::parse(*change.before), after = Json::parse(*change.after);
  fmt::print("~ {}  {}\n", change.deal, line(after));
  const auto differ = [](const char* what, const std::string& was, const std::string& is) {
    if (was != is)
      fmt::print("      {}: {} -> {}\n", what, was.empty() ? "-" : was, is.empty() ? "-" : is);
  };
  for (const char* name : kSlots) differ(name, slot(before, name), slot(after, name));
  differ("parties", parties(before), parties(after));
  differ("articles", before.at("articles").dump(), after.at("articles").dump());
  differ("claims", fmt::format("{}", before.at("claims").size()),
         fmt::format("{}", after.at("claims").size()));
}

void print_json(const DealChange& change) {
  const auto parsed = [](const std::optional<std::string>& state) {
    return state ? Json::parse(*state) : Json(nullptr);
  };
  fmt::print("{}\n", to_line({{"schema", "dealwire.change/1"},
                              {"deal", change.deal},
                              {"before", parsed(change.before)},
                              {"after", parsed(change.after)}}));
}

}  // namespace

int diff(const Options& options) {
  const auto store = Store::open_existing(options.db);
  if (!store) return refuse(store.error(), options);
  std::vector<int64_t> between;
  for (const std::string& text : options.paths) {
    int64_t run = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), run);
    if (error != std::errc() || end != text.data() + text.size()) {
      complain(text + ": is not the number of a run; `dealwire status` has them");
      return kUsage;
    }
    between.push_back(run);
  }
  const auto changes = changes_between(*store, between[0], between[1]);
  if (!changes) return refuse(changes.error(), options);
  for (const DealChange& change : *changes) {
    options.jsonl ? print_json(change) : print_change(change);
  }
  return kSuccess;
}

}  // namespace dealwire
