// How many of a feed parser's test cases does our reader get right?
//
// usage: feed_check FOLDER
//
// FOLDER holds cases as feedparser's test suite can be exported:
//   expected*.jsonl  {"file", "headers", "checks": [{"path", "op", "value"}]}, a check asks for one
//                    value of the parsed feed: ["entries", 0, "title"]
//   dates*.jsonl     {"text", "utc"}: the instant a date means, null for what is none
//
// Of the checks those count that ask for what our reader gives:
//   feed.title, entries.#.title and their title_detail.value
//                    ours is text, the suite's may be HTML: right if equal as text or as HTML
//   entries.#.link   compared after normalizing; entries of one URL are one for us, so one that is
//                    missing is right if another has its link
//   entries.#.id, guid
//   entries.#.content.#.value
//                    compared by the text that it shows, of the first content only
//   entries.#.published, updated and the same _parsed
//                    compared as instants
//   entries (len)
//   encoding         right if the text is what that charset makes of the bytes; charsets that the
//   web
//                    does not know do not count
// Not those of what we leave aside: summaries, authors, categories, whether the XML is well-formed.
// Dates count as instants with a missing time, zone, day or month read as the least there is (UTC),
// as the suite does; read_feed_time() says less then.
//
// Lists misses, prints the shares and exits 1 if one is below 0.97, or there are no cases.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "text/charset.h"
#include "text/utf8.h"
#include "web/feed.h"
#include "web/feed_time.h"
#include "web/http_response.h"
#include "web/markup.h"
#include "web/url.h"
#include "web/xml_tree.h"

namespace dealwire {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

struct Share {
  size_t right = 0, asked = 0;

  void count(bool is_right) {
    ++asked;
    right += is_right;
  }
  double value() const { return static_cast<double>(right) / static_cast<double>(asked); }
};

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<json> lines_of(const fs::path& folder, const std::string& prefix) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(prefix) && name.ends_with(".jsonl")) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<json> out;
  for (const fs::path& file : files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      json value = json::parse(line, nullptr, false);
      if (value.is_object()) out.push_back(std::move(value));
    }
  }
  return out;
}

// Instants as the suite writes them: its years before 1000 have fewer digits.
std::optional<Time> instant(const std::string& utc) {
  return parse_rfc3339(std::string(utc.size() < 20 ? 20 - utc.size() : 0, '0') + utc);
}

std::string text(const std::optional<std::string>& value) { return value.value_or(""); }

std::string shown(const std::string& html) { return shown_text(html, Budget{}); }

std::string in_utc(const std::string& written) {
  const auto read = read_time(written);
  return read ? to_rfc3339(read->time) : "";
}

// The suite's broken-down time: year, month, day, hour, minute, second, and what follows from them.
std::string in_utc(const json& parsed) {
  char out[80];
  std::snprintf(out, sizeof out, "%04d-%02d-%02dT%02d:%02d:%02dZ", parsed[0].get<int>(),
                parsed[1].get<int>(), parsed[2].get<int>(), parsed[3].get<int>(),
                parsed[4].get<int>(), parsed[5].get<int>());
  return out;
}

bool same_title(const std::string& ours, const std::string& theirs) {
  return ours == collapse_spaces(theirs) || ours == shown(theirs);
}

// "entries.#.title" for ["entries", 0, "title"].
std::string kind_of(const json& path) {
  std::string out;
  for (const json& step : path) {
    if (!out.empty()) out += '.';
    out += step.is_number() ? "#" : step.get<std::string>();
  }
  return out;
}

struct Case {
  std::string bytes, charset;
  Feed feed;
};

struct Answer {
  bool right = false;
  std::string ours;
};

Answer check_encoding(const Case& one, const std::string& wanted) {
  const Charset& charset = *find_charset(wanted);
  const std::string text = xml::decoded(one.bytes, one.charset);
  const std::string as_wanted = decode_as(one.bytes, charset).page.text;
  const size_t mark = as_wanted.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  return {text == as_wanted.substr(mark), "another text"};
}

Answer check_entry(const std::string& field, const FoundUrl& entry, const json& wanted) {
  const std::string value = wanted.is_string() ? wanted.get<std::string>() : "";
  if (field == "title" || field == "title_detail.value") {
    return {same_title(entry.title, value), entry.title};
  }
  if (field == "link") {
    const auto url = resolve_url("", value);
    return {url && url->text == entry.url, entry.url};
  }
  if (field == "id" || field == "guid") return {text(entry.guid) == value, text(entry.guid)};
  if (field == "content.#.value") {
    const std::string ours = shown(entry.content);
    return {same_title(ours, value), entry.content};
  }
  const std::string ours = text(field.starts_with("p") ? entry.published : entry.updated);
  return {in_utc(ours) == (wanted.is_array() ? in_utc(wanted) : in_utc(value)), ours};
}

// nullopt for what does not count.
std::optional<Answer> check(const Case& one, const json& asked) {
  static const std::vector<std::string> kFields = {"title",
                                                   "title_detail.value",
                                                   "link",
                                                   "id",
                                                   "guid",
                                                   "content.#.value",
                                                   "updated",
                                                   "published",
                                                   "published_parsed",
                                                   "updated_parsed"};
  const json& path = asked["path"];
  const std::string kind = kind_of(path);
  const json& wanted = asked.contains("value") ? asked["value"] : json();
  if (kind == "entries" && asked["op"] == "len") {
    return Answer{one.feed.entries.size() == wanted.get<size_t>(), "another number"};
  }
  if (asked["op"] != "eq") return std::nullopt;
  if (kind == "feed.title" || kind == "feed.title_detail.value") {
    return Answer{same_title(one.feed.title, wanted.get<std::string>()), one.feed.title};
  }
  if (kind == "encoding") {
    if (find_charset(wanted.get<std::string>()) == nullptr) return std::nullopt;
    return check_encoding(one, wanted.get<std::string>());
  }
  if (!kind.starts_with("entries.#.")) return std::nullopt;
  const std::string field = kind.substr(10);
  if (std::find(kFields.begin(), kFields.end(), field) == kFields.end()) return std::nullopt;
  if (field == "content.#.value" && path[3] != 0) return std::nullopt;
  const auto place = path[1].get<size_t>();
  const auto& entries = one.feed.entries;
  if (place >= entries.size()) {
    const bool merged =
        field == "link" && std::any_of(entries.begin(), entries.end(), [&](const FoundUrl& entry) {
          return check_entry(field, entry, wanted).right;
        });
    return Answer{merged, "no such entry"};
  }
  return check_entry(field, entries[place], wanted);
}

Case open_case(const fs::path& folder, const json& row) {
  Case out;
  const std::string file = row["file"].get<std::string>();
  out.bytes = bytes_of(folder / file);
  for (const auto& [name, value] : row["headers"].items()) {
    if (ascii_lower(name) == "content-type") {
      out.charset = parse_content_type(value.get<std::string>()).charset;
    }
  }
  auto feed = read_feed(out.bytes, out.charset, "http://127.0.0.1:8097/" + file, Budget{});
  if (feed) out.feed = std::move(*feed);
  return out;
}

Share check_feeds(const fs::path& folder) {
  std::map<std::string, Share> kinds;
  Share all;
  for (const json& row : lines_of(folder, "expected")) {
    const Case one = open_case(folder, row);
    for (const json& asked : row["checks"]) {
      const auto answer = check(one, asked);
      if (!answer) continue;
      const std::string kind = kind_of(asked["path"]);
      kinds[kind].count(answer->right);
      all.count(answer->right);
      if (answer->right) continue;
      std::printf("%s %s: wanted %s, read \"%s\"\n", row["file"].get<std::string>().c_str(),
                  kind.c_str(), asked["value"].dump().c_str(), answer->ours.c_str());
    }
  }
  for (const auto& [kind, share] : kinds) {
    std::printf("  %-32s %4zu of %4zu\n", kind.c_str(), share.right, share.asked);
  }
  return all;
}

Share check_dates(const fs::path& folder) {
  Share all;
  for (const json& row : lines_of(folder, "dates")) {
    const std::string written = row["text"].get<std::string>();
    const auto ours = read_time(written);
    const auto wanted = row["utc"].is_null() ? std::nullopt : instant(row["utc"]);
    const bool right = wanted ? ours && ours->time == *wanted : !ours;
    all.count(right);
    if (right) continue;
    std::printf("\"%s\": wanted %s, read %s\n", written.c_str(), row["utc"].dump().c_str(),
                ours ? to_rfc3339(ours->time).c_str() : "nothing");
  }
  return all;
}

int report(const Share& feeds, const Share& dates) {
  if (feeds.asked == 0 || dates.asked == 0) {
    std::fprintf(stderr, "feed_check: no cases\n");
    return 1;
  }
  std::printf("feeds: %zu of %zu checks, %.3f\n", feeds.right, feeds.asked, feeds.value());
  std::printf("dates: %zu of %zu, %.3f\n", dates.right, dates.asked, dates.value());
  constexpr double kEnough = 0.97;
  return feeds.value() >= kEnough && dates.value() >= kEnough ? 0 : 1;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: feed_check FOLDER\n");
    return 2;
  }
  const auto feeds = dealwire::check_feeds(argv[1]);
  const auto dates = dealwire::check_dates(argv[1]);
  return dealwire::report(feeds, dates);
}
