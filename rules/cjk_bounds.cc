#include "rules/cjk_bounds.h"

#include "rules/korean.h"
#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {

size_t CjkBounds::behind_place(Range word, std::string_view word_class) const {
  if (word_class != "place" || walk_.open || !pack_.leaves_subjects_out()) return word.end;
  if (pack_.general_words.longest(text_, word.end).length > 0) return word.end;
  const size_t end = word.end + pack_.word_class("place_end").longest(text_, word.end).length;
  const bool bounds =
      !is_han(character_at(text_, end)) || pack_.general_words.longest(text_, end).length > 0;
  return bounds ? end : word.end;  // 台灣|港務公司
}

bool CjkBounds::is_kind_in_name(Range word) const {
  if (!walk_.open || !pack_.leaves_subjects_out() || !is_han(character_at(text_, *walk_.open))) {
    return false;
  }
  const std::string_view begun = text_at(text_, {*walk_.open, word.begin});
  const std::string_view kind = text_at(text_, word);
  // 子公司, 目標公司
  if (pack_.word_class("asset").has(kind) || pack_.word_class("role_noun").has(kind)) {
    return false;
  }
  constexpr size_t kShort = 6, kLong = 18;  // bytes
  return begun.size() >= kShort && begun.size() <= kLong &&
         (walk_.behind_case || is_coined(begun, pack_)) && ends_in(kind, "name_form", pack_) &&
         whole_.ends_name(word.end);
}

bool CjkBounds::is_verb_in_name(Range word) const {
  constexpr size_t kShort = 6, kLong = 18;  // bytes
  if (!walk_.open || !pack_.leaves_subjects_out() || pack_.marks_behind() ||
      !pack_.word_class("name_suffix").has(text_at(text_, word))) {
    return false;
  }
  const Range begun{*walk_.open, word.begin};
  if (begun.size() < kShort || begun.size() > kLong || !is_han(character_at(text_, begun.begin))) {
    return false;
  }
  const std::string_view left = text_.substr(0, begun.begin);
  const bool dealt_in = pack_.word_class("dealt_verb").ending(left) > 0;
  const Found* next = block_.mention_at(word.end);
  const bool share = next != nullptr && next->kind == Kind::kStake;
  return (dealt_in && share) || pack_.word_class("possessive").longest(text_, word.end).length > 0;
}

size_t CjkBounds::case_behind_name(size_t pos) const {
  if (!walk_.open || !pack_.leaves_subjects_out() || pack_.marks_behind()) return pos;
  const size_t length = pack_.word_class("case").longest(text_, pos).length;
  if (length == 0) return pos;
  const std::string_view begun = text_at(text_, {*walk_.open, pos});
  const size_t suffix = suffix_length(begun, pack_);
  return suffix > 0 && suffix < begun.size() ? pos + length : pos;
}

size_t CjkBounds::brackets_in_name(size_t pos) const {
  constexpr size_t kInside = 12, kBehind = 36;  // bytes: of a place, and before the form
  if (!walk_.open || !pack_.leaves_subjects_out() || !is_han(character_at(text_, *walk_.open))) {
    return pos;
  }
  const size_t inside = run_end(text_, pos + 1, is_han, kInside + 1);
  if (inside == pos + 1 || inside > pos + 1 + kInside || character_at(text_, inside) != ')') {
    return pos;
  }
  const WordClass& forms = pack_.word_class("name_form");
  const size_t end = inside + 1;
  for (size_t at = end; at < end + kBehind && is_han(character_at(text_, at));) {
    const size_t form = forms.longest(text_, at).length;
    if (ends_in(text_.substr(at, form), "full_form", pack_)) return end;
    const auto word = pack_.general_words.longest(text_, at);
    const std::string_view word_class = word.value;
    const bool names = word_class.empty() || word_class == "noun" || word_class == "common" ||
                       word_class == "sector" || word_class == "head" || word_class == "place";
    const bool ends = forms.longest(text_, at + word.length).length > 0 &&
                      pack_.word_class("name_suffix").has(text_.substr(at, word.length));
    if (!names && !ends) return pos;  // (香港)收購, but (香港)投資有限公司
    at += word.length > 0 ? word.length : utf8_length(text_[at]);
  }
  return pos;
}

bool CjkBounds::is_joint_in_name(Range word) const {
  if (walk_.open || !pack_.leaves_subjects_out() || !is_han(character_at(text_, word.begin)) ||
      word.size() > utf8_length(text_[word.begin]) || !is_han(character_at(text_, word.end))) {
    return false;
  }
  const size_t second = word.end + utf8_length(text_[word.end]);
  if (!is_han(character_at(text_, second)) ||
      pack_.general_words.longest(text_, word.end).length > 0 ||
      !is_coined(text_.substr(word.end, second + utf8_length(text_[second]) - word.end), pack_)) {
    return false;
  }
  // 投資和岳陽水務: rather two things that are done than one, but 收購和岳科技
  const std::string_view left = text_.substr(0, word.begin);
  return left.empty() || character_before(left, left.size()) == U'。' ||
         pack_.word_class("dealt_verb").ending(left) > 0 ||
         pack_.word_class("case").ending(left) > 0;
}

bool CjkBounds::describes(std::string_view word_class) const {
  return pack_.leaves_subjects_out() && (word_class == "place" || word_class == "head");
}

bool CjkBounds::is_case(Range word) const {
  const WordClass& cases = pack_.word_class("case");
  if (cases.has(text_at(text_, word))) return true;
  if (!is_han(character_at(text_, word.begin)) || !pack_.leaves_subjects_out()) return false;
  const std::string_view name = text_at(text_, word);
  if (pack_.word_class("place_before").has(name)) return false;  // 位於
  const size_t last = previous_position(text_, word.end);
  return cases.has(text_at(text_, {last, word.end}));
}

bool CjkBounds::begins_surname(Range word) const {
  const bool one = word.size() == utf8_length(text_[word.begin]);
  // And inside a name: 雪印.
  if (one && pack_.marks_behind() && walk_.open && is_han(character_before(text_, word.begin))) {
    return true;
  }
  return one && pack_.marks_behind() && is_han(character_at(text_, word.end)) &&
         pack_.general_words.longest(text_, word.end).length == 0;
}

size_t CjkBounds::numbered_end(size_t pos, size_t end) const {
  constexpr size_t kLeast = 9;  // bytes: two characters and 제, or three
  if (end - pos < kLeast) return end;
  const size_t behind = run_end(text_, end, is_ascii_digit);
  return behind > end && character_at(text_, behind) == U'호' ? hangul_end(text_, behind) : end;
}

size_t CjkBounds::name_behind_link(Range run) const {
  constexpr size_t kLeast = 9;  // bytes: three characters
  const size_t before = run.begin == 0 ? 0 : previous_position(text_, run.begin);
  const std::string_view link = text_at(text_, {before, run.begin});
  bool linked = pack_.word_class("genitive").has(link) && !walk_.open;
  const size_t behind_case = run.begin + utf8_length(text_[run.begin]);
  const std::string_view first = text_at(text_, {run.begin, behind_case});
  if (!linked && is_name_run(character_before(text_, run.begin)) &&
      pack_.word_class("case_after").has(first)) {
    run.begin = behind_case;
    linked = !ends_in(text_at(text_, run), "adjective_end", pack_);  // おいしい食堂
  }
  if (!linked || run.size() < kLeast) return run.end;
  const size_t end = run_end(text_, run.end, is_name_run, kLongestName);
  const bool ends_so =
      end > run.end && pack_.word_class("name_suffix").has(text_at(text_, {run.end, end}));
  return ends_so ? run.begin : run.end;
}

size_t CjkBounds::name_word_length(size_t pos) const {
  return pack_.word_class("name_word").longest(text_, pos).length;
}

}  // namespace dealwire
