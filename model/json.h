// What the program's JSON outputs have in common.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "model/extraction.h"

namespace dealwire {

using Json = nlohmann::ordered_json;

template <typename T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

inline Json or_null(const std::string& value) {
  return value.empty() ? Json(nullptr) : Json(value);
}

inline Json or_null(const std::optional<Decimal>& value) {
  return value ? Json(value->str()) : Json(nullptr);
}

// 16 hexadecimal digits, since readers of JSON round numbers beyond 53 bits.
inline Json fingerprint_json(const std::optional<uint64_t>& value) {
  return value ? Json(fmt::format("{:016x}", *value)) : Json(nullptr);
}

// Adds value, min, max, currency and qualifier. Only money has a currency.
inline void add_figures(Json& out, const Amount& amount, Kind kind) {
  out["value"] = or_null(amount.value);
  out["min"] = or_null(amount.min);
  out["max"] = or_null(amount.max);
  if (kind == Kind::kMoney) out["currency"] = or_null(amount.currency);
  out["qualifier"] = amount.qualifier;
}

// One line. Texts are valid UTF-8 after decoding; names of files need not be.
inline std::string to_line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dealwire
