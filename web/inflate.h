// Undoes gzip (RFC 1952) and deflate (RFC 1951, with or without the header of RFC 1950), by zlib,
// and brotli (RFC 7932), by its own library. Packed bytes can stand for a thousand times their
// number, so the caller says how many may come out; no more than those and one chunk are ever held.
//
// nullopt stands for what is packed otherwise, broken, or too much. gzip's members are read one
// behind the other (RFC 1952, 2.2); what is no member behind them is passed over. Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dealwire {

// How unpacked bytes may be: at most so many, and with their end missing.
struct InflateBounds {
  size_t most = 0;
  bool cut = false;
};

std::optional<std::string> inflate_gzip(std::string_view bytes, const InflateBounds& bounds);

// The beginning of what gzip packed: up to `most` bytes, or as far as it is sound.
struct Inflated {
  std::string bytes;
  bool whole = false;
};
Inflated inflate_gzip_start(std::string_view bytes, size_t most);

// HTTP's "deflate" means zlib's format; some servers send it without the header.
std::optional<std::string> inflate_deflate(std::string_view bytes, const InflateBounds& bounds);

std::optional<std::string> inflate_brotli(std::string_view bytes, const InflateBounds& bounds);

}  // namespace dealwire
