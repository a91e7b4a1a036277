#include "web/base_url.h"

#include "web/url.h"

namespace dealwire {

std::string base_url(const html::Page& page, const std::string& url) {
  for (const html::Node& node : page.nodes()) {
    if (node.tag != "base" || !page.has(node, "href")) continue;
    const auto base = resolve_url(url, page.attribute(node, "href"));
    return base ? base->text : url;
  }
  return url;
}

}  // namespace dealwire
