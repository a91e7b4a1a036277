#include "warc/gzip.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "web/inflate.h"

namespace dealwire {
namespace {

std::string noise(size_t size) {
  std::mt19937 random(7);
  std::string out(size, '\0');
  for (char& c : out) c = static_cast<char>(random());
  return out;
}

// Around the bounds of its blocks and tables, of what packs well and what does not at all.
TEST(Gzip, GivesBackWhatItTook) {
  Gzip gzip;
  for (const size_t size : {0, 1, 2, 300, 4096, 65'535, 65'536, 65'537, 1'000'000, 5'000'000}) {
    for (const std::string& bytes : {std::string(size, 'q'), noise(size)}) {
      const auto back = inflate_gzip(gzip(bytes), {size, false});
      ASSERT_TRUE(back) << size;
      EXPECT_EQ(*back, bytes) << size;
    }
  }
}

TEST(Gzip, MakesTextSmallerAndNoiseHardlyLarger) {
  std::string page;
  for (int i = 0; i < 2'000; ++i) page += "<p>pier " + std::to_string(i * 7919) + "</p>\n";
  EXPECT_LT(gzip(page).size(), page.size() / 3);
  EXPECT_LT(gzip(noise(1'000'000)).size(), 1'000'300u);
}

}  // namespace
}  // namespace dealwire
