#include "repair/byte_table.h"

#include <unicode/ucnv.h>

#include <memory>
#include <utility>
#include <vector>

#include "text/labels.h"

namespace dealwire {
ByteTable::ByteTable(const char* name) : name_(name) {
  low_.fill(-1);
  const Charset* web = find_charset(name_);  // IBM's are none of the web's
  const char* const converter = web != nullptr ? web->converter : name;
  const bool windows = name_.starts_with("windows");
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> opened(ucnv_open(converter, &status),
                                                                  ucnv_close);
  for (int i = 0x80; i < 0x100; ++i) {
    const auto byte = static_cast<uint8_t>(i);
    const char source = static_cast<char>(byte);
    char16_t unit[2] = {};
    status = U_ZERO_ERROR;
    ucnv_toUChars(opened.get(), unit, 2, &source, 1, &status);
    const bool undefined = unit[0] == 0xFFFD || unit[0] == 0 || (windows && is_control(unit[0]));
    if (undefined && byte < 0xC0) undefined_ += source;
    characters_[byte] = undefined ? byte : unit[0];
    add(characters_[byte], byte);
  }
  // Two signs have two numbers each, and software differs in which one it takes.
  for (const auto& [one, other] : {std::pair{U'\u00B5', U'\u03BC'}, {U'\u2126', U'\u03A9'}}) {
    if (byte_of(one) < 0 && byte_of(other) >= 0) add(one, static_cast<uint8_t>(byte_of(other)));
    if (byte_of(other) < 0 && byte_of(one) >= 0) add(other, static_cast<uint8_t>(byte_of(one)));
  }
  if (name_ == "windows-1252") {
    for (char32_t c = 0x80; c < 0xA0; ++c) low_[c] = static_cast<int16_t>(c);
  }
}

void ByteTable::add(char32_t c, uint8_t byte) {
  if (c < low_.size()) {
    low_[c] = byte;
  } else {
    high_.emplace(c, byte);
  }
}

std::span<const ByteTable> byte_tables() {
  static const auto* const all = new std::vector<ByteTable>{
      ByteTable("windows-1252"), ByteTable("windows-1250"), ByteTable("windows-1251"),
      ByteTable("macintosh"),    ByteTable("windows-1254"), ByteTable("windows-1257"),
      ByteTable("windows-1253"), ByteTable("ISO-8859-2"),   ByteTable("IBM437"),
      ByteTable("IBM850"),
  };
  return *all;
}

}  // namespace dealwire
