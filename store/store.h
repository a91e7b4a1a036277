// The store: documents, articles, mentions, claims and deals in one SQLite file.
//
// in:  what was read from documents; put and removed in any number, then committed at once
// out: deals with the claims behind them
//
// Its tables are its public face for other programs: docs/store.md. One Store is for one thread;
// one process writes, others may read meanwhile (WAL).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/article.h"
#include "model/document.h"
#include "model/error.h"
#include "model/extraction.h"
#include "store/deal.h"
#include "store/search_index.h"

namespace dealwire {

// What was changed since the last commit, for those who derive something from it.
struct Pending {
  std::set<std::string> components;         // that lost claims, or are to be looked at again
  std::set<std::string> deals;              // that lost claims
  std::set<std::string> documents, claims;  // that were taken out; some were put again since
  std::vector<SearchEntry> search;          // articles that came and went
  std::optional<int64_t> change;            // the number of the transaction
};

class Store {
 public:
  // Opens or creates. Fails with "store" when the file cannot be opened, is no database, is not
  // one of ours, or is of a newer version; the message names the file. Nothing of a foreign file
  // is changed.
  static Expected<Store> open(const std::string& path);
  // For commands that only read: a missing file is an error, and what is read is the state of this
  // moment, whatever others write meanwhile. The file and its folder may be read-only.
  static Expected<Store> open_existing(const std::string& path);

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Has this document been read by this reader?
  Expected<bool> holds(const std::string& document_id, const std::string& reader) const;

  // Stores what was read from a document, in place of what was stored of it before; if that is the
  // same, only the reader is noted. Like remove(), it waits for commit(): until then other
  // connections do not see it, and it is lost with the process. After an error all that waited is
  // undone.
  Expected<void> put(const Document& document, const std::string& charset, bool partial,
                     const Article& article, const Extraction& extraction,
                     const std::string& reader);
  // Takes a document and all that was read from it out; nothing happens if it is not there.
  Expected<void> remove(const std::string& document_id);
  // Runs statements in the transaction that commit() ends; for the other parts of this room.
  Expected<void> alongside(const std::function<void(sqlite3*)>& statements);
  // Looks again at the deals that these components of claims make: their verdicts changed.
  Expected<void> look_again(const std::set<std::string>& components);

  // Documents to put before commit(): many enough that merging and the disk's acknowledgement cost
  // little, few enough that a kill costs a second.
  static constexpr size_t kBatch = 256;

  // Groups the claims that came and went into deals, with those they touch, and makes everything
  // durable. The time grows with the number of claims that hang together with these.
  Expected<void> commit();

  // The deal with this id, or the only one whose id begins so. A replaced id leads to the deal that
  // it was merged into. Fails with "unknown", or "store".
  Expected<StoredDeal> deal(const std::string& id) const;

  struct Counts {
    long documents = 0, claims = 0, deals = 0;
  };
  Expected<Counts> counts() const;

  // For the other parts of this room.
  sqlite3* handle() const { return db_.get(); }
  const std::string& path() const { return path_; }
  // What is committed from now on is the doing of this run (store/history.h).
  void work_for(int64_t run) { run_ = run; }

 private:
  struct Close {
    void operator()(sqlite3* db) const;
  };
  explicit Store(sqlite3* db, std::string path);
  template <typename F>
  Expected<void> write(F f);
  int64_t change();  // the number of the transaction that is open
  // The hash of what was read from it; nothing if the store does not hold it, "" if an older
  // version read it.
  std::optional<std::string> reading_of(const std::string& document_id) const;
  void take_out(const std::string& document_id);
  void note_search(const std::string& document_id, bool gone);

  std::unique_ptr<sqlite3, Close> db_;
  std::unique_ptr<SqlCache> sql_;
  std::string path_;
  Pending pending_;
  std::optional<int64_t> run_;
};

}  // namespace dealwire
