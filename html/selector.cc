#include "html/selector.h"

#include <algorithm>
#include <bit>

#include "html/ascii.h"
#include "html/prune.h"
#include "text/utf8.h"

namespace dealwire::html {
namespace {

constexpr size_t kMostCompounds = 64;  // one bit each

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}

bool is_name(char c) { return is_name_start(c) || is_ascii_digit(c) || c == '-'; }

int hex_value(char c) {
  if (is_ascii_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Is `word` one of the words of `text`, which white space parts?
bool has_item(std::string_view text, std::string_view word) {
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && !is_blank(text[end])) ++end;
    if (text.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

bool Selector::Test::holds(const Page& page, const Node& node, bool first_child) const {
  if (kind == kTag) return node.tag == name;
  if (kind == kFirstChild) return first_child;
  const std::string_view found = page.attribute(node, name);
  switch (kind) {
    case kPresent:
      return page.has(node, name);
    case kEquals:
      return found == value && page.has(node, name);
    case kDash:
      return found.starts_with(value) &&
             (found.size() > value.size() ? found[value.size()] == '-' : page.has(node, name));
    // Below an empty value matches nothing, says the standard.
    case kWord:
      return !value.empty() && has_item(found, value);
    case kPrefix:
      return !value.empty() && found.starts_with(value);
    case kSuffix:
      return !value.empty() && found.ends_with(value);
    default:
      return !value.empty() && found.find(value) != found.npos;
  }
}

// Follows the grammar of the standard by recursive descent, without recursion beyond :not(). The
// first mistake ends it: functions return false then.
class Selector::Parser {
 public:
  Parser(std::string_view text, Links links) : text_(text), links_(links) {}

  Expected<Selector> run() {
    if (!list()) return fail("selector", mistake_);
    return std::move(out_);
  }

 private:
  char peek(size_t ahead = 0) const {
    return pos_ + ahead < text_.size() ? text_[pos_ + ahead] : '\0';
  }

  bool take(char c) {
    if (peek() != c) return false;
    ++pos_;
    return true;
  }

  bool skip_blanks() {
    const size_t before = pos_;
    while (is_blank(peek())) ++pos_;
    return pos_ > before;
  }

  bool refuse(const std::string& reason) {
    const std::string_view read = text_.substr(0, pos_);
    const auto characters =
        std::count_if(read.begin(), read.end(), [](char c) { return (c & 0xC0) != 0x80; });
    mistake_ = "position " + std::to_string(characters + 1) + ": " + reason;
    return false;
  }

  bool unexpected() {
    if (pos_ == text_.size()) return refuse("a selector is missing");
    const size_t length = utf8_length(text_[pos_]);
    return refuse("unexpected '" + std::string(text_.substr(pos_, length)) + "'");
  }

  uint64_t last_bit() const { return uint64_t{1} << (out_.compounds_.size() - 1); }

  bool list() {
    uint64_t* step = &out_.steps_.begin;
    do {
      if (!compound(step)) return false;
      step = combinator();
      if (step == nullptr || step == &out_.steps_.begin) out_.steps_.end |= last_bit();
    } while (step != nullptr);
    return pos_ == text_.size() || unexpected();
  }

  // What leads from the compound just read to the next one; null if none follows.
  uint64_t* combinator() {
    const bool blank = skip_blanks();
    Steps& steps = out_.steps_;
    uint64_t* step = take(',')   ? &steps.begin
                     : take('>') ? &steps.child
                     : take('+') ? &steps.next
                     : take('~') ? &steps.later
                                 : nullptr;
    if (step != nullptr) {
      skip_blanks();
    } else if (blank && pos_ < text_.size()) {
      step = &steps.descendant;
    }
    return step;
  }

  // One compound, which `step` leads to.
  bool compound(uint64_t* step) {
    skip_blanks();
    const size_t begin = pos_;
    Compound tests;
    const bool any = take('*');
    if (!any && begins_name() && !tag(tests, false)) return false;
    while (std::string_view("#.[:").find(peek()) != std::string_view::npos && peek() != '\0') {
      if (!simple(tests, false)) return false;
    }
    if (pos_ == begin) return unexpected();
    if (out_.compounds_.size() == kMostCompounds) {
      return refuse("has more than " + std::to_string(kMostCompounds) + " parts");
    }
    out_.compounds_.push_back(std::move(tests));
    *step |= last_bit();
    return true;
  }

  // A condition without a combinator. Inside :not() it may be the name of an element too.
  bool simple(Compound& tests, bool negated) {
    Test test;
    test.negated = negated;
    if (take('#')) {
      test.kind = Test::kEquals;
      test.name = "id";
      if (!name(test.value, "behind '#'")) return false;
    } else if (take('.')) {
      test.kind = Test::kWord;
      test.name = "class";
      if (!name(test.value, "behind '.'")) return false;
    } else if (take('[')) {
      const bool named = !tests.empty() && tests[0].kind == Test::kTag && !tests[0].negated;
      if (!attribute(test, named ? std::string_view(tests[0].name) : "")) return false;
    } else if (peek() == ':') {
      return pseudo_class(tests, negated);
    } else {
      return tag(tests, negated);
    }
    tests.push_back(std::move(test));
    return true;
  }

  bool tag(Compound& tests, bool negated) {
    Test test;
    test.negated = negated;
    if (!name(test.name, "of an element")) return false;
    test.name = ascii_lower(test.name);
    tests.push_back(std::move(test));
    return true;
  }

  bool pseudo_class(Compound& tests, bool negated) {
    const size_t begin = pos_++;
    std::string what;
    if (begins_name() && !name(what, "")) return false;
    what = ascii_lower(what);
    if (what == "first-child") {
      tests.push_back({Test::kFirstChild, "", "", negated});
      return true;
    }
    if (what != "not" || negated || !take('(')) {
      pos_ = begin;
      return refuse("there are only :first-child and :not(...), which does not nest");
    }
    do {
      skip_blanks();
      if (!simple(tests, true)) return false;
      skip_blanks();
    } while (take(','));
    return take(')') || refuse("expected ',' or ')'");
  }

  // Behind a '[': name, comparison, value, and the ']'.
  bool attribute(Test& test, std::string_view element) {
    skip_blanks();
    const size_t begin = pos_;
    if (!name(test.name, "of an attribute")) return false;
    test.name = ascii_lower(test.name);
    if (!keeps_attribute(element, test.name, links_)) {
      pos_ = begin;
      return refuse("pages are read without the attribute '" + test.name + "'");
    }
    skip_blanks();
    test.kind = Test::kPresent;
    if (take(']')) return true;
    constexpr std::string_view kOperators = "~|^$*";
    constexpr Test::Kind kKinds[] = {Test::kWord, Test::kDash, Test::kPrefix, Test::kSuffix,
                                     Test::kInside};
    test.kind = Test::kEquals;
    const size_t index = kOperators.find(peek());
    if (index != kOperators.npos && peek(1) == '=') {
      test.kind = kKinds[index];
      ++pos_;
    }
    if (!take('=')) return refuse("expected ']' or one of = ~= |= ^= $= *=");
    skip_blanks();
    const bool quoted = peek() == '"' || peek() == '\'';
    if (!(quoted ? string(test.value) : name(test.value, "or a value in quotes"))) return false;
    skip_blanks();
    return take(']') || refuse("expected ']'");
  }

  bool string(std::string& out) {
    const char quote = text_[pos_++];
    while (pos_ < text_.size() && peek() != quote) {
      if (peek() == '\\') {
        escape(out);
      } else {
        out += text_[pos_++];
      }
    }
    return take(quote) || refuse("the quote is never closed");
  }

  bool begins_name() const {
    const size_t hyphen = peek() == '-' ? 1 : 0;
    return is_name_start(peek(hyphen)) || peek(hyphen) == '\\' || (hyphen == 1 && peek(1) == '-');
  }

  bool name(std::string& out, const std::string& which) {
    if (!begins_name()) return refuse("expected a name " + which);
    while (is_name(peek()) || peek() == '\\') {
      if (peek() == '\\') {
        escape(out);
      } else {
        out += text_[pos_++];
      }
    }
    return true;
  }

  // At a '\': up to six hex digits and a space are a code point, anything else is itself
  // (https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point).
  void escape(std::string& out) {
    ++pos_;
    char32_t c = 0;
    size_t digits = 0;
    for (; digits < 6 && hex_value(peek()) >= 0; ++digits, ++pos_) {
      c = c * 16 + static_cast<char32_t>(hex_value(peek()));
    }
    if (digits > 0) {
      const bool is_character = c != 0 && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
      append_utf8(out, is_character ? c : U'\uFFFD');
      if (is_blank(peek())) ++pos_;
    } else if (pos_ < text_.size()) {
      out += text_[pos_++];  // the bytes that follow the first of a character are parts of names
    } else {
      append_utf8(out, U'\uFFFD');
    }
  }

  std::string_view text_;
  Links links_;
  size_t pos_ = 0;
  std::string mistake_;
  Selector out_;
};

Expected<Selector> Selector::parse(std::string_view text, Links links) {
  return Parser(text, links).run();
}

std::vector<uint32_t> Selector::select(const Page& page) const {
  // An open element. A bit says that the selector up to that compound matches, ending ...
  struct Open {
    uint32_t end;
    uint64_t here, within;       // ... at the element; at it or around it
    uint64_t last = 0, any = 0;  // ... at its last child so far; at any child
    bool has_child = false;
  };
  const auto& nodes = page.nodes();
  std::vector<Open> open{{static_cast<uint32_t>(nodes.size()), 0, 0}};
  std::vector<uint32_t> out;
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].is_text()) continue;
    while (open.back().end <= i) open.pop_back();
    Open& parent = open.back();
    uint64_t here = 0;
    for (uint64_t reached = steps_.begin | (steps_.child & (parent.here << 1)) |
                            (steps_.descendant & (parent.within << 1)) |
                            (steps_.next & (parent.last << 1)) | (steps_.later & (parent.any << 1));
         reached != 0; reached &= reached - 1) {
      const Compound& compound = compounds_[static_cast<size_t>(std::countr_zero(reached))];
      const bool holds = std::all_of(compound.begin(), compound.end(), [&](const Test& test) {
        return test.holds(page, nodes[i], !parent.has_child) != test.negated;
      });
      if (holds) here |= reached & -reached;
    }
    if ((here & steps_.end) != 0) out.push_back(i);
    parent.last = here;
    parent.any |= here;
    parent.has_child = true;
    open.push_back({nodes[i].end, here, here | parent.within});
  }
  return out;
}

}  // namespace dealwire::html
