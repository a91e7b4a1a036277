#include <fmt/format.h>

#include "app/commands.h"
#include "app/intake.h"
#include "app/pipeline.h"
#include "app/signals.h"
#include "app/work.h"
#include "store/reread.h"
#include "warc/archive.h"
#include "warc/documents.h"

namespace dealwire {
namespace {

// A document as it was read before, from the file or the WARC record that it came from.
Expected<Document> read_again(const StoredDocument& stored, const Options& options) {
  const std::string path =
      stored.archive ? archive_path(options.archive, *stored.archive) : stored.input;
  if (path == "-") return fail("missing", stored.id + ": was read from standard input");
  auto document =
      stored.record ? read_record(path, *stored.record, Budget{}) : read_document({path}, Budget{});
  if (!document) return document;
  if (document->id != stored.id) {
    return fail("changed", path + ": is not what it was; its deals are kept as they are");
  }
  document->input = stored.input;
  document->archive = stored.archive;
  return document;
}

Expected<void> take_paths(Intake& intake, const Options& options, size_t& unlisted) {
  std::vector<Input> inputs = inputs_of(options.paths, unlisted);
  Progress progress(inputs.size(), options.quiet || options.verbose);
  Documents documents(std::move(inputs));
  return intake.take(
      [&]() -> std::optional<Incoming> {
        if (signalled()) return std::nullopt;
        auto item = documents.next();
        if (!item) return std::nullopt;
        if (!item->note.empty() && !options.quiet) complain(item->note);
        return Incoming{std::move(item->document), std::nullopt};
      },
      progress);
}

Expected<void> take_stored(Intake& intake, const Store& store, const Reader& reader,
                           const Options& options) {
  const auto stored =
      options.again == Again::kAll ? all_documents(store) : stale_documents(store, reader.version);
  if (!stored) return tl::make_unexpected(stored.error());
  Progress progress(stored->size(), options.quiet || options.verbose);
  size_t at = 0;
  return intake.take(
      [&]() -> std::optional<Incoming> {
        if (signalled() || at == stored->size()) return std::nullopt;
        return Incoming{read_again((*stored)[at++], options), std::nullopt};
      },
      progress);
}

Expected<void> take_archived(Intake& intake, const Options& options) {
  Progress progress(0, options.quiet || options.verbose);
  return intake.take_archived(signalled, progress);
}

}  // namespace

int process(const Options& options) {
  const auto reader = load_reader(options.rules, options.parties);
  if (!reader) return refuse(reader.error(), options);
  auto work = Work::begin(options, "process", &*reader);
  if (!work) return refuse(work.error(), options);
  catch_signals();
  Intake intake(work->store(), *reader, options, options.again != Again::kNone);
  size_t unlisted = 0;
  auto taken = options.again != Again::kNone ? take_stored(intake, work->store(), *reader, options)
               : options.paths.empty()       ? take_archived(intake, options)
                                             : take_paths(intake, options, unlisted);
  const IntakeCounts& counts = intake.counts();
  const size_t failed = counts.failed + counts.lost + unlisted;
  if (taken) {
    taken = work->end(fmt::format("{} documents read, {} known already, {} failed{}", counts.read,
                                  counts.known, failed,
                                  signalled() ? ", interrupted: run it again to go on" : ""));
  }
  if (!taken) return refuse(taken.error(), options, kSomeFailed);
  return failed == 0 && !signalled() ? kSuccess : kSomeFailed;
}

}  // namespace dealwire
