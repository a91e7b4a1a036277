// Sitemaps -> the articles they name (https://www.sitemaps.org/protocol.html, version 0.9, and
// Google's news sitemaps), and indexes of sitemaps -> the sitemaps they name.
//
// in:  bytes as they were fetched, packed by gzip or not; the charset that HTTP gives them; the URL
// out: what is on the URL's own host
//
// XML is read by libxml2 as a stream of tags, since a tree would take many times a sitemap's size:
// broken XML as far as recovery goes, nothing loaded or expanded (web/xml_tree.h says how).
// Memory is four times the unpacked size, fifteen times for bytes made to that end. Pure; linear.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/budget.h"
#include "model/error.h"
#include "model/frontier.h"

namespace dealwire {

// A sitemap that an index names.
struct ChildSitemap {
  std::string url;                     // normalized
  std::optional<std::string> lastmod;  // RFC 3339, in UTC; the date where that is all it says
};

struct Sitemap {
  // In the sitemap's order, doubles among them. `updated` is <lastmod>; `title` and `published` are
  // those of <news:news>.
  std::vector<FoundUrl> entries;
  std::vector<ChildSitemap> children;
  size_t foreign = 0;    // entries and children on other hosts, which are left out, yet counted
  bool partial = false;  // there is more than the budget allows, or gzip's data end early
};

// Reads a sitemap, an index of sitemaps, or a list of URLs, one a line, that was fetched from
// `url`. Names of elements are what counts, whatever their namespace is; <image:image>,
// <video:video> and <xhtml:link> are no entries. The protocol lets a sitemap speak for its own host
// only: scheme and a leading "www." may differ here, nothing else. That it speaks only for paths
// below its own is not held to, nor is any site. Fails with "no_sitemap", as for feeds, and
// "too_complex"; the message names the URL.
Expected<Sitemap> read_sitemap(std::string_view bytes, const std::string& charset,
                               const std::string& url, const Budget& budget);

}  // namespace dealwire
