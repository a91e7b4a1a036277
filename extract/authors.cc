#include "extract/authors.h"

#include <re2/re2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>

#include "extract/calendar.h"
#include "model/range.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// What stands between two names.
constexpr std::array<std::string_view, 23> kBetween = {
    ",",    "、",     ";",    "；",    "，",    " | ",  " / ",   "／",
    " – ",  " — ",    " & ",  " and ", " und ", " et ", " och ", " og ",
    " ja ", " oraz ", " ve ", " dan ", " en ",  " и ",  " та "};

// Conjunctions that names hold as well: "Ortega y Gasset", "Fernandes e Silva".
constexpr std::array<std::string_view, 3> kMaybeBetween = {" y ", " e ", " i "};

// What names end in behind a comma.
constexpr std::array<std::string_view, 8> kSuffixes = {"Jr.", "Jr",  "Sr.", "Sr",
                                                       "II",  "III", "PhD", "MD"};

size_t words_in(std::string_view text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

// A name without the marks that part it from what stands beside it.
std::string_view without_marks(std::string_view name) {
  const auto is_mark = [](char32_t c) {
    constexpr std::u32string_view kMarks = U"|｜·•-–—:：/／&,【】〔〕";
    return is_space(c) || kMarks.find(c) != kMarks.npos;
  };
  while (!name.empty() && is_mark(character_before(name, name.size()))) {
    name = name.substr(0, previous_position(name, name.size()));
  }
  while (!name.empty() && is_mark(character_at(name, 0))) name.remove_prefix(utf8_length(name[0]));
  return name;
}

// The names in "記者王小明／台北報導", "本报记者 张三 杭州报道", "文：王小明": Chinese names have
// no end of their own, so what follows must be one.
std::string_view chinese_names(std::string_view line) {
  static const RE2 kNames(
      R"((?:^|[\s（(〔\[【|｜•·　])(?:本報|本报|特約|特约|实习|實習)?)"
      R"((?:(?:記者|记者|編譯|编译|作者|撰文|撰稿|採訪|采访|通讯员|通訊員|專欄作家|专栏作家|特派員|特派员))"
      R"(\s*[:：／/]?|文\s*[:：／/])\s*)"
      R"((\p{Han}{2,4}(?:·\p{Han}{1,8})?(?:[、，,]\s*\p{Han}{2,4})*))"
      R"((?:$|[\s/／|｜）)〕\]】　]|发自|發自))");
  re2::StringPiece found;
  if (!RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), kNames, &found)) return {};
  return {found.data(), found.size()};
}

// What stands before and behind names in the fields for them.
std::string_view without_frame(std::string_view text) {
  static const RE2 kFront(
      R"(^(?:(?i:(?:written|posted|published|article|story|text|words|veröffentlicht|geschrieben|)"
      R"(verfasst|kolumne|publicado|escrito|publié|écrit|scritto|pubblicato|geschreven) )?)"
      R"((?i:by|von|par|por|door|oleh|przez)[\s:,]+|(?:Di|Av|Af):?\s+|)"
      R"((?i:text|texto|texte|author|autor|autorin|auteur|autore)\s*[:：]?\s+|)"
      R"((?:本報|本报|實習|实习)?(?:記者|记者|特約記者|編譯|编译|作者|撰文|撰稿|文)\s*[:：／/ ]\s*))");
  static const RE2 kBehind(
      R"((\s*(?:기자|특파원|인턴기자|객원기자|논설위원)|\s+(?:記者|记者|編集委員|特派員)|)"
      R"(\s+(?:on|at|am|um|le|el|il|den)|\s*(?:发自|發自)\p{Han}+|)"
      R"(\s+\p{Han}{2,6}(?:報導|报道|報道)|\s*[(（<\[]?[\w.+-]+@[\w.-]+[)）>\]]?)$)");
  text = without_marks(text);
  re2::StringPiece rest(text.data(), text.size()), found;
  RE2::Consume(&rest, kFront);
  text = {rest.data(), rest.size()};
  while (RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kBehind, &found)) {
    text = without_marks(text.substr(0, text.size() - found.size()));
  }
  return without_marks(text);
}

// What stands for a name where there is none, on buttons beside it, or as the end of an address.
bool is_no_name(std::string_view text) {
  static const RE2 kNoName(
      "(?i:by|von|par|por|di|de|door|av|af|oleh|unknown|anonymous|admin|administrator|follow|more|"
      "mehr)|(?:本報|本报|本刊)?(?:記者|记者)|\\p{Han}+(?:報導|报道|報道)|未知|佚名|匿名|网络|"
      "网络整理|关注|關注|フォロー|[a-z]{2,}(?:-[a-z]{2,})+");
  return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), kNoName);
}

bool is_name(std::string_view text) {
  constexpr size_t kWidest = 80, kMostWords = 8;
  if (text.empty() || columns(text) > kWidest || words_in(text) > kMostWords) return false;
  if (text.find("://") != text.npos || text.starts_with("www.") || text.find('@') != text.npos) {
    return false;
  }
  if (is_no_name(text)) return false;
  static const RE2 kNumber(R"((?:^|\s)\d+(?:$|\s))");
  if (RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kNumber)) return false;
  size_t letters = 0, digits = 0;
  for (size_t pos = 0; pos < text.size();) {
    const auto c = static_cast<UChar32>(next_character(text, pos));
    letters += u_isalpha(c) != 0;
    digits += u_isdigit(c) != 0;
    if (std::u32string_view(U"{<=:：。").find(static_cast<char32_t>(c)) != std::u32string::npos) {
      return false;
    }
  }
  return letters >= 2 && letters > digits;
}

// What somebody is, who was named before it.
bool is_role(std::string_view text) {
  static const RE2 kRole(
      "(?i)reporter|journalist|editor|redakt|correspond|korrespond|corrispond|volontär|columnist|"
      "kolumnist|staff|writer|director|chief");
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), kRole);
}

// Where `text` is parted first, at or behind `from`.
std::optional<Range> next_between(std::string_view text, size_t from) {
  std::optional<Range> first;
  for (std::string_view between : kBetween) {
    const size_t at = text.find(between, from);
    if (at != text.npos && (!first || at < first->begin)) first = {at, at + between.size()};
  }
  for (std::string_view between : kMaybeBetween) {
    const size_t at = text.find(between, from);
    if (at == text.npos || (first && at > first->begin)) continue;
    // Both sides are full names, or the conjunction is a part of one.
    const std::string_view behind = text.substr(at + between.size());
    const size_t end = std::min(behind.find_first_of(",;"), behind.size());
    if (words_in(trim(text.substr(from, at - from))) < 2 ||
        words_in(trim(behind.substr(0, end))) < 2) {
      continue;
    }
    first = {at, at + between.size()};
  }
  return first;
}

void add(std::string_view name, std::vector<std::string>& out) {
  name = without_frame(name);
  const bool suffix = std::find(kSuffixes.begin(), kSuffixes.end(), name) != kSuffixes.end();
  if (suffix && !out.empty()) {
    out.back() += ", " + std::string(name);
  } else if (is_name(name) && month_named(name, "") == 0 && !(is_role(name) && !out.empty()) &&
             std::find(out.begin(), out.end(), name) == out.end()) {
    out.emplace_back(name);
  }
}

// Are the words of a line capitalised as names are, but for the short ones between them?
bool is_capitalised(std::string_view text) {
  size_t capitals = 0, others = 0;
  bool word_begins = true;
  for (size_t pos = 0; pos < text.size();) {
    const auto c = static_cast<UChar32>(next_character(text, pos));
    if (word_begins && u_isalpha(c)) (u_islower(c) ? others : capitals) += 1;
    word_begins = c == ' ';
  }
  return capitals >= 1 && others <= capitals;
}

}  // namespace

std::vector<std::string> names_in(std::string_view authors) {
  constexpr size_t kLongest = 1000;
  std::vector<std::string> out;
  const std::string text =
      collapse_spaces(authors.substr(0, authors.size() > kLongest ? 0 : kLongest));
  const std::string_view chinese = chinese_names(text);
  const std::string_view names = chinese.empty() ? without_frame(text) : chinese;
  size_t begin = 0;
  while (const auto between = next_between(names, begin)) {
    add(names.substr(begin, between->begin - begin), out);
    begin = between->end;
  }
  add(names.substr(begin), out);
  return out;
}

std::vector<std::string> names_in_byline(std::string_view line) {
  constexpr size_t kLongest = 240;
  static const RE2 kKorean(
      R"((?:^|[\s=\[(/·])([가-힣]{2,4})\s?(?:기자|특파원|인턴기자|객원기자)(?:$|[^가-힣]))");
  static const RE2 kLatin(
      R"(^(?:(?i:(?:words|written|story|report|text) by|by|autor(?:in)?(?:/autor(?:in)?)?|authors?)|)"
      R"(Von|VON|von|Par|PAR|Por|POR|Door|Av|Af|Oleh|Text|Texte|Texto)(?::\s*|\s+))"
      R"(([^|·•–—\d:]{3,120}))");
  if (line.size() > kLongest) return {};
  re2::StringPiece input(line.data(), line.size()), found;
  const auto view = [](re2::StringPiece piece) {
    return std::string_view(piece.data(), piece.size());
  };
  if (const std::string_view names = chinese_names(line); !names.empty()) return names_in(names);
  std::vector<std::string> out;
  while (RE2::FindAndConsume(&input, kKorean, &found)) add(view(found), out);
  if (!out.empty()) return out;
  if (RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), kLatin, &found) &&
      is_capitalised(view(found)) && !view(found).ends_with('.')) {
    return names_in(view(found));
  }
  return {};
}

}  // namespace dealwire
