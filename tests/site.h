// A web site of a test's own, a real nginx on loopback, and the program that fetches from it.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "ingest/documents.h"
#include "program.h"

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

// Serves the folder `www`; `locations` go into its server block as they are.
class Site {
 public:
  // With `tls` it speaks https, with a certificate that nobody vouches for.
  Site(const fs::path& folder, const std::string& locations, bool tls = false)
      : folder_(folder), port_(free_port()), scheme_(tls ? "https" : "http") {
    fs::create_directories(folder_ / "www");
    std::ofstream(folder_ / "nginx.conf")
        << (geteuid() == 0 ? "user root;\n" : "") << "daemon off;\nworker_processes 1;\npid "
        << (folder_ / "pid").string() << ";\nevents {}\nhttp {\n  access_log "
        << (folder_ / "access.log").string() << ";\n"
        << temp_paths() << "  types { text/html html; application/rss+xml xml; text/plain txt;"
        << " image/png png; }\n  gzip on;\n  gzip_min_length 1;\n  server {\n    listen 127.0.0.1:"
        << port_ << (tls ? certificate() : ";") << "\n    root " << (folder_ / "www").string()
        << ";\n"
        << locations << "  }\n}\n";
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

  std::string url(const std::string& path) const {
    return scheme_ + "://127.0.0.1:" + std::to_string(port_) + path;
  }
  void put(const std::string& path, const std::string& bytes) const {
    write(folder_ / "www" / path, bytes);
  }
  // One line a request, in the form of Apache's "combined".
  std::string log() const { return content(folder_ / "access.log"); }

 private:
  std::string temp_paths() const {
    std::string out;
    for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
      out += std::string("  ") + kind + "_temp_path " + (folder_ / kind).string() + ";\n";
    }
    return out;
  }
  bool answers() const {
    const int handle = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port_);
    const bool yes =
        connect(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(handle);
    return yes;
  }

  std::string certificate() const {
    const std::string key = (folder_ / "key.pem").string(), cert = (folder_ / "cert.pem").string();
    EXPECT_EQ(std::system(("openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -addext "
                           "subjectAltName=IP:127.0.0.1 -keyout " +
                           key + " -out " + cert + " 2>/dev/null")
                              .c_str()),
              0);
    return " ssl;\n    ssl_certificate " + cert + ";\n    ssl_certificate_key " + key + ";";
  }

  fs::path folder_;
  int port_;
  std::string scheme_;
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

  // As if the sources' intervals had passed.
  static void let_time_pass() {
    query("UPDATE urls SET due = '2000-01-01T00:00:00Z' WHERE due IS NOT NULL");
    query("UPDATE queues SET not_before = '2000-01-01T00:00:00Z'");
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
