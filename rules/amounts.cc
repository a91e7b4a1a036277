#include "rules/amounts.h"

#include <algorithm>

#include "rules/date_match.h"
#include "rules/figures.h"
#include "rules/lexicon.h"
#include "rules/match.h"
#include "rules/surroundings.h"
#include "rules/tokens.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

bool matches(const std::unique_ptr<Pattern>& pattern, std::string_view text) {
  return pattern && RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), pattern->re2());
}

// The part of a text that contexts are looked for in, cut between characters.
constexpr size_t kContext = 60;

std::string_view before(std::string_view text, size_t pos) {
  size_t begin = pos > kContext ? pos - kContext : 0;
  while (begin < pos && (text[begin] & 0xC0) == 0x80) ++begin;
  return text.substr(begin, pos - begin);
}

std::string_view after(std::string_view text, size_t pos) {
  size_t end = std::min(text.size(), pos + kContext);
  while (end > pos && end < text.size() && (text[end] & 0xC0) == 0x80) --end;
  return text.substr(pos, end - pos);
}

// Do the ends of the range cut a word, or a currency's name (NZ$5)? Tokens saw to it that digits
// are no part of a name.
bool cuts_amount(std::string_view block, Range at) {
  const bool right = is_word_character(character_before(block, at.end)) &&
                     is_word_character(character_at(block, at.end));
  const char32_t first = character_at(block, at.begin);
  if (right || at.begin == 0 || is_ascii_digit(first) || is_cjk(first)) return right;
  const char32_t previous = character_before(block, at.begin);
  return is_word_character(previous) && !is_ascii_digit(previous);
}

// Collects what the rules find in one block.
class BlockReader {
 public:
  BlockReader(std::string_view block, const Pack& pack, const AmountContext& context,
              std::vector<TurnedDown>& refused)
      : block_(block),
        pack_(pack),
        context_(context),
        refused_(refused),
        tokens_(block, pack.numbers) {}

  std::vector<Found> run() {
    pack_.mention_filter.for_each(tokens_.text(), [&](size_t index, auto places) {
      find_all(*pack_.mentions[index], places);
    });
    std::vector<Found> out = choose();
    settle_currencies(out);
    read_surroundings(block_, pack_, out);
    return out;
  }

 private:
  // A match of a rule that was not looked at closer yet.
  struct Candidate {
    Range at;  // bytes of the block
    const MentionRule* rule;
    size_t groups;  // where its captures begin in groups_
  };

  void find_all(const MentionRule& rule, std::span<const PatternFilter::Place> places) {
    PlacedSearch search(tokens_.text(), *rule.pattern, places);
    std::vector<re2::StringPiece> groups(rule.pattern->groups().size());
    for (size_t from = 0; search.next(from, groups);) {
      const Range shown = Match(rule, tokens_, groups.data()).mention();
      candidates_.push_back({tokens_.block_range(shown), &rule, groups_.size()});
      groups_.insert(groups_.end(), groups.begin(), groups.end());
      // What follows the mention may belong to the next one: 3億、5億及8億美元.
      from = std::max(shown.end, from + 1);
    }
  }

  // Of overlapping candidates the leftmost, then the longest, then the one of the first rule.
  std::vector<Found> choose() {
    std::stable_sort(
        candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
          return a.at.begin != b.at.begin ? a.at.begin < b.at.begin : a.at.end > b.at.end;
        });
    std::vector<Found> out;
    for (const Candidate& candidate : candidates_) {
      if (!out.empty() && candidate.at.begin < out.back().at.end) {
        refused_.push_back({candidate.at, candidate.rule->id, "yields to " + out.back().rule});
        continue;
      }
      Found found;
      found.kind = candidate.rule->kind;
      found.at = candidate.at;
      found.rule = candidate.rule->id;
      const Match match(*candidate.rule, tokens_, &groups_[candidate.groups]);
      std::string reason = read(match, out, found);
      if (reason.empty()) {
        out.push_back(std::move(found));
      } else {
        refused_.push_back({candidate.at, candidate.rule->id, std::move(reason)});
      }
    }
    return out;
  }

  // Reads a match behind those found so far; the reason why it is no mention otherwise.
  std::string read(const Match& match, const std::vector<Found>& so_far, Found& found) const {
    const MentionRule& rule = match.rule();
    const Range whole = match.whole();
    if (found.at.empty() || cuts_amount(block_, found.at)) return "cut out of a longer word";
    if (matches(rule.not_before, before(tokens_.text(), whole.begin))) return "not_before";
    if (matches(rule.not_after, after(tokens_.text(), whole.end))) return "not_after";
    if (rule.kind == Kind::kDate) return read_date(match, pack_, context_.published, found.date);
    std::string reason = read_figures(match, pack_.numbers.myriads, found.amount);
    if (rule.kind != Kind::kMoney || !reason.empty()) return reason;
    std::string& currency = found.amount.currency = currency_of(match, pack_);
    if (currency.empty() && match.token("coin") != nullptr) return "a coin of no currency";
    if (currency == "last") {
      const auto money = std::find_if(so_far.rbegin(), so_far.rend(),
                                      [](const Found& f) { return f.kind == Kind::kMoney; });
      currency = money != so_far.rend() ? money->amount.currency : context_.usual_currency;
      if (currency.empty()) return "no currency before";
    }
    if (is_family(currency)) {
      const std::string local = context_.local_currency(currency, found.at.begin);
      if (!local.empty()) currency = local;
    }
    return {};
  }

  // A bare 元 that neither region nor language told is the one of its family that the block named
  // last; else the family's first.
  static void settle_currencies(std::vector<Found>& amounts) {
    std::vector<std::string> named;
    for (Found& found : amounts) {
      std::string& currency = found.amount.currency;
      if (currency.empty()) continue;
      if (!is_family(currency)) {
        std::erase(named, currency);
        named.push_back(currency);
        continue;
      }
      const auto last = std::find_if(named.rbegin(), named.rend(), [&](const std::string& name) {
        return is_in_family(currency, name);
      });
      currency = last != named.rend() ? *last : currency.substr(0, currency.find('|'));
    }
  }

  std::string_view block_;
  const Pack& pack_;
  const AmountContext& context_;
  std::vector<TurnedDown>& refused_;
  Tokens tokens_;
  std::vector<Candidate> candidates_;
  std::vector<re2::StringPiece> groups_;  // the captures of all candidates
};

}  // namespace

std::vector<Found> find_amounts(std::string_view block, const Pack& pack,
                                const AmountContext& context, std::vector<TurnedDown>& refused) {
  return BlockReader(block, pack, context, refused).run();
}

}  // namespace dealwire
