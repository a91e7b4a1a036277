// Entries of RSS, Atom and CDF.
#pragma once

#include <string>
#include <string_view>

#include "model/budget.h"
#include "model/frontier.h"
#include "web/xml_tree.h"

namespace dealwire {

// Whose words an element is one of. Feeds mix vocabularies, and a <media:title> is no <title>.
enum class FeedWords { kFeed, kDublinCore, kContent, kFeedBurner, kXhtml, kMedia, kOther };

// Told by the namespace, or by the prefix where that is not declared.
FeedWords words_of(const xmlNode* node);

// The base address of what stands in `node`, if `base` is that of what it stands in.
std::string base_in(const xmlNode* node, const std::string& base);

// A title, which may be text, HTML or markup, as readers see it.
std::string shown_title(const xmlNode* title, const Budget& budget);

// Reads an <item> or <entry>; `base` is that of its parent.
FoundUrl read_xml_entry(const xmlNode* node, const std::string& base, const Budget& budget);

}  // namespace dealwire
