// HTTP messages as archives keep them.
#include "warc/http_message.h"
#include "warc/gzip.h"

#include <brotli/encode.h>
#include <gtest/gtest.h>

#include "warc/warc.h"

namespace dealwire {
namespace {

constexpr InflateBounds kBounds{1'000'000, false};

std::string brotli(const std::string& bytes) {
  size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  EXPECT_EQ(BrotliEncoderCompress(BROTLI_DEFAULT_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT,
                                  bytes.size(), reinterpret_cast<const uint8_t*>(bytes.data()),
                                  &size, reinterpret_cast<uint8_t*>(out.data())),
            BROTLI_TRUE);
  out.resize(size);
  return out;
}

TEST(HttpMessage, IsTakenApart) {
  struct Row {
    const char* message;
    int status;
    const char* body;
  };
  const Row rows[] = {
      {"HTTP/1.1 200 OK\r\nA: b\r\n\r\nquay", 200, "quay"},
      {"HTTP/1.1 404 Not Found\r\n\r\nquay", 404, "quay"},
      {"HTTP/2 200\r\nA: b\r\n\r\nquay", 200, "quay"},
      {"HTTP/2.0 200 \r\n\r\nquay", 200, "quay"},
      {"HTTP/3 200\r\n\r\nquay", 200, "quay"},
      {"HTTP/1.0  200 OK\r\n\r\nquay", 200, "quay"},
      {"HTTP/1.1 200 OK\nA: b\n\nquay\r\n\r\n", 200, "quay\r\n\r\n"},
      {"HTTP/1.1 200 OK\r\nA: b\r\n\r\nquay\n\npier", 200, "quay\n\npier"},
      {"HTTP/1.1 200 OK\r\nA: b\r\n", 200, ""},
      {"HTTP/1.1 200 OK", 200, ""},
      {"HTTP/1.1 OK\r\n\r\nquay", 0, "quay"},
      {"HTTP/1.1\r\nA: 200\r\n\r\nquay", 0, "quay"},
      {"HTTP/", 0, ""},
  };
  for (const Row& row : rows) {
    const auto message = parse_message(row.message);
    ASSERT_TRUE(message) << row.message;
    EXPECT_EQ(message->status, row.status) << row.message;
    EXPECT_EQ(message->body, row.body) << row.message;
  }
  EXPECT_FALSE(parse_message("<html>"));
  EXPECT_FALSE(parse_message(""));
}

TEST(HttpMessage, ChunksAreJoinedAsFarAsTheyGo) {
  struct Row {
    const char *body, *joined;  // nullptr: not in chunks
    bool broken;
  };
  const Row rows[] = {
      {"4\r\nquay\r\n6;x=y\r\n, pier\r\n0\r\n\r\n", "quay, pier", false},
      {"4 \r\nquay\r\n000\r\nTrailer: x\r\n\r\n", "quay", false},
      {"0\r\n\r\n", "", false},
      {"4\r\nquay\r\n", "quay", true},
      {"4\r\nquay\r\n6\r\n, pi", "quay, pi", true},
      {"4\r\nquay\r\nno size\r\n", "quayno size\r\n", true},
      {"3\r\nquay\r\n0\r\n\r\n", "quay\r\n0\r\n\r\n", true},
      {"ffffffffffffffff\r\nquay", "quay", true},
      {"<p>quay</p>", nullptr, false},
      {"<p>\r\nquay</p>", nullptr, false},
      {"fffffffffffffffff\r\nquay", nullptr, false},
      {"4", nullptr, false},
      {"", nullptr, false},
  };
  for (const Row& row : rows) {
    const std::string text =
        std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n") + row.body;
    const auto joined = without_chunks(*parse_message(text));
    ASSERT_EQ(joined.has_value(), row.joined != nullptr) << row.body;
    if (!joined) continue;
    EXPECT_EQ(joined->bytes, row.joined) << row.body;
    EXPECT_EQ(joined->broken, row.broken) << row.body;
  }
  const std::string renamed =
      "HTTP/1.1 200 OK\r\nX-Crawler-Transfer-Encoding: chunked\r\n\r\n0\r\n";
  EXPECT_FALSE(without_chunks(*parse_message(renamed)));
}

TEST(HttpMessage, ContentIsDecoded) {
  const std::string page = "<p>quay</p>", packed = gzip(page);
  const std::pair<const char*, std::string> rows[] = {
      {"gzip", packed},
      {"x-gzip", packed},
      {"GZip", packed},
      {"br", brotli(page)},
      {"gzip, br", brotli(packed)},
      {"identity", page},
      {"", page},
      // Headers of what is decoded already.
      {"gzip", page},
      {"br", page},
      {"deflate", page},
      {"gzip, br", page},
  };
  for (const auto& [encoding, body] : rows) {
    const std::string text =
        std::string("HTTP/1.1 200 OK\r\nContent-Encoding: ") + encoding + "\r\n\r\n";
    const auto decoded = decoded_content(*parse_message(text), body, kBounds);
    ASSERT_TRUE(decoded) << encoding;
    EXPECT_EQ(*decoded, page) << encoding;
  }
}

TEST(HttpMessage, ContentThatCannotBeDecodedIsNone) {
  const std::string large(2'000'000, 'q'), page(500, 'q');
  const std::pair<const char*, std::string> rows[] = {
      {"gzip", gzip(large)},
      {"br", brotli(large)},
      {"gzip", gzip(page).substr(0, 20)},
      {"br", brotli("<p>quay and pier</p>").substr(0, 9)},
      {"zstd", "\x28\xb5\x2f\xfd\x04\x01"},
      {"br", gzip(page)},
      {"gzip, gzip, gzip, gzip, gzip", gzip(gzip(gzip(gzip(gzip(page)))))},
  };
  for (const auto& [encoding, body] : rows) {
    const std::string text =
        std::string("HTTP/1.1 200 OK\r\nContent-Encoding: ") + encoding + "\r\n\r\n";
    const auto decoded = decoded_content(*parse_message(text), body, kBounds);
    ASSERT_FALSE(decoded) << encoding;
    EXPECT_EQ(decoded.error().code, "encoding") << encoding;
  }
}

// What is known to be cut is decoded as far as it goes.
TEST(HttpMessage, CutContentIsDecodedAsFarAsItGoes) {
  std::string page;
  for (int i = 0; i < 3'000; ++i) page += std::to_string(i * 7919) + " ";
  const std::pair<const char*, std::string> rows[] = {{"gzip", gzip(page)}, {"br", brotli(page)}};
  for (const auto& [encoding, body] : rows) {
    const std::string text =
        std::string("HTTP/1.1 200 OK\r\nContent-Encoding: ") + encoding + "\r\n\r\n";
    const auto decoded =
        decoded_content(*parse_message(text), body.substr(0, body.size() - 200), {1'000'000, true});
    ASSERT_TRUE(decoded) << encoding;
    EXPECT_TRUE(page.starts_with(*decoded)) << encoding;
    EXPECT_GT(decoded->size(), page.size() / 2) << encoding;
  }
}

}  // namespace
}  // namespace dealwire
