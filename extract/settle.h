// Which of the statements on a page count.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/dates.h"
#include "extract/metadata.h"
#include "model/article.h"

namespace dealwire {

// What the site is called: by itself, and by the host names of `url` and of the canonical URL.
std::vector<std::string> site_names(const Metadata& metadata, std::string_view url);

// Writes the winner of each field but the title, and where it stood, to the article. The first
// statement wins that makes sense: a date that exists and had come when the page was fetched, an
// author who is not the site itself, an absolute URL. `url` is where the page was fetched from, ""
// if nobody knows.
void settle(Metadata metadata, std::string_view url, const DateContext& context, Article& article);

}  // namespace dealwire
