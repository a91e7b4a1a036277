// What happens to news text on its way: a generator of damage over clean text. Each kind is a
// forward model of something that programs do, by ICU's converters where charsets are involved, so
// that what a repair must undo is known.
//
//   Chance chance(7);
//   const Damaged d = kind.damage("26億港元", chance);
//   d.damaged.text;     // what is found
//   d.clean;            // what a perfect repair of it gives
//   damaged_places(d);  // where they differ
//
// The same seed gives the same damage. Line breaks stay where they are.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "chance.h"
#include "model/range.h"
#include "model/source_map.h"

namespace dealwire {

struct Damaged {
  std::string clean;
  SourcedText damaged;      // its map leads to `clean`
  std::vector<Range> lost;  // characters of `clean` of which a byte is gone, in no order
  bool folded = false;      // full-width punctuation of `damaged` was made ASCII
};

// One place where the damaged text is not the clean one, as large as the damage hangs together.
struct DamagedPlace {
  Range clean;      // bytes of the clean text
  Range damaged;    // bytes of the damaged text; empty where all is gone
  bool restorable;  // every byte of it is still there, so that it can be told exactly
};

// In order and apart.
std::vector<DamagedPlace> damaged_places(const Damaged& damaged);

// Full-width punctuation as ASCII; any other character as it is.
char32_t fold_punctuation(char32_t c);

struct DamageKind {
  std::string name;            // "misread: UTF-8 as GBK"
  std::string_view languages;  // that it happens to, parted by spaces; "" for any
  std::function<Damaged(std::string_view clean, Chance& chance)> damage;

  bool happens_to(std::string_view language) const;
};

const std::vector<DamageKind>& damage_kinds();

}  // namespace dealwire
