#include "web/inflate.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <array>
#include <memory>

namespace dealwire {
namespace {

enum class Window { kZlib = 15, kGzip = 31, kNone = -15 };  // what inflateInit2() takes

constexpr std::string_view kGzipMagic = "\x1f\x8b";

struct Unpacked {
  std::string bytes;         // up to a chunk more than was asked for
  int result = Z_MEM_ERROR;  // zlib's: Z_STREAM_END, or why it ended before
};

// Does another member of gzip begin where one has ended? Then the stream is ready for it.
bool goes_on(z_stream& z, Window window) {
  const std::string_view rest(reinterpret_cast<const char*>(z.next_in), z.avail_in);
  return window == Window::kGzip && rest.starts_with(kGzipMagic) && inflateReset(&z) == Z_OK;
}

Unpacked inflated(std::string_view bytes, Window window, size_t most) {
  z_stream z{};
  Unpacked out;
  if (inflateInit2(&z, static_cast<int>(window)) != Z_OK) return out;
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  std::array<char, 64 * 1024> chunk;
  out.result = Z_OK;
  while (out.result == Z_OK && out.bytes.size() <= most) {
    z.next_out = reinterpret_cast<Bytef*>(chunk.data());
    z.avail_out = chunk.size();
    out.result = inflate(&z, Z_NO_FLUSH);
    out.bytes.append(chunk.data(), chunk.size() - z.avail_out);
    if (out.result == Z_STREAM_END && goes_on(z, window)) out.result = Z_OK;
  }
  inflateEnd(&z);
  return out;
}

std::optional<std::string> checked(Unpacked out, const InflateBounds& bounds) {
  const bool cut = bounds.cut && out.result == Z_BUF_ERROR && !out.bytes.empty();
  if ((out.result != Z_STREAM_END && !cut) || out.bytes.size() > bounds.most) return std::nullopt;
  return std::move(out.bytes);
}

}  // namespace

std::optional<std::string> inflate_gzip(std::string_view bytes, const InflateBounds& bounds) {
  return checked(inflated(bytes, Window::kGzip, bounds.most), bounds);
}

Inflated inflate_gzip_start(std::string_view bytes, size_t most) {
  Unpacked out = inflated(bytes, Window::kGzip, most);
  const bool whole = out.result == Z_STREAM_END && out.bytes.size() <= most;
  if (out.bytes.size() > most) out.bytes.resize(most);
  return {std::move(out.bytes), whole};
}

std::optional<std::string> inflate_deflate(std::string_view bytes, const InflateBounds& bounds) {
  auto out = checked(inflated(bytes, Window::kZlib, bounds.most), bounds);
  return out ? out : checked(inflated(bytes, Window::kNone, bounds.most), bounds);
}

std::optional<std::string> inflate_brotli(std::string_view bytes, const InflateBounds& bounds) {
  const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  if (!state) return std::nullopt;
  const auto* next_in = reinterpret_cast<const uint8_t*>(bytes.data());
  size_t left = bytes.size();
  std::array<uint8_t, 64 * 1024> chunk;
  std::string out;
  BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && out.size() <= bounds.most) {
    uint8_t* next_out = chunk.data();
    size_t room = chunk.size();
    result = BrotliDecoderDecompressStream(state.get(), &left, &next_in, &room, &next_out, nullptr);
    out.append(reinterpret_cast<const char*>(chunk.data()), chunk.size() - room);
  }
  const bool whole = result == BROTLI_DECODER_RESULT_SUCCESS;
  const bool cut = bounds.cut && result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT && !out.empty();
  if ((!whole && !cut) || out.size() > bounds.most) return std::nullopt;
  return out;
}

}  // namespace dealwire
