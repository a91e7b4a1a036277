// ARC files, as crawlers wrote them before WARC.
#include "warc/arc.h"
#include "warc/gzip.h"

#include "folder.h"
#include "warc/documents.h"
#include "warc/warc.h"

namespace dealwire {
namespace {

constexpr const char* kFields1 = "URL IP-address Archive-date Content-type Archive-length\n";
constexpr const char* kFields2 =
    "URL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename "
    "Archive-length\n";

// The record that a file begins with.
std::string file_record(const std::string& fields = kFields1, const std::string& version = "1 0") {
  const std::string block = version + " Harbour Crawl\n" + fields;
  return "filedesc://harbour.arc 192.0.2.7 20031114081500 text/plain " +
         std::to_string(block.size()) + "\n" + block + "\n";
}

std::string message(const std::string& body) {
  return "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + body;
}

// One of version 1, whose length is said to be `length`.
std::string record(const std::string& block, const std::string& length) {
  return "http://news.example/pier 192.0.2.8 20031114081502 text/html " + length + "\n" + block +
         "\n";
}
std::string record(const std::string& block) { return record(block, std::to_string(block.size())); }

struct LineRow {
  const char* line;
  size_t behind_type;
  const char *url, *media_type;  // nullptr: it is none
  std::optional<uint64_t> length;
};

TEST(ArcLine, IsReadWhateverItsWriterForgotToEncode) {
  const LineRow rows[] = {
      {"http://a.example/ 192.0.2.1 20031114081500 text/html 17", 1, "http://a.example/",
       "text/html", 17},
      {"http://a.example/ 192.0.2.1 20031114081500 text/html 17\r", 1, "http://a.example/",
       "text/html", 17},
      {"http://a.example/q?s=new pier 2 2001:db8::1 20031114081500 text/html 0", 1,
       "http://a.example/q?s=new pier 2", "text/html", 0},
      {"http://a.example/ 192.0.2.1 20031114081500 text/html; charset=big5 17", 1,
       "http://a.example/", "text/html; charset=big5", 17},
      {"http://a.example/ 192.0.2.1 20031114081500 text/html 200 fe8c - 1042 harbour.arc 17", 6,
       "http://a.example/", "text/html", 17},
      {"filedesc://harbour.arc 192.0.2.1 20031114081500 text/plain 17", 6, "filedesc://harbour.arc",
       "text/plain", 17},
      {"dns:a.example 192.0.2.1 20031114081500 text/dns 54", 1, "dns:a.example", "text/dns", 54},
      {"http://a.example/ - 2003111408150000 text/html -1", 1, "http://a.example/", "text/html",
       std::nullopt},
      {"http://a.example/ 192.0.2.1 20031114081500 text/html many", 1, "http://a.example/",
       "text/html", std::nullopt},
      {"http://a.example/ 192.0.2.1 20031114081500 text/html 99999999999999999999", 1,
       "http://a.example/", "text/html", std::nullopt},
      {"http://a.example/ 192.0.2.1 20031114081500 17", 1, nullptr, nullptr, {}},
      {"http://a.example/ 192.0.2.1 yesterday text/html 17", 1, nullptr, nullptr, {}},
      {"http://a.example/ localhost 20031114081500 text/html 17", 1, nullptr, nullptr, {}},
      {"pier 192.0.2.1 20031114081500 text/html 17", 1, nullptr, nullptr, {}},
      {"See http://a.example/ 192.0.2.1 20031114081500 text/html 17", 1, nullptr, nullptr, {}},
      {": 192.0.2.1 20031114081500 text/html 17", 1, nullptr, nullptr, {}},
      {"", 1, nullptr, nullptr, {}},
  };
  for (const LineRow& row : rows) {
    const auto line = parse_arc_line(row.line, row.behind_type);
    ASSERT_EQ(line.has_value(), row.url != nullptr) << row.line;
    if (!line) continue;
    EXPECT_EQ(line->url, row.url) << row.line;
    EXPECT_EQ(line->media_type, row.media_type) << row.line;
    EXPECT_EQ(line->length, row.length) << row.line;
  }
}

TEST(ArcLine, FieldsAreThoseThatTheFileSays) {
  const std::string line = "filedesc://a 192.0.2.1 20031114081500 text/plain 9\n";
  EXPECT_EQ(arc_fields_behind_type(line + "1 0 Harbour\n" + kFields1), 1u);
  EXPECT_EQ(arc_fields_behind_type(line + "2 0 Harbour\n" + kFields2), 6u);
  EXPECT_EQ(arc_fields_behind_type(line + "2 0 Harbour\n"), 1u);
  EXPECT_EQ(arc_fields_behind_type(line + "2 0 Harbour\n" + std::string(10'000, ' ')), 1u);
  EXPECT_EQ(arc_fields_behind_type(""), 1u);
}

class ArcTest : public TestFolder {
 protected:
  std::string file(const std::string& bytes, const std::string& name = "a.arc") const {
    write(path(name), bytes);
    return path(name);
  }

  // "arc_header@0 response@130!17": types, offsets, "!" of a misfit and the block's size; or codes.
  static std::string list(const std::string& path) {
    auto reader = WarcReader::open(path);
    std::string out;
    while (auto next = reader->next()) {
      if (!out.empty()) out += ' ';
      out += *next ? (*next)->type() + "@" + std::to_string((*next)->offset) +
                         ((*next)->misfit ? "!" : ":") + std::to_string((*next)->block.size())
                   : next->error().code;
      if (out.size() > 10'000) break;
    }
    return out;
  }

  // What is read of a file record and these bytes behind it, offsets counted from there.
  std::string list_behind(const std::string& bytes) const {
    const std::string before = file_record();
    const std::string all = list(file(before + bytes));
    auto reader = WarcReader::open(path("a.arc"));
    std::string out;
    while (auto next = reader->next()) {
      if (*next && (*next)->offset == 0) continue;
      if (!out.empty()) out += ' ';
      out += *next ? std::to_string((*next)->offset - before.size()) +
                         ((*next)->misfit ? "!" : ":") + (*next)->block
                   : next->error().code;
    }
    EXPECT_TRUE(all.starts_with("arc_header@0:")) << all;
    return out;
  }
};

TEST_F(ArcTest, ResponsesAreDocuments) {
  const std::string head = file_record();
  Documents documents({{file(head + record(message("<p>pier</p>")))}});
  const auto item = documents.next();
  ASSERT_TRUE(item && item->document);
  EXPECT_EQ(item->document->bytes, "<p>pier</p>");
  EXPECT_EQ(item->document->media_type, "text/html");
  EXPECT_EQ(item->document->url, "http://news.example/pier");
  EXPECT_EQ(item->document->fetched_at, "2003-11-14T08:15:02Z");
  EXPECT_EQ(item->document->record, head.size());
  EXPECT_EQ(item->note, "");
  EXPECT_FALSE(documents.next());
  EXPECT_EQ(read_record(path("a.arc"), head.size(), Budget{})->bytes, "<p>pier</p>");
}

TEST_F(ArcTest, PlainAndCompressedFilesOfBothVersionsGiveTheSameRecords) {
  const std::string block = message("<p>pier</p>"), size = std::to_string(block.size());
  const std::string first = file_record(kFields2, "2 0");
  const std::string second =
      "http://news.example/pier 192.0.2.8 20031114081502 text/html 200 - - 61 harbour.arc " + size +
      "\n" + block + "\n";
  const std::string sizes = ":" + std::to_string(first.size() - 1 - first.find('\n') - 1);
  EXPECT_EQ(list(file(first + second)),
            "arc_header@0" + sizes + " response@" + std::to_string(first.size()) + ":" + size);
  EXPECT_EQ(
      list(file(gzip(first) + gzip(second), "a.arc.gz")),
      "arc_header@0" + sizes + " response@" + std::to_string(gzip(first).size()) + ":" + size);
  // Whatever its name; and without the first record, by its name.
  EXPECT_EQ(list(file(first + second, "archive")), list(path("a.arc")));
  EXPECT_EQ(list(file(record("x"), "b.arc")), "response@0:1");
  EXPECT_EQ(list(file("WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "c.arc")), "@0:0");
}

// A record is read in spite of its length, and as it is said where the next one begins.
TEST_F(ArcTest, LengthsThatAreWrongCostNoRecord) {
  const std::string last = record("last");
  struct Row {
    std::string broken;
    const char* block;
  };
  const Row rows[] = {
      {record("pier", "-1"), "pier"},
      {record("pier", "some"), "pier"},
      {record("", "-1"), ""},
      {record("two\n\nlines", "-"), "two\n\nlines"},
      {record("pier", "2"), "pi"},
      {record("http://a.example/ is no record", "?"), "http://a.example/ is no record"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(list_behind(row.broken + last),
              "0!" + std::string(row.block) + " " + std::to_string(row.broken.size()) + ":last")
        << row.broken;
  }
  // Beyond the next record, and beyond the file.
  const std::string greedy = record("pier", "20");
  EXPECT_EQ(list_behind(greedy + last),
            "0!pier\nhttp://news.exa " + std::to_string(greedy.size()) + ":last");
  EXPECT_EQ(list_behind(record("pier", "700")), "0!pier\n");
  EXPECT_EQ(list_behind(record("pier", "99999999999") + last),
            "too_large " + std::to_string(record("pier", "99999999999").size()) + ":last");
  EXPECT_EQ(list_behind("no record\n" + last), "arc 10:last");
}

TEST_F(ArcTest, WhatIsWrongWithALengthIsSaid) {
  const std::string page = message("<p>pier</p>"), next = record("x");
  const std::pair<std::string, const char*> rows[] = {
      {record(page, "-1") + next, "no valid length"},
      {record(page, "900"), "beyond the end"},
      {record(page, std::to_string(page.size() - 1)) + next, "is wrong"},
  };
  for (const auto& [bytes, note] : rows) {
    Documents documents({{file(file_record() + bytes)}});
    const auto item = documents.next();
    ASSERT_TRUE(item && item->document) << note;
    EXPECT_TRUE(item->document->bytes.starts_with("<p>pier</p")) << note;
    EXPECT_NE(item->note.find(note), std::string::npos) << item->note;
    EXPECT_NE(item->note.find("a.arc@"), std::string::npos) << item->note;
  }
}

TEST_F(ArcTest, DamagedMembersCostThemselves) {
  const std::string first = gzip(file_record()), last = gzip(record("last"));
  std::string flipped = gzip(record(std::string(40, 'x') + "pier"));
  flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 0x55);
  EXPECT_NE(list(file(first + flipped + last)).find("warc response@"), std::string::npos)
      << list(path("a.arc"));
  EXPECT_TRUE(list(file(first + last.substr(0, last.size() - 9))).ends_with(" cut"));
  EXPECT_EQ(list(file(gzip(file_record() + record("a") + record("b")))), "warc");
  EXPECT_TRUE(list(file(first + gzip(record("pier", "90")) + last)).ends_with(":4"));
}

TEST_F(ArcTest, FoldersAreWalkedForThem) {
  for (const char* name : {"a.arc", "b.ARC.gz", "c.warc", "d.arch", "e.gz"}) file("x", name);
  std::string names;
  for (const Input& input : list_inputs(folder_.string(), [](const Error&) {})) {
    names += fs::path(input.path).filename().string() + " ";
  }
  EXPECT_EQ(names, "a.arc b.ARC.gz c.warc ");
}

// A hundred thousand records that each claim a megabyte of the others.
TEST_F(ArcTest, LengthsThatOverlapAreReadAFewTimesOnly) {
  std::string bytes = file_record();
  for (int i = 0; i < 100'000; ++i) bytes += record("", "1000000");
  Budget small;
  small.document_bytes = 1'000'000;
  auto reader = WarcReader::open(file(bytes), small);
  uint64_t read = 0;
  while (auto next = reader->next()) read += *next ? (*next)->block.size() : 0;
  EXPECT_GT(read, 10'000'000u);
  EXPECT_LT(read, 8 * bytes.size());
}

}  // namespace
}  // namespace dealwire
