// Does pruning cost text? Compares the text that gumbo renders of each page with what it renders of
// the pruned page: the same text in the same order, white space as a browser collapses it.
//
// usage: prune_check PATH...
//
// Takes files and folders as `dealwire scan` does. Names the pages that differ, with the place, and
// exits 1 if there is one. What prune() leaves out for good is left out of both: scripts, styles,
// drawings, frames.
#include <gumbo.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "check_documents.h"
#include "html/prescan.h"
#include "html/prune.h"
#include "text/charset.h"

namespace dealwire {
namespace {

bool is_left_out(const GumboNode& node) {
  if (node.type != GUMBO_NODE_ELEMENT) return false;
  switch (node.v.element.tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
      return true;
    default:
      return false;
  }
}

void append_collapsed(std::string_view text, std::string& out) {
  for (const char c : text) {
    const bool space = std::string_view(" \n\t\r\f").find(c) != std::string_view::npos;
    if (!space) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
}

std::string rendered_text(std::string_view page) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  GumboOutput* tree = gumbo_parse_with_options(&options, page.data(), page.size());
  std::string out;
  std::vector<const GumboNode*> open{tree->root};
  while (!open.empty()) {
    const GumboNode& node = *open.back();
    open.pop_back();
    if (is_left_out(node)) continue;
    if (node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE) {
      const GumboVector& children = node.v.element.children;
      for (unsigned i = children.length; i > 0; --i) {
        open.push_back(static_cast<const GumboNode*>(children.data[i - 1]));
      }
    } else if (node.type != GUMBO_NODE_COMMENT) {
      append_collapsed(node.v.text.text, out);
    }
  }
  gumbo_destroy_output(&options, tree);
  return out;
}

// The surroundings of the place where two texts part.
std::string_view place(std::string_view text, size_t at) {
  constexpr size_t kBefore = 60, kLength = 160;
  return text.substr(std::min(text.size(), at - std::min(at, kBefore)), kLength);
}

Verdict agrees(const Document& document) {
  if (document.media_type == "text/plain") return Verdict::kNotAsked;
  const Decoded decoded = decode(document.bytes, html::declared_charset(document.bytes));
  const std::string whole = rendered_text(decoded.page.text);
  const std::string pruned = rendered_text(html::prune(decoded.page.text, Budget{}).page.text);
  if (whole == pruned) return Verdict::kHolds;
  const auto parting = std::mismatch(whole.begin(), whole.end(), pruned.begin(), pruned.end());
  const auto at = static_cast<size_t>(parting.first - whole.begin());
  const std::string_view before = place(whole, at), after = place(pruned, at);
  std::printf("%s: differs at byte %zu of its text\n  whole:  %.*s\n  pruned: %.*s\n",
              document.name().c_str(), at, static_cast<int>(before.size()), before.data(),
              static_cast<int>(after.size()), after.data());
  return Verdict::kFails;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  return dealwire::check_documents(argc, argv, "pages", "differ", dealwire::agrees);
}
