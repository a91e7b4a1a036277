#include "rules/rules.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

#include "rules/amounts.h"
#include "rules/asides.h"
#include "rules/blocks.h"
#include "rules/frames.h"
#include "rules/lexicon.h"
#include "rules/merge.h"
#include "rules/name_shape.h"
#include "rules/names.h"
#include "rules/passages.h"
#include "rules/reference.h"
#include "rules/report.h"
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
  using Claims = std::vector<std::pair<Claim, size_t>>;  // each with its passage

  void find_mentions() {
    size_t count = 0;
    std::vector<std::string_view> texts;
    for (const BlockMentions& block : blocks_.all()) texts.push_back(block.text);
    home_ = home_currency(texts, pack_);
    std::optional<std::string> only_currency;  // of all blocks so far; "" if there are several
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
      read_amounts(block, only_currency.value_or(""), refused);
      // Where no page says when it was published, the first day near the text's beginning does.
      if (published_.empty() && lead-- > 0) {
        published_ = first_day(block);
        if (!published_.empty()) {
          refused.clear();
          read_amounts(block, only_currency.value_or(""), refused);
        }
      }
      for (const Found& found : block.found) {
        const std::string& currency = found.amount.currency;
        if (currency.empty()) continue;
        if (!only_currency) only_currency = currency;
        if (*only_currency != currency) only_currency = "";
      }
      count += block.found.size();
      note(block.field(), block.begin, refused);
    }
    find_parties(blocks_.all(), packs_, pack_, budget_.mentions);
    blocks_.bound(budget_.mentions);
  }

  void read_amounts(BlockMentions& block, std::string_view only_currency,
                    std::vector<TurnedDown>& refused) {
    const auto local = [&](std::string_view family, size_t at) {
      return local_currency_at(family, block, at);
    };
    const AmountContext context{local, published_, std::string(only_currency)};
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

  std::vector<MergedClaim> merge() {
    auto [claims, of_title] = read_passages();
    // The body says more than the title, so its claims take the lead.
    std::move(of_title.begin(), of_title.end(), std::back_inserter(claims));
    const MentionView view{[&](size_t i) { return blocks_.mention(i).party.key; },
                           [&](size_t i) -> const Amount& { return blocks_.mention(i).amount; },
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
    Topic topic;
    Descriptions descriptions;
    if (has_asides(pack_) || leaves_subjects_out(pack_)) topic.protagonist = most_named();
    Days days{article_.published.value_or("").substr(0, kDay), ""};
    std::optional<Claim> wanting;  // what a sentence of the paragraph told without its amount
    bool told_by_title = false;    // whom the article is about
    for (size_t i = 0; i < passages_.size(); ++i) {
      auto& [field, at, block, opens_block, sentence] = passages_[i];
      if (opens_block) {
        topic.same_block = topic.subject_here = false;
        wanting.reset();
      }
      // "Its main owner" goes on about whom the paragraph before was about.
      if (pack_.word_class("carry").value(word_at(sentence.text, 0)) != nullptr) {
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
      std::optional<Claim> lacking;
      const size_t before = claims.size();
      for (Claim& claim : read_claims(sentence, pack_, days, topic, refused, lacking)) {
        if (wanting && tells_with_whom(*wanting, claim)) claim.money = wanting->money;
        claim.goes_on =
            adds_to_last(claim, sentence, claims, i) || joins_last(claim, sentence, claims, i);
        claims.emplace_back(std::move(claim), i);
      }
      if (claims.size() == before) {
        if (auto more = go_on(sentence, topic, days, wanting, claims)) {
          claims.emplace_back(std::move(*more), i);
        }
      }
      // A headline may begin with somebody else.
      if (field == Field::kTitle) {
        told_by_title = topic.protagonist.has_value() && pack_.language == "ja" &&
                        !opens_headline(sentence.text, topic.protagonist->at);
      } else if (told_by_title && topic.subject_here && topic.subject) {
        topic.protagonist = topic.subject;
        told_by_title = false;
      }
      if (lacking || claims.size() > before) wanting = std::move(lacking);
      topic.same_block = true;
      note(field, at.begin, refused);
    }
    return out;
  }

  // 증자를 하기로 했다. 증자에는 X가 참여한다: does the claim say with whom the half of a deal is
  // that the sentence before told with its sum?
  bool tells_with_whom(const Claim& half, const Claim& claim) const {
    if (!half.money || half.parties.size() != 1 || half.type != claim.type || claim.money) {
      return false;
    }
    const auto& [role, mention] = half.parties.front();
    return std::any_of(claim.parties.begin(), claim.parties.end(), [&](const auto& party) {
      return party.first == role &&
             blocks_.mention(party.second).party.key == blocks_.mention(mention).party.key;
    });
  }

  // 三輪は北浜を買収する。創業家から全株式を100億円で取得する: does a sentence that names nobody go
  // on with the deal of the one before it, which lacks an amount?
  bool adds_to_last(const Claim& claim, const Sentence& sentence, const Claims& claims,
                    size_t passage) const {
    if (pack_.case_after_places.empty() || claims.empty()) return false;
    const auto& [last, told] = claims.back();
    // A row of a filing may stand some lines behind.
    constexpr size_t kRows = 10;
    const bool next = told + 1 == passage && passages_[told].block == passages_[passage].block;
    const bool row = claim.doubts.fallback && passage <= told + kRows;
    if (!next && !row) return false;
    if (last.type != claim.type || last.parties.size() < 2 || claim.parties.size() != 1)
      return false;
    const bool opens_other = pack_.word_class("new_matter").longest(sentence.text, 0).length > 0;
    const bool same_amounts =
        (last.money && claim.money) || (last.power && claim.power) || (last.stake && claim.stake);
    if (!claim.doubts.carried_party || opens_other || same_amounts) return false;
    const bool names_somebody = std::any_of(
        sentence.items.begin(), sentence.items.end(),
        [](const auto& item) { return item.found->kind == Kind::kParty && !item.found->weak; });
    if (names_somebody) return false;
    const auto& [role, mention] = claim.parties.front();
    return std::any_of(last.parties.begin(), last.parties.end(), [&](const auto& party) {
      return party.first == role &&
             blocks_.mention(party.second).party.key == blocks_.mention(mention).party.key;
    });
  }

  // 三輪は北浜に融資した。赤坂も加わった: is who pays more told in the next sentence, and to whom
  // not? Then it is to whom the sentence before says; the claim loses what it has guessed.
  bool joins_last(Claim& claim, const Sentence& sentence, const Claims& claims,
                  size_t passage) const {
    if (pack_.case_after_places.empty() || claims.empty() || claim.type != "financing")
      return false;
    const auto& [last, told] = claims.back();
    constexpr size_t kFarthest = 3;  // sentences
    if (told + kFarthest < passage || passages_[told].block != passages_[passage].block)
      return false;
    if (last.type != claim.type || claim.money || !claim.doubts.carried_party) return false;
    const auto guessed =
        std::find_if(claim.parties.begin(), claim.parties.end(), [&](const auto& party) {
          return party.first == "borrower" &&
                 std::none_of(sentence.items.begin(), sentence.items.end(),
                              [&](const auto& item) { return item.index == party.second; });
        });
    if (guessed == claim.parties.end() || claim.parties.size() < 2) return false;
    claim.parties.erase(guessed);
    return true;
  }

  // 三輪、北浜を買収: does the headline begin with a name, and say what that one does?
  bool opens_headline(std::string_view title, Range name) const {
    constexpr std::string_view kComma = "、";
    if (name.end > title.size() || title.substr(0, name.begin).find(kComma) != title.npos)
      return false;
    if (title.substr(name.end).starts_with(kComma)) return true;
    const Trie::Match word = pack_.case_after.longest(title, name.end);
    if (word.length == 0) return name.begin == 0;
    const std::string& place = pack_.case_after_places[static_cast<size_t>(word.value)];
    return place == "topic" || place == "subject";
  }

  // What a sentence without a claim of its own adds to the one that lacks an amount, or else to the
  // last one.
  std::optional<Claim> go_on(const Sentence& sentence, const Topic& topic, const Days& days,
                             const std::optional<Claim>& wanting, const Claims& claims) const {
    const KeyOf key_of = [&](size_t mention) { return blocks_.mention(mention).party.key; };
    const auto continued = [&](const Claim& told) {
      const bool alone = !names_others(sentence, told);
      const AmountsOf amounts = topic.same_block && alone   ? AmountsOf::kPayment
                                : topic.same_block || alone ? AmountsOf::kDeal
                                                            : AmountsOf::kNothing;
      return continue_claim(sentence, pack_, days, told, key_of, amounts);
    };
    std::optional<Claim> out;
    if (wanting) out = continued(*wanting);
    if (out && !out->money) out->money = wanting->money;
    if (out && out->parties.size() < 2 && wanting->money) out.reset();  // still nobody to deal with
    if (out || claims.empty()) return out;
    out = continued(claims.back().first);
    if (out) out->goes_on = true;
    // The sentence before may have told several: a sale and a lease back.
    for (auto told = claims.rbegin(); !out && told != claims.rend(); ++told) {
      if (told->second != claims.back().second) break;
      out = continued(told->first);
    }
    return out;
  }

  // The party that the article names more often than any other, if it does so again and again.
  std::optional<Sentence::Item> most_named() const {
    constexpr size_t kOften = 3;
    std::map<std::string_view, std::pair<size_t, size_t>> named;  // key: times, first mention
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const Found& found = blocks_.mention(i);
      if (found.kind != Kind::kParty || found.weak) continue;
      ++named.emplace(found.party.key, std::pair<size_t, size_t>{0, i}).first->second.first;
    }
    std::pair<size_t, size_t> most{0, 0};
    bool alone = false;
    for (const auto& [key, times] : named) {
      alone = times.first > most.first || (alone && times.first < most.first);
      if (times.first > most.first) most = times;
    }
    // Where subjects are left out, whom the title names first is whom 公司 means in the text.
    const auto titled = named.find(first_of_title());
    // A filing names its company in full once.
    const bool of_filing = titled != named.end() && ends_in(titled->first, "full_form", pack_);
    if (titled != named.end() && (of_filing || titled->second.first >= kOften)) {
      most = titled->second;
      alone = true;
    }
    if (!alone || most.first < kOften) return std::nullopt;
    return Sentence::Item{&blocks_.mention(most.second), {}, most.second};
  }

  // The key of the party that the title names first, in a language that leaves subjects out.
  std::string_view first_of_title() const {
    if (!leaves_subjects_out(pack_)) return {};
    for (const BlockMentions& block : blocks_.all()) {
      if (!block.title) continue;
      const auto party = std::find_if(
          block.found.begin(), block.found.end(),
          [](const Found& found) { return found.kind == Kind::kParty && !found.weak; });
      if (party != block.found.end()) return party->party.key;
    }
    return {};
  }

  // Does the sentence name a party that has no part in the claim?
  bool names_others(const Sentence& sentence, const Claim& claim) const {
    return std::any_of(
        sentence.items.begin(), sentence.items.end(), [&](const Sentence::Item& item) {
          const auto& found = *item.found;
          const bool may_be_words = found.weak && is_cjk(character_at(found.party.name, 0));
          return found.kind == Kind::kParty && !may_be_words &&
                 std::none_of(claim.parties.begin(), claim.parties.end(), [&](const auto& party) {
                   return blocks_.mention(party.second).party.key == found.party.key;
                 });
        });
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
  std::string home_;  // the currency of the country that the article is from, if its words tell
  // The day that the article names first, else that of its publication; "" if neither is known.
  std::string news_day_;
  Extraction out_;
};

}  // namespace

Expected<Rules> Rules::load(const std::vector<DataFile>& files, const Fold& fold) {
  auto packs = load_packs(files, fold);
  if (!packs) return tl::make_unexpected(packs.error());
  return Rules(std::move(*packs));
}

Extraction Rules::read(const Article& article, const MatchCopy& copy, const Budget& budget) const {
  const auto pack = packs_.by_language.find(article.lang.substr(0, article.lang.find('-')));
  if (pack == packs_.by_language.end()) return {};
  return ArticleReader(article, copy, packs_, pack->second, budget).run();
}

std::vector<DataFile> embedded_packs() {
  std::vector<DataFile> out;
  for (const EmbeddedFile& file : pack_files()) {
    out.push_back({std::string(file.path), std::string(file.content), std::string(file.path)});
  }
  return out;
}

}  // namespace dealwire
