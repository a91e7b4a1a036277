#include "web/url.h"

#include <algorithm>

#include "model/budget.h"
#include "text/utf8.h"
#include "web/octets.h"
#include "web/url_host.h"

namespace dealwire {
namespace {

constexpr size_t kLongestUrl = Budget{}.url_bytes;

// What is percent-encoded besides controls, the space and all beyond ASCII.
constexpr std::string_view kNotInPath = "\"#<>?^`{}";
constexpr std::string_view kNotInQuery = "\"#<>'";

bool is_slash(char c) { return c == '/' || c == '\\'; }

// Without spaces and controls around it, and without line breaks and tabs anywhere.
std::string cleaned(std::string_view reference) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!reference.empty() && blank(reference.front())) reference.remove_prefix(1);
  while (!reference.empty() && blank(reference.back())) reference.remove_suffix(1);
  std::string out(reference);
  std::erase_if(out, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  return out;
}

// Cuts `text` at the first `mark`; gives what stands behind it.
std::optional<std::string_view> cut_at(std::string_view& text, char mark) {
  const size_t at = text.find(mark);
  if (at == text.npos) return std::nullopt;
  const std::string_view behind = text.substr(at + 1);
  text = text.substr(0, at);
  return behind;
}

// Takes a scheme with its colon from the beginning of `text`; "" if there is none.
std::string take_scheme(std::string_view& text) {
  const auto is_part = [](char c) {
    return is_ascii_letter(c) || is_ascii_digit(c) || c == '+' || c == '-' || c == '.';
  };
  const auto end = std::find_if_not(text.begin(), text.end(), is_part);
  if (end == text.end() || *end != ':' || !is_ascii_letter(text.front())) return {};
  const auto size = static_cast<size_t>(end - text.begin());
  std::string scheme = ascii_lower(text.substr(0, size));
  text.remove_prefix(size + 1);
  return scheme;
}

void append_encoded(std::string& out, std::string_view text, std::string_view unwanted) {
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte < 0x7F && unwanted.find(c) == unwanted.npos) {
      out += c;
    } else {
      append_octet(out, c);
    }
  }
}

// How many dots a segment is that consists of one or two, each of which may be written %2e; else 0.
int dots(std::string_view segment) {
  int count = 0;
  while (!segment.empty()) {
    const bool plain = segment.front() == '.';
    if (!plain && ascii_lower(segment.substr(0, 3)) != "%2e") return 0;
    segment.remove_prefix(plain ? 1 : 3);
    if (++count > 2) return 0;
  }
  return count;
}

// Walks from `path`, which ends in a slash, along the segments of `text`.
void append_path(std::string& path, std::string_view text) {
  for (bool last = false; !last;) {
    const auto end =
        static_cast<size_t>(std::find_if(text.begin(), text.end(), is_slash) - text.begin());
    last = end == text.size();
    const std::string_view segment = text.substr(0, end);
    const int up = dots(segment);
    if (up == 2 && path.size() > 1) {
      path.pop_back();
      path.resize(path.rfind('/') + 1);
    }
    if (up == 0) append_encoded(path, segment, kNotInPath);
    if (up == 0 && !last) path += '/';
    if (!last) text.remove_prefix(end + 1);
  }
}

// ":8443", "" for none and the scheme's own; nullopt for what is no port.
std::optional<std::string> port_of(std::string_view digits, std::string_view scheme) {
  unsigned port = 0;
  for (char c : digits) {
    if (!is_ascii_digit(c)) return std::nullopt;
    port = port * 10 + static_cast<unsigned>(c - '0');
    if (port > 0xFFFF) return std::nullopt;
  }
  if (digits.empty() || port == (scheme == "http" ? 80 : 443)) return "";
  return ":" + std::to_string(port);
}

// "https://news.example:8443" of a scheme and "user:password@News.Example:8443".
std::optional<std::string> origin_of(std::string_view scheme, std::string_view authority) {
  authority.remove_prefix(authority.rfind('@') + 1);  // 0 where there is none
  const size_t bracket = authority.rfind(']');        // the colons before it are of an address
  const size_t colon = authority.find(':', bracket == authority.npos ? 0 : bracket);
  const auto host = parse_host(authority.substr(0, colon));
  const auto port = port_of(colon == authority.npos ? "" : authority.substr(colon + 1), scheme);
  if (!host || !port) return std::nullopt;
  return std::string(scheme).append("://").append(*host).append(*port);
}

std::optional<Url> joined(std::string origin, std::string path,
                          std::optional<std::string_view> query) {
  if (query) append_encoded(path += '?', *query, kNotInQuery);
  if (origin.size() + path.size() > kLongestUrl) return std::nullopt;
  std::string text = origin + path;
  return Url{std::move(text), std::move(origin), std::move(path)};
}

// `rest` is what follows "https:", with any number of slashes ahead of the host.
std::optional<Url> absolute(std::string_view scheme, std::string_view rest,
                            std::optional<std::string_view> query) {
  const auto host = std::find_if_not(rest.begin(), rest.end(), is_slash);
  rest.remove_prefix(static_cast<size_t>(host - rest.begin()));
  const auto end = std::find_if(rest.begin(), rest.end(), is_slash);
  const auto size = static_cast<size_t>(end - rest.begin());
  auto origin = origin_of(scheme, rest.substr(0, size));
  if (!origin) return std::nullopt;
  std::string path = "/";
  append_path(path, rest.substr(std::min(size + 1, rest.size())));
  return joined(std::move(*origin), std::move(path), query);
}

std::optional<Url> relative(const Url& base, std::string_view rest,
                            std::optional<std::string_view> query) {
  if (rest.empty() && !query) return base;
  std::string path = base.path.substr(0, base.path.find('?'));
  if (!rest.empty()) {
    path.resize(is_slash(rest.front()) ? 1 : path.rfind('/') + 1);
    append_path(path, rest.substr(is_slash(rest.front()) ? 1 : 0));
  }
  return joined(base.origin, std::move(path), query);
}

}  // namespace

std::optional<Url> resolve_url(std::string_view base, std::string_view reference) {
  if (reference.size() > kLongestUrl) return std::nullopt;
  const std::string text = cleaned(reference);
  std::string_view rest = text;
  cut_at(rest, '#');
  const auto query = cut_at(rest, '?');
  const std::string scheme = take_scheme(rest);
  if (!scheme.empty() && scheme != "http" && scheme != "https") return std::nullopt;

  const bool names_host = rest.size() >= 2 && is_slash(rest[0]) && is_slash(rest[1]);
  if (!scheme.empty() && (names_host || base.empty())) return absolute(scheme, rest, query);
  const auto from = base.empty() ? std::nullopt : resolve_url("", base);
  const std::string theirs = from ? from->origin.substr(0, from->origin.find(':')) : "";
  // "https:a" is relative to a base of that scheme and names a host anywhere else.
  if (!scheme.empty() && scheme != theirs) return absolute(scheme, rest, query);
  if (!from) return std::nullopt;
  return names_host ? absolute(theirs, rest, query) : relative(*from, rest, query);
}

}  // namespace dealwire
