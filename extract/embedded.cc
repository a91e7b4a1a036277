#include "extract/embedded.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <deque>
#include <unordered_map>
#include <utility>

#include "extract/prose.h"
#include "html/json.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using html::JsonTree;
using html::JsonValue;
using Kind = JsonValue::Kind;

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
// Parts of keys that name a body.
constexpr std::array<std::string_view, 5> kBodyKeys = {"body", "content", "paragraph", "blocks",
                                                       "story"};
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

// A text with JSON in it: the page, an attribute's value, or a string of other JSON.
struct Data {
  std::string_view text;
  const SourceMap* source;  // to the page; null: `text` is the page
  JsonTree tree;
  std::vector<bool> aside;    // by value: stands below what names something else
  std::vector<bool> record;   // by value: an object that tells of an article
  std::vector<size_t> prose;  // by value: bytes of text with sentences below it

  SourcedText read(std::string_view string) const {
    SourcedText out = html::unescape_json(text, string);
    if (source != nullptr) out.source = out.source.then(*source);
    return out;
  }

  // The first member of an object for which f holds.
  template <typename F>
  const JsonValue* member(uint32_t object, F f) const {
    for (uint32_t i = object + 1; i < tree[object].end; i = tree[i].end) {
      if (f(tree[i])) return &tree[i];
    }
    return nullptr;
  }

  // What a value says it is: {"type": "paragraph", ...}, or an element as a list.
  std::string_view type_of(uint32_t value) const {
    if (tree[value].is(Kind::kArray)) return element_of(value);
    const JsonValue* type = member(
        value, [](const JsonValue& m) { return m.is(Kind::kString) && is_any(m.key, kTypeKeys); });
    return type == nullptr ? std::string_view() : type->text;
  }

  // The name of a list that is an element: of JsonML, or of React (["$", "p", null, {...}]).
  std::string_view element_of(uint32_t list) const {
    if (!tree[list].is(Kind::kArray) || tree[list].end <= list + 2) return {};
    const std::string_view first = tree[list + 1].text;
    if (first == "$") return tree[list + 2].text;
    const bool custom = first.find('-') != first.npos && first.find(' ') == first.npos;
    return custom || is_any(first, kElements) ? first : std::string_view();
  }

  // Is the string, or name, text of a list's item: by its key, or by standing in a list for itself
  // and not as an element's name? React's "$undefined" is none, nor is more data.
  bool is_text(uint32_t string) const {
    const JsonValue& value = tree[string];
    if (value.is_container() || holds_data(value.text)) return false;
    if (value.text.starts_with('$') && value.text.find(' ') == value.text.npos) return false;
    if (!value.key.empty()) return has_part(value.key, kTextKeys);
    const uint32_t list = value.parent;
    return element_of(list).empty() || (string != list + 1 && tree[list + 1].text != "$");
  }

  // The longest text that an object gives itself, if what stands inside of it has no more: often
  // the same in pieces. 0 if there is none.
  uint32_t own_text(uint32_t object) const {
    uint32_t longest = 0;
    size_t most = 0;
    for (uint32_t i = object + 1; i < tree[object].end; i = tree[i].end) {
      const bool own = tree[i].is(Kind::kString) && is_text(i) && !aside[i];
      const size_t bytes = own ? tree[i].text.size() : prose[i];
      if (bytes > most || (own && bytes == most)) {
        most = bytes;
        longest = own ? i : 0;
      }
    }
    return longest;
  }
};

// A string, or a list of paragraphs, that may be the body.
struct Candidate {
  const Data* data;
  uint32_t value;
  size_t weight;  // about how much prose it holds
};

constexpr size_t kShortestBody = 300;  // columns, or bytes as written

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
  Search(Data& data, std::vector<Candidate>& out) : data_(data), out_(out) {}

  void run() {
    const JsonTree& tree = data_.tree;
    for (uint32_t i = 0; i < tree.size(); ++i) {
      const JsonValue& value = tree[i];
      const bool object = value.is(Kind::kObject);
      data_.aside[i] = (i > 0 && data_.aside[value.parent]) || is_aside(value.key) ||
                       (value.is_container() && has_part(data_.type_of(i), kAsideTypes));
      data_.record[i] = object && data_.member(i, [](const JsonValue& member) {
        return is_any(member.key, kRecordKeys);
      }) != nullptr;
      if (value.is(Kind::kString) && !data_.aside[i]) string(i);
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
    if (bytes >= kShortestBody && !holds_data(value.text) && has_sentences(value.text, 3)) {
      out_.push_back({&data_, i, bytes});
    }
    if (bytes < kShortestText || !data_.is_text(i) || !has_sentences(value.text, 1)) return;
    for (uint32_t above = value.parent; !data_.record[above]; above = data_.tree[above].parent) {
      data_.prose[above] += bytes;
      if (above == 0) break;
    }
  }

  // The lists that hold much prose, but for those of which one list inside holds most.
  void lists() {
    std::vector<bool> covered(data_.tree.size());
    for (auto i = static_cast<uint32_t>(data_.tree.size()); i-- > 0;) {
      if (!data_.tree[i].is(Kind::kArray) || data_.prose[i] < kShortestBody) continue;
      if (!covered[i]) out_.push_back({&data_, i, data_.prose[i]});
      for (uint32_t above = i; above > 0;) {
        above = data_.tree[above].parent;
        if (data_.prose[above] * 4 > data_.prose[i] * 5) break;
        covered[above] = true;
      }
    }
  }

  Data& data_;
  std::vector<Candidate>& out_;
  std::unordered_map<std::string_view, bool> asides_;  // by key: keys come again and again
};

// Everything on a page that may be its body.
class Store {
 public:
  Store(std::string_view page, const Budget& budget)
      : page_(page), budget_(budget), left_(budget.script_bytes) {}

  // Data of a script, which lies at `range` of the page.
  void script(Range range) {
    range.end = range.begin + take(range.size());
    scan(page_.substr(0, range.end), range.begin, nullptr);
  }

  // Data of an attribute's value.
  void attribute(Range range) {
    range.end = range.begin + take(range.size());
    SourcedText value;
    value.append_copy(page_.substr(range.begin, range.size()), range.begin);
    const SourcedText& kept = texts_.emplace_back(resolve_references(value));
    scan(kept.text, 0, &kept.source);
  }

  // The bodies that JSON-LD names.
  void json_ld(Range range) {
    range.end = range.begin + take(range.size());
    const std::string_view text = page_.substr(0, range.end);
    for (size_t pos = range.begin; pos < text.size();) {
      Data& data = add(text, pos, nullptr);
      for (uint32_t i = 0; i < data.tree.size(); ++i) {
        const JsonValue& value = data.tree[i];
        if (value.is(Kind::kString) && value.key == "articleBody" &&
            value.text.size() >= kShortestBody) {
          candidates_.push_back({&data, i, value.text.size()});
        }
      }
    }
  }

  // The most promising first.
  std::vector<Candidate> candidates() {
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
    return candidates_;
  }

 private:
  size_t take(size_t bytes) {
    const size_t taken = std::min(bytes, left_);
    left_ -= taken;
    return taken;
  }

  Data& add(std::string_view text, size_t& pos, const SourceMap* source) {
    Data& data =
        data_.emplace_back(Data{text, source, html::next_json(text, pos, budget_), {}, {}, {}});
    data.aside.resize(data.tree.size());
    data.record.resize(data.tree.size());
    data.prose.resize(data.tree.size());
    return data;
  }

  void scan(std::string_view text, size_t pos, const SourceMap* source, int depth = 0) {
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
        if (!value.is(Kind::kString) || value.text.size() < kShortestData || data.aside[i] ||
            !holds_data(value.text) || take(value.text.size()) == 0) {
          continue;
        }
        const SourcedText& inner = texts_.emplace_back(data.read(value.text));
        scan(inner.text, 0, &inner.source, depth + 1);
      }
    }
  }

  std::string_view page_;
  const Budget& budget_;
  size_t left_;  // bytes that may still be looked at
  std::deque<SourcedText> texts_;
  std::deque<Data> data_;
  std::vector<Candidate> candidates_;
};

// The value whose strings are one block with this string.
uint32_t block_of(const Data& data, uint32_t string) {
  constexpr int kFarthest = 6;
  const JsonTree& tree = data.tree;
  uint32_t above = tree[string].parent;
  for (int i = 0; i < kFarthest && above > 0; ++i, above = tree[above].parent) {
    if (is_any(ascii_lower(data.type_of(above)), kBlockTypes)) return above;
  }
  uint32_t item = string;
  while (item > 0 && !tree[tree[item].parent].is(Kind::kArray)) item = tree[item].parent;
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
    const SourcedText text = data.read(tree[string].text);
    if (own != last && !goes_on(block.text, text.text)) {
      out.append(read_prose(std::exchange(block, {})));
    }
    block.append(text);
    last = own;
  };
  for (uint32_t i = list + 1; i < tree[list].end;) {
    const bool object = tree[i].is(Kind::kObject);
    const uint32_t own = object ? data.own_text(i) : 0;
    const bool text = data.is_text(i);
    if (text && tree[i].is(Kind::kName)) return {};
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

// Letters and digits alone, in one case, so that two ways to write a text compare.
std::string letters(std::string_view text) {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    const auto c = static_cast<UChar32>(next_character(text, pos));
    if (u_isalnum(c)) append_utf8(out, static_cast<char32_t>(u_tolower(c)));
  }
  return out;
}

// What the page shows and says of itself, to which a body must fit.
class Fit {
 public:
  Fit(std::string_view shown, const std::vector<std::string>& titles)
      : shown_width_(columns(shown)) {
    for (size_t begin = 0; begin < shown.size();) {
      const size_t end = std::min(shown.find('\n', begin), shown.size());
      lines_.push_back(letters(shown.substr(begin, end - begin)));
      begin = end + 1;
    }
    for (const std::string& title : titles) titles_.push_back(letters(title));
    if (!titles.empty()) words_ = words_of(titles.front());
  }

  // How sure it is that a body with this title, if it has one, and under this key is the page's: 0
  // is not.
  int operator()(const Prose& body, std::string_view title, std::string_view key) const {
    constexpr double kMuchLonger = 1.5, kFarLonger = 4;
    constexpr size_t kLong = 600;  // columns; shorter texts are many things
    std::string text;
    for (const Paragraph& paragraph : body.paragraphs) text += letters(paragraph.text.text);
    const bool goes_on = shows_beginning(text);
    const bool named = !title.empty() && is_title(letters(title));
    const double longer = static_cast<double>(body.sentences) /
                          static_cast<double>(std::max<size_t>(shown_width_, 1));
    if (longer < (goes_on ? kMuchLonger : kFarLonger)) return 0;
    if (goes_on || named) return 2;
    const bool likely = body.sentences >= kLong || has_part(key, kBodyKeys);
    return title.empty() && likely && is_about_title(text) ? 1 : 0;
  }

 private:
  // Words of four letters, and pairs of characters in scripts without spaces.
  static std::vector<std::string> words_of(std::string_view title) {
    std::vector<std::string> out;
    std::string word;
    size_t length = 0;
    const auto close = [&] {
      if (length >= 4) out.push_back(letters(word));
      word.clear();
      length = 0;
    };
    for (size_t pos = 0; pos < title.size();) {
      const size_t begin = pos;
      const char32_t c = next_character(title, pos);
      if (is_cjk(c)) {
        close();
        const char32_t next = character_at(title, pos);
        if (is_cjk(next))
          out.emplace_back(title.substr(begin, pos - begin + utf8_length(title[pos])));
      } else if (is_word_character(c)) {
        append_utf8(word, c);
        ++length;
      } else {
        close();
      }
    }
    close();
    return out;
  }

  // Are most of the lines that are shown, at least by how they begin, in the text?
  bool shows_beginning(std::string_view text) const {
    constexpr size_t kShortest = 20, kBeginning = 60;
    size_t all = 0, found = 0;
    for (const std::string& line : lines_) {
      if (line.size() < kShortest) continue;
      all += line.size();
      if (text.find(line.substr(0, kBeginning)) != text.npos) found += line.size();
    }
    return found * 2 > all;
  }

  bool is_title(std::string_view title) const {
    constexpr size_t kShortest = 8;
    return title.size() >= kShortest &&
           std::any_of(titles_.begin(), titles_.end(), [&](const std::string& own) {
             return own.find(title) != own.npos ||
                    (own.size() >= kShortest && title.find(own) != title.npos);
           });
  }

  bool is_about_title(std::string_view text) const {
    const auto found = std::count_if(words_.begin(), words_.end(), [&](const std::string& word) {
      return text.find(word) != text.npos;
    });
    return words_.empty() || found * 2 >= static_cast<long>(words_.size());
  }

  size_t shown_width_;
  std::vector<std::string> lines_, titles_, words_;
};

// The title that the record around a value has; empty if it has none.
std::string title_around(const Data& data, uint32_t value) {
  const auto is_title = [](const JsonValue& m) { return m.key == "title" || m.key == "headline"; };
  for (uint32_t above = data.tree[value].parent;; above = data.tree[above].parent) {
    if (data.tree[above].is(Kind::kObject)) {
      const JsonValue* title = data.member(above, is_title);
      if (title != nullptr && title->is_container() && title < &data.tree.back()) ++title;
      if (title != nullptr && title->is(Kind::kString)) return data.read(title->text).text;
    }
    if (above == 0 || data.record[above]) return {};
  }
}

// Mostly sentences, and not code that has full stops?
bool reads_like_prose(const Prose& prose) {
  constexpr std::string_view kSigns = "{}=;<>|\\_";
  size_t signs = 0, bytes = 0;
  for (const auto& [text, width, sentence] : prose.paragraphs) {
    bytes += text.text.size();
    for (const char c : text.text) signs += kSigns.find(c) != kSigns.npos;
  }
  return prose.width >= kShortestBody && prose.sentences * 2 >= prose.width && signs * 50 <= bytes;
}

// Is `a` the better text of an article? The longer one is, and of two about as long the one that
// keeps its paragraphs: JSON-LD often has none.
bool is_better(const Prose& a, const Prose& b) {
  if (a.sentences * 4 > b.sentences * 5) return true;
  return a.sentences * 5 > b.sentences * 4 && a.paragraphs.size() > 2 * b.paragraphs.size();
}

}  // namespace

std::optional<SourcedText> embedded_body(const html::Page& page, std::string_view source,
                                         std::string_view shown,
                                         const std::vector<std::string>& titles,
                                         const Budget& budget) {
  constexpr size_t kShownEnough = 2000;  // bytes: an article, not a teaser
  constexpr size_t kShownMuch = 1000;    // so that only what JSON-LD calls the body is looked at
  constexpr size_t kMostRead = 12;       // candidates; others hold less
  if (shown.size() > kShownEnough) return std::nullopt;
  Store store(source, budget);
  for (const Range& range : page.json_ld()) store.json_ld(range);
  if (shown.size() < kShownMuch) {
    for (const Range& range : page.scripts()) store.script(range);
    for (const Range& range : page.states()) store.attribute(range);
  }
  const Fit fit(shown, titles);
  std::vector<Candidate> candidates = store.candidates();
  if (candidates.size() > kMostRead) candidates.resize(kMostRead);
  Prose best;
  int best_fit = 0;
  for (const auto& [data, value, weight] : candidates) {
    const bool list = data->tree[value].is(Kind::kArray);
    Prose prose = list ? read_list(*data, value) : read_prose(data->read(data->tree[value].text));
    prose.trim();
    if (!reads_like_prose(prose)) continue;
    const int its_fit = fit(prose, title_around(*data, value), data->tree[value].key);
    if (its_fit > best_fit || (its_fit > 0 && its_fit == best_fit && is_better(prose, best))) {
      best = std::move(prose);
      best_fit = its_fit;
    }
  }
  if (best_fit == 0) return std::nullopt;
  SourcedText body;
  for (const Paragraph& paragraph : best.paragraphs) {
    if (!body.text.empty()) {
      const size_t begin = paragraph.text.source.span({0, paragraph.text.text.size()}).begin;
      body.append_atom("\n", {begin, begin});
    }
    body.append(paragraph.text);
  }
  return body;
}

}  // namespace dealwire
