// dealwire.toml: what is read from it, and how mistakes are named.
#include "ingest/settings.h"

#include <gtest/gtest.h>

namespace dealwire {
namespace {

TEST(SettingsTest, SourcesAreRead) {
  const auto settings = parse_settings(R"(
contact = "mailto:news@example.org"
ca_file = "office.pem"

[[source]]
name = "wire"
kind = "feed"
url = "https://News.Example/rss.xml#x"
every = "5m"
delay = "3s"
keep = "730d"
lang = "zh-Hant"
charset = "Big5"
headers = { Accept-Language = "zh-TW" }

[[source]]
name = "rooms"
kind = "urls"
urls = ["https://a.example", "http://127.0.0.1:8080/b"]
allow_private = true
)",
                                       "d.toml");
  ASSERT_TRUE(settings) << settings.error().message;
  EXPECT_EQ(settings->contact, "mailto:news@example.org");
  EXPECT_EQ(settings->ca_file, "office.pem");
  ASSERT_EQ(settings->sources.size(), 2u);
  const Source& wire = settings->sources[0];
  EXPECT_EQ(wire.kind, UrlKind::kFeed);
  EXPECT_EQ(wire.urls, std::vector<std::string>{"https://news.example/rss.xml"});
  EXPECT_EQ(wire.every, seconds(300));
  EXPECT_EQ(wire.delay, seconds(3));
  EXPECT_EQ(wire.keep, std::chrono::days(730));
  EXPECT_EQ(wire.lang, "zh-Hant");
  EXPECT_EQ(wire.charset, "Big5");
  EXPECT_EQ(wire.headers, (Headers{{"Accept-Language", "zh-TW"}}));
  EXPECT_FALSE(wire.allow_private);
  const Source* rooms = settings->find("rooms");
  ASSERT_NE(rooms, nullptr);
  EXPECT_EQ(rooms->kind, UrlKind::kPage);
  EXPECT_EQ(rooms->keep, std::nullopt);
  EXPECT_EQ(rooms->urls.size(), 2u);
  EXPECT_EQ(rooms->every, seconds(15 * 60));
  EXPECT_TRUE(rooms->allow_private);
  EXPECT_EQ(settings->find("nobody"), nullptr);
}

// Every mistake is refused with file, line, what and why.
TEST(SettingsTest, MistakesAreNamed) {
  const std::string source = "[[source]]\nname = 'a'\nkind = 'feed'\nurl = 'https://a.example'\n";
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"contact = ", "d.toml:1: "},
      {source + "keep = '12h'", "d.toml:5: a: 'keep' must be 1d or more"},
      {"colour = 'red'", "d.toml:1: colour: unknown key"},
      {"contact = 1", "d.toml:1: contact: must be a text"},
      {"contact = \"a\\nb\"", "d.toml:1: contact: must be one line"},
      {"[source]\nname = 'a'", "d.toml:1: source: write each under [[source]]"},
      {"[[source]]\nkind = 'feed'", "d.toml:1: source: lacks 'name'"},
      {"[[source]]\nname = 'a'", "d.toml:1: a: lacks 'kind'"},
      {"[[source]]\nname = 'a'\nkind = 'feed'", "d.toml:1: a: lacks 'url'"},
      {"[[source]]\nname = 'a'\nkind = 'page'\nurl = 'https://a.example'",
       "d.toml:1: a: a page needs 'links', a CSS selector, or 'match'"},
      {"[[source]]\nname = 'a'\nkind = 'page'\nlinks = 'a >'\nurl = 'https://a.example'",
       "d.toml:4: a: "},
      {source + "match = '('", "d.toml:5: a: "},
      {source + "links = 'a'", "d.toml:5: a: only a page has 'links'"},
      {source + "connections = 0", "d.toml:5: a: 'connections' must be a number from 1 to 100"},
      {source + "max_bytes = '1MB'", "d.toml:5: a: 'max_bytes' must be a number from 1 to"},
      {source + "proxy = 'user:secret@proxy'", "d.toml:5: a: 'proxy' must begin with http://"},
      {"connections = 1.5", "d.toml:1: settings: 'connections' must be a number from 1 to 1000"},
      {"[[source]]\nname = 'a'\nkind = 'fed'", "d.toml:3: a: unknown kind 'fed'"},
      {source + "evry = '1m'", "d.toml:5: a: unknown key 'evry'"},
      {source + "every = '15'", "d.toml:5: a: '15' is no duration for 'every'"},
      {source + "every = 15", "d.toml:5: every: must be a text"},
      {source + "every = '1s'", "d.toml:5: a: 'every' must be 10s or more"},
      {source + "allow_private = 'yes'", "d.toml:5: a: 'allow_private' must be true or false"},
      {source + "headers = ['a']", "d.toml:5: a: 'headers' must be a table"},
      {source + "headers = { a = \"b\\r\\nc: d\" }", "d.toml:5: a: must be one line"},
      {source + "urls = ['https://b.example']", "d.toml:1: a: a feed has one 'url'"},
      {source + source, "d.toml:6: a: is the name of two sources"},
      {"[[source]]\nname = 'a'\nkind = 'urls'\nurls = []", "d.toml:4: a: 'urls' must be a list"},
      {"[[source]]\nname = 'a'\nkind = 'urls'\nurls = ['x']", "d.toml:4: a: 'x' is no http"},
      {"[[source]]\nname = 'a'\nkind = 'urls'\nurls = ['https://a.example',\n'https://A.example/']",
       "d.toml:5: a: 'https://A.example/' is named twice"}};
  for (const auto& [toml, want] : rows) {
    const auto settings = parse_settings(toml, "d.toml");
    ASSERT_FALSE(settings) << toml;
    EXPECT_EQ(settings.error().code, "settings");
    EXPECT_EQ(settings.error().message.rfind(want, 0), 0u)
        << settings.error().message << "\nwanted " << want;
  }
}

TEST(SettingsTest, DurationsAreExactOrRefused) {
  const std::vector<std::pair<const char*, int64_t>> rows = {
      {"0s", 0}, {"90s", 90},  {"15m", 900}, {"2h", 7200}, {"1d", 86400}, {"", -1},
      {"m", -1}, {"1.5h", -1}, {"-1m", -1},  {"1 m", -1},  {"1w", -1},    {"99999d", -1}};
  for (const auto& [text, want] : rows) {
    const auto got = parse_duration(text);
    EXPECT_EQ(got ? got->count() : -1, want) << text;
  }
}

TEST(HttpTest, ContentTypesAreTakenApart) {
  const std::vector<std::array<const char*, 3>> rows = {
      {"text/html", "text/html", ""},
      {"Text/HTML; Charset=\"Big5\"", "text/html", "Big5"},
      {"text/html;charset = utf-8 ; x=y", "text/html", "utf-8"},
      {"text/html; x=charset", "text/html", ""},
      {"", "", ""}};
  for (const auto& [value, type, charset] : rows) {
    EXPECT_EQ(parse_content_type(value).media_type, type) << value;
    EXPECT_EQ(parse_content_type(value).charset, charset) << value;
  }
}

}  // namespace
}  // namespace dealwire
