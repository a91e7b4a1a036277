#include "recode.h"

#include <unicode/unistr.h>

#include <map>

#include "icu_codec.h"
#include "text/codec.h"
#include "text/labels.h"

namespace dealwire {
namespace {

const IcuCodec& codec(const std::string& icu_name) {
  static std::map<std::string, IcuCodec> codecs;
  return codecs.try_emplace(icu_name, icu_name.c_str()).first->second;
}

struct Unit {
  std::string text;
  Range bytes;
  bool malformed;
};

std::vector<Unit> read_cp936(std::string_view bytes) {
  std::vector<Unit> out;
  for (size_t i = 0; i < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const size_t length = byte <= 0x80 || byte == 0xFF || i + 1 == bytes.size() ? 1 : 2;
    const std::string text = codec("ibm-1386_P100-2001").decode(bytes.substr(i, length));
    const bool bad = (bytes[i] < 0 && text[0] == '\x1A') || text.size() != utf8_length(text[0]) ||
                     text == "\uFFFD";
    out.push_back({bad ? "?" : text, {i, i + length}, bad});
    i += length;
  }
  return out;
}

std::vector<Unit> read_latin1(std::string_view bytes) {
  std::vector<Unit> out;
  for (size_t i = 0; i < bytes.size(); ++i) {
    out.push_back({utf8(static_cast<unsigned char>(bytes[i])), {i, i + 1}, false});
  }
  return out;
}

std::vector<Unit> read_as(std::string_view bytes, const Reading& as) {
  if (as.charset == kLatin1) return read_latin1(bytes);
  if (as.charset == kCp936) return read_cp936(bytes);
  const Units units = to_units(bytes, *find_charset(as.charset));
  std::vector<Unit> out;
  const auto size = static_cast<int32_t>(units.text.size());
  const icu::UnicodeString text(units.text.data(), size);
  for (int32_t i = 0; i < size;) {
    const int32_t next = text.moveIndex32(i, 1);
    const auto begin = static_cast<size_t>(units.offsets[static_cast<size_t>(i)]);
    const size_t end =
        next < size ? static_cast<size_t>(units.offsets[static_cast<size_t>(next)]) : bytes.size();
    const auto c = static_cast<char32_t>(text.char32At(i));
    // Strict readers of windows-1252 know five bytes less than the web.
    const bool bad = c == 0xFFFD || (as.charset == "windows-1252" && c >= 0x80 && c < 0xA0 &&
                                     as.malformed == Malformed::kQuestionMark);
    const bool question = bad && as.malformed == Malformed::kQuestionMark;
    out.push_back({question ? "?" : utf8(c), {begin, end}, bad});
    i = next;
  }
  return out;
}

}  // namespace

Change unchanged(std::string_view line) {
  Change out;
  out.text.append_copy(line, 0);
  return out;
}

std::optional<Encoded> encode_line(std::string_view line, const std::string& charset) {
  Encoded out;
  bool complete = true;
  for_each_character(line, [&](char32_t, Range at) {
    const std::string bytes = codec(charset).encode(cut(line, at));
    complete = complete && !bytes.empty();
    out.bytes += bytes;
    out.source.insert(out.source.end(), bytes.size(), at);
  });
  if (!complete) return std::nullopt;
  return out;
}

Change decode_line(std::string_view line, const Encoded& encoded, const Reading& as) {
  Change out;
  out.lost = encoded.lost;
  for (const Unit& unit : read_as(encoded.bytes, as)) {
    if (unit.bytes.empty()) continue;
    const Range source = hull(encoded.source[unit.bytes.begin], encoded.source[unit.bytes.end - 1]);
    if (cut(line, source) == unit.text) {
      out.text.append_copy(unit.text, source.begin);
    } else {
      out.text.append_atom(unit.text, source);
    }
    if (!unit.malformed) continue;
    for (size_t i = unit.bytes.begin; i < unit.bytes.end; ++i) {
      out.lost.push_back(encoded.source[i]);
    }
  }
  return out;
}

}  // namespace dealwire
