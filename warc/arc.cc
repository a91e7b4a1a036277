#include "warc/arc.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr std::string_view kFileDescription = "filedesc:";

std::vector<std::string_view> header_words(std::string_view line) {
  std::vector<std::string_view> out;
  for (size_t at = 0; at < line.size();) {
    const size_t end = std::min(line.find(' ', at), line.size());
    if (end > at) out.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// From the first byte of one word to the last of another of the same line.
std::string_view span_of(std::string_view first, std::string_view last) {
  return {first.data(), static_cast<size_t>(last.data() + last.size() - first.data())};
}

bool is_date(std::string_view word) {
  return word.size() >= 8 && word.size() <= 20 &&
         std::all_of(word.begin(), word.end(), is_ascii_digit);
}

bool is_address(std::string_view word) {
  if (word == "-") return true;
  return word.find_first_of(".:") != word.npos &&
         word.find_first_not_of("0123456789abcdefABCDEF.:") == word.npos;
}

bool begins_with_scheme(std::string_view line) {
  const size_t colon = line.find_first_of(": ");
  return colon != line.npos && colon > 0 && line[colon] == ':' &&
         std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
           const char low = static_cast<char>(c | 0x20);
           return (low >= 'a' && low <= 'z') || is_ascii_digit(c) || c == '+' || c == '-' ||
                  c == '.';
         });
}

std::optional<uint64_t> number_of(std::string_view word) {
  uint64_t value = 0;
  const char* end = word.data() + word.size();
  const auto [stopped, error] = std::from_chars(word.data(), end, value);
  if (stopped != end || error != std::errc()) return std::nullopt;
  return value;
}

// 20140216050221 as 2014-02-16T05:02:21Z; "" if it says less than the second.
std::string rfc3339_of(std::string_view date) {
  if (date.size() < 14) return "";
  return fmt::format("{}-{}-{}T{}:{}:{}Z", date.substr(0, 4), date.substr(4, 2), date.substr(6, 2),
                     date.substr(8, 2), date.substr(10, 2), date.substr(12, 2));
}

}  // namespace

size_t arc_fields_behind_type(std::string_view start) {
  constexpr size_t kBefore = 4, kMost = 16;
  for (int line = 0; line < 2; ++line) {
    const size_t end = start.find('\n');
    if (end == start.npos) return 1;
    start.remove_prefix(end + 1);
  }
  const size_t fields = header_words(trim(start.substr(0, start.find('\n')))).size();
  return fields > kBefore && fields <= kMost ? fields - kBefore : 1;
}

std::optional<ArcLine> parse_arc_line(std::string_view line, size_t fields_behind_type) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (!begins_with_scheme(line)) return std::nullopt;
  const auto words = header_words(line);
  size_t date = 2;
  while (date + 2 < words.size() && !(is_date(words[date]) && is_address(words[date - 1]))) ++date;
  if (date + 2 >= words.size()) return std::nullopt;
  // A first line of version 1 before records of version 2 has fewer fields than they.
  const size_t behind_type =
      std::max(date + 2, words.size() - std::min(words.size(), fields_behind_type));
  return ArcLine{span_of(words[0], words[date - 2]), words[date - 1], words[date],
                 span_of(words[date + 1], words[behind_type - 1]), number_of(words.back())};
}

std::string warc_head_of(const ArcLine& line) {
  std::string out = fmt::format(
      "WARC-Type: {}\r\nWARC-Target-URI: {}\r\nWARC-IP-Address: {}\r\nContent-Type: {}\r\n",
      line.url.starts_with(kFileDescription) ? "arc_header" : "response", line.url, line.ip,
      line.media_type);
  const std::string date = rfc3339_of(line.date);
  if (!date.empty()) out += fmt::format("WARC-Date: {}\r\n", date);
  if (line.length) out += fmt::format("Content-Length: {}\r\n", *line.length);
  return out + "\r\n";
}

}  // namespace dealwire
