// A server that says whatever a test wants, byte by byte, where nginx is too well behaved.
#pragma once

#include <poll.h>

#include <atomic>
#include <functional>
#include <map>
#include <mutex>

#include "site.h"

namespace dealwire {

class RawServer {
 public:
  // Gives the bytes that are sent at once, and then, until it returns "", every ten milliseconds.
  using Say = std::function<std::string(int turn)>;

  // `says` by path; 404 for all else.
  explicit RawServer(std::map<std::string, Say> says) : says_(std::move(says)) {
    handle_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port_);
    const int yes = 1;
    setsockopt(handle_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    EXPECT_EQ(bind(handle_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(listen(handle_, 64), 0);
    thread_ = std::thread([this] { serve(); });
  }
  RawServer(const RawServer&) = delete;
  ~RawServer() {
    end_ = true;
    thread_.join();
    for (std::thread& talk : talks_) talk.join();
    close(handle_);
  }

  // The same bytes once.
  static Say once(std::string bytes) {
    return [bytes = std::move(bytes)](int turn) { return turn == 0 ? bytes : ""; };
  }

  std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  int asked(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    const auto found = asked_.find(path);
    return found == asked_.end() ? 0 : found->second;
  }

 private:
  bool readable(int handle) const {
    pollfd one{handle, POLLIN, 0};
    while (!end_) {
      if (poll(&one, 1, 20) > 0) return true;
    }
    return false;
  }
  void serve() {
    while (readable(handle_)) {
      const int client = accept4(handle_, nullptr, nullptr, SOCK_CLOEXEC);
      talks_.emplace_back([this, client] {
        talk(client);
        close(client);
      });
    }
  }
  void talk(int client) {
    std::string request;
    char byte = 0;
    while (request.find("\r\n\r\n") == request.npos) {
      if (!readable(client) || read(client, &byte, 1) != 1) return;
      request += byte;
    }
    const std::string path = request.substr(4, request.find(' ', 4) - 4);
    {
      const std::lock_guard lock(mutex_);
      ++asked_[path];
    }
    const auto found = says_.find(path);
    const Say say = found == says_.end()
                        ? once("HTTP/1.1 404 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        : found->second;
    for (int turn = 0; !end_; ++turn) {
      const std::string bytes = say(turn);
      const auto n = static_cast<ssize_t>(bytes.size());
      if (n == 0 || send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL) != n) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(turn == 0 ? 0 : 10));
    }
  }

  std::map<std::string, Say> says_;
  int port_ = free_port();
  int handle_ = -1;
  std::atomic<bool> end_ = false;
  mutable std::mutex mutex_;
  std::map<std::string, int> asked_;
  std::thread thread_;
  std::vector<std::thread> talks_;
};

}  // namespace dealwire
