#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include "app/commands.h"

namespace dealwire {
namespace {

constexpr std::string_view kSettings =
    R"(# What `dealwire run` fetches. docs/operations.md lists all keys.

# How a site's owner can reach you, told to every server: a page or a mail address.
# contact = "mailto:news@example.org"

# Through a proxy. Which addresses may be reached is then its business: it must bar private ones.
# proxy = "http://proxy.example:3128"

# Figures of each run for Prometheus (node_exporter's textfile collector).
# metrics = "dealwire.prom"

# One table for each source. Remove the "#" signs and put in your own.
#
# [[source]]
# name = "example-wire"                        # yours to choose
# kind = "feed"                                # every new entry's page is fetched once
# url = "https://news.example/rss.xml"         # or a page that names its feed
# every = "15m"                                # how often to look: 90s, 15m, 2h, 1d
# # full_text = true                           # the feed carries the articles: fetch no pages
# # delay = "1s"                               # least time between two requests to a host
# # keep = "90d"                               # throw away what was fetched longer ago
# # lang = "zh-Hant"                           # where the pages do not say or say it wrong
# # charset = "Big5"
# # headers = { Accept-Language = "zh-TW" }
# # allow_private = true                       # lets it reach loopback and private addresses
#
# [[source]]
# name = "example-news"
# kind = "sitemap"                             # sitemaps, news sitemaps, indexes of them
# url = "https://paper.example/news-sitemap.xml"
# match = "/business/"                         # only URLs with this in them (RE2)
# max_age = "7d"                               # nothing that was published longer ago
#
# [[source]]
# name = "example-section"
# kind = "page"                                # a page whose links are articles
# url = "https://daily.example/deals"
# links = "main h2 > a"                        # which links: a CSS selector, a match, or both
#
# [[source]]
# name = "newsroom"
# kind = "urls"                                # these pages themselves, each new state of them
# urls = ["https://company.example/news", "https://company.example/investors"]
# every = "6h"
)";

}  // namespace

int init(const Options& options) {
  const int file = ::open(options.config.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) {
    complain(options.config + ": " +
             (errno == EEXIST ? "is there already, and left as it is" : std::strerror(errno)));
    return kUsage;
  }
  const ssize_t n = ::write(file, kSettings.data(), kSettings.size());
  if (::close(file) != 0 || n != static_cast<ssize_t>(kSettings.size())) {
    complain(options.config + ": cannot be written");
    return kSomeFailed;
  }
  if (!options.quiet) {
    complain("wrote " + options.config + "; put your sources into it, then: dealwire run");
  }
  return kSuccess;
}

}  // namespace dealwire
