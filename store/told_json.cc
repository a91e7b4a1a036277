#include "store/told_json.h"

namespace dealwire {
namespace {

Json value_json(const std::string& value) { return value; }
Json value_json(const StoredAmount& value) { return amount_json(value); }

template <typename T>
Json voices_json(const Told<T>& told) {
  Json values = Json::array();
  for (const auto& value : told.values) {
    values.push_back({{"value", value_json(value.value)},
                      {"articles", value.articles},
                      {"claims", value.claims}});
  }
  return {{"state", told.state()}, {"silent", told.silent}, {"values", std::move(values)}};
}

}  // namespace

Json amount_json(const StoredAmount& stored) {
  Json out = {{"text", stored.text}, {"vague", stored.amount.vague}};
  add_figures(out, stored.amount, stored.kind);
  return out;
}

Json told_json(const Told<std::string>& told) { return voices_json(told); }
Json told_json(const Told<StoredAmount>& told) { return voices_json(told); }

}  // namespace dealwire
