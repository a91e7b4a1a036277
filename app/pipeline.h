// The road of one document, from bytes to deals: the stages joined, in order.
//
//   decode (text/) -> parse (html/) -> extract (extract/)
//   -> repair (repair/) -> match copy, fingerprint (normalize/)
//   -> byte spans (here, since only here both ends are known)
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extract/sites.h"
#include "model/article.h"
#include "model/budget.h"
#include "model/document.h"
#include "model/error.h"
#include "model/extraction.h"
#include "normalize/unify.h"
#include "rules/rules.h"

namespace dealwire {

// What was read from one document.
struct Reading {
  Document document;  // media_type filled in
  std::string charset;
  bool partial = false;                     // a budget left something out
  std::vector<std::string> notes;           // oddities that cost nothing: a wrong charset label
  std::string site_file;                    // of the page's site, where it has a quirk; else empty
  std::vector<std::string_view> unmatched;  // its selectors that match nothing
  Article article;
  Extraction extraction;
};

// The vocabulary, rules and sites in force, and a name for everything that decides what is read
// from a document: the program's version and a hash of these files and of the version of
// fingerprints ("dealwire 0.1.0+1f2e3d4c").
struct Reader {
  std::shared_ptr<const Unifier> unifier;  // never null; the rules hold it too
  Rules rules;
  Sites sites;
  std::string version;
  std::vector<std::pair<std::string, std::string>>
      files;  // and the first eight digits of their hash
};

// The vocabulary, packs and sites of the program, and over them those of `folder` and the list of
// parties in the file `parties`, where these are not empty. Fails with "rules".
Expected<Reader> load_reader(const std::string& folder, const std::string& parties = "");

// Reads one document. Pure: the same document gives the same reading. Fails with "binary" or
// "too_complex"; the message names the document.
Expected<Reading> read(Document document, const Reader& reader, const Budget& budget);

// A text as if it were an article of one block, published on the day below if no other is
// given (EDTF, "" for an unknown one), for the examples of rules.
inline constexpr const char* kExampleDay = "2025-10-15";
Extraction read_example(const std::string& text, const std::string& lang, const Reader& reader,
                        const std::string& published = kExampleDay);

}  // namespace dealwire
