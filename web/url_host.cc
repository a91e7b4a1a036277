#include "web/url_host.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/idna.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "text/utf8.h"
#include "web/octets.h"

namespace dealwire {
namespace {

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto octet = octet_at(text, i);
    out += octet.value_or(text[i]);
    if (octet) i += 2;
  }
  return out;
}

std::string compressed(const std::array<unsigned, 8>& pieces) {
  // The first of the longest runs of zeros, if it has two or more.
  size_t begin = 0, length = 1;
  for (size_t i = 0; i < pieces.size(); ++i) {
    size_t end = i;
    while (end < pieces.size() && pieces[end] == 0) ++end;
    if (end - i > length) begin = i, length = end - i;
  }
  std::string out;
  for (size_t i = 0; i < pieces.size();) {
    if (length > 1 && i == begin) {
      out += "::";
      i += length;
    } else {
      if (!out.empty() && out.back() != ':') out += ':';
      out += fmt::format("{:x}", pieces[i++]);
    }
  }
  return out;
}

std::optional<std::string> ipv6(const std::string& text) {
  in6_addr address{};
  if (text.find('\0') != text.npos || inet_pton(AF_INET6, text.c_str(), &address) != 1) {
    return std::nullopt;
  }
  std::array<unsigned, 8> pieces{};
  for (size_t i = 0; i < pieces.size(); ++i) {
    pieces[i] = address.s6_addr[2 * i] * 256U + address.s6_addr[2 * i + 1];
  }
  return "[" + compressed(pieces) + "]";
}

// A part of an IPv4 address, which may be hexadecimal (0x7f) or octal (0177); what is too large for
// any is 2^32.
std::optional<uint64_t> ipv4_number(std::string_view text) {
  constexpr uint64_t kTooLarge = uint64_t{1} << 32;
  if (text.empty()) return std::nullopt;
  const bool hex = text.size() > 1 && text[0] == '0' && (text[1] | 0x20) == 'x';
  const bool octal = !hex && text.size() > 1 && text[0] == '0';
  if (hex) text.remove_prefix(2);
  const int radix = hex ? 16 : octal ? 8 : 10;
  uint64_t out = 0;
  for (char c : text) {
    const int digit = hex_value(c);
    if (digit < 0 || digit >= radix) return std::nullopt;
    out = std::min(out * static_cast<uint64_t>(radix) + static_cast<uint64_t>(digit), kTooLarge);
  }
  return out;
}

// The parts between dots; one dot at the end does not count.
std::vector<std::string_view> parts_of(std::string_view domain) {
  if (domain.size() > 1 && domain.ends_with('.')) domain.remove_suffix(1);
  std::vector<std::string_view> out;
  for (size_t begin = 0; begin <= domain.size();) {
    const size_t end = std::min(domain.find('.', begin), domain.size());
    out.push_back(domain.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

bool is_number(std::string_view part) {
  const bool digits =
      std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  return (digits && !part.empty()) || ipv4_number(part);
}

// The last of the parts stands for all bytes that are left: 127.1 is 127.0.0.1.
std::optional<std::string> ipv4(const std::vector<std::string_view>& parts) {
  if (parts.size() > 4) return std::nullopt;
  uint64_t address = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    const size_t bits = i + 1 < parts.size() ? 8 : 8 * (4 - i);
    const auto number = ipv4_number(parts[i]);
    if (!number || *number >> bits != 0) return std::nullopt;
    address = address << bits | *number;
  }
  return fmt::format("{}.{}.{}.{}", address >> 24, address >> 16 & 255, address >> 8 & 255,
                     address & 255);
}

const icu::IDNA* uts46() {
  static const std::unique_ptr<const icu::IDNA> idna = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<const icu::IDNA>(icu::IDNA::createUTS46Instance(
        UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ, status));
  }();
  return idna.get();  // null where ICU has no data
}

// "" for what is no domain. ASCII is no business of UTS 46, not even "xn--" before nonsense: so the
// standard since 2026, as such domains are in use.
std::string domain_to_ascii(std::string_view text) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(text.begin(), text.end(), is_ascii)) return ascii_lower(text);
  if (uts46() == nullptr) return {};
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  icu::IDNAInfo info;
  UErrorCode status = U_ZERO_ERROR;
  uts46()->nameToASCII_UTF8({text.data(), static_cast<int32_t>(text.size())}, sink, info, status);
  constexpr uint32_t kHarmless = UIDNA_ERROR_HYPHEN_3_4 | UIDNA_ERROR_LEADING_HYPHEN |
                                 UIDNA_ERROR_TRAILING_HYPHEN | UIDNA_ERROR_EMPTY_LABEL |
                                 UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG;
  return U_SUCCESS(status) && (info.getErrors() & ~kHarmless) == 0 ? out : "";
}

bool is_forbidden(char c) {
  return static_cast<unsigned char>(c) <= ' ' ||
         std::string_view("#/:<>?@[\\]^|%\x7F").find(c) != std::string_view::npos;
}

}  // namespace

std::optional<std::string> parse_host(std::string_view text) {
  if (text.starts_with('[')) {
    if (!text.ends_with(']')) return std::nullopt;
    return ipv6(std::string(text.substr(1, text.size() - 2)));
  }
  std::string domain = domain_to_ascii(percent_decoded(text));
  if (domain.empty() || std::any_of(domain.begin(), domain.end(), is_forbidden)) {
    return std::nullopt;
  }
  const std::vector<std::string_view> parts = parts_of(domain);
  return is_number(parts.back()) ? ipv4(parts) : std::move(domain);
}

}  // namespace dealwire
