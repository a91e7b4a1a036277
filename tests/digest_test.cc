// Digests as writers of web archives spell them.
#include "warc/digest.h"

#include <gtest/gtest.h>

namespace dealwire {
namespace {

TEST(Digest, IsKnownInEverySpelling) {
  // Of "harbour"; by md5sum, sha1sum and so on, and Python's base64.
  const char* spellings[] = {
      "md5:08609bcf387d13162a529fbc0edff508",
      "md5:BBQJXTZYPUJRMKSST66A5X7VBA======",
      "md5:CGCbzzh9ExYqUp+8Dt/1CA==",
      "sha1:6168b790263e4aa923edd3807035c02fb0de3225",
      "sha1:MFULPEBGHZFKSI7N2OAHANOAF6YN4MRF",
      "sha1:YWi3kCY+Sqkj7dOAcDXAL7DeMiU=",
      "sha1:mfulpebghzfksi7n2oahanoaf6yn4mrf",
      "sha1:YWi3kCY-Sqkj7dOAcDXAL7DeMiU",
      "SHA-1: 6168B790263E4AA923EDD3807035C02FB0DE3225",
      "sha256:aa74f6fd03bf68be7e0f4bd06cae61a72ab8025b50d00888f3e1068f22067463",
      "sha256:VJ2PN7IDX5UL47QPJPIGZLTBU4VLQAS3KDIARCHT4EDI6IQGORRQ====",
      "sha256:qnT2/QO/aL5+D0vQbK5hpyq4AltQ0AiI8+EGjyIGdGM=",
      "sha256:vj2pn7idx5ul47qpjpigzltbu4vlqas3kdiarcht4edi6iqgorrq",
      "sha256:qnT2_QO_aL5-D0vQbK5hpyq4AltQ0AiI8-EGjyIGdGM",
      "SHA-256: AA74F6FD03BF68BE7E0F4BD06CAE61A72AB8025B50D00888F3E1068F22067463",
      "sha384:VCGORP7LTWFNGWOLTZD7UMSLRZKR3PPIIBWFXLFDYED7LCAJJZR3Z7EWKEZISV7RZTJ7O3OPDZFNC===",
      "sha384:qIzov+uditNZy55H+jJLjlUdvehAbFuso8EH9YgJTmO8/JZRMolX8czT923PHkrR",
  };
  for (const char* digest : spellings) {
    EXPECT_EQ(is_digest_of(digest, "harbour"), true) << digest;
    EXPECT_EQ(is_digest_of(digest, "Harbour"), false) << digest;
    EXPECT_EQ(is_digest_of(digest, ""), false) << digest;
  }
}

TEST(Digest, WhatCannotBeMadeIsNotJudged) {
  for (const char* digest : {"", "sha1", "sha1:", "sha1:abc", "crc32:3610a686", "urn:sha1:abc",
                             ":3610a686", "sha256:3610a686", "xxh3:===="}) {
    EXPECT_EQ(is_digest_of(digest, "harbour"), std::nullopt) << digest;
  }
}

}  // namespace
}  // namespace dealwire
