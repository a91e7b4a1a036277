#include "rules/reference.h"

#include <algorithm>

#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

size_t clause_begin(std::string_view text, size_t pos, const Pack& pack) {
  const std::string_view left = text.substr(0, pos);
  const size_t mark = left.find_last_of(",;:");
  const size_t stop = left.rfind("。");
  re2::StringPiece rest(left.data(), left.size());
  while (RE2::FindAndConsume(&rest, *pack.clause_end)) continue;
  const auto word = static_cast<size_t>(rest.data() - left.data());
  return std::max({mark == left.npos ? 0 : mark + 1, stop == left.npos ? 0 : stop + 3, word});
}

bool behind_case_word(std::string_view text, size_t pos, const Pack& pack) {
  const size_t begin = clause_begin(text, pos, pack);
  const std::string_view before = trim(text_at(text, {begin, pos}));
  const WordClass& cases = pack.word_class("case");
  if (!before.empty() && is_word_character(character_before(before, before.size()))) {
    constexpr int kMost = 4;  // words of one: on behalf of
    size_t space = before.size();
    for (int i = 0; i < kMost && space != before.npos && space > 0; ++i) {
      space = before.rfind(' ', space - 1);
      const size_t first = space == before.npos ? 0 : space + 1;
      if (cases.has(before.substr(first))) return true;
    }
    return false;
  }
  return std::any_of(cases.values().begin(), cases.values().end(), [&](const auto& entry) {
    const std::string& word = entry.first;
    return before.ends_with(word) &&
           !cuts_word(before, {before.size() - word.size(), before.size()});
  });
}

// Does a case word follow that makes it no subject: 同社に, 이 회사를?
bool before_case_word(std::string_view text, size_t pos, const Pack& pack) {
  const std::string_view place = pack.case_after.longest(text, pos).value;
  return !place.empty() && !is_about(place);
}

// Does nothing but marks and numbers stand before it in its clause: "● 公司"?
bool opens_clause(std::string_view text, size_t pos, const Pack& pack) {
  for (size_t at = clause_begin(text, pos, pack); at < pos;) {
    const char32_t c = next_character(text, at);
    if (is_cjk(c) || (is_word_character(c) && !(c >= '0' && c <= '9'))) return false;
  }
  return true;
}

// Does a word stand before `pos` that no name or noun is made with: 此前公司, 宣布公司?
bool behind_free_word(std::string_view text, size_t pos, const Pack& pack) {
  constexpr int kLongest = 4;  // characters
  size_t begin = pos;
  for (int i = 0; i < kLongest && begin > 0; ++i) {
    begin = previous_position(text, begin);
    const auto word = pack.general_words.longest(text, begin);
    if (word.length != pos - begin) continue;
    if (word.value == "function" || word.value == "time" || word.value == "verb") return true;
  }
  return false;
}

// Does the case word of a topic or subject follow: 양사는? Where they stand before names, none has
// to.
bool may_be_subject(std::string_view text, size_t pos, const Pack& pack) {
  return !pack.marks_behind() || is_about(pack.case_after.longest(text, pos).value);
}

class Resolver {
 public:
  Resolver(const Sentence& sentence, const Pack& pack, const Topic& topic,
           const Descriptions& descriptions)
      : sentence_(sentence), pack_(pack), topic_(topic), descriptions_(descriptions) {}

  // The mention that the word stands for, if there is one.
  std::optional<Sentence::Item> resolve(const Word& word, bool has_case) const {
    if (*word.value == "last" || *word.value == "former") {
      PartyPair pair = last_two(sentence_, word.at.begin, topic_);
      return *word.value == "last" ? pair.latter : pair.former;
    }
    if (*word.value == "speaker") {
      const Sentence::Item* quoted = speaker_behind(word.at.end);
      if (quoted == nullptr) quoted = subject_of(word.at.begin);
      return quoted == nullptr ? std::nullopt : std::optional(*quoted);
    }
    if (is_object(word, has_case)) {
      const Sentence::Item* other = other_than_subject(word.at.begin);
      return other == nullptr ? std::nullopt : std::optional(*other);
    }
    // 同社株: where somebody has bought, whose shares go on to be told.
    if (*word.value == "bought" && topic_.bought && topic_.same_block) return topic_.bought;
    const Sentence::Item* out = find(word, has_case);
    const auto described = described_by(word);
    const bool fits =
        out != nullptr && std::any_of(described.begin(), described.end(),
                                      [&](const auto& item) { return item.key() == out->key(); });
    if (!described.empty() && !fits) return described.back();
    return out == nullptr ? std::nullopt : std::optional(*out);
  }

 private:
  // 入股該公司, 買下這家英國藥廠的股權: does it stand where a verb acts upon it? Words without case
  // do, where a clause ends behind them, or a share or an amount follows.
  bool is_object(const Word& word, bool has_case) const {
    if (*word.value != "topic" || has_case || !pack_.leaves_subjects_out()) return false;
    const std::string_view text = sentence_.text;
    if (opens_clause(text, word.at.begin, pack_)) return false;
    const char32_t next = character_at(text, word.at.end);
    const bool amount = std::any_of(
        sentence_.items.begin(), sentence_.items.end(),
        [&](const auto& item) { return item.at.begin == word.at.end && !is_party(item); });
    return amount || !(is_cjk(next) || is_word_character(next) || next == '(') ||
           pack_.word_class("modifier").longest(text, word.at.end).length > 0;
  }

  static bool is_party(const Sentence::Item& item) { return item.is_party(); }

  // Whom the sentence or the ones before have named last, but not who acts.
  const Sentence::Item* other_than_subject(size_t pos) const {
    const Sentence::Item* subject = first_before(pos);
    if (subject == nullptr && topic_.subject) subject = &*topic_.subject;
    for (const Sentence::Item* item : {last_before(pos), topic_.latter ? &*topic_.latter : nullptr,
                                       topic_.former ? &*topic_.former : nullptr}) {
      const bool other = item != nullptr && (subject == nullptr || item->key() != subject->key());
      if (other) return item;
    }
    return nullptr;
  }

  // Whom the article has called so: the Danish brewer.
  std::vector<Sentence::Item> described_by(const Word& word) const {
    const std::string_view words = text_at(sentence_.text, word.at);
    const std::string_view first = word_at(words, 0);
    if (!pack_.word_class("article").has(ascii_lower(first))) return {};
    return descriptions_.find(words.substr(first.size()), pack_);
  }

  const Sentence::Item* find(const Word& word, bool has_case) const {
    const size_t clause = clause_begin(sentence_.text, word.at.begin, pack_);
    if (*word.value == "subject" && !has_case) return subject_of(word.at.begin);
    const bool behind = pack_.marks_behind();
    const bool alone = *word.value == "topic_alone";
    const bool of_article = alone && !has_case && topic_.protagonist && pack_.leaves_subjects_out();
    const Sentence::Item* subject = behind && alone  ? topic_.company()
                                    : of_article     ? &*topic_.protagonist
                                    : topic_.subject ? &*topic_.subject
                                                     : nullptr;
    if (*word.value == "self_alone" && topic_.subject_here && topic_.opened_by)
      subject = &*topic_.opened_by;
    if (*word.value == "self") return topic_.protagonist ? &*topic_.protagonist : subject;
    // As a subject it goes on with whom the sentence has named first, if that one has no case.
    if (!has_case) {
      const Sentence::Item* first = first_before(word.at.begin);
      // Where case words stand behind names, those named need no help.
      if (pack_.marks_behind()) {
        return names_any_before(word.at.begin) ? nullptr : subject;
      }
      if (first == nullptr) return subject;
      const bool marked = behind_case_word(sentence_.text, first->at.begin, pack_);
      return marked && subject != nullptr ? subject : first;
    }
    if (*word.value == "subject") {
      const Sentence::Item* known = protagonist_for(word);
      return known != nullptr ? known : other_than_doer(word.at.begin);
    }
    if (behind && subject != nullptr) {
      // 三輪は北浜と提携し、同社に出資する: whom the sentence has named last, but not who does it.
      const Sentence::Item* last = last_before(word.at.begin);
      const Sentence::Item* first = first_named_before(word.at.begin);
      const bool other = last != nullptr && first != nullptr && first->key() != last->key();
      const bool acted_with = last != nullptr && last->key() != subject->key() &&
                              before_case_word(sentence_.text, last->at.end, pack_);
      const bool doer = last != nullptr && may_be_subject(sentence_.text, last->at.end, pack_);
      if ((other || acted_with) && !doer) return last;
    }
    if (subject != nullptr && !names(subject->found->party, {clause, word.at.begin})) {
      return subject;
    }
    return last_before(clause);
  }

  // In "Orsk said that Halden paid $5m for it" the one acted upon is not the one who acts, who is
  // named last, but whom the sentence or else the text is about.
  const Sentence::Item* other_than_doer(size_t pos) const {
    const Sentence::Item* doer = last_before(pos);
    const auto differs = [&](const Sentence::Item* item) {
      return item != nullptr && (doer == nullptr || item->key() != doer->key());
    };
    const Sentence::Item* first = first_before(pos);
    if (differs(first)) return first;
    const Sentence::Item* subject = topic_.subject ? &*topic_.subject : nullptr;
    if (differs(subject)) return subject;
    const Sentence::Item* latter = topic_.latter ? &*topic_.latter : nullptr;
    return differs(latter) ? latter : nullptr;
  }

  // "The bank lends the company $5m", told by a sentence of others only: a noun means rather whom
  // the article is about than whom the sentence before was, which may be another lender.
  const Sentence::Item* protagonist_for(const Word& word) const {
    const std::string_view first = word_at(sentence_.text, word.at.begin);
    if (!topic_.protagonist || !pack_.word_class("article").has(ascii_lower(first))) {
      return nullptr;
    }
    const std::string& key = topic_.protagonist->key();
    const bool named =
        std::any_of(sentence_.items.begin(), sentence_.items.end(),
                    [&](const auto& item) { return is_party(item) && item.key() == key; });
    return named ? nullptr : &*topic_.protagonist;
  }

  // In "Orsk fell as Halden said it would not bid" the one who speaks is meant.
  const Sentence::Item* speaker_before(size_t pos) const {
    constexpr size_t kNear = 30;  // bytes: said on Monday that it
    const Sentence::Item* last = last_before(pos);
    if (last == nullptr) return nullptr;
    const Range between{last->at.end, pos};
    const auto words = find_words(sentence_.text, between, "speech", pack_);
    const bool speaks = !words.empty() && words.front().at.begin == between.begin + 1 &&
                        pos - words.front().at.end <= kNear;
    return speaks ? last : nullptr;
  }

  // "We will buy X," said the head of Y, or the head of Y said: who is quoted speaks for whom is
  // named behind the quotation.
  const Sentence::Item* speaker_behind(size_t pos) const {
    constexpr size_t kNear = 100;  // bytes: said Anna Berg, who runs the drugmaker X
    const size_t mark = std::min(sentence_.text.find('"', pos), sentence_.text.find("”", pos));
    if (mark == std::string_view::npos) return nullptr;
    const size_t end = std::min(mark + kNear, sentence_.text.size());
    if (find_words(sentence_.text, {mark, end}, "speech", pack_).empty()) return nullptr;
    for (const Sentence::Item& item : sentence_.items) {
      if (!item.is_party() || item.at.begin < mark) continue;
      return item.at.begin < end ? &item : nullptr;
    }
    return nullptr;
  }

  // Whom the sentence is about, else the text.
  const Sentence::Item* subject_of(size_t pos) const {
    if (const Sentence::Item* speaker = speaker_before(pos)) return speaker;
    const Sentence::Item* first = first_before(pos);
    if (first != nullptr) return first;
    // A paragraph that has named nobody goes on about whom the article is about.
    if (const Sentence::Item* understood = topic_.understood()) return understood;
    return topic_.subject ? &*topic_.subject : nullptr;
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

  const Sentence::Item* first_before(size_t pos) const {
    const bool parts = !pack_.word_class("sentence_break").empty();
    const size_t begin = parts ? part_begin(pos) : 0;
    for (const Sentence::Item& item : sentence_.items) {
      if (parts && item.at.begin >= begin && item.at.end <= pos && item.is_party()) {
        return &item;
      }
    }
    const auto first = std::find_if(
        sentence_.items.begin(), sentence_.items.end(),
        [&](const Sentence::Item& item) { return item.at.end <= pos && item.is_sure_party(); });
    return first == sentence_.items.end() ? nullptr : &*first;
  }

  const Sentence::Item* last_before(size_t pos) const {
    const Sentence::Item* out = nullptr;
    for (const Sentence::Item& item : sentence_.items) {
      if (item.at.end <= pos && item.is_sure_party()) out = &item;
    }
    return out;
  }

  const Sentence::Item* first_named_before(size_t pos) const {
    for (const Sentence::Item& item : sentence_.items) {
      if (item.is_sure_party()) {
        return item.at.end <= pos ? &item : nullptr;
      }
    }
    return nullptr;
  }

  bool names_any_before(size_t pos) const {
    return std::any_of(sentence_.items.begin(), sentence_.items.end(),
                       [&](const auto& item) { return item.is_party() && item.at.end <= pos; });
  }

  bool names(const Party& who, Range where) const {
    return std::any_of(sentence_.items.begin(), sentence_.items.end(), [&](const auto& item) {
      return item.is_party() && item.key() == who.key && where.contains(item.at);
    });
  }

  const Sentence& sentence_;
  const Pack& pack_;
  const Topic& topic_;
  const Descriptions& descriptions_;
};

// 這家泰國水泥商: in Chinese a word of class `pointer` and nouns, the last of which says what
// companies are. Where a name follows, they stand for nobody else.
void add_descriptions_in_han(const Sentence& sentence, const Pack& pack, std::vector<Word>& out) {
  static const std::string kTopic = "topic";
  constexpr size_t kLongest = 36;  // bytes
  const std::string_view text = sentence.text;
  for (const Word& pointer : find_words(text, "pointer", pack)) {
    size_t pos = pointer.at.end;
    bool ends_so = false;
    while (pos < text.size() && pos - pointer.at.end < kLongest) {
      const auto word = pack.general_words.longest(text, pos);
      const std::string_view what = word.value;
      if (what != "head" && what != "noun" && what != "place" && what != "common") break;
      ends_so = what == "head" || ends_in(text.substr(pos, word.length), "name_kind", pack);
      pos += word.length;
    }
    const bool known = std::any_of(out.begin(), out.end(),
                                   [&](const Word& word) { return word.at.overlaps(pointer.at); });
    const bool goes_on =
        is_han(character_at(text, pos)) && pack.general_words.longest(text, pos).length == 0;
    const bool named = std::any_of(sentence.items.begin(), sentence.items.end(), [&](auto& item) {
      return item.at.begin == pos && item.is_party();
    });
    if (ends_so && !known && !named && !goes_on) out.push_back({{pointer.at.begin, pos}, &kTopic});
  }
}

// The words of class `reference`, and those that call somebody by what they are: an article and a
// noun of class `name_lead`, with up to two words between them (the Danish miner). Where a name
// follows, or what it is the miner of, they stand for nobody else.
std::vector<Word> references_in(const Sentence& sentence, const Pack& pack) {
  static const std::string kSubject = "subject";
  constexpr size_t kWords = 3;
  const std::string_view text = sentence.text;
  std::vector<Word> out = find_words(text, "reference", pack);
  add_descriptions_in_han(sentence, pack, out);
  for (const Word& article : find_words(text, "article", pack)) {
    size_t pos = article.at.end;
    for (size_t i = 0; i < kWords && pos < text.size() && text[pos] == ' '; ++i) {
      size_t end = pos + 1;
      while (is_word_character(character_at(text, end)) || character_at(text, end) == '-') {
        end += utf8_length(text[end]);
      }
      const std::string_view noun = text.substr(pos + 1, end - pos - 1);
      pos = end;
      // The power its smelter needs: something else begins.
      if (pack.word_class("determiner").has(noun)) break;
      if (!pack.word_class("name_lead").has(noun)) continue;
      const std::string_view behind = text.substr(end);
      const bool named = std::any_of(sentence.items.begin(), sentence.items.end(),
                                     [&](const auto& item) { return item.at.begin == end + 1; });
      const std::string_view next = word_at(behind, behind.starts_with(' ') ? 1 : 0);
      const std::string* place = pack.word_class("case").value(next);
      const bool goes_on =
          pack.word_class("relative").has(next) || (place != nullptr && *place == "of");
      const auto overlaps = [&](const Word& word) {
        return word.at.end > article.at.begin && word.at.begin < end;
      };
      const bool known =
          std::any_of(out.begin(), out.end(), overlaps) || pack.word_class("counterpart").has(noun);
      // The buyer is who the sentence says.
      const bool says_part = pack.word_class("role_noun").has(noun);
      if (!named && !goes_on && !known && !says_part)
        out.push_back({{article.at.begin, end}, &kSubject});
      break;
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Word& a, const Word& b) { return a.at.begin < b.at.begin; });
  return out;
}

// El grupo de prestamistas, la chaîne de magasins: a noun goes on behind the word, which is of that
// rather than of somebody named before. Not in la empresa de su socio, where somebody else begins.
bool goes_on_as_noun(std::string_view text, size_t pos, const Pack& pack) {
  const WordClass& stops = pack.word_class("reach_stop");
  if (stops.empty() || character_at(text, pos) != ' ') return false;
  const std::string_view of = word_at(text, pos + 1);
  const std::string* place = pack.word_class("case").value(of);
  const size_t next = pos + 1 + of.size();
  if (place == nullptr || *place != "of" || character_at(text, next) != ' ') return false;
  const std::string_view noun = word_at(text, next + 1);
  return !noun.empty() && is_word_character(character_at(noun, 0)) &&
         !is_upper(character_at(noun, 0)) && !is_digit(character_at(noun, 0)) && !stops.has(noun);
}

// Does the word only say what the name behind it is: der Konzern X, le groupe minier X?
bool introduces_name(const Sentence& sentence, Range word, const Pack& pack) {
  constexpr int kFarthest = 6;  // words between, where a head reaches over some
  const WordClass& stops = pack.word_class("reach_stop");
  const std::string_view text = sentence.text;
  size_t pos = word.end;
  for (int i = 0; i <= kFarthest && pos < text.size(); ++i) {
    const char32_t gap = character_at(text, pos);
    if (gap != ' ' && gap != '\'' && gap != U'’') return false;
    pos += utf8_length(text[pos]);
    const bool named =
        std::any_of(sentence.items.begin(), sentence.items.end(),
                    [&](const auto& item) { return item.at.begin == pos && item.is_party(); });
    if (named) return true;
    const std::string_view next = word_at(text, pos);
    if (stops.empty() || next.empty() || stops.has(next)) return false;
    pos += next.size();
  }
  return false;
}

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
  const Resolver resolver(sentence, pack, topic, descriptions);
  for (const Word& word : references_in(sentence, pack)) {
    const bool taken = std::any_of(sentence.items.begin(), sentence.items.end(),
                                   [&](const auto& item) { return item.at.overlaps(word.at); });
    const bool has_case =
        behind_case_word(sentence.text, word.at.begin, pack) ||
        (word.at.end < sentence.text.size() && before_case_word(sentence.text, word.at.end, pack));
    const bool alone = has_case || opens_clause(sentence.text, word.at.begin, pack) ||
                       behind_free_word(sentence.text, word.at.begin, pack);
    if (taken || introduces_name(sentence, word.at, pack) ||
        goes_on_as_noun(sentence.text, word.at.end, pack) ||
        ((*word.value == "topic_alone" || *word.value == "self_alone") && !alone)) {
      continue;
    }
    // "It won the contract from Toyota and said it": both are the one that the sentence opens with.
    const bool goes_on =
        *word.value == "subject" && !has_case && !references.empty() &&
        (sentence.items.empty() || sentence.items.front().at.begin > references.front().at.begin);
    if (*word.value == "both") {
      PartyPair pair = last_two(sentence, word.at.begin, topic);
      // 甲公司證實,雙方已終止採購合約: who speaks, and was named before, acts.
      const bool opens = pair.latter && !sentence.items.empty() && pack.leaves_subjects_out() &&
                         sentence.items.front().is_party() &&
                         sentence.items.front().key() == pair.latter->key();
      if (opens) std::swap(pair.former, pair.latter);
      const bool subject = may_be_subject(sentence.text, word.at.end, pack);
      if (!pair.former || !pair.latter || !subject) continue;
      // One half of the word for each.
      const size_t half = word.at.begin + utf8_length(sentence.text[word.at.begin]);
      references.push_back({pair.former->found, {word.at.begin, half}, pair.former->index});
      references.push_back({pair.latter->found, {half, word.at.end}, pair.latter->index});
      continue;
    }
    const auto who = goes_on ? std::optional(references.front()) : resolver.resolve(word, has_case);
    // But not in "the group paid $5m for it": there it is somebody else.
    const bool same =
        who && has_case && !references.empty() && references.back().key() == who->key();
    if (who && !same) {
      const Sentence::Item reference{who->found, word.at, who->index};
      references.push_back(reference);
    }
  }
  sentence.items.insert(sentence.items.end(), references.begin(), references.end());
  std::stable_sort(sentence.items.begin(), sentence.items.end(),
                   [](const auto& a, const auto& b) { return a.at.begin < b.at.begin; });
}

}  // namespace dealwire
