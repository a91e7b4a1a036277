// The paragraphs of a string that data holds: HTML, or plain text with line breaks.
#pragma once

#include <cstddef>
#include <vector>

#include "model/source_map.h"

namespace dealwire {

struct Paragraph {
  SourcedText text;
  size_t width = 0;       // in columns of a terminal
  bool sentence = false;  // does it close like one, or is it as long as only prose is?
};

struct Prose {
  std::vector<Paragraph> paragraphs;
  size_t width = 0;      // of all
  size_t sentences = 0;  // of those that are sentences

  void append(Paragraph next);
  void append(Prose next);

  // Leaves out what stands before the first sentence and behind the last.
  void trim();
};

// Reads HTML as a page is read, without what stands beside the article and lines of links, and
// plain text by its lines. Character references are resolved in both; escaped HTML (&lt;p&gt;) is
// HTML. Maps lead to where the string's own map leads.
Prose read_prose(const SourcedText& string);

// `text` with its character references resolved, white space as it is.
SourcedText resolve_references(const SourcedText& text);

}  // namespace dealwire
