// The words by which what is not the article gives itself away: extract/words.toml, compiled in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// Does a class or id name something beside the article ("share-bar", "comments", "related")?
bool matches_aside_name(std::string_view class_or_id);

// Is the whole line a notice, a button, a byline bar, a heading of a list of other articles?
bool is_boilerplate(std::string_view line);

// Does the line open a list of other articles, or the comments, so that what follows is not the
// article either?
bool opens_tail(std::string_view line);

// Does the line close the article for good: "About Example Corp", "Forward-looking statements"?
bool closes_article(std::string_view line);

// Does the line tell who wrote the article and when, rather than a part of it?
bool is_byline(std::string_view line);

// How many words of the line belong to notices: cookies, newsletter, copyright.
size_t notice_words(std::string_view line);

// Is the line injected advertising: many short words of a kind, parted by bars?
bool is_spam(std::string_view line);

// The examples in words.toml that the patterns get wrong, one line each; for the tests.
std::vector<std::string> failing_word_examples();

}  // namespace dealwire
