// Documents out of store and archive, for the commands that throw something away. The caller holds
// the store's lock (Work) and the archive's.
#pragma once

#include <string>

#include "app/commands.h"
#include "ingest/settings.h"
#include "store/purge.h"

namespace dealwire {

// Takes it all out, from the archive's files too. If it dies, the next call goes on with it.
Expected<void> throw_away(Store& store, const Options& options, const Purge& purge);

// Rewrites the files that a purge which died left to be rewritten.
Expected<void> finish_purges(Store& store, const Options& options);

// Looks through the archive for records that are to go with a URL or a source, beside those that
// the store knows.
Expected<void> add_archived_url(const Options& options, const std::string& url, Purge& purge);
Expected<void> add_archived_source(const Options& options, const std::string& source, Purge& purge);

// Throws away what the sources with `keep` fetched longer ago, by whole days: it looks once a day.
// The number of documents.
Expected<size_t> throw_old_away(Store& store, const Options& options, const Settings& settings);

}  // namespace dealwire
