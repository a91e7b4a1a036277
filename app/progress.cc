#include "app/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace dealwire {
namespace {

constexpr auto kRedraw = std::chrono::milliseconds(100);
constexpr size_t kWidth = 30;

}  // namespace

Progress::Progress(size_t total, bool quiet) : Progress([this] { return bar(); }, quiet) {
  total_ = total;
}

Progress::Progress(std::function<std::string()> line, bool quiet)
    : line_(std::move(line)),
      enabled_(!quiet && isatty(STDERR_FILENO) == 1),
      begun_(std::chrono::steady_clock::now()) {}

Progress::~Progress() { hide(); }

std::string Progress::bar() const {
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begun_;
  const double rate = static_cast<double>(done_) / std::max(time.count(), 0.001);
  if (total_ == 0) return fmt::format("{} documents, {:.0f} a second", done_, rate);
  const size_t filled = kWidth * done_ / total_;
  return fmt::format("[{:<{}}] {} of {} documents, {:.0f} a second", std::string(filled, '#'),
                     kWidth, done_, total_, rate);
}

void Progress::step() {
  ++done_;
  const auto now = std::chrono::steady_clock::now();
  if (!enabled_ || now < drawn_ + kRedraw) return;
  drawn_ = now;
  shown_ = true;
  fmt::print(stderr, "\r{}\033[K", line_());
  std::fflush(stderr);
}

void Progress::hide() {
  if (shown_) fmt::print(stderr, "\r\033[K");
  shown_ = false;
}

}  // namespace dealwire
