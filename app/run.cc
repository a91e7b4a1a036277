#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "app/archived.h"
#include "app/commands.h"
#include "app/lock.h"
#include "app/pipeline.h"
#include "ingest/crawl.h"
#include "ingest/settings.h"
#include "store/frontier.h"
#include "store/store.h"

namespace dealwire {
namespace {

// Waits longer than this for a host are left to the next run.
constexpr seconds kLongestWait = seconds(60);

volatile std::sig_atomic_t signalled = 0;

void catch_signals() {
  struct sigaction action {};
  action.sa_handler = [](int) { signalled = 1; };
  for (int signal : {SIGINT, SIGTERM, SIGHUP}) sigaction(signal, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a server may hang up while TLS is spoken to it
}

Time now() { return std::chrono::floor<seconds>(std::chrono::system_clock::now()); }

// Has a signal come, or is the time over?
class Stop {
 public:
  explicit Stop(std::optional<seconds> most) {
    if (most) end_ = std::chrono::steady_clock::now() + *most;
  }
  bool operator()() const {
    return signalled != 0 || (end_ && std::chrono::steady_clock::now() >= *end_);
  }
  void sleep_until(Time when) const {
    while (!(*this)() && std::chrono::system_clock::now() < when) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }

 private:
  std::optional<std::chrono::steady_clock::time_point> end_;
};

std::string user_agent(const Settings& settings) {
  const std::string name = "dealwire/" DEALWIRE_VERSION;
  return settings.contact.empty() ? name : name + " (+" + settings.contact + ")";
}

// What a run holds while it lasts.
class Run {
 public:
  Run(const Options& options, const Settings& settings, Store& store, const Reader* reader)
      : options_(options),
        store_(store),
        reader_(reader),
        stop_(options.max_time),
        frontier_(store),
        archive_(options.archive, "dealwire " DEALWIRE_VERSION),
        http_(make_curl_http({.user_agent = user_agent(settings), .stop = stop_})),
        crawl_({settings, frontier_, *http_, archive_, now,
                [&](const std::string& message) {
                  if (options_.verbose) complain(message);
                },
                complain}) {}

  // The exit code.
  int operator()() {
    auto done = work();
    // After a failure the file stays open: it may hold a record that was not acknowledged, which
    // the next run adopts.
    if (done) done = archive_.close();
    const auto finished = finish();
    if (done) done = finished;
    if (!done) complain(done.error().message);
    return done && crawl_.overdue() == 0 && counts_.lost == 0 ? kSuccess : kSomeFailed;
  }

 private:
  Expected<void> work() {
    auto recovered = recover_archive(
        options_.archive, [&](const Capture& capture) { return frontier_.adopt(capture); });
    if (!recovered) return recovered;
    const auto run = frontier_.begin_run(now());
    if (!run) return tl::make_unexpected(run.error());
    run_ = *run;
    if (auto planned = crawl_.plan(); !planned) return planned;
    while (!stop_()) {
      if (auto read = read_new(); !read) return read;
      const auto next = crawl_.step();
      if (!next && next.error().code == "stopped") return {};
      if (!next) return tl::make_unexpected(next.error());
      if (!*next || **next > now() + kLongestWait) return {};
      stop_.sleep_until(**next);
    }
    return {};
  }

  // What the last step archived, or a run that died.
  Expected<void> read_new() {
    return reader_ == nullptr ? Expected<void>()
                              : read_archived(store_, *reader_, options_, stop_, counts_);
  }

  Expected<void> finish() {
    const auto unmerged = store_.unmerged();
    if (!unmerged) return tl::make_unexpected(unmerged.error());
    if (*unmerged || counts_.read > 0) {
      if (auto merged = store_.merge(); !merged) return merged;
    }
    const auto held = store_.counts();
    if (!held) return tl::make_unexpected(held.error());
    const CrawlCounts& crawled = crawl_.counts();
    const std::string summary = fmt::format(
        "{} feeds read, {} documents fetched, {} unchanged, {} skipped, {} failed; {} read",
        crawled.feeds, crawled.fetched, crawled.unchanged, crawled.skipped, crawled.failed,
        counts_.read + counts_.known);
    if (!options_.quiet) {
      complain(fmt::format("{}; {} holds {} deals", summary, options_.db, held->deals));
    }
    return run_ ? frontier_.end_run(*run_, now(), summary) : Expected<void>();
  }

  const Options& options_;
  Store& store_;
  const Reader* reader_;  // null: fetch only
  Stop stop_;
  StoredFrontier frontier_;
  Archive archive_;
  std::unique_ptr<Http> http_;
  Crawl crawl_;
  ArchivedCounts counts_;
  std::optional<int64_t> run_;
};

int refuse(const Error& error, const Options& options) {
  if (error.code != "locked") {
    complain(error.message);
    return kUsage;
  }
  if (!options.quiet) complain(error.message);
  return kLocked;
}

int run_with(const Options& options, const Reader* reader) {
  const auto settings = load_settings(options.config);
  if (!settings) return refuse(settings.error(), options);
  std::error_code error;
  std::filesystem::create_directories(options.archive, error);
  const auto store_lock = Lock::take(options.db + ".lock");
  if (!store_lock) return refuse(store_lock.error(), options);
  const auto archive_lock = Lock::take(options.archive + "/.lock");
  if (!archive_lock) return refuse(archive_lock.error(), options);
  auto store = Store::open(options.db);
  if (!store) return refuse(store.error(), options);
  catch_signals();
  return Run(options, *settings, *store, reader)();
}

}  // namespace

int run(const Options& options) {
  const auto reader = load_reader(options.rules, options.parties);
  if (!reader) return refuse(reader.error(), options);
  return run_with(options, &*reader);
}

int fetch(const Options& options) { return run_with(options, nullptr); }

}  // namespace dealwire
