// Readings in brackets behind Han characters, whoever put them there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/range.h"

namespace dealwire {

struct Gloss {
  enum class Script { kMandarin, kKana };
  Script script;
  Range base;           // what is read: one character, before kana as many as it can be
  Range brackets;       // directly behind it; several of them if they follow each other
  std::string reading;  // as of mandarin_syllable(), or the kana as they are
};

// In order and apart. O(text).
std::vector<Gloss> find_glosses(std::string_view text);

}  // namespace dealwire
