#include "extract/site_name.h"

#include <algorithm>

#include "extract/letters.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// A separator between the headline, a section and the site, with the spaces around it.
struct Cut {
  Range at;
  bool bar = false;     // which is no punctuation of a headline, as a dash may be
  bool hyphen = false;  // "Headline - Site"
};

bool is_dash(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015); }

std::vector<Cut> cuts_of(std::string_view title) {
  std::vector<Cut> out;
  for (size_t pos = 0; pos < title.size();) {
    const size_t begin = pos;
    const char32_t c = next_character(title, pos);
    if (!is_bar(c) && !is_dash(c)) continue;
    while (pos < title.size() && character_at(title, pos) == c) next_character(title, pos);
    const char32_t before = begin > 0 ? character_before(title, begin) : ' ';
    const char32_t after = pos < title.size() ? character_at(title, pos) : ' ';
    const bool spaced = is_space(before) && is_space(after);
    // Between Han characters a hyphen needs no spaces; a long dash is punctuation there.
    const bool joint = c == '-' && (is_cjk(before) || is_cjk(after));
    if (!is_bar(c) && !spaced && !joint) continue;
    Range at{begin, pos};
    while (at.begin > 0 && is_space(character_before(title, at.begin))) {
      at.begin = previous_position(title, at.begin);
    }
    while (pos < title.size() && is_space(character_at(title, pos))) next_character(title, pos);
    at.end = pos;
    out.push_back({at, is_bar(c), c == '-'});
  }
  return out;
}

bool is_named(std::string_view segment, const std::vector<std::string>& sites) {
  return std::any_of(sites.begin(), sites.end(),
                     [&](const std::string& site) { return names_same_site(segment, site); });
}

}  // namespace

bool is_bar(char32_t c) {
  return std::u32string_view(U"|｜丨_»«•").find(c) != std::u32string_view::npos;
}

Range without_site(std::string_view title, const std::vector<std::string>& sites, bool guess) {
  constexpr size_t kShort = 24, kSection = 16, kLeast = 12;
  const std::vector<Cut> cuts = cuts_of(title);
  Range core{0, title.size()};
  const auto text = [&](size_t begin, size_t end) { return title.substr(begin, end - begin); };
  bool site_seen = false;
  for (auto cut = cuts.rbegin(); cut != cuts.rend(); ++cut) {
    const std::string_view last = text(cut->at.end, core.end);
    const size_t width = columns(last), left = columns(text(0, cut->at.begin));
    const bool named = is_named(last, sites);
    const bool section = site_seen && width <= kSection && left > width;
    const bool looks_so = guess && cut == cuts.rbegin() && (cut->bar || cut->hyphen) &&
                          width <= kShort && left >= std::max(kLeast, cut->bar ? width : 2 * width);
    if (!named && !section && !looks_so) break;
    core.end = cut->at.begin;
    site_seen = true;
  }
  for (const Cut& cut : cuts) {
    if (cut.at.begin >= core.end || !is_named(text(core.begin, cut.at.begin), sites)) break;
    core.begin = cut.at.end;
  }
  return core;
}

bool names_same_site(std::string_view a, std::string_view b) {
  constexpr size_t kWidestName = 40;
  if (a.size() > 3 * kWidestName || b.size() > 3 * kWidestName) return false;
  const std::u32string x = letters_of(a).text, y = letters_of(b).text;
  const std::u32string& shorter = x.size() < y.size() ? x : y;
  const std::u32string& longer = x.size() < y.size() ? y : x;
  if (shorter.size() < 2) return false;
  // A headline may begin with the site's name as well, but goes on for longer.
  return (longer.starts_with(shorter) || longer.ends_with(shorter)) &&
         longer.size() <= 3 * shorter.size();
}

}  // namespace dealwire
