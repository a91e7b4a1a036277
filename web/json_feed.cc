#include "web/json_feed.h"

#include <nlohmann/json.hpp>

#include "text/utf8.h"
#include "web/feed_time.h"
#include "web/markup.h"

namespace dealwire {
namespace {

using nlohmann::json;

// A string, or a number as ids of version 1.0 may be; "" for anything else.
std::string string_at(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return "";
  if (found->is_number()) return found->dump();
  return found->is_string() ? std::string(trim(found->get_ref<const std::string&>())) : "";
}

std::string content_of(const json& item, const Budget& budget) {
  std::string html = string_at(item, "content_html");
  if (html.empty()) html = paragraphs_of(string_at(item, "content_text"));
  return html.size() > budget.feed_content_bytes ? "" : html;
}

// `url` is the article's own, `external_url` that of what it is about.
FoundUrl read_item(const json& item, const std::string& base, const Budget& budget) {
  FoundUrl out;
  std::string id = string_at(item, "id");
  set_link(out, base, {string_at(item, "url"), string_at(item, "external_url")});
  if (out.url.empty()) set_link(out, "", {id});
  if (!id.empty()) out.guid = std::move(id);
  out.title = collapse_spaces(string_at(item, "title"));
  out.published = read_feed_time(string_at(item, "date_published"));
  out.updated = read_feed_time(string_at(item, "date_modified"));
  out.content = content_of(item, budget);
  return out;
}

}  // namespace

Expected<RawFeed> read_json_feed(std::string_view text, const std::string& url,
                                 const Budget& budget) {
  constexpr int kDeepest = 3;  // a list in an item
  const auto is_wanted = [](int depth, json::parse_event_t, json&) { return depth <= kDeepest; };
  const json feed = json::parse(text, is_wanted, /*allow_exceptions=*/false);
  if (!feed.is_object() || string_at(feed, "version").find("jsonfeed.org") == std::string::npos ||
      !feed.contains("items") || !feed["items"].is_array()) {
    return fail("no_feed", url + ": is no JSON Feed");
  }
  RawFeed out;
  out.title = collapse_spaces(string_at(feed, "title"));
  out.names = {string_at(feed, "feed_url"), string_at(feed, "home_page_url")};
  for (const json& item : feed["items"]) {
    if (out.entries.size() >= budget.feed_entries) {
      out.partial = true;
      break;
    }
    if (item.is_object()) out.entries.push_back(read_item(item, url, budget));
  }
  return out;
}

}  // namespace dealwire
