#include "text/alphabet.h"

#include <unicode/ucnv.h>
#include <unicode/ulocdata.h>

#include <memory>

namespace dealwire {
namespace {

constexpr const char* kLanguages[] = {
    "ar", "az", "be", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi",
    "fr", "he", "hr", "hu", "is", "it", "ja", "ko", "lt", "lv", "mk", "nl", "no", "pl",
    "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "th", "tr", "uk", "ur", "zh", "zh_Hant"};

icu::UnicodeSet exemplars(ULocaleData* locale, ULocaleDataExemplarSetType type) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeSet out;
  ulocdata_getExemplarSet(locale, out.toUSet(), 0, type, &status);
  return out;
}

// The 2,350 Hangul syllables of KS X 1001: modern texts hardly leave them, but CLDR has all 11,172.
icu::UnicodeSet common_hangul() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> wansung(ucnv_open("ibm-970", &status),
                                                             ucnv_close);
  icu::UnicodeSet out;
  ucnv_getUnicodeSet(wansung.get(), out.toUSet(), UCNV_ROUNDTRIP_SET, &status);
  return out.retain(0xAC00, 0xD7A3);
}

Alphabet load(const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<ULocaleData, decltype(&ulocdata_close)> locale(
      ulocdata_open(language.c_str(), &status), ulocdata_close);
  Alphabet out;
  out.letters = exemplars(locale.get(), ULOCDATA_ES_STANDARD);
  out.borrowed = exemplars(locale.get(), ULOCDATA_ES_AUXILIARY);
  out.signs = exemplars(locale.get(), ULOCDATA_ES_PUNCTUATION);
  out.latin = out.letters.contains('a');
  out.signs.addAll(icu::UnicodeSet(u"[©®™°€£¥·•…]", status));
  // Vowel marks of Arabic and Hebrew, which news leave out and which have no script of their own.
  out.letters.removeAll(icu::UnicodeSet(u"[:sc=Zinh:]", status));
  if (language == "ko") out.letters = common_hangul();
  // With a cedilla, as charsets wrote what is ș and ț.
  if (language == "ro") out.letters.addAll(icu::UnicodeSet(u"[şţ]", status));
  for (icu::UnicodeSet* set : {&out.letters, &out.borrowed, &out.signs}) {
    set->remove(0, 0x7F).removeAllStrings();
  }
  out.size = out.letters.size();
  for (icu::UnicodeSet* set : {&out.letters, &out.borrowed, &out.signs}) {
    set->closeOver(USET_ADD_CASE_MAPPINGS).removeAllStrings().freeze();
  }
  out.signs_size = out.signs.size();
  return out;
}

}  // namespace

const std::map<std::string, Alphabet, std::less<>>& alphabets() {
  static const auto* const all = [] {
    auto* out = new std::map<std::string, Alphabet, std::less<>>;
    for (const char* language : kLanguages) out->emplace(language, load(language));
    return out;
  }();
  return *all;
}

}  // namespace dealwire
