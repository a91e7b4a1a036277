// What a person would read on a page, and what was done to it on the way.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/range.h"
#include "model/source_map.h"

namespace dealwire {

// The two texts of an article that mentions point into.
enum class Field { kTitle, kText };

inline std::string_view name(Field field) { return field == Field::kTitle ? "title" : "text"; }

// A piece of visible text that is not the article.
struct Removed {
  std::string kind;  // "boilerplate" or "spam"
  std::string text;
  Range span;  // bytes of the document
};

// A place where the text was damaged. `raw` is what stood there, `text` what stands there now.
struct Repaired {
  std::string kind;  // "romanization", ...; "lost" if it could not be repaired
  Field field = Field::kText;
  Range at;      // bytes of the repaired field; empty where all was cut out
  Range raw_at;  // bytes of the field before
  std::string raw;
  std::string text;
  Range span;  // bytes of the document
};

// A field as it was before repair.
struct Original {
  SourcedText text;
  SourceMap source;  // of the field as it is now, in `text`
};

// Where the value of a field was found: "published", "JSON-LD datePublished".
struct Origin {
  std::string_view field;
  std::string source;
};

struct Article {
  // Both in UTF-8, with maps to the bytes of the document. Blocks of `text` (paragraphs, list
  // items, headings) are parted by '\n'; there is none inside a block.
  SourcedText title;
  SourcedText text;

  std::optional<std::string> published;  // EDTF date, or RFC 3339 where the page gives a time
  std::optional<std::string> modified;
  std::vector<std::string> authors;
  std::optional<std::string> site;
  std::optional<std::string> canonical_url;
  std::string lang;    // BCP 47: "zh-Hant", "zh-Hans", "en" ...; "und" if nothing tells
  std::string region;  // ISO 3166 where the page says so (lang="zh-TW"), else empty

  std::vector<Origin> origins;  // of the fields above that have a value

  // Nearly shared by copies of the text, see normalize/fingerprint.h; none for a short text.
  std::optional<uint64_t> fingerprint;

  bool partial = false;  // more blocks than Budget::blocks: the rest was not looked at
  std::vector<Removed> removed;
  std::vector<Repaired> repaired;  // in the order of the fields and of their text, apart
  std::array<std::optional<Original>, 2> originals;  // by Field; of those that repair changed

  const SourcedText& operator[](Field field) const { return field == Field::kTitle ? title : text; }
  SourcedText& operator[](Field field) { return field == Field::kTitle ? title : text; }
};

// Whose Chinese a text may be: a set of regions. Macau writes as Hong Kong does.
using Regions = uint8_t;
inline constexpr Regions kTaiwan = 1, kHongKong = 2, kMainland = 4, kAnyRegion = 7;

struct RegionName {
  Regions region;
  std::string_view name;  // ISO 3166
};
inline constexpr RegionName kRegionNames[] = {
    {kTaiwan, "TW"}, {kHongKong, "HK"}, {kMainland, "CN"}};

// The region of that name; none if it is not one of these.
inline Regions region_named(std::string_view name) {
  for (const RegionName& known : kRegionNames) {
    if (known.name == name) return known.region;
  }
  return 0;
}

// What a stretch of a text is; stretches follow each other and cover it.
struct RegionStretch {
  size_t end;  // byte of the text behind it
  Regions regions;
};

// The copy of an article that rules match on: NFKC, Chinese in simplified characters and in the
// mainland's words, so that one rule serves all who write it. Its maps lead to the article's
// fields. Lines are the article's blocks.
struct MatchCopy {
  SourcedText title;
  SourcedText text;

  // Whose Chinese the article's fields are, as far as their words and letters tell. Empty in other
  // languages.
  std::vector<RegionStretch> title_regions;
  std::vector<RegionStretch> text_regions;

  const SourcedText& operator[](Field field) const { return field == Field::kTitle ? title : text; }
  SourcedText& operator[](Field field) { return field == Field::kTitle ? title : text; }

  // Those at a byte of the article's field.
  Regions regions_at(Field field, size_t at) const {
    const auto& stretches = field == Field::kTitle ? title_regions : text_regions;
    const auto found = std::upper_bound(stretches.begin(), stretches.end(), at,
                                        [](size_t a, const RegionStretch& s) { return a < s.end; });
    return found == stretches.end() ? kAnyRegion : found->regions;
  }
};

}  // namespace dealwire
