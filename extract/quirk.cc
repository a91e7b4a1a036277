#include "extract/quirk.h"

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace dealwire {
namespace {

// The subtrees of the elements that a selector matches, in document order; of those inside another
// only the outer one, so that reading them all is linear.
std::vector<Range> subtrees(const std::optional<html::Selector>& selector, const html::Page& page) {
  std::vector<Range> out;
  if (!selector) return out;
  for (uint32_t element : selector->select(page)) {
    if (out.empty() || element >= out.back().end) {
      out.push_back({element, page.nodes()[element].end});
    }
  }
  return out;
}

// The text of an element, white space collapsed.
std::string collapsed_text_of(const html::Page& page, Range element) {
  std::string text;
  for (size_t i = element.begin; i < element.end; ++i) text += page.nodes()[i].text;
  return collapse_spaces(text);
}

// What an element says: in an attribute for machines, or in its text.
std::string value_of(const html::Page& page, Range element) {
  const html::Node& node = page.nodes()[element.begin];
  for (const char* name : {"datetime", "content"}) {
    const std::string_view value = trim(page.attribute(node, name));
    if (!value.empty()) return std::string(value);
  }
  return collapsed_text_of(page, element);
}

}  // namespace

std::vector<uint32_t> Quirk::bounds() const {
  std::vector<uint32_t> out;
  for (const auto* ranges : {&body, &drop}) {
    for (const Range& range : *ranges) out.push_back(static_cast<uint32_t>(range.begin));
  }
  if (title) out.push_back(*title);
  std::sort(out.begin(), out.end());
  return out;
}

Quirk find_quirk(const Site& site, const html::Page& page) {
  Quirk out;
  out.body = subtrees(site.body, page);
  out.drop = subtrees(site.drop, page);
  for (const Range& element : subtrees(site.title, page)) {
    if (out.title || value_of(page, element).empty()) continue;
    out.title = static_cast<uint32_t>(element.begin);
  }
  for (const Range& element : subtrees(site.date, page)) {
    if (out.date.empty()) out.date = value_of(page, element);
  }
  for (const Range& element : subtrees(site.author, page)) {
    std::string author = value_of(page, element);
    if (!author.empty()) out.authors.push_back(std::move(author));
  }
  // What to drop, and who wrote it, need not be on every page.
  if (site.body && out.body.empty()) out.unmatched.emplace_back("body");
  if (site.title && !out.title) out.unmatched.emplace_back("title");
  if (site.date && out.date.empty()) out.unmatched.emplace_back("date");
  return out;
}

}  // namespace dealwire
