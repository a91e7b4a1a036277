// The figures of a run and of the store in the text format that Prometheus reads, for its node
// exporter's textfile collector. docs/operations.md lists them.
// https://prometheus.io/docs/instrumenting/exposition_formats/
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/intake.h"
#include "ingest/crawl.h"
#include "ingest/settings.h"
#include "model/error.h"
#include "model/time.h"
#include "store/store.h"
#include "store/watch.h"

namespace dealwire {

struct RunFigures {
  std::string command;  // run or fetch
  Instant started, ended;
  int code = 0;  // that it exits with
  CrawlCounts crawled;
  IntakeCounts read;
};

struct StoreFigures {
  Store::Counts counts;
  int64_t unread = 0, waiting = 0;
};

struct SourceFigures {
  std::optional<Time> fetched_at;
  int64_t waiting = 0, given_up = 0, failures = 0;
  bool overdue = false;
};

struct Metrics {
  RunFigures run;
  StoreFigures store;
  std::map<std::string, SourceFigures> sources;  // by name: those of settings
  std::vector<Alarm> alarms;
};

// Fails with "store".
Expected<Metrics> gather_metrics(const Store& store, const Settings& settings, RunFigures run,
                                 std::vector<Alarm> alarms);

// Pure.
std::string format_metrics(const Metrics& metrics);

// In place of what was there, whole or not at all. Fails with "metrics".
Expected<void> write_metrics(const std::string& path, const std::string& text);

}  // namespace dealwire
