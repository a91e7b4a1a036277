// Web archives of any bytes, WARC or ARC, plain or compressed, give records and errors and an end.
// Records do not overlap, and blocks are no longer than they may be. Small budgets, since what is
// behind a limit is only more of the same.
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "property.h"
#include "warc/documents.h"

using dealwire::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const int file = memfd_create("fuzz", 0);
  static const std::string path = "/proc/self/fd/" + std::to_string(file);
  if (ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != static_cast<ssize_t>(size))
    return 0;
  dealwire::Budget budget;
  budget.document_bytes = 1u << 20;
  auto reader = dealwire::WarcReader::open(path, budget);
  if (!reader) return 0;
  uint64_t end = 0;
  while (auto record = reader->next()) {
    if (!*record) continue;
    require((*record)->offset >= end, "a record begins behind the one before");
    require((*record)->block.size() <= budget.document_bytes + budget.record_header_bytes,
            "a block is as long as it may be");
    end = (*record)->misfit ? (*record)->offset + 1 : (*record)->end;
    dealwire::document_of(**record, path, budget);
  }
  return 0;
}
