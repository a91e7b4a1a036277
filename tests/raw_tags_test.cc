#include "html/raw_tags.h"

#include <gtest/gtest.h>

#include <string>

namespace dealwire::html {
namespace {

// "name=content", parted by bars.
std::string metas(const std::string& page) {
  std::string out;
  for (const RawMeta& meta : meta_tags(page)) {
    if (!out.empty()) out += '|';
    out += std::string(meta.name) + "=" + std::string(meta.content);
  }
  return out;
}

TEST(MetaTags, AreFoundAsTheyAreWritten) {
  const std::pair<const char*, const char*> rows[] = {
      {"<meta name=a content=b>", "a=b"},
      {"<META\nNAME = 'a'\tCONTENT=\"b c\" />", "a=b c"},
      {"<meta content=b name=a>", "a=b"},
      {"<meta/name=a content=b>", "a=b"},
      {"<meta name=a/content=b>", ""},  // a value without quotes goes on to the space or '>'
      {"<meta name=a name=x content=b content=y>", "a=b"},
      {"<meta name=a content='<meta name=x content=y>'>", "a=<meta name=x content=y>"},
      {"<meta name=a content=b><meta name=c content=d>", "a=b|c=d"},
      {"<html><head><title>t</title><meta name=a content=b></head>", "a=b"},
      {"<p>text<meta name=a content=b>", "a=b"},
      {"<meta name=a content=b><BODY\nclass=x><meta name=c content=d>", "a=b"},
      {"<!--<body>--><meta name=a content=b>", "a=b"},
      {"<noscript><meta name=a content=b></noscript>", "a=b"},
      {"< 3 </ <><meta name=a content=b", "a=b"},
      {"<meta property=a content=b><meta name=a><metal name=a content=b>", ""},
      {"&lt;meta name=a content=b&gt;", ""},
      {"<m", ""},
      {"<", ""},
      {"", ""},
  };
  for (const auto& [page, want] : rows) EXPECT_EQ(metas(page), want) << page;
}

TEST(MetaTags, AreNotFoundWhereThereIsNoMarkup) {
  const std::string meta = "<meta name=no content=no>", behind = "<meta name=a content=b>";
  const std::pair<std::string, std::string> around[] = {
      {"<!--", "-->"},
      {"<!-- > ", "-- >-->"},
      {"<script>", "</script>"},
      {"<SCRIPT type=x>'</scripts>'", "</Script >"},
      {"<style>", "</style>"},
      {"<title>", "</title>"},
      {"<textarea>", "</textarea/>"},
      {"<iframe srcdoc=x>", "</iframe>"},
      {"<p title=\"", "\">"},
      {"<p title='>", "'>"},
      {"</p title='", "'>"},
  };
  for (const auto& [before, after] : around) {
    EXPECT_EQ(metas(before + meta + after + behind), "a=b") << before;
    EXPECT_EQ(metas(before + meta), "") << before << " without an end";
  }
  // Comments that end where they begin.
  EXPECT_EQ(metas("<!-->" + behind), "a=b");
  EXPECT_EQ(metas("<!--->" + behind), "a=b");
}

}  // namespace
}  // namespace dealwire::html
