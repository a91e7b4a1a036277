#include "ingest/inflate.h"

#include <zlib.h>

#include <array>

namespace dealwire {
namespace {

// `window` is what inflateInit2() takes: 15 for zlib's header, 31 for gzip's, -15 for none.
std::optional<std::string> inflated(std::string_view bytes, int window,
                                    const InflateBounds& bounds) {
  z_stream z{};
  if (inflateInit2(&z, window) != Z_OK) return std::nullopt;
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  std::array<char, 64 * 1024> chunk;
  std::string out;
  int result = Z_OK;
  while (result == Z_OK && out.size() <= bounds.most) {
    z.next_out = reinterpret_cast<Bytef*>(chunk.data());
    z.avail_out = chunk.size();
    result = inflate(&z, Z_NO_FLUSH);
    out.append(chunk.data(), chunk.size() - z.avail_out);
  }
  inflateEnd(&z);
  const bool cut = bounds.cut && result == Z_BUF_ERROR && !out.empty();
  if ((result != Z_STREAM_END && !cut) || out.size() > bounds.most) return std::nullopt;
  return out;
}

}  // namespace

std::optional<std::string> inflate_gzip(std::string_view bytes, const InflateBounds& bounds) {
  return inflated(bytes, 15 + 16, bounds);
}

std::optional<std::string> inflate_deflate(std::string_view bytes, const InflateBounds& bounds) {
  auto out = inflated(bytes, 15, bounds);
  return out ? out : inflated(bytes, -15, bounds);
}

}  // namespace dealwire
