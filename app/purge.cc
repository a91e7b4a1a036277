// Documents out of the store, and their payloads out of the archive.
#include <fmt/format.h>

#include <filesystem>

#include "app/commands.h"
#include "app/intake.h"
#include "app/lock.h"
#include "app/purging.h"
#include "app/work.h"
#include "store/frontier.h"
#include "warc/archive.h"
#include "web/url.h"

namespace dealwire {
namespace {

// Whether the name is one of dealwire.toml, or was one when something was fetched.
Expected<bool> is_source(const Store& store, const Options& options, const std::string& name) {
  std::error_code error;
  if (std::filesystem::exists(options.config, error)) {
    const auto settings = load_settings(options.config);
    if (!settings) return tl::make_unexpected(settings.error());
    if (settings->find(name) != nullptr) return true;
  }
  return has_source(store, name);
}

Expected<Purge> all_of(const Store& store, const Options& options, const std::string& name) {
  Purge purge;
  const auto url = name.find("://") != name.npos ? resolve_url("", name) : std::nullopt;
  const auto source = is_source(store, options, name);
  if (!source) return tl::make_unexpected(source.error());
  Expected<void> added;
  if (*source) {
    added = add_source(store, name, std::nullopt, purge);
    if (added) added = add_archived_source(options, name, purge);
  } else if (url) {
    added = add_url(store, url->text, purge);
    if (added) added = add_archived_url(options, url->text, purge);
  } else {
    added = add_document(store, name, purge);
  }
  if (added) added = add_documents_of_records(store, options.archive, purge);
  if (!added) return tl::make_unexpected(added.error());
  if (purge.empty() && !*source) {
    return fail("unknown", name + ": is no source, URL, document or input that is known");
  }
  return purge;
}

Expected<void> purge_all(Store& store, const Options& options, Purge& gone) {
  StoredFrontier frontier(store);
  auto done = recover(frontier, options.archive);
  if (done) done = finish_purges(store, options);
  if (!done) return done;
  const auto all = all_of(store, options, options.paths.front());
  if (!all) return tl::make_unexpected(all.error());
  gone = *all;
  return throw_away(store, options, gone);
}

}  // namespace

int purge(const Options& options) {
  std::error_code error;
  if (!std::filesystem::exists(options.db, error)) {
    complain(options.db + ": there is no such store");
    return kUsage;
  }
  auto work = Work::begin(options, "purge", nullptr);
  if (!work) return refuse(work.error(), options);
  std::optional<Lock> archive_lock;
  if (std::filesystem::is_directory(options.archive, error)) {
    auto lock = Lock::take(options.archive + "/.lock");
    if (!lock) return refuse(lock.error(), options);
    archive_lock.emplace(std::move(*lock));
  }
  Purge gone;
  auto done = purge_all(work->store(), options, gone);
  const bool unknown = !done && done.error().code == "unknown";
  if (!done) complain(done.error().message);
  auto ended =
      work->end(done ? fmt::format("{}: {} documents and {} records purged", options.paths.front(),
                                   gone.documents.size(), gone.records.size())
                     : "failed: " + done.error().message);
  if (!ended) complain(ended.error().message);
  return unknown ? kUsage : done && ended ? kSuccess : kSomeFailed;
}

}  // namespace dealwire
