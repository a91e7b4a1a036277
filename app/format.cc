#include "app/format.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/utf8.h"

namespace dealwire {
namespace {

using Unit = std::pair<const char*, const char*>;  // 10^-n as a decimal, name

std::string scaled(const Decimal& value, const std::vector<std::pair<Decimal, Unit>>& units) {
  for (const auto& [least, unit] : units) {
    if (value.less_than(least)) continue;
    const auto part = value.times(*Decimal::parse(unit.first));
    if (part) return part->str() + unit.second;
  }
  return value.str();
}

std::string figure(const Decimal& value, Kind kind) {
  static const std::vector<std::pair<Decimal, Unit>> money = {
      {*Decimal::parse("1e12"), {"1e-12", " tn"}},
      {*Decimal::parse("1e9"), {"1e-9", " bn"}},
      {*Decimal::parse("1e6"), {"1e-6", " m"}}};
  static const std::vector<std::pair<Decimal, Unit>> power = {
      {*Decimal::parse("1e9"), {"1e-9", " GW"}},
      {*Decimal::parse("1e6"), {"1e-6", " MW"}},
      {*Decimal::parse("1e3"), {"1e-3", " kW"}},
      {Decimal(0), {"1", " W"}}};
  if (kind == Kind::kMoney) return scaled(value, money);
  if (kind == Kind::kPower) return scaled(value, power);
  return value.str() + " %";
}

std::string_view sign(std::string_view qualifier) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kSigns = {
      {{"at_most", "≤ "},
       {"at_least", "≥ "},
       {"approx", "~ "},
       {"more_than", "> "},
       {"less_than", "< "}}};
  for (const auto& [name, text] : kSigns) {
    if (name == qualifier) return text;
  }
  return "";
}

std::string cut(const std::string& text, size_t widest) {
  if (columns(text) <= widest) return text;
  std::string out;
  size_t width = 0;
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    width += static_cast<size_t>(columns(next_character(text, pos)));
    if (width + 1 > widest) break;
    out += text.substr(begin, pos - begin);
  }
  return out + "…";
}

}  // namespace

std::string format_amount(const Amount& amount, Kind kind) {
  std::string out(sign(amount.vague ? "" : amount.qualifier));
  if (!amount.currency.empty()) out += amount.currency + " ";
  if (amount.vague) return out + "vague";
  if (amount.value) return out + figure(*amount.value, kind);
  if (amount.min && amount.max)
    return out + figure(*amount.min, kind) + " – " + figure(*amount.max, kind);
  return out + "?";
}

std::string format_table(const std::vector<std::vector<std::string>>& rows, size_t widest) {
  std::vector<size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], std::min(columns(row[i]), widest));
    }
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string cell = cut(row[i], widest);
      line += cell + std::string(widths[i] - columns(cell) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

}  // namespace dealwire
