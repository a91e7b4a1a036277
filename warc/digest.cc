#include "warc/digest.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kBase32 = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

const EVP_MD* algorithm_of(std::string_view label) {
  std::string name = ascii_lower(trim(label));
  std::erase(name, '-');  // "SHA-256"
  if (name == "md5") return EVP_md5();
  if (name == "sha1") return EVP_sha1();
  if (name == "sha256") return EVP_sha256();
  if (name == "sha384") return EVP_sha384();
  if (name == "sha512") return EVP_sha512();
  return nullptr;
}

// `bytes` in digits of so many bits, without padding.
std::string spelled(std::string_view bytes, std::string_view digits, unsigned bits) {
  std::string out;
  unsigned held = 0, value = 0;
  for (char c : bytes) {
    value = (value << 8 | static_cast<unsigned char>(c)) & 0xFFFF;
    for (held += 8; held >= bits; held -= bits) {
      out += digits[value >> (held - bits) & (digits.size() - 1)];
    }
  }
  if (held > 0) out += digits[value << (bits - held) & (digits.size() - 1)];
  return out;
}

size_t digits_for(size_t bytes, size_t bits) { return (bytes * 8 + bits - 1) / bits; }

std::string as_base64(std::string_view value) {
  std::string out(value);
  std::replace(out.begin(), out.end(), '-', '+');
  std::replace(out.begin(), out.end(), '_', '/');
  return out;
}

}  // namespace

std::optional<bool> is_digest_of(std::string_view digest, std::string_view bytes) {
  const size_t colon = digest.find(':');
  if (colon == digest.npos) return std::nullopt;
  const EVP_MD* algorithm = algorithm_of(digest.substr(0, colon));
  if (algorithm == nullptr) return std::nullopt;
  std::string_view value = trim(digest.substr(colon + 1));
  value = value.substr(0, value.find_last_not_of('=') + 1);
  const auto length = static_cast<size_t>(EVP_MD_get_size(algorithm));
  const bool hex = value.size() == 2 * length, base32 = value.size() == digits_for(length, 5);
  if (!hex && !base32 && value.size() != digits_for(length, 6)) return std::nullopt;

  std::array<unsigned char, EVP_MAX_MD_SIZE> made;
  if (EVP_Digest(bytes.data(), bytes.size(), made.data(), nullptr, algorithm, nullptr) != 1) {
    return std::nullopt;
  }
  const std::string_view raw(reinterpret_cast<const char*>(made.data()), length);
  if (hex) return ascii_lower(value) == spelled(raw, kHex, 4);
  if (base32) return ascii_lower(value) == spelled(raw, kBase32, 5);
  return as_base64(value) == spelled(raw, kBase64, 6);
}

}  // namespace dealwire
