// A time limit for each case of a test, where hostile input may take long.
#pragma once

#include <unistd.h>

#include <csignal>
#include <string>
#include <string_view>

namespace dealwire {

// Under sanitizers time is some ten times that of users, and memory is not what it is for them, who
// do not keep what is freed.
#ifdef __has_feature
constexpr bool kSanitized = __has_feature(address_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

// Ends the program, and says with which case, when it lives longer than it may. One at a time.
class TimeLimit {
 public:
  // The limit is in seconds, ten times the wanted figure; under sanitizers it is ten times as long.
  TimeLimit(unsigned limit, std::string_view what) {
    message() = "took too long: " + std::string(what.substr(0, 100)) + "\n";
    std::signal(SIGALRM, [](int) {
      [[maybe_unused]] const ssize_t written =
          ::write(STDERR_FILENO, message().data(), message().size());
      _exit(1);
    });
    alarm(kSanitized ? 10 * limit : limit);
  }
  ~TimeLimit() { alarm(0); }
  TimeLimit(const TimeLimit&) = delete;
  TimeLimit& operator=(const TimeLimit&) = delete;

 private:
  static std::string& message() {
    static std::string text;
    return text;
  }
};

}  // namespace dealwire
