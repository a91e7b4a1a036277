// dealwire: reads news in any script and hands over the deals.

#include <CLI/CLI.hpp>
#include <csignal>
#include <limits>
#include <string>
#include <thread>
#include <vector>

#include "app/commands.h"
#include "ingest/settings.h"
#include "model/extraction.h"
#include "model/json.h"

namespace {

// What a wrong command line is told. A word that nothing takes (a mistyped command or option) is
// named before what is missing for want of it.
std::string usage_error(const CLI::App* app, const CLI::Error& error) {
  const std::vector<std::string> unknown = app->remaining(true);
  const std::string what = unknown.empty() ? error.what() : unknown.front() + ": not known";
  return "dealwire: " + what + "\nRun with --help for more information.\n";
}

}  // namespace

int main(int argc, char** argv) {
  using dealwire::Options;
  std::signal(SIGXFSZ, SIG_IGN);  // a file at its limit is an error, as a full disk is
  Options options;
  int (*command)(const Options&) = nullptr;

  CLI::App app("Reads news in any script and hands over the deals, each figure with its source.");
  app.name("dealwire");
  app.set_version_flag("--version", "dealwire " DEALWIRE_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--db", options.db, "the store")->capture_default_str();
  app.add_option("--archive", options.archive, "the folder of fetched payloads")
      ->capture_default_str();
  app.add_option("--config", options.config, "what to fetch")->capture_default_str();
  app.add_option("--rules", options.rules, "a folder of rule packs laid over ours");
  app.add_option("--parties", options.parties, "a list of parties laid over ours, as parties.tsv");
  app.add_option("--jobs", options.jobs, "documents read at once; 0: as many as there are cores")
      ->check(CLI::Range(0, 256))
      ->capture_default_str();
  app.add_flag("--quiet", options.quiet, "say nothing but errors");
  app.add_flag("--verbose", options.verbose, "say what is done");

  const auto add = [&](CLI::App& parent, const char* name, const char* help,
                       int (*run)(const Options&)) {
    CLI::App* sub = parent.add_subcommand(name, help);
    sub->final_callback([&command, run] { command = run; });
    return sub;
  };
  const auto add_paths = [&](CLI::App* sub, const char* help) {
    return sub->add_option("PATH", options.paths, help)->required();
  };
  const auto add_max_time = [&](CLI::App* sub) {
    sub->add_option_function<std::string>(
        "--max-time",
        [&](const std::string& text) {
          options.max_time = dealwire::parse_duration(text);
          if (!options.max_time) throw CLI::ValidationError("--max-time", "write 50s, 10m or 2h");
        },
        "end in good order after this time: 50s, 10m, 2h");
  };

  const auto add_min_confidence = [&](CLI::App* sub) {
    sub->add_option("--min-confidence", options.min_confidence,
                    "leave out deals that are less sure, of 0 to 1")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    return sub;
  };

  add(app, "init", "write a commented dealwire.toml", dealwire::init);
  add_max_time(add(app, "run", "fetch what is due and read it: the cron job", dealwire::run));
  CLI::App* fetch = add(app, "fetch", "fetch what is due, into the archive only", dealwire::fetch);
  add_max_time(fetch);
  fetch->add_option("URL", options.paths, "fetch these instead, whenever they were fetched last");

  CLI::App* scan = add(app, "scan", "documents in, one JSON line each out", dealwire::scan);
  add_paths(scan, "files, folders, or - for standard input");
  add_min_confidence(scan);
  scan->add_flag("--jsonl", options.jsonl, R"(inputs are lines {"id","text","lang","url"})");
  CLI::App* process = add(app, "process", "read documents into the store", dealwire::process);
  CLI::Option* paths =
      add_paths(
          process,
          "files, folders, or - for standard input; without: what was fetched and not read yet")
          ->required(false);
  const auto add_again = [&](const char* name, const char* help, dealwire::Again again) {
    return process
        ->add_flag_callback(
            name, [&options, again] { options.again = again; }, help)
        ->excludes(paths);
  };
  add_again("--stale", "read again what an older program, pack or option read",
            dealwire::Again::kStale)
      ->excludes(
          add_again("--all", "read all documents of the store again", dealwire::Again::kAll));
  const auto add_filters = [&](CLI::App* sub) {
    std::vector<std::string> types;
    for (const auto& type : dealwire::kDealTypes) types.emplace_back(type.name);
    sub->add_option("--until", options.until, "deals up to this day");
    sub->add_option("--type", options.types, "of this type, or one of these (a,b)")
        ->delimiter(',')
        ->check(CLI::IsMember(types));
    sub->add_option("--status", options.status, "how far they have come")
        ->check(CLI::IsMember({"announced", "planned", "rumored", "completed", "cancelled"}));
    sub->add_option("--party", options.party, "with this party: its id or a part of a name");
    CLI::Option* currency =
        sub->add_option("--currency", options.currency, "with money in it: USD");
    sub->add_option("--min-money", options.min_money, "with at least so much of it: 5e9")
        ->needs(currency);
    sub->add_option("--match", options.match, "told by an article that has these words");
    return add_min_confidence(sub);
  };
  CLI::App* deals = add_filters(add(app, "deals", "the deals for people", dealwire::deals));
  deals->add_option("--since", options.since,
                    "deals from this day on: 2025-10-14, 2025-10, today, yesterday, 7d");
  deals->add_option("--limit", options.limit, "the newest only")
      ->check(CLI::Range(1, std::numeric_limits<int>::max()));
  deals
      ->add_option("--format", options.format,
                   "table, text (grouped, biggest first), atom, or dot (who pays whom)")
      ->check(CLI::IsMember({"table", "text", "atom", "dot"}));
  add(app, "show", "one deal: claims, articles, evidence", dealwire::show)
      ->add_option("ID", options.paths, "a deal's id, or its beginning")
      ->required()
      ->expected(1);
  CLI::App* exporting =
      add_filters(add(app, "export", "what the store holds, for programs", dealwire::export_rows));
  exporting->add_option("WHAT", options.what, "deals, claims, mentions, articles or parties")
      ->check(CLI::IsMember({"deals", "claims", "mentions", "articles", "parties"}))
      ->capture_default_str();
  exporting->add_option("--format", options.format, "jsonl or csv")
      ->check(CLI::IsMember({"jsonl", "csv"}));
  exporting->add_option("--since", options.since,
                        "what changed after this cursor and what is gone, and the next cursor; "
                        "0: from the beginning");
  exporting->add_option("--from", options.from, "deals from this day on");
  exporting->add_flag("--with-text", options.with_text, "articles with their full text");
  add_paths(add(app, "explain", "the way from bytes to each mention and deal", dealwire::explain),
            "files, folders, -, or the id of a deal");
  add(app, "status", "sources, queue, last runs", dealwire::status);
  add(app, "purge", "throw documents away, from store and archive", dealwire::purge)
      ->add_option("WHAT", options.paths,
                   "a URL, which is not fetched again; the name of a source; a document's id, or "
                   "the input it was read from")
      ->required()
      ->expected(1);
  add(app, "backup", "copy the store, also while others write it", dealwire::backup)
      ->add_option("FILE", options.paths, "a file that is not there yet")
      ->required()
      ->expected(1);
  add(app, "vacuum", "make the store's file small", dealwire::vacuum);
  CLI::App* judge = app.add_subcommand("judge", "verdicts on deals, kept when all is read again");
  judge->require_subcommand(1);
  judge->fallthrough();
  const auto add_verdict = [&](const char* name, const char* help, int (*run)(const Options&),
                               const char* ids, int least, int most) {
    CLI::App* sub = add(*judge, name, help, run);
    sub->add_option(ids, options.paths, "ids, or their beginnings")
        ->required()
        ->expected(least, most);
    sub->add_option("--note", options.note, "why, for the list");
  };
  add_verdict("reject", "it is no deal", dealwire::judge_reject, "DEAL", 1, 1);
  add_verdict("merge", "the two are one", dealwire::judge_merge, "DEAL", 2, 2);
  add_verdict("split", "these claims of the deal are another one", dealwire::judge_split,
              "DEAL CLAIM", 2, 1000);
  add(*judge, "undo", "take a verdict back", dealwire::judge_undo)
      ->add_option("NUMBER", options.paths, "its number in the list")
      ->required()
      ->expected(1);
  add(*judge, "list", "all verdicts", dealwire::judge_list);
  CLI::App* diff = add(app, "diff", "what became of deals between two runs", dealwire::diff);
  diff->add_option("RUN", options.paths, "numbers of runs, as status lists them; 0: before all")
      ->required()
      ->expected(2);
  diff->add_flag("--jsonl", options.jsonl, "as JSON lines, with all there is to tell of each deal");
  CLI::App* eval = add(app, "eval", "how well annotated documents are read", dealwire::eval);
  eval->add_option("GOLD", options.paths, "a folder of NAME.txt or .html, each with NAME.gold.json")
      ->required()
      ->expected(1);
  eval->add_option("--aliases", options.aliases,
                   "a JSON list of lists of names, each of one company; without: aliases.json in "
                   "the folder, if there is one");
  eval->add_flag("--jsonl", options.jsonl,
                 "one line for each deal that is missed, false or partly right");
  CLI::App* rules = app.add_subcommand("rules", "the rule packs");
  rules->require_subcommand(1);
  rules->fallthrough();
  add(*rules, "test", "run the examples beside the rules", dealwire::rules_test)
      ->add_option("NAME", options.paths,
                   "only those of rules and sites whose names, as list tells them, begin so: fr, "
                   "fr/deal")
      ->expected(1);
  add(*rules, "list", "list the rules in force", dealwire::rules_list);

  app.failure_message(usage_error);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? dealwire::kSuccess : dealwire::kUsage;
  }
  if (options.jobs == 0) options.jobs = std::max(1u, std::thread::hardware_concurrency());
  try {
    return command(options);
  } catch (const dealwire::Json::exception& damage) {
    // All other JSON is checked where it comes in.
    dealwire::complain(options.db + ": what it holds is damaged: " + damage.what());
    return dealwire::kSomeFailed;
  }
}
