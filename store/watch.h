// Sources that are fetched well and are ill all the same: alarms that begin, stand and end.
#pragma once

#include <string>
#include <vector>

#include "model/error.h"
#include "model/time.h"
#include "store/store.h"

namespace dealwire {

struct Alarm {
  std::string source, kind;  // kAlarmNames
  std::string since;         // RFC 3339
  std::string message;
  bool began = false;  // just now
};

// Judges these sources, those of settings, by what they brought until now (store/alarm_rules.h),
// and gives the alarms that stand, in the order of their sources. Those of other sources end. The
// time grows with the number of sources, not with the store. Fails with "store".
Expected<std::vector<Alarm>> watch(Store& store, const std::vector<std::string>& sources, Time now);

// Those that stood when it was last watched.
Expected<std::vector<Alarm>> standing_alarms(const Store& store);

}  // namespace dealwire
