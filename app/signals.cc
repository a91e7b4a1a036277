#include "app/signals.h"

#include <csignal>

namespace dealwire {
namespace {

volatile std::sig_atomic_t caught = 0;

}  // namespace

void catch_signals() {
  struct sigaction action {};
  action.sa_handler = [](int) { caught = 1; };
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGHUP, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a server may hang up while TLS is spoken to it
}

bool signalled() { return caught != 0; }

}  // namespace dealwire
