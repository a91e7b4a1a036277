#include "app/metrics.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <functional>
#include <utility>

#include "store/alarm_rules.h"
#include "store/queue_state.h"

namespace dealwire {
namespace {

using Labels = std::vector<std::pair<std::string, std::string>>;

// A label's value: backslashes, quotes and ends of lines are escaped.
std::string escaped(const std::string& value) {
  std::string out;
  for (const char c : value) {
    if (c == '\n') {
      out += "\\n";
    } else {
      if (c == '\\' || c == '"') out += '\\';
      out += c;
    }
  }
  return out;
}

// All samples of a metric stand together, below what it is.
class Page {
 public:
  void metric(const std::string& name, const std::string& help) {
    name_ = "dealwire_" + name;
    text_ += fmt::format("# HELP {} {}\n# TYPE {} gauge\n", name_, help, name_);
  }
  template <typename Number>
  void sample(const Labels& labels, Number value) {
    std::string list;
    for (const auto& [label, of] : labels) {
      list += fmt::format("{}{}=\"{}\"", list.empty() ? "" : ",", label, escaped(of));
    }
    text_ += fmt::format("{}{} {}\n", name_, list.empty() ? "" : "{" + list + "}", value);
  }
  template <typename Number>
  void single(const std::string& name, const std::string& help, Number value) {
    metric(name, help);
    sample({}, value);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string name_, text_;
};

double in_seconds(milliseconds time) { return std::chrono::duration<double>(time).count(); }

void put_run(Page& page, const RunFigures& run) {
  page.metric("run_start_timestamp_seconds", "When the last run started.");
  page.sample({{"command", run.command}},
              fmt::format("{:.3f}", in_seconds(run.started.time_since_epoch())));
  page.single("run_duration_seconds", "How long it took.",
              fmt::format("{:.3f}", in_seconds(run.ended - run.started)));
  page.single("run_exit_code", "What it exited with: 0 if all is well.", run.code);
  page.metric("run_documents", "What became of what it fetched and read.");
  const std::pair<const char*, size_t> results[] = {{"fetched", run.crawled.fetched},
                                                    {"unchanged", run.crawled.unchanged},
                                                    {"skipped", run.crawled.skipped},
                                                    {"failed", run.crawled.failed},
                                                    {"read", run.read.read + run.read.known},
                                                    {"unreadable", run.read.failed},
                                                    {"lost", run.read.lost}};
  for (const auto& [result, count] : results) page.sample({{"result", result}}, count);
  page.single("run_indexes", "Feeds, sitemaps and pages of links that it read.",
              run.crawled.indexes);
}

void put_store(Page& page, const StoreFigures& store) {
  page.single("store_documents", "Documents that the store holds.", store.counts.documents);
  page.single("store_claims", "Claims that the store holds.", store.counts.claims);
  page.single("store_deals", "Deals that the store holds.", store.counts.deals);
  page.single("store_unread_captures", "Documents that were archived and not read.", store.unread);
  page.single("store_waiting_urls", "Articles that wait to be fetched.", store.waiting);
}

void put_sources(Page& page, const std::map<std::string, SourceFigures>& sources) {
  page.metric("source_last_success_timestamp_seconds", "When a source was last fetched well.");
  for (const auto& [name, source] : sources) {
    if (!source.fetched_at) continue;
    page.sample({{"source", name}}, source.fetched_at->time_since_epoch().count());
  }
  const auto put = [&](const std::string& name, const std::string& help,
                       const std::function<int64_t(const SourceFigures&)>& value) {
    page.metric(name, help);
    for (const auto& [source, figures] : sources) {
      page.sample({{"source", source}}, value(figures));
    }
  };
  put("source_waiting_urls", "Articles of a source that wait to be fetched.",
      [](const SourceFigures& source) { return source.waiting; });
  put("source_given_up_urls", "URLs of a source that failed and are not tried again.",
      [](const SourceFigures& source) { return source.given_up; });
  put("source_failures", "How often in a row a source could not be fetched.",
      [](const SourceFigures& source) { return source.failures; });
  put("source_overdue", "1 if a source was not fetched well for three of its intervals.",
      [](const SourceFigures& source) { return source.overdue ? 1 : 0; });
}

void put_alarms(Page& page, const Metrics& metrics) {
  page.metric("source_alarm", "1 if this is wrong with a source although it is fetched well.");
  for (const auto& [source, figures] : metrics.sources) {
    for (const std::string_view kind : kAlarmNames) {
      const bool stands = std::any_of(
          metrics.alarms.begin(), metrics.alarms.end(),
          [&](const Alarm& alarm) { return alarm.source == source && alarm.kind == kind; });
      page.sample({{"source", source}, {"kind", std::string(kind)}}, stands ? 1 : 0);
    }
  }
}

Expected<SourceFigures> figures_of(const Store& store, const Source& source,
                                   const SourceQueue& queue, Time now) {
  SourceFigures out;
  out.waiting = queue.waiting;
  out.given_up = queue.given_up;
  for (const std::string& url : source.urls) {
    const auto known = named_url(store, url);
    if (!known) return tl::make_unexpected(known.error());
    if (!*known) continue;
    const NamedUrl& named = **known;
    out.fetched_at = std::max(out.fetched_at, named.fetched_at);
    out.failures = std::max(out.failures, named.failures);
    const Time well_since = named.fetched_at.value_or(named.found_at);
    const bool late = now - well_since > Crawl::kPatience * source.every;
    out.overdue = out.overdue || (late && named.failures > 0);
  }
  return out;
}

tl::unexpected<Error> not_written(const std::string& path) {
  return fail("metrics", fmt::format("{}: cannot be written: {}", path, std::strerror(errno)));
}

}  // namespace

Expected<Metrics> gather_metrics(const Store& store, const Settings& settings, RunFigures run,
                                 std::vector<Alarm> alarms) {
  const auto counts = store.counts();
  if (!counts) return tl::make_unexpected(counts.error());
  const auto unread = unread_captures(store);
  if (!unread) return tl::make_unexpected(unread.error());
  auto queues = source_queues(store);
  if (!queues) return tl::make_unexpected(queues.error());
  Metrics out{std::move(run), {*counts, *unread, 0}, {}, std::move(alarms)};
  for (const auto& [source, queue] : *queues) out.store.waiting += queue.waiting;
  const Time now = std::chrono::floor<seconds>(out.run.ended);
  for (const Source& source : settings.sources) {
    const auto figures = figures_of(store, source, (*queues)[source.name], now);
    if (!figures) return tl::make_unexpected(figures.error());
    out.sources[source.name] = *figures;
  }
  return out;
}

std::string format_metrics(const Metrics& metrics) {
  Page page;
  put_run(page, metrics.run);
  put_store(page, metrics.store);
  put_sources(page, metrics.sources);
  put_alarms(page, metrics);
  return page.take();
}

// Made in the same folder, since only there a rename replaces a file at one stroke. Nobody misses
// what a power failure takes: the next run writes it again.
Expected<void> write_metrics(const std::string& path, const std::string& text) {
  std::string part = path + ".XXXXXX";
  const int file = mkostemp(part.data(), O_CLOEXEC);
  if (file < 0) return not_written(path);
  const bool well = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                    fchmod(file, 0644) == 0;
  if (::close(file) != 0 || !well || std::rename(part.c_str(), path.c_str()) != 0) {
    const auto failed = not_written(path);
    unlink(part.c_str());
    return failed;
  }
  return {};
}

}  // namespace dealwire
