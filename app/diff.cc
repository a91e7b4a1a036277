// What became of deals between two runs.
#include <fmt/format.h>

#include <charconv>
#include <cstdio>

#include "app/commands.h"
#include "app/format.h"
#include "app/json.h"
#include "app/work.h"
#include "store/history.h"

namespace dealwire {
namespace {

// A slot of a deal's state: the value in front as a person reads it, "" where there is none.
std::string slot(const Json& state, const char* name) {
  const Json& values = state[name]["values"];
  if (values.empty()) return "";
  const Json& value = values[0]["value"];
  if (value.is_string()) return value;
  const auto text = [&](const char* key) {
    return value[key].is_string() ? value[key].get<std::string>() : std::string();
  };
  Amount amount;
  amount.value = Decimal::parse(text("value"));
  amount.min = Decimal::parse(text("min"));
  amount.max = Decimal::parse(text("max"));
  amount.vague = value["vague"];
  amount.currency = text("currency");
  amount.qualifier = text("qualifier");
  const std::string_view kind(name);
  return format_amount(amount, kind == "money"   ? Kind::kMoney
                               : kind == "power" ? Kind::kPower
                                                 : Kind::kStake);
}

constexpr const char* kSlots[] = {"type", "status", "date", "money", "power", "stake"};

std::string parties(const Json& state) {
  std::string out;
  for (const Json& party : state["parties"]) {
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", party["role"].get<std::string>(),
                       party["name"].get<std::string>());
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
  differ("articles", before["articles"].dump(), after["articles"].dump());
  differ("claims", fmt::format("{}", before["claims"].size()),
         fmt::format("{}", after["claims"].size()));
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
