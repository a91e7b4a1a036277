#include "rules/cldr.h"

#include <unicode/locdspnm.h>
#include <unicode/measunit.h>
#include <unicode/numberformatter.h>
#include <unicode/timezone.h>
#include <unicode/tznames.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/unistr.h>

#include <cctype>
#include <map>
#include <memory>

#include "text/utf8.h"

namespace dealwire {
namespace {

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

template <typename F>
void for_each_currency(F f) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UEnumeration, decltype(&uenum_close)> codes(
      ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &status), uenum_close);
  int32_t length = 0;
  while (const UChar* code = uenum_unext(codes.get(), &length, &status)) {
    const std::string utf8 = to_utf8(icu::UnicodeString(code, length));
    if (utf8[0] != 'X') f(code, utf8);  // X.. are metals, funds and tests
  }
}

}  // namespace

NamedValues currency_names(const std::string& locale) {
  std::map<std::string, std::string> out;
  for_each_currency([&](const UChar* code, const std::string& iso) {
    const auto add = [&](const UChar* name, int32_t length) {
      std::string word = to_utf8(icu::UnicodeString(name, length));
      if (word != iso && !word.empty()) out.emplace(std::move(word), iso);
    };
    int32_t length = 0;
    for (UCurrNameStyle style : {UCURR_SYMBOL_NAME, UCURR_LONG_NAME}) {
      UErrorCode status = U_ZERO_ERROR;
      const UChar* name = ucurr_getName(code, locale.c_str(), style, nullptr, &length, &status);
      if (U_SUCCESS(status)) add(name, length);
    }
    for (const char* plural : {"one", "other"}) {
      UErrorCode status = U_ZERO_ERROR;
      const UChar* name =
          ucurr_getPluralName(code, locale.c_str(), nullptr, plural, &length, &status);
      if (U_SUCCESS(status)) add(name, length);
    }
  });
  return {out.begin(), out.end()};
}

NamedValues currency_codes() {
  NamedValues out;
  for_each_currency([&](const UChar*, const std::string& iso) { out.emplace_back(iso, iso); });
  return out;
}

std::string currency_of_region(std::string_view region) {
  if (region.empty()) return "";
  UErrorCode status = U_ZERO_ERROR;
  UChar code[8];
  const int32_t length = ucurr_forLocale(("und_" + std::string(region)).c_str(), code, 8, &status);
  return U_SUCCESS(status) ? to_utf8(icu::UnicodeString(code, length)) : "";
}

NamedValues country_names(const std::string& locale) {
  std::map<std::string, std::string> out;
  const icu::Locale language(locale.c_str());
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::LocaleDisplayNames> countries(
      icu::LocaleDisplayNames::createInstance(language));
  const std::unique_ptr<icu::TimeZoneNames> cities(
      icu::TimeZoneNames::createInstance(language, status));
  const std::unique_ptr<icu::StringEnumeration> zones(icu::TimeZone::createTimeZoneIDEnumeration(
      UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status));
  if (U_FAILURE(status)) return {};
  while (const icu::UnicodeString* zone = zones->snext(status)) {
    char region[8];
    if (icu::TimeZone::getRegion(*zone, region, sizeof region, status) != 2) continue;
    const std::string currency = currency_of_region(region);
    icu::UnicodeString name;
    out.emplace(to_utf8(cities->getExemplarLocationName(*zone, name)), currency);
    out.emplace(to_utf8(countries->regionDisplayName(region, name)), currency);
  }
  return {out.begin(), out.end()};
}

NamedValues power_units(const std::string& locale) {
  const std::pair<icu::MeasureUnit, const char*> units[] = {
      {icu::MeasureUnit::getWatt(), "1"},
      {icu::MeasureUnit::getKilowatt(), "1e3"},
      {icu::MeasureUnit::getMegawatt(), "1e6"},
      {icu::MeasureUnit::getGigawatt(), "1e9"}};
  std::map<std::string, std::string> out;
  for (const auto& [unit, watts] : units) {
    for (UNumberUnitWidth width : {UNUM_UNIT_WIDTH_SHORT, UNUM_UNIT_WIDTH_FULL_NAME}) {
      for (int64_t count : {1, 2}) {
        UErrorCode status = U_ZERO_ERROR;
        const icu::UnicodeString shown =
            icu::number::NumberFormatter::withLocale(icu::Locale(locale.c_str()))
                .unit(unit)
                .unitWidth(width)
                .formatInt(count, status)
                .toString(status);
        if (U_FAILURE(status)) continue;
        const std::string text = to_utf8(shown);
        // The unit is what stands behind the number.
        size_t begin = text.find_first_of("12");
        begin = begin == text.npos ? 0 : begin + 1;
        while (begin < text.size() &&
               (text[begin] == ' ' || text.compare(begin, 2, "\u00A0") == 0)) {
          begin += text[begin] == ' ' ? 1 : 2;
        }
        const std::string unit_name = text.substr(begin);
        // Of 百万瓦 the million is a number.
        size_t second = 0;
        const bool counted =
            is_numeral(character_at(unit_name, 0)) &&
            (next_character(unit_name, second), is_numeral(character_at(unit_name, second)));
        if (!unit_name.empty() && !counted) out.emplace(unit_name, watts);
      }
    }
  }
  return {out.begin(), out.end()};
}

}  // namespace dealwire
