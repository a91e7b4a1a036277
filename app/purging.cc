#include "app/purging.h"

#include <chrono>
#include <filesystem>
#include <map>

#include "app/work.h"
#include "warc/archive.h"
#include "warc/rewrite.h"

namespace dealwire {
namespace {

Expected<void> rewrite(Store& store, const Options& options, const Rewrite& note) {
  if (!note.moved && std::filesystem::exists(options.archive + "/" + note.file)) {
    const auto done = rewrite_without(options.archive, note.file, note.records);
    if (!done) return tl::make_unexpected(done.error());
    auto moved = move_to(store, options.archive, note.file, done->file,
                         [&](uint64_t record) { return done->moved(record); });
    if (!moved) return moved;
  }
  if (auto removed = remove_archived(options.archive, note.file); !removed) return removed;
  return rewritten(store, note.file);
}

// Records by what they say of themselves. A redirect's record names both its ends.
Expected<void> add_records(const Options& options,
                           const std::function<bool(const std::string&)>& in,
                           const std::function<bool(const WarcRecord&)>& which, Purge& purge,
                           bool with_urls) {
  return for_each_record(
      options.archive, in, [&](const std::string& file, const WarcRecord& record) {
        const bool holds =
            record.type() != "warcinfo" && record.type() != "request";  // which goes with it
        if (!holds || !which(record)) return;
        purge.records.emplace(file, record.offset);
        if (!with_urls || is_index_kind(record.field(kKindField))) return;
        purge.urls.insert(record.target());
        if (auto queued = record.field(kQueuedField); !queued.empty()) {
          purge.urls.insert(std::move(queued));
        }
      });
}

bool any_file(const std::string&) { return true; }

// "dealwire-20251014T013000Z-1.warc.gz" begins with what the file's first record is not older than.
std::string file_time(Time time) {
  std::string out = "dealwire-" + to_rfc3339(time);
  std::erase_if(out, [at = 0](char c) mutable { return at++ > 8 && (c == '-' || c == ':'); });
  return out;
}

bool written_since(const std::string& path, const std::optional<Time>& since) {
  if (!since) return true;
  std::error_code error;
  const auto written = std::filesystem::last_write_time(path, error);
  return error || std::chrono::file_clock::to_sys(written) >= *since;
}

// The records and documents of sources that are kept until then no longer.
Expected<Purge> old_ones(const Store& store, const Options& options,
                         const std::map<std::string, Time>& cutoffs) {
  Purge purge;
  std::map<std::string, std::optional<Time>> done;
  for (const auto& [source, cutoff] : cutoffs) {
    if (auto added = add_source(store, source, cutoff, purge); !added) {
      return tl::make_unexpected(added.error());
    }
    const auto since = kept_since(store, source);
    if (!since) return tl::make_unexpected(since.error());
    done[source] = *since;
  }
  auto added = add_records(
      options,
      [&](const std::string& file) {
        return std::any_of(cutoffs.begin(), cutoffs.end(), [&](const auto& source) {
          return file < file_time(source.second) &&
                 written_since(options.archive + "/" + file, done[source.first]);
        });
      },
      [&](const WarcRecord& record) {
        const auto source = cutoffs.find(record.field(kSourceField));
        return source != cutoffs.end() && record.field("WARC-Date") < to_rfc3339(source->second);
      },
      purge, false);
  if (added) added = add_documents_of_records(store, options.archive, purge);
  if (!added) return tl::make_unexpected(added.error());
  return purge;
}

}  // namespace

Expected<void> finish_purges(Store& store, const Options& options) {
  const auto notes = rewrites(store);
  if (!notes) return tl::make_unexpected(notes.error());
  for (const Rewrite& note : *notes) {
    if (auto done = rewrite(store, options, note); !done) return done;
  }
  return {};
}

Expected<void> throw_away(Store& store, const Options& options, const Purge& what) {
  auto done = purge(store, what, now());
  return done ? finish_purges(store, options) : done;
}

Expected<void> add_archived_url(const Options& options, const std::string& url, Purge& purge) {
  return add_records(
      options, any_file,
      [&](const WarcRecord& record) {
        const std::string digest = record.field("WARC-Payload-Digest");
        return record.target() == url || record.field(kQueuedField) == url ||
               (digest.starts_with("sha256:") && purge.documents.contains(digest.substr(7)));
      },
      purge, true);
}

Expected<void> add_archived_source(const Options& options, const std::string& source,
                                   Purge& purge) {
  return add_records(
      options, any_file,
      [&](const WarcRecord& record) { return record.field(kSourceField) == source; }, purge, false);
}

Expected<size_t> throw_old_away(Store& store, const Options& options, const Settings& settings) {
  std::map<std::string, Time> cutoffs;
  for (const Source& source : settings.sources) {
    if (!source.keep) continue;
    const Time cutoff = std::chrono::floor<std::chrono::days>(now() - *source.keep);
    const auto since = kept_since(store, source.name);
    if (!since) return tl::make_unexpected(since.error());
    if (!*since || **since < cutoff) cutoffs[source.name] = cutoff;
  }
  if (cutoffs.empty()) return 0;
  const auto old = old_ones(store, options, cutoffs);
  if (!old) return tl::make_unexpected(old.error());
  if (auto done = throw_away(store, options, *old); !done) return tl::make_unexpected(done.error());
  for (const auto& [source, cutoff] : cutoffs) {
    if (auto noted = keep_since(store, source, cutoff); !noted) {
      return tl::make_unexpected(noted.error());
    }
  }
  return old->documents.size();
}

}  // namespace dealwire
