#include "extract/page_data.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "text/utf8.h"

namespace dealwire {
namespace {

using html::JsonTree;
using html::JsonValue;
using JsonKind = JsonValue::Kind;

// Parts of keys below which stands something other than the article.
constexpr std::array<std::string_view, 31> kAsideKeys = {
    "comment", "related", "recommend", "teaser",     "excerpt", "description", "summary", "caption",
    "author",  "legal",   "privacy",   "cookie",     "consent", "policy",      "terms",   "footer",
    "header",  "menu",    "nav",       "css",        "style",   "script",      "transl",  "config",
    "popup",   "faq",     "review",    "newsletter", "product", "disclaim",    "biograph"};
// The same of a list's items, by their type.
constexpr std::array<std::string_view, 11> kAsideTypes = {
    "image", "photo",   "video",   "gallery",    "embed", "advert",
    "promo", "related", "caption", "newsletter", "social"};
// Parts of keys under which a list's items have their text.
constexpr std::array<std::string_view, 8> kTextKeys = {"text", "content",  "value",     "html",
                                                       "body", "children", "paragraph", "rendered"};
// Members that a record of an article has, and a paragraph has not.
constexpr std::array<std::string_view, 7> kRecordKeys = {
    "title", "headline", "slug", "author", "permalink", "username", "canonicalUrl"};
constexpr std::array<std::string_view, 6> kTypeKeys = {"type",       "_type",     "nodeType",
                                                       "__typename", "blockType", "tag"};
// Elements as lists have them: ["p", "text", ["b", "text"]] (JsonML).
constexpr std::array<std::string_view, 24> kElements = {
    "a", "b",  "blockquote", "br", "div", "em",      "figure", "h1",     "h2",  "h3",  "h4", "hr",
    "i", "li", "ol",         "p",  "s",   "section", "span",   "strong", "sub", "sup", "u",  "ul"};
// Items of these types are one block, whatever they are made of.
constexpr std::array<std::string_view, 14> kBlockTypes = {
    "paragraph", "p",  "block", "heading", "header", "subhead",    "list_item",
    "listitem",  "li", "h2",    "h3",      "h4",     "blockquote", "quote"};

template <size_t N>
bool has_part(std::string_view name, const std::array<std::string_view, N>& parts) {
  const std::string lower = ascii_lower(name);
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return lower.find(part) != lower.npos; });
}

template <size_t N>
bool is_any(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Is the string JSON in itself?
bool holds_data(std::string_view string) {
  constexpr size_t kHead = 400;
  std::string_view head = string.substr(0, kHead);
  head = head.substr(0, head.find('<'));
  const size_t bracket = head.find_first_of("{[");
  return bracket != head.npos &&
         std::min(head.find("\":", bracket), head.find("[\\\"", bracket)) != head.npos;
}

// The characters of a string, with their map to the page.
SourcedText unescape(const Data& data, std::string_view string) {
  SourcedText out = html::unescape_json(data.text, string);
  if (data.source != nullptr) out.source = out.source.then(*data.source);
  return out;
}

// The first member of an object for which f holds.
template <typename F>
const JsonValue* member(const Data& data, uint32_t object, F f) {
  const JsonTree& tree = data.tree;
  for (uint32_t i = object + 1; i < tree[object].end; i = tree[i].end) {
    if (f(tree[i])) return &tree[i];
  }
  return nullptr;
}

// The name of a list that is an element: of JsonML, or of React (["$", "p", null, {...}]).
std::string_view element_of(const JsonTree& tree, uint32_t list) {
  if (!tree[list].is(JsonKind::kArray) || tree[list].end <= list + 2) return {};
  const std::string_view first = tree[list + 1].text;
  if (first == "$") return tree[list + 2].text;
  const bool custom = first.find('-') != first.npos && first.find(' ') == first.npos;
  return custom || is_any(first, kElements) ? first : std::string_view();
}

// What a value says it is: {"type": "paragraph", ...}, or an element as a list.
std::string_view type_name_of(const Data& data, uint32_t value) {
  if (data.tree[value].is(JsonKind::kArray)) return element_of(data.tree, value);
  const JsonValue* type = member(data, value, [](const JsonValue& m) {
    return m.is(JsonKind::kString) && is_any(m.key, kTypeKeys);
  });
  return type == nullptr ? std::string_view() : type->text;
}

// Is the string, or name, text of a list's item: by its key, or by standing in a list for itself
// and not as an element's name? React's "$undefined" is none, nor is more data.
bool is_text(const JsonTree& tree, uint32_t string) {
  const JsonValue& value = tree[string];
  if (value.is_container() || holds_data(value.text)) return false;
  if (value.text.starts_with('$') && value.text.find(' ') == value.text.npos) return false;
  if (!value.key.empty()) return has_part(value.key, kTextKeys);
  const uint32_t list = value.parent;
  return element_of(tree, list).empty() || (string != list + 1 && tree[list + 1].text != "$");
}

// The longest text that an object gives itself, if what stands inside of it has no more: often
// the same in pieces. 0 if there is none.
uint32_t own_text(const Data& data, uint32_t object) {
  const JsonTree& tree = data.tree;
  uint32_t longest = 0;
  size_t most = 0;
  for (uint32_t i = object + 1; i < tree[object].end; i = tree[i].end) {
    const bool own = tree[i].is(JsonKind::kString) && is_text(tree, i) && !data.aside[i];
    const size_t bytes = own ? tree[i].text.size() : data.prose[i];
    if (bytes > most || (own && bytes == most)) {
      most = bytes;
      longest = own ? i : 0;
    }
  }
  return longest;
}

// Has a string as it is written so many ends of sentences?
bool has_sentences(std::string_view text, size_t wanted) {
  constexpr std::string_view kBehind = " \n\\<\"&";
  constexpr std::array<std::string_view, 9> kWideEnds = {"。", "！",      "？",      "।",      "۔",
                                                         "؟",  "\\u3002", "\\uff01", "\\uff1f"};
  for (size_t i = 0; i < text.size() && wanted > 0; ++i) {
    const char c = text[i];
    if (c == '.' || c == '!' || c == '?') {
      wanted -= i + 1 == text.size() || kBehind.find(text[i + 1]) != kBehind.npos;
    } else if ((c & 0xC0) == 0xC0 || c == '\\') {
      const std::string_view rest = text.substr(i, 6);
      wanted -= std::any_of(kWideEnds.begin(), kWideEnds.end(),
                            [&](std::string_view end) { return rest.starts_with(end); });
    }
  }
  return wanted == 0;
}

// Finds the strings and lists of one tree that may be a body.
class Search {
 public:
  Search(Data& data, std::vector<BodyCandidate>& out) : data_(data), out_(out) {}

  void run() {
    const JsonTree& tree = data_.tree;
    for (uint32_t i = 0; i < tree.size(); ++i) {
      const JsonValue& value = tree[i];
      const std::string type = value.is_container() ? ascii_lower(type_name_of(data_, i)) : "";
      data_.aside[i] = (i > 0 && data_.aside[value.parent]) || is_aside(value.key) ||
                       has_part(type, kAsideTypes);
      data_.block[i] = is_any(type, kBlockTypes);
      data_.record[i] = value.is(JsonKind::kObject) && member(data_, i, [](const JsonValue& m) {
                                                         return is_any(m.key, kRecordKeys);
                                                       }) != nullptr;
      if (value.is(JsonKind::kString) && !data_.aside[i]) string(i);
    }
    lists();
  }

 private:
  bool is_aside(std::string_view key) {
    const auto [known, is_new] = asides_.try_emplace(key, false);
    if (is_new) known->second = has_part(key, kAsideKeys);
    return known->second;
  }

  void string(uint32_t i) {
    constexpr size_t kShortestText = 20;  // of a sentence
    const JsonValue& value = data_.tree[i];
    const size_t bytes = value.text.size();
    if (bytes >= PageData::kShortestBody && !holds_data(value.text) &&
        has_sentences(value.text, 3)) {
      out_.push_back({&data_, i, bytes});
    }
    if (bytes < kShortestText || !is_text(data_.tree, i) || !has_sentences(value.text, 1)) return;
    for (uint32_t above = value.parent; !data_.record[above]; above = data_.tree[above].parent) {
      data_.prose[above] += bytes;
      if (above == 0) break;
    }
  }

  // The lists that hold much prose, but for those of which one list inside holds most.
  void lists() {
    std::vector<bool> covered(data_.tree.size());
    for (auto i = static_cast<uint32_t>(data_.tree.size()); i-- > 0;) {
      if (!data_.tree[i].is(JsonKind::kArray) || data_.prose[i] < PageData::kShortestBody) continue;
      if (!covered[i]) out_.push_back({&data_, i, data_.prose[i]});
      for (uint32_t above = i; above > 0;) {
        above = data_.tree[above].parent;
        if (data_.prose[above] * 4 > data_.prose[i] * 5) break;
        covered[above] = true;
      }
    }
  }

  Data& data_;
  std::vector<BodyCandidate>& out_;
  std::unordered_map<std::string_view, bool> asides_;  // by key: keys come again and again
};

// The value whose strings are one block with this string.
uint32_t block_of(const Data& data, uint32_t string) {
  constexpr int kFarthest = 6;
  const JsonTree& tree = data.tree;
  uint32_t above = tree[string].parent;
  for (int i = 0; i < kFarthest && above > 0; ++i, above = tree[above].parent) {
    if (data.block[above]) return above;
  }
  uint32_t item = string;
  while (item > 0 && !tree[tree[item].parent].is(JsonKind::kArray)) item = tree[item].parent;
  return item;
}

// Do two strings in a row belong to one sentence, by the space or comma between them? Not every
// list says which of its items are blocks.
bool goes_on(std::string_view before, std::string_view after) {
  constexpr std::string_view kBegins = " ,.;:)", kEnds = ".!? >\n";
  if (before.empty() || after.empty()) return false;
  if (kBegins.find(after.front()) != kBegins.npos) return true;
  return before.size() > 1 && before.back() == ' ' &&
         kEnds.find(before[before.size() - 2]) == kEnds.npos;
}

// The strings of a list, those of one block joined. Nothing if one is not known.
Prose read_list(const Data& data, uint32_t list) {
  const JsonTree& tree = data.tree;
  Prose out;
  SourcedText block;
  uint32_t last = 0;
  const auto add = [&](uint32_t string) {
    const uint32_t own = block_of(data, string);
    const SourcedText text = unescape(data, tree[string].text);
    if (own != last && !goes_on(block.text, text.text)) {
      out.append(read_prose(std::exchange(block, {})));
    }
    block.append(text);
    last = own;
  };
  for (uint32_t i = list + 1; i < tree[list].end;) {
    const bool object = tree[i].is(JsonKind::kObject);
    const uint32_t own = object ? own_text(data, i) : 0;
    const bool text = is_text(tree, i);
    if (text && tree[i].is(JsonKind::kName)) return {};
    if (data.aside[i] || data.record[i]) {
      i = tree[i].end;
    } else if (own != 0) {
      add(own);
      i = tree[i].end;
    } else {
      if (text) add(i);
      ++i;
    }
  }
  out.append(read_prose(block));
  return out;
}

}  // namespace

void PageData::add_script(Range range) {
  range.end = range.begin + take(range.size());
  scan(page_.substr(0, range.end), range.begin, nullptr);
}

void PageData::add_attribute(Range range) {
  if (take(range.size()) < range.size()) return;
  SourcedText value;
  value.append_copy(page_.substr(range.begin, range.size()), range.begin);
  const SourcedText& kept = texts_.emplace_back(resolve_references(value));
  scan(kept.text, 0, &kept.source);
}

void PageData::add_json_ld(Range range) {
  range.end = range.begin + take(range.size());
  const std::string_view text = page_.substr(0, range.end);
  for (size_t pos = range.begin; pos < text.size();) {
    Data& data = add(text, pos, nullptr);
    for (uint32_t i = 0; i < data.tree.size(); ++i) {
      const JsonValue& value = data.tree[i];
      if (value.is(JsonKind::kString) && value.key == "articleBody" &&
          value.text.size() >= kShortestBody) {
        candidates_.push_back({&data, i, value.text.size()});
      }
    }
  }
}

std::vector<BodyCandidate> PageData::candidates() const {
  std::vector<BodyCandidate> out = candidates_;
  std::stable_sort(out.begin(), out.end(), [](const BodyCandidate& a, const BodyCandidate& b) {
    return a.weight > b.weight;
  });
  return out;
}

size_t PageData::take(size_t bytes) {
  const size_t taken = std::min(bytes, left_);
  left_ -= taken;
  return taken;
}

Data& PageData::add(std::string_view text, size_t& pos, const SourceMap* source) {
  Data& data =
      data_.emplace_back(Data{text, source, html::next_json(text, pos, budget_), {}, {}, {}, {}});
  data.aside.resize(data.tree.size());
  data.block.resize(data.tree.size());
  data.record.resize(data.tree.size());
  data.prose.resize(data.tree.size());
  return data;
}

void PageData::scan(std::string_view text, size_t pos, const SourceMap* source, int depth) {
  constexpr int kDeepest = 2;
  constexpr size_t kShortestData = 512;
  while (pos < text.size()) {
    const size_t begin = pos;
    Data& data = add(text, pos, source);
    if (pos - begin < kShortestBody) {  // code, mostly
      data_.pop_back();
      continue;
    }
    Search(data, candidates_).run();
    for (uint32_t i = 0; i < data.tree.size() && depth < kDeepest; ++i) {
      const JsonValue& value = data.tree[i];
      if (!value.is(JsonKind::kString) || value.text.size() < kShortestData || data.aside[i] ||
          !holds_data(value.text) || take(value.text.size()) == 0) {
        continue;
      }
      const SourcedText& inner = texts_.emplace_back(unescape(data, value.text));
      scan(inner.text, 0, &inner.source, depth + 1);
    }
  }
}

Prose BodyCandidate::read() const {
  const JsonValue& candidate = data->tree[value];
  return candidate.is(JsonKind::kArray) ? read_list(*data, value)
                                        : read_prose(unescape(*data, candidate.text));
}

std::string BodyCandidate::title() const {
  const auto is_title = [](const JsonValue& m) { return m.key == "title" || m.key == "headline"; };
  for (uint32_t above = data->tree[value].parent;; above = data->tree[above].parent) {
    if (data->tree[above].is(JsonKind::kObject)) {
      const JsonValue* title = member(*data, above, is_title);
      if (title != nullptr && title->is_container() && title < &data->tree.back()) ++title;
      if (title != nullptr && title->is(JsonKind::kString))
        return unescape(*data, title->text).text;
    }
    if (above == 0 || data->record[above]) return {};
  }
}

}  // namespace dealwire
