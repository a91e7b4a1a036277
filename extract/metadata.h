// What a page says of itself: title, time, authors, site, canonical URL, language.
//
// Each of these stands in several places that disagree. A Statement is what one place says;
// statements are ranked by how far their place is to be trusted, and the first that makes sense
// wins.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/title.h"
#include "html/page.h"

namespace dealwire {

// Where a statement stands, the most trusted place first.
enum class Trust {
  kSite,        // in what a site file names, see sites.h
  kJsonLd,      // of the article
  kMeta,        // in the order of the table of names
  kMicrodata,   // itemprop
  kJsonLdPage,  // of the page the article stands on
  kLabel,       // beside the headline, with a word that says what it is
  kTime,        // <time> beside the headline
  kByline,      // beside the headline
  kLooseTime,   // the only <time> of the page
  kUrl,
};

struct Statement {
  std::string value;   // as the page writes it, or as dates.h does
  std::string source;  // for people: "JSON-LD datePublished"
  Trust trust = Trust::kMeta;
};

// Names as the page writes them: "Jane Roe and Wu Li" may be one.
struct StatedNames {
  std::vector<std::string> names;
  std::string source;
  Trust trust = Trust::kMeta;
};

struct Metadata {
  std::vector<StatedTitle> titles;  // most trusted first
  std::vector<Statement> published, modified;
  std::vector<StatedNames> authors;
  std::vector<Statement> sites;  // all of them are names of the site
  std::vector<Statement> urls;   // canonical
  std::string lang;              // as the page declares it: "zh-TW"
};

// Reads JSON-LD, <meta>, microdata, <link>, <title> and <html>. `source` is the page as it was
// parsed. O(page).
Metadata read_metadata(const html::Page& page, std::string_view source);

}  // namespace dealwire
