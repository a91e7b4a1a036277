// List pages -> the articles they link to: a section page of a site that has no feed.
//
// in:  a page as it was fetched, the charset that HTTP gives it, its URL, which links to choose
// out: URLs in the page's order, each once, with the text of the first of its links that has one
//
// Nobody guesses which links are articles: settings say it, by a selector, a pattern, or both.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "html/selector.h"
#include "model/budget.h"
#include "model/error.h"
#include "model/frontier.h"

namespace re2 {
class RE2;
}

namespace dealwire {

// Which links of a page are chosen: those that satisfy all that is given. Immutable, cheap to copy,
// safe to share between threads.
struct LinkChoice {
  // Elements that are links, <a> or <area>, or that hold links.
  std::optional<html::Selector> selector;
  // What matches any part of the link's URL, absolute and as resolve_url() writes it, so that it
  // begins with "https://" and has no fragment. `^` and `$` hold it to beginning and end.
  std::shared_ptr<const re2::RE2> pattern;
};

// A choice by the text of a selector (html/selector.h; `href` and `rel` of links may be asked for)
// and of a pattern (RE2's syntax); "" for none. Fails with "selector" or "pattern", which is the
// one at fault, and with "links" if there is neither; the message gives the reason.
Expected<LinkChoice> parse_link_choice(std::string_view selector, std::string_view pattern);

// The links of the page that was fetched from `url`; `charset` is HTTP's label ("" for none). What
// <base href> says is heard. Left out: links to the page itself, to other schemes than http and
// https, and with rel=nofollow. Other hosts are none of its business: a pattern can bar them. At
// most Budget::links links are looked at. No link is no failure. Fails with "binary", "too_large"
// or "too_complex"; the message names the URL. O(page).
Expected<std::vector<FoundUrl>> read_links(std::string_view bytes, const std::string& charset,
                                           const std::string& url, const LinkChoice& choice,
                                           const Budget& budget);

}  // namespace dealwire
