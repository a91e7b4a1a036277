#include "store/queue_state.h"

#include "store/sqlite.h"

namespace dealwire {
namespace {

// Shorter ones are the pauses between any two requests.
constexpr seconds kShortRest{60};

}  // namespace

Expected<std::vector<RestingHost>> resting_hosts(const Store& store, Time now, size_t most) {
  return guarded(store.path(), [&] {
    SqlStatement row(store.handle(),
                     "SELECT name, not_before, failures, (SELECT count(*) FROM urls INDEXED BY "
                     "urls_by_queue WHERE queue = name AND due IS NOT NULL) FROM queues "
                     "WHERE failures > 0 OR not_before > ? ORDER BY not_before DESC, name LIMIT ?");
    row.bind(to_rfc3339(now + kShortRest)).bind(static_cast<int64_t>(most));
    std::vector<RestingHost> out;
    while (row.step()) out.push_back({row.text(0), row.text(1), row.number(2), row.number(3)});
    return out;
  });
}

Expected<std::vector<LostRobots>> lost_robots(const Store& store, size_t most) {
  return guarded(store.path(), [&] {
    SqlStatement row(store.handle(),
                     "SELECT origin, problem, until, lost FROM robots WHERE problem IS NOT NULL "
                     "ORDER BY origin LIMIT ?");
    row.bind(static_cast<int64_t>(most));
    std::vector<LostRobots> out;
    while (row.step()) out.push_back({row.text(0), row.text(1), row.text(2), row.maybe(3)});
    return out;
  });
}

Expected<std::map<std::string, SourceQueue>> source_queues(const Store& store) {
  return guarded(store.path(), [&] {
    std::map<std::string, SourceQueue> out;
    SqlStatement waiting(store.handle(),
                         "SELECT source, count(*) FROM urls INDEXED BY urls_waiting "
                         "WHERE due IS NOT NULL AND kind = 'article' GROUP BY source");
    while (waiting.step()) out[waiting.text(0)].waiting = waiting.number(1);
    SqlStatement given_up(store.handle(),
                          "SELECT source, count(*) FROM urls INDEXED BY urls_given_up "
                          "WHERE due IS NULL AND problem <> 'purged' GROUP BY source");
    while (given_up.step()) out[given_up.text(0)].given_up = given_up.number(1);
    return out;
  });
}

Expected<std::optional<NamedUrl>> named_url(const Store& store, const std::string& url) {
  return guarded(store.path(), [&]() -> std::optional<NamedUrl> {
    SqlStatement row(store.handle(),
                     "SELECT fetched_at, found_at, failures FROM urls WHERE url = ?");
    if (!row.bind(url).step()) return std::nullopt;
    return NamedUrl{row.maybe(0) ? parse_rfc3339(row.text(0)) : std::nullopt,
                    parse_rfc3339(row.text(1)).value_or(Time{}), row.number(2)};
  });
}

Expected<int64_t> unread_captures(const Store& store) {
  return guarded(store.path(), [&] {
    return number_of(store.handle(), "SELECT count(*) FROM captures WHERE reader IS NULL");
  });
}

}  // namespace dealwire
