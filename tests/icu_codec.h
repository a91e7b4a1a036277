// Text to bytes and back by ICU alone, so that tests do not trust the code they test.
#pragma once

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

class IcuCodec {
 public:
  // `name` is ICU's. Characters that the charset lacks are an error, not a '?'.
  explicit IcuCodec(const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    converter_ = ucnv_open(name, &status);
    if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU has no ") + name);
    ucnv_setFromUCallBack(converter_, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                          &status);
    ucnv_setFallback(converter_, false);
  }
  IcuCodec(const IcuCodec&) = delete;
  ~IcuCodec() { ucnv_close(converter_); }

  // Empty if the charset lacks one of the characters.
  std::string encode(std::string_view utf8) const {
    const auto units = icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
    std::string out(utf8.size() * 4 + 16, '\0');
    UErrorCode status = U_ZERO_ERROR;
    const int32_t n = ucnv_fromUChars(converter_, out.data(), static_cast<int32_t>(out.size()),
                                      units.getBuffer(), units.length(), &status);
    out.resize(U_FAILURE(status) ? 0 : static_cast<size_t>(n));
    return out;
  }

  std::string decode(std::string_view bytes) const {
    std::vector<UChar> units(bytes.size() + 2);
    UErrorCode status = U_ZERO_ERROR;
    const int32_t n = ucnv_toUChars(converter_, units.data(), static_cast<int32_t>(units.size()),
                                    bytes.data(), static_cast<int32_t>(bytes.size()), &status);
    std::string out;
    icu::UnicodeString(units.data(), n).toUTF8String(out);
    return out;
  }

 private:
  UConverter* converter_ = nullptr;
};

inline std::string encode(const char* charset, std::string_view utf8) {
  return IcuCodec(charset).encode(utf8);
}

}  // namespace dealwire
