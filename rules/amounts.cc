#include "rules/amounts.h"

#include <algorithm>

#include "rules/lexicon.h"
#include "rules/number.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// The captures of one match by name.
class Captures {
 public:
  Captures(const MentionRule& rule, std::string_view block)
      : rule_(rule), block_(block), groups_(rule.groups.size()) {}

  bool match(size_t from) {
    return rule_.pattern->Match(re2::StringPiece(block_.data(), block_.size()), from, block_.size(),
                                RE2::UNANCHORED, groups_.data(), static_cast<int>(groups_.size()));
  }

  std::string_view operator[](std::string_view name) const {
    for (size_t i = 1; i < groups_.size(); ++i) {
      if (rule_.groups[i] == name && groups_[i].data() != nullptr) return view(groups_[i]);
    }
    return {};
  }

  // Where the mention lies: the group "mention", or the whole match; without spaces at its ends.
  Range at() const {
    std::string_view text = (*this)["mention"];
    if (text.empty()) text = view(groups_[0]);
    text = trim(text);
    const auto begin = static_cast<size_t>(text.data() - block_.data());
    return {begin, begin + text.size()};
  }

  Range whole() const {
    const auto begin = static_cast<size_t>(groups_[0].data() - block_.data());
    return {begin, begin + groups_[0].size()};
  }

 private:
  static std::string_view view(re2::StringPiece s) { return {s.data(), s.size()}; }

  const MentionRule& rule_;
  std::string_view block_;
  std::vector<re2::StringPiece> groups_;
};

bool contains(const RE2& pattern, std::string_view text) {
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern);
}

// The part of `block` of at most `length` bytes before `pos`, cut between characters.
std::string_view before(std::string_view block, size_t pos, size_t length) {
  size_t begin = pos > length ? pos - length : 0;
  while (begin < pos && (block[begin] & 0xC0) == 0x80) ++begin;
  return block.substr(begin, pos - begin);
}

std::string_view after(std::string_view block, size_t pos, size_t length) {
  size_t end = std::min(block.size(), pos + length);
  while (end > pos && end < block.size() && (block[end] & 0xC0) == 0x80) --end;
  return block.substr(pos, end - pos);
}

// Do the ends of the range cut a word, or a currency's name (NZ$5)?
bool cuts_amount(std::string_view block, Range at) {
  if (cuts_word(block, at)) return true;
  if (at.begin == 0 || is_cjk(character_at(block, at.begin))) return false;
  const char32_t previous = character_before(block, at.begin);
  return is_word_character(previous) && !(previous >= '0' && previous <= '9');
}

std::string currency_of(const Captures& captures, const MentionRule& rule, const Pack& pack,
                        const LocalCurrency& local) {
  std::string out = rule.currency;
  for (const char* name : {"currency_before", "currency", "currency_after"}) {
    const std::string* code = pack.word_class("currency").value(captures[name]);
    if (code == nullptr) continue;
    if (*code != "local") return *code;
    out = local(captures.at().begin);
  }
  return out;
}

// Reads a captured number in a unit, or nullopt.
std::optional<Number> read(std::string_view number, std::string_view unit, const MentionRule& rule,
                           const Pack& pack) {
  std::optional<Number> out;
  if (!number.empty()) {
    out = read_number(number, pack);
  } else if (rule.value) {
    out = Number{*rule.value};
  }
  if (!out) return std::nullopt;
  auto value = out->value.times(rule.scale);
  if (const std::string* watts = pack.word_class("power_unit").value(unit); value && watts) {
    const auto factor = Decimal::parse(*watts);
    value = factor ? value->times(*factor) : std::nullopt;
  }
  if (!value) return std::nullopt;
  out->value = *value;
  return out;
}

// The figures of a match; the reason why it has none otherwise.
std::string read_amount(const Captures& captures, const MentionRule& rule, const Pack& pack,
                        Amount& out) {
  if (rule.vague) {
    out.vague = true;
    out.qualifier = "approx";
    return {};
  }
  const std::string_view unit = captures["power_unit"];
  if (!captures["max"].empty()) {
    const std::string_view min_unit = captures["min_unit"];
    auto min = read(captures["min"], min_unit.empty() ? unit : min_unit, rule, pack);
    const auto max = read(captures["max"], unit, rule, pack);
    if (!min || !max) return "the ends of the range cannot be read";
    // 5至7億: the lower end borrows the magnitude of the upper one.
    if (!min->has_magnitude && max->has_magnitude && min_unit.empty()) {
      const auto lent = min->value.times(max->last_magnitude);
      if (lent) min->value = *lent;
    }
    if (!min->value.less_than(max->value)) return "the range does not rise";
    out.min = min->value;
    out.max = max->value;
    out.qualifier = "range";
    return {};
  }
  const auto number = read(captures["number"], unit, rule, pack);
  if (!number) return "the number cannot be read";
  out.value = number->value;
  if (number->open) out.qualifier = "more_than";
  if (rule.kind == Kind::kStake && Decimal(100).less_than(*out.value)) {
    return "more than the whole";
  }
  return {};
}

// The hedge before or behind the amount.
void read_hedge(std::string_view block, Range at, const Pack& pack, Amount& amount) {
  if (amount.qualifier != "exact") return;
  constexpr size_t kWindow = 40;
  const std::string_view left = before(block, at.begin, kWindow);
  re2::StringPiece word;
  if (RE2::PartialMatch(re2::StringPiece(left.data(), left.size()), *pack.hedge_before, &word)) {
    const auto begin = static_cast<size_t>(word.data() - block.data());
    const std::string_view hedge(word.data(), word.size());
    const bool cut = cuts_word(block, {begin, begin + hedge.size()});
    if (const std::string* value = pack.word_class("hedge_before").value(hedge); value && !cut) {
      amount.qualifier = *value;
      return;
    }
  }
  const std::string_view right = after(block, at.end, kWindow);
  if (RE2::PartialMatch(re2::StringPiece(right.data(), right.size()), *pack.hedge_after, &word)) {
    const std::string_view hedge(word.data(), word.size());
    if (const std::string* value = pack.word_class("hedge_after").value(hedge)) {
      amount.qualifier = *value;
    }
  }
}

// What the amount is of: the last word that tells in its clause before it, else one right behind.
std::string read_measure(std::string_view block, Range at, const Pack& pack) {
  constexpr size_t kBefore = 75, kBehind = 24;
  std::string_view left = before(block, at.begin, kBefore);
  const size_t clause = left.find_last_of(",;:");
  if (clause != left.npos) left.remove_prefix(clause + 1);
  const size_t stop = left.rfind("。");
  if (stop != left.npos) left.remove_prefix(stop + 3);
  re2::StringPiece rest(left.data(), left.size());
  while (RE2::FindAndConsume(&rest, *pack.clause_end)) left = {rest.data(), rest.size()};
  const auto told = find_words(left, "measure", *pack.measure, pack);
  if (!told.empty()) return *told.back().value;
  std::string_view right = after(block, at.end, kBehind);
  right = right.substr(0, right.find_first_of(",;:."));
  right = right.substr(0, right.find("。"));
  const auto behind = find_words(right, "measure", *pack.measure, pack);
  return behind.empty() ? "" : *behind.front().value;
}

}  // namespace

std::vector<Found> find_amounts(std::string_view block, const Pack& pack,
                                const LocalCurrency& local, std::vector<TurnedDown>& refused) {
  std::vector<Found> candidates;
  for (const auto& rule : pack.mentions) {
    Captures captures(*rule, block);
    for (size_t from = 0; from < block.size() && captures.match(from);) {
      const Range at = captures.at(), whole = captures.whole();
      from = std::max(whole.end, from + 1);
      Found found;
      found.kind = rule->kind;
      found.at = at;
      found.rule = rule->id;
      std::string reason;
      if (at.empty() || cuts_amount(block, at)) {
        reason = "cut out of a longer word";
      } else if (rule->not_before && contains(*rule->not_before, before(block, whole.begin, 60))) {
        reason = "not_before";
      } else if (rule->not_after && contains(*rule->not_after, after(block, whole.end, 60))) {
        reason = "not_after";
      } else {
        reason = read_amount(captures, *rule, pack, found.amount);
      }
      if (!reason.empty()) {
        refused.push_back({at, rule->id, reason});
        continue;
      }
      if (rule->kind == Kind::kMoney)
        found.amount.currency = currency_of(captures, *rule, pack, local);
      candidates.push_back(std::move(found));
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const Found& a, const Found& b) {
    return a.at.begin != b.at.begin ? a.at.begin < b.at.begin : a.at.end > b.at.end;
  });
  std::vector<Found> out;
  for (Found& candidate : candidates) {
    if (!out.empty() && candidate.at.begin < out.back().at.end) continue;
    read_hedge(block, candidate.at, pack, candidate.amount);
    if (candidate.kind == Kind::kMoney) {
      candidate.measure = read_measure(block, candidate.at, pack);
    }
    out.push_back(std::move(candidate));
  }
  return out;
}

std::string local_currency(const Article& article, Regions regions, const Pack& pack) {
  const auto meaning = [&](std::string_view place) -> std::string {
    const auto found = pack.local_currency.find(place);
    return found == pack.local_currency.end() ? "" : found->second;
  };
  if (std::string stated = meaning(article.region); !stated.empty()) return stated;
  for (const auto& [region, name] : kRegionNames) {
    if (regions == region) return meaning(name);
  }
  return meaning(article.lang);
}

}  // namespace dealwire
