// The characters that languages are written in, by CLDR.
#pragma once

#include <unicode/uniset.h>

#include <map>
#include <string>

namespace dealwire {

// Those beyond ASCII, capitals too.
struct Alphabet {
  icu::UnicodeSet letters;   // in common use
  icu::UnicodeSet borrowed;  // in foreign words and names
  icu::UnicodeSet signs;     // punctuation, and the signs of web pages in any language
  int size = 0;              // letters in common use, each counted once whatever its case
  int signs_size = 0;        // signs
  bool latin = false;
};

// Of the languages that charsets other than Unicode were made for, by CLDR's names ("zh_Hant").
// Made on first use, in some milliseconds.
const std::map<std::string, Alphabet, std::less<>>& alphabets();

}  // namespace dealwire
