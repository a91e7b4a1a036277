// The store: documents, articles, mentions, claims and deals in one SQLite file.
//
// in:  what was read from a document, one transaction each
// out: deals with the claims behind them
//
// store/schema.sql is its public face for other programs. One Store is for one thread; several
// processes may read while one writes (WAL).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/article.h"
#include "model/document.h"
#include "model/error.h"
#include "model/extraction.h"

struct sqlite3;

namespace dealwire {

// An amount of a stored deal.
struct StoredAmount {
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
  std::optional<std::string> url, published;
  std::optional<uint64_t> record;       // of the document in `input`, a WARC file
  std::optional<uint64_t> fingerprint;  // of the article
  std::string type, status;
  std::optional<std::string> date;
  std::optional<double> confidence;  // 0 to 1; nothing if an older version read the document
  std::vector<StoredParty> parties;
  std::optional<StoredAmount> money, power, stake;
  std::vector<StoredEvidence> evidence;
};

// A deal with its claims, the first one in front. What the claims agree on is taken from them: in
// each slot the value most of them give, of equals the earliest.
struct StoredDeal {
  std::string id, type, status;
  std::optional<std::string> date;   // the earliest the claims give, else the earliest article's
  std::optional<double> confidence;  // of the surest claim
  std::vector<StoredParty> parties;
  std::optional<StoredAmount> money, power, stake;
  std::vector<StoredClaim> claims;
};

class Store {
 public:
  // Opens or creates. Fails with "store" when the file cannot be opened, is no database, is not
  // one of ours, or is of a newer version; the message names the file. Nothing of a foreign file
  // is changed.
  static Expected<Store> open(const std::string& path);
  // The same, but a missing file is an error: for commands that only read.
  static Expected<Store> open_existing(const std::string& path);

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Has this document been read by this reader?
  Expected<bool> holds(const std::string& document_id, const std::string& reader) const;

  // Stores what was read from a document, in place of what was stored of it before. All or nothing.
  Expected<void> put(const Document& document, const std::string& charset, bool partial,
                     const Article& article, const Extraction& extraction,
                     const std::string& reader);

  // Groups all claims into deals anew. All or nothing.
  Expected<void> merge();
  // Are there claims that merging has not seen?
  Expected<bool> unmerged() const;

  // All deals, newest first; the one with this id (or the only one whose id begins so).
  Expected<std::vector<StoredDeal>> deals() const;
  Expected<StoredDeal> deal(const std::string& id) const;

  struct Counts {
    long documents = 0, claims = 0, deals = 0;
  };
  Expected<Counts> counts() const;

  // For the other parts of this room.
  sqlite3* handle() const { return db_.get(); }
  const std::string& path() const { return path_; }

 private:
  struct Close {
    void operator()(sqlite3* db) const;
  };
  explicit Store(sqlite3* db, std::string path);
  Expected<void> execute(const char* sql) const;
  Expected<std::vector<StoredClaim>> claims(std::vector<std::string>& deal_ids) const;

  std::unique_ptr<sqlite3, Close> db_;
  std::string path_;
};

}  // namespace dealwire
