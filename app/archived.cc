#include "app/archived.h"

#include "ingest/archive.h"
#include "ingest/documents.h"

namespace dealwire {
namespace {

Expected<Document> fetch_back(const UnreadCapture& unread, const std::string& folder) {
  auto document = read_record(archive_path(folder, unread.file), unread.record, Budget{});
  if (!document) return document;
  // The complete file's name: the one it has now may be that of an open file.
  document->input = folder + "/" + unread.file;
  document->archive = unread.file;
  return document;
}

// Is it the archive's fault and not the document's?
bool is_lost(const Error& error) {
  return error.code == "missing" || error.code == "unreadable" || error.code == "cut" ||
         error.code == "warc";
}

// The document's id once the store holds it.
Expected<std::string> read_into(Store& store, const Reader& reader, Document document,
                                const Options& options, ArchivedCounts& counts) {
  const auto held = store.holds(document.id, reader.version);
  if (!held) return tl::make_unexpected(held.error());
  if (*held) {
    ++counts.known;
    return document.id;
  }
  auto reading = read(std::move(document), reader, Budget{});
  if (!reading) return tl::make_unexpected(reading.error());
  if (options.verbose) {
    for (const std::string& note : reading->notes) complain(note);
  }
  const auto stored = store.put(reading->document, reading->charset, reading->partial,
                                reading->article, reading->extraction, reader.version);
  if (!stored) return tl::make_unexpected(stored.error());
  ++counts.read;
  return reading->document.id;
}

}  // namespace

Expected<void> read_archived(Store& store, const Reader& reader, const Options& options,
                             const std::function<bool()>& stop, ArchivedCounts& counts) {
  StoredFrontier frontier(store);
  while (!stop()) {
    const auto unread = frontier.unread();
    if (!unread) return tl::make_unexpected(unread.error());
    if (!*unread) return {};
    auto document = fetch_back(**unread, options.archive);
    const auto id = document ? read_into(store, reader, std::move(*document), options, counts)
                             : tl::make_unexpected(document.error());
    std::optional<std::string> problem;
    if (!id) {
      if (id.error().code == "store") return tl::make_unexpected(id.error());
      const bool lost = is_lost(id.error());
      ++(lost ? counts.lost : counts.failed);
      if (lost || options.verbose) complain(id.error().message);
      problem = id.error().message;
    }
    auto marked = frontier.mark_read((*unread)->id, reader.version,
                                     id ? std::optional(*id) : std::nullopt, problem);
    if (!marked) return marked;
  }
  return {};
}

}  // namespace dealwire
