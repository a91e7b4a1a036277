// WARC files: ours and others', whole and damaged.
#include "warc/warc.h"

#include <atomic>
#include <set>
#include <thread>

#include "folder.h"
#include "warc/archive.h"
#include "warc/documents.h"
#include "warc/files.h"
#include "warc/gzip.h"

namespace dealwire {
namespace {

std::string record(const std::string& type, const std::string& block,
                   const std::string& fields = "") {
  return "WARC/1.0\r\nWARC-Type: " + type +
         "\r\nWARC-Date: 2025-10-14T01:30:00Z\r\nWARC-Target-URI: <https://news.example/a b>\r\n" +
         fields + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block +
         "\r\n\r\n";
}

std::string response(const std::string& body,
                     const std::string& headers = "Content-Type: text/html\r\n",
                     const std::string& status = "200 OK") {
  return record("response", "HTTP/1.1 " + status + "\r\n" + headers + "\r\n" + body);
}

class WarcTest : public TestFolder {
 protected:
  std::string file(const std::string& bytes, const std::string& name = "a.warc") const {
    write(path(name), bytes);
    return path(name);
  }

  // "response@0 cut": types with offsets, or codes of errors.
  static std::string list(const std::string& path) {
    auto reader = WarcReader::open(path);
    std::string out;
    while (auto next = reader->next()) {
      if (!out.empty()) out += ' ';
      out += *next ? (*next)->type() + "@" + std::to_string((*next)->offset) +
                         ((*next)->misfit ? "!" : "")
                   : next->error().code;
      if (out.size() > 10'000) break;
    }
    return out;
  }

  static Documents::Item only(const std::string& path) {
    Documents documents({{path}});
    auto item = documents.next();
    EXPECT_TRUE(item);
    EXPECT_FALSE(documents.next());
    return item ? std::move(*item) : Documents::Item{{}, Document{}, ""};
  }
};

TEST_F(WarcTest, PlainAndCompressedFilesGiveTheSameRecords) {
  const std::string one = record("warcinfo", "x: y\r\n"), two = response("<p>a</p>"),
                    three = record("request", "GET / HTTP/1.1\r\n\r\n");
  const std::string at = std::to_string(one.size()), then = std::to_string((one + two).size());
  EXPECT_EQ(list(file(one + two + three)), "warcinfo@0 response@" + at + " request@" + then);
  const std::string g1 = gzip(one), g2 = gzip(two), g3 = gzip(three);
  EXPECT_EQ(list(file(g1 + g2 + g3, "a.warc.gz")), "warcinfo@0 response@" +
                                                       std::to_string(g1.size()) + " request@" +
                                                       std::to_string((g1 + g2).size()));
  // One record in two members.
  const size_t middle = two.find("HTTP/");
  EXPECT_EQ(list(file(gzip(two.substr(0, middle)) + gzip(two.substr(middle)) + g3)),
            "response@0 request@" + std::to_string(gzip(two.substr(0, middle)).size() +
                                                   gzip(two.substr(middle)).size()));
  // The blank lines between two records in the member of the second.
  const std::string first = gzip(two.substr(0, two.size() - 4));
  EXPECT_EQ(list(file(first + gzip("\r\n\r\n" + three))),
            "response@0 request@" + std::to_string(first.size()));
}

// Each kind of damage costs the record it strikes.
TEST_F(WarcTest, ABrokenRecordCostsItself) {
  const std::string good = response("<p>good</p>"), last = record("request", "GET /");
  std::string long_length = good, short_length = good, no_length = good;
  const std::string length = "Content-Length: ";
  long_length.insert(long_length.find(length) + length.size(), "1");
  short_length.replace(short_length.find(length) + length.size(), 2, "9");
  no_length.replace(no_length.find(length), length.size(), "Content-Size: ");
  const auto after = [](const std::string& broken) { return std::to_string(broken.size()); };
  EXPECT_EQ(list(file(short_length + last)), "response@0! request@" + after(short_length));
  EXPECT_EQ(list(file(no_length + last)), "warc request@" + after(no_length));
  EXPECT_EQ(list(file("garbage\r\n\r\n" + last)), "warc request@11");
  EXPECT_EQ(list(file(long_length + last)), "response@0! request@" + after(long_length));
  EXPECT_EQ(list(file(long_length)), "cut");
  EXPECT_EQ(list(file(good + last.substr(0, 40))), "response@0 cut");
  EXPECT_EQ(list(file(good + "WA")), "response@0 cut");
  EXPECT_EQ(list(file("")), "");
  EXPECT_EQ(list(file("no archive at all")), "warc");

  const std::string packed = gzip(good), next = gzip(last);
  std::string flipped = packed;
  flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 0x55);
  EXPECT_EQ(list(file(flipped + next)), "warc request@" + after(packed));
  EXPECT_EQ(list(file(packed + next.substr(0, next.size() - 9))), "response@0 cut");
  EXPECT_EQ(list(file(gzip(good + last) + next)), "warc request@" + after(gzip(good + last)));
  EXPECT_EQ(list(file(gzip(long_length) + next)),
            "response@0! request@" + after(gzip(long_length)));
  EXPECT_EQ(list(file(gzip(long_length))), "response@0!");
}

TEST_F(WarcTest, HostileFilesAreBounded) {
  std::string huge = response("x");
  huge.replace(huge.find("Content-Length: ") + 16, 2, "99999999999999999999");
  EXPECT_EQ(list(file(huge + response("y"))), "warc response@" + std::to_string(huge.size()));
  huge.replace(huge.find("Content-Length: ") + 16, 20, "99999999999");
  EXPECT_EQ(list(file(huge)), "too_large");
  EXPECT_EQ(list(file("WARC/1.0\r\n" + std::string(2'000'000, 'a'))), "too_large");
  EXPECT_EQ(list(file(gzip("WARC/1.0\r\n" + std::string(200'000'000, 'a')))), "too_large");
  std::string magics;
  for (int i = 0; i < 300'000; ++i) magics += "\x1f\x8b\x08";
  EXPECT_EQ(list(file(magics)), "cut");
  Budget small;
  small.document_bytes = 1'000'000;
  // Records that each claim a megabyte of the others.
  std::string overlapping;
  for (int i = 0; i < 50'000; ++i) overlapping += "WARC/1.0\r\nContent-Length: 1000000\r\n\r\n";
  auto reader = WarcReader::open(file(overlapping), small);
  uint64_t read = 0;
  while (auto next = reader->next()) read += *next ? (*next)->block.size() : 0;
  EXPECT_LT(read, 8 * (overlapping.size() + small.document_bytes));
  // A payload of 100 MB in 100 KB.
  const std::string bomb = response(gzip(std::string(100'000'000, 'a')),
                                    "Content-Type: text/html\r\nContent-Encoding: gzip\r\n");
  Documents documents({{file(bomb)}}, small);
  EXPECT_EQ(documents.next()->document.error().code, "encoding");
}

TEST_F(WarcTest, ResponsesAreDocuments) {
  const Documents::Item item =
      only(file(response("<p>a</p>", "Content-Type: text/html; charset=Big5\r\n")));
  ASSERT_TRUE(item.document);
  EXPECT_EQ(item.document->bytes, "<p>a</p>");
  EXPECT_EQ(item.document->media_type, "text/html");
  EXPECT_EQ(item.document->charset, "Big5");
  EXPECT_EQ(item.document->url, "https://news.example/a%20b");
  EXPECT_EQ(item.document->fetched_at, "2025-10-14T01:30:00Z");
  EXPECT_EQ(item.document->record, 0u);
  EXPECT_EQ(item.document->id, sha256_hex("<p>a</p>"));
}

TEST_F(WarcTest, PayloadsAreDecoded) {
  const std::string body = "<p>deal</p>", type = "Content-Type: text/html\r\n";
  const std::string chunks = "4\r\n<p>d\r\n7;x=y\r\neal</p>\r\n0\r\n\r\n";
  const std::string chunked = type + "Transfer-Encoding: chunked\r\n";
  const std::vector<std::string> rows = {
      response(body, type), response(gzip(body), type + "Content-Encoding: gzip\r\n"),
      response(chunks, chunked),
      // Headers of what is decoded already.
      response(body, chunked), response(body, type + "Content-Encoding: gzip\r\n"),
      response(body, type + "X-Crawler-Content-Encoding: gzip\r\n"),
      record("resource", body, "Content-Type: text/html\r\n"),
      record("conversion", body, "Content-Type: text/plain\r\n")};
  for (const std::string& row : rows) {
    const Documents::Item item = only(file(row));
    ASSERT_TRUE(item.document) << row;
    EXPECT_EQ(item.document->bytes, body) << row;
  }
}

// Where Content-Length is too small, the payload is read as far as it goes, and that is said.
TEST_F(WarcTest, ACutPayloadIsReadAsFarAsItGoes) {
  std::string body;
  for (int i = 0; i < 2'000; ++i) body += std::to_string(i * 7919);
  std::string whole = response(gzip(body), "Content-Type: text/html\r\nContent-Encoding: gzip\r\n");
  const size_t at = whole.find("Content-Length: ") + 16;
  const size_t length = std::stoul(whole.substr(at, 4));
  whole.replace(at, 4, std::to_string(length - 100));
  const Documents::Item item = only(file(whole));
  ASSERT_TRUE(item.document) << item.document.error().message;
  EXPECT_GT(item.document->bytes.size(), 4'000u);
  EXPECT_TRUE(body.starts_with(item.document->bytes));
  EXPECT_NE(item.note.find("Content-Length is wrong"), std::string::npos);
}

// A mismatch costs nothing; tools disagree of what a payload's digest is made.
TEST_F(WarcTest, DigestsThatAreWrongAreSaid) {
  const std::string type = "Content-Type: text/html\r\n", body = "<p>quay</p>";
  const std::string head = "HTTP/1.1 200 OK\r\n" + type, chunks = "b\r\n" + body + "\r\n0\r\n\r\n";
  const std::string of_body = "sha256:" + sha256_hex(body), wrong = "sha256:" + sha256_hex("pier");
  const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n" + chunks;
  const std::string packed = head + "Content-Encoding: gzip\r\n\r\n" + gzip(body);
  const auto payload = [](const std::string& digest) {
    return "WARC-Payload-Digest: " + digest + "\r\n";
  };
  const auto block = [](const std::string& digest) {
    return "WARC-Block-Digest: " + digest + "\r\n";
  };
  const std::string plain = head + "\r\n" + body;
  struct Row {
    std::string record, note;
  };
  const std::vector<Row> rows = {
      {record("response", plain, payload(of_body)), ""},
      {record("response", plain, block("sha256:" + sha256_hex(plain))), ""},
      {record("response", plain, payload(wrong)), "payload is not"},
      {record("response", plain, block(of_body)), "block is not"},
      {record("response", plain, payload(wrong) + block(wrong)), "block is not"},
      {record("response", plain, payload("sha9:quay")), ""},
      {record("response", chunked, payload(of_body)), ""},
      {record("response", chunked, payload("sha256:" + sha256_hex(chunks))), ""},
      {record("response", chunked, payload(wrong)), "payload is not"},
      {record("response", packed, payload(of_body)), ""},
      {record("response", packed, payload("sha256:" + sha256_hex(gzip(body)))), ""},
      {record("resource", body, type + payload(of_body) + block(of_body)), ""},
      {record("resource", body, type + payload(wrong)), "payload is not"},
      {record("response", chunked.substr(0, chunked.size() - 5), payload(of_body)), "chunks"},
  };
  for (const Row& row : rows) {
    const Documents::Item item = only(file(row.record));
    ASSERT_TRUE(item.document) << row.record;
    EXPECT_EQ(item.document->bytes, body) << row.record;
    EXPECT_EQ(item.note.empty(), row.note.empty()) << item.note << row.record;
    EXPECT_NE(item.note.find(row.note), std::string::npos) << item.note << row.record;
  }
}

// wget writes angle brackets, field "sl" of a gzip member and text files of its own; Common Crawl
// and curl have headings of their own.
TEST_F(WarcTest, WhatWritersDoIsRead) {
  const std::string one = response("<p>quay</p>", "Content-Type: text/html\r\n");
  std::string extra = gzip(one);
  extra[3] = 4;
  extra.insert(10, std::string("\x0c\0sl\x08\0quaypier", 14));
  std::string named = gzip(one);
  named[3] = 8;
  named.insert(10, std::string("quay.warc\0", 10));
  for (const std::string& bytes : {extra, named}) {
    const Documents::Item item = only(file(bytes, "a.warc.gz"));
    ASSERT_TRUE(item.document);
    EXPECT_EQ(item.document->bytes, "<p>quay</p>");
    EXPECT_EQ(item.document->url, "https://news.example/a%20b");
  }
  for (const char* status : {"HTTP/2 200", "HTTP/3 200 ", "HTTP/2.0 200 OK"}) {
    const Documents::Item item = only(file(record(
        "response", std::string(status) + "\r\ncontent-type: text/html\r\n\r\n<p>quay</p>")));
    ASSERT_TRUE(item.document) << status;
    EXPECT_EQ(item.document->bytes, "<p>quay</p>") << status;
  }
  const Documents::Item item = only(
      file(response("<p>quay</p>",
                    "Content-Type: text/html\r\nX-Crawler-Content-Encoding: br\r\n"
                    "X-Crawler-Transfer-Encoding: chunked\r\nX-Crawler-Content-Length: 7\r\n")));
  EXPECT_EQ(item.document->bytes, "<p>quay</p>");
  EXPECT_EQ(item.note, "");
}

TEST_F(WarcTest, OtherRecordsAreNoDocuments) {
  Documents documents({{file(record("warcinfo", "a") + record("request", "GET /") +
                             response("x", "Content-Type: image/png\r\n") +
                             response("x", "Content-Type: text/html\r\n", "404 Not Found") +
                             response("", "Location: /\r\n", "301 Moved") + record("revisit", "") +
                             record("metadata", "a: b") +
                             record("resource", "x", "Content-Type: image/png\r\n"))}});
  EXPECT_FALSE(documents.next());
}

// An answer of the n-th URL, requested by another name.
Exchange answer(int number, const std::string& body, Time at = Time{}) {
  const std::string url = "https://news.example/" + std::to_string(number);
  Exchange out;
  out.from = {url, url + "?queued", UrlKind::kArticle, "wire", std::nullopt, std::nullopt};
  out.response = {200,
                  "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
                  "content-length: 7\r\nTransfer-Encoding: chunked\r\n",
                  body, "192.0.2.1", "GET /" + std::to_string(number) + " HTTP/1.1\r\n"};
  out.digest = sha256_hex(body);
  out.at = at;
  return out;
}

TEST_F(WarcTest, TheArchiveGivesBackWhatItTook) {
  const std::string folder = path("archive");
  Archive archive(folder, "test", /*file_bytes=*/2'000);
  std::vector<Capture> captures;
  const Time at = *parse_rfc3339("2025-10-14T01:30:00Z");
  EXPECT_FALSE(fs::exists(folder)) << "nothing is written before the first record";
  for (int i = 0; i < 10; ++i) {
    std::string body;
    for (int j = 0; j < 300; ++j) body += std::to_string(i * j * 7919);
    const auto added = archive.add({answer(i, body, at)});
    ASSERT_TRUE(added) << added.error().message;
    const Capture& capture = added->front();
    const auto back = read_record(archive_path(folder, capture.file), capture.record, Budget{});
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(back->bytes, body);
    EXPECT_EQ(back->url, "https://news.example/" + std::to_string(i));
    captures.push_back(capture);
  }
  ASSERT_TRUE(archive.close());
  EXPECT_NE(captures.front().file, captures.back().file) << "files are of bounded size";
  size_t files = 0, documents = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    ++files;
    EXPECT_NE(entry.path().extension(), ".open");
    auto reader = WarcReader::open(entry.path().string());
    auto info = reader->next();
    ASSERT_TRUE(info && *info);
    EXPECT_EQ((*info)->type(), "warcinfo");
    while (auto next = reader->next()) {
      ASSERT_TRUE(*next) << next->error().message;
      if ((*next)->type() == "request") continue;
      ++documents;
      EXPECT_EQ((*next)->block.find("\r\nContent-Encoding"), std::string::npos);
      EXPECT_NE((*next)->block.find("\r\nX-Crawler-Content-Encoding: gzip"), std::string::npos);
      EXPECT_NE((*next)->block.find("\r\nX-Crawler-content-length: 7"), std::string::npos);
    }
  }
  EXPECT_EQ(documents, 10u);
  EXPECT_GT(files, 2u);
}

// Cut at every byte, an open file is completed with the records that are whole.
TEST_F(WarcTest, AnOpenFileIsRecoveredToItsLastWholeRecord) {
  const std::string folder = path("archive");
  std::vector<Capture> captures;
  {
    Archive archive(folder, "test");
    for (int i = 0; i < 3; ++i) {
      captures.push_back(archive.add({answer(i, "<p>" + std::to_string(i) + "</p>")})->front());
    }
    // Ends without close(), as a run that is killed.
  }
  const fs::path complete = fs::path(folder) / captures[0].file;
  const fs::path open = complete.string() + ".open";
  const std::string whole = content(open);
  // Where each answer's record ends and that of its request begins.
  std::vector<uint64_t> answers_end;
  for (const Capture& capture : captures) {
    auto reader = WarcReader::open(open);
    reader->seek(capture.record);
    answers_end.push_back((*reader->next())->end);
  }
  for (size_t size = 0; size <= whole.size(); size += size + 40 < whole.size() ? 23 : 1) {
    fs::remove(complete);
    write(open, whole.substr(0, size));
    // The first two are acknowledged in every other turn.
    const size_t known = size % 2 == 0 ? 0 : 1;
    std::vector<Capture> found;
    const auto recovered = recover_archive(
        folder,
        [&](const std::string& file) -> Expected<uint64_t> {
          EXPECT_EQ(file, captures[0].file);
          return known == 0 ? 0 : captures[known].record;
        },
        [&](const Capture& capture) -> Expected<void> {
          found.push_back(capture);
          return {};
        });
    ASSERT_TRUE(recovered);
    size_t expected = 0;
    while (expected < 3 && answers_end[expected] <= size) ++expected;
    // Where the one that is known is cut, too, all are told of.
    const size_t first = expected > known ? known : 0;
    ASSERT_EQ(found.size(), expected - first) << size;
    for (size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].url, captures[first + i].url);
      EXPECT_EQ(found[i].queued, captures[first + i].queued);
      EXPECT_EQ(found[i].record, captures[first + i].record);
      EXPECT_EQ(found[i].file, captures[first + i].file);
    }
    EXPECT_FALSE(fs::exists(open));
    if (size >= captures[0].record) {
      EXPECT_EQ(list(complete.string()).find("cut"), std::string::npos);
    }
  }
}

// One file a day, however many runs wrote into it; what it holds does not change.
TEST_F(WarcTest, ADaysRunsShareAFile) {
  const std::string folder = path("archive");
  std::string before;
  std::set<std::string> files;
  for (int run = 0; run < 30; ++run) {
    Archive archive(folder, "test");
    const Time at = *parse_rfc3339("2025-10-14T01:00:00Z") + std::chrono::hours(run);
    const auto added = archive.add({answer(run, "<p>a</p>", at)});
    ASSERT_TRUE(added && archive.close());
    files.insert(added->front().file);
    const std::string now = content(path("archive/" + added->front().file));
    if (run == 23) before.clear();  // the next day's
    EXPECT_TRUE(now.starts_with(before));
    before = now;
  }
  EXPECT_EQ(files, (std::set<std::string>{"dealwire-20251014T010000Z-1.warc.gz",
                                          "dealwire-20251015T000000Z-1.warc.gz"}));
  Documents documents(list_inputs(folder, [](const Error&) {}));
  int found = 0;
  while (documents.next()) ++found;
  EXPECT_EQ(found, 30);
}

// Records of each kind, and how they hang together.
TEST_F(WarcTest, RevisitsAndConversionsAreRecords) {
  Exchange moved = answer(1, ""), feed = answer(2, "<rss/>"), text = answer(3, "<p>full text</p>"),
           same = answer(4, ""), known = answer(5, "<p>known</p>");
  moved.response.head = "HTTP/1.1 301 Moved\r\nLocation: /2\r\n";
  feed.from.kind = UrlKind::kFeed;
  text.kind = Exchange::Kind::kConversion;
  same.kind = Exchange::Kind::kUnmodified;
  same.response.head = "HTTP/1.1 304 Not Modified\r\n";
  same.digest = known.digest;
  known.kind = Exchange::Kind::kSamePayload;
  Archive archive(folder_.string(), "test");
  const auto added = archive.add({moved, feed, text, same, known});
  ASSERT_TRUE(added && archive.close());
  const std::string file = archive_path(folder_.string(), added->front().file);
  auto reader = WarcReader::open(file);
  std::vector<WarcRecord> records;
  while (auto next = reader->next()) records.push_back(**next);
  std::string types;
  for (const WarcRecord& record : records) types += record.type() + " ";
  EXPECT_EQ(types,
            "warcinfo response request response request conversion revisit request revisit "
            "request ");
  EXPECT_EQ(records[2].field("WARC-Concurrent-To"), records[1].field("WARC-Record-ID"));
  EXPECT_EQ(records[2].block, "GET /1 HTTP/1.1\r\n\r\n");
  EXPECT_EQ(records[5].field("WARC-Refers-To"), records[3].field("WARC-Record-ID"));
  EXPECT_TRUE(records[6].field("WARC-Profile").ends_with("/revisit/server-not-modified"));
  EXPECT_TRUE(records[8].field("WARC-Profile").ends_with("/revisit/identical-payload-digest"));
  EXPECT_EQ(records[8].block.find("known"), std::string::npos) << "no payload once more";
  EXPECT_EQ(records[8].field("WARC-Payload-Digest"), "sha256:" + sha256_hex("<p>known</p>"));
  // A redirect, a feed and a revisit are no documents.
  const Documents::Item item = only(file);
  ASSERT_TRUE(item.document) << item.document.error().message;
  EXPECT_EQ(item.document->bytes, "<p>full text</p>");
  EXPECT_EQ(item.document->url, "https://news.example/3");
  EXPECT_EQ(item.named.record, (*added)[2].record);
}

// What settings know goes with the payload, and a feed is no document.
TEST_F(WarcTest, TheArchiveKeepsWhatSettingsSay) {
  Archive archive(folder_.string(), "test");
  Exchange article = answer(1, "<p>a</p>"), feed = answer(2, "<rss/>");
  article.from.lang = "zh-Hant";
  article.from.charset = "Big5";
  feed.from.kind = UrlKind::kFeed;
  const auto added = archive.add({article, feed});
  ASSERT_TRUE(added && archive.close());
  const Documents::Item item = only(archive_path(folder_.string(), added->front().file));
  EXPECT_EQ(item.document->lang, "zh-Hant");
  EXPECT_EQ(item.document->charset, "Big5");
}

TEST_F(WarcTest, AnArchiveThatCannotBeWrittenSaysSo) {
  write(path("file"), "");
  Archive archive(path("file"), "test");
  const auto added = archive.add({answer(0, "x")});
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, "archive");
  EXPECT_NE(added.error().message.find("file"), std::string::npos);
}

// A run goes on with the file from which its other thread reads what the run before left.
TEST_F(WarcTest, ADocumentIsReadThoughItsFileIsRenamed) {
  const std::string folder = path("archive");
  Archive archive(folder, "test");
  const Capture capture = archive.add({answer(0, "<p>a</p>")})->front();
  ASSERT_TRUE(archive.close());
  std::atomic<bool> end = false;
  std::thread renamer([&] {
    const std::string closed = archive_path(folder, capture.file), open = closed + ".open";
    while (!end) {
      fs::rename(closed, open);
      std::this_thread::sleep_for(std::chrono::microseconds(50));
      fs::rename(open, closed);
      std::this_thread::sleep_for(std::chrono::microseconds(50));
    }
  });
  int lost = 0;
  const auto read = [&] { return read_archived(folder, capture.file, capture.record, Budget{}); };
  for (int i = 0; i < 2'000; ++i) lost += read() ? 0 : 1;
  end = true;
  renamer.join();
  EXPECT_EQ(lost, 0);
  fs::remove(archive_path(folder, capture.file));
  EXPECT_EQ(read().error().code, "missing");
}

}  // namespace
}  // namespace dealwire
