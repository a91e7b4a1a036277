// A web site of a test's own: a real nginx on loopback; and the program in a folder of its own.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace dealwire {

namespace fs = std::filesystem;

inline std::string content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

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
    for (int i = 0; i < 250 && !answers(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_TRUE(answers()) << content(folder_ / "error.log");
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
    const fs::path file = folder_ / "www" / path;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
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

struct Ended {
  int code = -1;
  std::string out, err;
};

class RunTest : public testing::Test {
 protected:
  RunTest() {
    std::string pattern = (fs::temp_directory_path() / "dealwire-run-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    fs::create_directory(folder_ / "work");
    fs::current_path(folder_ / "work");
  }
  ~RunTest() override {
    fs::current_path(fs::temp_directory_path());
    fs::remove_all(folder_);
  }

  static Ended run(const std::string& arguments) {
    const int status = std::system(
        (std::string(DEALWIRE_PROGRAM) + " " + arguments + " </dev/null >.out 2>.err").c_str());
    return {WEXITSTATUS(status), content(".out"), content(".err")};
  }
  static pid_t start(const std::vector<std::string>& arguments) {
    const pid_t child = fork();
    if (child != 0) return child;
    std::vector<char*> argv = {const_cast<char*>("dealwire")};
    for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    execv(DEALWIRE_PROGRAM, argv.data());
    _exit(127);
  }
  static int wait_for(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

  // Settings with one source that may reach loopback and needs no pauses.
  static void settings(const std::string& kind, const std::string& urls,
                       const std::string& more = "") {
    std::ofstream("dealwire.toml") << "[[source]]\nname = \"site\"\nkind = \"" << kind << "\"\n"
                                   << urls << "\nallow_private = true\ndelay = \"0s\"\n"
                                   << more;
  }

  // The first column of what a query on the store gives, joined by spaces.
  static std::string query(const std::string& sql) {
    sqlite3* db = nullptr;
    sqlite3_open("dealwire.db", &db);
    sqlite3_busy_timeout(db, 5'000);
    std::string out;
    const auto add = [](void* text, int, char** values, char**) {
      auto& to = *static_cast<std::string*>(text);
      to += (to.empty() ? "" : " ") + std::string(values[0] == nullptr ? "NULL" : values[0]);
      return 0;
    };
    char* error = nullptr;
    if (sqlite3_exec(db, sql.c_str(), add, &out, &error) != SQLITE_OK) {
      ADD_FAILURE() << sql << ": " << error;
      sqlite3_free(error);
    }
    sqlite3_close(db);
    return out;
  }
  // As if the sources' intervals had passed.
  static void let_time_pass() {
    query("UPDATE urls SET due = '2000-01-01T00:00:00Z' WHERE due IS NOT NULL");
    query("UPDATE hosts SET not_before = '2000-01-01T00:00:00Z', robots_until = robots_until");
  }

  fs::path folder_;
};

}  // namespace dealwire
