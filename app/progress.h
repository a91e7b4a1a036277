// How far a long command is: one line of standard error, if that is a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

namespace dealwire {

class Progress {
 public:
  // Of a number of documents that are to be read, 0 if it is not known. Shows nothing if `quiet`.
  Progress(size_t total, bool quiet);
  // Shows what `line` gives at the time.
  Progress(std::function<std::string()> line, bool quiet);
  Progress(const Progress&) = delete;
  ~Progress();  // wipes the line

  // One more is done, or something else has changed.
  void step();
  // Wipes the line until the next step, so that something else can be said.
  void hide();

 private:
  std::string bar() const;

  size_t total_ = 0, done_ = 0;
  std::function<std::string()> line_;
  bool shown_ = false;
  const bool enabled_;
  std::chrono::steady_clock::time_point begun_, drawn_{};
};

}  // namespace dealwire
