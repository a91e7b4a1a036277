#include "app/intake.h"

#include <fmt/format.h>

#include "app/ordered.h"
#include "ingest/archive.h"
#include "ingest/documents.h"
#include "store/frontier.h"

namespace dealwire {
namespace {

// Is it the archive's fault and not the document's?
bool is_lost(const Error& error) {
  return error.code == "missing" || error.code == "unreadable" || error.code == "cut" ||
         error.code == "warc";
}

Expected<Document> fetch_back(const UnreadCapture& unread, const std::string& folder) {
  auto document = read_record(archive_path(folder, unread.file), unread.record, Budget{});
  if (!document) return document;
  // The complete file's name: the one it has now may be that of an open file.
  document->input = folder + "/" + unread.file;
  document->archive = unread.file;
  return document;
}

}  // namespace

struct Intake::Waiting {
  Incoming incoming;
  bool known = false;
};

struct Intake::Read {
  std::optional<int64_t> capture;
  std::string document;  // its id, if it is known
  Expected<Reading> reading;
};

Expected<void> Intake::take(const std::function<std::optional<Incoming>()>& next,
                            Progress& progress) {
  Expected<void> state;
  size_t waiting = 0;
  for_each_ordered(
      options_.jobs,
      [&]() -> std::optional<Waiting> {
        if (!state) return std::nullopt;
        auto incoming = next();
        if (!incoming) return std::nullopt;
        bool known = false;
        if (incoming->document && !again_) {
          const auto held = store_.holds(incoming->document->id, reader_.version);
          if (!held) {
            state = tl::make_unexpected(held.error());
            return std::nullopt;
          }
          known = *held;
        }
        return Waiting{std::move(*incoming), known};
      },
      [&](Waiting item) -> Read {
        auto& document = item.incoming.document;
        if (!document) return {item.incoming.capture, "", tl::make_unexpected(document.error())};
        if (item.known) return {item.incoming.capture, document->id, Reading()};
        return {item.incoming.capture, "", read(std::move(*document), reader_, Budget{})};
      },
      [&](Read read) {
        if (!state) return;
        progress.step();
        state = store_read(read);
        if (state && ++waiting % Store::kBatch == 0) state = store_.commit();
      });
  if (state) state = store_.commit();
  return state;
}

Expected<void> Intake::store_read(Read& read) {
  if (!read.document.empty()) {
    ++counts_.known;
    return mark(read, std::nullopt);
  }
  if (!read.reading) {
    const std::string& message = read.reading.error().message;
    const bool lost = read.capture && is_lost(read.reading.error());
    ++(lost ? counts_.lost : counts_.failed);
    // Single pages that a crawl meets and cannot be read are rows in `status`.
    if (!read.capture || lost || options_.verbose) complain(message);
    return mark(read, message);
  }
  const Reading& reading = *read.reading;
  if (read.capture ? options_.verbose : !options_.quiet) {
    for (const std::string& note : reading.notes) complain(note);
  }
  auto stored = store_.put(reading.document, reading.charset, reading.partial, reading.article,
                           reading.extraction, reader_.version);
  if (!stored) return stored;
  ++counts_.read;
  if (options_.verbose) {
    complain(fmt::format("{}: {} mentions, {} deals", reading.document.name(),
                         reading.extraction.mentions.size(), reading.extraction.deals.size()));
  }
  read.document = reading.document.id;
  return mark(read, std::nullopt);
}

Expected<void> Intake::mark(const Read& read, const std::optional<std::string>& problem) {
  if (!read.capture) return {};
  return StoredFrontier(store_).mark_read(
      *read.capture, reader_.version,
      read.document.empty() ? std::nullopt : std::optional(read.document), problem);
}

Expected<void> Intake::take_archived(const std::function<bool()>& stop) {
  StoredFrontier frontier(store_);
  Expected<void> asked;
  int64_t last = 0;
  Progress progress(0, true);
  auto taken = take(
      [&]() -> std::optional<Incoming> {
        if (stop()) return std::nullopt;
        const auto unread = frontier.unread(last);
        if (!unread) asked = tl::make_unexpected(unread.error());
        if (!unread || !*unread) return std::nullopt;
        last = (*unread)->id;
        return Incoming{fetch_back(**unread, options_.archive), last};
      },
      progress);
  return asked ? taken : asked;
}

}  // namespace dealwire
