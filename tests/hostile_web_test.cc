// Sites that are made to cost more than they are worth: indexes, pages and robots.txt beyond each
// limit. A run ends in time, with bounded memory, and with what the limits leave.
#include <sys/resource.h>

#include <functional>

#include "site.h"

namespace dealwire {
namespace {

using std::string;

string numbered(const string& before, const string& after, int times) {
  string out;
  for (int i = 0; i < times; ++i) out += before + std::to_string(i) + after;
  return out;
}

string repeat(const string& what, int times) {
  string out;
  for (int i = 0; i < times; ++i) out += what;
  return out;
}

struct Row {
  const char *name, *kind;
  std::function<string()> index;
  const char* want;     // of the summary
  const char* problem;  // of the index: "": none
  string more = "";     // settings
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

class HostileWeb : public RunTest, public testing::WithParamInterface<Row> {
 protected:
  // The peak of its memory in bytes; -1 if it took too long.
  static long run_bounded(unsigned seconds) {
    const pid_t child = fork();
    if (child == 0) {
      alarm(seconds);
      if (freopen(".err", "w", stderr) != nullptr) {
        execl(DEALWIRE_PROGRAM, "dealwire", "run", nullptr);
      }
      _exit(127);
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? usage.ru_maxrss * 1024 : -1;
  }
};

TEST_P(HostileWeb, CostsItself) {
  const Row& row = GetParam();
  const Site site(folder_ / "site", "    location = /index.xml.gz { gzip off; }\n");
  const string bytes = row.index();
  const bool packed = bytes.starts_with("\x1f\x8b");
  site.put(packed ? "index.xml.gz" : "index.xml", bytes);
  site.put("keep.html", deal_page(1));
  settings(row.kind, "url = \"" + site.url(packed ? "/index.xml.gz" : "/index.xml") + "\"",
           "connections = 8\nmatch = 'keep'\n" + row.more);
  const long peak = run_bounded(30);
  EXPECT_GE(peak, 0) << content(".err");
  EXPECT_LT(peak, 400l << 20) << bytes.size();
  EXPECT_NE(content(".err").find(row.want), string::npos) << content(".err");
  const string problem = query(
      "SELECT ifnull(problem, '') FROM urls WHERE kind <> 'article' "
      "AND url LIKE '%index%'");
  EXPECT_NE(problem.find(row.problem), string::npos) << problem;
  EXPECT_EQ(problem.empty(), row.problem[0] == 0) << problem;
}

string packed_gigabyte() {
  EXPECT_EQ(std::system("head -c 1000000000 /dev/zero | gzip -1 >.zeros.gz"), 0);
  return content(".zeros.gz");
}

const string kKeep = "<item><link>/keep.html</link></item>";
const string kKeepLoc = "<url><loc>/keep.html</loc></url>";

string name_of(const testing::TestParamInfo<Row>& info) {
  string out = info.param.name;
  std::replace(out.begin(), out.end(), ' ', '_');
  return out;
}

INSTANTIATE_TEST_SUITE_P(
    Sites, HostileWeb,
    testing::ValuesIn<Row>({
        {"feed of many entries", "feed",
         [] {
           return "<rss><channel>" + kKeep +
                  numbered("<item><title>x</title><link>/", "</link></item>", 50'000) + kKeep;
         },
         "1 feeds read, 1 documents fetched", ""},
        {"feed that is deep", "feed", [] { return "<rss><channel>" + repeat("<a>", 1'000'000); },
         "1 feeds read, 0 documents fetched, 0 unchanged, 0 skipped, 0 failed", ""},
        {"feed with many attributes", "feed",
         [] { return "<rss><channel" + numbered(" a", "=\"\"", 500'000) + ">" + kKeep; },
         "1 failed", "index"},
        {"feed that declares a bomb", "feed",
         [] {
           return "<!DOCTYPE rss [<!ENTITY a \"" + string(1'000, 'x') + "\">" +
                  numbered("<!ENTITY a", " \"&a;&a;&a;&a;&a;&a;&a;&a;\">", 1'000) +
                  "]><rss><channel><item><title>&a999;</title><link>/keep.html</link></item>";
         },
         "1 feeds read, 1 documents fetched", ""},
        {"feed that is too large", "feed",
         [] { return "<rss><channel>" + kKeep + string(9 << 20, ' '); }, "1 failed", "index"},
        {"feed with large texts", "feed",
         [] {
           return "<rss xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>" +
                  repeat("<item><link>/keep.html</link><content:encoded>" + string(3 << 20, 'x') +
                             "</content:encoded></item>",
                         2);
         },
         "1 feeds read, 1 documents fetched", "", "full_text = true\n"},
        {"sitemap of many entries", "sitemap",
         [] {
           return "<urlset>" + kKeepLoc + numbered("<url><loc>/", "</loc></url>", 200'000) +
                  "</urlset>";
         },
         "1 feeds read, 1 documents fetched", ""},
        {"index of many sitemaps", "sitemap",
         [] {
           return "<sitemapindex>" + numbered("<sitemap><loc>/", ".xml</loc></sitemap>", 20'000) +
                  "</sitemapindex>";
         },
         "1 feeds read, 0 documents fetched, 0 unchanged, 0 skipped, 1000 failed", ""},
        {"sitemap that unpacks to a gigabyte", "sitemap", packed_gigabyte, "1 failed", "index"},
        {"list page of many links", "page",
         [] { return "<a href=keep.html>x</a>" + numbered("<a href=", ".html>x</a>", 300'000); },
         "1 feeds read, 1 documents fetched", ""},
        {"list page that is deep", "page",
         [] { return "<a href=keep.html>x</a>" + repeat("<div>", 300'000); },
         "1 feeds read, 1 documents fetched", ""},
    }),
    name_of);

}  // namespace
}  // namespace dealwire
