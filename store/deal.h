// What the store gives back: claims, as articles make them, and deals, as claims make them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/extraction.h"

namespace dealwire {

// An amount of a stored deal.
struct StoredAmount {
  Kind kind = Kind::kMoney;
  Amount amount;
  std::string text;  // as the article writes it
};

struct StoredParty {
  std::string role, id, name, key;
};

struct StoredEvidence {
  std::string text;
  std::string field;
  std::string spans;  // JSON, bytes of the document
};

// What one article says of a deal.
struct StoredClaim {
  std::string id, document, input, title, lang, rule;
  std::optional<std::string> url, fetched_at, published;
  std::optional<std::string> page;             // whose revision the document is: its address
  std::optional<std::string> archive;          // the archive's file that holds the document
  std::optional<uint64_t> record;              // of it in that file, or in `input`, a WARC file
  std::optional<uint64_t> fingerprint;         // of the article
  std::optional<std::string> deal, component;  // where merging put it; nothing before
  std::string type, status;
  std::optional<std::string> date;
  std::optional<double> confidence;  // 0 to 1; nothing if an older version read the document
  std::vector<StoredParty> parties;
  std::optional<StoredAmount> money, power, stake;
  std::vector<StoredAmount> also;  // other amounts that the article gives for the deal
  std::vector<StoredEvidence> evidence;

  // Claims are taken in this order; the first one of a deal names it: that of the article published
  // first, those without a date behind.
  std::pair<std::string, std::string> order() const { return {published.value_or("9999"), id}; }
};

// What the claims of a deal say of one thing, each value once.
template <typename T>
struct Told {
  struct Value {
    T value;
    size_t articles = 0;              // that say so
    std::vector<std::string> claims;  // their ids
  };
  std::vector<Value> values;  // in front the one that stands for the deal
  size_t silent = 0;          // articles that say nothing of it

  const T* best() const { return values.empty() ? nullptr : &values.front().value; }
  // "none", "agreed", "partial" (some say nothing of it) or "contested" (they say different
  // things).
  std::string_view state() const {
    if (values.empty()) return "none";
    if (values.size() > 1) return "contested";
    return silent > 0 ? "partial" : "agreed";
  }
};

struct DealtParty {
  StoredParty party;
  size_t articles = 0;  // that give it this role
};

// A deal with its claims, the first one in front. Copies and revisions of an article count as one.
struct StoredDeal {
  std::string id;  // that of its first claim
  Told<std::string> type, status, date;
  std::optional<double> confidence;  // of the surest claim
  std::vector<DealtParty> parties;   // by role, the one most articles name in front
  Told<StoredAmount> money, power, stake;
  size_t articles = 0;
  bool rejected = false;  // by a verdict
  std::vector<StoredClaim> claims;
};

}  // namespace dealwire
