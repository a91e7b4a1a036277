// What other programs take over: deals, claims, mentions, articles and parties, all or what
// changed.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "model/error.h"
#include "store/deal.h"
#include "store/selection.h"
#include "store/store.h"

namespace dealwire {

struct StoredArticle {
  std::string document, input;
  std::optional<std::string> archive, url, fetched_at;
  std::optional<uint64_t> record;
  std::string media_type, charset;
  int64_t bytes = 0;
  std::string title, text, authors, lang;  // authors: JSON array of names
  std::optional<std::string> published, modified, site, canonical_url;
  bool partial = false;
  std::optional<uint64_t> fingerprint;
};

struct StoredMention {
  std::string document;
  std::optional<std::string> archive, url;
  std::optional<uint64_t> record;
  int64_t n = 0;
  Kind kind = Kind::kMoney;
  std::string field, text, spans, rule;  // spans: JSON, bytes of the document
  Range at;                              // code points of the field
  std::optional<std::string> raw;
  std::optional<std::string> value, min, max;  // figures, of dates EDTF and days
  bool vague = false;
  std::optional<std::string> currency, qualifier, measure, per;
  std::optional<int64_t> same_as;  // another mention's `n`
  StoredParty party;               // without a role; of parties only
};

// What a reader is to forget.
struct Gone {
  std::string id;
  std::optional<std::string> merged_into;  // of deals
};

// Calls `take` for each row in the order of the ids, with nothing else in memory, all from one
// state of the store, whose cursor is returned. With `since`, a cursor, only for those that changed
// after it; then `gone` for each that is no more, or is not selected any longer. A reader that
// follows all that is told has what an export without `since` gives. Fails with "store", before any
// call if `since` is no cursor of this store.
template <typename Row>
using Take = std::function<void(const Row&)>;
using Since = std::optional<std::string>;

Expected<std::string> export_deals(const Store& store, const Selection& selection,
                                   const Since& since, const Take<StoredDeal>& take,
                                   const Take<Gone>& gone);
Expected<std::string> export_claims(const Store& store, double min_confidence, const Since& since,
                                    const Take<StoredClaim>& take, const Take<Gone>& gone);
Expected<std::string> export_mentions(const Store& store, const Since& since,
                                      const Take<StoredMention>& take, const Take<Gone>& gone);
Expected<std::string> export_articles(const Store& store, const Since& since,
                                      const Take<StoredArticle>& take, const Take<Gone>& gone);
Expected<std::string> export_parties(const Store& store, const Since& since,
                                     const Take<StoredParty>& take, const Take<Gone>& gone);

// "m3" of the scan contract, for one document among many.
std::string mention_id(const std::string& document, int64_t n);

}  // namespace dealwire
