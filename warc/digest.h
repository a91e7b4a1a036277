// The digests that records of web archives carry ("WARC-Payload-Digest: sha1:3I42H3S6...").
//
// WARC leaves algorithm and spelling to the writer, and writers differ: sha1 in base32 is most
// common, hexadecimal and both alphabets of base64 occur (RFC 4648). Pure functions, by OpenSSL.
#pragma once

#include <optional>
#include <string_view>

namespace dealwire {

// Is `digest` that of the bytes? nullopt if it cannot be told: the algorithm is none of md5, sha1,
// sha256, sha384 and sha512, or the value is as long as none of the spellings.
std::optional<bool> is_digest_of(std::string_view digest, std::string_view bytes);

}  // namespace dealwire
