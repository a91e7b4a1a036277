// What a reader sees of a few bytes of a document, found out without the reader: decoded by ICU,
// markup taken off by the code below. Slow, small, and knows only what the tests' pages hold.
#pragma once

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "icu_codec.h"

namespace dealwire {

class Fragment {
 public:
  // The text that markup shows. A piece of text: it must not begin inside a tag.
  static std::string visible(std::string_view markup) { return Fragment(markup).run(); }

  // For comparison: NFKC, without white space and what has no width.
  static std::string folded(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto units = icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    icu::UnicodeString kept;
    for (int32_t i = 0; i < units.length(); i = units.moveIndex32(i, 1)) {
      const UChar32 c = units.char32At(i);
      if (!u_isUWhiteSpace(c) && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
        kept.append(c);
      }
    }
    std::string out;
    icu::Normalizer2::getNFKCInstance(status)->normalize(kept, status).toUTF8String(out);
    return out;
  }

 private:
  explicit Fragment(std::string_view markup) : rest_(markup) {}

  std::string run() {
    while (!rest_.empty()) {
      if (rest_.starts_with("<!--")) {
        // Its dashes may be part of the end: <!-->
        rest_.remove_prefix(2);
        rest_.remove_prefix(std::min(rest_.find("-->"), rest_.find("--!>")));
        rest_.remove_prefix(std::min(rest_.size(), rest_.find('>') + 1));
      } else if (rest_[0] == '<' && rest_.size() > 1 && (u_isalpha(rest_[1]) || rest_[1] == '/')) {
        tag();
      } else if (rest_[0] == '&') {
        reference();
      } else {
        out_ += rest_[0];
        rest_.remove_prefix(1);
      }
    }
    return out_;
  }

  void skip_behind(std::string_view end) {
    rest_.remove_prefix(std::min(rest_.size(), rest_.find(end) + end.size()));
  }

  void tag() {
    const std::string name(rest_.substr(1, rest_.find_first_of(" \n>/", 1) - 1));
    char quote = 0;
    while (!rest_.empty()) {
      const char c = rest_[0];
      rest_.remove_prefix(1);
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        break;
      }
    }
    if (name == "script" || name == "style" || name == "rt" || name == "rp") {
      skip_behind("</" + name + ">");
    }
  }

  void reference() {
    static const std::map<std::string_view, UChar32> kNames = {
        {"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},    {"nbsp", 0xA0},
        {"euro", 0x20AC},  {"pound", 0xA3},   {"yen", 0xA5},     {"shy", 0xAD},    {"copy", 0xA9},
        {"mdash", 0x2014}, {"rsquo", 0x2019}, {"ldquo", 0x201C}, {"rdquo", 0x201D}};
    const size_t end = rest_.find(';');
    const std::string name(rest_.substr(1, end == rest_.npos ? 0 : end - 1));
    UChar32 c = 0;
    if (name.starts_with("#x")) {
      c = std::stoi(name.substr(2), nullptr, 16);
    } else if (name.starts_with("#")) {
      c = std::stoi(name.substr(1));
    } else if (const auto known = kNames.find(name); known != kNames.end()) {
      c = known->second;
    }
    // References to C1 controls mean what windows-1252 has there, by the HTML standard.
    if (c >= 0x80 && c < 0xA0) {
      static const IcuCodec windows("windows-1252");
      c = icu::UnicodeString::fromUTF8(windows.decode(std::string(1, static_cast<char>(c))))[0];
    }
    if (c == 0) {  // an ampersand
      out_ += '&';
      rest_.remove_prefix(1);
      return;
    }
    icu::UnicodeString(c).toUTF8String(out_);
    rest_.remove_prefix(end + 1);
  }

  std::string_view rest_;
  std::string out_;
};

}  // namespace dealwire
