#include "text/charset.h"

#include <simdjson.h>
#include <unicode/utf16.h>

#include "text/codec.h"
#include "text/detect.h"
#include "text/labels.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

Decoded copy_utf8(std::string_view bytes, size_t skip) {
  Decoded out;
  out.charset = "UTF-8";
  out.page.append_copy(bytes.substr(skip), skip);
  return out;
}

// What the byte order mark says, if there is one.
const Charset* marked(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE")       ? find_charset("utf-16le")
         : bytes.starts_with("\xFE\xFF")     ? find_charset("utf-16be")
         : bytes.starts_with("\xEF\xBB\xBF") ? find_charset("utf-8")
                                             : nullptr;
}

// What bytes can be in that declare `label` in ASCII: not in UTF-16, whatever they say.
const Charset* usable(const Charset* label) {
  if (label == nullptr || label->converter == nullptr) return nullptr;
  return label->name.starts_with("UTF-16") ? find_charset("utf-8") : label;
}

// ISO-2022-JP is ASCII bytes, with escape sequences around Japanese text that other texts have not.
bool is_iso_2022_jp(std::string_view bytes, const Charset* label) {
  const bool labelled = label != nullptr && label->name == "ISO-2022-JP";
  return labelled || bytes.find("\x1B$B") != bytes.npos || bytes.find("\x1B$@") != bytes.npos;
}

}  // namespace

Decoded decode_as(std::string_view bytes, const Charset& charset) {
  const Units units = to_units(bytes, charset);
  Decoded out;
  out.charset = charset.name;
  out.replaced = units.replaced;
  const size_t n = units.text.size();
  const auto offset = [&](size_t i) {
    return i < n ? static_cast<size_t>(units.offsets[i]) : bytes.size();
  };
  for (size_t i = 0; i < n;) {
    const size_t first = i;
    // Markup and Latin text are long runs of ASCII.
    while (i < n && units.text[i] < 0x80 && offset(i + 1) == offset(i) + 1 &&
           bytes[offset(i)] == static_cast<char>(units.text[i])) {
      ++i;
    }
    if (i > first) {
      out.page.append_copy(bytes.substr(offset(first), i - first), offset(first));
      continue;
    }
    UChar32 c;
    U16_NEXT(units.text, i, n, c);
    if (U_IS_SURROGATE(c)) c = 0xFFFD;
    // Several characters may stem from one sequence; the first of them carries it.
    size_t next = i;
    while (next < n && offset(next) == offset(first)) ++next;
    const size_t end = offset(next);
    const bool later_of_one = first > 0 && offset(first - 1) == offset(first);
    std::string utf8;
    append_utf8(utf8, static_cast<char32_t>(c));
    out.page.append_atom(utf8, {later_of_one ? end : offset(first), end});
  }
  if (out.page.text.starts_with("\xEF\xBB\xBF")) {  // a byte order mark is not text
    out.page = {out.page.text.substr(3), out.page.source.slice({3, out.page.text.size()})};
  }
  return out;
}

Decoded decode(std::string_view bytes, std::string_view declared) {
  const bool utf8 = simdjson::validate_utf8(bytes.data(), bytes.size());
  if (const Charset* charset = marked(bytes)) {
    return utf8 ? copy_utf8(bytes, 3) : decode_as(bytes, *charset);
  }
  const bool ascii = utf8 && is_ascii(bytes);
  const Charset* label = find_charset(declared);
  const Charset* named = usable(label);
  const Charset* found = nullptr;
  if (!utf8 || bytes.substr(0, 1024).find('\0') != bytes.npos) found = detect_utf16(bytes);
  if (found == nullptr && ascii && is_iso_2022_jp(bytes, label)) {
    found = find_charset("iso-2022-jp");
  }
  if (found == nullptr && utf8) {
    Decoded out = copy_utf8(bytes, 0);
    if (ascii && named != nullptr) out.charset = named->name;
    if (named != nullptr && named->name != out.charset) out.ignored = declared;
    return out;
  }
  if (found == nullptr) found = detect_charset(bytes, named);
  Decoded out = decode_as(bytes, *found);
  if (label != nullptr && found != label && found != named) out.ignored = declared;
  return out;
}

bool looks_binary(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return false;
  if (bytes.starts_with("%PDF-")) return true;
  const std::string_view head = bytes.substr(0, 64 * 1024);
  size_t controls = 0, nuls = 0;
  for (char c : head) {
    nuls += c == 0;
    controls +=
        c > 0 && c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1B';
  }
  const bool is_text = nuls * 1000 <= head.size() && controls * 50 <= head.size();
  return !is_text && detect_utf16(bytes) == nullptr;
}

}  // namespace dealwire
