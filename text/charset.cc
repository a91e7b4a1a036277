#include "text/charset.h"

#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "text/utf8.h"

namespace dealwire {
namespace {

// A charset under its WHATWG name and ICU's name of what the web means by it.
struct Charset {
  std::string_view name;
  const char* converter;
  std::array<std::string_view, 8> labels;
};

// https://encoding.spec.whatwg.org/#names-and-labels, the labels that news sites use. ICU's own
// euc-kr is ibm-970, and its Big5 lacks the Hong Kong characters, hence the second column.
constexpr Charset kCharsets[] = {
    {"UTF-8", "UTF-8", {"utf-8", "utf8", "unicode-1-1-utf-8"}},
    {"gb18030", "gb18030", {"gb18030", "gb2312", "gbk", "gb_2312-80", "x-gbk", "chinese"}},
    {"Big5", "Big5-HKSCS", {"big5", "big5-hkscs", "cn-big5", "x-x-big5", "big-5"}},
    {"Shift_JIS", "ibm-943_P15A-2003", {"shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"}},
    {"EUC-JP", "EUC-JP", {"euc-jp", "x-euc-jp"}},
    {"ISO-2022-JP", "ISO-2022-JP", {"iso-2022-jp"}},
    {"EUC-KR", "windows-949", {"euc-kr", "ks_c_5601-1987", "windows-949", "ksc5601", "korean"}},
    {"windows-1252", "windows-1252", {"windows-1252", "iso-8859-1", "latin1", "us-ascii", "ascii"}},
    {"windows-1250", "windows-1250", {"windows-1250"}},
    {"windows-1251", "windows-1251", {"windows-1251"}},
    {"ISO-8859-2", "ISO-8859-2", {"iso-8859-2"}},
    {"ISO-8859-15", "ISO-8859-15", {"iso-8859-15"}},
    {"UTF-16LE", "UTF-16LE", {"utf-16le", "utf-16"}},
    {"UTF-16BE", "UTF-16BE", {"utf-16be"}},
};

const Charset* find_charset(std::string_view label) {
  const std::string folded = ascii_lower(trim(label));
  for (const Charset& charset : kCharsets) {
    if (std::find(charset.labels.begin(), charset.labels.end(), folded) != charset.labels.end() &&
        !folded.empty()) {
      return &charset;
    }
  }
  return nullptr;
}

bool is_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) == 0; });
}

Decoded copy_utf8(std::string_view bytes, size_t skip) {
  Decoded out;
  out.charset = "UTF-8";
  out.page.append_copy(bytes.substr(skip), skip);
  return out;
}

// Reads each malformed sequence as one U+FFFD and counts it: ICU's own substitute is sometimes
// another character, and a U+FFFD that the page itself holds is no damage of ours.
void replace_malformed(const void* count, UConverterToUnicodeArgs* args, const char*, int32_t,
                       UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;  // reset, close, clone
  ++*static_cast<size_t*>(const_cast<void*>(count));
  *status = U_ZERO_ERROR;
  const UChar replacement = 0xFFFD;
  ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
}

// Decodes by ICU from the start, as stateful charsets need. nullopt if ICU lacks the converter.
std::optional<Decoded> convert(std::string_view bytes, const Charset& charset) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(charset.converter, &status), ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;

  Decoded out;
  out.charset = charset.name;
  ucnv_setToUCallBack(converter.get(), replace_malformed, &out.replaced, nullptr, nullptr, &status);

  // No charset here gives more than one UTF-16 unit a byte.
  std::vector<UChar> units(bytes.size() + 2);
  std::vector<int32_t> offsets(units.size());
  UChar* target = units.data();
  const char* source = bytes.data();
  ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source,
                 source + bytes.size(), offsets.data(), true, &status);
  const size_t n = static_cast<size_t>(target - units.data());

  for (size_t i = 0; i < n;) {
    UChar32 c;
    const size_t first = i;
    U16_NEXT(units.data(), i, n, c);
    if (U_IS_SURROGATE(c)) c = 0xFFFD;
    const auto begin = static_cast<size_t>(offsets[first]);
    // Several characters may stem from one sequence; the first of them carries it.
    size_t next = i;
    while (next < n && offsets[next] == offsets[first]) ++next;
    const size_t end = next < n ? static_cast<size_t>(offsets[next]) : bytes.size();
    const bool later_of_one = first > 0 && offsets[first - 1] == offsets[first];
    std::string utf8;
    append_utf8(utf8, static_cast<char32_t>(c));
    out.page.append_atom(utf8, later_of_one ? Range{end, end} : Range{begin, end});
  }
  if (out.page.text.starts_with("\xEF\xBB\xBF")) {  // a byte order mark is not text
    out.page = {out.page.text.substr(3), out.page.source.slice({3, out.page.text.size()})};
  }
  return out;
}

// May `decoded` be what was meant? One wrong sequence in fifty characters beyond ASCII is damage,
// more is the wrong charset; in UTF-8, which other charsets hardly ever produce by chance, one in
// eight is damage still. A truncated last character never tells against a charset.
bool plausible(const Decoded& decoded) {
  size_t beyond = 0;
  for (char c : decoded.page.text) beyond += (c & 0xC0) == 0xC0;
  const bool cut = decoded.replaced > 0 && decoded.page.text.ends_with("\uFFFD");
  const size_t wrong = decoded.replaced - cut;
  return wrong * (decoded.charset == "UTF-8" ? 8 : 50) <= beyond;
}

// Up to 4 KB of the bytes outside tags, from the places that are not ASCII: an ASCII head says
// nothing of the charset.
std::string sample(std::string_view bytes) {
  constexpr size_t kSample = 4096;
  std::string out;
  bool tag = false;
  size_t since_last = kSample;  // ASCII bytes since the last byte that is not
  for (size_t i = 0; i < bytes.size() && out.size() < kSample; ++i) {
    const char c = bytes[i];
    if (c == '<') tag = true;
    since_last = (c & 0x80) != 0 ? 0 : since_last + 1;
    if (!tag && since_last < 8) out += c;
    if (c == '>') tag = false;
  }
  return out;
}

const Charset* detect(std::string_view bytes) {
  const std::string text = sample(bytes);
  if (text.empty()) return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status),
                                                                      ucsdet_close);
  ucsdet_setText(detector.get(), text.data(), static_cast<int32_t>(text.size()), &status);
  int32_t n = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &n, &status);
  if (U_FAILURE(status)) return nullptr;
  for (int32_t i = 0; i < n; ++i) {
    const Charset* charset = find_charset(ucsdet_getName(matches[i], &status));
    // UTF-8 and UTF-16 have been ruled out by their own signs.
    if (charset == nullptr || charset->name.starts_with("UTF-")) continue;
    const auto decoded = convert(text, *charset);
    if (decoded && plausible(*decoded)) return charset;
  }
  return nullptr;
}

// UTF-16 without a mark: half of the first bytes are zero, all on the same side.
const Charset* utf16_without_mark(std::string_view bytes) {
  size_t even = 0, odd = 0;
  const size_t n = std::min<size_t>(bytes.size(), 1024);
  for (size_t i = 0; i < n; ++i) (i % 2 == 0 ? even : odd) += bytes[i] == 0;
  if (odd * 4 > n && even == 0) return find_charset("utf-16le");
  if (even * 4 > n && odd == 0) return find_charset("utf-16be");
  return nullptr;
}

}  // namespace

Decoded decode(std::string_view bytes, std::string_view declared) {
  if (bytes.starts_with("\xEF\xBB\xBF") && simdjson::validate_utf8(bytes.data(), bytes.size())) {
    return copy_utf8(bytes, 3);
  }
  const Charset* marked = bytes.starts_with("\xFF\xFE")       ? find_charset("utf-16le")
                          : bytes.starts_with("\xFE\xFF")     ? find_charset("utf-16be")
                          : bytes.starts_with("\xEF\xBB\xBF") ? find_charset("utf-8")
                                                              : utf16_without_mark(bytes);
  if (marked != nullptr) return *convert(bytes, *marked);

  const Charset* named = find_charset(declared);
  // A page that could declare itself in ASCII is not in UTF-16, whatever it says.
  if (named != nullptr && named->name.starts_with("UTF-16")) named = find_charset("utf-8");
  const bool stateful = named != nullptr && named->name == "ISO-2022-JP";
  if (simdjson::validate_utf8(bytes.data(), bytes.size()) && !stateful) {
    Decoded out = copy_utf8(bytes, 0);
    if (named != nullptr && named->name != "UTF-8" && !is_ascii(bytes)) out.ignored = declared;
    return out;
  }
  std::optional<Decoded> as_declared;
  if (named != nullptr) as_declared = convert(bytes, *named);
  if (as_declared && plausible(*as_declared)) return std::move(*as_declared);

  // UTF-8 with a little damage is still UTF-8.
  const Charset* utf8 = find_charset("utf-8");
  if (named != utf8) {
    auto damaged = convert(bytes, *utf8);
    if (plausible(*damaged)) {
      damaged->ignored = declared;
      return std::move(*damaged);
    }
  }
  const Charset* found = detect(bytes);
  if (found == nullptr) found = find_charset("windows-1252");
  Decoded out = *convert(bytes, *found);
  if (named != found) out.ignored = declared;
  return out;
}

bool looks_binary(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
      utf16_without_mark(bytes) != nullptr) {
    return false;
  }
  if (bytes.starts_with("%PDF-")) return true;
  const std::string_view head = bytes.substr(0, 64 * 1024);
  size_t controls = 0, nuls = 0;
  for (char c : head) {
    nuls += c == 0;
    controls +=
        c > 0 && c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1B';
  }
  return nuls * 1000 > head.size() || controls * 50 > head.size();
}

}  // namespace dealwire
