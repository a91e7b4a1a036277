#include "html/json.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "chance.h"
#include "print.h"

namespace dealwire::html {
namespace {

// A tree as one line: {key: "text", key: [name]}.
void outline(const JsonTree& tree, uint32_t i, std::string& out) {
  const JsonValue& value = tree[i];
  if (!value.key.empty()) out += std::string(value.key) + ":";
  if (!value.is_container()) {
    const std::string quote = value.is(JsonValue::Kind::kString) ? "'" : "";
    out += quote + std::string(value.text) + quote;
    return;
  }
  const bool object = value.is(JsonValue::Kind::kObject);
  out += object ? "{" : "[";
  for (uint32_t j = i + 1; j < value.end; j = tree[j].end) {
    if (j > i + 1) out += ",";
    outline(tree, j, out);
  }
  out += object ? "}" : "]";
}

// All trees of a text.
std::string outline(std::string_view text, const Budget& budget = {}) {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    const JsonTree tree = next_json(text, pos, budget);
    if (!tree.empty()) outline(tree, 0, out);
  }
  return out;
}

struct Row {
  std::string text, outline;
};

TEST(Json, ReadsStringsAndTheirKeys) {
  const Row rows[] = {
      {R"({"a":"x","b":["y","z"],"c":{"d":"w"}})", "{a:'x',b:['y','z'],c:{d:'w'}}"},
      {R"([1, -2.5e3, true, null, "x"])", "['x']"},
      {R"({"a" : "x" , "b" : { } })", "{a:'x',b:{}}"},
      {R"({"a":"x\"y\\","b":"\u0022"})", R"({a:'x\"y\\',b:'\u0022'})"},
      {"{\"a\":\"two\nlines\"}", "{a:'two\nlines'}"},
      {"no brackets", ""},
      {"", ""},
  };
  for (const auto& row : rows) EXPECT_EQ(outline(row.text), row.outline) << row.text;
}

TEST(Json, ReadsLiteralsOfJavaScript) {
  const Row rows[] = {
      {R"(window.state = {"a":"x"}; other();)", "{a:'x'}"},
      {"{a:'x',$b:\"y\",c_1:!0,d:void 0,}", "{a:'x',$b:'y'}"},
      {"{a:x,b:['y',z]}", "{a:x,b:['y',z]}"},  // variables
      {"(function(a,b){return {c:'x'}})(1)", "{}{c:'x'}"},
      {"{a:'x',b:function(){return 1},c:'y'}", "{a:'x',b:function}{}"},
      {R"(f=JSON.parse("{\"a\":1}");g("x");h('[2]'))", R"(['{\"a\":1}']['[2]'])"},
      {R"(self.push([1,"a:[\"x\"]"]))", R"(['a:[\"x\"]'])"},
  };
  for (const auto& row : rows) EXPECT_EQ(outline(row.text), row.outline) << row.text;
}

TEST(Json, KeepsWhatWasReadWhereItBreaksOff) {
  const Row rows[] = {
      {R"({"a":"x","b":["y","z)", "{a:'x',b:['y']}"},
      {R"({"a":"x","b")", "{a:'x'}"},
      {R"({"a":"x" ; {"b":"y"})", "{a:'x'}{b:'y'}"},
      {R"({"a":["x"}{"b":"y"})", "{a:['x']}{b:'y'}"},
      {"[[[", "[[[]]]"},
      {"{", "{}"},
  };
  for (const auto& row : rows) EXPECT_EQ(outline(row.text), row.outline) << row.text;
}

TEST(Json, StaysWithinItsBudget) {
  Budget budget;
  budget.json_depth = 2;
  EXPECT_EQ(outline("[[['x']]]", budget), "[[]]['x']");
  budget.json_values = 3;
  EXPECT_EQ(outline("['a','b','c',['d']]", budget), "['a','b']['d']");
}

// Whatever the text is, reading it goes on, and what is found lies in it.
TEST(Json, TreesAreNestedRangesOfTheText) {
  const std::vector<std::string> parts = {
      "{", "}", "[",      "]",     "\"", "'",  ":",       ",", "\\",
      "a", "1", "\"a\":", "\"x\"", " ",  "億", "\\u4e2d", "(", ";"};
  Chance chance(1);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (size_t n = chance.below(40); n > 0; --n) text += chance.pick(parts);
    for (size_t pos = 0; pos < text.size();) {
      const size_t before = pos;
      const JsonTree tree = next_json(text, pos);
      ASSERT_LT(before, pos) << text;
      ASSERT_LE(pos, text.size()) << text;
      for (uint32_t i = 0; i < tree.size(); ++i) {
        ASSERT_LT(i, tree[i].end) << text;
        ASSERT_LE(tree[i].end, tree[tree[i].parent].end) << text;
        if (i > 0) {
          ASSERT_LT(tree[i].parent, i) << text;
          ASSERT_TRUE(tree[tree[i].parent].is_container()) << text;
        }
        if (!tree[i].text.empty()) {
          ASSERT_GE(tree[i].text.data(), text.data());
          ASSERT_LE(tree[i].text.data() + tree[i].text.size(), text.data() + text.size());
        }
        const SourcedText shown = unescape_json(text, tree[i].text);
        ASSERT_EQ(shown.source.size(), shown.text.size());
      }
    }
  }
}

TEST(Json, EscapesAreAtoms) {
  const struct {
    std::string written, shown, part, cut;
  } rows[] = {
      {R"(48\u5104\u5143)", "48億元", "億", R"(\u5104)"},
      {R"(48億元)", "48億元", "億元", "億元"},
      {R"(a\nb)", "a\nb", "\n", R"(\n)"},
      {R"(say \"yes\")", "say \"yes\"", "yes", "yes"},
      {R"(a\/b)", "a/b", "/", R"(\/)"},
      {R"(\ud83d\ude00!)", "😀!", "😀", R"(\ud83d\ude00)"},
      {R"(\uD83D!)", "\uFFFD!", "!", "!"},  // half of a pair
      {R"(\ude00\ud83d)", "\uFFFD\uFFFD", "\uFFFD", R"(\ude00)"},
      {R"(\u00)", "u00", "u", R"(\u)"},  // cut off
      {R"(\u0000)", "\uFFFD", "\uFFFD", R"(\u0000)"},
      {R"(\x3cp\x3E)", "<p>", "<", R"(\x3c)"},  // JavaScript's
      {R"(\)", "\uFFFD", "\uFFFD", R"(\)"},
      {R"(\億)", "億", "億", R"(\億)"},
  };
  for (const auto& row : rows) {
    const std::string text = "{\"a\":\"" + row.written + "\"}";
    const std::string_view string = std::string_view(text).substr(6, row.written.size());
    const SourcedText shown = unescape_json(text, string);
    ASSERT_EQ(shown.text, row.shown);
    const size_t at = shown.text.find(row.part);
    const Range span = shown.source.span({at, at + row.part.size()});
    EXPECT_EQ(text.substr(span.begin, span.size()), row.cut) << row.written;
  }
}

}  // namespace
}  // namespace dealwire::html
