#include "repair/invisible.h"

#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <optional>

#include "repair/private_use.h"
#include "repair/sprinkled.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// All that this step looks at; the scan stops at nothing else.
const icu::UnicodeSet& suspects() {
  static const icu::UnicodeSet* const set = [] {
    UErrorCode status = U_ZERO_ERROR;
    auto* out = new icu::UnicodeSet(
        u"[[:Default_Ignorable_Code_Point:][:Private_Use:][\\u0000-\\u0008][\\u000E-\\u001F]"
        u"\\u007F \\u2800 [\\uFFF9-\\uFFFC]]",
        status);
    out->freeze();  // leaked on purpose: it lives as long as the process
    return out;
  }();
  return *set;
}

bool is_suspect(char32_t c) { return suspects().contains(static_cast<UChar32>(c)); }

// Where the next suspect at or behind `pos` begins; the end of the text if there is none.
size_t next_suspect(std::string_view text, size_t pos) {
  return pos +
         static_cast<size_t>(suspects().spanUTF8(
             text.data() + pos, static_cast<int32_t>(text.size() - pos), USET_SPAN_NOT_CONTAINED));
}

int32_t property(char32_t c, UProperty which) {
  return u_getIntPropertyValue(static_cast<UChar32>(c), which);
}
bool has(char32_t c, UProperty which) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), which) != 0;
}

// Of one script, not of all as digits and punctuation are.
std::optional<int32_t> own_script(char32_t c) {
  const int32_t script = property(c, UCHAR_SCRIPT);
  if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_UNKNOWN) {
    return std::nullopt;
  }
  return script;
}

// Fonts show these as a blank, whatever Unicode says of the first two.
bool is_filler(char32_t c) { return c == 0x3164 || c == 0xFFA0 || c == 0x2800; }

bool is_blank(char32_t c) { return is_space(c) || is_filler(c); }

// The marks of direction have one themselves.
bool is_right_to_left(char32_t c) {
  const auto direction = u_charDirection(static_cast<UChar32>(c));
  return (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) &&
         !has(c, UCHAR_BIDI_CONTROL);
}

// Stands for something that is not in the text: an icon, an image, an unknown character.
bool is_placeholder(char32_t c) { return is_private_use(c) || c == 0xFFFC || c == 0x1A; }

bool is_joiner(char32_t c) { return c == 0x200C || c == 0x200D; }

bool is_tag(char32_t c) { return c >= 0xE0020 && c <= 0xE007F; }

bool is_variation_selector(char32_t c) {
  return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

// A letter whose shape a joiner beside it changes.
bool takes_shape(char32_t c) {
  const int32_t joining = property(c, UCHAR_JOINING_TYPE);
  if (joining == U_JT_DUAL_JOINING || joining == U_JT_RIGHT_JOINING ||
      joining == U_JT_LEFT_JOINING) {
    return true;
  }
  const int32_t part = property(c, UCHAR_INDIC_SYLLABIC_CATEGORY);
  return part != U_INSC_OTHER && part != U_INSC_NUMBER && own_script(c).has_value();
}

bool is_pictograph(char32_t c) {
  return has(c, UCHAR_EXTENDED_PICTOGRAPHIC) || has(c, UCHAR_EMOJI_MODIFIER);
}

bool is_conjoining_jamo(char32_t c) {
  const int32_t type = property(c, UCHAR_HANGUL_SYLLABLE_TYPE);
  return (type == U_HST_LEADING_JAMO || type == U_HST_VOWEL_JAMO || type == U_HST_TRAILING_JAMO) &&
         c != 0x115F && c != 0x1160;
}

// Digits have variants too, but show none of them outside of keycaps.
bool has_variant(char32_t base, char32_t selector, char32_t after) {
  constexpr char32_t kKeycap = 0x20E3;
  if (selector == 0xFE0E || selector == 0xFE0F) {
    return has(base, UCHAR_EMOJI) && (base >= 0x80 || after == kKeycap);
  }
  if (has(base, UCHAR_IDEOGRAPHIC)) return true;
  if (selector >= 0xE0100) return false;
  return u_charType(static_cast<UChar32>(base)) == U_MATH_SYMBOL ||
         own_script(base) == USCRIPT_MYANMAR || own_script(base) == USCRIPT_PHAGS_PA ||
         (has(base, UCHAR_TERMINAL_PUNCTUATION) && columns(base) == 2);
}

// Neighbouring suspects, or neighbouring fillers, between what is seen of their line.
struct SuspectRun {
  Range at;
  char32_t before = 0, after = 0;  // 0 at an end of the line
  size_t separator = 0;            // where U+FFFA is if the run is a whole annotation, else 0
};

// The runs of a text, in order.
class SuspectRuns {
 public:
  explicit SuspectRuns(std::string_view text) : text_(text) {}

  std::optional<SuspectRun> next() {
    const size_t begin = next_suspect(text_, pos_);
    if (begin == text_.size()) return std::nullopt;
    const char32_t before = begin == 0           ? 0
                            : begin == read_end_ ? read_last_
                                                 : seen(character_before(text_, begin));
    SuspectRun run = annotation(begin).value_or(SuspectRun{{begin, begin}});
    run.before = before;
    if (run.separator == 0) extend(run);
    pos_ = run.at.end;
    return run;
  }

 private:
  static char32_t seen(char32_t c) { return c == '\n' ? 0 : c; }

  // All three characters of an annotation, with nothing suspect and no end of a line between them.
  std::optional<SuspectRun> annotation(size_t begin) {
    if (character_at(text_, begin) != 0xFFF9) return std::nullopt;
    const size_t base = begin + utf8_length(text_[begin]);
    const size_t separator = next_suspect(text_, base);
    if (separator == base || character_at(text_, separator) != 0xFFFA) return std::nullopt;
    const size_t terminator = next_suspect(text_, separator + utf8_length(text_[separator]));
    if (character_at(text_, terminator) != 0xFFFB) return std::nullopt;
    if (text_.substr(begin, terminator - begin).find('\n') != text_.npos) return std::nullopt;
    read_end_ = terminator + utf8_length(text_[terminator]);
    read_last_ = character_before(text_, separator);
    return SuspectRun{{begin, read_end_}, 0, 0, separator};
  }

  void extend(SuspectRun& run) {
    const bool fillers = is_filler(character_at(text_, run.at.begin));
    for (size_t pos = run.at.begin; pos < text_.size(); run.at.end = pos) {
      const size_t begin = pos;
      const char32_t c = next_character(text_, pos);
      const bool read = begin > run.at.begin && annotation(begin).has_value();
      if (!read && is_suspect(c) && is_filler(c) == fillers) continue;
      run.after = read ? character_at(text_, pos) : seen(c);
      break;
    }
  }

  std::string_view text_;
  size_t pos_ = 0;
  size_t read_end_ = std::string_view::npos;  // of the last annotation
  char32_t read_last_ = 0;                    // the last character of what it annotates
};

// The flag of a region below a country, as England's: a black flag, its code in tags, an end tag.
// Where it ends if the run begins with its tags, else where the run begins.
size_t end_of_flag(std::string_view text, const SuspectRun& run) {
  constexpr char32_t kBlackFlag = 0x1F3F4, kEndTag = 0xE007F;
  constexpr size_t kLongestCode = 6;
  if (run.before != kBlackFlag) return run.at.begin;
  size_t pos = run.at.begin;
  for (size_t n = 0; n <= kLongestCode && pos < run.at.end; ++n) {
    const char32_t tag = next_character(text, pos);
    if (tag == kEndTag) return n >= 3 ? pos : run.at.begin;
    if (!is_tag(tag)) break;
  }
  return run.at.begin;
}

class InvisibleFinder {
 public:
  InvisibleFinder(std::string_view text, const std::set<char32_t>& sprinkled)
      : text_(text), sprinkled_(sprinkled) {}

  std::vector<Repair> find() {
    SuspectRuns runs(text_);
    while (const auto run = runs.next()) {
      if (run->separator > 0) {
        read(*run);
      } else if (is_filler(character_at(text_, run->at.begin))) {
        fill(*run);
      } else {
        judge(*run);
      }
    }
    return std::move(found_);
  }

 private:
  void enter_line(size_t pos) {
    const size_t before = pos == 0 ? text_.npos : text_.rfind('\n', pos - 1);
    line_ = {before == text_.npos ? 0 : before + 1, std::min(text_.find('\n', pos), text_.size())};
    right_to_left_ = false;
    for (size_t at = line_.begin; at < line_.end && !right_to_left_;) {
      right_to_left_ = is_right_to_left(next_character(text_, at));
    }
  }

  // Does the line at `pos` have letters of a right-to-left script?
  bool is_right_to_left_at(size_t pos) {
    if (pos >= line_.end) enter_line(pos);
    return right_to_left_;
  }

  // What is annotated stays.
  void read(const SuspectRun& run) {
    const size_t base = run.at.begin + utf8_length(text_[run.at.begin]);
    found_.push_back(
        {"ruby", run.at, {{{run.at.begin, base}, ""}, {{run.separator, run.at.end}, ""}}});
  }

  // One blank for all, but for blanks of Braille behind others of its signs.
  void fill(SuspectRun run) {
    constexpr char32_t kBrailleBlank = 0x2800, kLastBraille = 0x28FF;
    if (run.before > kBrailleBlank && run.before <= kLastBraille) {
      while (!run.at.empty() && character_at(text_, run.at.begin) == kBrailleBlank) {
        next_character(text_, run.at.begin);
      }
    }
    if (!run.at.empty()) change("invisible", run.at, " ");
  }

  void judge(const SuspectRun& run) {
    bool joined = false, varied = false;
    const size_t flag = end_of_flag(text_, run);
    for (size_t pos = flag; pos < run.at.end;) {
      const size_t begin = pos;
      const char32_t c = next_character(text_, pos);
      if (is_placeholder(c)) {
        placeholder(run, c, {begin, pos});
      } else if (is_joiner(c) && !joined && joins(run, c)) {
        joined = true;
      } else if (is_variation_selector(c) && !varied && !joined &&
                 has_variant(run.before, c, run.after)) {
        varied = true;
      } else if (is_joiner(c) || is_variation_selector(c) || !has_job(run, c, begin)) {
        change("invisible", {begin, pos}, "");
      }
    }
  }

  static bool joins(const SuspectRun& run, char32_t joiner) {
    if (takes_shape(run.before) || takes_shape(run.after)) return true;
    return joiner == 0x200D && is_pictograph(run.before) && is_pictograph(run.after);
  }

  // Of all but joiners, variation selectors and placeholders.
  bool has_job(const SuspectRun& run, char32_t c, size_t pos) {
    if (c == 0x200B) {
      return property(run.before, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT ||
             property(run.after, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
    }
    if (has(c, UCHAR_BIDI_CONTROL)) return is_right_to_left_at(pos);
    if (c == 0x034F) return (U_GET_GC_MASK(static_cast<UChar32>(run.after)) & U_GC_M_MASK) != 0;
    if (c == 0x115F || c == 0x1160) {
      return is_conjoining_jamo(run.before) || is_conjoining_jamo(run.after);
    }
    const bool mongolian = c >= 0x180B && c <= 0x180F;  // selectors, to Unicode of any script
    const std::optional<int32_t> script = mongolian ? USCRIPT_MONGOLIAN : own_script(c);
    return script && (own_script(run.before) == script || own_script(run.after) == script);
  }

  void placeholder(const SuspectRun& run, char32_t c, Range at) {
    if (sprinkled_.contains(c)) return change("private_use", at, "");
    const bool chinese = is_han(run.before) && is_han(run.after);
    const char32_t assigned = chinese ? assigned_later(c) : 0;
    if (assigned != 0 && !is_space(assigned)) {
      std::string to;
      append_utf8(to, assigned);
      change("private_use", at, std::move(to));
      return;
    }
    const bool left = is_open(run.before), right = is_open(run.after);
    const bool at_end = run.before == 0 || run.after == 0;
    const bool digit = u_isdigit(static_cast<UChar32>(run.before)) != 0 ||
                       u_isdigit(static_cast<UChar32>(run.after)) != 0;
    if ((left && right) || (at_end && !digit)) change("private_use", at, "");
  }

  static bool is_open(char32_t c) { return c == 0 || is_blank(c); }

  void change(std::string_view kind, Range at, std::string to) {
    if (!found_.empty() && found_.back().kind == kind && found_.back().at.end == at.begin) {
      Repair& last = found_.back();
      last.at.end = at.end;
      if (to.empty() && last.edits.back().to.empty()) {
        last.edits.back().at.end = at.end;
      } else {
        last.edits.push_back({at, std::move(to)});
      }
      return;
    }
    found_.push_back({kind, at, {{at, std::move(to)}}});
  }

  std::string_view text_;
  const std::set<char32_t>& sprinkled_;
  Range line_{0, 0};
  bool right_to_left_ = false;
  std::vector<Repair> found_;
};

}  // namespace

Repairs find_invisible(const Texts& texts) {
  const std::set<char32_t> sprinkled = sprinkled_private_use(texts);
  Repairs out;
  for (std::string_view text : texts) out.push_back(InvisibleFinder(text, sprinkled).find());
  return out;
}

}  // namespace dealwire
