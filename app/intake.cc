#include "app/intake.h"

#include <fmt/format.h>

#include "app/ordered.h"
#include "app/work.h"
#include "ingest/finder.h"
#include "warc/archive.h"
#include "warc/documents.h"
#include "web/url.h"

namespace dealwire {
namespace {

// Is it the archive's fault and not the document's?
bool is_lost(const Error& error) {
  return error.code == "missing" || error.code == "unreadable" || error.code == "cut" ||
         error.code == "warc";
}

Expected<Document> fetch_back(const UnreadCapture& unread, const std::string& folder) {
  auto document = read_archived(folder, unread.file, unread.record, Budget{});
  if (!document) return document;
  // The complete file's name: the one it has now may be that of an open file.
  document->input = folder + "/" + unread.file;
  document->archive = unread.file;
  return document;
}

}  // namespace

Expected<void> recover(StoredFrontier& frontier, const std::string& archive) {
  return recover_archive(
      archive, [&](const std::string& file) { return frontier.last_record(file); },
      [&](const Capture& capture) { return frontier.adopt(capture); });
}

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
        state = store_read(read, progress);
        if (state && ++waiting % Store::kBatch == 0) state = store_.commit();
      });
  if (state) state = store_.commit();
  return state;
}

Expected<void> Intake::store_read(Read& read, Progress& progress) {
  const auto say = [&](const std::string& message) {
    progress.hide();
    complain(message);
  };
  if (!read.document.empty()) {
    ++counts_.known;
    return mark(read, std::nullopt);
  }
  if (!read.reading) {
    const std::string& message = read.reading.error().message;
    const bool lost = read.capture && is_lost(read.reading.error());
    ++(lost ? counts_.lost : counts_.failed);
    // Single pages that a crawl meets and cannot be read are rows in `status`.
    if (!read.capture || lost || options_.verbose) say(message);
    return mark(read, message, lost);
  }
  const Reading& reading = *read.reading;
  if (read.capture ? options_.verbose : !options_.quiet) {
    for (const std::string& note : reading.notes) say(note);
  }
  auto stored = store_.put(reading.document, reading.charset, reading.partial, reading.article,
                           reading.extraction, reader_.version);
  if (!stored) return stored;
  ++counts_.read;
  if (options_.verbose) {
    say(fmt::format("{}: {} mentions, {} deals", reading.document.name(),
                    reading.extraction.mentions.size(), reading.extraction.deals.size()));
  }
  read.document = reading.document.id;
  if (auto known = know_canonical(read); !known) return known;
  return mark(read, std::nullopt);
}

// What a page calls itself on its own host need not be fetched, too.
Expected<void> Intake::know_canonical(const Read& read) {
  const Reading& reading = *read.reading;
  if (!read.capture || !reading.document.url || !reading.article.canonical_url) return {};
  const auto url = resolve_url("", *reading.document.url);
  const auto canonical = resolve_url(*reading.document.url, *reading.article.canonical_url);
  if (!url || !canonical || url->origin != canonical->origin) return {};
  FoundUrl found;
  found.url = canonical->text;
  found.origin = canonical->origin;
  return frontier_.know(*read.capture, discovery_of(std::move(found), Source()), now());
}

Expected<void> Intake::mark(const Read& read, const std::optional<std::string>& problem,
                            bool lost) {
  if (!read.capture) return {};
  return frontier_.mark_read(*read.capture, reader_.version,
                             read.document.empty() ? std::nullopt : std::optional(read.document),
                             problem, lost);
}

Expected<void> Intake::take_archived(const std::function<bool()>& stop, Progress& progress) {
  Expected<void> asked;
  int64_t last = 0;
  auto taken = take(
      [&]() -> std::optional<Incoming> {
        if (stop()) return std::nullopt;
        const auto unread = frontier_.unread(last);
        if (!unread) asked = tl::make_unexpected(unread.error());
        if (!unread || !*unread) return std::nullopt;
        last = (*unread)->id;
        return Incoming{fetch_back(**unread, options_.archive), last};
      },
      progress);
  return asked ? taken : asked;
}

}  // namespace dealwire
