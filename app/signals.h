// Ending in good order when asked to: SIGINT, SIGTERM and SIGHUP are noted and asked for.
#pragma once

namespace dealwire {

// From now on these signals do not end the process, and a write to a closed socket gives an error.
void catch_signals();

// Has one come?
bool signalled();

}  // namespace dealwire
