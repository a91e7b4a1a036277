#include "html/prune.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>

#include "html/ascii.h"
#include "text/utf8.h"

namespace dealwire::html {
namespace {

// Attributes that extraction reads. <meta>, <link> and <base> keep all of theirs; elements that
// never hold text keep what does not tell how text looks.
constexpr std::array<std::string_view, 4> kKeptAlways = {"content", "datetime", "itemprop", "type"};
constexpr std::array<std::string_view, 7> kKeptAroundText = {"aria-hidden", "class", "hidden", "id",
                                                             "lang",        "role",  "style"};

// <link>s that only browsers follow.
constexpr std::array<std::string_view, 12> kBrowserLinks = {
    "apple-touch-icon", "apple-touch-icon-precomposed",
    "dns-prefetch",     "icon",
    "manifest",         "mask-icon",
    "modulepreload",    "preconnect",
    "prefetch",         "preload",
    "shortcut icon",    "stylesheet"};

// Shorter scripts and attributes hold no article.
constexpr size_t kShortestState = 512;

// Elements of HTML that end a drawing they stand in
// (https://html.spec.whatwg.org/#parsing-main-inforeign).
constexpr std::array<std::string_view, 45> kBreakouts = {
    "b",      "big",    "blockquote", "body",  "br",    "center", "code", "dd",      "div",
    "dl",     "dt",     "em",         "embed", "font",  "h1",     "h2",   "h3",      "h4",
    "h5",     "h6",     "head",       "hr",    "i",     "img",    "li",   "listing", "menu",
    "meta",   "nobr",   "ol",         "p",     "pre",   "ruby",   "s",    "small",   "span",
    "strong", "strike", "sub",        "sup",   "table", "tt",     "u",    "ul",      "var"};

constexpr std::array<std::string_view, 15> kVoidElements = {
    "area", "base", "br",    "col",    "embed", "hr",  "img",   "input",
    "link", "meta", "param", "source", "track", "wbr", "keygen"};

// Elements that end by themselves where another of their kind begins, so that leaving out their
// end tag does not nest them.
constexpr std::array<std::string_view, 13> kSelfEnding = {
    "p",     "li",    "dt",    "dd",     "tr",       "td",      "th",
    "thead", "tbody", "tfoot", "option", "optgroup", "colgroup"};

// Asked several times for each tag: the first letter spares most comparisons.
template <size_t N>
bool in(const std::array<std::string_view, N>& list, std::string_view name) {
  return !name.empty() && std::any_of(list.begin(), list.end(), [name](std::string_view item) {
    return item[0] == name[0] && item == name;
  });
}

// Those digits of a numeric reference, which begins at `pos`, that follow when it is beyond Unicode
// already and shows as U+FFFD. gumbo's count of them overflows and gives bytes that are no UTF-8.
Range needless_digits(std::string_view text, size_t pos) {
  const bool hex = pos < text.size() && ascii_lower(text[pos]) == 'x';
  const std::string_view digits = hex ? "0123456789abcdefABCDEF" : "0123456789";
  pos = std::min(text.find_first_not_of('0', pos + (hex ? 1 : 0)), text.size());
  const size_t end = std::min(text.find_first_not_of(digits, pos), text.size());
  return {std::min(end, pos + (hex ? 7 : 8)), end};
}

// A tag as it stands in the page.
struct Tag {
  struct Attribute {
    Range at;  // name and value
    std::string_view name, value;
  };
  std::string name;  // in lower case
  bool closing = false;
  Range at;
  std::vector<Attribute> attributes;
};

class Pruner {
 public:
  Pruner(std::string_view page, const Budget& budget, Links links)
      : page_(page), budget_(budget), links_(links) {}

  Pruned run() {
    out_.page.text.reserve(page_.size() / 2);
    while (pos_ < page_.size()) {
      const size_t tag = find('<', pos_);
      keep_text({pos_, tag});
      pos_ = tag;
      if (pos_ < page_.size()) markup();
    }
    return std::move(out_);
  }

 private:
  // The position of `c` at or after `from`, or the end of the page.
  size_t find(char c, size_t from) const {
    if (from >= page_.size()) return page_.size();
    const void* hit = std::memchr(page_.data() + from, c, page_.size() - from);
    return hit == nullptr ? page_.size()
                          : static_cast<size_t>(static_cast<const char*>(hit) - page_.data());
  }

  char at(size_t pos) const { return pos < page_.size() ? page_[pos] : '\0'; }

  // Keeps a text, and of the white space at its ends, which shows as one space if at all, one
  // character: the indentation of markup is an eighth of what is left of a page.
  void keep_text(Range r) {
    if (preformatted_ > 0) {
      keep(r);
      return;
    }
    Range inner = r;
    while (!inner.empty() && is_blank(page_[inner.begin])) ++inner.begin;
    while (!inner.empty() && is_blank(page_[inner.end - 1])) --inner.end;
    keep_space({r.begin, inner.begin});
    keep(inner);
    keep_space({inner.end, r.end});
  }

  // A line break where there is one, since some scripts show it as nothing.
  void keep_space(Range r) {
    constexpr size_t kWorthCutting = 3;
    if (r.size() < kWorthCutting) {
      append(r);
      return;
    }
    const size_t line = page_.substr(r.begin, r.size()).find('\n');
    const size_t kept = r.begin + (line == std::string_view::npos ? 0 : line);
    append({kept, kept + 1});
  }

  void keep(Range r) {
    const std::string_view text = page_.substr(0, r.end);
    for (size_t i = text.find("&#", r.begin); i != std::string_view::npos;
         i = text.find("&#", i + 2)) {
      const Range needless = needless_digits(text, i + 2);
      if (needless.empty()) continue;
      append({r.begin, needless.begin});
      r.begin = needless.end;
    }
    append(r);
  }

  void append(Range r) {
    if (!r.empty()) out_.page.append_copy(page_.substr(r.begin, r.size()), r.begin);
  }

  // Leaves a range out, unless what stands before it would join what stands behind it to a tag or a
  // character reference that the page does not have.
  void cut(Range r) {
    constexpr size_t kLongest = 64;  // of a reference's name or number; what is longer is in doubt
    const std::string& text = out_.page.text;
    size_t i = text.size();
    while (i > 0 && text.size() - i < kLongest &&
           (is_ascii_letter(text[i - 1]) || text[i - 1] == '#' ||
            (text[i - 1] >= '0' && text[i - 1] <= '9'))) {
      --i;
    }
    const bool reference = (i > 0 && text[i - 1] == '&') || text.size() - i == kLongest;
    if (reference || text.ends_with('<')) keep(r);
    pos_ = r.end;
  }

  // At a '<': consumes one comment, declaration, tag, or the '<' as text.
  void markup() {
    const char next = at(pos_ + 1);
    if (next == '!' && page_.compare(pos_, 4, "<!--") == 0) {
      cut({pos_, comment_end(pos_)});
    } else if (next == '!' || next == '?') {
      const size_t end = std::min(find('>', pos_) + 1, page_.size());
      keep({pos_, end});
      pos_ = end;
    } else if (is_ascii_letter(next) || (next == '/' && is_ascii_letter(at(pos_ + 2)))) {
      read_tag();
      element(tag_);
    } else if (next == '/') {  // a bogus comment: </ and no letter
      cut({pos_, std::min(find('>', pos_) + 1, page_.size())});
    } else {
      keep({pos_, pos_ + 1});
      ++pos_;
    }
  }

  // The end of the comment that begins at `begin`.
  size_t comment_end(size_t begin) const {
    const size_t body = begin + 4;
    if (at(body) == '>') return body + 1;
    if (at(body) == '-' && at(body + 1) == '>') return body + 2;
    for (size_t dashes = page_.find("--", body); dashes != std::string_view::npos;
         dashes = page_.find("--", dashes + 1)) {
      if (at(dashes + 2) == '>') return dashes + 3;
      if (at(dashes + 2) == '!' && at(dashes + 3) == '>') return dashes + 4;
    }
    return page_.size();
  }

  // Reads the tag at pos_ into tag_ without consuming it. A tag that the page's end cuts off has
  // at.end at the page's end.
  void read_tag() {
    Tag& tag = tag_;
    tag.name.clear();
    tag.attributes.clear();
    size_t i = pos_ + 1;
    tag.closing = at(i) == '/';
    if (tag.closing) ++i;
    while (i < page_.size() && !is_blank(page_[i]) && page_[i] != '/' && page_[i] != '>') {
      tag.name += ascii_lower(page_[i++]);
    }
    while (true) {
      while (i < page_.size() && (is_blank(page_[i]) || page_[i] == '/')) ++i;
      if (i >= page_.size() || page_[i] == '>') break;
      Tag::Attribute attribute;
      const size_t begin = i++;  // a leading '=' belongs to the name
      while (i < page_.size() && !is_blank(page_[i]) && page_[i] != '/' && page_[i] != '>' &&
             page_[i] != '=') {
        ++i;
      }
      attribute.name = page_.substr(begin, i - begin);
      size_t value = i;
      while (is_blank(at(value))) ++value;
      if (at(value) == '=') {
        ++value;
        while (is_blank(at(value))) ++value;
        const char quote = at(value);
        if (quote == '"' || quote == '\'') {
          const size_t end = find(quote, value + 1);
          attribute.value = page_.substr(value + 1, end - value - 1);
          i = std::min(end + 1, page_.size());
        } else {
          i = value;
          while (i < page_.size() && !is_blank(page_[i]) && page_[i] != '>') ++i;
          attribute.value = page_.substr(value, i - value);
        }
      }
      attribute.at = {begin, i};
      tag.attributes.push_back(attribute);
    }
    tag.at = {pos_, std::min(i + 1, page_.size())};
  }

  void element(const Tag& tag) {
    pos_ = tag.at.end;
    if (tag.closing) {
      close(tag);
      return;
    }
    const std::string& name = tag.name;
    if (name == "script") {
      const Range body{pos_, script_end(pos_)};
      if (is_word(value_of(tag, "type"), "application/ld+json")) {
        out_.json_ld.push_back(body);
      } else if (body.size() >= kShortestState) {
        out_.scripts.push_back(body);
      }
      cut({tag.at.begin, end_of(name, body.end)});
    } else if (name == "style" || name == "iframe" || name == "noembed" || name == "noframes") {
      cut({tag.at.begin, end_of(name, raw_text_end(pos_, name))});
    } else if (name == "link" && in(kBrowserLinks, ascii_lower(value_of(tag, "rel")))) {
      cut(tag.at);
    } else if (name == "title" || name == "textarea" || name == "xmp") {
      write(tag);
      const size_t end = raw_text_end(pos_, name);
      keep({pos_, end});
      pos_ = end;
    } else if (name == "plaintext") {
      write(tag);
      keep({pos_, page_.size()});
      pos_ = page_.size();
    } else if (name == "svg" && cut_drawing(tag.at.begin)) {
      return;
    } else {
      open(tag);
    }
  }

  // Where a raw text element ends whose body ends at `end`: behind its end tag.
  size_t end_of(std::string_view name, size_t end) const {
    return end >= page_.size() ? end : std::min(find('>', end + 2 + name.size()) + 1, page_.size());
  }

  // Where the raw text that begins at `from` ends: at "</name" followed by a space, '/' or '>'.
  size_t raw_text_end(size_t from, std::string_view name) const {
    for (size_t i = find('<', from); i < page_.size(); i = find('<', i + 1)) {
      if (at(i + 1) != '/' || !starts_with_ignoring_case(page_, i + 2, name)) continue;
      const char after = at(i + 2 + name.size());
      if (is_blank(after) || after == '/' || after == '>') return i;
    }
    return page_.size();
  }

  // A script ends at </script>, but for the "double escaped" state: inside <!-- ... -->, a
  // <script> of its own takes the next </script>.
  size_t script_end(size_t from) const {
    bool escaped = false, doubly = false;
    for (size_t i = from; i < page_.size(); ++i) {
      if (escaped && page_.compare(i, 3, "-->") == 0) {
        escaped = doubly = false;
        i += 2;
      } else if (page_[i] != '<') {
        if (!escaped) i = find('<', i) - 1;
      } else if (!escaped && page_.compare(i, 4, "<!--") == 0) {
        escaped = true;
        i += 1;  // the dashes may be part of the end: <!-->
      } else if (at(i + 1) == '/' && starts_with_ignoring_case(page_, i + 2, "script")) {
        const char after = at(i + 8);
        if (!is_blank(after) && after != '/' && after != '>') continue;
        if (!doubly) return i;
        doubly = false;
      } else if (escaped && starts_with_ignoring_case(page_, i + 1, "script")) {
        const char after = at(i + 7);
        if (is_blank(after) || after == '/' || after == '>') doubly = true;
      }
    }
    return page_.size();
  }

  // Cuts the drawing whose tag begins at `begin` and ends at pos_, if it is surely one: closed, and
  // free of the HTML elements that would end it and continue the page. Where one search stops in
  // vain, no other one passes again, so that unclosed drawings cost no square.
  bool cut_drawing(size_t begin) {
    if (begin < no_drawing_before_) return false;
    int open = 1;
    for (size_t i = find('<', pos_); i < page_.size(); i = find('<', i + 1)) {
      const bool closing = at(i + 1) == '/';
      const std::string name = tag_name(i + (closing ? 2 : 1));
      if (name == "svg") {
        open += closing ? -1 : 1;
        if (open > 0) continue;
        cut({begin, std::min(find('>', i) + 1, page_.size())});
        return true;
      }
      if (!closing && in(kBreakouts, name)) {
        no_drawing_before_ = i;
        return false;
      }
    }
    no_drawing_before_ = page_.size();
    return false;
  }

  // The name of a tag that begins at `pos`, in lower case; no longer than the names we look for.
  std::string tag_name(size_t pos) const {
    std::string out;
    while (out.size() < 12 && (is_ascii_letter(at(pos)) || (at(pos) >= '0' && at(pos) <= '9'))) {
      out += ascii_lower(at(pos++));
    }
    return out;
  }

  // Open elements are counted by name, so that neither stray end tags nor left-out ones fool it.
  void open(const Tag& tag) {
    if (!in(kVoidElements, tag.name) && !in(kSelfEnding, tag.name)) {
      if (open_.size() >= budget_.depth) {
        out_.flattened = true;
        ++dropped_;
        return;
      }
      open_.push_back(tag.name);
      preformatted_ += tag.name == "pre" || tag.name == "listing";
    }
    write(tag);
  }

  void close(const Tag& tag) {
    if (!in(kVoidElements, tag.name) && !in(kSelfEnding, tag.name)) {
      if (dropped_ > 0) {  // the end of a tag that was dropped
        --dropped_;
        return;
      }
      const auto match = std::find(open_.rbegin(), open_.rend(), tag.name);
      if (match != open_.rend()) open_.erase(match.base() - 1, open_.end());
      if (preformatted_ > 0) preformatted_ -= tag.name == "pre" || tag.name == "listing";
    }
    keep(tag.at);
  }

  // The value of a tag's attribute, empty if it has none.
  static std::string_view value_of(const Tag& tag, std::string_view name) {
    for (const Tag::Attribute& attribute : tag.attributes) {
      if (is_word(attribute.name, name)) return attribute.value;
    }
    return {};
  }

  // Writes a start tag with the attributes that somebody reads.
  void write(const Tag& tag) {
    size_t kept = 0, done = tag.at.begin;
    for (const Tag::Attribute& attribute : tag.attributes) {
      const bool author = is_word(attribute.name, "rel") && attribute.value == "author";
      const bool wanted =
          kept < budget_.attributes &&
          (author || keeps_attribute(tag.name, ascii_lower(attribute.name), links_));
      if (wanted) {
        ++kept;
        continue;
      }
      note_state(attribute);
      keep({done, attribute.at.begin});
      done = attribute.at.end;
      while (is_blank(at(done))) ++done;  // what stands before it parts its neighbours
    }
    keep({done, tag.at.end});
  }

  // JSON in an attribute, for a script to start from: data-state="{&quot;...".
  void note_state(const Tag::Attribute& attribute) {
    const std::string_view value = attribute.value;
    if (value.size() < kShortestState || (value[0] != '{' && value[0] != '[')) return;
    const auto begin = static_cast<size_t>(value.data() - page_.data());
    out_.states.push_back({begin, begin + value.size()});
  }

  std::string_view page_;
  const Budget& budget_;
  Links links_;
  size_t pos_ = 0;
  Tag tag_;  // the one being read; a member so that its memory serves the next one
  std::vector<std::string> open_;
  size_t preformatted_ = 0;  // open elements in which white space shows
  size_t dropped_ = 0;
  size_t no_drawing_before_ = 0;
  Pruned out_;
};

}  // namespace

Pruned prune(std::string_view page, const Budget& budget, Links links) {
  return Pruner(page, budget, links).run();
}

bool keeps_attribute(std::string_view element, std::string_view attribute, Links links) {
  if (element == "meta" || element == "link" || element == "base") return true;
  if (links == Links::kKept && (attribute == "href" || attribute == "rel") &&
      (element == "a" || element == "area" || element.empty())) {
    return true;
  }
  return in(kKeptAlways, attribute) ||
         (!in(kVoidElements, element) && in(kKeptAroundText, attribute));
}

}  // namespace dealwire::html
