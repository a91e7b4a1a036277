// Verdicts of a person on deals.
#include <fmt/format.h>

#include <charconv>
#include <cstdio>

#include "app/commands.h"
#include "app/format.h"
#include "app/work.h"
#include "store/verdicts.h"

namespace dealwire {
namespace {

// Runs `say` on the store as a run of its own.
template <typename Say>
int judge(const Options& options, const std::string& what, Say say) {
  auto work = Work::begin(options, "judge", nullptr);
  if (!work) return refuse(work.error(), options);
  auto said = say(work->store());
  if (said) said = work->end(what);
  return said ? kSuccess : refuse(said.error(), options);
}

}  // namespace

int judge_reject(const Options& options) {
  const std::string& deal = options.paths[0];
  return judge(options, deal + " rejected",
               [&](Store& store) { return reject_deal(store, deal, options.note, now()); });
}

int judge_merge(const Options& options) {
  const std::string &deal = options.paths[0], &other = options.paths[1];
  return judge(options, fmt::format("{} and {} are one", deal, other),
               [&](Store& store) { return merge_deals(store, deal, other, options.note, now()); });
}

int judge_split(const Options& options) {
  const std::string& deal = options.paths[0];
  const std::vector<std::string> claims(options.paths.begin() + 1, options.paths.end());
  return judge(options, fmt::format("{} are not of {}", fmt::join(claims, ", "), deal),
               [&](Store& store) { return split_deal(store, deal, claims, options.note, now()); });
}

int judge_undo(const Options& options) {
  const std::string& text = options.paths[0];
  int64_t verdict = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), verdict);
  if (error != std::errc() || end != text.data() + text.size()) {
    complain(text + ": is not the number of a verdict; `dealwire judge list` has them");
    return kUsage;
  }
  return judge(options, fmt::format("verdict {} taken back", verdict),
               [&](Store& store) { return unsay(store, verdict); });
}

int judge_list(const Options& options) {
  const auto store = Store::open_existing(options.db);
  if (!store) return refuse(store.error(), options);
  const auto all = verdicts(*store);
  if (!all) return refuse(all.error(), options);
  std::vector<std::vector<std::string>> rows = {
      {"NUMBER", "SAID", "VERDICT", "CLAIMS", "AND", "NOTE"}};
  for (const StoredVerdict& verdict : *all) {
    rows.push_back({std::to_string(verdict.id), verdict.said_at, verdict.verdict,
                    fmt::format("{}", fmt::join(verdict.one, " ")),
                    fmt::format("{}", fmt::join(verdict.other, " ")), verdict.note.value_or("")});
  }
  fmt::print("{}", format_table(rows, 40));
  return kSuccess;
}

}  // namespace dealwire
