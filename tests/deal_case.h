// A text and the deals that it tells, read by our packs.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

#include "app/pipeline.h"
#include "rules/rules.h"

namespace dealwire {

inline const Reader& reader() {
  static const Reader loaded = *load_reader("");
  return loaded;
}

struct DealCase {
  const char* lang;
  const char* text;
  // "type status role=name ... money=... stake=...", or "" for no deal
  const char* want;
};

// The deals of an extraction, as `want` has them.
inline std::string describe(const Extraction& found) {
  std::string out;
  for (const Deal& deal : found.deals) {
    out += (out.empty() ? "" : " | ") + deal.type + " " + deal.status;
    for (const DealParty& party : deal.parties) {
      out += " " + party.role + "=" + found.mentions[party.mention].party.name;
    }
    if (deal.money && found.mentions[*deal.money].amount.value) {
      const Amount& amount = found.mentions[*deal.money].amount;
      out += " money=" + amount.value->str() + amount.currency;
    }
    if (deal.power) out += " power=" + found.mentions[*deal.power].amount.value->str();
    if (deal.stake) out += " stake=" + found.mentions[*deal.stake].amount.value->str();
  }
  return out;
}

inline void expect_deals(std::initializer_list<DealCase> rows) {
  for (const auto& [lang, text, want] : rows) {
    EXPECT_EQ(describe(read_example(text, lang, reader())), want) << text;
  }
}

}  // namespace dealwire
