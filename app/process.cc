#include <fmt/format.h>

#include "app/commands.h"
#include "app/ordered.h"
#include "app/pipeline.h"
#include "store/store.h"

namespace dealwire {

int process(const Options& options) {
  const auto reader = load_reader(options.rules);
  if (!reader) {
    complain(reader.error().message);
    return kUsage;
  }
  auto store = Store::open(options.db);
  if (!store) {
    complain(store.error().message);
    return kUsage;
  }
  size_t failures = 0, read_now = 0, known = 0, next = 0;
  bool store_broken = false;
  const std::vector<Input> inputs = inputs_of(options.paths, failures);
  const auto broken = [&](const Error& error) {
    complain(error.message);
    store_broken = true;
  };

  // Documents that are in the store already, read by this very reader, are not read again. That is
  // asked where one thread at a time asks, since a store is for one thread.
  for_each_ordered(
      options.jobs,
      [&]() -> std::optional<Expected<Document>> {
        while (next < inputs.size() && !store_broken) {
          auto document = read_document(inputs[next++], Budget{});
          if (!document) return document;
          const auto held = store->holds(document->id, reader->version);
          if (!held) {
            broken(held.error());
          } else if (*held) {
            ++known;
          } else {
            return document;
          }
        }
        return std::nullopt;
      },
      [&](Expected<Document> document) -> Expected<Reading> {
        if (!document) return tl::make_unexpected(document.error());
        return read(std::move(*document), reader->rules, Budget{});
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
  if (!options.quiet) {
    const auto counts = store->counts();
    if (counts) {
      complain(fmt::format("{} documents read, {} known already, {} failed; {} holds {} deals",
                           read_now, known, failures, options.db, counts->deals));
    }
  }
  return failures == 0 ? kSuccess : kSomeFailed;
}

}  // namespace dealwire
