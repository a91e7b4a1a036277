#include "rules/report.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

#include "rules/confidence.h"
#include "rules/lexicon.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

class Reporter {
 public:
  Reporter(const ArticleBlocks& blocks, const std::vector<Passage>& passages,
           const std::vector<MergedClaim>& claims, const std::string& news_day, Extraction& out)
      : blocks_(blocks), passages_(passages), claims_(claims), news_day_(news_day), out_(out) {}

  void run() {
    report_mentions();
    for (size_t i = 0; i < claims_.size(); ++i) report_deal(i);
  }

 private:
  // A mention on its way: where it stands, and which it is of the blocks, or whose claims' target.
  struct Place {
    Field field;
    Range at;  // bytes of the field's match copy
    std::optional<size_t> mention;
    std::vector<size_t> claims;

    auto order() const { return std::pair(field != Field::kTitle, at.begin); }
    bool meets(const Place& other) const {
      return field == other.field && at.begin < other.at.end && other.at.begin < at.end;
    }
  };

  void report_mentions() {
    std::vector<bool> used(blocks_.size(), false);
    of_deal_.assign(blocks_.size(), false);
    for (const MergedClaim& merged : claims_) {
      for (const auto& [role, mention] : merged.claim.parties) used[mention] = true;
      for (const auto& amount : {merged.claim.money, merged.claim.power, merged.claim.stake}) {
        if (amount) of_deal_[*amount] = true;
      }
    }
    index_.assign(blocks_.size(), 0);
    targets_.assign(claims_.size(), std::nullopt);
    std::vector<Place> places;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (blocks_.mention(i).weak && !used[i]) continue;
      const size_t block = blocks_.block_of(i);
      places.push_back(
          {blocks_.all()[block].field(), copy_range(block, blocks_.mention(i).at), i, {}});
    }
    add_described(places);
    const auto names = own_names();
    for (const Place& place : places) {
      if (place.mention) {
        index_[*place.mention] = out_.mentions.size();
      } else {
        for (const size_t claim : place.claims) targets_[claim] = out_.mentions.size();
      }
      out_.mentions.push_back(place.mention ? found(*place.mention, place, names)
                                            : described(place));
    }
  }

  // Adds what claims only describe to the places of mentions, where no other one stands there.
  void add_described(std::vector<Place>& places) const {
    std::vector<Place> targets;
    for (size_t i = 0; i < claims_.size(); ++i) {
      const Claim& claim = claims_[i].claim;
      if (claim.described_role().empty()) continue;
      const Passage& passage = passages_[claim.target->passage];
      const Range at = claim.target->at;
      Place place{passage.field,
                  {passage.at.begin + at.begin, passage.at.begin + at.end},
                  std::nullopt,
                  {i}};
      const auto meets = [&](const Place& other) { return other.meets(place); };
      const auto same = std::find_if(targets.begin(), targets.end(), meets);
      if (same != targets.end()) {
        same->claims.push_back(i);
      } else if (std::none_of(places.begin(), places.end(), meets)) {
        targets.push_back(std::move(place));
      }
    }
    std::move(targets.begin(), targets.end(), std::back_inserter(places));
    std::sort(places.begin(), places.end(),
              [](const Place& a, const Place& b) { return a.order() < b.order(); });
  }

  Mention mention_at(const Place& place) const {
    Mention out;
    out.field = place.field;
    out.at = blocks_.article_range(place.field, place.at);
    out.text = blocks_.article_text(place.field, place.at);
    return out;
  }

  Mention described(const Place& place) const {
    Mention out = mention_at(place);
    out.kind = Kind::kParty;
    out.rule = "name/described";
    const Described& target = *claims_[place.claims.front()].claim.target;
    const std::string_view copy = passages_[target.passage].sentence.text;
    out.party = {"", out.text, kDescribed + std::string(text_at(copy, target.at))};
    return out;
  }

  Mention found(size_t i, const Place& place,
                const std::map<std::string, std::string>& names) const {
    const Found& found = blocks_.mention(i);
    Mention out = mention_at(place);
    out.kind = found.kind;
    out.rule = found.rule;
    out.amount = found.amount;
    if (found.kind == Kind::kMoney) {
      out.measure = of_deal_[i] ? "deal" : found.measure.empty() ? "other" : found.measure;
    }
    out.per = found.per;
    if (found.same_as) {
      out.same_as = index_[blocks_.mention_at(blocks_.block_of(i), *found.same_as)];
    }
    out.date = found.date;
    out.party = found.party;
    if (found.is_party() && found.party.id.empty()) {
      const auto own = names.find(found.party.name);
      out.party.name = own == names.end() ? out.text : own->second;
    }
    return out;
  }

  void report_deal(size_t n) {
    const MergedClaim& merged = claims_[n];
    const Claim& claim = merged.claim;
    Deal deal;
    deal.type = claim.type;
    deal.status = claim.status;
    deal.date = date_of(claim);
    deal.confidence = confidence_of(support_of(merged));
    deal.rule = claim.rule;
    for (const auto& [role, mention] : claim.parties)
      deal.parties.push_back({role, index_[mention]});
    if (targets_[n]) deal.parties.push_back({std::string(claim.described_role()), *targets_[n]});
    // In the order that the money flows, and of the text.
    std::sort(deal.parties.begin(), deal.parties.end(),
              [&](const DealParty& a, const DealParty& b) {
                const size_t x = role_rank(deal.type, a.role), y = role_rank(deal.type, b.role);
                return x != y ? x < y : a.mention < b.mention;
              });
    const auto place = [&](const std::optional<size_t>& amount) {
      return amount ? std::optional<size_t>(index_[*amount]) : std::nullopt;
    };
    deal.money = place(claim.money);
    deal.power = place(claim.power);
    deal.stake = place(claim.stake);
    for (size_t amount : claim.also) deal.also.push_back(index_[amount]);
    for (size_t sentence : merged.sentences) {
      const auto& [field, at] = std::pair(passages_[sentence].field, passages_[sentence].at);
      deal.evidence.push_back(
          {field, blocks_.article_range(field, at), blocks_.article_text(field, at), {}});
    }
    out_.deals.push_back(std::move(deal));
  }

  Support support_of(const MergedClaim& merged) const {
    constexpr size_t kLong = 100;  // columns of two
    const Claim& claim = merged.claim;
    const Passage& first = passages_[merged.sentences.front()];
    const auto pays = [](const auto& party) { return is_payer(party.first); };
    const bool one_sided =
        (!claim.target && std::all_of(claim.parties.begin(), claim.parties.end(), pays)) ||
        std::none_of(claim.parties.begin(), claim.parties.end(), pays);
    Support out;
    out.doubts = claim.doubts;
    out.lacks_side = claim.type == "partnership" ? claim.parties.size() < 2
                                                 : claim.type != "construction" && one_sided;
    out.has_figure = has_figure(merged);
    out.no_figures = std::none_of(claims_.begin(), claims_.end(), has_figure);
    const auto is_company = [&](const auto& party) {
      return blocks_.mention(party.second).company;
    };
    out.no_company = std::none_of(claim.parties.begin(), claim.parties.end(), is_company);
    out.only_companies = std::all_of(claim.parties.begin(), claim.parties.end(), is_company);
    out.is_alone = claims_.size() == 1;
    out.is_long = columns(blocks_.article_text(first.field, first.at)) > 2 * kLong;
    out.is_talk = claim.status == "rumored";
    out.shares_sentence = std::any_of(claims_.begin(), claims_.end(), [&](const auto& other) {
      return &other != &merged && other.sentences.front() == merged.sentences.front();
    });
    out.sentences = merged.sentences.size();
    std::map<std::string_view, size_t> named;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const Found& found = blocks_.mention(i);
      if (!found.is_party()) continue;
      ++named[found.party.key];
    }
    out.named_once =
        std::any_of(claim.parties.begin(), claim.parties.end(),
                    [&](const auto& party) { return named[key_of(party.second)] == 1; });
    return out;
  }

  // Talks have no date. News is of the day that the article opens with, if the claim tells none and
  // does not look back.
  std::optional<std::string> date_of(const Claim& claim) const {
    if (claim.status == "rumored") return std::nullopt;
    if (!claim.date.edtf.empty()) return claim.date.edtf;
    // That a deal is off is news, whatever other days are told of it.
    const bool looks_back = claim.date.is_background && claim.status != "cancelled";
    if (looks_back || news_day_.empty()) return std::nullopt;
    return news_day_;
  }

  // The names of unknown parties, from the match copy's form to how the article writes it, so that
  // a short form goes by its party's full name in the article's own script.
  std::map<std::string, std::string> own_names() const {
    std::map<std::string, std::string> out;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const Found& found = blocks_.mention(i);
      const size_t block = blocks_.block_of(i);
      const std::string_view text = blocks_.all()[block].text;
      if (text_at(text, found.at) != found.party.name) continue;
      out.emplace(found.party.name,
                  blocks_.article_text(blocks_.all()[block].field(), copy_range(block, found.at)));
    }
    return out;
  }

  // From bytes of a block to those of its field's match copy.
  Range copy_range(size_t block, Range at) const {
    const size_t begin = blocks_.all()[block].begin;
    return {begin + at.begin, begin + at.end};
  }

  const std::string& key_of(size_t mention) const { return blocks_.mention(mention).party.key; }

  const ArticleBlocks& blocks_;
  const std::vector<Passage>& passages_;
  const std::vector<MergedClaim>& claims_;
  const std::string& news_day_;
  Extraction& out_;
  // Of each mention of the blocks, and of what each claim describes, among the extraction's.
  std::vector<size_t> index_;
  std::vector<std::optional<size_t>> targets_;
  std::vector<bool> of_deal_;  // is the mention an amount of a deal?
};

}  // namespace

void report(const ArticleBlocks& blocks, const std::vector<Passage>& passages,
            const std::vector<MergedClaim>& claims, const std::string& news_day, Extraction& out) {
  Reporter(blocks, passages, claims, news_day, out).run();
}

}  // namespace dealwire
