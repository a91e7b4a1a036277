// A web site of a test's own, a real nginx on loopback, and the program that fetches from it.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "program.h"
#include "warc/documents.h"

namespace dealwire {

inline size_t occurrences(const std::string& text, const std::string& part) {
  size_t n = 0;
  for (size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++n;
  return n;
}

inline sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<uint16_t>(port));
  return address;
}

inline int free_port() {
  const int handle = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  EXPECT_EQ(bind(handle, reinterpret_cast<sockaddr*>(&address), length), 0);
  getsockname(handle, reinterpret_cast<sockaddr*>(&address), &length);
  close(handle);
  return ntohs(address.sin_port);
}

// A host of a site: its own address, port and folder.
struct SiteHost {
  std::string locations;  // go into its server block as they are
  bool tls = false;       // https, and HTTP/2
};

// A request that a site answered, by its log.
struct Answered {
  std::string host, path, protocol;  // "127.0.0.2:8080", "/1.html", "HTTP/1.1"
  int status = 0;
  double began = 0, ended = 0;  // seconds
};

// Serves the folder `www`, of further hosts `www1`, `www2` ... at 127.0.0.2, 127.0.0.3 ...
class Site {
 public:
  Site(const fs::path& folder, const std::string& locations, bool tls = false)
      : Site(folder, {SiteHost{locations, tls}}) {}
  // `http` goes into the http block.
  Site(const fs::path& folder, const std::vector<SiteHost>& hosts, const std::string& http = "")
      : folder_(folder) {
    std::string servers;
    for (const SiteHost& host : hosts) servers += server(host);
    std::ofstream(folder_ / "nginx.conf")
        << (geteuid() == 0 ? "user root;\n" : "") << "daemon off;\nworker_processes 1;\npid "
        << (folder_ / "pid").string() << ";\nevents {}\nhttp {\n  log_format site '$remote_addr - "
        << "$remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\" "
        << "\"$http_user_agent\" $server_addr:$server_port $msec $request_time';\n  access_log "
        << (folder_ / "access.log").string() << " site;\n"
        << temp_paths() << "  types { text/html html; application/rss+xml xml; text/plain txt;"
        << " image/png png; application/feed+json json; }\n  gzip on;\n  gzip_min_length 1;\n"
        << http << servers << "}\n";
    pid_ = fork();
    if (pid_ == 0) {
      const std::string conf = (folder_ / "nginx.conf").string();
      const std::string log = (folder_ / "error.log").string();
      execl(DEALWIRE_NGINX, "nginx", "-c", conf.c_str(), "-e", log.c_str(), nullptr);
      _exit(127);
    }
    EXPECT_TRUE(wait_until([&] { return answers(); })) << content(folder_ / "error.log");
  }
  Site(const Site&) = delete;
  ~Site() {
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
  }

  // "127.0.0.1:8080"
  std::string host(size_t n = 0) const {
    return address(n) + ":" + std::to_string(ports_[n].first);
  }
  std::string url(const std::string& path, size_t n = 0) const {
    return (ports_[n].second ? "https://" : "http://") + host(n) + path;
  }
  void put(const std::string& path, const std::string& bytes, size_t n = 0) const {
    write(folder_ / root(n) / path, bytes);
  }
  // Whom the certificates of its hosts are from; a file that nobody trusts by himself.
  std::string ca() const { return (folder_ / "ca.pem").string(); }

  // One line a request, in the form of Apache's "combined" and more.
  std::string log() const { return content(folder_ / "access.log"); }
  std::vector<Answered> answered() const {
    std::vector<Answered> out;
    std::istringstream in(log());
    for (std::string line; std::getline(in, line);) {
      Answered one;
      std::istringstream request(line.substr(line.find('"') + 1));
      std::string method;
      request >> method >> one.path >> one.protocol >> one.status;
      one.protocol.resize(std::max<size_t>(one.protocol.size(), 1) - 1);  // the quote
      double took = 0;
      std::istringstream(line.substr(line.rfind('"') + 1)) >> one.host >> one.ended >> took;
      one.began = one.ended - took;
      out.push_back(one);
    }
    return out;
  }
  // How often a host was asked for a path.
  size_t asked(const std::string& path, size_t n = 0) const {
    const auto all = answered();
    return static_cast<size_t>(std::count_if(all.begin(), all.end(), [&](const Answered& one) {
      return one.path == path && one.host == host(n);
    }));
  }

 private:
  static std::string address(size_t n) { return "127.0.0." + std::to_string(n + 1); }
  static std::string root(size_t n) { return n == 0 ? "www" : "www" + std::to_string(n); }

  std::string server(const SiteHost& host) {
    const size_t n = ports_.size();
    ports_.emplace_back(free_port(), host.tls);
    fs::create_directories(folder_ / root(n));
    return "  server {\n    listen " + this->host(n) + (host.tls ? " ssl http2;\n" : ";\n") +
           (host.tls ? certificate(n) : "") + "    root " + (folder_ / root(n)).string() + ";\n" +
           host.locations + "  }\n";
  }
  std::string temp_paths() const {
    std::string out;
    for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
      out += std::string("  ") + kind + "_temp_path " + (folder_ / kind).string() + ";\n";
    }
    return out;
  }
  bool answers() const {
    const int handle = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(ports_.front().first);
    const bool yes =
        connect(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(handle);
    return yes;
  }

  // Of an authority of the site's own.
  std::string certificate(size_t n) const {
    const std::string key = (folder_ / "ca.key").string();
    const std::string cert = (folder_ / ("host" + std::to_string(n) + ".pem")).string();
    const std::string request = "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes ";
    if (!fs::exists(key)) {
      openssl(request + "-x509 -subj /CN=Test -keyout " + key + " -out " + ca());
    }
    write(folder_ / "names", "subjectAltName=IP:" + address(n));
    openssl(request + "-subj /CN=" + address(n) + " -keyout " + cert + ".key -out " + cert +
            ".request && openssl x509 -req -in " + cert + ".request -CA " + ca() + " -CAkey " +
            key + " -CAcreateserial -extfile " + (folder_ / "names").string() + " -out " + cert);
    return "    ssl_certificate " + cert + ";\n    ssl_certificate_key " + cert + ".key;\n";
  }
  static void openssl(const std::string& command) {
    EXPECT_EQ(std::system(("(" + command + ") >.openssl 2>&1").c_str()), 0) << content(".openssl");
  }

  fs::path folder_;
  std::vector<std::pair<int, bool>> ports_;  // and whether it is of https
  pid_t pid_ = -1;
};

struct Entry {
  std::string link, guid;
};

inline std::string rss(const std::vector<Entry>& entries) {
  std::string out = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Wire</title>";
  for (const Entry& entry : entries) {
    out += "<item><title>News</title><link>" + entry.link + "</link>";
    if (!entry.guid.empty()) out += "<guid isPermaLink=\"false\">" + entry.guid + "</guid>";
    out += "</item>";
  }
  return out + "</channel></rss>";
}

// A page that tells of one deal, another for each number.
inline std::string deal_page(int number) {
  return "<html><head><meta charset=\"utf-8\"><title>微軟收購英特爾</title></head><body><article>"
         "<h1>微軟收購英特爾</h1><p>微軟宣布以" +
         std::to_string(number + 1) +
         "億美元收購英特爾，雙方董事會都已經同意，交易預計明年完成，仍待主管機關核准。</p>"
         "</article></body></html>";
}

class RunTest : public ProgramTest {
 protected:
  using ProgramTest::ProgramTest;

  // Settings with one source that may reach loopback and needs no pauses.
  static void settings(const std::string& kind, const std::string& urls,
                       const std::string& more = "") {
    write("dealwire.toml", "[[source]]\nname = \"site\"\nkind = \"" + kind + "\"\n" + urls +
                               "\nallow_private = true\ndelay = \"0s\"\n" + more);
  }
  static void settings_of_feed(const Site& site, const std::string& more = "") {
    settings("feed", "url = \"" + site.url("/feed.xml") + "\"", more);
  }
  // Adds so many articles to the site and its feed: /0.html, /1.html ...
  void publish(const Site& site, int articles) {
    for (int i = 0; i < articles; ++i) {
      const std::string name = std::to_string(published_.size()) + ".html";
      site.put(name, deal_page(static_cast<int>(published_.size())));
      published_.push_back({"/" + name, ""});
    }
    site.put("feed.xml", rss(published_));
  }

  // As if the sources' intervals had passed, if there was a run before.
  static void let_time_pass() {
    if (!fs::exists("dealwire.db")) return;
    query("UPDATE urls SET due = '2000-01-01T00:00:00Z' WHERE due IS NOT NULL");
    query("UPDATE queues SET not_before = '2000-01-01T00:00:00Z'");
    query("UPDATE under_way SET again = '2000-01-01T00:00:00Z'");
  }

  // The URLs of all that is in the archive.
  static std::multiset<std::string> archived() {
    std::multiset<std::string> out;
    Documents documents(list_inputs("archive", [](const Error&) {}));
    while (const auto item = documents.next()) {
      EXPECT_TRUE(item->document) << item->document.error().message;
      if (item->document) out.insert(item->document->url.value_or(""));
    }
    return out;
  }

  // So many pages for `process`, of one deal each.
  static void write_pages(int pages) {
    for (int i = 0; i < pages; ++i) {
      write("pages/" + std::to_string(1000 + i) + ".html", deal_page(i));
    }
  }
  static void remove_store() {
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(std::string("dealwire.db") + end);
  }

  std::vector<Entry> published_;
};

}  // namespace dealwire
