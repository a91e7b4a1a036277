// An article of a test, as it lies in the bytes of its document.
#pragma once

#include <string>

#include "model/article.h"

namespace dealwire {

inline Article article_of(const std::string& title, const std::string& text, size_t text_at,
                          const std::string& lang = "zh-Hant") {
  Article out;
  out.title.append_copy(title, 0);
  out.text.append_copy(text, text_at);
  out.lang = lang;
  return out;
}

}  // namespace dealwire
