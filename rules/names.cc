#include "rules/names.h"

#include <algorithm>
#include <bit>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "text/utf8.h"

namespace dealwire {
namespace {

// What speaks for a name of no known form at one place.
enum Evidence : unsigned {
  kBehindCase = 1,   // 向X, 由X
  kBeforeVerb = 2,   // X宣布
  kOpensClause = 4,  // X,
  kHasAlias = 8,     // X (Xco)
  kRepeated = 16,    // it comes again
  kManyWords = 32,   // of Latin script
};

// How a candidate came to be one.
struct Candidate {
  Range at;
  bool strong = false;
  const char* rule = "";
  unsigned evidence = 0;
};

constexpr size_t kLongest = 160;  // bytes; whatever is longer is no name

bool is_upper(char32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
}

// May `particle` stand behind a Korean syllable? Some come in two forms: 은 을 이 과 behind a
// consonant, 는 를 가 와 behind a vowel.
bool agrees(char32_t syllable, std::string_view particle) {
  constexpr std::u32string_view kBehindConsonant = U"은을과";
  constexpr std::u32string_view kBehindVowel = U"는를가와";
  if (!is_hangul(syllable)) return true;
  const char32_t first = character_at(particle, 0);
  if (kBehindVowel.find(first) != kBehindVowel.npos) return !ends_in_consonant(syllable);
  const bool consonant = kBehindConsonant.find(first) != kBehindConsonant.npos || particle == "이";
  return !consonant || ends_in_consonant(syllable);
}

size_t hangul_end(std::string_view text, size_t pos) {
  while (pos < text.size() && is_hangul(character_at(text, pos))) pos += utf8_length(text[pos]);
  return pos;
}

// Is text[begin, end) a case word that may stand behind what is before it?
bool is_case_ending(std::string_view text, size_t begin, size_t end, const Pack& pack) {
  return pack.case_after.longest(text.substr(0, end), begin).length == end - begin && begin > 0 &&
         agrees(character_before(text, begin), text.substr(begin, end - begin));
}

// Where the noun in a Korean word ends: before the longest case word at its end.
size_t noun_end(std::string_view text, size_t begin, size_t end, const Pack& pack) {
  for (size_t pos = begin; pos < end; pos += utf8_length(text[pos])) {
    if (is_case_ending(text, pos, end, pack)) return pos;
  }
  return end;
}

// Does the end of another name follow, in another script: 楽天カード, ソニー銀行?
bool is_suffixed(std::string_view text, size_t pos, const Pack& pack) {
  const char32_t next = character_at(text, pos);
  if (!is_cjk(next) || is_kana(character_before(text, pos)) == is_kana(next)) return false;
  const auto is_run = is_katakana(next) ? is_katakana : is_han;
  size_t end = pos;
  while (end - pos < kLongest && is_run(character_at(text, end))) end += utf8_length(text[end]);
  return pack.word_class("name_suffix").value(text.substr(pos, end - pos)) != nullptr;
}

// Does a name stand free? A Korean one may go on in case words only: 애플은, not 애플파이.
bool stands_free(std::string_view text, Range at, const Pack& pack) {
  if (cuts_name(text, at) || is_suffixed(text, at.end, pack)) return false;
  const size_t end = hangul_end(text, at.end);
  return end == at.end || !is_hangul(character_before(text, at.end)) ||
         is_case_ending(text, at.end, end, pack);
}

// Walks one block and cuts it into names and what bounds them.
class Scanner {
 public:
  Scanner(const BlockMentions& block, const Pack& pack)
      : block_(block), text_(block.text), pack_(pack) {}

  std::vector<Candidate> run() {
    size_t mention = 0;
    for (size_t pos = 0; pos < text_.size();) {
      while (mention < block_.found.size() && block_.found[mention].at.end <= pos) ++mention;
      if (mention < block_.found.size() && block_.found[mention].at.begin <= pos) {
        close(pos, "");
        pos = hangul_end(text_, block_.found[mention].at.end);  // with its case words
        continue;
      }
      pos = step(pos);
    }
    close(text_.size(), "");
    return std::move(out_);
  }

 private:
  // Consumes one general word, Latin word or character.
  size_t step(size_t pos) {
    size_t next = pos;
    const char32_t c = next_character(text_, next);
    const Trie::Match general = pack_.general_words.longest(text_, pos);
    if (company_end_ == pos && is_name_run(c)) return company_run(pos);
    const Range word{pos, pos + general.length};
    if (general.length > 0 && stands_free(text_, word, pack_) && !is_dotted(word) &&
        !is_part_of_name(word, pack_.general_class[static_cast<size_t>(general.value)])) {
      const size_t end = is_hangul(c) ? hangul_end(text_, pos) : pos + general.length;
      const std::string& general_class = pack_.general_class[static_cast<size_t>(general.value)];
      const bool alone = is_apposition(pos + general.length, end);
      bound(pos, pos + general.length, general_class == "head" && !alone ? "" : general_class);
      behind_case_ = pack_.word_class("case").value(text_.substr(pos, general.length)) != nullptr;
      return end;
    }
    if (is_word_character(c)) return latin_word(pos);
    if (is_hangul(c)) return hangul_word(pos);
    if (is_hiragana(c)) return hiragana_word(pos);
    if (c == ' ') {
      // A space keeps Latin words together and parts everything else.
      const auto joins = [](char32_t neighbour) {
        return is_word_character(neighbour) || neighbour == '&';
      };
      if (open_ && (!joins(character_before(text_, pos)) || !joins(character_at(text_, next)))) {
        close(pos, "");
      }
      spaced_ = true;
      return next;
    }
    if (c == '&' && open_ && is_word_character(character_at(text_, *open_))) return next;
    // 4月, 30機: what follows a digit is counted.
    const bool counted = !open_ && pos > 0 && is_han(c) && character_before(text_, pos) >= '0' &&
                         character_before(text_, pos) <= '9';
    if (((is_han(c) || is_kana(c)) && !counted) || c == U'·' || (c == '&' && open_)) {
      // Chinese goes on behind one Latin word (TCL科技), not behind several.
      if (open_ && spaced_) close(pos, "");
      open(pos);
      return next;
    }
    close(pos, quote_closes(c) ? "quote" : c == '(' && is_seat(next) ? "company" : "");
    if (quote_opens(c)) last_class_ = "quote:" + last_class_;
    return next;
  }

  // Ends a name at a general word. One of class `link` lets the head before it reach over it
  // (メーカーの三輪, 모회사인 한솔).
  void bound(size_t begin, size_t end, const std::string& general_class) {
    if (general_class == "company") {
      size_t first = begin;
      while (first > 0 && begin - first < kLongest && is_name_run(character_before(text_, first))) {
        first = previous_position(text_, first);
      }
      if (first < begin) open_ = first;
      company_end_ = end;
    }
    const bool reaches = general_class == "link" && !open_ && last_class_ == "head";
    close(begin, reaches ? "head" : general_class);
  }

  // Beside a form of company (株式会社) a name is all of the run, words included: 関西データ基盤.
  static bool is_name_run(char32_t c) {
    return is_han(c) || is_katakana(c) || is_word_character(c) || c == U'・';
  }

  size_t company_run(size_t pos) {
    size_t end = pos;
    while (end < text_.size() && is_name_run(character_at(text_, end))) {
      end += utf8_length(text_[end]);
    }
    open(pos);
    close(end, "");
    return end;
  }

  // サリナス・リチウム: katakana words with a dot between them are one name.
  bool is_dotted(Range word) const {
    const bool left = open_ && character_before(text_, word.begin) == U'・';
    const size_t behind = word.end + utf8_length("・"[0]);
    const bool right = character_at(text_, word.end) == U'・' &&
                       is_katakana(character_before(text_, word.end)) &&
                       is_katakana(character_at(text_, behind));
    return left || right;
  }

  // A Korean word is a noun with its case words; a name is one word, Latin letters before it
  // included.
  size_t hangul_word(size_t pos) {
    const size_t end = hangul_end(text_, pos);
    const char32_t before = pos > 0 ? character_before(text_, pos) : 0;
    const bool counts = !open_ && before >= '0' && before <= '9';  // 3년, 5기
    if (counts) {
      close(pos, "");
      return end;
    }
    if (open_ && spaced_) close(pos, "");
    const size_t noun = noun_end(text_, open_ ? pos : pos + utf8_length(text_[pos]), end, pack_);
    const bool head = !open_ && leads_company(pos, noun) && is_apposition(noun, end);
    open(pos);
    if (head) open_.reset();
    close(noun, head ? "head" : "");
    return end;
  }

  // A Korean head stands before its name without a case word, or with that of being one (모회사인).
  bool is_apposition(size_t noun_end, size_t word_end) const {
    if (noun_end == word_end) return true;
    const std::string* place =
        pack_.word_class("case_after").value(text_.substr(noun_end, word_end - noun_end));
    return place != nullptr && *place == "is";
  }

  // Hiragana bounds names, but for those that begin with it and end like one (みなと銀行).
  size_t hiragana_word(size_t pos) {
    const bool fresh = !open_ && (pos == 0 || !is_cjk(character_before(text_, pos)));
    size_t end = pos;
    while (is_hiragana(character_at(text_, end))) end += utf8_length(text_[end]);
    const bool leads = fresh && end - pos >= 6 && is_han(character_at(text_, end));
    if (leads) {
      open(pos);
    } else {
      close(pos, "");
    }
    return end;
  }

  // 三輪重電(東京・港): who has a seat is a company.
  bool is_seat(size_t pos) const {
    if (pos == text_.size()) return false;
    const Trie::Match word = pack_.general_words.longest(text_, pos);
    return word.length > 0 && pack_.general_class[static_cast<size_t>(word.value)] == "place";
  }

  // "Mining" bounds a name, but in "Orsk Ridge Mining" it is the end of one, as is データ in
  // 白駒データ, but not a verb (投資); in "Ketchum Falls Energy" a general word is the middle of
  // one, in "Summit Partners" the beginning.
  bool is_part_of_name(Range word, std::string_view general_class) const {
    const char32_t first = character_at(text_, word.begin);
    if (!is_upper(first) && (!is_cjk(first) || general_class == "verb")) return false;
    if (open_ && is_katakana(character_before(text_, word.begin)) && is_upper(first)) {
      return true;  // ミドリAI
    }
    return (open_ && is_suffix(text_.substr(word.begin, word.size()), pack_)) ||
           (character_at(text_, word.end) == ' ' && is_suffix(latin_word_at(word.end + 1), pack_));
  }

  std::string_view latin_word_at(size_t pos) const {
    size_t end = pos;
    while (is_word_character(character_at(text_, end))) end += utf8_length(text_[end]);
    return text_.substr(pos, end - pos);
  }

  size_t latin_word(size_t pos) {
    size_t end = pos;
    while (end < text_.size()) {
      size_t next = end;
      const char32_t c = next_character(text_, next);
      const bool inner = (c == '-' || c == '.' || c == '\'' || c == U'’' || c == '&') &&
                         is_word_character(character_at(text_, next)) &&
                         text_.compare(end, 2, "'s") != 0 && text_.compare(end, 4, "’s") != 0;
      if (!is_word_character(c) && !inner) break;
      end = next;
    }
    const char32_t c = character_at(text_, pos);
    if (is_upper(c)) {
      // "Acme, Inc." keeps its tail; "Acme. Then" does not come here, a sentence ends there.
      open(pos);
    } else if (open_ && joins(text_.substr(pos, end - pos)) &&
               is_upper(character_at(text_, end + 1))) {
      // "Bank of Asia"
    } else if (!(open_ && c >= '0' && c <= '9' && !is_cjk(character_at(text_, *open_)))) {
      close(pos, "");
    }
    return end;
  }

  static bool joins(std::string_view word) { return word == "of" || word == "de" || word == "du"; }
  static bool quote_opens(char32_t c) {
    return std::u32string_view(U"「『“‘\"《").find(c) != std::u32string_view::npos;
  }
  static bool quote_closes(char32_t c) {
    return std::u32string_view(U"」』”’\"》").find(c) != std::u32string_view::npos;
  }

  void open(size_t pos) {
    if (open_) return;
    open_ = pos;
    spaced_ = false;
  }

  // Ends the name before `pos`; `next_class` says what bounds it there.
  void close(size_t pos, std::string_view next_class) {
    if (open_) {
      const std::string_view name = trim(text_.substr(*open_, pos - *open_));
      const auto begin = static_cast<size_t>(name.data() - text_.data());
      if (!name.empty()) judge({begin, begin + name.size()}, next_class);
      open_.reset();
    }
    last_class_ = next_class;
    behind_case_ = false;
  }

  // The name in a stretch of characters that no general word parts.
  Range cut_to_name(Range at) const {
    // What a name is may lead it (机器人零件商Velanta): then the name is the Latin words behind.
    if (!is_word_character(character_at(text_, at.begin))) {
      size_t begin = at.begin;
      while (begin < at.end && !is_upper(character_at(text_, begin))) {
        begin += utf8_length(text_[begin]);
      }
      if (at.end - begin >= 3) at.begin = begin;
    }
    if (const size_t end = name_end(at); end > 0) return {name_begin({at.begin, end}), end};
    if (!is_word_character(character_at(text_, at.begin))) return at;
    // Chinese behind a Latin word belongs to it only if it ends like a name.
    size_t end = at.begin;
    while (end < at.end && !is_han(character_at(text_, end))) end += utf8_length(text_[end]);
    return {at.begin, end};
  }

  // Where a stretch first ends like a name, as words that we do not know may cling to it
  // (Havbris能源下). Endings in a row belong together (新能源科技), and a form of company ends the
  // name however far behind it stands (碳谷科技園區管理有限公司). 0 if it ends like none.
  size_t name_end(Range at) const {
    size_t out = 0;
    for (size_t pos = at.begin; pos < at.end;) {
      pos += utf8_length(text_[pos]);
      const char32_t next = pos < at.end ? character_at(text_, pos) : 0;
      if (is_word_character(next) || next == ' ' || next == '&') continue;  // inside Latin words
      const std::string_view name = text_.substr(at.begin, pos - at.begin);
      const size_t suffix = suffix_length(name, pack_);
      if (suffix == 0) continue;
      const bool in_a_row = pos - suffix <= out;
      if (out == 0 || in_a_row || ends_in(name, "name_form")) out = pos;
    }
    return out;
  }

  // Where the name begins behind what it is called (家族基金明翹置業), if it is one without that.
  size_t name_begin(Range at) const {
    if (!is_han(character_at(text_, at.begin))) return at.begin;
    size_t out = at.begin;
    for (size_t pos = at.begin; pos < at.end; pos += utf8_length(text_[pos])) {
      if (leads_company(at.begin, pos) && suffix_length(text_.substr(pos, at.end - pos), pack_) > 0)
        out = pos;
    }
    return out;
  }

  // Do the words before a name end in one that stands for companies?
  bool leads_company(size_t begin, size_t end) const {
    return ends_in(text_.substr(begin, end - begin), "name_lead");
  }

  bool ends_in(std::string_view text, std::string_view word_class) const {
    const auto& words = pack_.word_class(word_class).values();
    return std::any_of(words.begin(), words.end(),
                       [&](const auto& word) { return text.ends_with(word.first); });
  }

  void judge(Range at, std::string_view next_class) {
    if (at.size() > kLongest) return;
    const size_t lead = at.begin;
    at = cut_to_name(at);
    const std::string_view name = text_.substr(at.begin, at.size());
    const size_t width = columns(name);
    const bool latin = !is_cjk(character_at(name, 0));
    if (width < (latin ? 3u : 4u) || width > (latin ? 60u : 28u)) return;
    if (name.find("·") != name.npos) return;  // a person's transliterated name
    const bool person = last_class_ == "title" || last_class_ == "given" || next_class == "title";
    if (person && suffix_length(name, pack_) == 0) return;
    if (ends_in(name, "place_end")) return;  // 懷俄明州
    std::string_view last = last_class_;
    if (is_hiragana(character_at(name, 0)) && suffix_length(name, pack_) == 0) return;
    const bool quoted = last.starts_with("quote:");
    if (quoted) last.remove_prefix(6);
    Candidate candidate{at, false, "name/weak"};
    if (suffix_length(name, pack_) > 0) {
      candidate = {at, true, "name/suffix"};
    } else if (last == "head" || last == "company" || next_class == "company" ||
               leads_company(lead, at.begin)) {
      candidate = {at, true, "name/apposition"};
    }
    const bool counts = is_han(character_at(name, 0)) && is_count(name);
    if (!candidate.strong && (latin ? is_code(name) : counts)) return;
    candidate.evidence = evidence_for(at, next_class);
    out_.push_back(candidate);
  }

  // EPC, AV-210: abbreviations of terms and products; those of companies are known or introduced.
  static bool is_code(std::string_view name) {
    return std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  // 四艘: what begins with a number is counted.
  bool is_count(std::string_view name) const {
    const size_t first = utf8_length(name[0]);
    return pack_.word_class("digit").value(name.substr(0, first)) != nullptr ||
           pack_.word_class("magnitude").value(name.substr(0, first)) != nullptr;
  }

  unsigned evidence_for(Range at, std::string_view next_class) const {
    size_t behind = at.end;
    const char32_t bracket = behind < text_.size() ? next_character(text_, behind) : 0;
    const char32_t before = at.begin > 0 ? character_before(text_, at.begin) : 0;
    const bool opens = before == 0 || before == ',' || before == ';' || before == U'。';
    return (behind_case_ ? kBehindCase : 0u) | (next_class == "verb" ? kBeforeVerb : 0u) |
           (opens ? kOpensClause : 0u) |
           (bracket == '(' && is_upper(character_at(text_, behind)) ? kHasAlias : 0u) |
           (text_.substr(at.begin, at.size()).find(' ') != text_.npos ? kManyWords : 0u);
  }

 public:
  static bool is_suffix(std::string_view word, const Pack& pack) {
    return pack.word_class("name_suffix").value(word) != nullptr ||
           pack.word_class("name_form").value(word) != nullptr;
  }

  // The length of what marks the end of a company's name, 0 if it has none or is nothing else.
  static size_t suffix_length(std::string_view name, const Pack& pack) {
    for (size_t pos = 0; pos < name.size(); pos += utf8_length(name[pos])) {
      if (!is_suffix(name.substr(pos), pack) || cuts_word(name, {pos, name.size()})) continue;
      const std::string_view stem = trim(name.substr(0, pos));
      // Two characters of a wide script, or a short Latin name: SM엔터테인먼트.
      const size_t least = is_cjk(character_at(stem, 0)) ? 4 : 2;  // columns
      return columns(stem) >= least ? name.size() - pos : 0;
    }
    return 0;
  }

 private:
  const BlockMentions& block_;
  std::string_view text_;
  const Pack& pack_;
  std::optional<size_t> open_;         // where the name began, if there is one
  std::optional<size_t> company_end_;  // where a form of company ended last
  bool spaced_ = false;                // it has a space in it
  bool behind_case_ = false;           // the word that bounds it on the left is a case word
  std::string last_class_;
  std::vector<Candidate> out_;
};

bool is_free(const std::vector<Found>& found, Range at) {
  const auto next = std::upper_bound(found.begin(), found.end(), at.begin,
                                     [](size_t begin, const Found& f) { return begin < f.at.end; });
  return next == found.end() || !next->at.overlaps(at);
}

// Adds mentions that are in order and apart from those of the block.
void merge_in(BlockMentions& block, std::vector<Found> more) {
  if (more.empty()) return;
  std::vector<Found> all;
  std::merge(std::make_move_iterator(block.found.begin()),
             std::make_move_iterator(block.found.end()), std::make_move_iterator(more.begin()),
             std::make_move_iterator(more.end()), std::back_inserter(all),
             [](const Found& a, const Found& b) { return a.at.begin < b.at.begin; });
  block.found = std::move(all);
}

Found party(Range at, std::string rule, Party who, bool weak) {
  Found out;
  out.kind = Kind::kParty;
  out.at = at;
  out.rule = std::move(rule);
  out.party = std::move(who);
  out.weak = weak;
  return out;
}

// Is a name in Latin script the beginning of another company's (Hitachi Energy, Intel Capital)? A
// form of company behind it changes nothing.
bool goes_on(std::string_view text, Range at, const Pack& pack) {
  if (!is_word_character(character_before(text, at.end)) || character_at(text, at.end) != ' ' ||
      !is_upper(character_at(text, at.end + 1))) {
    return false;
  }
  size_t end = at.end + 1;
  while (end < text.size() && is_word_character(character_at(text, end))) {
    end += utf8_length(text[end]);
  }
  const std::string_view next = text.substr(at.end + 1, end - at.end - 1);
  return pack.word_class("name_suffix").value(next) != nullptr;
}

// Marks every place of the block where a word of `names` stands free.
template <typename F>
void mark(BlockMentions& block, const Trie& names, const Pack& pack, F make) {
  std::vector<Found> out;
  size_t mention = 0;
  for (size_t pos = 0; pos < block.text.size();) {
    while (mention < block.found.size() && block.found[mention].at.end <= pos) ++mention;
    const Trie::Match match = names.longest(block.text, pos);
    const Range at{pos, pos + match.length};
    const bool taken = mention < block.found.size() && block.found[mention].at.begin < at.end;
    if (match.length > 0 && !taken && stands_free(block.text, at, pack) &&
        !goes_on(block.text, at, pack)) {
      out.push_back(make(at, match.value));
      pos = at.end;
    } else {
      pos += utf8_length(block.text[pos]);
    }
  }
  merge_in(block, std::move(out));
}

// Can `alias` be short for `name`, or its name in another script? Chinese short forms keep
// characters in order; a Latin name begins with a capital and is not all digits or ticker.
bool abbreviates(std::string_view alias, std::string_view name) {
  if (!is_cjk(character_at(alias, 0))) {
    return is_upper(character_at(alias, 0)) && alias.find('.') == alias.npos;
  }
  size_t in_name = 0;
  for (size_t pos = 0; pos < alias.size();) {
    const char32_t c = next_character(alias, pos);
    bool found = false;
    while (in_name < name.size() && !found) found = next_character(name, in_name) == c;
    if (!found) return false;
  }
  return true;
}

// The name in brackets behind `at`, if it can be a short form: 台灣積體電路製造(台積電).
std::optional<Range> alias_behind(std::string_view text, Range at) {
  static const RE2 kAlias(
      R"re(^(?:株式会社|\(株\)|주식회사)? ?\((?:以下简称|简称|下称|以下、?|略称|이하 ?|"|“|「|the |hereinafter )*["“「『‘']?([\p{L}\p{N}][\p{L}\p{N} .&-]{1,30}?)["”」』’']?\))re");
  re2::StringPiece rest(text.data() + at.end, text.size() - at.end), alias;
  if (!RE2::PartialMatch(rest, kAlias, &alias)) return std::nullopt;
  const auto begin = static_cast<size_t>(alias.data() - text.data());
  const Range out{begin, begin + alias.size()};
  return abbreviates(text.substr(out.begin, out.size()), text.substr(at.begin, at.size()))
             ? std::optional(out)
             : std::nullopt;
}

// The unknown parties of a document: each name with the party it stands for.
class Register {
 public:
  explicit Register(const Pack& pack) : pack_(pack) {}

  void add(std::string_view name, const Party& who) { names_.emplace(std::string(name), who); }

  // A party of its own, which may also be called without the end of its name.
  void introduce(std::string_view name) {
    const Party who{"", std::string(name), std::string(name)};
    add(name, who);
    const size_t suffix = Scanner::suffix_length(name, pack_);
    const std::string_view stem = trim(name.substr(0, name.size() - suffix));
    const bool long_enough = columns(stem) >= 4;
    const Trie::Match general = pack_.general_words.longest(stem, 0);
    if (suffix > 0 && long_enough && general.length != stem.size()) add(stem, who);
  }

  // Halden for Halden AI, where only one name begins so and it is no general word.
  void add_first_words() {
    std::map<std::string_view, std::set<std::string_view>> begins;
    for (const auto& [name, who] : names_) {
      const size_t space = name.find(' ');
      if (space != name.npos) begins[std::string_view(name).substr(0, space)].insert(who.key);
    }
    constexpr size_t kShortest = 4;
    std::vector<std::pair<std::string, Party>> more;
    for (const auto& [word, keys] : begins) {
      const bool general = pack_.general_words.longest(word, 0).length == word.size();
      if (keys.size() != 1 || general || word.size() < kShortest) continue;
      const auto name = std::find_if(names_.begin(), names_.end(), [&](const auto& entry) {
        return entry.second.key == *keys.begin();
      });
      more.emplace_back(word, name->second);
    }
    for (const auto& [word, who] : more) add(word, who);
  }

  void mark_all(std::vector<BlockMentions>& blocks) const {
    std::vector<const Party*> parties;
    std::vector<std::pair<std::string, int>> words;
    for (const auto& [name, who] : names_) {
      words.emplace_back(name, static_cast<int>(parties.size()));
      parties.push_back(&who);
    }
    const Trie trie(std::move(words));
    for (BlockMentions& block : blocks) {
      mark(block, trie, pack_, [&](Range at, int value) {
        return party(at, "name/document", *parties[static_cast<size_t>(value)], false);
      });
    }
  }

 private:
  const Pack& pack_;
  std::map<std::string, Party> names_;
};

}  // namespace

// Makes a name strong where several places of the document speak for it, each in another way.
// Capitals have told a name in Latin script already, so that it needs less.
void weigh_evidence(const std::vector<BlockMentions>& blocks,
                    std::vector<std::vector<Candidate>>& candidates) {
  constexpr int kEnoughCjk = 3, kEnoughLatin = 2;
  std::map<std::string_view, unsigned> seen;
  const auto for_each_weak = [&](auto f) {
    for (size_t i = 0; i < blocks.size(); ++i) {
      for (Candidate& candidate : candidates[i]) {
        if (candidate.strong || blocks[i].title) continue;
        f(blocks[i].text.substr(candidate.at.begin, candidate.at.size()), candidate);
      }
    }
  };
  for_each_weak([&](std::string_view name, const Candidate& candidate) {
    const auto [known, first] = seen.emplace(name, candidate.evidence);
    if (!first) known->second |= candidate.evidence | kRepeated;
  });
  for_each_weak([&](std::string_view name, Candidate& candidate) {
    const int enough = is_cjk(character_at(name, 0)) ? kEnoughCjk : kEnoughLatin;
    if (std::popcount(seen[name]) < enough) return;
    candidate.strong = true;
    candidate.rule = "name/evidence";
  });
}

void find_parties(std::vector<BlockMentions>& blocks, const Packs& packs, const Pack& pack,
                  size_t enough) {
  size_t total = 0;
  for (BlockMentions& block : blocks) {
    if (total > enough) break;
    mark(block, packs.party_names, pack, [&](Range at, int value) {
      const KnownParty& known = packs.parties[static_cast<size_t>(value)];
      return party(at, "name/known", {known.id, known.name, known.id}, false);
    });
    total += block.found.size();
  }
  std::vector<std::vector<Candidate>> candidates;
  for (const BlockMentions& block : blocks) candidates.push_back(Scanner(block, pack).run());
  weigh_evidence(blocks, candidates);
  Register parties(pack);
  for (size_t i = 0; i < blocks.size(); ++i) {
    const BlockMentions& block = blocks[i];
    for (const Candidate& candidate : candidates[i]) {
      const std::string_view name = block.text.substr(candidate.at.begin, candidate.at.size());
      // Headlines capitalise everything, so that only the body can tell a new name in them.
      if (!candidate.strong || block.title) continue;
      const auto alias = alias_behind(block.text, candidate.at);
      // 星座能源(Constellation): who is known under the name in brackets is known.
      const auto known = std::find_if(block.found.begin(), block.found.end(), [&](const Found& f) {
        return alias && f.kind == Kind::kParty && f.at == *alias;
      });
      if (known != block.found.end()) {
        parties.add(name, known->party);
        continue;
      }
      parties.introduce(name);
      if (alias) {
        parties.add(block.text.substr(alias->begin, alias->size()),
                    {"", std::string(name), std::string(name)});
      }
    }
    for (const Found& found : block.found) {
      if (found.kind != Kind::kParty) continue;
      if (const auto alias = alias_behind(block.text, found.at)) {
        parties.add(block.text.substr(alias->begin, alias->size()), found.party);
      }
    }
  }
  parties.add_first_words();
  parties.mark_all(blocks);
  total = 0;
  for (size_t i = 0; i < blocks.size() && total <= enough; ++i) {
    total += blocks[i].found.size();
    if (blocks[i].title) continue;
    std::vector<Found> weak;
    for (const Candidate& candidate : candidates[i]) {
      if (candidate.strong || !is_free(blocks[i].found, candidate.at)) continue;
      const std::string name(blocks[i].text.substr(candidate.at.begin, candidate.at.size()));
      weak.push_back(party(candidate.at, candidate.rule, {"", name, name}, true));
    }
    total += weak.size();
    merge_in(blocks[i], std::move(weak));
  }
}

}  // namespace dealwire
