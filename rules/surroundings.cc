#include "rules/surroundings.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "rules/lexicon.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

bool is_count(char32_t c) { return is_ascii_digit(c) || is_numeral(c); }

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }

// Does a full stop end a sentence? Not behind an initial (U.S. Steel), nor before a small letter.
bool is_full_stop(std::string_view text, size_t pos) {
  const bool initial = pos > 0 && is_capital(text[pos - 1]) &&
                       (pos == 1 || text[pos - 2] == ' ' || text[pos - 2] == '.');
  return !initial && pos + 1 < text.size() && text[pos + 1] == ' ' &&
         (pos + 2 == text.size() || !is_small(text[pos + 2]));
}

// May a mark end a clause there? One inside a figure (3,5) does not.
bool may_end_clause(std::string_view text, size_t pos) {
  const char c = text[pos];
  if (text.substr(pos).starts_with("。")) return true;
  if (c == ' ') {  // headlines: 砸12億美元吃下欣興 股價漲停
    return is_han(character_before(text, pos)) && is_han(character_at(text, pos + 1));
  }
  if (c == '.') return is_full_stop(text, pos);
  if (c != ',' && c != ';' && c != ':') return false;
  const char next = pos + 1 < text.size() ? text[pos + 1] : ' ';
  return pos == 0 || !is_ascii_digit(static_cast<unsigned char>(text[pos - 1])) ||
         !is_ascii_digit(static_cast<unsigned char>(next));
}

// Reads what stands around the amounts of one block.
class Surroundings {
 public:
  // `amounts` are those of the block.
  Surroundings(std::string_view block, const Pack& pack, const std::vector<Found>& amounts)
      : block_(block), pack_(pack), amounts_(amounts) {}

  // The hedge before or behind the amount, "" if there is none. A word may stand between one before
  // and the amount (最多為).
  std::string_view hedge(Range at) const {
    constexpr size_t kWindow = 40;
    const WordClass& words = pack_.word_class("hedge_before");
    for (size_t pos = start_before(at.begin, kWindow); pos < at.begin; next(pos)) {
      const auto word = words.longest(block_, pos);
      if (word.length == 0 || !is_next_to(pos + word.length, at.begin)) continue;
      if (is_whole({pos, pos + word.length})) return *word.value;
    }
    const auto behind = word_behind("hedge_after", at.end);
    return behind == nullptr ? std::string_view() : *behind;
  }

  // What the amount is of: a word right behind it (a $5 million loss), else the last one that tells
  // in its clause before it, else one soon behind.
  std::string measure(Range at) const {
    constexpr size_t kBefore = 75, kBehind = 24;
    const auto behind = find_words(block_, clause_behind(at.end, kBehind), "measure", pack_);
    if (!behind.empty() && behind.front().at.begin <= at.end + 1) return *behind.front().value;
    auto told = find_words(block_, clause_before(at.begin, kBefore), "measure", pack_);
    std::erase_if(told, [&](const Word& word) {
      return is_of_rate(word, at.begin) || is_of_total(word, at.begin);
    });
    if (!told.empty()) return *told.back().value;
    return behind.empty() ? "" : *behind.front().value;
  }

  // Does a word for a price say what another amount before this one is, which one of many costs:
  // shares at a price of $5 each for $5,000 in all, $5 a share and $5,000 in all?
  bool is_of_rate(const Word& word, size_t amount) const {
    constexpr size_t kBehind = 12;  // bytes: je Aktie
    if (*word.value != "price") return false;
    const size_t begin = word.at.begin > kBehind ? word.at.begin - kBehind : 0;
    auto next = std::lower_bound(amounts_.begin(), amounts_.end(), begin,
                                 [](const Found& found, size_t pos) { return found.at.end < pos; });
    for (; next != amounts_.end() && next->at.end < amount; ++next) {
      if (next->kind == Kind::kMoney && !per(next->at).empty()) return true;
    }
    return false;
  }

  // 総事業費240億円のうち190億円を借り入れる: what all costs is no measure of a part of it.
  bool is_of_total(const Word& word, size_t amount) const {
    if (*word.value != "cost") return false;
    return std::any_of(amounts_.begin(), amounts_.end(), [&](const Found& found) {
      return found.at.begin >= word.at.end && found.at.end <= amount &&
             pack_.word_class("total_mark").longest(block_, found.at.end).length > 0;
    });
  }

  // What it is the price of: the word right behind, or one shortly before.
  std::string per(Range at) const {
    constexpr size_t kWindow = 60;
    constexpr int kBetween = 8;  // characters
    if (const auto behind = word_behind("per_after", at.end)) return *behind;
    const WordClass& words = pack_.word_class("per_before");
    for (size_t pos = start_before(at.begin, kWindow); pos < at.begin; next(pos)) {
      const auto word = words.longest(block_, pos);
      const Range found{pos, pos + word.length};
      if (word.length == 0 || found.end > at.begin || !is_whole(found)) continue;
      // 10年間 is a time, 年間3億円 a rate.
      const bool counted = pos > 0 && is_count(character_before(block_, pos)) &&
                           !is_count(character_at(block_, pos));
      if (!counted && is_plain({found.end, at.begin}, kBetween)) return *word.value;
    }
    return "";
  }

  // Does `second` say `first` in another currency or unit? Then nothing but a bracket, or words
  // that say so, stand between them.
  bool is_conversion(const Found& first, const Found& second) const {
    if (first.kind != second.kind || first.amount.vague || second.amount.vague) return false;
    if (first.kind == Kind::kMoney) {
      if (first.amount.currency.empty() || first.amount.currency == second.amount.currency) {
        return false;
      }
    } else if (first.kind != Kind::kPower || !first.amount.same_figure(second.amount)) {
      return false;
    }
    return says_conversion({first.at.end, second.at.begin});
  }

  // 31 millions, contre 12 millions: the amount before of about the same size that the i-th is
  // compared with; nullptr if it is with none. The two are of the same measure.
  const Found* compared_with(size_t i) const {
    constexpr size_t kFarthest = 60;
    if (i == 0) return nullptr;
    const Range between{amounts_[i - 1].at.end, amounts_[i].at.begin};
    const std::string_view words = block_.substr(between.begin, between.size());
    if (between.size() > kFarthest || words.find(". ") != words.npos ||
        words.find("。") != words.npos || find_words(block_, between, "compared", pack_).empty()) {
      return nullptr;
    }
    for (size_t j = i; j-- > 0;) {
      if (is_about(amounts_[j], amounts_[i])) return &amounts_[j];
    }
    return nullptr;
  }

 private:
  void next(size_t& pos) const { pos += utf8_length(block_[pos]); }

  // Where a character begins at most `length` bytes before `pos`.
  size_t start_before(size_t pos, size_t length) const {
    size_t begin = pos > length ? pos - length : 0;
    while (begin < pos && (block_[begin] & 0xC0) == 0x80) ++begin;
    return begin;
  }

  // Is it no part of a longer word? Korean words go on in endings, but begin as words (약, not
  // 신약).
  bool is_whole(Range at) const {
    const bool inside = at.begin > 0 && is_hangul(character_before(block_, at.begin)) &&
                        is_hangul(character_at(block_, at.begin));
    return !inside && !cuts_word(block_, at) && !is_part_of_word(block_, at, pack_);
  }

  // Does nothing but spaces and a linking word stand between a hedge and its amount?
  bool is_next_to(size_t end, size_t amount) const {
    for (const size_t begin : {end, behind_space(end)}) {
      const size_t link = pack_.word_class("hedge_link").longest(block_, begin).length;
      if (begin == amount || (link > 0 && behind_space(begin + link) == amount)) return true;
    }
    return false;
  }

  size_t behind_space(size_t pos) const {
    return pos < block_.size() && block_[pos] == ' ' ? pos + 1 : pos;
  }

  // What the word means that stands right behind an amount. Korean verbs are listed without their
  // endings.
  const std::string* word_behind(const ClassName& name, size_t pos) const {
    if (pos < block_.size() && (block_[pos] == ' ' || block_[pos] == '-')) ++pos;
    if (pos >= block_.size()) return nullptr;
    const auto word = pack_.word_class(name).longest(block_, pos);
    if (word.length == 0 || cuts_word(block_, {pos, pos + word.length})) return nullptr;
    return word.value;
  }

  // No more than so many characters, none of which is a digit or ends a clause.
  bool is_plain(Range at, int characters) const {
    for (size_t pos = at.begin; pos < at.end; next(pos)) {
      const char c = block_[pos];
      const bool mark =
          c == ',' || c == ';' || c == ':' || is_ascii_digit(static_cast<unsigned char>(c));
      if (--characters < 0 || mark || block_.substr(pos).starts_with("。")) return false;
    }
    return true;
  }

  // Neither a mark inside an amount (Mio.), nor one behind what is measured (Revenue: $5bn), nor
  // one before a word that leads on to the amount (en hausse de 6 %, à 1,2 milliard) ends its
  // clause.
  bool ends_clause(size_t pos, size_t amount) const {
    if (!may_end_clause(block_, pos)) return false;
    if (block_[pos] == ':' && ends_in_measure(pos)) return false;
    if (block_[pos] == ',' && leads_on(pos + 1, amount)) return false;
    return std::none_of(amounts_.begin(), amounts_.end(), [&](const Found& found) {
      return found.at.begin <= pos && pos < found.at.end && block_[pos] == '.';
    });
  }

  bool ends_in_measure(size_t end) const {
    constexpr size_t kLongest = 40;
    const WordClass& words = pack_.word_class("measure");
    for (size_t pos = start_before(end, kLongest); pos < end; next(pos)) {
      if (pos + words.longest(block_, pos).length == end) return true;
    }
    return false;
  }

  bool leads_on(size_t pos, size_t amount) const {
    constexpr size_t kFarthest = 24;  // hedges may lie between
    pos = behind_space(pos);
    const size_t length = pack_.word_class("clause_link").longest(block_, pos).length;
    return length > 0 && pos + length <= amount && amount - pos - length <= kFarthest;
  }

  Range clause_before(size_t pos, size_t length) const {
    size_t begin = start_before(pos, length);
    for (size_t i = begin; i < pos; next(i)) {
      if (ends_clause(i, pos)) begin = i + utf8_length(block_[i]);
    }
    const std::string_view text = block_.substr(begin, pos - begin);
    re2::StringPiece rest(text.data(), text.size());
    while (RE2::FindAndConsume(&rest, *pack_.clause_end)) continue;
    return {pos - rest.size(), pos};
  }

  Range clause_behind(size_t pos, size_t length) const {
    const size_t last = std::min(block_.size(), pos + length);
    size_t end = pos;
    while (end < last && !may_end_clause(block_, end)) next(end);
    return {pos, std::min(end, block_.size())};
  }

  bool says_conversion(Range between) const {
    constexpr size_t kFarthest = 40;
    if (between.size() > kFarthest) return false;
    size_t pos = behind_space(between.begin);
    const char mark = pos < between.end ? block_[pos] : ' ';
    bool said = mark == '(' || mark == '[';
    if (said || mark == ',') ++pos;
    for (pos = behind_space(pos); pos < between.end; pos = behind_space(pos)) {
      const size_t conversion = pack_.word_class("conversion").longest(block_, pos).length;
      const size_t hedge = pack_.word_class("hedge_before").longest(block_, pos).length;
      if (conversion == 0 && (hedge == 0 || !said)) return false;
      said = said || conversion > 0;
      pos += std::max(conversion, hedge);
    }
    return said && pos == between.end;
  }

  // Money of the same order, give or take three.
  static bool is_about(const Found& a, const Found& b) {
    if (a.kind != Kind::kMoney || b.kind != Kind::kMoney) return false;
    const auto& x = a.amount.value ? a.amount.value : a.amount.min;
    const auto& y = b.amount.value ? b.amount.value : b.amount.min;
    if (!x || !y) return false;
    const auto more = x->times(Decimal(1'000)), most = y->times(Decimal(1'000));
    return more && most && !more->less_than(*y) && !most->less_than(*x);
  }

  std::string_view block_;
  const Pack& pack_;
  const std::vector<Found>& amounts_;
};

// A price of so much, and no sum that is paid each year?
bool is_price(std::string_view per) {
  constexpr std::string_view kTimes[] = {"", "year", "quarter", "month", "week", "day", "hour"};
  return std::find(std::begin(kTimes), std::end(kTimes), per) == std::end(kTimes);
}

// 高達 says "up to" of what is planned, and stresses what was measured.
std::string_view sense_of_reach(const Found& found) {
  if (found.kind == Kind::kPercent) return "exact";
  constexpr std::string_view kPlanned[] = {"", "deal", "tranche", "fund_size"};
  const bool planned =
      std::find(std::begin(kPlanned), std::end(kPlanned), found.measure) != std::end(kPlanned);
  return planned ? "at_most" : "exact";
}

}  // namespace

void read_surroundings(std::string_view block, const Pack& pack, std::vector<Found>& amounts) {
  const Surroundings around(block, pack, amounts);
  for (size_t i = 0; i < amounts.size(); ++i) {
    Found& found = amounts[i];
    if (found.kind == Kind::kDate) continue;
    const Found* before = i > 0 ? &amounts[i - 1] : nullptr;
    if (found.kind == Kind::kMoney) {
      found.measure = around.measure(found.at);
      found.per = around.per(found.at);
      if (found.measure.empty()) {
        if (const Found* other = around.compared_with(i)) found.measure = other->measure;
      }
      if (found.measure.empty() && is_price(found.per)) found.measure = "price";
    }
    std::string& qualifier = found.amount.qualifier;
    if (qualifier == "exact") {
      if (const auto hedge = around.hedge(found.at); !hedge.empty()) qualifier = hedge;
    }
    if (qualifier == "reach") qualifier = sense_of_reach(found);
    if (before != nullptr && around.is_conversion(*before, found)) {
      found.same_as = before->same_as.value_or(before->at);
    }
  }
}

}  // namespace dealwire
