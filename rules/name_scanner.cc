#include "rules/name_scanner.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "rules/korean.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Beside a form of company (株式会社) a name is all of the run, words included: 関西データ基盤.
bool is_name_run(char32_t c) {
  return is_han(c) || is_katakana(c) || is_word_character(c) || c == U'・';
}

// Where the line ends that says where and when an article was written: "PARIS, March 3 (Wire) -".
size_t dateline_end(std::string_view block) {
  constexpr size_t kLongest = 90;
  static const RE2 kLine(
      R"re(^(?:\p{Lu}[\p{Lu}.'’-]+)(?:[ /]\p{Lu}[\p{Lu}.'’-]*)*(?:[, ][^\n]*?)?(?: --? | – | — |—)(?:\([^)\n]*\) ?[-–—]+ )?)re");
  re2::StringPiece rest(block.data(), std::min(block.size(), kLongest));
  const char* begin = rest.data();
  return RE2::Consume(&rest, kLine) ? static_cast<size_t>(rest.data() - begin) : 0;
}

// Walks one block. At most one name is open at a time; each step consumes a word or a character,
// and goes on with it, opens it or closes it.
class Scanner {
 public:
  Scanner(std::string_view block, const std::vector<Found>& found, const Pack& pack)
      : text_(block),
        found_(found),
        pack_(pack),
        all_nouns_(!pack.word_class("noun_end").values().empty()) {}

  std::vector<Candidate> run() {
    size_t mention = 0;
    for (size_t pos = dateline_end(text_); pos < text_.size();) {
      while (mention < found_.size() && found_[mention].at.end <= pos) ++mention;
      if (mention < found_.size() && found_[mention].at.begin <= pos) {
        close(pos, "");
        pos = hangul_end(text_, found_[mention].at.end);  // with its case words
      } else {
        pos = step(pos);
      }
    }
    close(text_.size(), "");
    return std::move(out_);
  }

 private:
  // Consumes what stands at `pos`, and returns where it ends.
  size_t step(size_t pos) {
    const char32_t c = character_at(text_, pos);
    if (company_end_ == pos && is_name_run(c)) return company_run(pos);
    if (const size_t end = quoted_name(pos); end > pos) return end;
    if (const size_t end = general_word(pos); end > pos) return end;
    if (is_word_character(c)) return latin_word(pos);
    if (is_hangul(c)) return hangul_word(pos);
    if (is_hiragana(c)) return hiragana_word(pos);
    return c == ' ' ? space(pos) : character(pos);
  }

  // Where the general word at `pos` ends, which bounds a name; `pos` if there is none.
  size_t general_word(size_t pos) {
    const Trie::Match match = pack_.general_words.longest(text_, pos);
    if (match.length == 0) return pos;
    const Range word{pos, pos + match.length};
    const std::string_view word_class = class_of(match);
    if (!stands_free(text_, word, pack_) || is_dotted(word)) return pos;
    if (is_part_of_name(word, word_class)) {
      if (!is_cjk(character_at(text_, pos)) || is_hangul(character_at(text_, pos))) return pos;
      open(pos);
      return word.end;  // whole, since words inside it would bound the name
    }
    if (word_class == "opener" && !opens_sentence(pos)) return pos;
    const size_t end = is_hangul(character_at(text_, pos)) ? hangul_end(text_, pos) : word.end;
    const bool leads = word_class == "head" || word_class == "nation";
    bound(word, leads && !is_apposition(text_, {word.end, end}, pack_) ? "" : word_class);
    behind_case_ = pack_.word_class("case").value(text_.substr(pos, word.size())) != nullptr;
    return end;
  }

  std::string_view class_of(Trie::Match general_word) const {
    return pack_.general_class[static_cast<size_t>(general_word.value)];
  }

  // "Mining" bounds a name, but in "Orsk Ridge Mining" it is the end of one, as is データ in
  // 白駒データ, but not a verb (投資); in "Ketchum Falls Energy" a general word is the middle of
  // one, in "Summit Partners" the beginning.
  bool is_part_of_name(Range word, std::string_view word_class) const {
    const char32_t first = character_at(text_, word.begin);
    if (open_ && is_han(first) &&
        (goes_into_form(word, word_class) || is_inside_han_name(word, word_class))) {
      return true;
    }
    if (!is_upper(first) && (!is_cjk(first) || word_class == "verb")) return false;
    if (word_class == "article" && open_ && !all_nouns_) return true;  // Hotel El Prado
    if (word_class == "article" || word_class == "case" || word_class == "adverb") return false;
    if (open_ && all_nouns_ && trim(text_.substr(*open_, word.begin - *open_)).ends_with('&')) {
      return true;  // Gerlach & Sohn
    }
    if (joins_latin(word, word_class) || is_place_in_name(word, word_class)) return true;
    if (open_ && word_class == "sector") return true;  // 瀬戸内バス
    if (is_han(first) && (is_middle_of_name(word) || is_beginning_of_name(word))) return true;
    const char32_t before = character_before(text_, word.begin);
    if (open_ && is_upper(first) && (is_katakana(before) || is_hangul(before))) {
      return true;  // ミドリAI, 미르AI
    }
    return (open_ && is_suffix(text_.substr(word.begin, word.size()), pack_)) ||
           (character_at(text_, word.end) == ' ' && is_suffix(word_at(text_, word.end + 1), pack_));
  }

  // In a name, a form of company begins with words (股份有限公司), and words stand before the end
  // of one: 供應鏈集團, 投資合夥企業. What names end in may be a verb (投資); before another one it
  // is none.
  bool goes_into_form(Range word, std::string_view word_class) const {
    const WordClass& forms = pack_.word_class("name_form");
    if (forms.longest(text_, word.begin).length > word.size()) return true;
    const bool suffix = is_suffix(text_.substr(word.begin, word.size()), pack_);
    if (forms.longest(text_, word.end).length > 0 ||
        pack_.word_class("arm_suffix").longest(text_, word.end).length > 0) {
      return suffix || word_class == "noun" || word_class == "common";
    }
    if (!suffix || word_class != "verb") return false;
    const Trie::Match next = pack_.general_words.longest(text_, word.end);
    return next.length > 0 && (class_of(next) == "verb" || class_of(next) == "title");
  }

  // In a name in Han, a word may be what it ends in (永豐餐飲集團), be cut from it (海運 in
  // 裕航海運) or join two characters (安和醫院).
  bool is_inside_han_name(Range word, std::string_view word_class) const {
    const std::string_view text = text_.substr(word.begin, word.size());
    if (word_class == "head") {
      return ends_in(text, "name_form", pack_) && !ends_in(text, "name_kind", pack_);
    }
    if (word_class == "joint") {
      return word.begin - *open_ <= utf8_length(text_[*open_]) &&
             is_han(character_at(text_, word.end));
    }
    if (word_class != "noun" && word_class != "common") return false;
    const WordClass& endings = pack_.word_class("name_suffix");
    for (size_t pos = word.begin + utf8_length(text_[word.begin]); pos < word.end;
         pos += utf8_length(text_[pos])) {
      const size_t length = endings.longest(text_, pos).length;
      if (pos + length > word.end && pack_.general_words.longest(text_, pos).length < length) {
        return true;
      }
    }
    return false;
  }

  // Inside a sentence capitals are of names, also those of general words: "Golden Pacific", "Baltic
  // Grain". But whose days, titles, papers and products stand beside a name, or where it comes
  // from, is no part of it.
  bool joins_latin(Range word, std::string_view word_class) const {
    if (all_nouns_ || !is_upper(character_at(text_, word.begin))) return false;
    const std::string_view left = text_.substr(0, word.begin);
    if (open_ && left.ends_with(" of ")) return true;  // University of Basel
    // Marco Polo Marine, but Marco Polo.
    const bool of_person = word_class == "given" && !runs_into_suffix(word.end + 1);
    if (of_person) return false;
    for (const char* apart : {"title", "media", "time", "index", "product", "acronym"}) {
      if (word_class == apart) return false;
    }
    if (open_) {
      return is_upper(character_at(text_, *open_)) && character_before(text_, word.begin) == ' ' &&
             word.begin - *open_ < kLongestName;
    }
    if (is_institution(text_.substr(word.begin, word.size())) &&
        text_.substr(word.end).starts_with(" of ") && is_upper(character_at(text_, word.end + 4))) {
      return true;  // Bank of Kent
    }
    if (is_lead(word)) return false;
    // The Scottish Growth Fund, but the Scottish brewer Alba.
    if (word_class == "nation" && !left.ends_with("the ") && !is_common_word(word.end + 1)) {
      return false;
    }
    // There a capital tells nothing; but words that are seldom the first before a name may be of
    // it.
    if (opens_sentence(word.begin) && word_class != "opener" && word_class != "noun") return false;
    const size_t next = word.end + 1;
    if (character_at(text_, word.end) != ' ' || !is_upper(character_at(text_, next))) return false;
    if (word_class == "nation" && is_common_word(next)) return true;  // Irish Continental
    const bool general =
        pack_.general_words.longest(text_, next).length == word_at(text_, next).size();
    return word_class == "nation" || general ? runs_into_suffix(next) : true;
  }

  // Is it a general word that is no title, place, day or the like?
  bool is_common_word(size_t pos) const {
    const Trie::Match word = pack_.general_words.longest(text_, pos);
    if (word.length == 0 || word.length != word_at(text_, pos).size()) return false;
    const std::string_view what = class_of(word);
    return what == "starter" || what == "opener" || what == "noun";
  }

  // Do the capitalised words here end like a company's name?
  bool runs_into_suffix(size_t pos) const {
    constexpr int kMost = 4;  // words
    for (int i = 0; i < kMost && is_upper(character_at(text_, pos)); ++i) {
      const std::string_view word = word_at(text_, pos);
      if (is_suffix(word, pack_)) return true;
      pos += word.size();
      pos += character_at(text_, pos) == ' ';
    }
    return false;
  }

  // 北東北電力, 関西三輪銀行: a place where the name goes on behind it, or began before it.
  bool is_place_in_name(Range word, std::string_view word_class) const {
    if (word_class != "place" || !is_han(character_at(text_, word.begin)) || !marks_behind()) {
      return false;
    }
    const std::string_view place = text_.substr(word.begin, word.size());
    const auto& ends = pack_.word_class("place_end").values();
    const bool plain = std::none_of(ends.begin(), ends.end(),
                                    [&](const auto& end) { return place.ends_with(end.first); });
    if (!plain) return false;  // 北海道, but not 札幌市
    const char32_t next = character_at(text_, word.end);
    const size_t general = pack_.general_words.longest(text_, word.end).length;
    return (is_han(next) || is_katakana(next)) &&
           (general == 0 || is_suffix(text_.substr(word.end, general), pack_));
  }

  // 港開発公社: the name has begun, and it ends behind the word.
  bool is_middle_of_name(Range word) const {
    if (!open_ || !marks_behind()) return false;
    const size_t end = run_end(text_, word.end, is_han, kLongestName);
    return end > word.end &&
           pack_.word_class("name_suffix").value(text_.substr(word.end, end - word.end)) != nullptr;
  }

  // 官民ファンド、産業変革機構: what it is stands before the name, and unknown words go on behind.
  bool is_beginning_of_name(Range word) const {
    if (open_ || !marks_behind() || last_class_ != "head" || reached_ == 0) return false;
    return is_han(character_at(text_, word.end)) &&
           pack_.general_words.longest(text_, word.end).length == 0;
  }

  // Has the language its case words behind names?
  bool marks_behind() const { return !pack_.case_after_places.empty(); }

  // Retailer, as in "Retailer Bon Marche said".
  bool is_lead(Range word) const {
    const std::string lower = ascii_lower(text_.substr(word.begin, word.size()));
    return pack_.word_class("name_lead").value(lower) != nullptr;
  }

  bool opens_sentence(size_t pos) const {
    const std::string_view left = trim(text_.substr(0, pos));
    if (left.empty()) return true;
    const char32_t last = character_before(left, left.size());
    return last == '.' || last == '?' || last == '!' || last == ':' || last == '"' ||
           last == U'“' || last == U'•' || last == U'—' || last == '-' || last == U'–';
  }

  // Ends a name at a general word. One of class `link` lets the head before it reach over it
  // (メーカーの三輪, 모회사인 한솔).
  void bound(Range word, std::string_view word_class) {
    if (word_class == "company") reach_back(word);
    std::string_view reaching = open_ ? "" : reaching_over(word_class);
    if (word_class == "case" && head_reaches_over(word)) reaching = "head";
    const bool tail = word_class == "tail";
    const int reached = reached_ + 1;
    close(word.begin, !reaching.empty() ? reaching : tail ? "company" : word_class);
    if (tail) last_class_ = "";  // 三輪社: what stands before it is a company
    reached_ = reaching.empty() ? 0 : reached;
  }

  // What the word before says about the name behind this one; empty if it does not reach so far. A
  // line of business does with a link (通販の三輪), and so does a country (台湾の三輪); a head also
  // over places (大手、アイルランドの三輪).
  std::string_view reaching_over(std::string_view word_class) const {
    const bool link = word_class == "link";
    if (last_class_ == "head" && (link || word_class == "place" || word_class == "nation")) {
      return "head";
    }
    if (!link) return "";
    return last_class_ == "sector" ? "head" : last_class_ == "nation" ? "nation" : "";
  }

  size_t latin_word(size_t pos) {
    const size_t end = latin_word_end(pos);
    const char32_t first = character_at(text_, pos);
    const std::string_view word = text_.substr(pos, end - pos);
    if (is_upper(first) && is_common_noun({pos, end})) {
      close(pos, leads_company(word, pack_) ? "head" : "noun");
    } else if (is_upper(first) && !open_ && opens_sentence(pos) && is_lead({pos, end}) &&
               !text_.substr(end).starts_with(" of ")) {
      close(pos, "head");  // Chipmaker Halden
    } else if (is_upper(first) && !is_compound(word)) {
      open(pos);
    } else {
      if (const size_t joined = particle_end(pos); open_ && joined > pos) return joined;
      const bool numbers = is_digit(first) && open_ && !all_nouns_ && !counts(end) &&
                           !is_cjk(character_at(text_, *open_));  // Studio 54
      if (!numbers) bound_lower({pos, end});
    }
    return end;
  }

  // Does a number end here that goes on (12 000), or counts what follows (40 jets)?
  bool counts(size_t end) const {
    if (character_at(text_, end) != ' ') return false;
    const std::string_view next = word_at(text_, end + 1);
    const char32_t first = character_at(next, 0);
    return is_digit(first) || (!next.empty() && !is_upper(first) &&
                               pack_.word_class("name_verb").value(next) == nullptr &&
                               pack_.word_class("case").value(next) == nullptr);
  }

  // Where all nouns have a capital, their ends tell them: Zinkhersteller, Vertriebsvereinbarung.
  // Directly behind a head rather a name stands.
  bool is_common_noun(Range at) const {
    if (!all_nouns_) return false;
    const std::string_view word = text_.substr(at.begin, at.size());
    const bool whole = pack_.word_class("noun_end").value(word) != nullptr && !open_;
    if (whole && last_class_ != "head") return true;  // Jahre Strom
    if (is_part_of_name(at, "")) return false;
    return leads_company(word, pack_) ||
           (last_class_ != "head" && ends_like_noun(word, pack_) && !is_compound_name(word, pack_));
  }

  // Oslo-based: what begins with a name, but is said of another one.
  bool is_compound(std::string_view word) const {
    const size_t hyphen = word.rfind('-');
    if (hyphen == word.npos) return false;
    const std::string_view end = word.substr(hyphen + 1);
    const WordClass& ends = pack_.word_class("compound_end");
    if (!ends.values().empty()) return ends.value(end) != nullptr;
    return !end.empty() && end[0] >= 'a' && end[0] <= 'z';
  }

  // What a word in small letters says about the name beside it.
  std::string_view class_of_latin(Range at) const {
    const std::string_view word = text_.substr(at.begin, at.size());
    if (pack_.word_class("name_lead").value(word) != nullptr) return "head";
    if (pack_.word_class("name_title").value(word) != nullptr) return "title";
    if (pack_.word_class("name_verb").value(word) != nullptr)
      return is_quoted(at) ? "title" : "verb";
    return stands_for_place(at) ? "where" : "";
  }

  // Do words of somebody stand before a verb? Persons are quoted: "...," said X.
  bool is_quoted(Range verb) const {
    const std::string_view left = trim(text_.substr(0, verb.begin));
    return left.ends_with('"') || left.ends_with("”");
  }

  // Does a place follow (outside X)? In "in X" rather not, if something is put into it.
  bool stands_for_place(Range at) const {
    const std::string_view word = text_.substr(at.begin, at.size());
    if (pack_.word_class("place_before").value(word) == nullptr) return false;
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
    return pack_.word_class("put_in").value(left.substr(begin)) == nullptr &&
           std::none_of(found_.begin(), found_.end(), before);
  }

  // Where a particle ends that joins two parts of a name (Bank of Asia, Aceros del Norte); `pos` if
  // there is none.
  size_t particle_end(size_t pos) const {
    const WordClass::Match word = pack_.word_class("name_particle").longest(text_, pos);
    const size_t end = pos + word.length;
    const size_t next = end + (character_at(text_, end) == ' ');
    const bool joins =
        word.length > 0 && !cuts_word(text_, {pos, end}) && is_upper(character_at(text_, next)) &&
        (pack_.general_words.longest(text_, next).length < word_at(text_, next).size() ||
         (open_ && is_institution(text_.substr(*open_, pos - *open_))));
    return joins ? end : pos;
  }

  // Bank, Ministry: what institutions are called before the place or field that they are of.
  bool is_institution(std::string_view word) const {
    return pack_.word_class("institution").value(trim(word)) != nullptr;
  }

  // Where what a head makes stands behind it (le fabricant de batteries X), the head reaches over
  // words in lower case, up to one that ends the noun phrase.
  bool head_reaches_over(Range word) const {
    constexpr int kFarthest = 6;  // words
    const WordClass& stops = pack_.word_class("reach_stop");
    return !stops.values().empty() && !open_ && last_class_ == "head" && reached_ < kFarthest &&
           stops.value(text_.substr(word.begin, word.size())) == nullptr;
  }

  void bound_lower(Range word) {
    const bool reaches = head_reaches_over(word);
    const int reached = reached_ + 1;
    const std::string_view own = class_of_latin(word);
    close(word.begin, own.empty() && reaches ? "head" : own);
    reached_ = own.empty() && reaches ? reached : 0;
    behind_case_ = pack_.word_class("case").value(text_.substr(word.begin, word.size())) != nullptr;
  }

  // With the marks that a word has inside (Coca-Cola, Booking.com, L'Oréal, AT&T), but without 's.
  size_t latin_word_end(size_t pos) const {
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
    return end;
  }

  // A space keeps Latin words together and parts everything else.
  size_t space(size_t pos) {
    const auto joins = [](char32_t c) { return is_word_character(c) || c == '&'; };
    const size_t next = pos + 1;
    const bool initial = pos >= 2 && text_[pos - 1] == '.' && is_initial(pos - 2);
    if (open_ && !initial &&
        (!joins(character_before(text_, pos)) || !joins(character_at(text_, next)))) {
      close(pos, "");
    }
    spaced_ = true;
    return next;
  }

  // J. in J. Wood: one capital letter.
  bool is_initial(size_t pos) const {
    return text_[pos] >= 'A' && text_[pos] <= 'Z' &&
           (pos == 0 || text_[pos - 1] == ' ' || text_[pos - 1] == '.');
  }

  // A Korean word is a noun with its case words; a name is one word, Latin letters before it
  // included.
  size_t hangul_word(size_t pos) {
    const size_t end = hangul_end(text_, pos);
    if (is_counted(pos)) {  // 3년, 5기
      close(pos, "");
      return end;
    }
    if (open_ && spaced_) close(pos, "");
    const size_t first = open_ ? pos : pos + utf8_length(text_[pos]);
    const size_t noun = noun_end(text_, {first, end}, pack_);
    const bool head = !open_ && leads_company(text_.substr(pos, noun - pos), pack_) &&
                      is_apposition(text_, {noun, end}, pack_);
    if (!head) open(pos);
    if (!head && goes_on_in_latin(end)) return end;
    close(noun, head ? "head" : noun == end ? class_behind({*open_, end}) : "");
    return end;
  }

  // 미르AI, 한결F&B, 온새PE: capital letters that touch a Korean name are of it.
  bool goes_on_in_latin(size_t pos) const { return is_upper(character_at(text_, pos)); }

  // The class of the general word behind a Korean name without a case word: X 지분, X 회장, X(주).
  std::string_view class_behind(Range name) const {
    constexpr size_t kLongestPerson = 8;  // columns
    const size_t pos = name.end + (character_at(text_, name.end) == ' ' ? 1 : 0);
    const Trie::Match word = pack_.general_words.longest(text_, pos);
    if (word.length == 0 || !stands_free(text_, {pos, pos + word.length}, pack_)) return "";
    const std::string_view word_class = class_of(word);
    const bool long_name = columns(text_.substr(name.begin, name.size())) > kLongestPerson;
    return word_class == "title" && long_name ? "" : word_class;
  }

  // A character of no word: it goes on with the name, or bounds it.
  size_t character(size_t pos) {
    size_t next = pos;
    const char32_t c = next_character(text_, next);
    if (c == '.' && open_ && pos > 0 && is_initial(pos - 1) && character_at(text_, next) == ' ' &&
        is_upper(character_at(text_, next + 1))) {
      return next;
    }
    const bool ampersand = c == '&' && open_;
    if (ampersand && is_word_character(character_at(text_, *open_))) return next;  // Barnes & Noble
    const bool counted = is_han(c) && is_counted(pos);                             // 4月, 30機
    const bool part = is_han(c) || is_kana(c) || (c == U'·' && open_) || ampersand;
    if (part && !counted) {
      // Chinese goes on behind one Latin word (TCL科技), not behind several.
      if (open_ && spaced_) close(pos, "");
      open(pos);
    } else if (open_ || !is_opening_quote(c)) {  // 업체 ‘X’: what X is reaches into the quotes
      close(pos, c == '(' && is_seat(next) ? "company" : "");
    }
    return next;
  }

  static bool is_opening_quote(char32_t c) {
    return c == U'‘' || c == U'“' || c == '\'' || c == U'「' || c == U'『';
  }

  // Hiragana bounds names, but for those that begin with it and end like one (みなと銀行).
  size_t hiragana_word(size_t pos) {
    const char32_t before = pos > 0 ? character_before(text_, pos) : 0;
    const bool fresh = !open_ && !is_cjk(before) && !is_word_character(before);
    const size_t end = run_end(text_, pos, is_hiragana);
    if (const size_t word = name_word_in({pos, end}); word < end) {
      if (word > pos) close(pos, "");
      open(word);
      return end;
    }
    if (fresh && end - pos >= 6 && is_han(character_at(text_, end))) {
      open(pos);
    } else {
      close(pos, "");
    }
    return end;
  }

  // Where a word of names ends a run of hiragana before the rest of one: とみずほ in AとみずほX;
  // the end of the run if none does.
  size_t name_word_in(Range run) const {
    const char32_t next = character_at(text_, run.end);
    if (!is_han(next) && !is_katakana(next)) return run.end;
    for (size_t pos = run.begin; pos < run.end; pos += utf8_length(text_[pos])) {
      const std::string_view word = text_.substr(pos, run.end - pos);
      if (pack_.word_class("name_word").value(word) != nullptr) return pos;
    }
    return run.end;
  }

  // サリナス・リチウム: katakana words with a dot between them are one name.
  bool is_dotted(Range word) const {
    const size_t behind = word.end + utf8_length("・"[0]);
    const bool left = open_ && character_before(text_, word.begin) == U'・';
    const bool right = character_at(text_, word.end) == U'・' &&
                       is_katakana(character_before(text_, word.end)) &&
                       is_katakana(character_at(text_, behind));
    return left || right;
  }

  // 三輪重電株式会社: the name is all of the run before the form of company.
  void reach_back(Range form) {
    size_t first = form.begin;
    while (first > 0 && form.begin - first < kLongestName &&
           is_name_run(character_before(text_, first))) {
      first = previous_position(text_, first);
    }
    if (first < form.begin) open_ = first;
    company_end_ = form.end;
  }

  // 株式会社三輪重電: the same behind it.
  size_t company_run(size_t pos) {
    const size_t end = run_end(text_, pos, is_name_run);
    open(pos);
    close(end, "");
    return end;
  }

  // 三輪重電(東京・港): who has a seat is a company.
  bool is_seat(size_t pos) const {
    if (pos == text_.size()) return false;
    const Trie::Match word = pack_.general_words.longest(text_, pos);
    if (word.length == 0) return false;
    const std::string_view word_class = class_of(word);
    return word_class == "place" || word_class == "nation" || word_class == "seat";
  }

  // A short stretch in quotation marks of class `name_quote` may be a name whatever words it is
  // made of, and is one behind what companies are called: 餐飲集團「綠堂」.
  size_t quoted_name(size_t pos) {
    constexpr size_t kLongest = 36;  // bytes
    const std::string* mark =
        pack_.word_class("name_quote").value(text_.substr(pos, utf8_length(text_[pos])));
    if (mark == nullptr) return pos;
    const size_t begin = pos + utf8_length(text_[pos]);
    const size_t end = text_.substr(begin, kLongest + mark->size()).find(*mark);
    if (end == text_.npos) return pos;
    const Range at{begin, begin + end};
    if (!may_be_quoted(at)) return pos;
    const bool led = last_class_ == "head" || leads_company(text_.substr(0, pos), pack_);
    if (led) open_.reset();  // it says what the name is of
    close(pos, "");
    const bool strong = led || suffix_length(text_.substr(at.begin, at.size()), pack_) > 0;
    out_.push_back({at, strong, evidence_for(at, "") | kQuoted});
    return at.end + mark->size();
  }

  bool may_be_quoted(Range at) const {
    const auto overlaps = [&](const Found& found) { return found.at.overlaps(at); };
    if (std::any_of(found_.begin(), found_.end(), overlaps)) return false;
    const std::string_view name = text_.substr(at.begin, at.size());
    const bool in_name = run_end(text_, at.begin, is_quoted_character) >= at.end;
    const bool term = !is_han(character_at(name, 0)) && is_term_or_count(name, pack_);
    return in_name && may_name_company(name, pack_) && !term && !is_made_of_words(name);
  }

  static bool is_quoted_character(char32_t c) {
    return is_name_run(c) || c == ' ' || c == U'·' || c == '&' || c == '-';
  }

  // Do general words make up all of it?
  bool is_made_of_words(std::string_view text) const {
    size_t pos = 0;
    while (pos < text.size()) {
      const size_t length = pack_.general_words.longest(text, pos).length;
      if (length == 0) return false;
      pos += length;
    }
    return true;
  }

  // Names of class `full_form` (有限公司) say where the company is from, in brackets too:
  // 常州泓安化工有限公司, 天拓(舟山)重工有限公司. Where the name begins that ends at `at`.
  size_t full_name_begin(Range at) const {
    size_t begin = at.begin;
    for (bool more = true; more && at.end - begin < kLongestName;) {
      more = false;
      if (const size_t place = place_before(begin); place < begin) {
        begin = place;
        more = true;
      } else if (begin > 0 && text_[begin - 1] == ')') {
        constexpr size_t kPlace = 12;  // bytes
        const size_t bracket = text_.rfind('(', begin);
        if (bracket == text_.npos || begin - bracket > kPlace + 2) break;
        if (run_end(text_, bracket + 1, is_han) != begin - 1) break;
        begin = bracket;
        while (begin > 0 && is_han(character_before(text_, begin)) && word_before(begin) == begin) {
          begin = previous_position(text_, begin);
        }
        if (begin == bracket) return at.begin;
        more = true;
      }
    }
    return begin;
  }

  // Where the longest general word begins that ends at `pos`; `pos` if there is none.
  size_t word_before(size_t pos, std::string_view word_class = "") const {
    constexpr int kLongest = 5;  // characters
    size_t out = pos, begin = pos;
    for (int i = 0; i < kLongest && begin > 0; ++i) {
      begin = previous_position(text_, begin);
      const Trie::Match word = pack_.general_words.longest(text_, begin);
      if (word.length != pos - begin) continue;
      if (word_class.empty() || class_of(word) == word_class) out = begin;
    }
    return out;
  }

  size_t place_before(size_t pos) const {
    // 市 and the like may stand between: 深圳市.
    size_t end = pos;
    if (pos > 0 && word_before(pos, "place") == pos) {
      const size_t last = previous_position(text_, pos);
      const std::string_view character = text_.substr(last, pos - last);
      if (pack_.word_class("place_end").value(character) != nullptr) end = last;
    }
    const size_t begin = word_before(end, "place");
    return begin < end ? begin : pos;
  }

  // What follows a digit is counted.
  bool is_counted(size_t pos) const {
    return !open_ && pos > 0 && is_digit(character_before(text_, pos));
  }

  void open(size_t pos) {
    if (open_) return;
    open_ = pos;
    spaced_ = false;
  }

  // Ends the name before `pos`, if one is open; `next_class` says what bounds it there.
  void close(size_t pos, std::string_view next_class) {
    if (open_) judge(trim(text_.substr(*open_, pos - *open_)), next_class);
    open_.reset();
    last_class_ = next_class;
    behind_case_ = false;
    reached_ = 0;
  }

  // Makes a candidate of the name in a stretch between bounds, if there is one.
  void judge(std::string_view stretch, std::string_view next_class) {
    if (stretch.empty() || stretch.size() > kLongestName) return;
    if (add_local_name(stretch)) return;
    const std::string_view name = name_within(stretch, pack_);
    if (!may_name_company(name, pack_)) return;
    // 電池企業X: what ends like a name is of what X is.
    const bool described = next_class == "head" && is_han(character_at(name, 0));
    const bool suffixed = suffix_length(name, pack_) > 0 && !described;
    if (!suffixed && is_korean_word(name, pack_)) return;
    const auto begin = static_cast<size_t>(name.data() - text_.data());
    Range at{begin, begin + name.size()};
    if (ends_in(name, "full_form", pack_)) at.begin = full_name_begin(at);
    const bool latin = is_upper(character_at(name, 0));
    const bool person = last_class_ == "title" || last_class_ == "given" ||
                        (next_class == "title" && !titles_lead(name)) ||
                        (latin && has_title(at.end));
    if (person && !suffixed) {
      if (latin || titles_lead(name)) out_.push_back({at, false, 0, true});
      return;
    }
    if (latin && !suffixed && (last_class_ == "where" || is_common(name, at.begin))) return;
    if (latin && !suffixed && is_site(at)) return;
    const size_t lead = static_cast<size_t>(name.data() - stretch.data());
    const size_t of = name.find(" of ");
    const bool institution = of != name.npos && is_institution(name.substr(0, of));
    const bool strong = suffixed || institution || name.find(" & ") != name.npos ||
                        last_class_ == "head" || last_class_ == "company" ||
                        next_class == "company" || has_prefix(name) ||
                        is_compound_name(name, pack_) ||
                        leads_company(stretch.substr(0, lead), pack_) || is_foreign(name);
    // What does something at the beginning of a sentence may be all capitals (CMPC emitió).
    const bool acts = !pack_.word_class("reach_stop").values().empty() && next_class == "verb" &&
                      opens_sentence(at.begin);
    if (!strong && !acts && (is_term_or_count(name, pack_) || has_noun_tail(name))) return;
    const unsigned evidence = evidence_for(at, next_class);
    if (!strong && may_be_noun(name, evidence)) return;
    out_.push_back({at, strong, evidence});
  }

  // Groupe Horizon, Banco Andino: what companies begin with.
  bool has_prefix(std::string_view name) const {
    const std::string_view first = word_at(name, 0);
    return first.size() < name.size() && pack_.word_class("name_prefix").value(first) != nullptr;
  }

  // Names of companies have no article, and where all nouns have a capital it takes more than that.
  bool may_be_noun(std::string_view name, unsigned evidence) const {
    if (name.find(' ') != name.npos) return false;
    return last_class_ == "article" || (all_nouns_ && evidence == 0 && last_class_ != "verb");
  }

  // 米ミドリ, 네덜란드 한솔: a foreign company is told by where it comes from.
  bool is_foreign(std::string_view name) const {
    if (last_class_ != "nation" || !marks_behind()) return false;
    const char32_t first = character_at(name, 0);
    if (is_katakana(first) || is_hangul(first) || is_upper(first)) return true;
    const size_t end = static_cast<size_t>(name.data() - text_.data()) + name.size();
    return is_han(first) && reached_ > 0 && pack_.case_after.longest(text_, end).length > 0;
  }

  // 合肥產投, 台灣銀行: a place and a word of class `local_name` are a name.
  bool add_local_name(std::string_view stretch) {
    if (last_class_ != "place") return false;
    const auto begin = static_cast<size_t>(stretch.data() - text_.data());
    const size_t length = pack_.word_class("local_name").longest(text_, begin).length;
    const size_t place = place_before(begin);
    if (length == 0 || length > stretch.size() || place == begin) return false;
    out_.push_back({{place, begin + length}, true, 0});
    return true;
  }

  // In Chinese titles stand before a person's name; behind a name they are of who works there
  // (鴻海董事長X). Where case words stand behind names, titles do too.
  bool titles_lead(std::string_view name) const {
    return is_han(character_at(name, 0)) && pack_.case_after_places.empty();
  }

  // Does what somebody is follow behind a comma: X, an analyst at ...?
  bool has_title(size_t pos) const {
    constexpr size_t kMost = 5;  // words
    if (text_.compare(pos, 2, ", ") != 0) return false;
    pos += 2;
    for (size_t i = 0; i < kMost && is_word_character(character_at(text_, pos)); ++i) {
      const std::string_view word = word_at(text_, pos);
      if (pack_.word_class("name_title").value(word) != nullptr) return true;
      pos += word.size();
      pos += character_at(text_, pos) == ' ';
    }
    return false;
  }

  // The Pelly mine, its Pelly Ridge wind farm: what a name stands before tells that it is a
  // place's.
  bool is_site(Range at) const {
    const std::string_view behind = text_.substr(at.end);
    if (!behind.starts_with(' ')) return false;
    // The Oslo grocer: of where it is, not of whom.
    const std::string_view noun = word_at(text_, at.end + 1);
    const std::string_view left = trim(text_.substr(0, at.begin));
    const WordClass& named = pack_.word_class("named_noun");
    const bool definite =
        !named.values().empty() &&
        pack_.word_class("article").value(left.substr(left.rfind(' ') + 1)) != nullptr;
    if (definite && pack_.word_class("name_lead").value(noun) != nullptr &&
        pack_.word_class("counterpart").value(noun) == nullptr && named.value(noun) == nullptr) {
      return true;
    }
    const WordClass::Match word = pack_.word_class("site_noun").longest(text_, at.end + 1);
    return word.length > 0 && !cuts_word(text_, {at.end + 1, at.end + 1 + word.length});
  }

  // A word that opens a sentence and ends like common ones (Shipbrokers) may be one.
  bool is_common(std::string_view name, size_t begin) const {
    if (name.find(' ') != name.npos || !opens_sentence(begin)) return false;
    const auto& ends = pack_.word_class("common_end").values();
    return std::any_of(ends.begin(), ends.end(),
                       [&](const auto& end) { return name.ends_with(end.first); });
  }

  // 細胞培養のセルフォレスト: only nouns stand between the beginning of the clause and the name.
  bool opens_behind_business(std::string_view left) const {
    constexpr size_t kLongest = 45;  // bytes
    if (!marks_behind() || !left.ends_with("の")) return false;
    size_t begin = left.size() - std::string_view("の").size();
    while (begin > 0 && left.size() - begin < kLongest) {
      const char32_t c = character_before(left, begin);
      if (!is_han(c) && !is_katakana(c) && !is_word_character(c) && c != U'・') break;
      begin = previous_position(left, begin);
    }
    const char32_t before = begin == 0 ? 0 : character_before(left, begin);
    return before == 0 || before == U'、' || before == U'。' || before == U'▼' || before == U'■' ||
           before == U'●' || before == U'◆' || before == U'▽' || before == U'○';
  }

  // 成型機, 開発費: what many nouns end in.
  bool has_noun_tail(std::string_view name) const {
    const auto& ends = pack_.word_class("noun_tail").values();
    return std::any_of(ends.begin(), ends.end(),
                       [&](const auto& end) { return name.ends_with(end.first); });
  }

  // 瀬戸内バス: its last word is a line of business.
  bool ends_in_sector(std::string_view name) const {
    for (size_t pos = 0; pos < name.size(); pos += utf8_length(name[pos])) {
      const Trie::Match word = pack_.general_words.longest(name, pos);
      const bool last = word.length > 0 && pos + word.length == name.size();
      if (pos > 0 && last) return class_of(word) == "sector";
    }
    return false;
  }

  // Does a case word of a topic or subject stand behind the name, or in a headline a comma?
  bool is_marked(Range at) const {
    if (!marks_behind()) return false;
    if (text_.substr(at.end).starts_with("、") || text_.substr(at.end).starts_with(",")) {
      return trim(text_.substr(0, at.begin)).empty();
    }
    const size_t end = hangul_end(text_, at.end);
    if (end > at.end && !is_case_ending(text_, {at.end, end}, pack_)) return false;
    const Trie::Match word = pack_.case_after.longest(text_, at.end);
    if (word.length == 0) return false;
    const std::string& place = pack_.case_after_places[static_cast<size_t>(word.value)];
    return place == "topic" || place == "subject" || (place == "with" && end > at.end);
  }

  // 한결PE: capital letters behind a Korean word.
  static bool mixes_scripts(std::string_view name) {
    return is_hangul(character_at(name, 0)) && is_upper(character_before(name, name.size()));
  }

  unsigned evidence_for(Range at, std::string_view next_class) const {
    constexpr int kLongWord = 10;  // columns; Korean words are shorter, or compounds
    const bool korean = is_hangul(character_before(text_, at.end));
    size_t behind = at.end;
    behind += character_at(text_, behind) == ' ';
    const char32_t bracket = behind < text_.size() ? next_character(text_, behind) : 0;
    const std::string_view left = trim(text_.substr(0, at.begin));
    const char32_t before = left.empty() ? 0 : character_before(left, left.size());
    const bool opens = before == 0 || before == ',' || before == ';' || before == U'。' ||
                       (before == '.' && is_hangul(character_at(text_, at.begin))) ||
                       opens_behind_business(left);
    const bool alias = bracket == '(' && is_upper(character_at(text_, behind));
    const std::string_view name = text_.substr(at.begin, at.size());
    const bool many = name.find(' ') != text_.npos || name.find("・") != text_.npos ||
                      (korean && columns(name) >= kLongWord) || mixes_scripts(name);
    const bool quoted = korean && is_opening_quote(before);
    const bool foreign = (korean || is_han(before)) && last_class_ == "place";
    const bool before_verb = next_class == "verb" || (next_class == "title" && titles_lead(name));
    return (foreign ? kBehindPlace : 0u) | (behind_case_ ? kBehindCase : 0u) |
           (is_marked(at) ? kMarked : 0u) | (ends_in_sector(name) ? kNamesSector : 0u) |
           (quoted ? kQuoted : 0u) | (before_verb ? kBeforeVerb : 0u) |
           (opens ? kOpensClause : 0u) | (alias ? kHasAlias : 0u) | (many ? kManyWords : 0u);
  }

  std::string_view text_;
  const std::vector<Found>& found_;
  const Pack& pack_;
  const bool all_nouns_;               // have all nouns a capital?
  std::optional<size_t> open_;         // where the name began, if there is one
  std::optional<size_t> company_end_;  // where a form of company ended last
  bool spaced_ = false;                // the name has a space in it
  bool behind_case_ = false;           // the word that bounds it on the left is a case word
  std::string_view last_class_;        // the class of that word
  int reached_ = 0;                    // words since the head that reaches here
  std::vector<Candidate> out_;
};

}  // namespace

std::vector<Candidate> scan_names(std::string_view block, const std::vector<Found>& found,
                                  const Pack& pack) {
  return Scanner(block, found, pack).run();
}

}  // namespace dealwire
