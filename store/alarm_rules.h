// When a source that is fetched well is nevertheless ill: rules over what it brought day by day.
//
// in:  the yields of one source, one for each day (UTC) back to the first that is known
// out: what is wrong, in words, or nothing
//
// Pure; O(days). docs/operations.md tells the rules with their numbers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// What a source brought on a day.
struct Yield {
  int64_t looks = 0;   // how often it was asked and answered well
  int64_t found = 0;   // articles that it named and nobody knew, but for `old`
  int64_t old = 0;     // those that were published more than 30 days before
  int64_t read = 0;    // documents that were fetched on this day and have an article
  int64_t failed = 0;  // those that have none, or cannot be read
  int64_t copies = 0;  // of `read`: the source has that text from another URL, too
};

// [0] is today, [1] yesterday; the last is the first day on which the source brought anything, and
// may hold all that it had until then.
using Yields = std::vector<Yield>;
inline constexpr int kYieldDays = 60;  // are kept

enum class AlarmKind {
  kSilent,  // names far fewer articles than it used to
  kUnread,  // its documents have no article
  kOld,     // all it names was published long ago
  kCopies,  // many URLs, one text
};
inline constexpr std::array<std::string_view, 4> kAlarmNames = {"silent", "unread", "old",
                                                                "copies"};

// What is wrong, if it is. An alarm that `stands` is held to what would end it, and needs less to
// stay than to begin.
std::optional<std::string> trouble(AlarmKind kind, const Yields& yields, bool stands);

}  // namespace dealwire
