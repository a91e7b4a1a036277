#include "rules/report.h"

#include <algorithm>
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
    for (const MergedClaim& merged : claims_) report_deal(merged);
  }

 private:
  void report_mentions() {
    std::vector<bool> used(blocks_.size(), false), of_deal(blocks_.size(), false);
    for (const MergedClaim& merged : claims_) {
      for (const auto& [role, mention] : merged.claim.parties) used[mention] = true;
      for (const auto& amount : {merged.claim.money, merged.claim.power, merged.claim.stake}) {
        if (amount) of_deal[*amount] = true;
      }
    }
    const auto names = own_names();
    index_.assign(blocks_.size(), 0);
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const Found& found = blocks_.mention(i);
      if (found.weak && !used[i]) continue;
      index_[i] = out_.mentions.size();
      const size_t block = blocks_.block_of(i);
      Mention mention;
      mention.kind = found.kind;
      mention.field = blocks_.all()[block].field();
      const Range at = copy_range(block, found.at);
      mention.at = blocks_.article_range(mention.field, at);
      mention.text = blocks_.article_text(mention.field, at);
      mention.rule = found.rule;
      mention.amount = found.amount;
      if (found.kind == Kind::kMoney) {
        mention.measure = of_deal[i] ? "deal" : found.measure.empty() ? "other" : found.measure;
      }
      mention.per = found.per;
      if (found.same_as) mention.same_as = index_[blocks_.mention_at(block, *found.same_as)];
      mention.date = found.date;
      mention.party = found.party;
      if (found.is_party() && found.party.id.empty()) {
        const auto own = names.find(found.party.name);
        mention.party.name = own == names.end() ? mention.text : own->second;
      }
      out_.mentions.push_back(std::move(mention));
    }
  }

  void report_deal(const MergedClaim& merged) {
    const Claim& claim = merged.claim;
    Deal deal;
    deal.type = claim.type;
    deal.status = claim.status;
    deal.date = date_of(claim);
    deal.confidence = confidence_of(support_of(merged));
    deal.rule = claim.rule;
    for (const auto& [role, mention] : claim.parties)
      deal.parties.push_back({role, index_[mention]});
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
    const bool one_sided = std::all_of(claim.parties.begin(), claim.parties.end(), pays) ||
                           std::none_of(claim.parties.begin(), claim.parties.end(), pays);
    Support out;
    out.doubts = claim.doubts;
    out.lacks_side = claim.type == "partnership" ? claim.parties.size() < 2
                                                 : claim.type != "construction" && one_sided;
    out.has_figure = has_figure(merged);
    out.no_figures = std::none_of(claims_.begin(), claims_.end(), has_figure);
    out.no_company =
        std::none_of(claim.parties.begin(), claim.parties.end(),
                     [&](const auto& party) { return blocks_.mention(party.second).company; });
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
  std::vector<size_t> index_;  // of each mention of the blocks among those of the extraction
};

}  // namespace

void report(const ArticleBlocks& blocks, const std::vector<Passage>& passages,
            const std::vector<MergedClaim>& claims, const std::string& news_day, Extraction& out) {
  Reporter(blocks, passages, claims, news_day, out).run();
}

}  // namespace dealwire
