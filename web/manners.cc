#include "web/manners.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

#include "html/raw_tags.h"
#include "text/utf8.h"
#include "web/feed_time.h"

namespace dealwire {
namespace {

constexpr std::string_view kHeader = "x-robots-tag";
constexpr std::string_view kUntil = "unavailable_after";

// Rules that have a value behind a colon, so that what stands before it is no crawler's name.
constexpr std::array<std::string_view, 4> kWithValue = {kUntil, "max-image-preview", "max-snippet",
                                                        "max-video-preview"};

// Longer lists of rules are read so far.
constexpr size_t kMostRules = 1'000;

// The text before the next `c`, and nothing or the text behind it.
std::pair<std::string_view, std::optional<std::string_view>> cut_before(std::string_view text,
                                                                        char c) {
  const size_t at = text.find(c);
  if (at == text.npos) return {text, std::nullopt};
  return {text.substr(0, at), text.substr(at + 1)};
}

bool is_over(const std::string& time, Time now) {
  return to_rfc3339(now).substr(0, time.size()) > time;
}

// Reads one list of rules. They are parted by commas, where they should be; white space and
// semicolons are seen too.
class Rules {
 public:
  Rules(std::string_view list, std::string_view product, Time now)
      : rest_(list), product_(product), now_(now) {}

  // The rule that forbids archiving, or "".
  std::string forbidding() {
    for (size_t i = 0; rest_ && i < kMostRules; ++i) {
      std::tie(item_, rest_) = cut_before(*rest_, ',');
      item_ = trim(item_);
      take_crawlers();
      std::string rule = in_item();
      if (ours_ && !rule.empty()) return rule;
    }
    return "";
  }

 private:
  // Takes names of crawlers from the front of an item.
  void take_crawlers() {
    for (auto [name, behind] = cut_before(item_, ':'); behind;
         std::tie(name, behind) = cut_before(item_, ':')) {
      const std::string word = ascii_lower(trim(name));
      const bool rule = std::find(kWithValue.begin(), kWithValue.end(), word) != kWithValue.end();
      if (rule || word.find_first_of(" \t;") != word.npos) return;
      ours_ = word == ascii_lower(product_) || word == "*";
      item_ = trim(*behind);
    }
  }

  std::string in_item() {
    const std::string text = ascii_lower(item_);
    if (text.starts_with(kUntil)) return is_unavailable() ? std::string(kUntil) : "";
    for (size_t at = 0; at < text.size();) {
      const size_t end = std::min(text.find_first_of(" \t\r\n;", at), text.size());
      std::string word = text.substr(at, end - at);
      if (word == "noarchive" || word == "nocache") return word;
      at = end + 1;
    }
    return "";
  }

  // Times may have a comma behind the day of the week.
  bool is_unavailable() {
    std::string_view value = trim(item_.substr(kUntil.size()));
    if (value.starts_with(':')) value.remove_prefix(1);
    auto time = read_feed_time(value);
    if (!time && rest_) {
      const auto [more, behind] = cut_before(*rest_, ',');
      time = read_feed_time(std::string(value) + "," + std::string(more));
      if (time) rest_ = behind;
    }
    return time && is_over(*time, now_);
  }

  std::optional<std::string_view> rest_;
  std::string_view product_;
  Time now_;
  std::string_view item_;
  bool ours_ = true;  // what names nobody is for all
};

// The next header line without its end, with those that continue it (RFC 9112, 5.2).
std::string next_line(std::string_view& head) {
  std::string out;
  do {
    const auto [line, behind] = cut_before(head, '\n');
    out += line;
    head = behind.value_or("");
  } while (head.starts_with(' ') || head.starts_with('\t'));
  return out;
}

std::string in_head(std::string_view head, std::string_view product, Time now) {
  while (!head.empty()) {
    const std::string line = next_line(head);
    const auto [name, value] = cut_before(line, ':');
    if (!value || ascii_lower(trim(name)) != kHeader) continue;
    const std::string rule = Rules(*value, product, now).forbidding();
    if (!rule.empty()) return "X-Robots-Tag: " + rule;
  }
  return "";
}

std::string in_page(std::string_view page, std::string_view product, Time now) {
  for (const html::RawMeta& meta : html::meta_tags(page)) {
    const std::string name = ascii_lower(trim(meta.name));
    if (name != "robots" && name != ascii_lower(product)) continue;
    const std::string rule = Rules(meta.content, product, now).forbidding();
    if (!rule.empty()) return "<meta name=" + name + ">: " + rule;
  }
  return "";
}

}  // namespace

ArchiveWish archive_wish(std::string_view head, std::string_view body, std::string_view product,
                         Time now) {
  ArchiveWish out;
  out.reason = in_head(head, product, now);
  if (out.reason.empty()) out.reason = in_page(body, product, now);
  out.noarchive = !out.reason.empty();
  return out;
}

}  // namespace dealwire
