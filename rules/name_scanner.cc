#include "rules/name_scanner.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "rules/cjk_bounds.h"
#include "rules/dateline.h"
#include "rules/korean.h"
#include "rules/latin_bounds.h"
#include "rules/lexicon.h"
#include "rules/name_block.h"
#include "rules/name_bounds.h"
#include "rules/name_judge.h"
#include "rules/name_shape.h"
#include "rules/name_signs.h"
#include "rules/owner_persons.h"
#include "rules/whole_names.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// Walks one block. At most one name is open at a time; each step consumes a word or a character,
// and goes on with it, opens it or closes it.
class Scanner {
 public:
  Scanner(std::string_view block, const std::vector<Found>& found, const Pack& pack)
      : block_(block, found, pack), text_(block), pack_(pack) {}

  std::vector<Candidate> run() {
    size_t mention = 0;
    for (size_t pos = dateline_end(text_); pos < text_.size();) {
      while (mention < block_.found.size() && block_.found[mention].at.end <= pos) ++mention;
      if (mention < block_.found.size() && block_.found[mention].at.begin <= pos) {
        close(pos, "");
        pos = hangul_end(text_, block_.found[mention].at.end);  // with its case words
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
    if (company_end_ == pos && (is_name_run(c) || cjk_.name_word_length(pos) > 0)) {
      return company_run(pos);
    }
    if (const size_t end = quoted_name(pos); end > pos) return end;
    if (const auto owner = owner_at(pos)) return owner_name(*owner);
    if (const auto name = whole_.name_at(pos)) return whole_name(*name);
    if (const size_t end = general_word(pos); end > pos) return end;
    if (const size_t end = cjk_.case_behind_name(pos); end > pos) {
      bound({pos, end}, "case");
      walk_.behind_case = true;
      return end;
    }
    if (is_word_character(c)) return latin_word(pos);
    if (is_hangul(c)) return hangul_word(pos);
    if (is_hiragana(c)) return hiragana_word(pos);
    return c == ' ' ? space(pos) : character(pos);
  }

  // Where the general word at `pos` ends, which bounds a name; `pos` if there is none.
  size_t general_word(size_t pos) {
    const auto [length, word_class] = general_word_at(text_, pos, pack_);
    if (length == 0) return pos;
    const Range word{pos, pos + length};
    if (!stands_free(text_, word, pack_) || bounds_.is_dotted(word) || bounds_.cuts_ending(word)) {
      return pos;
    }
    if (bounds_.is_part_of_name(word, word_class)) {
      // Women's National Basketball Association
      const bool genitive = word.size() > 2 && text_[word.end - 1] == 's' &&
                            !is_word_character(character_before(text_, word.end - 1));
      const char32_t first = character_at(text_, pos);
      if (!genitive && (!is_cjk(first) || is_hangul(first))) return pos;
      open(pos);
      return word.end;  // whole, since words inside it would bound the name
    }
    if (walk_.open && word_class == "case" && is_upper(character_at(text_, word.end))) {
      if (const size_t joined = latin_.particle_end(pos); joined > pos) return joined;  // d'Aubrac
    }
    if (word_class == "nation" && cjk_.begins_surname(word)) return pos;
    if (word_class == "joint" && cjk_.is_joint_in_name(word)) return pos;
    if (latin_.goes_on_with_hyphen(word)) return pos;
    const bool opens = block_.opens_sentence(pos);
    if (word_class == "opener" && !opens) return pos;
    // Miner Halden
    if (opens && is_upper(character_at(text_, pos)) && !block_.all_nouns && block_.is_lead(word) &&
        is_upper(character_at(text_, word.end + 1)) && !latin_.begins_name(word)) {
      close(pos, "head");
      return word.end;
    }
    const bool korean = is_hangul(character_at(text_, pos));
    const size_t end = korean ? hangul_end(text_, pos) : cjk_.behind_place(word, word_class);
    const bool local = pack_.leaves_subjects_out() &&
                       pack_.word_class("local_name").has(text_.substr(pos, word.size()));
    if ((korean || local) && !walk_.open && judge_.add_local_name(text_.substr(pos, word.size()))) {
      walk_.last_class = "";
      return end;
    }
    if (korean && !walk_.open && judge_.add_city(text_at(text_, word))) return end;
    if (word_class == "place" && acts_for_itself(word)) {
      close(pos, "");
      out_.push_back({word, false, signs_.evidence_for(word, "verb")});
      return word.end;
    }
    if (word_class == "head" && cjk_.is_kind_in_name(word)) return word.end;
    if (word_class == "verb" && cjk_.is_verb_in_name(word)) return word.end;
    const bool leads = word_class == "head" || word_class == "nation";
    const bool goes_on = walk_.behind_case && !walk_.open && cjk_.describes(word_class);
    const bool unlinked = leads && !is_apposition(text_, {word.end, end}, pack_);
    // In Lohberg übernimmt: where a case word is a general word, too.
    const bool where = word_class == "case" && latin_.stands_for_place(word);
    bound(word, unlinked ? "" : where ? "where" : word_class);
    walk_.behind_case = goes_on || cjk_.is_case(word);
    return end;
  }

  std::optional<OwnerName> owner_at(size_t pos) const {
    const auto owner =
        std::lower_bound(owners_.begin(), owners_.end(), pos,
                         [](const OwnerName& name, size_t at) { return name.at.begin < at; });
    const bool here = owner != owners_.end() && owner->at.begin == pos;
    return here ? std::optional(*owner) : std::nullopt;
  }

  // A person who deals: a party where a deal needs one.
  size_t owner_name(const OwnerName& owner) {
    close(owner.at.begin, "");
    out_.push_back({owner.at, owner.is_family, 0});
    out_.back().owner = true;
    return owner.at.end;
  }

  // A name that is one whatever words it is made of.
  size_t whole_name(Range name) {
    walk_.open.reset();  // what is open is a part of it
    close(name.begin, "");
    const bool company = pack_.marks_behind() && suffix_length(text_at(text_, name), pack_) > 0;
    out_.push_back({name, true, 0, false, company});
    return name.end;
  }

  // Zurich has agreed to buy: does a place open its sentence or stand behind a head, and a verb of
  // companies follow? It does something then, be it a town or a company that is called like one.
  bool acts_for_itself(Range place) const {
    if (walk_.open || !is_upper(character_at(text_, place.begin)) || block_.all_nouns ||
        !(block_.opens_sentence(place.begin) || walk_.last_class == "head")) {
      return false;
    }
    const std::string_view behind = text_.substr(place.end);
    if (!behind.starts_with(' ')) return false;
    std::string_view verb = word_at(behind, 1);
    if (pack_.word_class("auxiliary").has(verb)) verb = word_at(behind, verb.size() + 2);
    return pack_.word_class("name_verb").has(verb) && !pack_.word_class("auxiliary").has(verb);
  }

  // Ends a name at a general word. One of class `link` lets the head before it reach over it
  // (メーカーの三輪, 모회사인 한솔).
  void bound(Range word, std::string_view word_class) {
    if (word_class == "company") reach_back(word);
    if (word_class == "noun" || word_class == "sector") add_with_noun(word);
    std::string_view reaching = walk_.open ? "" : bounds_.reaching_over(word_class);
    if (word_class == "case" && latin_.head_reaches_over(word)) reaching = "head";
    const bool trade = reaching.empty() && word_class == "noun" &&
                       ends_in(text_at(text_, word), "trade_end", pack_);
    if (trade) reaching = "trade";
    const bool tail = word_class == "tail";
    const int reached = walk_.reached + 1;
    close(word.begin, !reaching.empty() ? reaching : tail ? "company" : word_class);
    if (tail) walk_.last_class = "";  // 三輪社: what stands before it is a company
    walk_.reached = reaching.empty() ? 0 : reached;
  }

  // 三和計測は, 三和マスク(横浜市), 神戸バターは18日: a Japanese name may end in a general word, if
  // other places of the text speak for it. Behind a place, and in katakana, it takes more: that its
  // seat is told, or that it acts on a day.
  void add_with_noun(Range word) {
    const bool ends = !is_name_run(character_at(text_, word.end));
    if (!ends || !pack_.marks_behind()) return;
    const bool han = is_han(character_at(text_, word.begin));
    const bool placed = !walk_.open && !han;
    const Range name{placed ? block_.place_before(word.begin) : walk_.open.value_or(word.begin),
                     word.end};
    if (!is_han(character_at(text_, name.begin))) return;
    if (word.begin - name.begin < 6 || name.size() > kLongestName) return;
    const unsigned evidence = signs_.evidence_for(name, "");
    const bool seated = character_at(text_, name.end) == '(' && bounds_.is_seat(name.end + 1);
    const bool marked = (evidence & (han ? kMarked : kActs)) != 0;
    if (seated || marked) out_.push_back({name, seated || placed, evidence});
  }

  size_t latin_word(size_t pos) {
    const size_t end = latin_.word_end(pos);
    const char32_t first = character_at(text_, pos);
    const std::string_view word = text_at(text_, {pos, end});
    if (is_upper(first) && bounds_.is_common_noun({pos, end}) &&
        !(block_.all_nouns && latin_.begins_name({pos, end}))) {  // Papierfabrik Scheufelen
      close(pos, leads_company(word, pack_) ? "head" : "noun");
    } else if (is_upper(first) && !walk_.open && block_.opens_sentence(pos) &&
               block_.is_lead({pos, end}) && block_.behind_of(end) == end &&
               !latin_.begins_name({pos, end})) {
      close(pos, "head");  // Chipmaker Halden
    } else if (is_upper(first) && !latin_.is_compound(word)) {
      open(pos);
    } else {
      if (const size_t joined = latin_.particle_end(pos); walk_.open && joined > pos) return joined;
      const bool numbers = is_ascii_digit(first) && walk_.open && !block_.all_nouns &&
                           !latin_.counts(end) &&
                           !is_cjk(character_at(text_, *walk_.open));  // Studio 54
      if (!numbers) bound_lower({pos, end});
    }
    return end;
  }

  void bound_lower(Range word) {
    const bool reaches = latin_.head_reaches_over(word);
    const int reached = walk_.reached + 1;
    const std::string_view own = latin_.class_of(word);
    close(word.begin, own.empty() && reaches ? "head" : own);
    walk_.reached = own.empty() && reaches ? reached : 0;
    walk_.behind_case = pack_.word_class("case").has(text_at(text_, word));
  }

  // A space keeps Latin words together and parts everything else.
  size_t space(size_t pos) {
    const auto joins = [](char32_t c) { return is_word_character(c) || c == '&'; };
    const size_t next = pos + 1;
    if (const size_t end = bounds_.second_word_end(pos); end > pos) return second_word(end);
    const bool initial = pos >= 2 && text_[pos - 1] == '.' &&
                         (latin_.is_initial(pos - 2) || latin_.is_abbreviated(pos - 1));
    if (walk_.open && !initial &&
        (!joins(character_before(text_, pos)) || !joins(character_at(text_, next)))) {
      close(pos, "");
    }
    spaced_ = true;
    return next;
  }

  // 오크필드 그로스 캐피탈: the name goes on to its last such word, without the case words there.
  size_t second_word(size_t noun) {
    const size_t end = hangul_end(text_, noun);
    if (noun == end && bounds_.second_word_end(end) > end) return end;
    close(noun, noun == end ? bounds_.class_behind({*walk_.open, end}) : "");
    return end;
  }

  // A Korean word is a noun with its case words; a name is one word, Latin letters before it
  // and words of class `second_word` behind it included.
  size_t hangul_word(size_t pos) {
    const size_t end = cjk_.numbered_end(pos, hangul_end(text_, pos));
    if (is_counted(pos)) {  // 3년, 5기
      close(pos, "");
      return end;
    }
    if (walk_.open && spaced_) close(pos, "");
    const size_t first = walk_.open ? pos : pos + utf8_length(text_[pos]);
    const size_t noun = noun_end(text_, {first, end}, pack_);
    const std::string_view word = text_at(text_, {pos, noun});
    const bool named = word.size() <= kLongestName && suffix_length(word, pack_) > 0 &&
                       (!is_korean_word(word, pack_) || character_at(text_, end) != ' ');
    const bool head = !walk_.open && !named && leads_company(word, pack_) &&
                      is_apposition(text_, {noun, end}, pack_);
    if (!head) open(pos);
    const bool goes_on =
        goes_on_in_latin(end) || (noun == end && bounds_.second_word_end(end) > end);
    if (!head && goes_on) return end;
    close(noun, head ? "head" : noun == end ? bounds_.class_behind({*walk_.open, end}) : "");
    return end;
  }

  // 미르AI, 한결F&B, 온새PE: capital letters that touch a Korean name are of it.
  bool goes_on_in_latin(size_t pos) const { return is_upper(character_at(text_, pos)); }

  // A character of no word: it goes on with the name, or bounds it.
  size_t character(size_t pos) {
    size_t next = pos;
    const char32_t c = next_character(text_, next);
    if (c == '.' && walk_.open && pos > 0 &&
        (latin_.is_initial(pos - 1) || latin_.is_abbreviated(pos)) &&
        character_at(text_, next) == ' ' && is_upper(character_at(text_, next + 1))) {
      return next;
    }
    if ((c == '\'' || c == U'’') && pos > 0 && latin_.is_genitive_in_name(pos)) return next + 1;
    const bool ampersand = c == '&' && walk_.open;
    if (ampersand && is_word_character(character_at(text_, *walk_.open)))
      return next;                                      // Barnes & Noble
    const bool counted = is_han(c) && is_counted(pos);  // 4月, 30機
    const bool part = is_han(c) || is_kana(c) || (c == U'·' && walk_.open) || ampersand;
    const bool dot_alone = c == U'・' && !walk_.open;            // of 開発・販売権
    if (dot_alone && walk_.last_class == "nation") return next;  // 中国・三輪鋼鉄
    if (part && !counted && !dot_alone) {
      // Chinese goes on behind one Latin word (TCL科技), not behind several.
      if (walk_.open && spaced_) close(pos, "");
      open(pos);
    } else if (const size_t end = c == '(' ? cjk_.brackets_in_name(pos) : pos; end > pos) {
      return end;
    } else if (walk_.open || !is_opening_quote(c)) {  // 업체 ‘X’: what X is reaches into the quotes
      close(pos, c == '(' && bounds_.is_seat(next) ? "company" : "");
    }
    return next;
  }

  // Hiragana bounds names, but for those that begin with it and end like one (みなと銀行).
  size_t hiragana_word(size_t pos) {
    const char32_t before = pos > 0 ? character_before(text_, pos) : 0;
    const bool fresh = !walk_.open && !is_cjk(before) && !is_word_character(before);
    const size_t end = run_end(text_, pos, is_hiragana);
    if (const size_t word = bounds_.name_word_in({pos, end}); word < end) {
      if (word > pos) close(pos, "");
      open(walk_.open ? word : block_.place_before(word));  // 瀬戸内みらい銀行
      return end;
    }
    const char32_t next = character_at(text_, end);
    if (const size_t name = cjk_.name_behind_link({pos, end}); name < end) {
      close(pos, walk_.last_class);
      open(name);
    } else if (fresh && end - pos >= 6 && (is_han(next) || is_katakana(next)) &&
               !pack_.word_class("case_after").has(text_at(text_, {pos, end}))) {  // X(東京)から
      open(pos);
    } else {
      close(pos, "");
    }
    return end;
  }

  // 三輪重電株式会社, さくら都市開発株式会社: the name is all of the run before the form of
  // company.
  void reach_back(Range form) {
    size_t first = form.begin;
    while (first > 0 && form.begin - first < kLongestName &&
           is_name_run(character_before(text_, first))) {
      first = previous_position(text_, first);
    }
    if (first < form.begin) {
      walk_.open = first - pack_.word_class("name_word").ending(text_.substr(0, first));
    }
    company_end_ = form.end;
  }

  // 株式会社三輪重電, 株式会社さくら都市開発: the same behind it.
  size_t company_run(size_t pos) {
    const size_t end = run_end(text_, pos + cjk_.name_word_length(pos), is_name_run);
    open(pos);
    close(end, "");
    return end;
  }

  // A short stretch in quotation marks of class `name_quote` may be a name whatever words it is
  // made of, and is one behind what companies are called: 餐飲集團「綠堂」.
  size_t quoted_name(size_t pos) {
    constexpr size_t kLongest = 60;  // bytes
    const std::string* mark =
        pack_.word_class("name_quote").value(text_.substr(pos, utf8_length(text_[pos])));
    if (mark == nullptr) return pos;
    const size_t begin = pos + utf8_length(text_[pos]);
    const size_t end = text_.substr(begin, kLongest + mark->size()).find(*mark);
    if (end == text_.npos) return pos;
    const Range at{begin, begin + end};
    if (!block_.may_be_quoted(at)) return pos;
    const bool led = walk_.last_class == "head" || leads_company(text_.substr(0, pos), pack_);
    if (led) walk_.open.reset();  // it says what the name is of
    const unsigned around = signs_.evidence_around({pos, at.end + mark->size()});
    close(pos, "");
    const bool strong = led || suffix_length(text_at(text_, at), pack_) > 0;
    out_.push_back({at, strong, signs_.evidence_for(at, "") | around | kQuoted, false, strong});
    return at.end + mark->size();
  }

  // What follows a digit is counted.
  bool is_counted(size_t pos) const {
    return !walk_.open && pos > 0 && is_ascii_digit(character_before(text_, pos));
  }

  void open(size_t pos) {
    if (walk_.open) return;
    walk_.open = pos;
    spaced_ = false;
  }

  // Ends the name before `pos`, if one is open; `next_class` says what bounds it there.
  void close(size_t pos, std::string_view next_class) {
    if (walk_.open) judge_.judge(trim(text_at(text_, {*walk_.open, pos})), next_class);
    walk_.open.reset();
    walk_.last_class = next_class;
    walk_.behind_case = false;
    walk_.reached = 0;
  }

  const NameBlock block_;
  std::string_view text_;
  const Pack& pack_;
  Walk walk_;
  std::vector<Candidate> out_;
  const std::vector<OwnerName> owners_ = owner_names(block_);
  const LatinBounds latin_{block_, walk_};
  const CjkBounds cjk_{block_, walk_};
  const NameBounds bounds_{block_, walk_};
  const WholeNames whole_{block_, walk_};
  const NameSigns signs_{block_, walk_};
  NameJudge judge_{block_, walk_, out_};
  std::optional<size_t> company_end_;  // where a form of company ended last
  bool spaced_ = false;                // the open name has a space in it
};

}  // namespace

std::vector<Candidate> scan_names(std::string_view block, const std::vector<Found>& found,
                                  const Pack& pack) {
  return Scanner(block, found, pack).run();
}

}  // namespace dealwire
