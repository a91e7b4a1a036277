#include "warc/gzip.h"

#include <libdeflate.h>

namespace dealwire {
namespace {

// Of 1 to 12. News pages shrink to 21.0 % at 235 MB/s; level 6 gives 19.2 % at 79 MB/s.
constexpr int kLevel = 1;

}  // namespace

void Gzip::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

Gzip::Gzip() : compressor_(libdeflate_alloc_compressor(kLevel)) {}

std::string Gzip::operator()(std::string_view bytes) {
  std::string out(libdeflate_gzip_compress_bound(compressor_.get(), bytes.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor_.get(), bytes.data(), bytes.size(), out.data(),
                                      out.size()));
  return out;
}

}  // namespace dealwire
