// A page -> the feeds it names, for sources that are given as a site.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dealwire {

// The feeds that an HTML page names, best first, as normalized URLs; none where it names none.
// `charset` is HTTP's label ("" for none), `url` where the page was fetched; its <base> counts.
//
// First come <link>s that say they are a feed (https://blog.whatwg.org/feed-autodiscovery), then
// links whose address looks like one's; within each, in the page's order, those of comments at the
// end. Addresses that only look so are not fetched here. Pure; O(page), bounded by the budget.
std::vector<std::string> discover_feeds(std::string_view page, const std::string& charset,
                                        const std::string& url);

}  // namespace dealwire
