// The words by which what is not the article gives itself away: the packs in extract/words/, one
// for each language, compiled in.
//
// Each question is one RE2 pattern from the packs of all languages, since notices need not be in
// the language of the article. Its phrases are tied to the beginning of the line, or to both ends,
// and lines are looked at up to a length only, so that prose that opens with the same word costs
// a few bytes and is not taken. Pure, safe on every core.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// Is the whole line a button, a notice, the credit of a picture or a link to another article?
bool is_boilerplate(std::string_view line);

// Does the line open a list of other articles, or the comments, so that what follows is not the
// article either?
bool opens_tail(std::string_view line);

// Does the line close the article for good: "About Example Corp", "Forward-looking statements"?
bool closes_article(std::string_view line);

// Does the line tell who wrote the article and when, rather than a part of it?
bool is_byline(std::string_view line);

// Is the line an item of a list, by a number or a sign before it?
bool is_item(std::string_view line);

// Does the line name a company by its legal form, as the head of a filing does?
bool names_issuer(std::string_view line);

// How many words of the line belong to notices: cookies, newsletter, copyright. O(line).
size_t notice_words(std::string_view line);

// The examples in the packs that the patterns get wrong, one line each; for the tests.
std::vector<std::string> failing_word_examples();

}  // namespace dealwire
