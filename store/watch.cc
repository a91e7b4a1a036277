#include "store/watch.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "store/yields.h"

namespace dealwire {
namespace {

std::vector<Alarm> read_alarms(sqlite3* db) {
  SqlStatement row(db, "SELECT source, kind, since, message FROM alarms ORDER BY source, kind");
  std::vector<Alarm> out;
  while (row.step()) out.push_back({row.text(0), row.text(1), row.text(2), row.text(3)});
  return out;
}

// What stands now, of what stood before.
std::vector<Alarm> judged(const std::map<std::string, Yields>& yields,
                          const std::vector<std::string>& sources, const std::vector<Alarm>& before,
                          Time now) {
  std::map<std::pair<std::string, std::string>, std::string> since;
  for (const Alarm& alarm : before) since[{alarm.source, alarm.kind}] = alarm.since;
  std::vector<Alarm> out;
  for (const std::string& source : std::set<std::string>(sources.begin(), sources.end())) {
    const auto found = yields.find(source);
    if (found == yields.end()) continue;
    for (size_t i = 0; i < kAlarmNames.size(); ++i) {
      const std::string kind(kAlarmNames[i]);
      const auto stood = since.find({source, kind});
      const bool stands = stood != since.end();
      auto message = trouble(static_cast<AlarmKind>(i), found->second, stands);
      if (!message) continue;
      out.push_back(
          {source, kind, stands ? stood->second : to_rfc3339(now), std::move(*message), !stands});
    }
  }
  return out;
}

bool is_same(const Alarm& a, const Alarm& b) {
  return std::tie(a.source, a.kind, a.since, a.message) ==
         std::tie(b.source, b.kind, b.since, b.message);
}

}  // namespace

Expected<std::vector<Alarm>> watch(Store& store, const std::vector<std::string>& sources,
                                   Time now) {
  return guarded(store.path(), [&] {
    sqlite3* db = store.handle();
    Transaction transaction(db);
    std::vector<Alarm> before = read_alarms(db);
    std::vector<Alarm> out = judged(yields_until(db, now), sources, before, now);
    std::sort(out.begin(), out.end(), [](const Alarm& a, const Alarm& b) {
      return std::tie(a.source, a.kind) < std::tie(b.source, b.kind);
    });
    if (!std::equal(out.begin(), out.end(), before.begin(), before.end(), is_same)) {
      SqlStatement(db, "DELETE FROM alarms").run();
      SqlStatement put(db, "INSERT INTO alarms VALUES (?,?,?,?)");
      for (const Alarm& alarm : out) {
        put.bind(alarm.source).bind(alarm.kind).bind(alarm.since).bind(alarm.message).run();
      }
    }
    transaction.commit();
    return out;
  });
}

Expected<std::vector<Alarm>> standing_alarms(const Store& store) {
  return guarded(store.path(), [&] { return read_alarms(store.handle()); });
}

}  // namespace dealwire
