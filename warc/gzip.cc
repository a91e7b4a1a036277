#include "warc/gzip.h"

#include <isa-l/igzip_lib.h>

namespace dealwire {
namespace {

// Of 0 to 3. Measured on 590 news pages: 22.4 % at 460 MB/s; level 3 gives 21.7 % at 280 MB/s,
// libdeflate's fastest 21.3 % at 200 MB/s.
constexpr uint32_t kLevel = 2;

// What cannot be made smaller is stored, in blocks of at most 65,535 bytes with a head of 5 each
// (RFC 1951, 3.2.4), between a header of 10 bytes and a trailer of 8.
size_t most_bytes(size_t bytes) { return bytes + bytes / 4096 + 64; }

uint8_t* bytes_of(const char* text) {
  return const_cast<uint8_t*>(reinterpret_cast<const uint8_t*>(text));
}

}  // namespace

Gzip::Gzip() : memory_(ISAL_DEF_LVL2_DEFAULT) {}

std::string Gzip::operator()(std::string_view bytes) {
  std::string out(most_bytes(bytes.size()), '\0');
  isal_zstream stream;
  isal_deflate_stateless_init(&stream);
  stream.level = kLevel;
  stream.level_buf = memory_.data();
  stream.level_buf_size = static_cast<uint32_t>(memory_.size());
  stream.gzip_flag = IGZIP_GZIP;
  stream.end_of_stream = 1;
  stream.next_in = bytes_of(bytes.data());
  stream.avail_in = static_cast<uint32_t>(bytes.size());
  stream.next_out = bytes_of(out.data());
  stream.avail_out = static_cast<uint32_t>(out.size());
  isal_deflate_stateless(&stream);
  out.resize(stream.total_out);
  return out;
}

}  // namespace dealwire
