#include <fmt/format.h>

#include "app/archived.h"
#include "app/commands.h"
#include "app/ordered.h"
#include "app/pipeline.h"
#include "ingest/documents.h"
#include "store/store.h"

namespace dealwire {
namespace {

void say(size_t read, size_t known, size_t failed, const Store& store, const Options& options) {
  const auto counts = store.counts();
  if (options.quiet || !counts) return;
  complain(fmt::format("{} documents read, {} known already, {} failed; {} holds {} deals", read,
                       known, failed, options.db, counts->deals));
}

int process_archived(Store& store, const Reader& reader, const Options& options) {
  ArchivedCounts counts;
  auto done = read_archived(
      store, reader, options, [] { return false; }, counts);
  if (done) done = store.merge();
  if (!done) {
    complain(done.error().message);
    return kSomeFailed;
  }
  say(counts.read, counts.known, counts.failed + counts.lost, store, options);
  return counts.failed + counts.lost == 0 ? kSuccess : kSomeFailed;
}

}  // namespace

int process(const Options& options) {
  const auto reader = load_reader(options.rules, options.parties);
  if (!reader) {
    complain(reader.error().message);
    return kUsage;
  }
  auto store = Store::open(options.db);
  if (!store) {
    complain(store.error().message);
    return kUsage;
  }
  if (options.paths.empty()) return process_archived(*store, *reader, options);
  size_t failures = 0, read_now = 0, known = 0;
  bool store_broken = false;
  Documents documents(inputs_of(options.paths, failures));
  const auto broken = [&](const Error& error) {
    complain(error.message);
    store_broken = true;
  };

  // Documents that are in the store already, read by this very reader, are not read again. That is
  // asked where one thread at a time asks, since a store is for one thread.
  for_each_ordered(
      options.jobs,
      [&]() -> std::optional<Expected<Document>> {
        while (!store_broken) {
          auto item = documents.next();
          if (!item) break;
          if (!item->note.empty() && !options.quiet) complain(item->note);
          if (!item->document) return std::move(item->document);
          const auto held = store->holds(item->document->id, reader->version);
          if (!held) {
            broken(held.error());
          } else if (*held) {
            ++known;
          } else {
            return std::move(item->document);
          }
        }
        return std::nullopt;
      },
      [&](Expected<Document> document) -> Expected<Reading> {
        if (!document) return tl::make_unexpected(document.error());
        return read(std::move(*document), *reader, Budget{});
      },
      [&](Expected<Reading> reading) {
        if (!reading) {
          ++failures;
          complain(reading.error().message);
          return;
        }
        if (!options.quiet) {
          for (const std::string& note : reading->notes) complain(note);
        }
        const auto stored = store->put(reading->document, reading->charset, reading->partial,
                                       reading->article, reading->extraction, reader->version);
        if (!stored) {
          broken(stored.error());
          return;
        }
        ++read_now;
        if (options.verbose) {
          complain(fmt::format("{}: {} mentions, {} deals", reading->document.input,
                               reading->extraction.mentions.size(),
                               reading->extraction.deals.size()));
        }
      });
  const auto merged = store->merge();
  if (!merged) broken(merged.error());
  if (store_broken) return kSomeFailed;
  say(read_now, known, failures, *store, options);
  return failures == 0 ? kSuccess : kSomeFailed;
}

}  // namespace dealwire
