#include "extract/outline.h"

#include <functional>

namespace dealwire {

Outline::Outline(const html::Page& page) {
  const auto& nodes = page.nodes();
  const std::hash<std::string_view> hash;
  std::vector<size_t> own(nodes.size());
  images_.push_back(0);
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    const html::Node& node = nodes[i];
    parents_.push_back(node.parent);
    ends_.push_back(node.end);
    images_.push_back(images_.back() + (node.tag == "img"));
    if (!node.is_text()) own[i] = hash(node.tag) ^ hash(page.attribute(node, "class")) * 31;
    kinds_.push_back(own[i] * 31 + own[node.parent]);
    if (title_.empty() && node.is_text() && nodes[node.parent].tag == "title" &&
        nodes[nodes[node.parent].parent].tag == "head") {
      title_ = node.text;
    }
  }
}

size_t Outline::images(uint32_t element) const {
  return ends_.empty() ? 0 : images_[ends_[element]] - images_[element];
}

}  // namespace dealwire
