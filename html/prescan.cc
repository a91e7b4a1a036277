#include "html/prescan.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "html/ascii.h"
#include "html/raw_tags.h"
#include "text/labels.h"
#include "text/utf8.h"

namespace dealwire::html {
namespace {

// What stands behind "charset=" in the content of a <meta>
// (https://html.spec.whatwg.org/#extracting-character-encodings-from-meta-elements).
std::string_view charset_in(std::string_view content) {
  const std::string folded = ascii_lower(content);
  for (size_t i = folded.find("charset"); i != std::string_view::npos;
       i = folded.find("charset", i)) {
    i = std::min(content.find_first_not_of(kBlanks, i + 7), content.size());
    if (i == content.size() || content[i] != '=') continue;
    i = content.find_first_not_of(kBlanks, i + 1);
    if (i == std::string_view::npos) return {};
    if (content[i] == '"' || content[i] == '\'') {
      const size_t end = content.find(content[i], i + 1);
      return end == std::string_view::npos ? std::string_view()
                                           : content.substr(i + 1, end - i - 1);
    }
    return content.substr(i, content.find_first_of("\t\n\f\r ;", i) - i);
  }
  return {};
}

// The encoding of an XML declaration
// (https://html.spec.whatwg.org/#concept-get-xml-encoding-when-sniffing).
std::string_view xml_encoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  const std::string_view declaration = bytes.substr(0, bytes.find('>'));
  size_t i = declaration.find("encoding");
  if (declaration.size() == bytes.size() || i == std::string_view::npos) return {};
  const auto skip = [&](size_t from) {
    while (from < declaration.size() && static_cast<unsigned char>(declaration[from]) <= ' ')
      ++from;
    return from;
  };
  i = skip(i + 8);
  if (i >= declaration.size() || declaration[i] != '=') return {};
  i = skip(i + 1);
  if (i >= declaration.size() || (declaration[i] != '"' && declaration[i] != '\'')) return {};
  const size_t end = declaration.find(declaration[i], i + 1);
  return end == std::string_view::npos ? std::string_view()
                                       : declaration.substr(i + 1, end - i - 1);
}

// The label, if it is one. A page that says so in ASCII is not in UTF-16.
std::string_view usable(std::string_view label) {
  const Charset* charset = find_charset(label);
  if (charset == nullptr) return {};
  return charset->name.starts_with("UTF-16") ? "utf-8" : label;
}

class Prescan {
 public:
  explicit Prescan(std::string_view head) : head_(head) {}

  // The label of the first <meta> that declares a charset. Each round consumes one thing that looks
  // like markup; where the head ends inside one, that is none.
  std::string_view run() {
    for (pos_ = head_.find('<'); pos_ < head_.size(); pos_ = head_.find('<', pos_)) {
      const std::string_view rest = head_.substr(pos_);
      if (rest.starts_with("<!--")) {
        skip_behind("-->", pos_ + 2);  // its dashes may be those of the end
      } else if (rest.size() > 5 && is_word(rest.substr(1, 4), "meta") &&
                 (is_blank(rest[5]) || rest[5] == '/')) {
        pos_ += 5;
        const std::string_view label = meta();
        if (!label.empty()) return label;
      } else if (rest.size() > 1 &&
                 is_ascii_letter(rest[rest[1] == '/' && rest.size() > 2 ? 2 : 1])) {
        pos_ = std::min(head_.find_first_of("\t\n\f\r >", pos_), head_.size());
        while (next_attribute(head_, pos_)) continue;
      } else if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '/' || rest[1] == '?')) {
        skip_behind(">", pos_);
      } else {
        ++pos_;
      }
    }
    return {};
  }

 private:
  void skip_behind(std::string_view end, size_t from) {
    const size_t at = head_.find(end, from);
    pos_ = at == std::string_view::npos ? head_.size() : at + end.size();
  }

  // What the attributes of the <meta> at pos_ declare; of two with one name the first counts.
  std::string_view meta() {
    std::optional<std::string_view> pragma, content, charset;
    while (const auto attribute = next_attribute(head_, pos_)) {
      for (const auto& [name, value] :
           {std::pair("http-equiv", &pragma), std::pair("content", &content),
            std::pair("charset", &charset)}) {
        if (is_word(attribute->name, name) && !*value) *value = attribute->value;
      }
    }
    if (pos_ >= head_.size()) return {};  // cut off
    std::string_view label;
    if (charset) {
      label = *charset;
    } else if (content && pragma && is_word(*pragma, "content-type")) {
      label = charset_in(*content);
    }
    return usable(label);
  }

  std::string_view head_;
  size_t pos_ = 0;
};

}  // namespace

std::string_view declared_charset(std::string_view bytes) {
  constexpr size_t kHead = 64 * 1024;
  const std::string_view head = bytes.substr(0, kHead);
  const std::string_view label = Prescan(head).run();
  if (!label.empty()) return label;
  return usable(xml_encoding(head));
}

}  // namespace dealwire::html
