// Looking after the store's file: a copy of it, and what it need not hold any more.
#pragma once

#include <string>

#include "model/error.h"
#include "store/store.h"

namespace dealwire {

// Writes the state of this moment to a new file, which becomes visible when it is whole and
// durable; others may read and write the store meanwhile. Fails with "exists" if there is a file,
// which is left as it is, or "store". Needs as much disk as the store.
Expected<void> back_up(const Store& store, const std::string& path);

// Gives free pages back to the disk, joins the parts of the text index, and empties the write-ahead
// log. Needs twice the store's disk while it works. Fails with "store", and has changed nothing
// that can be read.
Expected<void> vacuum(Store& store);

}  // namespace dealwire
