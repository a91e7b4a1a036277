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

# One table for each source. Remove the "#" signs and put in your own.
#
# [[source]]
# name = "example-wire"                        # yours to choose
# kind = "feed"                                # RSS or Atom; every new entry's page is fetched once
# url = "https://news.example/rss.xml"
# every = "15m"                                # how often to look: 90s, 15m, 2h, 1d
# # delay = "1s"                               # least time between two requests to a host
# # keep = "90d"                               # throw away what was fetched longer ago
# # lang = "zh-Hant"                           # where the pages do not say or say it wrong
# # charset = "Big5"
# # headers = { Accept-Language = "zh-TW" }
# # allow_private = true                       # lets it reach loopback and private addresses
#
# [[source]]
# name = "newsroom"
# kind = "urls"                                # these pages themselves, each new state of them
# urls = ["https://company.example/news", "https://company.example/investors"]
# every = "6h"
)";

}  // namespace

int init(const Options& options) {
  const int file = open(options.config.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) {
    complain(options.config + ": " +
             (errno == EEXIST ? "is there already, and left as it is" : std::strerror(errno)));
    return kUsage;
  }
  const ssize_t n = write(file, kSettings.data(), kSettings.size());
  if (close(file) != 0 || n != static_cast<ssize_t>(kSettings.size())) {
    complain(options.config + ": cannot be written");
    return kSomeFailed;
  }
  if (!options.quiet) {
    complain("wrote " + options.config + "; put your sources into it, then: dealwire run");
  }
  return kSuccess;
}

}  // namespace dealwire
