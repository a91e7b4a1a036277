// The subcommands of the program, one file each. All return the exit code of the design: 0 all
// well, 1 some documents failed (each named on stderr), 2 usage or configuration.
//
// stdout carries data, stderr talk.
#pragma once

#include <string>
#include <vector>

#include "ingest/files.h"

namespace dealwire {

struct Options {
  std::vector<std::string> paths;  // or ids; what the subcommand works on
  std::string db = "dealwire.db";
  std::string rules;  // a folder of packs laid over ours
  size_t jobs = 1;
  bool quiet = false;
  bool verbose = false;
  bool jsonl = false;            // scan: inputs are JSON lines
  std::string format = "jsonl";  // export
};

inline constexpr int kSuccess = 0;
inline constexpr int kSomeFailed = 1;
inline constexpr int kUsage = 2;

int scan(const Options& options);          // documents in, one JSON line each out
int process(const Options& options);       // documents into the store
int deals(const Options& options);         // the store's deals as a table
int show(const Options& options);          // one deal in full
int export_deals(const Options& options);  // the store's deals for programs
int explain(const Options& options);       // the way from bytes to each mention and deal
int rules_test(const Options& options);    // the examples in the packs
int rules_list(const Options& options);    // the rules in force

// Prints "dealwire: MESSAGE" on stderr.
void complain(const std::string& message);

// Lists all inputs of a command line; folders that cannot be read are complained about and counted
// in `failures`.
std::vector<Input> inputs_of(const std::vector<std::string>& paths, size_t& failures);

}  // namespace dealwire
