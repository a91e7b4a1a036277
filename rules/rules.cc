#include "rules/rules.h"

#include <algorithm>
#include <numeric>
#include <optional>

#include <re2/re2.h>

#include "rules/amounts.h"
#include "rules/asides.h"
#include "rules/confidence.h"
#include "rules/frames.h"
#include "rules/lexicon.h"
#include "rules/merge.h"
#include "rules/names.h"
#include "rules/reference.h"
#include "text/embedded.h"
#include "text/sentence.h"
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
        published_(article.published.value_or("")) {}

  Extraction run() {
    split_blocks();
    find_mentions();
    read_sentences();
    collect();
    return std::move(out_);
  }

 private:
  // A block of a field; `begin` is where it lies in the match copy.
  struct Place {
    Field field;
    size_t begin;
  };

  // A sentence that was read, for evidence.
  struct Said {
    Field field;
    Range at;  // bytes of the field's match copy
  };

  void split_blocks() {
    for (Field field : {Field::kTitle, Field::kText}) {
      const std::string_view text = copy_[field].text;
      for (size_t begin = 0; begin < text.size();) {
        const size_t end = std::min(text.find('\n', begin), text.size());
        if (end > begin) {
          const std::string_view block = bounded(text.substr(begin, end - begin));
          blocks_.push_back({block, field == Field::kTitle, {}});
          places_.push_back({field, begin});
        }
        begin = end + 1;
      }
    }
  }

  // The block, or as much of it as is read.
  std::string_view bounded(std::string_view block) {
    if (block.size() <= budget_.block_bytes) return block;
    out_.partial = true;
    return block.substr(0, previous_position(block, budget_.block_bytes + 1));
  }

  void find_mentions() {
    size_t count = 0;
    std::optional<std::string> only_currency;  // of all blocks so far; "" if there are several
    // The title comes last: what it leaves out, the body tells.
    const std::vector<size_t> order = body_first();
    for (const size_t i : order) {
      if (count >= budget_.mentions) {
        blocks_.resize(i);
        places_.resize(i);
        out_.partial = true;
        break;
      }
      std::vector<TurnedDown> refused;
      read_amounts(i, only_currency.value_or(""), refused);
      // Where no page says when it was published, the day that the text opens with does.
      if (published_.empty() && i == order.front()) {
        published_ = first_day(blocks_[i]);
        if (!published_.empty()) {
          refused.clear();
          read_amounts(i, only_currency.value_or(""), refused);
        }
      }
      for (const Found& found : blocks_[i].found) {
        const std::string& currency = found.amount.currency;
        if (currency.empty()) continue;
        if (!only_currency) only_currency = currency;
        if (*only_currency != currency) only_currency = "";
      }
      count += blocks_[i].found.size();
      note(places_[i].field, places_[i].begin, refused);
    }
    find_parties(blocks_, packs_, pack_, budget_.mentions);
    bound_mentions();
    first_index_.push_back(0);
    for (const BlockMentions& block : blocks_) {
      first_index_.push_back(first_index_.back() + block.found.size());
      for (const Found& found : block.found) all_.push_back(&found);
    }
  }

  void read_amounts(size_t i, std::string_view only_currency, std::vector<TurnedDown>& refused) {
    const auto local = [&](std::string_view family, size_t at) {
      return local_currency_at(family, places_[i], at);
    };
    const AmountContext context{local, published_, std::string(only_currency)};
    blocks_[i].found = find_amounts(blocks_[i].text, pack_, context, refused);
  }

  static std::string first_day(const BlockMentions& block) {
    const auto day = std::find_if(block.found.begin(), block.found.end(), [](const Found& found) {
      return found.kind == Kind::kDate && found.date.first == found.date.last;
    });
    return day == block.found.end() ? "" : day->date.first;
  }

  // The blocks of the body in order, then those of the title.
  std::vector<size_t> body_first() const {
    std::vector<size_t> out(blocks_.size());
    std::iota(out.begin(), out.end(), 0);
    std::stable_partition(out.begin(), out.end(), [&](size_t i) { return !blocks_[i].title; });
    return out;
  }

  // Which of a family of currencies is meant at a byte of a block.
  std::string local_currency_at(std::string_view family, const Place& block, size_t at) const {
    const size_t begin = block.begin + at;
    const Range source = article_range(block.field, {begin, begin + 1});
    return local_currency(family, article_, copy_.regions_at(block.field, source.begin), pack_);
  }

  // So far whole blocks were counted.
  void bound_mentions() {
    size_t left = budget_.mentions;
    for (BlockMentions& block : blocks_) {
      if (block.found.size() > left) {
        block.found.erase(block.found.begin() + static_cast<ptrdiff_t>(left), block.found.end());
        out_.partial = true;
      }
      left -= block.found.size();
    }
  }

  // The sentences of a block; the dot inside a mention (am 4. November, 3 Mrd. Euro) ends none.
  static std::vector<Range> sentences_of(const BlockMentions& block) {
    std::vector<Range> out;
    size_t next = 0;
    for (const Range& range : split_sentences(block.text)) {
      while (next < block.found.size() && block.found[next].at.end <= range.begin) ++next;
      const bool goes_on =
          !out.empty() && next < block.found.size() && block.found[next].at.begin < out.back().end;
      if (goes_on) {
        out.back().end = range.end;
      } else {
        out.push_back(range);
      }
    }
    return out;
  }

  void read_sentences() {
    std::vector<std::pair<Claim, size_t>> of_body, of_title;
    constexpr size_t kLead = 4;  // blocks in which an article says what day it is of
    Topic topic;
    if (has_asides(pack_) || leaves_subjects_out(pack_)) topic.protagonist = most_named();
    constexpr size_t kDay = 10;  // YYYY-MM-DD
    Days days{article_.published.value_or("").substr(0, kDay), ""};
    for (size_t i = 0, last = 0; i < blocks_.size(); i = last + 1) {
      const BlockMentions& block = blocks_[i];
      last = rows_end(i);
      const BlockMentions& end = blocks_[last];
      const std::string_view text(block.text.data(),
                                  end.text.data() + end.text.size() - block.text.data());
      topic.same_block = topic.subject_here = false;
      std::optional<Claim> wanting;  // what a sentence of the paragraph told without its amount
      size_t next = 0;
      for (const Range& range :
           last == i ? sentences_of(block) : std::vector<Range>{{0, text.size()}}) {
        Sentence sentence{text.substr(range.begin, range.size()), {}, {}};
        for (size_t row = i; row <= last; ++row) {
          add_mentions(row, static_cast<size_t>(blocks_[row].text.data() - text.data()), range,
                       next, sentence);
          if (row < last) next = 0;
        }
        if (sentence.text.size() > budget_.sentence_bytes ||
            sentence.items.size() > budget_.mentions_per_sentence ||
            of_body.size() + of_title.size() >= budget_.claims) {
          out_.partial = true;
          continue;
        }
        add_references(sentence, pack_, topic);
        std::vector<TurnedDown> refused;
        const size_t begin = places_[i].begin + range.begin;
        auto& claims = block.title ? of_title : of_body;
        const size_t before = claims.size();
        if (std::string day = last_day(sentence, days, pack_); !day.empty()) {
          days.named = std::move(day);
          if (news_day_.empty() && i < kLead) news_day_ = days.named;
        }
        std::optional<Claim> lacking;
        for (Claim& claim : read_claims(sentence, pack_, days, topic, refused, lacking)) {
          claims.emplace_back(std::move(claim), said_.size());
        }
        if (claims.size() == before) {
          const KeyOf key_of = [&](size_t m) { return all_[m]->party.key; };
          std::optional<Claim> more;
          const auto go_on = [&](const Claim& told) {
            const bool of_it = topic.same_block || !names_others(sentence, told);
            return continue_claim(sentence, pack_, told, key_of, /*amounts_too=*/of_it);
          };
          if (wanting) more = go_on(*wanting);
          if (!more && before > 0) {
            more = go_on(claims.back().first);
            if (more) more->goes_on = true;
          }
          if (more) claims.emplace_back(std::move(*more), said_.size());
        }
        if (lacking || claims.size() > before) wanting = std::move(lacking);
        topic.same_block = true;
        note(places_[i].field, begin, refused);
        said_.push_back({places_[i].field, {begin, begin + range.size()}});
      }
    }
    // The body says more than the title, so its claims take the lead.
    std::move(of_title.begin(), of_title.end(), std::back_inserter(of_body));
    const MentionView view{[&](size_t i) { return all_[i]->party.key; },
                           [&](size_t i) -> const Amount& { return all_[i]->amount; },
                           [&](size_t i) { return all_[i]->measure == "tranche"; }};
    merged_ = merge_claims(std::move(of_body), view);
  }

  // Adds the mentions of a block from `next` on that lie in a stretch of text, to whose begin the
  // block has a distance.
  void add_mentions(size_t block, size_t distance, Range stretch, size_t& next,
                    Sentence& sentence) const {
    const auto& all = blocks_[block].found;
    for (; next < all.size() && all[next].at.begin + distance < stretch.end; ++next) {
      const Found& found = all[next];
      const Range at{found.at.begin + distance, found.at.end + distance};
      if (!stretch.contains(at)) continue;
      const Range in_sentence{at.begin - stretch.begin, at.end - stretch.begin};
      if (found.kind == Kind::kDate) {
        sentence.dates.push_back({&found.date, in_sentence});
      } else if (found.kind != Kind::kPercent) {  // percentages are no part of deals
        sentence.items.push_back({&found, in_sentence, first_index_[block] + next});
      }
    }
  }

  // Rows of a filing, "- Buyer: X", are one sentence with the heading before them. The last of
  // those that begin with a block.
  size_t rows_end(size_t first) const {
    constexpr size_t kLongest = 300, kMost = 2000;  // bytes
    static const std::string kMark =
        R"re(^ ?(?:[-·•○□■▶※*]|\(?[\d]{1,2}[.)]|\([가-하]\)|[가-하]\.|[①-⑳])? ?)re";
    static const RE2 kRow(kMark +
                          R"re((?:[^:.\n]{1,30}:|[\p{Han}\p{Katakana}・()]{2,15} ).*[^.。]$)re");
    static const RE2 kHeading(R"re(^ ?(?:\d{1,2}[.)]|[가-하]\.|[①-⑳■□▶]) ?[^:.\n]{2,60}$)re");
    const auto is = [&](const RE2& pattern, size_t i) {
      const std::string_view text = blocks_[i].text;
      return !blocks_[i].title && text.size() <= kLongest &&
             RE2::FullMatch(re2::StringPiece(text.data(), text.size()), pattern);
    };
    if (!is(kHeading, first) && !is(kRow, first)) return first;
    size_t last = first;
    const char* begin = blocks_[first].text.data();
    while (last + 1 < blocks_.size() && is(kRow, last + 1) &&
           static_cast<size_t>(blocks_[last + 1].text.data() - begin) < kMost) {
      ++last;
    }
    return last;
  }

  // The party that the article names more often than any other, if it does so again and again.
  std::optional<Sentence::Item> most_named() const {
    constexpr size_t kOften = 3;
    std::map<std::string_view, std::pair<size_t, size_t>> named;  // key: times, first mention
    for (size_t i = 0; i < all_.size(); ++i) {
      if (all_[i]->kind != Kind::kParty || all_[i]->weak) continue;
      ++named.emplace(all_[i]->party.key, std::pair<size_t, size_t>{0, i}).first->second.first;
    }
    std::pair<size_t, size_t> most{0, 0};
    bool alone = false;
    for (const auto& [key, times] : named) {
      alone = times.first > most.first || (alone && times.first < most.first);
      if (times.first > most.first) most = times;
    }
    if (!alone || most.first < kOften) return std::nullopt;
    return Sentence::Item{all_[most.second], {}, most.second};
  }

  // Does the sentence name a party that has no part in the claim?
  bool names_others(const Sentence& sentence, const Claim& claim) const {
    return std::any_of(
        sentence.items.begin(), sentence.items.end(), [&](const Sentence::Item& item) {
          const auto& found = *item.found;
          const bool may_be_words = found.weak && is_cjk(character_at(found.party.name, 0));
          return found.kind == Kind::kParty && !may_be_words &&
                 std::none_of(claim.parties.begin(), claim.parties.end(), [&](const auto& party) {
                   return all_[party.second]->party.key == found.party.key;
                 });
        });
  }

  // Turns what was found into positions of the article. Weak names that no deal took are gone.
  void collect() {
    std::vector<bool> used(all_.size(), false), of_deal(all_.size(), false);
    for (const MergedClaim& merged : merged_) {
      for (const auto& [role, mention] : merged.claim.parties) used[mention] = true;
      for (const auto& amount : {merged.claim.money, merged.claim.power, merged.claim.stake}) {
        if (amount) of_deal[*amount] = true;
      }
    }
    const auto names = own_names();
    std::vector<size_t> index(all_.size(), 0);
    for (size_t i = 0, block = 0; i < all_.size(); ++i) {
      while (i >= first_index_[block + 1]) ++block;
      const Found& found = *all_[i];
      if (found.weak && !used[i]) continue;
      index[i] = out_.mentions.size();
      Mention mention;
      mention.kind = found.kind;
      mention.field = places_[block].field;
      const size_t base = places_[block].begin;
      mention.at = article_range(mention.field, {base + found.at.begin, base + found.at.end});
      mention.text = text_of(mention.field, mention.at);
      mention.rule = found.rule;
      mention.amount = found.amount;
      if (found.kind == Kind::kMoney) {
        mention.measure = of_deal[i] ? "deal" : found.measure.empty() ? "other" : found.measure;
      }
      mention.per = found.per;
      if (found.same_as) mention.same_as = index[index_of(block, *found.same_as)];
      mention.date = found.date;
      mention.party = found.party;
      // What the article calls a party it does not know, in its own script.
      if (found.kind == Kind::kParty && found.party.id.empty()) {
        const auto own = names.find(found.party.name);
        mention.party.name = own == names.end() ? mention.text : own->second;
      }
      out_.mentions.push_back(std::move(mention));
    }
    for (const MergedClaim& merged : merged_) {
      const Claim& claim = merged.claim;
      Deal deal;
      deal.type = claim.type;
      deal.status = claim.status;
      deal.date = date_of(claim);
      deal.confidence = confidence_of(support_of(merged));
      deal.rule = claim.rule;
      for (const auto& [role, mention] : claim.parties)
        deal.parties.push_back({role, index[mention]});
      // In the order that the money flows, and of the text.
      std::sort(deal.parties.begin(), deal.parties.end(),
                [&](const DealParty& a, const DealParty& b) {
                  const size_t x = role_rank(deal.type, a.role), y = role_rank(deal.type, b.role);
                  return x != y ? x < y : a.mention < b.mention;
                });
      const auto place = [&](const std::optional<size_t>& amount) {
        return amount ? std::optional<size_t>(index[*amount]) : std::nullopt;
      };
      deal.money = place(claim.money);
      deal.power = place(claim.power);
      deal.stake = place(claim.stake);
      for (size_t amount : claim.also) deal.also.push_back(index[amount]);
      for (size_t sentence : merged.sentences) {
        const Said& said = said_[sentence];
        const Range at = article_range(said.field, said.at);
        deal.evidence.push_back({said.field, at, text_of(said.field, at), {}});
      }
      out_.deals.push_back(std::move(deal));
    }
  }

  Support support_of(const MergedClaim& merged) const {
    constexpr size_t kLong = 100;  // columns of two
    const Claim& claim = merged.claim;
    const Said& first = said_[merged.sentences.front()];
    const auto has_part = [&](const std::string& key) {
      return std::any_of(claim.parties.begin(), claim.parties.end(),
                         [&](const auto& party) { return all_[party.second]->party.key == key; });
    };
    const auto pays = [](const auto& party) { return is_payer(party.first); };
    const bool one_sided = std::all_of(claim.parties.begin(), claim.parties.end(), pays) ||
                           std::none_of(claim.parties.begin(), claim.parties.end(), pays);
    Support out;
    out.doubts = claim.doubts;
    out.lacks_side = claim.type == "partnership" ? claim.parties.size() < 2
                                                 : claim.type != "construction" && one_sided;
    out.has_figure = claim.money || claim.power || claim.stake;
    out.is_long = columns(text_of(first.field, article_range(first.field, first.at))) > 2 * kLong;
    out.sentences = merged.sentences.size();
    std::map<std::string_view, size_t> named;
    for (size_t i = 0, block = 0; i < all_.size(); ++i) {
      while (i >= first_index_[block + 1]) ++block;
      const Found& found = *all_[i];
      if (found.kind != Kind::kParty) continue;
      ++named[found.party.key];
      const size_t pos = places_[block].begin + found.at.begin;
      const bool in_first =
          places_[block].field == first.field && first.at.begin <= pos && pos < first.at.end;
      out.leaves_out = out.leaves_out || (in_first && !found.weak && !has_part(found.party.key));
    }
    out.named_once =
        std::any_of(claim.parties.begin(), claim.parties.end(),
                    [&](const auto& party) { return named[all_[party.second]->party.key] == 1; });
    return out;
  }

  // Talks have no date. News is of the day that the article opens with, if the claim tells none and
  // does not look back.
  std::optional<std::string> date_of(const Claim& claim) const {
    if (claim.status == "rumored") return std::nullopt;
    if (!claim.date.edtf.empty()) return claim.date.edtf;
    if (claim.date.is_background || news_day_.empty()) return std::nullopt;
    return news_day_;
  }

  // The mention that stands at a place of a block, as an index into all_.
  size_t index_of(size_t block, Range at) const {
    const auto& found = blocks_[block].found;
    const auto it = std::lower_bound(found.begin(), found.end(), at.begin,
                                     [](const Found& f, size_t pos) { return f.at.begin < pos; });
    return first_index_[block] + static_cast<size_t>(it - found.begin());
  }

  // The names of unknown parties, from the match copy's form to how the article writes it, so that
  // a short form goes by its party's full name in the article's own script.
  std::map<std::string, std::string> own_names() const {
    std::map<std::string, std::string> out;
    for (size_t i = 0; i < blocks_.size(); ++i) {
      for (const Found& found : blocks_[i].found) {
        if (blocks_[i].text.substr(found.at.begin, found.at.size()) != found.party.name) continue;
        const size_t base = places_[i].begin;
        const Range at{base + found.at.begin, base + found.at.end};
        out.emplace(found.party.name,
                    text_of(places_[i].field, article_range(places_[i].field, at)));
      }
    }
    return out;
  }

  Range article_range(Field field, Range at) const { return copy_[field].source.span(at); }

  std::string text_of(Field field, Range at) const {
    return article_[field].text.substr(at.begin, at.size());
  }

  void note(Field field, size_t base, const std::vector<TurnedDown>& refused) {
    for (const TurnedDown& r : refused) {
      if (out_.refusals.size() >= budget_.mentions) return;
      out_.refusals.push_back(
          {field, article_range(field, {base + r.at.begin, base + r.at.end}), r.rule, r.reason});
    }
  }

  const Article& article_;
  const MatchCopy& copy_;
  const Packs& packs_;
  const Pack& pack_;
  const Budget& budget_;

  std::vector<BlockMentions> blocks_;
  std::vector<Place> places_;
  std::vector<size_t> first_index_;  // of each block's mentions in all_
  std::vector<const Found*> all_;    // the mentions of all blocks
  std::vector<Said> said_;
  std::vector<MergedClaim> merged_;
  // What months and weekdays are resolved against, EDTF or RFC 3339; "" if neither the page nor the
  // text tells.
  std::string published_;
  std::string news_day_;  // the day that the article names first; "" if it names none
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
