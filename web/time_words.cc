#include "web/time_words.h"

#include <algorithm>
#include <array>

#include "text/labels.h"

namespace dealwire {
namespace {

// Words parted by spaces. A row may hold a name and its short form; a dot behind is not part of it.
constexpr std::array<std::string_view, 12> kMonths = {
    "jan january januar jänner janvier janv ene enero gennaio gen janeiro januari ιαν ιανουάριος "
    "ιανουαρίου január janúar",
    "feb february februar février févr fév fevrier febrero febbraio fevereiro fev februari φεβ "
    "φεβρουάριος φεβρουαρίου február",
    "mar march märz mär mrz mars marzo março maart mrt μάρ μαρ μάρτιος μαρτίου március márc",
    "apr april avril avr abril abr aprile απρ απρίλιος απριλίου április ápr",
    "may mai mayo maggio mag maio mei μάι μαϊ μαι μαΐ μάιος μαΐου május máj",
    "jun june juni juin junio giugno giu junho ιούν ιουν ιον ιούνιος ιουνίου június jún",
    "jul july juli juil juillet julio luglio lug julho ιούλ ιουλ ιολ ιούλιος ιουλίου július júl",
    "aug august août aout ago agosto augustus αύγ αυγ αύγουστος αυγούστου augusztus",
    "sep sept september septembre septiembre setiembre settembre set setembro σεπ σεπτ "
    "σεπτέμβριος σεπτεμβρίου szeptember szept",
    "oct october okt oktober octobre octubre ottobre ott outubro out οκτ οκτώβριος οκτωβρίου "
    "október",
    "nov november novembre noviembre novembro νοέ νοε νοέμβριος νοεμβρίου",
    "dec december dez dezember déc decembre décembre dic diciembre dicembre dezembro δεκ "
    "δεκέμβριος δεκεμβρίου"};

constexpr int kHour = 3600;

struct Zone {
  std::string_view name;
  int offset = 0;  // in seconds, in winter
  // Does the name stand for summer as well? Such names are American.
  bool whole_year = false;
};

constexpr std::array<Zone, 50> kZones = {{
    // RFC 822 and RFC 2822
    {"ut", 0},
    {"utc", 0},
    {"gmt", 0},
    {"z", 0},
    {"zulu", 0},
    {"est", -5 * kHour},
    {"edt", -4 * kHour},
    {"cst", -6 * kHour},
    {"cdt", -5 * kHour},
    {"mst", -7 * kHour},
    {"mdt", -6 * kHour},
    {"pst", -8 * kHour},
    {"pdt", -7 * kHour},
    // America
    {"ast", -4 * kHour},
    {"adt", -3 * kHour},
    {"nst", -3 * kHour - kHour / 2},
    {"ndt", -2 * kHour - kHour / 2},
    {"akst", -9 * kHour},
    {"akdt", -8 * kHour},
    {"hst", -10 * kHour},
    {"brt", -3 * kHour},
    {"at", -4 * kHour, true},
    {"et", -5 * kHour, true},
    {"ct", -6 * kHour, true},
    {"mt", -7 * kHour, true},
    {"pt", -8 * kHour, true},
    // Europe and Africa
    {"wet", 0},
    {"west", 1 * kHour},
    {"bst", 1 * kHour},
    {"cet", 1 * kHour},
    {"cest", 2 * kHour},
    {"mez", 1 * kHour},
    {"mesz", 2 * kHour},
    {"met", 1 * kHour},
    {"mest", 2 * kHour},
    {"eet", 2 * kHour},
    {"eest", 3 * kHour},
    {"msk", 3 * kHour},
    {"trt", 3 * kHour},
    {"sast", 2 * kHour},
    // Asia and the Pacific
    {"pkt", 5 * kHour},
    {"wib", 7 * kHour},
    {"hkt", 8 * kHour},
    {"sgt", 8 * kHour},
    {"jst", 9 * kHour},
    {"kst", 9 * kHour},
    {"aest", 10 * kHour},
    {"aedt", 11 * kHour},
    {"nzst", 12 * kHour},
    {"nzdt", 13 * kHour},
}};

// Is it summer time in the United States? Rules of 2007, and of 1987 before.
bool american_summer(Time local) {
  using std::chrono::Sunday;
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::year year = std::chrono::year_month_day(day).year();
  const bool new_rule = static_cast<int>(year) >= 2007;
  const std::chrono::sys_days begin =
      new_rule ? std::chrono::sys_days(year / std::chrono::March / Sunday[2])
               : std::chrono::sys_days(year / std::chrono::April / Sunday[1]);
  const std::chrono::sys_days end =
      new_rule ? std::chrono::sys_days(year / std::chrono::November / Sunday[1])
               : std::chrono::sys_days(year / std::chrono::October / Sunday[std::chrono::last]);
  return local >= begin + std::chrono::hours(2) && local < end + std::chrono::hours(2);
}

}  // namespace

unsigned month_of(std::string_view word) {
  if (word.empty()) return 0;
  const auto* found = std::find_if(kMonths.begin(), kMonths.end(),
                                   [&](std::string_view names) { return has_word(names, word); });
  return found == kMonths.end() ? 0 : static_cast<unsigned>(found - kMonths.begin()) + 1;
}

std::optional<seconds> zone_offset(std::string_view name, Time local) {
  if (name.starts_with("etc/")) name.remove_prefix(4);
  const auto* zone = std::find_if(kZones.begin(), kZones.end(),
                                  [&](const Zone& known) { return known.name == name; });
  if (zone == kZones.end()) return std::nullopt;
  const bool summer = zone->whole_year && american_summer(local);
  return seconds(zone->offset + (summer ? kHour : 0));
}

}  // namespace dealwire
