// Feeds of any bytes are read in bounded time and memory, or refused. No charset is told from
// outside, so that the declaration and the bytes decide.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ingest/feed.h"
#include "ingest/feed_time.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  dealwire::read_feed(bytes, "", "https://news.example/feed", dealwire::Budget{});
  dealwire::read_feed_time(bytes);
  return 0;
}
