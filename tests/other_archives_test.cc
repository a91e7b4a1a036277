// Web archives that others wrote, as their own readers read them: the samples of the readers warcio
// and jwarc, which are not ours to ship. `scripts/warc-check FOLDER` runs this on a folder of them;
// a sample that the folder lacks is skipped, and all are where nobody names a folder.
#include "program.h"
#include "warc/digest.h"
#include "warc/http_message.h"
#include "warc/warc.h"

namespace dealwire {
namespace {

struct Sample {
  const char* file;
  const char* records;  // types, with offsets where they are known; codes of errors
  int code;             // of `dealwire scan`
  size_t documents;
  const char* said;  // what it says on standard error, at least; "" for nothing at all
};

constexpr const char* kSix = "warcinfo warcinfo response request revisit request";
const Sample kSamples[] = {
    {"example.warc", kSix, 0, 1, ""},
    {"example.warc.gz", kSix, 0, 1, ""},
    {"example-iana.org-chunked.warc", "warcinfo@0 response@405 request@8379", 0, 1, ""},
    {"example-trunc.warc", "warcinfo warcinfo response! request", 0, 1, "Content-Length is wrong"},
    {"example-resource.warc.gz", "warcinfo@0 warcinfo@361 resource@802", 0, 1, ""},
    {"example.arc", "arc_header response", 0, 1, ""},
    {"example.arc.gz", "arc_header response", 0, 1, ""},
    // Its line breaks were changed, so that it is shorter than it says.
    {"example-space-in-url.arc", "arc_header response!", 0, 1, "goes beyond the end"},
    {"bad.arc", "arc_header! response! response response!", 0, 0, ""},
    // By its name no archive.
    {"example-bad.warc.gz.bad", "warc", 1, 0, "is not text"},
    {"example-bad-non-chunked.warc.gz", "warc", 1, 0, "record at 0 shares its gzip member"},
    {"example-wget-bad-target-uri.warc.gz", "warcinfo request response metadata resource resource",
     0, 3, ""},
    {"example-space-in-target-uri.warc.gz", "warcinfo resource", 0, 0, ""},
    // Members that end where they like, and a block that is a byte longer than it says.
    {"example-wrong-chunks.warc.gz", "response! request", 0, 1, "Content-Length is wrong"},
    {"example-digest.warc", "request request request request", 0, 0, ""},
    {"post-test.warc.gz", "response request response request response request", 0, 0, ""},
    {"cc.warc.gz", "response", 0, 1, ""},
    {"gzip_extra_sl.warc.gz", "warcinfo", 0, 0, ""},
};

class OtherArchives : public ProgramTest {
 protected:
  void SetUp() override {
    const char* named = std::getenv("DEALWIRE_WARC_SAMPLES");
    if (named == nullptr) GTEST_SKIP() << "DEALWIRE_WARC_SAMPLES names no folder of samples";
    samples_ = named;
    ASSERT_TRUE(fs::is_directory(samples_)) << samples_;
  }

  std::string sample(const std::string& name) const { return (samples_ / name).string(); }
  bool has(const std::string& name) const {
    if (fs::exists(samples_ / name)) return true;
    std::printf("no sample %s\n", name.c_str());
    return false;
  }
  std::vector<WarcRecord> records(const std::string& name) const {
    std::vector<WarcRecord> out;
    auto reader = WarcReader::open(sample(name));
    while (auto record = reader->next()) {
      if (*record) out.push_back(std::move(**record));
    }
    return out;
  }
  std::string list(const std::string& name, bool offsets) const {
    std::string out;
    auto reader = WarcReader::open(sample(name));
    while (auto record = reader->next()) {
      out += out.empty() ? "" : " ";
      out += *record ? (*record)->type() : record->error().code;
      if (*record && offsets) out += "@" + std::to_string((*record)->offset);
      if (*record && (*record)->misfit) out += "!";
    }
    return out;
  }

  fs::path samples_;
};

TEST_F(OtherArchives, AreReadAsByTheirOwnReaders) {
  for (const Sample& expected : kSamples) {
    if (!has(expected.file)) continue;
    const bool offsets = std::string_view(expected.records).find('@') != std::string::npos;
    EXPECT_EQ(list(expected.file, offsets), expected.records) << expected.file;
    const Ended scan = run("scan " + sample(expected.file));
    EXPECT_EQ(scan.code, expected.code) << expected.file;
    EXPECT_EQ(lines(scan.out), expected.documents + static_cast<size_t>(expected.code))
        << expected.file;
    EXPECT_EQ(scan.err.empty(), std::string_view(expected.said).empty()) << scan.err;
    EXPECT_NE(scan.err.find(expected.said), std::string::npos) << scan.err;
    EXPECT_EQ(run("process " + sample(expected.file)).code, expected.code) << expected.file;
  }
}

TEST_F(OtherArchives, AFileThatFailsDoesNotKeepOthersFromBeingRead) {
  if (!has("example-bad-non-chunked.warc.gz") || !has("example.arc") || !has("cc.warc.gz")) return;
  const Ended ended = run("process " + sample("example.arc") + " " +
                          sample("example-bad-non-chunked.warc.gz") + " " + sample("cc.warc.gz"));
  EXPECT_EQ(ended.code, 1);
  EXPECT_NE(ended.err.find("2 documents read, 0 known already, 1 failed"), std::string::npos)
      << ended.err;
}

TEST_F(OtherArchives, TargetsAreMadeUrls) {
  const std::pair<const char*, const char*> rows[] = {
      {"example-wget-bad-target-uri.warc.gz", "http://example.com/"},
      {"example-space-in-target-uri.warc.gz", "file:///example%20with%20spaces.png"}};
  for (const auto& [file, url] : rows) {
    if (!has(file)) continue;
    EXPECT_EQ(records(file)[1].target(), url);
  }
}

// One page, in five files.
TEST_F(OtherArchives, PayloadsAreThoseOfThePage) {
  for (const char* file : {"example.warc", "example.warc.gz", "example.arc", "example.arc.gz",
                           "example-wrong-chunks.warc.gz"}) {
    if (!has(file)) continue;
    const Ended scan = run("scan " + sample(file));
    EXPECT_NE(scan.out.find("\"media_type\":\"text/html\""), std::string::npos) << file;
    EXPECT_NE(scan.out.find("\"bytes\":1270"), std::string::npos) << file << scan.out;
  }
}

TEST_F(OtherArchives, DigestsHoldButOne) {
  std::string wrong;
  for (const Sample& sample : kSamples) {
    if (!has(sample.file)) continue;
    for (const WarcRecord& record : records(sample.file)) {
      if (record.misfit || record.type() == "revisit") continue;
      const size_t head = record.block.starts_with("HTTP/") || record.type() == "request"
                              ? end_of_head(record.block)
                              : 0;
      const std::string payload = record.block.substr(std::min(head, record.block.size()));
      const std::string at = std::string(sample.file) + "@" + std::to_string(record.offset);
      for (const auto& [field, bytes] :
           {std::pair("WARC-Payload-Digest", payload), {"WARC-Block-Digest", record.block}}) {
        const std::string digest = record.field(field);
        if (digest.empty()) continue;
        const auto holds = is_digest_of(digest, bytes);
        EXPECT_TRUE(holds) << at << " " << digest;
        if (holds == false) wrong += at + " " + field + "\n";
      }
    }
  }
  EXPECT_EQ(wrong, "example-digest.warc@0 WARC-Payload-Digest\n");
}

}  // namespace
}  // namespace dealwire
