// Between text and HTML, for what feeds carry: titles that are meant as HTML, articles that are
// given as text, and binary forms of both.
//
// Pure; text in UTF-8. Linear but for what html::Page bounds.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/budget.h"

namespace dealwire {

// What a browser shows of a piece of HTML, in one line. Where it cannot be parsed within the
// budget, the piece as it is.
std::string shown_text(std::string_view html, const Budget& budget);

// Is a text of unknown kind HTML? It is if it has a reference to a character or a tag that
// headlines have; "1 < 2" and "<3" are not.
bool looks_like_html(std::string_view text);

// Text as HTML: escaped, with a paragraph for each of its lines.
std::string paragraphs_of(std::string_view text);

// Appends `text` with '<', '>', '&' and '"' escaped.
void append_escaped(std::string_view text, std::string& out);

// RFC 4648 4, white space ignored; nullopt for what is none or no text in UTF-8.
std::optional<std::string> text_of_base64(std::string_view text);

}  // namespace dealwire
