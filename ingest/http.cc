#include "ingest/http.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "text/utf8.h"

namespace dealwire {
namespace {

// The blocks that are not the public internet's (IANA special-purpose address registries): network
// and the length of its prefix in bits.
struct Block {
  const char* network;
  size_t bits;
};

constexpr Block kSpecialV4[] = {
    {"0.0.0.0", 8},      {"10.0.0.0", 8},     {"100.64.0.0", 10}, {"127.0.0.0", 8},
    {"169.254.0.0", 16}, {"172.16.0.0", 12},  {"192.0.0.0", 24},  {"192.0.2.0", 24},
    {"192.88.99.0", 24}, {"192.168.0.0", 16}, {"198.18.0.0", 15}, {"198.51.100.0", 24},
    {"203.0.113.0", 24}, {"224.0.0.0", 4},    {"240.0.0.0", 4},
};
// Of IPv6 only 2000::/3 is in use, and these are exceptions in it. 6to4 and Teredo carry IPv4
// addresses inside.
constexpr Block kPublicV6 = {"2000::", 3};
constexpr Block kSpecialV6[] = {{"2001::", 23}, {"2001:db8::", 32}, {"2002::", 16}, {"3fff::", 20}};

bool inside(std::string_view address, const Block& block) {
  std::array<unsigned char, 16> network{};
  inet_pton(address.size() == 4 ? AF_INET : AF_INET6, block.network, network.data());
  for (size_t bit = 0; bit < block.bits; ++bit) {
    const auto at = [&](unsigned char byte) { return (byte >> (7 - bit % 8)) & 1; };
    if (at(static_cast<unsigned char>(address[bit / 8])) != at(network[bit / 8])) return false;
  }
  return true;
}

bool is_public(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(address);
    return is_public_address({reinterpret_cast<const char*>(&v4->sin_addr), 4});
  }
  if (address->sa_family == AF_INET6) {
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(address);
    return is_public_address({reinterpret_cast<const char*>(&v6->sin6_addr), 16});
  }
  return false;
}

// One transfer, as libcurl's callbacks see it.
struct Transfer {
  const HttpRequest& request;
  const HttpOptions& options;
  HttpResponse response;
  bool refused = false, too_large = false, stopped = false;
};

size_t on_header(char* data, size_t, size_t n, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  std::string& head = transfer.response.head;
  // After "100 Continue" the real response begins again.
  if (std::string_view(data, n).starts_with("HTTP/")) head.clear();
  if (head.size() + n > transfer.options.header_bytes) {
    transfer.too_large = true;
    return 0;
  }
  if (std::string_view(data, n) != "\r\n") head.append(data, n);
  return n;
}

// libcurl's own limit counts bytes on the wire, which may unpack to a thousand times as many.
size_t on_body(char* data, size_t, size_t n, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (transfer.response.body.size() + n > transfer.request.most_bytes) {
    transfer.too_large = true;
    return 0;
  }
  transfer.response.body.append(data, n);
  return n;
}

int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (transfer.options.stop && transfer.options.stop()) transfer.stopped = true;
  return transfer.stopped ? 1 : 0;
}

curl_socket_t open_socket(void* user, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.request.allow_private && !is_public(&address->addr)) {
    transfer.refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::string code_of(CURLcode result) {
  switch (result) {
    case CURLE_OPERATION_TIMEDOUT:
      return "timeout";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
      return "tls";
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
      return "unreachable";
    default:
      return "protocol";
  }
}

struct Lines {
  curl_slist* list = nullptr;
  Lines() = default;
  Lines(const Lines&) = delete;
  ~Lines() { curl_slist_free_all(list); }
  void add(const std::string& line) { list = curl_slist_append(list, line.c_str()); }
};

class CurlHttp final : public Http {
 public:
  explicit CurlHttp(HttpOptions options) : options_(std::move(options)) {
    static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    if (!ready) return;
    for (auto& handle : handles_) handle.reset(curl_easy_init());
  }

  Expected<HttpResponse> get(const HttpRequest& request) override {
    CURL* handle = handles_[request.allow_private ? 1 : 0].get();
    if (handle == nullptr) return fail("protocol", request.url + ": libcurl does not start");
    Transfer transfer{request, options_, {}};
    Lines headers;
    for (const auto& [name, value] : request.headers) headers.add(name + ": " + value);
    set_up(handle, transfer, headers.list);
    const CURLcode result = curl_easy_perform(handle);
    if (transfer.stopped) return fail("stopped", request.url + ": stopped");
    if (transfer.refused) {
      return fail("address", request.url + ": its address is loopback, private or reserved");
    }
    if (transfer.too_large) {
      return fail("too_large",
                  fmt::format("{}: is larger than {} bytes", request.url, request.most_bytes));
    }
    if (result != CURLE_OK) {
      return fail(code_of(result),
                  fmt::format("{}: {}", request.url,
                              error_[0] != 0 ? error_.data() : curl_easy_strerror(result)));
    }
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &transfer.response.status);
    char* address = nullptr;
    curl_easy_getinfo(handle, CURLINFO_PRIMARY_IP, &address);
    if (address != nullptr) transfer.response.address = address;
    return std::move(transfer.response);
  }

 private:
  void set_up(CURL* handle, Transfer& transfer, curl_slist* headers) {
    const auto set = [&](CURLoption option, auto value) {
      curl_easy_setopt(handle, option, value);
    };
    curl_easy_reset(handle);  // keeps connections
    error_[0] = 0;
    set(CURLOPT_ERRORBUFFER, error_.data());
    set(CURLOPT_URL, transfer.request.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_USERAGENT, options_.user_agent.c_str());
    set(CURLOPT_HTTPHEADER, headers);
    set(CURLOPT_ACCEPT_ENCODING, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT, options_.connect_seconds);
    set(CURLOPT_TIMEOUT, transfer.request.timeout_seconds);
    set(CURLOPT_LOW_SPEED_LIMIT, 100L);
    set(CURLOPT_LOW_SPEED_TIME, options_.stalled_seconds);
    set(CURLOPT_HEADERFUNCTION, on_header);
    set(CURLOPT_HEADERDATA, &transfer);
    set(CURLOPT_WRITEFUNCTION, on_body);
    set(CURLOPT_WRITEDATA, &transfer);
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFOFUNCTION, on_progress);
    set(CURLOPT_XFERINFODATA, &transfer);
    set(CURLOPT_OPENSOCKETFUNCTION, open_socket);
    set(CURLOPT_OPENSOCKETDATA, &transfer);
  }

  struct Cleanup {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  };
  HttpOptions options_;
  std::array<char, CURL_ERROR_SIZE> error_{};
  // One for hosts at public addresses and one for those that may be elsewhere: a handle keeps its
  // connections, and one that was allowed must not serve who is not.
  std::array<std::unique_ptr<CURL, Cleanup>, 2> handles_;
};

}  // namespace

bool is_public_address(std::string_view bytes) {
  if (bytes.size() == 4) {
    for (const Block& block : kSpecialV4) {
      if (inside(bytes, block)) return false;
    }
    return true;
  }
  if (bytes.size() != 16 || !inside(bytes, kPublicV6)) return false;
  for (const Block& block : kSpecialV6) {
    if (inside(bytes, block)) return false;
  }
  return true;
}

std::optional<std::string> find_header(std::string_view head, std::string_view name) {
  while (!head.empty()) {
    const size_t end = std::min(head.find('\n'), head.size() - 1) + 1;
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(end);
    const size_t colon = line.find(':');
    if (colon == line.npos) continue;
    if (ascii_lower(trim(line.substr(0, colon))) == ascii_lower(name)) {
      return std::string(trim(line.substr(colon + 1)));
    }
  }
  return std::nullopt;
}

std::optional<std::string> HttpResponse::header(std::string_view name) const {
  return find_header(head, name);
}

ContentType parse_content_type(std::string_view value) {
  ContentType out;
  const size_t semicolon = std::min(value.find(';'), value.size());
  out.media_type = ascii_lower(trim(value.substr(0, semicolon)));
  std::string_view rest = value.substr(semicolon);
  const size_t at = ascii_lower(rest).find("charset");
  if (at == rest.npos) return out;
  rest = trim(rest.substr(at + 7));
  if (!rest.starts_with('=')) return out;
  rest = trim(rest.substr(1));
  const bool quoted = rest.starts_with('"') || rest.starts_with('\'');
  if (quoted) rest.remove_prefix(1);
  out.charset = std::string(trim(rest.substr(0, rest.find_first_of("\"';, "))));
  return out;
}

std::unique_ptr<Http> make_curl_http(HttpOptions options) {
  return std::make_unique<CurlHttp>(std::move(options));
}

}  // namespace dealwire
