#include "rules/latin_bounds.h"

#include <algorithm>
#include <string>

#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {

bool LatinBounds::joins(Range word, std::string_view word_class) const {
  if (block_.all_nouns || !is_upper(character_at(text_, word.begin))) return false;
  if (walk_.open && block_.is_behind_of(word.begin)) return true;  // University of Basel
  // Marco Polo Marine, but Marco Polo.
  const bool of_person = word_class == "given" && !runs_into_suffix(word.end + 1);
  if (of_person) return false;
  for (const char* apart : {"title", "media", "time", "index", "product", "acronym"}) {
    if (word_class == apart) return false;
  }
  if (walk_.open) {
    return is_upper(character_at(text_, *walk_.open)) &&
           character_before(text_, word.begin) == ' ' && word.begin - *walk_.open < kLongestName;
  }
  if (block_.is_institution(text_at(text_, word))) {
    const size_t of = block_.behind_of(word.end);
    if (of > word.end && is_upper(character_at(text_, of))) return true;  // Bank of Kent
  }
  const size_t behind = word.end + (character_at(text_, word.end) == ' ' ? 1 : 0);
  if (pack_.word_class("name_prefix").has(text_at(text_, word))) {
    const auto particle = pack_.word_class("name_particle").longest(text_, behind);
    const size_t next = behind + particle.length;
    const size_t space = character_at(text_, next) == ' ' ? 1 : 0;
    if (particle.length > 0 && is_upper(character_at(text_, next + space))) {
      return true;  // Chantiers de l'Atlantique
    }
    if (begins_name({word.begin, word.end})) return true;  // Transportes Azkar
  }
  if (word_class == "nation" && (is_bare_suffix(behind) || is_named_by_nation(word))) return true;
  if (word_class == "place" && is_body(behind)) return true;
  // Retailer Halden opens a sentence; inside one a capital is of the name (Major League Cricket).
  if (block_.is_lead(word) && block_.opens_sentence(word.begin)) return false;
  // The Scottish Growth Fund, but the Scottish brewer Alba.
  if (word_class == "nation" && !block_.is_behind_article(word.begin) &&
      !is_common_word(word.end + 1)) {
    return false;
  }
  // There a capital tells nothing; but words that are seldom the first before a name may be of
  // it.
  // Texas Halden Bank, Joseph Alden Partners
  const bool local = (word_class == "place" || word_class == "given" || word_class == "nation") &&
                     runs_into_suffix(word.end + 1);
  if (block_.opens_sentence(word.begin) && word_class != "opener" && word_class != "noun" && !local)
    return false;
  const size_t next = word.end + 1;
  if (character_at(text_, word.end) != ' ' || !is_upper(character_at(text_, next))) return false;
  if (word_class == "nation" && is_common_word(next)) return true;  // Irish Continental
  const bool general =
      pack_.general_words.longest(text_, next).length == word_at(text_, next).size();
  return word_class == "nation" || general ? runs_into_suffix(next) : true;
}

bool LatinBounds::goes_on_with_hyphen(Range word) const {
  if (block_.all_nouns || is_cjk(character_at(text_, word.begin)) ||
      character_at(text_, word.end) != '-' || !is_upper(character_at(text_, word.end + 1))) {
    return false;
  }
  const size_t end = word_end(word.begin);
  return pack_.general_words.longest(text_, word.end + 1).length == 0 ||
         (character_at(text_, end) == ' ' && runs_into_suffix(end + 1));
}

// Danish Air Transport: are all capitalised words here, two or more, but endings of names, of which
// only where they are from makes one?
bool LatinBounds::is_bare_suffix(size_t pos) const {
  int words = 0;
  for (; is_upper(character_at(text_, pos)); ++words) {
    const std::string_view word = word_at(text_, pos);
    if (!pack_.word_class("name_suffix").has(word) || pack_.word_class("name_lead").has(word)) {
      return false;
    }
    pos += word.size();
    if (character_at(text_, pos) == ' ' && is_upper(character_at(text_, pos + 1))) ++pos;
  }
  return words > 1;
}

// Hebridean Gateway bought: in English what is said to be from somewhere has an article, or says
// what it is, so that the nation before a single word of no dictionary is of its name.
bool LatinBounds::is_named_by_nation(Range nation) const {
  if (!pack_.word_class("reach_stop").empty() || block_.is_behind_article(nation.begin)) {
    return false;
  }
  const size_t begin = nation.end + 1;
  if (character_at(text_, nation.end) != ' ' || !is_upper(character_at(text_, begin))) return false;
  const std::string_view word = word_at(text_, begin);
  if (pack_.general_words.longest(text_, begin).length > 0 || is_compound(word) ||
      block_.mention_at(begin) != nullptr) {
    return false;
  }
  const std::string_view behind = text_.substr(begin + word.size());
  if (!behind.starts_with(' ')) return false;
  const std::string_view next = word_at(behind, 1);
  return pack_.word_class("name_verb").has(next) || pack_.word_class("case").has(next) ||
         pack_.word_class("conjunction").has(next);
}

// Nantes Métropole: does one word stand here, and what institutions are called?
bool LatinBounds::is_body(size_t pos) const {
  const std::string_view word = word_at(text_, pos);
  const size_t end = pos + word.size();
  const bool goes_on = character_at(text_, end) == ' ' && is_upper(character_at(text_, end + 1));
  return is_upper(character_at(word, 0)) && block_.is_institution(word) && !goes_on;
}

bool LatinBounds::describes_form(Range word) const {
  const std::string_view text = text_at(text_, word);
  if (pack_.word_class("adjective_end").ending(text) == 0 || block_.opens_sentence(word.begin) ||
      character_at(text_, word.end) != ' ') {
    return false;
  }
  const size_t begin = word.end + 1;
  const size_t end = begin + word_at(text_, begin).size();
  if (!is_upper(character_at(text_, begin)) || character_at(text_, end) != ' ') return false;
  return ends_like_noun(text_at(text_, {begin, end}), pack_) &&
         pack_.word_class("name_form").has(word_at(text_, end + 1));
}

// Is it a general word that is no title, place, day or the like?
bool LatinBounds::is_common_word(size_t pos) const {
  const auto word = pack_.general_words.longest(text_, pos);
  return word.length == word_at(text_, pos).size() &&
         (word.value == "starter" || word.value == "opener" || word.value == "noun");
}

// Does the word say what companies do, and is what follows no other general word than a place:
// Transportes Azkar, Seguros Bilbao?
bool LatinBounds::begins_name(Range prefix) const {
  const std::string_view begun = text_at(text_, prefix);
  if (!pack_.word_class("name_prefix").has(begun)) return false;
  const size_t next = prefix.end + 1;
  if (character_at(text_, prefix.end) != ' ' || !is_upper(character_at(text_, next))) return false;
  const std::string_view word = word_at(text_, next);
  const auto general = pack_.general_words.longest(text_, next);
  if (general.length == word.size()) return general.value == "place";
  return !block_.all_nouns || !(ends_like_noun(word, pack_) || leads_company(word, pack_));
}

// Do the capitalised words here end like a company's name?
bool LatinBounds::runs_into_suffix(size_t pos) const {
  constexpr int kMost = 4;  // words
  for (int i = 0; i < kMost && is_upper(character_at(text_, pos)); ++i) {
    const std::string_view word = word_at(text_, pos);
    if (is_suffix(word, pack_)) return true;
    const bool initial = word.size() == 1 && character_at(text_, pos + 1) == '.';
    pos += word.size() + (initial ? 1 : 0);  // Joseph R. Alden Partners
    pos += character_at(text_, pos) == ' ';
  }
  return false;
}

bool LatinBounds::counts(size_t end) const {
  const char32_t mark = character_at(text_, end);
  if ((mark == ',' || mark == '.') && is_ascii_digit(character_at(text_, end + 1))) return true;
  if (character_at(text_, end) != ' ') return false;
  const std::string_view next = word_at(text_, end + 1);
  const char32_t first = character_at(next, 0);
  return is_ascii_digit(first) ||
         (!next.empty() && !is_upper(first) && !pack_.word_class("name_verb").has(next) &&
          !pack_.word_class("case").has(next));
}

bool LatinBounds::is_compound(std::string_view word) const {
  const size_t hyphen = word.rfind('-');
  if (hyphen == word.npos) return false;
  const std::string_view end = word.substr(hyphen + 1);
  const WordClass& ends = pack_.word_class("compound_end");
  if (!ends.empty()) return ends.has(end);
  return !end.empty() && end[0] >= 'a' && end[0] <= 'z';
}

std::string_view LatinBounds::class_of(Range at) const {
  const std::string_view word = text_at(text_, at);
  const WordClass& leads = pack_.word_class("name_lead");
  const std::string_view last = word.substr(word.rfind('-') + 1);  // ski-maker
  if (leads.has(word) || leads.has(last)) return "head";
  if (pack_.word_class("name_title").has(word)) return "title";
  if (pack_.word_class("name_verb").has(word)) return is_quoted(at) ? "title" : "verb";
  return stands_for_place(at) ? "where" : "";
}

// Do words of somebody stand before a verb? Persons are quoted: "...," said X.
bool LatinBounds::is_quoted(Range verb) const {
  const std::string_view left = trim(text_.substr(0, verb.begin));
  return left.ends_with('"') || left.ends_with("”");
}

bool LatinBounds::stands_for_place(Range at) const {
  const std::string_view word = text_at(text_, at);
  if (!pack_.word_class("place_before").has(word)) return false;
  const std::string* place = pack_.word_class("case").value(word);
  if (place == nullptr || (*place != "to" && *place != "in")) return true;
  const std::string_view left = trim(text_.substr(0, at.begin));
  size_t begin = left.size();
  while (begin > 0 && is_word_character(character_before(left, begin))) {
    begin = previous_position(left, begin);
  }
  const auto before = [&](const Found& found) {
    return found.at.end == left.size() && found.kind != Kind::kPower;
  };
  return !pack_.word_class("put_in").has(left.substr(begin)) &&
         std::none_of(block_.found.begin(), block_.found.end(), before);
}

size_t LatinBounds::particle_end(size_t pos) const {
  WordClass::Match word = pack_.word_class("name_particle").longest(text_, pos);
  if (word.length == 0 && walk_.open) {
    // Salaisons d'Auvergne: what companies do, and where or for whom.
    const std::string_view begun = trim(text_at(text_, {*walk_.open, pos}));
    if (!pack_.word_class("name_prefix").has(begun)) return pos;
    word = pack_.word_class("institution_of").longest(text_, pos);
  }
  const size_t end = pos + word.length;
  const size_t next = end + (character_at(text_, end) == ' ');
  const std::string_view open =
      walk_.open ? trim(text_at(text_, {*walk_.open, pos})) : std::string_view();
  if (is_from_place({pos, end})) return pos;
  // The PGA of America: a place names no other party behind capitals.
  const bool joins =
      word.length > 0 && !cuts_word(text_, {pos, end}) && is_upper(character_at(text_, next)) &&
      (pack_.general_words.longest(text_, next).length < word_at(text_, next).size() ||
       (walk_.open && names_with_particle(open)));
  return joins ? end : pos;
}

// Halden Shipping of Piraeus, Ola Brandt of Pelly Steel: where names end in what they are, as in
// English, what is behind several words says where or whose they are, but for an institution.
bool LatinBounds::is_from_place(Range of) const {
  if (!walk_.open || block_.all_nouns || !pack_.word_class("reach_stop").empty()) return false;
  const std::string_view begun = trim(text_at(text_, {*walk_.open, of.begin}));
  const std::string_view last = last_word(begun);
  const bool whole = last.size() < begun.size() || pack_.word_class("name_suffix").has(last);
  return whole && pack_.word_class("institution_of").has(text_at(text_, of)) &&
         !block_.is_institution(last);
}

// University (of Basel), CITIC (of China), Chantiers (de l'Atlantique): behind a particle the name
// goes on, whatever word stands there.
bool LatinBounds::names_with_particle(std::string_view begun) const {
  return block_.is_institution(last_word(begun)) || is_term_or_count(begun, pack_) ||
         pack_.word_class("name_prefix").has(begun);
}

bool LatinBounds::head_reaches_over(Range word) const {
  constexpr int kFarthest = 6;  // words
  const WordClass& stops = pack_.word_class("reach_stop");
  return !stops.empty() && !walk_.open && walk_.last_class == "head" && walk_.reached < kFarthest &&
         !stops.has(text_at(text_, word));
}

size_t LatinBounds::word_end(size_t pos) const {
  size_t end = pos;
  while (end < text_.size()) {
    size_t next = end;
    const char32_t c = next_character(text_, next);
    const bool inner = (c == '-' || c == '.' || c == '\'' || c == U'’' || c == '&' || c == '+') &&
                       is_word_character(character_at(text_, next)) &&
                       text_.compare(end, 2, "'s") != 0 && text_.compare(end, 4, "’s") != 0;
    if (!is_word_character(c) && !inner) break;
    end = next;
  }
  // N.V., S.p.A.: with its last dot.
  const std::string_view dotted = text_at(text_, {pos, end + 1});
  const bool form = dotted.ends_with('.') && dotted.find('.') + 1 < dotted.size() &&
                    pack_.word_class("name_form").has(dotted);
  return end + form;
}

bool LatinBounds::is_abbreviated(size_t dot) const {
  return walk_.open &&
         pack_.word_class("name_abbreviation").has(text_at(text_, {*walk_.open, dot}));
}

bool LatinBounds::is_genitive_in_name(size_t apostrophe) const {
  if (!walk_.open || text_[apostrophe - 1] != 's') return false;
  const size_t behind = apostrophe + utf8_length(text_[apostrophe]);
  if (character_at(text_, behind) != ' ' || !is_upper(character_at(text_, behind + 1)))
    return false;
  const std::string_view next = text_at(text_, {behind + 1, word_end(behind + 1)});
  return is_suffix(next, pack_) || block_.is_institution(next);
}

bool LatinBounds::is_initial(size_t pos) const {
  return text_[pos] >= 'A' && text_[pos] <= 'Z' &&
         (pos == 0 || text_[pos - 1] == ' ' || text_[pos - 1] == '.');
}

}  // namespace dealwire
