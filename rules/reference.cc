#include "rules/reference.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "rules/lexicon.h"
#include "rules/name_lists.h"
#include "rules/name_shape.h"
#include "rules/reference_words.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

using Item = Sentence::Item;

const Item* pointer(const std::optional<Item>& item) { return item ? &*item : nullptr; }

// Are they two parties, or is only the first one known?
bool differs(const Item* item, const Item* other) {
  return item != nullptr && (other == nullptr || item->key() != other->key());
}

class ReferenceResolver {
 public:
  ReferenceResolver(const Sentence& sentence, const Pack& pack, const Topic& topic,
                    const Descriptions& descriptions)
      : sentence_(sentence), pack_(pack), topic_(topic), descriptions_(descriptions) {}

  // The mention that the word stands for, if there is one.
  std::optional<Item> resolve(const Reference& word) const {
    if (word.how == "last" || word.how == "former") {
      PartyPair pair = last_two(sentence_, word.at.begin, topic_);
      return word.how == "last" ? pair.latter : pair.former;
    }
    const Item* out = is_thing(word) || is_thing_before(word) ? nullptr : find(word);
    const auto described = described_by(word);
    const bool fits = std::any_of(described.begin(), described.end(), [&](const auto& item) {
      return out != nullptr && item.key() == out->key();
    });
    if (!described.empty() && !fits) return described.back();
    return out == nullptr ? std::nullopt : std::optional(*out);
  }

  // The two named last before `pos`, in their order.
  PartyPair both_before(size_t pos) const {
    PartyPair out = last_two(sentence_, pos, topic_);
    // 甲公司證實,雙方已終止採購合約: who speaks, and was named before, acts.
    const auto& items = sentence_.items;
    const bool opens = out.latter && !items.empty() && pack_.leaves_subjects_out() &&
                       items.front().is_party() && items.front().key() == out.latter->key();
    if (opens) std::swap(out.former, out.latter);
    return out;
  }

  // Has sold it to Orsk, bought the company for $5m, where spaces part words: does it stand behind
  // the verb of a clause, and nothing that it could do itself behind it?
  bool is_acted_upon(const Reference& word) const {
    if (word.how != "subject" || word.has_case || !pack_.words_begin_clauses()) return false;
    const std::string_view text = sentence_.text;
    const std::string_view left = text.substr(0, word.at.begin);
    if (!left.ends_with(' ') || pack_.word_class("deed").value(last_word(trim(left))) == nullptr) {
      return false;
    }
    const std::string_view behind = text.substr(word.at.end);
    return !behind.starts_with(' ') ||
           pack_.word_class("case").value(word_at(behind, 1)) != nullptr;
  }

 private:
  // 入股該公司, 買下這家英國藥廠的股權: does it stand where a verb acts upon it? Words without case
  // do, where a clause ends behind them, or a share or an amount follows.
  bool is_object(const Reference& word) const {
    if (word.how != "topic" || word.has_case || !pack_.leaves_subjects_out()) return false;
    const std::string_view text = sentence_.text;
    if (opens_clause(text, word.at.begin, pack_)) return false;
    const char32_t next = character_at(text, word.at.end);
    const bool amount = std::any_of(
        sentence_.items.begin(), sentence_.items.end(),
        [&](const auto& item) { return item.at.begin == word.at.end && !item.is_party(); });
    return amount || !(is_cjk(next) || is_word_character(next) || next == '(') ||
           pack_.word_class("modifier").longest(text, word.at.end).length > 0;
  }

  // Whom the sentence has named last, else the last deal was about, but not who acts.
  const Item* other_than_doer_of(const Reference& word) const {
    const Item* first = first_before(word.at.begin);
    const Item* doer = first != nullptr ? first : topic_.understood();
    const Item* last = last_before(word.at.begin);
    // Sold by Orsk and Pell, which bought it: they act, upon whom was named before them.
    if (last != nullptr && opens_relative(last->at.end)) {
      doer = last;
      while (acts_with_before(*doer)) --doer;
      if (const Item* other = last_other_before(*doer)) return other;
    }
    // Orsk and Pell have sold it: both act.
    if (last != nullptr && last != first && acts_with_before(*last)) last = nullptr;
    // Pell said Orsk had bought it, Pell rose after Orsk agreed to buy it: who is named last acts.
    if (last != nullptr && differs(last, first) &&
        (is_told_by(*first, *last) || is_before_verb(*last))) {
      std::swap(first, last);
      doer = first;
    }
    return first_other(
        {last, pointer(topic_.bought), pointer(topic_.latter), pointer(topic_.former)}, doer);
  }

  // X, which; X who
  bool opens_relative(size_t pos) const {
    std::string_view text = sentence_.text.substr(pos);
    if (text.starts_with(',')) text.remove_prefix(1);
    return text.starts_with(' ') && pack_.word_class("relative").has(word_at(text, 1));
  }

  bool is_told_by(const Item& teller, const Item& name) const {
    const Range between{teller.at.end, name.at.begin};
    return !find_words(sentence_.text, between, "speech", pack_).empty();
  }

  bool is_before_verb(const Item& name) const {
    const std::string_view behind = sentence_.text.substr(name.at.end);
    return behind.starts_with(' ') && pack_.word_class("name_verb").has(word_at(behind, 1));
  }

  bool acts_with_before(const Item& name) const {
    const Item* before = &name - 1;
    return &name != sentence_.items.data() && before->is_party() &&
           joins(trim(text_at(sentence_.text, {before->at.end, name.at.begin})), pack_);
  }

  // Bought the foundry from Orsk, sold the sawmill for $5m: what changes hands is whom the article
  // calls so, else nobody. Nouns of class `asset_noun` say what companies own, too.
  bool is_thing(const Reference& word) const {
    const std::string_view text = sentence_.text;
    const std::string_view noun = last_word(text_at(text, word.at));
    if (word.how != "subject" || !pack_.word_class("asset_noun").has(noun) ||
        opens_clause(text, word.at.begin, pack_)) {
      return false;
    }
    const std::string_view behind = text.substr(word.at.end);
    if (!behind.starts_with(' ')) {
      return !word.has_case && !behind.starts_with('\'') && !behind.starts_with("’");
    }
    const std::string* place = pack_.word_class("case").value(word_at(behind, 1));
    // The purchase of the mill from
    if (word.has_case) return place != nullptr && *place == "from";
    const auto follows = [&](const auto& item) { return item.at.begin == word.at.end + 1; };
    return place != nullptr || std::any_of(sentence_.items.begin(), sentence_.items.end(), follows);
  }

  // "The nursing school found a home. Halden took it over": where a paragraph has named nobody
  // before the sentence, what "it" acts upon is a thing that it has told of.
  bool is_thing_before(const Reference& word) const {
    const bool noun =
        pack_.word_class("article").has(ascii_lower(word_at(sentence_.text, word.at.begin)));
    if (noun || !topic_.same_block || topic_.subject_here || !is_acted_upon(word)) return false;
    const Item* first = first_before(word.at.begin);
    return first != nullptr && !differs(last_before(word.at.begin), first);
  }

  // Whom the sentence or the ones before have named last, but not who acts.
  const Item* other_than_subject(size_t pos) const {
    const Item* first = first_before(pos);
    const Item* subject = first != nullptr ? first : pointer(topic_.subject);
    return first_other({last_before(pos), pointer(topic_.latter), pointer(topic_.former)}, subject);
  }

  // 正與川石洽談,擬收購其股權: whom the sentence has named last, unless that is who acts; then who
  // was named before that one: 川石虧損,甲公司收購其股權.
  const Item* taken_from(size_t pos) const {
    const Item* last = last_before(pos);
    const bool acts = last != nullptr &&
                      last->at.begin >= clause_begin(sentence_.text, pos, pack_) &&
                      opens_clause(sentence_.text, last->at.begin, pack_);
    if (acts) {
      return first_other({last_other_before(*last), pointer(topic_.latter), pointer(topic_.former)},
                         last);
    }
    const bool acted_on = last != nullptr && (differs(last, first_before(pos)) ||
                                              !opens_clause(sentence_.text, last->at.begin, pack_));
    return acted_on ? last : other_than_subject(pos);
  }

  // Whom the article has called so: the Danish brewer.
  std::vector<Item> described_by(const Reference& word) const {
    const std::string_view words = text_at(sentence_.text, word.at);
    const std::string_view first = word_at(words, 0);
    if (!pack_.word_class("article").has(ascii_lower(first))) return {};
    return descriptions_.find(words.substr(first.size()), pack_);
  }

  // We, 本公司.
  static bool speaks_for_itself(const Reference& word) {
    return word.how == "speaker" || word.how == "self";
  }

  // What a company calls itself in its announcements: the Company, 公司.
  bool is_own_name(const Reference& word) const {
    return word.how == "self_alone" ||
           pack_.word_class("own_name").has(ascii_lower(text_at(sentence_.text, word.at)));
  }

  const Item* find(const Reference& word) const {
    const size_t begin = word.at.begin;
    if (word.how == "asked" || (topic_.interviewed && speaks_for_itself(word))) {
      return pointer(topic_.interviewed);
    }
    if (topic_.issuer && (speaks_for_itself(word) || is_own_name(word))) return &*topic_.issuer;
    if (word.how == "speaker") {
      const Item* quoted = speaker_behind(word.at.end);
      return quoted != nullptr ? quoted : subject_of(begin);
    }
    if (is_acted_upon(word)) {
      if (const Item* other = other_than_doer_of(word)) return other;
    }
    if (word.how == "other") return taken_from(begin);
    if (is_object(word)) return other_than_subject(begin);
    // 同社株: where somebody has bought, whose shares go on to be told.
    if (word.how == "bought" && topic_.bought && topic_.same_block) return &*topic_.bought;
    if (word.how == "self")
      return pointer(topic_.protagonist ? topic_.protagonist : topic_.subject);
    if (word.how == "subject" && !word.has_case) {
      const Item* known = names_any_before(begin) ? nullptr : protagonist_for(word);
      return known != nullptr ? known : subject_of(begin);
    }
    const bool behind = pack_.marks_behind();
    const Item* subject = topic_for(word);
    // As a subject it goes on with whom the sentence has named first, if that one has no case.
    if (!word.has_case) {
      // Where case words stand behind names, those named need no help.
      if (behind) return names_any_before(begin) ? nullptr : subject;
      const Item* first = first_before(begin);
      if (first == nullptr) return subject;
      const bool marked = behind_case_word(sentence_.text, first->at.begin, pack_);
      return marked && subject != nullptr ? subject : first;
    }
    if (word.how == "subject") {
      const Item* known = protagonist_for(word);
      return known != nullptr ? known : other_than_doer(begin);
    }
    if (behind && subject != nullptr) {
      // 三輪は北浜と提携し、同社に出資する: whom the sentence has named last, but not who does it.
      const Item* last = last_before(begin);
      const Item* first = first_named_before(begin);
      const bool other = first != nullptr && differs(last, first);
      const bool acted_with =
          differs(last, subject) && before_case_word(sentence_.text, last->at.end, pack_);
      if ((other || acted_with) && !may_be_subject(sentence_.text, last->at.end, pack_)) {
        return last;
      }
    }
    const size_t clause = clause_begin(sentence_.text, begin, pack_);
    return subject != nullptr && !names(*subject, {clause, begin}) ? subject : last_before(clause);
  }

  // Whom the text is about, as far as the word tells.
  const Item* topic_for(const Reference& word) const {
    if (word.how == "self_alone" && topic_.protagonist) return &*topic_.protagonist;
    if (word.how == "self_alone" && topic_.subject_here && topic_.opened_by) {
      return &*topic_.opened_by;
    }
    if (word.how == "topic_alone") {
      if (pack_.marks_behind()) return topic_.company();
      const bool of_article = !word.has_case && pack_.leaves_subjects_out();
      if (of_article && topic_.protagonist) return &*topic_.protagonist;
    }
    // 同社は opens a paragraph: that goes on about whom the article is about.
    if (pack_.marks_behind() && !topic_.same_block && topic_.protagonist) {
      return &*topic_.protagonist;
    }
    return pointer(topic_.subject);
  }

  // In "Orsk said that Halden paid $5m for it" the one acted upon is not the one who acts, who is
  // named last, but whom the sentence or else the text is about.
  const Item* other_than_doer(size_t pos) const {
    return first_other({first_before(pos), pointer(topic_.subject), pointer(topic_.latter)},
                       last_before(pos));
  }

  // The first of them who is not that one, or null.
  static const Item* first_other(std::initializer_list<const Item*> items, const Item* one) {
    const auto other = std::find_if(items.begin(), items.end(),
                                    [&](const Item* item) { return differs(item, one); });
    return other == items.end() ? nullptr : *other;
  }

  // "The bank lends the company $5m", told by a sentence of others only: a noun means rather whom
  // the article is about than whom the sentence before was, which may be another lender.
  const Item* protagonist_for(const Reference& word) const {
    const std::string_view first = word_at(sentence_.text, word.at.begin);
    if (!topic_.protagonist || !pack_.word_class("article").has(ascii_lower(first))) {
      return nullptr;
    }
    const bool named = names(*topic_.protagonist, {0, sentence_.text.size()});
    return named ? nullptr : &*topic_.protagonist;
  }

  // In "Orsk fell as Halden said it would not bid" the one who speaks is meant.
  const Item* speaker_before(size_t pos) const {
    constexpr size_t kNear = 30;  // bytes: said on Monday that it
    const Item* last = last_before(pos);
    if (last == nullptr) return nullptr;
    const Range between{last->at.end, pos};
    const auto words = find_words(sentence_.text, between, "speech", pack_);
    const bool speaks = !words.empty() && words.front().at.begin == between.begin + 1 &&
                        pos - words.front().at.end <= kNear;
    return speaks ? last : nullptr;
  }

  // "We will buy X," said the head of Y, or the head of Y said: who is quoted speaks for whom is
  // named behind the quotation.
  const Item* speaker_behind(size_t pos) const {
    constexpr size_t kNear = 100;  // bytes: said Anna Berg, who runs the drugmaker X
    const size_t mark = std::min(sentence_.text.find('"', pos), sentence_.text.find("”", pos));
    if (mark == std::string_view::npos) return nullptr;
    const size_t end = std::min(mark + kNear, sentence_.text.size());
    if (find_words(sentence_.text, {mark, end}, "speech", pack_).empty()) return nullptr;
    for (const Item& item : sentence_.items) {
      if (!item.is_party() || item.at.begin < mark) continue;
      return item.at.begin < end ? &item : nullptr;
    }
    return nullptr;
  }

  // "The company has sold its seat, said X", or X said: who says so is meant.
  const Item* teller_behind(size_t pos) const {
    const auto teller =
        std::find_if(sentence_.items.begin(), sentence_.items.end(), [&](const Item& item) {
          return item.is_sure_party() && item.at.begin > pos &&
                 (is_behind_speech(sentence_.text, item.at.begin, pack_) ||
                  tells_behind_comma(sentence_.text, item.at, pack_));
        });
    return teller == sentence_.items.end() ? nullptr : &*teller;
  }

  // Whom the sentence is about, else the text.
  const Item* subject_of(size_t pos) const {
    if (const Item* speaker = speaker_before(pos)) return speaker;
    if (const Item* first = first_before(pos)) return first;
    if (const Item* teller = teller_behind(pos)) return teller;
    // A paragraph that has named nobody goes on about whom the article is about.
    const Item* understood = topic_.understood();
    return understood != nullptr ? understood : pointer(topic_.subject);
  }

  // Where the part of the sentence begins that is about the same: behind "while", "but".
  size_t part_begin(size_t pos) const {
    size_t out = 0;
    for (const Word& word : find_words(sentence_.text, {0, pos}, "sentence_break", pack_)) {
      if (trim(sentence_.text.substr(0, word.at.begin)).ends_with(',')) out = word.at.end;
    }
    const size_t mark = sentence_.text.substr(0, pos).rfind(';');
    return mark == std::string_view::npos ? out : std::max(out, mark);
  }

  const Item* first_before(size_t pos) const {
    const bool parts = !pack_.word_class("sentence_break").empty();
    const size_t begin = parts ? part_begin(pos) : 0;
    for (const Item& item : sentence_.items) {
      if (parts && item.at.begin >= begin && item.at.end <= pos && item.is_party()) {
        return &item;
      }
    }
    const auto first =
        std::find_if(sentence_.items.begin(), sentence_.items.end(),
                     [&](const Item& item) { return item.at.end <= pos && item.is_sure_party(); });
    return first == sentence_.items.end() ? nullptr : &*first;
  }

  const Item* last_before(size_t pos) const {
    const Item* out = nullptr;
    for (const Item& item : sentence_.items) {
      if (item.at.end <= pos && item.is_sure_party()) out = &item;
    }
    return out;
  }

  // Who is named last before a mention and is another one.
  const Item* last_other_before(const Item& one) const {
    const Item* out = nullptr;
    for (const Item& item : sentence_.items) {
      if (item.at.end <= one.at.begin && item.is_sure_party() && item.key() != one.key()) {
        out = &item;
      }
    }
    return out;
  }

  const Item* first_named_before(size_t pos) const {
    for (const Item& item : sentence_.items) {
      if (item.is_sure_party()) return item.at.end <= pos ? &item : nullptr;
    }
    return nullptr;
  }

  bool names_any_before(size_t pos) const {
    return std::any_of(sentence_.items.begin(), sentence_.items.end(),
                       [&](const auto& item) { return item.is_party() && item.at.end <= pos; });
  }

  bool names(const Item& who, Range where) const {
    return std::any_of(sentence_.items.begin(), sentence_.items.end(), [&](const auto& item) {
      return item.is_party() && item.key() == who.key() && where.contains(item.at);
    });
  }

  const Sentence& sentence_;
  const Pack& pack_;
  const Topic& topic_;
  const Descriptions& descriptions_;
};

}  // namespace

PartyPair last_two(const Sentence& sentence, size_t pos, const Topic& topic) {
  PartyPair out{topic.former, topic.latter};
  for (const Sentence::Item& item : sentence.items) {
    if (item.at.end > pos || !item.is_sure_party()) continue;
    if (!out.latter || out.latter->key() != item.key()) {
      out.former = out.latter;
    }
    out.latter = item;
  }
  return out;
}

void add_references(Sentence& sentence, const Pack& pack, const Topic& topic,
                    const Descriptions& descriptions) {
  std::vector<Sentence::Item> references;
  const ReferenceResolver resolver(sentence, pack, topic, descriptions);
  for (const Reference& word : find_references(sentence, pack)) {
    // "It won the contract from Toyota and said it": both are the one that the sentence opens with.
    const bool goes_on =
        word.how == "subject" && !word.has_case && !references.empty() &&
        !resolver.is_acted_upon(word) &&
        (sentence.items.empty() || sentence.items.front().at.begin > references.front().at.begin);
    if (word.how == "both") {
      const auto [first, second] = resolver.both_before(word.at.begin);
      if (!first || !second || !may_be_subject(sentence.text, word.at.end, pack)) continue;
      // One half of the word for each.
      const size_t half = word.at.begin + utf8_length(sentence.text[word.at.begin]);
      references.push_back({first->found, {word.at.begin, half}, first->index});
      references.push_back({second->found, {half, word.at.end}, second->index});
      continue;
    }
    const auto who = goes_on ? std::optional(references.front()) : resolver.resolve(word);
    // But not in "the group paid $5m for it": there it is somebody else.
    const bool same =
        who && word.has_case && !references.empty() && references.back().key() == who->key();
    if (who && !same) references.push_back({who->found, word.at, who->index});
  }
  sentence.items.insert(sentence.items.end(), references.begin(), references.end());
  std::stable_sort(sentence.items.begin(), sentence.items.end(),
                   [](const auto& a, const auto& b) { return a.at.begin < b.at.begin; });
}

}  // namespace dealwire
