#include "ingest/url.h"

#include <curl/curl.h>
#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include <algorithm>
#include <memory>

#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kLongest = 4096;

using Handle = std::unique_ptr<CURLU, void (*)(CURLU*)>;

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, flags) != CURLUE_OK) return {};
  std::string out(text);
  curl_free(text);
  return out;
}

// libcurl rejects what browsers forgive, and does not know that %2e is a dot. Without the fragment.
std::string forgive(std::string_view reference) {
  std::string out;
  bool in_query = false;
  for (char c : trim(reference.substr(0, reference.find('#')))) {
    if (c == '\t' || c == '\r' || c == '\n') continue;
    in_query |= c == '?';
    out += c == '\\' && !in_query ? '/' : c;
    const bool dot =
        !in_query && out.size() >= 3 && ascii_lower(out.substr(out.size() - 3)) == "%2e";
    if (dot) out.replace(out.size() - 3, 3, ".");
  }
  return out;
}

std::string ascii_host(const std::string& host) {
  if (host.starts_with('[')) return ascii_lower(host);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::IDNA> idna(icu::IDNA::createUTS46Instance(
      UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ, status));
  if (U_FAILURE(status)) return {};
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::IDNAInfo info;
  idna->nameToASCII_UTF8(host, sink, info, status);
  // Hyphens where registrars want none are in use.
  constexpr uint32_t kHarmless =
      UIDNA_ERROR_HYPHEN_3_4 | UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN;
  const bool valid =
      U_SUCCESS(status) && (info.getErrors() & ~kHarmless) == 0 &&
      std::all_of(out.begin(), out.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
      });
  return valid ? out : "";
}

// Percent-encodes what must not stand in a URL as it is.
std::string encoded(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7F && c != '"' && c != '<' && c != '>') {
      out += c;
    } else {
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return out;
}

}  // namespace

std::optional<Url> resolve_url(std::string_view base, std::string_view reference) {
  const Handle url(curl_url(), curl_url_cleanup);
  if (!base.empty() && curl_url_set(url.get(), CURLUPART_URL, std::string(base).c_str(), 0) != 0) {
    return std::nullopt;
  }
  if (reference.size() > kLongest) return std::nullopt;
  const std::string link = encoded(forgive(reference));
  // An empty reference is the base itself; libcurl knows nothing of it.
  if (link.empty() && base.empty()) return std::nullopt;
  if (!link.empty() &&
      curl_url_set(url.get(), CURLUPART_URL, link.c_str(), CURLU_NON_SUPPORT_SCHEME) != 0) {
    return std::nullopt;
  }
  const std::string scheme = part(url.get(), CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") return std::nullopt;
  // The host is encoded here as everything is; UTS 46 wants its characters.
  const std::string host = ascii_host(part(url.get(), CURLUPART_HOST, CURLU_URLDECODE));
  if (host.empty()) return std::nullopt;
  const std::string port = part(url.get(), CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
  const std::string path = part(url.get(), CURLUPART_PATH);
  const std::string query = part(url.get(), CURLUPART_QUERY);
  Url out;
  out.origin = scheme + "://" + host + (port.empty() ? "" : ":" + port);
  out.path = (path.empty() ? "/" : path) + (query.empty() ? "" : "?" + query);
  out.text = out.origin + out.path;
  if (out.text.size() > kLongest) return std::nullopt;
  return out;
}

}  // namespace dealwire
