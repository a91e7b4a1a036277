// What a span says, read without any of the code that made it: ICU decodes the bytes, and markup is
// stripped here.
#pragma once

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "icu_codec.h"

namespace dealwire::oracle {

// The name by which ICU knows what the program calls a charset.
inline const char* icu_name(const std::string& charset) {
  static const std::map<std::string, const char*> kNames = {
      {"Big5", "Big5-HKSCS"}, {"Shift_JIS", "ibm-943_P15A-2003"}, {"EUC-KR", "windows-949"}};
  const auto found = kNames.find(charset);
  return found == kNames.end() ? charset.c_str() : found->second;
}

inline std::string utf8(uint32_t c) {
  std::string out;
  icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(out);
  return out;
}

// The text of a cut of markup: comments, tags and what does not show are gone, references read.
inline std::string without_markup(std::string_view markup) {
  static const std::map<std::string_view, uint32_t> kNamed = {
      {"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},
      {"nbsp", 0xA0},    {"pound", 0xA3},   {"euro", 0x20AC},  {"yen", 0xA5},
      {"eacute", 0xE9},  {"rsquo", 0x2019}, {"lsquo", 0x2018}, {"ldquo", 0x201C},
      {"rdquo", 0x201D}, {"mdash", 0x2014}, {"hellip", 0x2026}};
  std::string out;
  for (size_t i = 0; i < markup.size();) {
    if (markup.substr(i, 4) == "<!--") {
      const size_t end = markup.find("-->", i);
      i = end == markup.npos ? markup.size() : end + 3;
    } else if (markup[i] == '<') {
      const std::string_view rest = markup.substr(i);
      size_t end = 1;
      for (char quote = 0; end < rest.size() && (quote != 0 || rest[end] != '>'); ++end) {
        if (quote == 0 && (rest[end] == '"' || rest[end] == '\'')) {
          quote = rest[end];
        } else if (rest[end] == quote) {
          quote = 0;
        }
      }
      for (std::string_view hidden : {"script", "style"}) {
        if (rest.substr(1, hidden.size()) == hidden) {
          end = rest.find('>', rest.find("</" + std::string(hidden)));
        }
      }
      i = end >= rest.size() ? markup.size() : i + end + 1;
    } else if (markup[i] == '&') {
      const size_t end = markup.find(';', i);
      const std::string_view name = markup.substr(i + 1, end - i - 1);
      if (name[0] == '#') {
        const bool hex = name[1] == 'x' || name[1] == 'X';
        out += utf8(static_cast<uint32_t>(
            std::stoul(std::string(name.substr(hex ? 2 : 1)), nullptr, hex ? 16 : 10)));
      } else {
        out += utf8(kNamed.at(name));
      }
      i = end + 1;
    } else {
      out += markup[i++];
    }
  }
  return out;
}

// Without white space and what does not show, in NFKC: how two texts are compared.
inline std::string comparable(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto units = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  const icu::UnicodeString folded =
      icu::Normalizer2::getNFKCInstance(status)->normalize(units, status);
  std::string out;
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    if (u_isUWhiteSpace(c) || u_charType(c) == U_FORMAT_CHAR) continue;
    out += utf8(static_cast<uint32_t>(c));
  }
  return out;
}

}  // namespace dealwire::oracle
