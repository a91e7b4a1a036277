// How does the queue bear URLs that are known?
//
// usage: bench_frontier [URLS] [--check]
//
// Invented URLs of a thousand hosts are made known, as a sitemap would; one in a hundred is due, a
// third of those at one host. Then a process that has only opened the store takes what is due, and
// goes on looking, as a run does once a second. Tells how long a look takes, and what the process
// grew by for each URL known; what the store caches, 64 MB at most, is among that. With --check it
// fails if a look takes more than 10 ms, or a URL more than 100 bytes.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "ingest/finder.h"
#include "ingest/settings.h"
#include "store/frontier.h"

namespace dealwire {
namespace {

namespace fs = std::filesystem;

constexpr size_t kHosts = 1'000;
constexpr size_t kBatch = 10'000;
constexpr size_t kInHand = 256;  // what a crawl takes of a queue at once, at most
constexpr int kLooks = 100;
constexpr double kMostMilliseconds = 10, kMostBytes = 100;

double resident_bytes() {
  std::ifstream in("/proc/self/statm");
  double pages = 0;
  in >> pages >> pages;
  return pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

Discovery discovery(size_t n, Time now) {
  const size_t host = n % 300 == 0 ? 0 : n % kHosts;
  FoundUrl found;
  found.origin = fmt::format("https://news{}.example", host);
  found.url = fmt::format("{}/2025/10/{:07}-some-headline-of-a-story.html", found.origin, n);
  found.title = fmt::format("Some headline of story {}", n);
  Discovery out = discovery_of(std::move(found), Source());
  if (n % 100 == 0) out.due = now;
  return out;
}

bool fill(const std::string& path, size_t urls, Time now) {
  auto store = Store::open(path);
  if (!store) return false;
  StoredFrontier frontier(*store);
  for (size_t n = 0; n < urls; n += kBatch) {
    Settled sitemap;
    for (size_t i = n; i < std::min(n + kBatch, urls); ++i) {
      sitemap.outcome.discoveries.push_back(discovery(i, now));
    }
    if (!frontier.settle({sitemap}, {}, now)) return false;
  }
  return true;
}

struct Look {
  double milliseconds = 0, bytes = 0;
};

// Of a process of its own, which knows nothing of how the store was filled.
Look look(const std::string& path, Time now) {
  const double before = resident_bytes();
  auto store = Store::open(path);
  StoredFrontier frontier(*store);
  std::vector<double> took;
  size_t due = 0;
  for (int i = 0; i < kLooks; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    const auto queues = frontier.busy_queues(now);
    if (i == 0) {
      for (const std::string& queue : *queues) due += frontier.due(queue, now, kInHand)->size();
    } else {
      due += frontier.due(queues->front(), now, kInHand)->size();
    }
    const std::chrono::duration<double, std::milli> elapsed =
        std::chrono::steady_clock::now() - begin;
    took.push_back(elapsed.count());
  }
  if (due == 0) return {};
  fmt::print("first look, which takes some of each queue: {:.2f} ms\n", took.front());
  std::sort(took.begin(), took.end());
  return {took[took.size() / 2], resident_bytes() - before};
}

int bench(size_t urls, bool check) {
  std::string folder = (fs::temp_directory_path() / "dealwire-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return EXIT_FAILURE;
  const std::string path = folder + "/dealwire.db";
  const Time now{std::chrono::hours(24 * 365 * 55)};
  std::fflush(stdout);
  const pid_t filler = fork();
  if (filler == 0) _exit(fill(path, urls, now) ? EXIT_SUCCESS : EXIT_FAILURE);
  int status = 0;
  waitpid(filler, &status, 0);
  if (status != 0) return EXIT_FAILURE;
  const Look result = look(path, now);
  const double each = result.bytes / static_cast<double>(urls);
  fmt::print("{} URLs known, {} bytes of store: a look takes {:.2f} ms, {:.1f} bytes a URL\n", urls,
             fs::file_size(path), result.milliseconds, each);
  fs::remove_all(folder);
  const bool well =
      result.milliseconds > 0 && result.milliseconds <= kMostMilliseconds && each <= kMostBytes;
  return well || !check ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  size_t urls = 200'000;
  bool check = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--check") == 0) {
      check = true;
    } else {
      urls = std::strtoull(argv[i], nullptr, 10);
    }
  }
  return dealwire::bench(urls, check);
}
