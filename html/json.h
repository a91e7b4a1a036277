// JSON that stands in a page: scripts hold articles as data, alone (type="application/json") or
// inside of JavaScript (window.state = {...};). Strings know their place.
//
// in:  a text in UTF-8
// out: the values in it as a flat tree, like the nodes of a Page
//
// Lenient, since it is to find text, not to judge syntax: keys may be bare words and strings stand
// in single quotes, as in JavaScript's literals; line breaks may stand inside of strings, as in
// much JSON-LD. What is no JSON ends a tree. Pure; O(text) in time, with a bound on memory.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/budget.h"
#include "model/source_map.h"

namespace dealwire::html {

// Values stand in order; the subtree of value i is [i, values[i].end). Numbers and other literals
// are left out; a name is a variable of JavaScript, whose value nobody knows.
struct JsonValue {
  enum class Kind : uint8_t { kObject, kArray, kString, kName };

  Kind kind = Kind::kObject;
  std::string_view key;   // as it is written, of a member of an object; empty in an array
  std::string_view text;  // of a string: what stands between its quotes; of a name: itself
  uint32_t parent = 0;    // the root is its own
  uint32_t end = 0;

  bool is(Kind wanted) const { return kind == wanted; }
  bool is_container() const { return kind == Kind::kObject || kind == Kind::kArray; }
};

using JsonTree = std::vector<JsonValue>;

// The tree of the next object or list in `text` at or after `pos`, which moves behind it; a string
// that is an argument and begins like JSON (JSON.parse("{...")) counts as a list of one. Where the
// text stops being JSON, the tree ends with what was read so far and `pos` stays there; so the
// calls that read a whole text take linear time. Empty where no more begins. What is nested deeper
// than Budget::json_depth, or beyond Budget::json_values, ends a tree too.
JsonTree next_json(std::string_view text, size_t& pos, const Budget& budget = {});

// The characters of a string, escapes resolved, with their map to `text`, in which `string` lies.
// An escape is one atom, also where two stand for one character (\ud83d\ude00); what stands for
// no character is U+FFFD.
SourcedText unescape_json(std::string_view text, std::string_view string);

}  // namespace dealwire::html
