#include "ingest/http.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>
#include <map>

#include "text/utf8.h"
#include "web/address.h"

namespace dealwire {
namespace {

constexpr long kStalledBytes = 100;  // a second
constexpr milliseconds kLongestPoll{200};
constexpr size_t kReserved = 1u << 20;  // whatever a server says

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
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
      return "unreachable";
    case CURLE_RECV_ERROR:
    case CURLE_PARTIAL_FILE:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return "broken";
    default:
      return "protocol";
  }
}

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeShare {
  void operator()(CURLSH* share) const { curl_share_cleanup(share); }
};

// The request as an archive may show it: of what is secret, the name only.
std::string request_head(const HttpRequest& request, const std::string& user_agent) {
  const size_t host = request.url.find("://") + 3;
  const size_t path = std::min(request.url.find_first_of("/?", host), request.url.size());
  std::string out = fmt::format("GET {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: {}\r\n",
                                path < request.url.size() ? request.url.substr(path) : "/",
                                request.url.substr(host, path - host), user_agent);
  out += "Accept: */*\r\n";
  for (const auto& [name, value] : request.headers) out += name + ": " + value + "\r\n";
  for (const auto& [name, value] : request.secret) out += name + ": withheld\r\n";
  return out;
}

// A transfer, as libcurl's callbacks see it. Its handle is used again for others.
struct Transfer {
  explicit Transfer(const HttpOptions& shared) : options(shared) {}

  const HttpOptions& options;
  std::unique_ptr<CURL, void (*)(CURL*)> handle{curl_easy_init(), curl_easy_cleanup};
  std::unique_ptr<curl_slist, FreeList> headers;
  std::array<char, CURL_ERROR_SIZE> error{};
  uint64_t id = 0;
  HttpRequest request;
  HttpResponse response;
  bool refused = false, too_large = false, cut = false;

  bool may_reach_all() const { return request.allow_private || !request.proxy.empty(); }
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

// As the server says how long the body will be, it need not grow again and again.
void reserve(Transfer& transfer) {
  curl_off_t length = 0;
  curl_easy_getinfo(transfer.handle.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
  const auto most = static_cast<curl_off_t>(std::min(transfer.request.most_bytes, kReserved));
  if (length > 0) transfer.response.body.reserve(static_cast<size_t>(std::min(length, most)));
}

// libcurl's own limit counts bytes on the wire, which may unpack to a thousand times as many.
size_t on_body(char* data, size_t, size_t n, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const size_t room = transfer.request.most_bytes - transfer.response.body.size();
  if (n > room) {
    (transfer.request.cut ? transfer.cut : transfer.too_large) = true;
    if (transfer.cut) transfer.response.body.append(data, room);
    return 0;
  }
  if (transfer.response.body.empty()) reserve(transfer);
  transfer.response.body.append(data, n);
  return n;
}

curl_socket_t on_socket(void* user, curlsocktype, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.may_reach_all() && !is_public(&address->addr)) {
    transfer.refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// Before a request goes out: its connection may be one that was made for a request that may reach
// more than this one.
int on_connected(void* user, char* address, char*, int, int) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (transfer.may_reach_all() || is_public_address_text(address)) return CURL_PREREQFUNC_OK;
  transfer.refused = true;
  return CURL_PREREQFUNC_ABORT;
}

class CurlHttp final : public Http {
 public:
  explicit CurlHttp(HttpOptions options) : options_(std::move(options)) {
    curl_multi_setopt(multi_.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS, options_.connections);
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, options_.connections);
  }
  ~CurlHttp() override {
    for (const auto& transfer : running_) {
      curl_multi_remove_handle(multi_.get(), transfer->handle.get());
    }
  }
  CurlHttp(const CurlHttp&) = delete;

  bool ready() const { return multi_ != nullptr; }

  void start(uint64_t id, const HttpRequest& request) override {
    if (idle_.empty()) idle_.push_back(std::make_unique<Transfer>(options_));
    running_.push_back(std::move(idle_.back()));
    idle_.pop_back();
    set_up(*running_.back(), id, request);
    curl_multi_add_handle(multi_.get(), running_.back()->handle.get());
  }

  std::vector<HttpAnswer> wait(milliseconds most) override {
    const auto end = std::chrono::steady_clock::now() + most;
    std::vector<HttpAnswer> out;
    while (true) {
      int running = 0;
      curl_multi_perform(multi_.get(), &running);
      collect(out);
      const auto left =
          std::chrono::duration_cast<milliseconds>(end - std::chrono::steady_clock::now());
      if (!out.empty() || woken_.exchange(false) || left <= milliseconds(0)) return out;
      curl_multi_poll(multi_.get(), nullptr, 0,
                      static_cast<int>(std::min(left, kLongestPoll).count()), nullptr);
    }
  }

  void wake() override {
    woken_ = true;
    curl_multi_wakeup(multi_.get());
  }

 private:
  void collect(std::vector<HttpAnswer>& out) {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const CURLcode result = message->data.result;
      void* user = nullptr;
      curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &user);
      curl_multi_remove_handle(multi_.get(), message->easy_handle);
      const auto found = std::find_if(running_.begin(), running_.end(),
                                      [&](const auto& one) { return one.get() == user; });
      out.push_back({(*found)->id, answer(**found, result)});
      std::iter_swap(found, running_.end() - 1);
      idle_.push_back(std::move(running_.back()));
      running_.pop_back();
    }
  }

  static Expected<HttpResponse> answer(Transfer& transfer, CURLcode result) {
    const std::string& url = transfer.request.url;
    if (transfer.refused) {
      return fail("address", url + ": its address is loopback, private or reserved");
    }
    if (transfer.too_large) {
      return fail("too_large",
                  fmt::format("{}: is larger than {} bytes", url, transfer.request.most_bytes));
    }
    if (result != CURLE_OK && !transfer.cut) {
      const bool told = transfer.error[0] != 0;
      return fail(code_of(result),
                  url + ": " + (told ? transfer.error.data() : curl_easy_strerror(result)));
    }
    curl_easy_getinfo(transfer.handle.get(), CURLINFO_RESPONSE_CODE, &transfer.response.status);
    char* address = nullptr;
    curl_easy_getinfo(transfer.handle.get(), CURLINFO_PRIMARY_IP, &address);
    if (address != nullptr && transfer.request.proxy.empty()) transfer.response.address = address;
    return std::move(transfer.response);
  }

  void set_up(Transfer& transfer, uint64_t id, const HttpRequest& request) {
    transfer.id = id;
    transfer.request = request;
    transfer.response = {};
    transfer.response.request = request_head(request, options_.user_agent);
    transfer.refused = transfer.too_large = transfer.cut = false;
    transfer.error[0] = 0;
    transfer.headers.reset();
    for (const Headers* headers : {&request.headers, &request.secret}) {
      for (const auto& [name, value] : *headers) {
        transfer.headers.reset(
            curl_slist_append(transfer.headers.release(), (name + ": " + value).c_str()));
      }
    }
    CURL* handle = transfer.handle.get();
    const auto set = [&](CURLoption option, auto value) {
      curl_easy_setopt(handle, option, value);
    };
    curl_easy_reset(handle);
    set(CURLOPT_PRIVATE, &transfer);
    set(CURLOPT_ERRORBUFFER, transfer.error.data());
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_PROXY, request.proxy.c_str());
    if (!options_.ca_file.empty()) {
      // What libcurl trusts by folder it goes on to trust.
      set(CURLOPT_CAINFO, options_.ca_file.c_str());
      set(CURLOPT_PROXY_CAINFO, options_.ca_file.c_str());
    }
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(CURLOPT_USERAGENT, options_.user_agent.c_str());
    set(CURLOPT_HTTPHEADER, transfer.headers.get());
    set(CURLOPT_ACCEPT_ENCODING, "");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(request.connect_timeout.count()));
    set(CURLOPT_TIMEOUT, static_cast<long>(request.timeout.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, kStalledBytes);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(request.stall_timeout.count()));
    set(CURLOPT_HEADERFUNCTION, on_header);
    set(CURLOPT_HEADERDATA, &transfer);
    set(CURLOPT_WRITEFUNCTION, on_body);
    set(CURLOPT_WRITEDATA, &transfer);
    set(CURLOPT_OPENSOCKETFUNCTION, on_socket);
    set(CURLOPT_OPENSOCKETDATA, &transfer);
    set(CURLOPT_PREREQFUNCTION, on_connected);
    set(CURLOPT_PREREQDATA, &transfer);
    set(CURLOPT_SHARE,
        request.cookies.empty() ? static_cast<CURLSH*>(nullptr) : jar(request.cookies));
    if (!request.cookies.empty()) set(CURLOPT_COOKIEFILE, "");  // switches cookies on
  }

  CURLSH* jar(const std::string& name) {
    auto& share = jars_[name];
    if (share == nullptr) {
      share.reset(curl_share_init());
      curl_share_setopt(share.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
    }
    return share.get();
  }

  HttpOptions options_;
  std::atomic<bool> woken_ = false;
  // Those above outlive those below, whose handles refer to them.
  std::map<std::string, std::unique_ptr<CURLSH, FreeShare>> jars_;
  std::unique_ptr<CURLM, CURLMcode (*)(CURLM*)> multi_{curl_multi_init(), curl_multi_cleanup};
  std::vector<std::unique_ptr<Transfer>> running_, idle_;
};

}  // namespace

Expected<std::unique_ptr<Http>> make_curl_http(HttpOptions options) {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (!options.ca_file.empty() && !std::ifstream(options.ca_file)) {
    return fail("http", options.ca_file + ": cannot be read");
  }
  auto http = ready ? std::make_unique<CurlHttp>(std::move(options)) : nullptr;
  if (http == nullptr || !http->ready()) return fail("http", "libcurl does not start");
  return http;
}

}  // namespace dealwire
