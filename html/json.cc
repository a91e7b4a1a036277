#include "html/json.h"

#include <algorithm>
#include <array>
#include <optional>

#include "text/utf8.h"

namespace dealwire::html {
namespace {

using Kind = JsonValue::Kind;

bool is_json_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool is_quote(char c) { return c == '"' || c == '\''; }

// Of a number, a literal or a bare key.
bool is_bare(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' ||
         c == '$' || c == '.' || c == '+' || c == '-' || c == '!';
}

// Numbers, JSON's names and what minifiers write for them: !0, void 0.
bool is_literal(std::string_view word) {
  constexpr std::array<std::string_view, 6> kLiterals = {"true",      "false", "null",
                                                         "undefined", "void",  "NaN"};
  const bool number = word[0] <= '9' && word[0] != '$';
  return number || std::find(kLiterals.begin(), kLiterals.end(), word) != kLiterals.end();
}

class Reader {
 public:
  Reader(std::string_view text, size_t pos, const Budget& budget)
      : text_(text), pos_(pos), budget_(budget) {}

  // Reads from the bracket at pos_ to its counterpart, or as far as the text is JSON.
  JsonTree run() {
    open({});
    while (!open_.empty() && value()) {
    }
    for (const uint32_t container : open_) close(container);
    return std::move(tree_);
  }

  size_t pos() const { return pos_; }

 private:
  char next() {
    while (pos_ < text_.size() && is_json_space(text_[pos_])) ++pos_;
    return pos_ < text_.size() ? text_[pos_] : '\0';
  }

  void open(std::string_view key) {
    const bool object = text_[pos_++] == '{';  // else a list, or an argument
    add({object ? Kind::kObject : Kind::kArray, key, {}, 0, 0});
    open_.push_back(static_cast<uint32_t>(tree_.size() - 1));
  }

  void add(JsonValue value) {
    value.parent = open_.empty() ? 0 : open_.back();
    value.end = static_cast<uint32_t>(tree_.size() + 1);
    tree_.push_back(value);
  }

  void close(uint32_t container) { tree_[container].end = static_cast<uint32_t>(tree_.size()); }

  // Reads one value of the innermost container, or its end. False where the text is no JSON.
  bool value() {
    const bool object = tree_[open_.back()].is(Kind::kObject);
    char c = next();
    if (c == ',') {
      ++pos_;
      return true;
    }
    if (object ? c == '}' : c == ']' || c == ')') {
      ++pos_;
      close(open_.back());
      open_.pop_back();
      return true;
    }
    std::string_view key;
    if (object) {
      const auto read = is_quote(c) ? quoted() : word();
      if (!read || next() != ':') return false;
      key = *read;
      ++pos_;
      c = next();
    }
    if (tree_.size() >= budget_.json_values) return false;
    if (c == '{' || c == '[') {
      if (open_.size() >= budget_.json_depth) return false;
      open(key);
      return true;
    }
    const auto text = is_quote(c) ? quoted() : word();
    if (!text) return false;
    if (is_quote(c)) {
      add({Kind::kString, key, *text, 0, 0});
    } else if (!is_literal(*text)) {
      add({Kind::kName, key, *text, 0, 0});
    }
    return true;
  }

  // What stands between the quote at pos_ and its counterpart.
  std::optional<std::string_view> quoted() {
    const char quote = text_[pos_];
    const size_t begin = ++pos_;
    for (; pos_ < text_.size(); ++pos_) {
      if (text_[pos_] == quote) return text_.substr(begin, pos_++ - begin);
      if (text_[pos_] == '\\') ++pos_;
    }
    pos_ = text_.size();
    return std::nullopt;
  }

  std::optional<std::string_view> word() {
    const size_t begin = pos_;
    while (pos_ < text_.size() && is_bare(text_[pos_])) ++pos_;
    if (pos_ == begin) return std::nullopt;
    return text_.substr(begin, pos_ - begin);
  }

  std::string_view text_;
  size_t pos_;
  const Budget& budget_;
  JsonTree tree_;
  std::vector<uint32_t> open_;  // containers
};

// The code unit of "\uXXXX", or of JavaScript's "\xXX", at `pos`, which moves behind it.
std::optional<char32_t> code_unit(std::string_view string, size_t& pos) {
  const std::string_view head = string.substr(pos, 2);
  const size_t digits = head == "\\u" ? 4 : head == "\\x" ? 2 : 0;
  if (digits == 0 || string.size() < pos + 2 + digits) return std::nullopt;
  char32_t unit = 0;
  for (const char c : string.substr(pos + 2, digits)) {
    const bool digit = c >= '0' && c <= '9';
    const char letter = static_cast<char>(c | 0x20);
    if (!digit && (letter < 'a' || letter > 'f')) return std::nullopt;
    unit = unit * 16 + static_cast<char32_t>(digit ? c - '0' : letter - 'a' + 10);
  }
  pos += 2 + digits;
  return unit;
}

// The character of an escape at `pos`, which moves behind it.
char32_t escaped(std::string_view string, size_t& pos) {
  constexpr char32_t kNone = 0xFFFD;
  if (const auto unit = code_unit(string, pos)) {
    if (*unit < 0xD800 || *unit > 0xDFFF) return *unit == 0 ? kNone : *unit;
    size_t behind = pos;
    const auto low = code_unit(string, behind);
    if (*unit > 0xDBFF || !low || *low < 0xDC00 || *low > 0xDFFF) return kNone;
    pos = behind;
    return 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00);
  }
  ++pos;
  const char32_t c = pos < string.size() ? next_character(string, pos) : kNone;
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'b':
    case 'f':
      return ' ';
    default:
      return c;
  }
}

}  // namespace

JsonTree next_json(std::string_view text, size_t& pos, const Budget& budget) {
  pos = std::min(text.find_first_of("{[", pos), text.size());
  if (pos == text.size()) return {};
  // JSON.parse("{..."): the string is the only value of a list.
  if (pos >= 2 && is_quote(text[pos - 1]) && text[pos - 2] == '(') pos -= 2;
  Reader reader(text, pos, budget);
  JsonTree tree = reader.run();
  pos = reader.pos();
  return tree;
}

SourcedText unescape_json(std::string_view text, std::string_view string) {
  const auto begin = static_cast<size_t>(string.data() - text.data());
  SourcedText out;
  out.text.reserve(string.size());
  for (size_t pos = 0; pos < string.size();) {
    const size_t escape = std::min(string.find('\\', pos), string.size());
    if (escape > pos) out.append_copy(string.substr(pos, escape - pos), begin + pos);
    pos = escape;
    if (pos == string.size()) break;
    std::string character;
    append_utf8(character, escaped(string, pos));
    out.append_atom(character, {begin + escape, begin + pos});
  }
  return out;
}

}  // namespace dealwire::html
