#include "rules/rules.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "rules/amounts.h"
#include "rules/asides.h"
#include "rules/blocks.h"
#include "rules/figures.h"
#include "rules/frames.h"
#include "rules/home_currency.h"
#include "rules/lexicon.h"
#include "rules/merge.h"
#include "rules/name_shape.h"
#include "rules/names.h"
#include "rules/narrator.h"
#include "rules/passages.h"
#include "rules/protagonist.h"
#include "rules/reference.h"
#include "rules/report.h"
#include "rules/sequel.h"
#include "text/embedded.h"
#include "text/utf8.h"

namespace dealwire {

const std::vector<EmbeddedFile>& pack_files();  // generated

namespace {

// One article on its way through the rules.
class ArticleReader {
 public:
  ArticleReader(const Article& article, const MatchCopy& copy, const Packs& packs, const Pack& pack,
                const Budget& budget)
      : article_(article),
        copy_(copy),
        packs_(packs),
        pack_(pack),
        budget_(budget),
        blocks_(article, copy, budget),
        published_(article.published.value_or("")) {}

  Extraction run() {
    find_mentions();
    passages_ = passages_of(blocks_);
    const std::vector<MergedClaim> claims = merge();
    constexpr size_t kDay = 10;  // YYYY-MM-DD
    if (news_day_.empty()) news_day_ = article_.published.value_or("").substr(0, kDay);
    report(blocks_, passages_, claims, news_day_, out_);
    out_.partial = out_.partial || blocks_.cut();
    return std::move(out_);
  }

 private:
  void find_mentions() {
    size_t count = 0;
    std::vector<std::string_view> texts;
    for (const BlockMentions& block : blocks_.all()) texts.push_back(block.text);
    home_ = HomeCurrencies(std::move(texts), pack_);
    std::string seen, usual;  // currencies of all blocks so far, and of them the one at home
    // The title comes last: what it leaves out, the body tells.
    const std::vector<size_t> order = blocks_.body_first();
    int lead = 3;  // blocks that may tell the day
    for (const size_t i : order) {
      BlockMentions& block = blocks_.all()[i];
      if (count >= budget_.mentions) {
        out_.partial = true;
        break;
      }
      std::vector<TurnedDown> refused;
      read_amounts(block, usual, refused);
      // Where no page says when it was published, the first day near the text's beginning does.
      if (published_.empty() && lead-- > 0) {
        published_ = first_day(block);
        if (!published_.empty()) {
          refused.clear();
          read_amounts(block, usual, refused);
        }
      }
      for (const Found& found : block.found) {
        const std::string& currency = found.amount.currency;
        if (currency.empty() || is_in_family(seen, currency)) continue;
        seen += (seen.empty() ? "" : "|") + currency;
        usual = is_family(seen) ? home_.of_places(seen) : seen;
      }
      count += block.found.size();
      note(block.field(), block.begin, refused);
    }
    find_parties(blocks_.all(), packs_, pack_, budget_.mentions);
    blocks_.bound(budget_.mentions);
  }

  void read_amounts(BlockMentions& block, std::string_view usual_currency,
                    std::vector<TurnedDown>& refused) {
    const auto local = [&](std::string_view family, size_t at) {
      return local_currency_at(family, block, at);
    };
    const AmountContext context{local, published_, std::string(usual_currency)};
    block.found = find_amounts(block.text, pack_, context, refused);
  }

  static std::string first_day(const BlockMentions& block) {
    const auto day = std::find_if(block.found.begin(), block.found.end(), [](const Found& found) {
      return found.kind == Kind::kDate && found.date.first == found.date.last;
    });
    return day == block.found.end() ? "" : day->date.first;
  }

  // Which of a family of currencies is meant at a byte of a block.
  std::string local_currency_at(std::string_view family, const BlockMentions& block,
                                size_t at) const {
    const size_t begin = block.begin + at;
    const Range source = blocks_.article_range(block.field(), {begin, begin + 1});
    const Regions regions = copy_.regions_at(block.field(), source.begin);
    return local_currency(family, article_, home_, regions, pack_);
  }

  // An amount, and those that its block says it converts to.
  std::vector<const Amount*> figures(size_t mention) const {
    const Found& found = blocks_.mention(mention);
    std::vector<const Amount*> out{&found.amount};
    const size_t end = blocks_.first_mention(blocks_.block_of(mention) + 1);
    for (size_t i = mention + 1; i < end; ++i) {
      const Found& other = blocks_.mention(i);
      if (other.same_as == found.at) out.push_back(&other.amount);
    }
    return out;
  }

  bool is_of_title(size_t mention) const { return blocks_.all()[blocks_.block_of(mention)].title; }

  // $300m (about 420bn won) is the 420bn won of the next sentence; a headline rounds.
  bool same_figure(size_t a, size_t b) const {
    const size_t title = is_of_title(a) ? a : b, body = title == a ? b : a;
    if (is_of_title(title) && rounds(blocks_.mention(title).amount, blocks_.mention(body).amount)) {
      return true;
    }
    const auto of_a = figures(a), of_b = figures(b);
    return std::any_of(of_a.begin(), of_a.end(), [&](const Amount* x) {
      return std::any_of(of_b.begin(), of_b.end(),
                         [&](const Amount* y) { return x->same_figure(*y); });
    });
  }

  std::vector<MergedClaim> merge() {
    auto [claims, of_title] = read_passages();
    // The body says more than the title, so its claims take the lead.
    std::move(of_title.begin(), of_title.end(), std::back_inserter(claims));
    const MentionView view{[&](size_t i) { return blocks_.mention(i).party.key; },
                           [&](size_t i) -> const Amount& { return blocks_.mention(i).amount; },
                           [&](size_t a, size_t b) { return same_figure(a, b); },
                           [&](size_t i) { return is_of_title(i); },
                           [&](size_t i) { return blocks_.mention(i).measure == "tranche"; }};
    std::vector<MergedClaim> out = merge_claims(std::move(claims), view);
    drop_unlikely(out);
    return out;
  }

  // An article that tells no figure of any deal is hardly about deals: "took over" and "ordered"
  // are said of much else. There only what names a company counts.
  void drop_unlikely(std::vector<MergedClaim>& claims) {
    if (std::any_of(claims.begin(), claims.end(), has_figure)) return;
    std::erase_if(claims, [&](const MergedClaim& merged) {
      const auto& parties = merged.claim.parties;
      const auto is_company = [&](const auto& party) {
        return blocks_.mention(party.second).company;
      };
      if (std::any_of(parties.begin(), parties.end(), is_company)) return false;
      const Passage& passage = passages_[merged.sentences.front()];
      note(
          passage.field, passage.at.begin,
          {{{0, passage.at.size()},
            merged.claim.rule,
            "the article tells no figure of a deal, and none of the parties is surely a company"}});
      return true;
    });
  }

  // The claims of the body and those of the title.
  std::pair<Claims, Claims> read_passages() {
    constexpr size_t kLead = 4;  // blocks in which an article says what day it is of
    constexpr size_t kDay = 10;  // YYYY-MM-DD
    std::pair<Claims, Claims> out;
    const Sequel sequel(blocks_, passages_, pack_);
    Topic topic;
    topic.principal = most_named(blocks_, pack_);
    Descriptions descriptions;
    if (has_asides(pack_) || pack_.leaves_subjects_out())
      topic.protagonist = most_named(blocks_, pack_);
    std::optional<Narrator> narrator = find_narrator(blocks_, pack_);
    Days days{article_.published.value_or("").substr(0, kDay), ""};
    std::optional<Claim> wanting;  // what a sentence of the paragraph told without its amount
    bool told_by_title = false;    // whom the article is about
    for (size_t i = 0; i < passages_.size(); ++i) {
      auto& [field, at, block, opens_block, sentence] = passages_[i];
      topic.passage = i;
      if (opens_block) {
        topic.same_block = topic.subject_here = false;
        topic.half = {};
        wanting.reset();
      }
      // A title is written by others.
      if (field == Field::kText && narrator) {
        const Narrator speaks = *std::exchange(narrator, std::nullopt);
        topic.protagonist = speaks.who;
        (speaks.is_interviewed ? topic.interviewed : topic.issuer) = speaks.who;
        told_by_title = false;
      }
      // "Its main owner" goes on about whom the paragraph before was about.
      if (pack_.word_class("carry").has(word_at(sentence.text, 0))) {
        topic.same_block = topic.subject_here = true;
      }
      if (sentence.text.size() > budget_.sentence_bytes ||
          sentence.items.size() > budget_.mentions_per_sentence ||
          out.first.size() + out.second.size() >= budget_.claims) {
        out_.partial = true;
        continue;
      }
      descriptions.add(sentence, pack_);
      add_references(sentence, pack_, topic, descriptions);
      if (std::string day = last_day(sentence, days, pack_); !day.empty()) {
        days.named = std::move(day);
        if (news_day_.empty() && block < kLead) news_day_ = days.named;
      }
      Claims& claims = field == Field::kTitle ? out.second : out.first;
      std::vector<TurnedDown> refused;
      Unsettled unsettled;
      const size_t before = claims.size();
      std::vector<Claim> told = read_claims(sentence, pack_, days, topic, refused, unsettled);
      if (unsettled.only_aside) {
        if (auto more = sequel.named_part(sentence, days, claims)) {
          claims.emplace_back(std::move(*more), i);
        }
      }
      for (Claim& claim : told) {
        sequel.settle(claim, i, claims, wanting);
        claims.emplace_back(std::move(claim), i);
      }
      if (claims.size() == before) {
        auto more = sequel.go_on(sentence, topic, days, wanting, claims);
        if (!more) more = sequel.built_by(sentence, claims);
        if (more) claims.emplace_back(std::move(*more), i);
      }
      if (claims.size() == before && field != Field::kTitle) {
        for (Claim& claim : unsettled.one_sided) claims.emplace_back(std::move(claim), i);
      }
      std::optional<Claim>& lacking = unsettled.wanting;
      // A headline may begin with somebody else.
      if (field == Field::kTitle) {
        told_by_title = topic.protagonist.has_value() &&
                        opens_with_other(sentence.text, topic.protagonist->at, pack_);
      } else if (told_by_title && topic.subject_here && topic.subject) {
        topic.protagonist = topic.subject;
        told_by_title = false;
      }
      // One that lacks an amount only is rather told further than one that lacks a party too.
      const bool poorer =
          wanting && !wanting->one_sided && lacking && lacking->one_sided && !lacking->money;
      if ((lacking && !poorer) || claims.size() > before) wanting = std::move(lacking);
      topic.same_block = true;
      note(field, at.begin, refused);
    }
    return out;
  }

  void note(Field field, size_t base, const std::vector<TurnedDown>& refused) {
    for (const TurnedDown& r : refused) {
      if (out_.refusals.size() >= budget_.mentions) return;
      out_.refusals.push_back({field,
                               blocks_.article_range(field, {base + r.at.begin, base + r.at.end}),
                               r.rule, r.reason});
    }
  }

  const Article& article_;
  const MatchCopy& copy_;
  const Packs& packs_;
  const Pack& pack_;
  const Budget& budget_;

  ArticleBlocks blocks_;
  std::vector<Passage> passages_;
  // What months and weekdays are resolved against, EDTF or RFC 3339; "" if neither the page nor the
  // text tells.
  std::string published_;
  HomeCurrencies home_;
  // The day that the article names first, else that of its publication; "" if neither is known.
  std::string news_day_;
  Extraction out_;
};

}  // namespace

Expected<Rules> Rules::load(std::vector<DataFile> files, Fold fold, When packs_are_read) {
  auto packs = Packs::load(std::move(files), std::move(fold));
  if (!packs) return tl::make_unexpected(packs.error());
  if (packs_are_read == When::kAtOnce) {
    if (auto all = packs->check(); !all) return tl::make_unexpected(all.error());
  }
  return Rules(std::move(*packs));
}

Extraction Rules::read(const Article& article, const MatchCopy& copy, const Budget& budget) const {
  const Pack* pack = packs_.find(article.lang.substr(0, article.lang.find('-')));
  if (pack == nullptr) return {};
  return ArticleReader(article, copy, packs_, *pack, budget).run();
}

std::vector<DataFile> embedded_packs() {
  std::vector<DataFile> out;
  for (const EmbeddedFile& file : pack_files()) {
    out.push_back({std::string(file.path), std::string(file.content), std::string(file.path)});
  }
  return out;
}

}  // namespace dealwire
