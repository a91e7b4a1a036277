#include "rules/masked.h"

#include <algorithm>
#include <set>

#include "rules/lexicon.h"
#include "rules/name_lists.h"
#include "rules/name_shape.h"
#include "rules/pack.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// 亞馬遜AWS, 豐田Lexus: of two names that touch the first says whose the second is.
bool is_owner_of(const Sentence::Item& name, const Sentence::Item& item) {
  const auto is_name = [](const Sentence::Item& i) {  // no word that refers to one (雙方)
    return i.is_party() && !i.found->party.id.empty() && i.found->at.size() == i.at.size();
  };
  return name.at.end == item.at.begin && is_name(name) && is_name(item) && name.key() != item.key();
}

// Does a word of `clause_start` begin a clause where it stands? By its value it does so everywhere,
// behind a comma, or there but not before the last name of a list (A, B, and C).
bool starts_clause(std::string_view text, const Word& word) {
  if (*word.value == "anywhere") return true;
  const std::string_view left = trim(text.substr(0, word.at.begin));
  if (!left.ends_with(',')) return false;
  if (*word.value != "no_list") return true;
  static const std::string kNoun = "(?:[\\w'’-]+ ){0,4}" + mask(Kind::kParty);
  static const RE2 kList(mask(Kind::kParty) + ", " + kNoun + ",$"), kLast("^ " + kNoun);
  const std::string_view right = text.substr(word.at.end);
  return !RE2::PartialMatch(re2::StringPiece(left.data(), left.size()), kList) ||
         !RE2::PartialMatch(re2::StringPiece(right.data(), right.size()), kLast);
}

// Takes the quotation marks off the last party, so that what stands around the name touches it.
void unquote(std::string_view text, Masked& out, size_t& done, const Pack& pack) {
  Masked::Slot& slot = out.slots.back();
  if (!slot.is_party() || slot.at.begin == 0 || done >= text.size()) return;
  const size_t mark = previous_position(out.text, slot.at.begin);
  const std::string* close =
      pack.word_class("name_quote").value(text_at(out.text, {mark, slot.at.begin}));
  if (close == nullptr || text.compare(done, close->size(), *close) != 0) return;
  out.text.erase(mark, slot.at.begin - mark);
  slot.at = {mark, out.text.size()};
  done += close->size();
}

// 三輪製作所(本社:東京都港区、代表取締役:山田太郎), 三輪製作所(東京都港区。売上高5億円): brackets
// that hold labels with a colon, or sentences, say where and whose a company is; nothing in them
// ends a clause or takes part in a deal.
bool in_telling_brackets(std::string_view text, size_t pos) {
  constexpr size_t kFarthest = 240;  // bytes
  const size_t first = pos - std::min(pos, kFarthest);
  const size_t open = text.substr(first, pos - first).rfind('(');
  if (open == text.npos) return false;
  const std::string_view brackets = text.substr(first + open, kFarthest);
  const size_t close = brackets.find(')');
  if (close == text.npos || first + open + close < pos) return false;
  const std::string_view inside = brackets.substr(0, close);
  return inside.find(':') != text.npos || inside.find("。") != text.npos;
}

// What brackets behind a name hold of its share: 6239, 2330-TW, LON:ORS, NYSE: ORS, 股份代號:259,
// ORS -0.18%. A year is none.
bool is_code(std::string_view inside) {
  constexpr size_t kLongestLabel = 24, kLongestCode = 12;  // bytes
  static const RE2 kCode(R"re([A-Z0-9][A-Z0-9.-]*(?: [+-]?\d+(?:\.\d+)?%)?)re");
  static const RE2 kYear(R"re((?:19|20)\d\d)re");
  if (RE2::FullMatch(re2::StringPiece(inside.data(), inside.size()), kYear)) return false;
  while (true) {  // one, or several parted by marks
    const size_t mark = std::min(inside.find_first_of(",;/"), inside.size());
    std::string_view code = inside.substr(0, mark);
    if (const size_t label = code.find(':'); label <= kLongestLabel) code.remove_prefix(label + 1);
    code = trim(code);
    if (code.substr(0, code.find(' ')).size() > kLongestCode ||
        !RE2::FullMatch(re2::StringPiece(code.data(), code.size()), kCode)) {
      return false;
    }
    if (mark == inside.size()) return true;
    inside.remove_prefix(mark + 1);
  }
}

// Where a company has its seat: (Oslo), (Bern, Schweiz), (大阪府茨木市), (경기도 수원시).
bool is_seat(std::string_view inside, const Pack& pack) {
  constexpr size_t kLongest = 60;  // bytes
  if (inside.size() > kLongest) return false;
  while (true) {
    const size_t mark = std::min(inside.find_first_of(",;/"), inside.size());
    const std::string_view part = trim(inside.substr(0, mark));
    const bool ends = pack.marks_behind() &&
                      (ends_in(part, "place_end", pack) || ends_in(part, "town_end", pack));
    if (!is_place(part, pack) && !ends) return false;
    if (mark == inside.size()) return true;
    inside.remove_prefix(mark + 1);
  }
}

// Orsk Inc.'s, Orsk Corp. and: where a sentence goes on behind a full stop, that is of the name.
size_t behind_full_stop(std::string_view text, size_t pos) {
  return text.substr(pos).starts_with('.') && pos + 1 < text.size() ? pos + 1 : pos;
}

// Beverages' plant: in English the name of an owner in s has an apostrophe only. Where it ends, or
// the end of `name`.
size_t bare_genitive_end(std::string_view text, Range name, const Pack& pack) {
  if (!pack.word_class("possessive").has("'s") || !text_at(text, name).ends_with('s')) {
    return name.end;
  }
  const char32_t mark = character_at(text, name.end);
  if (mark != '\'' && mark != U'’') return name.end;
  const size_t end = name.end + utf8_length(text[name.end]);
  const bool goes_on =
      character_at(text, end) == ' ' && is_word_character(character_at(text, end + 1));
  const char32_t before = name.begin == 0 ? ' ' : character_before(text, name.begin);
  return goes_on && before != '\'' && before != U'‘' ? end : name.end;
}

// 以30億元收購甲、5億元收購乙: in Chinese the mark of lists parts deeds where the sum of the second
// one stands behind it.
bool parts_deeds(std::string_view text, size_t pos, const Pack& pack) {
  if (!pack.leaves_subjects_out() || character_at(text, pos) != U'、') return false;
  const size_t begin = pos + utf8_length(text[pos]);
  const size_t sum = begin + pack.word_class("before_sum").longest(text, begin).length;
  return text.substr(0, pos).ends_with(mask(Kind::kParty)) &&
         text.substr(sum).starts_with(mask(Kind::kMoney));
}

}  // namespace

size_t end_of_aliases(const Sentence& sentence, const Sentence::Item& name, const Pack& pack) {
  constexpr size_t kFarthest = 160;  // bytes
  const std::string_view text =
      sentence.text.substr(0, std::min(sentence.text.size(), name.at.end + kFarthest));
  const size_t full = behind_forms(text, name.at.end, pack);
  const size_t open = text.find_first_not_of(
      ' ', behind_full_stop(text, behind_full_name(text, name.at.end, pack)));
  constexpr std::string_view kOpening = "([<", kClosing = ")]>";
  const size_t kind = open == text.npos ? open : kOpening.find(text[open]);
  if (!name.is_party()) return name.at.end;
  if (kind == text.npos) return full;
  const size_t close = text.find_first_of("()[]<>", open + 1);
  if (close == text.npos || text[close] != kClosing[kind]) return full;
  const std::string_view inside = text_at(text, {open + 1, close});
  if (is_code(inside) || is_seat(inside, pack)) return close + 1;
  bool has_alias = false;
  for (const Sentence::Item& item : sentence.items) {
    if (item.at.end <= open || item.at.begin >= close) continue;
    if (!item.is_party() || item.key() != name.key()) return full;
    has_alias = true;
  }
  return has_alias ? close + 1 : full;
}

bool marks_doer(std::string_view words, const Pack& pack) {
  const std::string* place = pack.word_class("case_after").value(trim(words));
  return place != nullptr && is_about(*place);
}

Masked mask_sentence(const Sentence& sentence, const Pack& pack) {
  Masked out;
  size_t done = 0;
  const auto copy = [&](size_t end) {
    for (size_t pos = done; pos < end;) {
      const size_t begin = pos;
      const char32_t c = next_character(sentence.text, pos);
      out.text += is_mask(c) ? "\xEF\xBF\xBD" : text_at(sentence.text, {begin, pos});
    }
    done = end;
  };
  for (size_t i = 0; i < sentence.items.size(); ++i) {
    const Sentence::Item& item = sentence.items[i];
    if (i + 1 < sentence.items.size() && is_owner_of(item, sentence.items[i + 1])) continue;
    if (item.at.begin < done) continue;  // among the aliases of the name before
    if (item.is_party() && in_telling_brackets(sentence.text, item.at.begin)) continue;
    copy(item.at.begin);
    const size_t begin = out.text.size();
    // A weak name in Chinese may be words we do not know: it stays readable.
    size_t first = item.at.begin;
    if (item.found->weak && is_cjk(next_character(sentence.text, first))) {
      copy(item.at.end);
    } else {
      out.text += mask(item.found->kind);
      done = item.at.end;
    }
    out.slots.push_back({&item, {begin, out.text.size()}, done});
    unquote(sentence.text, out, done, pack);
    if (done == item.at.end) done = end_of_aliases(sentence, item, pack);
    if (item.is_party()) done = behind_full_stop(sentence.text, done);
    out.slots.back().source_end = done;
    if (done == item.at.end && item.is_party()) {
      done = bare_genitive_end(sentence.text, item.at, pack);
      if (done == item.at.end) continue;
      constexpr std::string_view kGenitive = "'s";  // as behind other names
      out.text += kGenitive;
      out.slots.back().source_end = done - kGenitive.size();
    }
  }
  copy(sentence.text.size());
  const bool by_words = pack.words_begin_clauses();
  if (out.text.find('\n') != out.text.npos) return out;  // rows of a filing have no clauses
  const std::set<size_t> listed = list_commas(out, pack);
  for (size_t pos = 0; pos < out.text.size();) {
    const size_t begin = pos;
    const char32_t c = next_character(out.text, pos);
    if (c == ',' && listed.count(pos - 1) > 0) continue;
    const bool ends = (c == ',' && !by_words) || c == ';' || c == ':' || c == U'。' ||
                      parts_deeds(out.text, begin, pack);
    if (!ends || in_telling_brackets(out.text, pos)) continue;
    if (c == ';') out.breaks.push_back(pos);
    out.clause_ends.push_back(pos);
  }
  for (const Word& word : find_words(out.text, "clause_start", pack)) {
    if (!starts_clause(out.text, word)) continue;
    out.clause_ends.push_back(word.at.begin);
    const std::string_view name = text_at(out.text, word.at);
    if (pack.word_class("sentence_break").has(name)) out.breaks.push_back(word.at.begin);
  }
  re2::StringPiece rest(out.text);
  while (RE2::FindAndConsume(&rest, *pack.clause_end)) {
    out.clause_ends.push_back(static_cast<size_t>(rest.data() - out.text.data()));
  }
  std::sort(out.clause_ends.begin(), out.clause_ends.end());
  return out;
}

}  // namespace dealwire
