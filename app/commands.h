// The subcommands of the program, one file each. All return the exit code of the design: 0 all
// well, 1 some documents failed (each named on stderr; for `run` and `fetch`: a source is overdue
// or a document was lost), 2 usage or configuration, 75 another run holds the lock.
//
// stdout carries data, stderr talk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/time.h"
#include "warc/files.h"

namespace dealwire {

// Which documents of the store `process` reads once more.
enum class Again { kNone, kStale, kAll };

struct Options {
  std::vector<std::string> paths;  // or ids; what the subcommand works on
  std::string db = "dealwire.db";
  std::string archive = "archive";
  std::string config = "dealwire.toml";
  std::optional<seconds> max_time;  // run, fetch
  std::string rules;                // a folder of packs laid over ours
  std::string parties;              // a list of parties laid over ours
  size_t jobs = 1;
  bool quiet = false;
  bool verbose = false;
  bool jsonl = false;                // scan: inputs are JSON lines; diff, eval: the output is
  double min_confidence = 0;         // scan, deals, export: of the deals that are told
  std::string what = "deals";        // export
  std::string format;                // deals, export; empty: the first of those there are
  std::optional<std::string> since;  // deals: a day, or words for it; export: a cursor
  std::string until;                 // deals, export: a day
  std::string from;                  // export: a day
  std::vector<std::string> types;    // deals, export: the rest of the filters
  std::string status, party, currency, match;
  std::string min_money;
  std::optional<size_t> limit;  // deals
  bool with_text = false;       // export articles
  Again again = Again::kNone;   // process
  std::string note;             // judge: why
  std::string aliases;          // eval: a file of names of one company each
};

inline constexpr int kSuccess = 0;
inline constexpr int kSomeFailed = 1;
inline constexpr int kUsage = 2;
inline constexpr int kLocked = 75;  // EX_TEMPFAIL of sysexits.h

int init(const Options& options);          // a dealwire.toml to begin with
int run(const Options& options);           // fetch what is due, read it into the store
int fetch(const Options& options);         // fetch only
int status(const Options& options);        // sources, queue, last runs
int scan(const Options& options);          // documents in, one JSON line each out
int process(const Options& options);       // documents into the store; without paths, new archived
int deals(const Options& options);         // the store's deals for people
int show(const Options& options);          // one deal in full
int export_rows(const Options& options);   // what the store holds, for programs
int judge_reject(const Options& options);  // a person's verdicts on deals
int judge_merge(const Options& options);
int judge_split(const Options& options);
int judge_undo(const Options& options);
int judge_list(const Options& options);
int purge(const Options& options);       // documents out of store and archive
int backup(const Options& options);      // a copy of the store
int vacuum(const Options& options);      // the store's file made small
int diff(const Options& options);        // what became of deals between two runs
int eval(const Options& options);        // documents against what a person says of them
int explain(const Options& options);     // the way from bytes to each mention and deal
int rules_test(const Options& options);  // the examples in the packs
int rules_list(const Options& options);  // the rules in force

// Prints "dealwire: MESSAGE" on stderr.
void complain(const std::string& message);

// Says the error and gives the exit code it ends with: 75 if another process holds the lock (which
// --quiet hides, since cron will come again), else `otherwise`.
int refuse(const Error& error, const Options& options, int otherwise = kUsage);

// Lists all inputs of a command line; folders that cannot be read are complained about and counted
// in `failures`.
std::vector<Input> inputs_of(const std::vector<std::string>& paths, size_t& failures);

}  // namespace dealwire
