// Site quirks: what the usual way misses on the pages of one site, told by an analyst in CSS
// selectors, with sample pages that show it. docs/sites.md describes the format.
//
// in:  the files, which say so, and the pages beside them
// out: the site of a host; what its selectors find on a page is told by quirk.h
//
//   auto sites = Sites::load(embedded_sites());
//   const Site* site = sites->find(host_of(document, page));
//
// Immutable after loading, safe to share between threads.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "html/page.h"
#include "html/selector.h"
#include "model/article.h"
#include "model/document.h"
#include "model/error.h"
#include "text/data_file.h"

namespace dealwire {

// A page of the site, and what must be read from it. What is not said may be anything.
struct SiteSample {
  std::string where;  // "sites/example.toml:12"
  std::string page;   // its name
  std::string content;
  std::optional<std::string> title, published;
  std::optional<std::vector<std::string>> authors;
  std::optional<std::string> begins, ends;  // the text of the article
  std::vector<std::string> must, must_not;  // snippets of it
};

struct Site {
  std::string file;  // as a person names it: "mine/sites/example.toml"
  std::vector<std::string> hosts;
  std::optional<html::Selector> body, drop, title, date, author;
  std::vector<SiteSample> samples;
};

class Sites {
 public:
  // Loads the files of the sites and their pages. A file replaces one of the same path before it,
  // so that a user's folder can be laid over ours. The first mistake ends it: code "rules", and a
  // message with file, line, key and reason.
  static Expected<Sites> load(const std::vector<DataFile>& files);

  // The site of a host or of the nearest domain around it; null if none is known.
  const Site* find(std::string_view host) const;

  const std::vector<Site>& all() const { return sites_; }

 private:
  std::vector<Site> sites_;
  std::map<std::string, size_t, std::less<>> by_host_;
};

// The sites that are compiled into the program.
std::vector<DataFile> embedded_sites();

// The host a page is from: of the document's URL, else of the URL that the page gives itself. Empty
// if neither tells.
std::string host_of(const Document& document, const html::Page& page);

// What is wrong with the article that was read from a sample, one line each; empty if it holds.
std::vector<std::string> check_sample(const SiteSample& sample, const Article& article);

}  // namespace dealwire
