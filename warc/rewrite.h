// Records out of the archive: a file that is to lose some is written once more without them, under
// another name. store/purge.h tells the steps that this is one of.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "model/error.h"
#include "warc/warc.h"

namespace dealwire {

// A file's successor.
struct Rewritten {
  std::string file;                   // its name; "": it would hold nothing
  std::map<uint64_t, uint64_t> gone;  // where each record that was left out began and ended

  // The offset there of a record that began at `offset`.
  uint64_t moved(uint64_t offset) const;
};

// Writes the successor of a complete file, without the records that begin at these offsets. All
// other bytes stay as they are, whatever they are; where a record to leave out is damaged, it ends
// where the next whole one begins. It is durable when this returns, and the old file is still
// there. Done twice, it gives the same name and bytes. Fails with "missing", "unreadable" or
// "archive".
Expected<Rewritten> rewrite_without(const std::string& folder, const std::string& file,
                                    const std::set<uint64_t>& records);

// Removes a file of the archive for good; one that is not there any more is fine.
Expected<void> remove_archived(const std::string& folder, const std::string& file);

// Tells of each whole record of the complete files in the archive whose name (as written by
// Archive) `wanted` wants. Broken records are passed over. Reads and inflates all of them.
Expected<void> for_each_record(
    const std::string& folder, const std::function<bool(const std::string& file)>& wanted,
    const std::function<void(const std::string& file, const WarcRecord&)>& told);

}  // namespace dealwire
