// A robots.txt of any bytes gives an answer in bounded time. The last line is the path to ask for,
// so that rules and paths are found that meet.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "web/robots.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const size_t last = bytes.rfind('\n');
  const std::string_view path = last == bytes.npos ? "/" : bytes.substr(last + 1).substr(0, 4096);
  dealwire::RobotsRules::parse(bytes, "dealwire").allows(path);
  return 0;
}
