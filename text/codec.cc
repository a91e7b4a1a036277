#include "text/codec.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <memory>

namespace dealwire {
namespace {

// The tables below are all that sets ICU 72 apart from the indexes of the Encoding standard, over
// every sequence of every charset, but for four letters of Big5 that are two characters and for
// sequences that the standard leaves empty.

// Characters as ICU reads them and as the web does.
struct Mended {
  std::string_view charset;
  std::u16string_view icu, web;
};
constexpr Mended kMended[] = {
    // A3A0, a space that Chinese pages do use, and what GB 18030-2022 took out of private use
    // (https://github.com/whatwg/encoding/pull/336).
    {"gb18030",
     u"\uE5E5\uE78D\uE78E\uE78F\uE790\uE791\uE792\uE793\uE794\uE795\uE796\uE81E\uE826"
     u"\uE82B\uE82C\uE832\uE843\uE854\uE864",
     u"\u3000\uFE10\uFE12\uFE11\uFE13\uFE14\uFE15\uFE16\uFE17\uFE18\uFE19\u9FB4\u9FB5"
     u"\u9FB6\u9FB7\u9FB8\u9FB9\u9FBA\u9FBB"},
    {"Big5",
     u"\uF303\uF304\uF305\uF306\uF307\uF309\uF30C\uF30D\uF310\uF312\uF313\uF314\uF315"
     u"\uF317\uF318\uF34A\uF34B\uF57A\uF5A4\uF5AB\uF5CC\uF5CE\uF5D0\uF5D5\uF5EC\uF5ED"
     u"\uF5EF\uF602\uF61C\uF7E5\uF7EB\uF7ED",
     u"㇀㇁㇂㇃㇄㇅㇆㇇㇈㇉㇊㇋㇌㇍㇎⏚⏛龦龧龨龩龪龫龬龭龮龯龲龳㇏龰龱"},
    {"KOI8-U", u"╝╬", u"ўЎ"},
    {"IBM866", u"\u001A\u001C\u007F", u"\u007F\u001A\u001C"},
    {"Shift_JIS", u"\u001A\u001C\u007F", u"\u007F\u001A\u001C"},
    // Of which ICU has no converter; it differs from ISO-8859-15 in these.
    {"ISO-8859-16", u"¡¢£¥ª¬®¯²³µ¹º¿ÃÅÐÑÕ×ØÝÞãåðñõ÷øýþ", u"ĄąŁ„ȘŹźŻČł”čșżĂĆĐŃŐŚŰĘȚăćđńőśűęț"},
};

// Sequences of `width` bytes that ICU calls malformed.
struct Lacking {
  std::string_view charset;
  size_t width;
  std::string_view bytes;
  std::u16string_view web;
};
constexpr Lacking kLacking[] = {
    {"gb18030", 1, "\x80", u"€"},  // as Windows writes it in GBK
    {"windows-1255", 1, "\xCA", u"\u05BA"},
    // The compatibility points of HKSCS, ETEN's additions, pictures of controls.
    {"Big5", 2,
     "\x87\xA4\x87\xAC\x8E\x69\x8E\x6F\x8E\x7E\x8E\xAB\x8E\xB4\x8E\xCD\x8E\xD0\x8F\x57"
     "\x8F\x69\x8F\x6E\x8F\xCB\x8F\xCC\x8F\xFE\x90\x6D\x90\x7A\x90\xDC\x90\xF1\x91\xBF"
     "\x92\x44\x92\xAF\x92\xB0\x92\xB1\x92\xB2\x92\xC8\x92\xD1\x94\x47\x94\xCA\x95\xD9"
     "\x96\x44\x96\xED\x96\xFC\x9B\x76\x9B\x78\x9B\x7B\x9B\xC6\x9B\xDE\x9B\xEC\x9B\xF6"
     "\x9C\x42\x9C\x53\x9C\x62\x9C\x68\x9C\x6B\x9C\x77\x9C\xBC\x9C\xBD\x9C\xD0\x9D\x57"
     "\x9D\x5A\x9D\xC4\x9E\xA9\x9E\xEF\x9E\xFD\x9F\x60\x9F\x66\x9F\xCB\x9F\xD8\xA0\x63"
     "\xA0\x77\xA0\xD5\xA0\xDF\xA0\xE4\xA3\xC0\xA3\xC1\xA3\xC2\xA3\xC3\xA3\xC4\xA3\xC5"
     "\xA3\xC6\xA3\xC7\xA3\xC8\xA3\xC9\xA3\xCA\xA3\xCB\xA3\xCC\xA3\xCD\xA3\xCE\xA3\xCF"
     "\xA3\xD0\xA3\xD1\xA3\xD2\xA3\xD3\xA3\xD4\xA3\xD5\xA3\xD6\xA3\xD7\xA3\xD8\xA3\xD9"
     "\xA3\xDA\xA3\xDB\xA3\xDC\xA3\xDD\xA3\xDE\xA3\xDF\xA3\xE0\xC6\xCF\xC6\xD3\xC6\xD5"
     "\xC6\xD7\xC6\xDE\xC6\xDF\xFA\x5F\xFA\x66\xFA\xBD\xFA\xC5\xFA\xD5\xFB\x48\xFB\xB8"
     "\xFB\xF3\xFB\xF9\xFC\x4F\xFC\x6C\xFC\xB9\xFC\xE2\xFC\xF1\xFD\xB7\xFD\xB8\xFD\xBB"
     "\xFD\xF1\xFE\x52\xFE\x6F\xFE\xAA\xFE\xDD",
     u"龗龖箸簆糎緒縝者耨菁蒨萏覦覩起都銹靜響鼖蔃兙兛兝兞鍮瑹浧禛邗靝瀞嬨爁矗纇駖釔惞澶輶侻"
     u"營鄄鷰菏尐秣婧輋筑拐恢痹汊鬮鼗僭弌蠏拎瑨煢牐␀␁␂␃␄␅␆␇␈␉␊␋␌␍␎␏␐␑␒␓"
     u"␔␕␖␗␘␙␚␛␜␝␞␟␡廴无癶隶〃仝倩偽包卄卿嘅婷幵廐彘悤撐晴杞沜渝港煮猪瑜瓩砉"},
};

const Mended* find_mended(std::string_view charset) {
  const auto row = std::find_if(std::begin(kMended), std::end(kMended),
                                [&](const Mended& m) { return m.charset == charset; });
  return row == std::end(kMended) ? nullptr : row;
}

void mend(std::vector<char16_t>& text, std::string_view charset) {
  const Mended* row = find_mended(charset);
  if (row == nullptr) return;
  const auto [low, high] = std::minmax_element(row->icu.begin(), row->icu.end());
  for (char16_t& c : text) {
    if (c < *low || c > *high) continue;
    const size_t i = row->icu.find(c);
    if (i != row->icu.npos) c = row->web[i];
  }
}

// What the web makes of a sequence that ICU calls malformed; U+FFFD if nothing else.
char16_t web_character(std::string_view charset, std::string_view bytes) {
  for (const Lacking& row : kLacking) {
    if (row.charset != charset || row.width != bytes.size()) continue;
    for (size_t i = 0; i < row.web.size(); ++i) {
      if (row.bytes.substr(i * row.width, row.width) == bytes) return row.web[i];
    }
  }
  return 0xFFFD;
}

// The bytes of a character that ICU lacks; empty if it has it.
std::string_view web_bytes(std::string_view charset, char16_t c) {
  for (const Lacking& row : kLacking) {
    const size_t i = row.charset == charset ? row.web.find(c) : row.web.npos;
    if (i != row.web.npos) return row.bytes.substr(i * row.width, row.width);
  }
  return "";
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open_converter(const Charset& charset) {
  UErrorCode status = U_ZERO_ERROR;
  return Converter(ucnv_open(charset.converter, &status), ucnv_close);
}

struct Malformed {
  std::string_view charset;
  size_t count = 0;
};

// Reads each malformed sequence as one U+FFFD and counts it: ICU's own substitute is sometimes
// another character, and a U+FFFD that the page itself holds is no damage of ours. An ASCII byte at
// the end of a sequence that stands for nothing is itself, as on the web.
void replace_malformed(const void* context, UConverterToUnicodeArgs* args, const char* bytes,
                       int32_t length, UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;  // reset, close, clone
  auto& malformed = *static_cast<Malformed*>(const_cast<void*>(context));
  const std::string_view sequence(bytes, static_cast<size_t>(length));
  *status = U_ZERO_ERROR;
  const UChar c = web_character(malformed.charset, sequence);
  ucnv_cbToUWriteUChars(args, &c, 1, 0, status);
  if (c != 0xFFFD) return;
  ++malformed.count;
  if (length == 2 && sequence[0] < 0 && sequence[1] >= 0) {
    const UChar ascii = static_cast<UChar>(sequence[1]);
    ucnv_cbToUWriteUChars(args, &ascii, 1, 1, status);
  }
}

}  // namespace

Units to_units(std::string_view bytes, const Charset& charset) {
  UErrorCode status = U_ZERO_ERROR;
  const Converter converter = open_converter(charset);
  Malformed malformed{charset.name};
  ucnv_setToUCallBack(converter.get(), replace_malformed, &malformed, nullptr, nullptr, &status);

  // No charset here gives more than one UTF-16 unit a byte.
  Units out;
  out.text.resize(bytes.size() + 2);
  out.offsets.resize(out.text.size());
  char16_t* target = out.text.data();
  const char* source = bytes.data();
  ucnv_toUnicode(converter.get(), &target, target + out.text.size(), &source, source + bytes.size(),
                 out.offsets.data(), true, &status);
  out.text.resize(static_cast<size_t>(target - out.text.data()));
  out.offsets.resize(out.text.size());
  out.replaced = malformed.count;
  mend(out.text, charset.name);
  return out;
}

std::optional<std::string> to_bytes(std::u16string_view text, const Charset& charset) {
  const Converter converter = open_converter(charset);
  const Mended* mended = find_mended(charset.name);
  UErrorCode status = U_ZERO_ERROR;
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &status);
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const size_t length = U16_IS_LEAD(text[i]) && i + 1 < text.size() ? 2 : 1;
    char16_t units[2] = {text[i], length == 2 ? text[i + 1] : u'\0'};
    i += length;
    const size_t at = mended == nullptr ? std::u16string_view::npos : mended->web.find(units[0]);
    if (at != std::u16string_view::npos) units[0] = mended->icu[at];
    char bytes[8];
    char* end = bytes;
    const char16_t* source = units;
    ucnv_fromUnicode(converter.get(), &end, std::end(bytes), &source, units + length, nullptr, true,
                     &status);
    if (U_SUCCESS(status)) {
      out.append(bytes, end);
      continue;
    }
    status = U_ZERO_ERROR;
    ucnv_reset(converter.get());
    const std::string_view lacking = web_bytes(charset.name, units[0]);
    if (lacking.empty()) return std::nullopt;
    out += lacking;
  }
  // Some characters have bytes that are read as another one.
  if (to_units(out, charset).text != std::vector<char16_t>(text.begin(), text.end())) {
    return std::nullopt;
  }
  return out;
}

}  // namespace dealwire
