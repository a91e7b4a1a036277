#include "app/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace dealwire {
namespace {

constexpr auto kRedraw = std::chrono::milliseconds(100);
constexpr size_t kWidth = 30;

}  // namespace

Progress::Progress(size_t total, bool quiet)
    : total_(total),
      enabled_(!quiet && isatty(STDERR_FILENO) == 1),
      begun_(std::chrono::steady_clock::now()) {}

Progress::~Progress() { hide(); }

void Progress::step() {
  ++done_;
  const auto now = std::chrono::steady_clock::now();
  if (!enabled_ || now < drawn_ + kRedraw) return;
  drawn_ = now;
  shown_ = true;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  std::string line;
  if (total_ > 0) {
    const size_t filled = kWidth * done_ / total_;
    line =
        fmt::format("[{:<{}}] {} of {} documents", std::string(filled, '#'), kWidth, done_, total_);
  } else {
    line = fmt::format("{} documents", done_);
  }
  fmt::print(stderr, "\r{}, {:.0f} a second\033[K", line,
             static_cast<double>(done_) / std::max(seconds, 0.001));
  std::fflush(stderr);
}

void Progress::hide() {
  if (shown_) fmt::print(stderr, "\r\033[K");
  shown_ = false;
}

}  // namespace dealwire
