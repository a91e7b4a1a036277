// List pages and which of their links are taken.
#include "web/link_page.h"

#include <gtest/gtest.h>

namespace dealwire {
namespace {

constexpr const char* kUrl = "https://harbour.example/energy/";

LinkChoice choose(std::string_view selector, std::string_view pattern) {
  const auto choice = parse_link_choice(selector, pattern);
  EXPECT_TRUE(choice) << (choice ? "" : choice.error().message);
  return choice ? *choice : LinkChoice{};
}

std::vector<FoundUrl> read(const std::string& page, const LinkChoice& choice,
                           const Budget& budget = {}) {
  const auto links = read_links(page, "", kUrl, choice, budget);
  EXPECT_TRUE(links) << (links ? "" : links.error().message);
  return links ? *links : std::vector<FoundUrl>{};
}

// "url title", each on a line; the site's own URLs without scheme and host.
std::string shown(const std::string& page, const LinkChoice& choice) {
  constexpr std::string_view kOrigin = "https://harbour.example";
  std::string out;
  for (const FoundUrl& link : read(page, choice)) {
    EXPECT_TRUE(link.url.starts_with(link.origin + "/")) << link.url;
    out += link.origin == kOrigin ? link.url.substr(kOrigin.size()) : link.url;
    out += " " + link.title + "\n";
  }
  return out;
}

constexpr const char* kSection = R"(<!DOCTYPE html><html><head><title>Energy</title></head><body>
  <nav><a href="/">Home</a> <a href="/energy/">Energy</a> <a href="/rail/">Rail</a></nav>
  <main class="list">
    <article class="card"><a class="pic" href="/2025/10/14/tide.html"><img src="t.jpg"></a>
      <h2><a href="/2025/10/14/tide.html#top">Tide farm  sold
        for &euro;90m</a></h2></article>
    <article class="card"><h2><a href="../2025/10/13/kelp.html">Kelp &amp; Sons buys a dock</a></h2>
      <a href="../2025/10/13/kelp.html">More</a></article>
    <article class="card ad"><a rel="sponsored NoFollow" href="/2025/10/12/ad.html">Ad</a></article>
  </main>
  <aside><a href="https://partner.example/2025/10/11/x.html">Elsewhere</a></aside></body></html>)";

TEST(ReadLinks, SelectorAndPatternChoose) {
  const std::string tide = "/2025/10/14/tide.html Tide farm sold for €90m\n";
  const std::string kelp = "/2025/10/13/kelp.html Kelp & Sons buys a dock\n";
  const struct {
    std::string_view selector, pattern;
    std::string want;
  } rows[] = {
      {".card", "", tide + kelp},
      {".card h2 a", "", tide + kelp},
      {"main, .card, h2", "", tide + kelp},
      {".pic", "", "/2025/10/14/tide.html \n"},
      {"a[href$='.html']", "",
       "/2025/10/14/tide.html \n" + kelp + "https://partner.example/2025/10/11/x.html Elsewhere\n"},
      {"", "^https://harbour\\.example/2025/", tide + kelp},
      {"", "/10/14/", tide},
      {"", "^/10/14/", ""},
      {"", "/rail/$", "/rail/ Rail\n"},
      {"nav", "/rail/", "/rail/ Rail\n"},
      {"nav", "/2025/", ""},
      {"aside", "", "https://partner.example/2025/10/11/x.html Elsewhere\n"},
      {".ad", "", ""},
      {"nav", "", "/ Home\n/rail/ Rail\n"},  // not the page itself
      {"#nothing", "", ""},
      {"img", "", ""},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(shown(kSection, choose(row.selector, row.pattern)), row.want)
        << row.selector << " + " << row.pattern;
  }
}

TEST(ReadLinks, TitlesAreWhatLinksShow) {
  const std::pair<const char*, const char*> rows[] = {
      {"<a href=/1>a<b>b</b>c</a>", "abc"},
      {"<a href=/1> a <i> b </i></a>", "a b"},
      {"<a href=/1><h3>Head</h3><p>Teaser</p></a>", "Head Teaser"},
      {"<a href=/1><h3>Head</h3>Tail<br>End</a>", "Head Tail End"},
      {"<a href=/1><span>風電場</span><span>售出</span></a>", "風電場售出"},
      {"<a href=/1><img alt=x></a><a href=/1><svg><title>no</title></svg></a>", ""},
      {"<a href=/1></a><a href=/1>second</a><a href=/1>third</a>", "second"},
      {"<a href=/1>a<!-- no --><script>no</script>b</a>", "ab"},
      {"<map><area href=/1>text</map>", ""},
      {"<a href=/1>out<table><tr><td><a href=/2>in</a></td></tr></table></a>", "out"},
  };
  for (const auto& [page, title] : rows) {
    const auto links = read(page, choose("", "/1$"));
    ASSERT_EQ(links.size(), 1u) << page;
    EXPECT_EQ(links[0].title, title) << page;
  }
  const auto endless = read("<a href=/1>" + std::string(1'000'000, 'x') + "</a>", choose("a", ""));
  EXPECT_EQ(endless.at(0).title, std::string(1'000, 'x'));
  std::string wide;
  while (wide.size() < 5'000) wide += "風";
  EXPECT_EQ(read("<a href=/1>" + wide + "</a>", choose("a", "")).at(0).title, wide.substr(0, 999));
  const std::string spaced = std::string(999, 'x') + " y";  // cut between words
  EXPECT_EQ(read("<a href=/1>" + spaced + "</a>", choose("a", "")).at(0).title,
            spaced.substr(0, 999));
}

TEST(ReadLinks, UrlsAreSeenFromTheBase) {
  const std::pair<const char*, const char*> rows[] = {
      {"<a href=x>", "/energy/x"},
      {"<base href=/b/><a href=x>", "/b/x"},
      {"<base href='b/'><base href=/no/><a href=x>", "/energy/b/x"},
      {"<base target=_top><base href=/b/><a href=x>", "/b/x"},
      {"<base href='mailto:b'><a href=x>", "/energy/x"},
      {"<base href=https://cdn.example/><a href=x>", "https://cdn.example/x"},
      {"<base href=/b/><a href='#top'>", ""},
      {"<a href='?page=2'>", "/energy/?page=2"},
      {"<a href=' /x\n'>", "/x"},
      {"<a href=''>", ""},
      {"<a>", ""},
      {"<a href='.'>", ""},
      {"<a href='javascript:void(0)'>", ""},
      {"<a href='mailto:desk@harbour.example'>", ""},
      {"<a href='ftp://harbour.example/x'>", ""},
      {"<link href=/x><form action=/y><iframe src=/z></iframe>", ""},
  };
  for (const auto& [page, url] : rows) {
    const std::string want = *url == '\0' ? "" : std::string(url) + " t\n";
    EXPECT_EQ(shown(std::string(page) + "t</a>", choose("", ".")), want) << page;
  }
}

TEST(ReadLinks, CharsetsComeFromHttpOrThePage) {
  const std::string gbk = "<a href=/1>\xB7\xE7\xB5\xE7</a>";
  const LinkChoice all = choose("a", "");
  EXPECT_EQ(read("<meta charset=gbk>" + gbk, all).at(0).title, "风电");
  EXPECT_EQ(read_links("<meta charset=big5>" + gbk, "gb2312", kUrl, all, {})->at(0).title, "风电");
}

TEST(ReadLinks, LimitsHold) {
  Budget budget;
  budget.links = 2;
  EXPECT_EQ(read("<a href=/1><a href=/2><a href=/3>", choose("a", ""), budget).size(), 2u);
  EXPECT_EQ(read("<a href=/1><a href=/2><a href=/3>", choose("", "3"), budget).size(), 0u);
  budget.document_bytes = 10;
  const LinkChoice all = choose("a", "");
  const std::pair<std::string, const char*> rows[] = {
      {"<a href=/1>1</a>", "too_large"},
      {std::string("\0\0\0\0\0\0\0\0", 8), "binary"},
  };
  for (const auto& [page, code] : rows) {
    const auto links = read_links(page, "", kUrl, all, budget);
    ASSERT_FALSE(links) << page;
    EXPECT_EQ(links.error().code, code);
    EXPECT_TRUE(links.error().message.starts_with(kUrl)) << links.error().message;
  }
  EXPECT_TRUE(read("", all).empty());
}

TEST(ReadLinks, HostilePagesAreLinear) {
  for (const std::string piece :
       {"<a href=/1>", "<a href=/1><table><td>", "<a href=/1><i>", "<a href=", "<a href=/1>x<br>",
        "<a rel='a a a a' href=/1>", "<div class=a>", "<base href=/x>"}) {
    std::string page;
    while (page.size() < 1'000'000) page += piece;
    read_links(page, "", kUrl, choose("a, .a", "1"), {});  // must come back
  }
}

TEST(ParseLinkChoice, FaultsAreNamed) {
  const struct {
    std::string selector, pattern, code, message;
  } rows[] = {
      {"", "", "links", "neither a selector nor a pattern says which links to take"},
      {"a[", "", "selector", "position 3: "},
      {"a[target]", "", "selector", "position 3: pages are read without the attribute 'target'"},
      {"a", "(", "pattern", "missing ): ("},
      {"a", "a(?=b)", "pattern", "invalid perl operator: (?="},
      {"a", std::string(10'000, 'x'), "pattern", "is too long"},
      {"a", "((((x{100}){100}){100}){100})", "pattern", ""},
  };
  for (const auto& row : rows) {
    const auto choice = parse_link_choice(row.selector, row.pattern);
    ASSERT_FALSE(choice) << row.selector << " + " << row.pattern;
    EXPECT_EQ(choice.error().code, row.code);
    EXPECT_TRUE(choice.error().message.starts_with(row.message)) << choice.error().message;
  }
}

}  // namespace
}  // namespace dealwire
