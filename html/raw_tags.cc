#include "html/raw_tags.h"

#include <algorithm>
#include <array>

#include "html/ascii.h"
#include "text/utf8.h"

namespace dealwire::html {
namespace {

// Elements whose body is text up to their end tag
// (https://html.spec.whatwg.org/#parsing-html-fragments). <noscript> is none: what it holds is
// meant for readers without scripts, as crawlers are.
constexpr std::array<std::string_view, 8> kTextElements = {
    "iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"};

class MetaScan {
 public:
  explicit MetaScan(std::string_view page) : page_(page) {}

  std::vector<RawMeta> run() {
    for (pos_ = page_.find('<'); pos_ < page_.size(); pos_ = page_.find('<', pos_)) markup();
    return std::move(out_);
  }

 private:
  char at(size_t pos) const { return pos < page_.size() ? page_[pos] : '\0'; }

  void skip_behind(std::string_view end, size_t from) {
    const size_t found = page_.find(end, from);
    pos_ = found == std::string_view::npos ? page_.size() : found + end.size();
  }

  // At a '<'.
  void markup() {
    const char next = at(pos_ + 1);
    if (is_ascii_letter(next)) {
      start_tag();
    } else if (next == '/' && is_ascii_letter(at(pos_ + 2))) {
      while (next_attribute(page_, pos_)) continue;
    } else if (page_.substr(pos_).starts_with("<!--")) {
      skip_behind("-->", pos_ + 2);  // its dashes may be those of the end
    } else if (next == '!' || next == '/' || next == '?') {
      skip_behind(">", pos_);
    } else {
      ++pos_;
    }
  }

  void start_tag() {
    const size_t begin = pos_ + 1;
    pos_ = std::min(page_.find_first_of("\t\n\f\r />", begin), page_.size());
    const std::string_view name = page_.substr(begin, pos_ - begin);
    if (is_word(name, "meta")) return meta();
    if (is_word(name, "body")) {
      pos_ = page_.size();
      return;
    }
    while (next_attribute(page_, pos_)) continue;
    const bool text = std::any_of(kTextElements.begin(), kTextElements.end(),
                                  [&](std::string_view other) { return is_word(name, other); });
    if (text) skip_text_of(name);
  }

  // To the end tag of this name, or of the page.
  void skip_text_of(std::string_view name) {
    const std::string end = ascii_lower(name);
    for (pos_ = page_.find("</", pos_); pos_ < page_.size(); pos_ = page_.find("</", pos_ + 2)) {
      const size_t behind = pos_ + 2 + end.size();
      const bool whole =
          behind >= page_.size() || kEnds.find(page_[behind]) != std::string_view::npos;
      if (whole && is_word(page_.substr(pos_ + 2, end.size()), end)) return;
    }
  }

  void meta() {
    std::optional<std::string_view> name, content;
    while (const auto attribute = next_attribute(page_, pos_)) {
      if (!name && is_word(attribute->name, "name")) name = attribute->value;
      if (!content && is_word(attribute->name, "content")) content = attribute->value;
    }
    if (name && content) out_.push_back({*name, *content});
  }

  static constexpr std::string_view kEnds = "\t\n\f\r />";

  std::string_view page_;
  size_t pos_ = 0;
  std::vector<RawMeta> out_;
};

}  // namespace

std::optional<RawAttribute> next_attribute(std::string_view page, size_t& pos) {
  const auto skip = [&](std::string_view bytes) {
    pos = std::min(page.find_first_not_of(bytes, pos), page.size());
  };
  skip("\t\n\f\r /");
  if (pos >= page.size() || page[pos] == '>') return std::nullopt;
  const size_t begin = pos;
  pos = std::min(page.find_first_of("\t\n\f\r />=", pos + 1), page.size());
  RawAttribute out{page.substr(begin, pos - begin), {}};
  skip(kBlanks);
  if (pos >= page.size() || page[pos] != '=') return out;
  ++pos;
  skip(kBlanks);
  if (pos >= page.size()) return out;
  const char quote = page[pos];
  if (quote == '"' || quote == '\'') {
    const size_t end = std::min(page.find(quote, pos + 1), page.size());
    out.value = page.substr(pos + 1, end - pos - 1);
    pos = std::min(end + 1, page.size());
  } else {
    const size_t end = std::min(page.find_first_of("\t\n\f\r >", pos), page.size());
    out.value = page.substr(pos, end - pos);
    pos = end;
  }
  return out;
}

std::vector<RawMeta> meta_tags(std::string_view page) { return MetaScan(page).run(); }

}  // namespace dealwire::html
