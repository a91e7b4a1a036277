#include "rules/whole_names.h"

#include <algorithm>
#include <string>

#include "rules/lexicon.h"
#include "rules/masked.h"
#include "rules/name_shape.h"
#include "rules/name_signs.h"
#include "rules/towns.h"
#include "text/utf8.h"

namespace dealwire {

std::optional<Range> WholeNames::name_at(size_t pos) const {
  if (const auto name = institution(pos)) return name;
  if (const auto name = linked_name(pos)) return name;
  if (const auto name = numbered_name(pos)) return name;
  if (const auto name = local_company(pos)) return name;
  if (const auto name = authority(pos)) return name;
  if (const auto name = town_hall(pos)) return name;
  if (const auto name = listed_company(pos)) return name;
  return full_name(pos);
}

bool WholeNames::ends_name(size_t pos) const {
  if (!is_name_run(character_at(text_, pos))) return true;
  const std::string_view word_class = pack_.general_words.longest(text_, pos).value;
  return word_class == "function" || word_class == "verb" || word_class == "joint" ||
         word_class == "time";
}

// 豪州輸出金融公社, 住宅金融支援機構: in Japanese a run that ends like an institution is one, of
// whatever words it is made. What begins with a place needs less, and a town that acts is one:
// 三輪市は.
std::optional<Range> WholeNames::institution(size_t pos) const {
  constexpr size_t kLeast = 15;  // bytes of one that begins with no place
  if (!pack_.marks_behind() || walk_.open || !is_cjk(character_at(text_, pos))) return {};
  if (pos > 0 && is_name_run(character_before(text_, pos))) return {};
  const auto word = pack_.general_words.longest(text_, pos);
  if (word.length == 0) return unknown_town(pos);
  const std::string_view word_class = word.value;
  const bool place = word_class == "place" || word_class == "nation";
  const size_t end = run_end(text_, pos, is_name_run, kLongestName);
  const std::string_view run = text_at(text_, {pos, end});
  if (is_name_run(character_at(text_, end))) return {};
  const bool ends_so = ends_in(run, "institution_end", pack_) ||
                       (place && ends_in(run, "local_institution_end", pack_));
  const bool noun = word_class == "noun" || word_class == "sector";
  if (ends_so && run.size() > word.length && (place || (noun && run.size() >= kLeast))) {
    return Range{pos, end};
  }
  if (place && run.size() <= kLeast && acts({pos, end})) {
    return Range{pos, end};
  }
  return {};
}

// 上海臨港(600848): in Chinese what stands before the code of its share is a company, be it made of
// places.
std::optional<Range> WholeNames::listed_company(size_t pos) const {
  constexpr size_t kLeast = 6, kMost = 15;  // bytes
  if (!pack_.leaves_subjects_out() || walk_.open || !is_han(character_at(text_, pos))) return {};
  const size_t end = run_end(text_, pos, is_han, kMost);
  const bool place = pack_.general_words.longest(text_, pos).value == "place";
  return place && end - pos >= kLeast && block_.has_stock_code(end) ? std::optional(Range{pos, end})
                                                                    : std::nullopt;
}

// 亀の井食品, 日の丸リース: in Japanese one character joined to another one by の, before the end
// of a name. A word of its own is none (国の林業公社), but in words of class `name_word` (日の丸).
std::optional<Range> WholeNames::linked_name(size_t pos) const {
  if (!begins_japanese_name(pos)) return {};
  size_t end = pos + pack_.word_class("name_word").longest(text_, pos).length;
  if (end == pos) {
    end += utf8_length(text_[pos]);
    if (pack_.general_words.longest(text_, pos).length > 0) return {};
    const size_t link = pack_.word_class("genitive").longest(text_, end).length;
    if (link == 0 || !is_han(character_at(text_, end + link))) return {};
    end += link + utf8_length(text_[end + link]);
  }
  const size_t last = run_end(text_, end, is_name_run, kLongestName);
  return is_ending({end, last}) ? std::optional(Range{pos, last}) : std::nullopt;
}

// 九十九電機, 八十二ガス: a number in words before the end of a name counts nothing.
std::optional<Range> WholeNames::numbered_name(size_t pos) const {
  if (!begins_japanese_name(pos)) return {};
  const WordClass &digits = pack_.word_class("digit"), &magnitudes = pack_.word_class("magnitude");
  size_t end = pos;
  for (size_t length = 1; length > 0; end += length) {
    length = std::max(digits.longest(text_, end).length, magnitudes.longest(text_, end).length);
  }
  constexpr size_t kLeast = 6;  // bytes: two characters
  const size_t last = run_end(text_, end, is_name_run, kLongestName);
  const bool counts = pack_.word_class("counter").longest(text_, end).length > 0;
  return end - pos >= kLeast && !counts && is_ending({end, last}) ? std::optional(Range{pos, last})
                                                                  : std::nullopt;
}

bool WholeNames::begins_japanese_name(size_t pos) const {
  return pack_.marks_behind() && !walk_.open && is_han(character_at(text_, pos)) &&
         !(pos > 0 && is_name_run(character_before(text_, pos)));
}

bool WholeNames::is_ending(Range at) const {
  return at.begin < at.end && pack_.word_class("name_suffix").has(text_at(text_, at));
}

// A town that we do not know, at the beginning of a sentence, or behind whom the sentence is about.
std::optional<Range> WholeNames::unknown_town(size_t pos) const {
  constexpr size_t kLeast = 9, kMost = 15;  // bytes
  const char32_t before = pos == 0 ? 0 : character_before(text_, pos);
  const size_t last = pos == 0 ? 0 : previous_position(text_, pos);
  const bool opens = before == 0 || before == U'。' || is_space(before);
  if (!opens && before != U'、' && !is_about(pack_.case_after.longest(text_, last).value))
    return {};
  const size_t end = run_end(text_, pos, is_han, kLongestName);
  if (end - pos < kLeast || end - pos > kMost || !acts({pos, end})) return {};
  return Range{pos, end};
}

// 三輪市は, 三輪市から: does a town or a prefecture, or the last of several, stand where one
// acts?
bool WholeNames::acts(Range town) const {
  constexpr int kMost = 6;  // of them
  for (int i = 0; i < kMost; ++i) {
    if (!ends_in(text_at(text_, town), "authority_end", pack_)) return false;
    const std::string_view place = pack_.case_after.longest(text_, town.end).value;
    if (place == "topic" || place == "subject" || place == "from") return true;
    if (is_dealt_with_town(block_, town.end)) return true;
    const char32_t mark = character_at(text_, town.end);
    if (mark != U'、' && place != "with") return false;
    const size_t begin = town.end + utf8_length(text_[town.end]);
    town = {begin, run_end(text_, begin, is_name_run, kLongestName)};
    // 契約を三輪市と結んだ, but not 三輪市と北浜の境
    if (place == "with" && !ends_in(text_at(text_, town), "authority_end", pack_)) {
      return pack_.general_words.longest(text_, begin).value != "place";
    }
  }
  return false;
}

// 宜賓臨港控股, 貴陽樞紐雲: in Chinese a run that begins with a place and ends like a name is
// one, though words inside it would bound another.
std::optional<Range> WholeNames::local_company(size_t pos) const {
  if (walk_.open || !pack_.leaves_subjects_out() || !is_han(character_at(text_, pos))) return {};
  const auto place = pack_.general_words.longest(text_, pos);
  if (place.value != "place") return {};
  const size_t end = pos + place.length;
  const size_t begin = end + pack_.word_class("place_end").longest(text_, end).length;
  bool has_word = false, tells = false;  // of its own words: any, one that tells it from others
  for (size_t at = begin; at < pos + kLongestName && is_han(character_at(text_, at));) {
    const auto word = pack_.general_words.longest(text_, at);
    const size_t form = pack_.word_class("name_form").longest(text_, at).length;
    const size_t suffix = std::max(form, pack_.word_class("name_suffix").longest(text_, at).length);
    const std::string_view word_class = word.value;
    const bool deed = word_class == "verb" && form == 0;  // 建設
    if (suffix >= word.length && suffix > 0 && !deed && ends_name(at + suffix)) {
      const bool kind = block_.word_before(at + suffix) < at;  // 房地產公司
      if (!has_word || !tells || kind) return {};
      return Range{pos, at + suffix};
    }
    if (form > 0) return {};  // 深圳機械人公司躍野
    // 杭州市大數據局: an authority needs no more than the place that it is of.
    const size_t office = pack_.word_class("authority_end").longest(text_, at).length;
    constexpr size_t kField = 6;  // bytes
    if (office > 0 && office >= word.length && at >= begin + kField && ends_name(at + office)) {
      return Range{pos, at + office};
    }
    // 湖北長江產業基金
    const std::string_view kind = text_.substr(at, word.length);
    if (word_class == "head" && has_word && tells && ends_in(kind, "arm_suffix", pack_) &&
        ends_name(at + word.length)) {
      return Range{pos, at + word.length};
    }
    if (!word_class.empty() && word_class != "noun" && word_class != "common" &&
        word_class != "place") {
      return {};
    }
    const size_t length = word.length > 0 ? word.length : utf8_length(text_[at]);
    if (word.length > 0 && ends_in(text_.substr(at, length), "name_kind", pack_)) return {};
    has_word = has_word || word.length > 0;
    tells = tells || !pack_.word_class("plain_word").has(text_.substr(at, length));
    at += length;
  }
  return {};
}

// 國防部向X採購, 與菲律賓空軍簽約: in Chinese an office of the state, known by a name of general
// words, is a party where it does something or has a case word; the place before it is of its name.
std::optional<Range> WholeNames::authority(size_t pos) const {
  if (walk_.open || !pack_.leaves_subjects_out()) return {};
  const size_t end = pos + pack_.word_class("authority").longest(text_, pos).length;
  if (end == pos || pack_.general_words.longest(text_, pos).length > end - pos) return {};
  const auto next = pack_.general_words.longest(text_, end);
  const bool acts = next.value == "verb" || NameSigns(block_, walk_).is_followed_as_doer(end);
  const bool done_to = walk_.behind_case && (next.length > 0 ? ends_name(end) : true);
  return acts || done_to ? std::optional(Range{block_.place_before(pos), end}) : std::nullopt;
}

// La ville de Nantes commande, from the city of Orley: where a town acts or is dealt with, what it
// is called, in lower case, is of its name.
std::optional<Range> WholeNames::town_hall(size_t pos) const {
  constexpr int kMost = 3;  // words of the town
  const WordClass& nouns = pack_.word_class("town_hall");
  if (nouns.empty() || walk_.open || is_word_character(character_before(text_, pos))) return {};
  const std::string_view noun = word_at(text_, pos);
  if (!nouns.has(noun)) return {};
  size_t end = pos + noun.size();
  for (int i = 0; i < kMost; ++i) {
    const size_t next = i == 0 ? block_.behind_of(end) : end + (character_at(text_, end) == ' ');
    if (next == end || !is_upper(character_at(text_, next))) break;
    end = next + word_at(text_, next).size();
  }
  if (end == pos + noun.size()) return {};
  const std::string_view behind = text_.substr(end);
  const bool acts =
      behind.starts_with(' ') && pack_.word_class("name_verb").has(word_at(behind, 1));
  return acts || is_dealt_with(pos) ? std::optional(Range{pos, end}) : std::nullopt;
}

// Does the case word of a party stand before `pos`, and an article perhaps between?
bool WholeNames::is_dealt_with(size_t pos) const {
  std::string_view left = trim(text_.substr(0, pos));
  if (const auto word = last_word(left); pack_.word_class("article").has(word)) {
    left = trim(left.substr(0, left.size() - word.size()));
  }
  const std::string_view word = last_word(left);
  const std::string* place = pack_.word_class("case").value(word);
  if (place == nullptr || pack_.word_class("place_before").has(word)) return false;
  return *place == "by" || *place == "from" || *place == "to" || *place == "with";
}

// 向三商設備股份有限公司: before a form of company that ends a name in full, words are of the
// name back to one that no name holds.
std::optional<Range> WholeNames::full_name(size_t pos) const {
  if (!pack_.leaves_subjects_out() || !is_han(character_at(text_, pos))) return {};
  const size_t length = pack_.word_class("name_form").longest(text_, pos).length;
  if (length == 0 || !ends_in(text_.substr(pos, length), "full_form", pack_)) return {};
  constexpr size_t kLongest = 36;  // bytes before the form
  size_t begin = pos;
  while (begin > 0 && pos - begin < kLongest && is_han(character_before(text_, begin))) {
    size_t word = block_.word_before(begin);
    if (word < begin) {
      const auto match = pack_.general_words.longest(text_, word);
      const std::string_view word_class = match.value;
      if (word_class != "noun" && word_class != "common" && word_class != "place") break;
    } else {
      word = previous_position(text_, begin);
      const std::string_view character = text_at(text_, {word, begin});
      if (pack_.word_class("case").has(character) || pack_.word_class("name_glue").has(character)) {
        break;
      }
    }
    begin = word;
  }
  const std::string_view name = text_at(text_, {begin, pos + length});
  const bool alone = pack_.word_class("name_form").has(name);  // (集團)股份有限公司
  if (begin == pos || alone || (walk_.open && *walk_.open <= begin)) return {};
  return Range{begin, pos + length};
}

}  // namespace dealwire
