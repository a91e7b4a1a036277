#include "rules/case_behind.h"

#include <algorithm>

#include "rules/lexicon.h"
#include "rules/name_shape.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

constexpr size_t kNear = 48;       // bytes between a party and its case word: an apposition fits in
constexpr size_t kDescribed = 12;  // bytes between a deed and the name it describes: an ending

// Where the text goes on behind a bracket at `pos`: 三輪重電(東京・港)は.
size_t behind_brackets(std::string_view text, size_t pos) {
  if (character_at(text, pos) != '(') return pos;
  const size_t end = text.find(')', pos);
  return end == text.npos || end - pos > kNear ? pos : end + 1;
}

class Reader {
 public:
  explicit Reader(const Context& context) : context_(context), text_(context.masked.text) {}

  Arguments read() const {
    Arguments out;
    out.clause = read_clause();
    out.doubtful = read_doubtful();
    read_elsewhere(out);
    out.doer = find_doer();
    out.done_by_person = is_done_by_person();
    out.done_to = find_done_to();
    return out;
  }

 private:
  // The last of coordinated names has the case word of all.
  Places read_clause() const {
    Places out;
    Places::Mentions group;
    for (const Masked::Slot& slot : context_.masked.slots) {
      if (!context_.in_clause(slot) || !context_.is_name(slot)) continue;
      if (!is_argument(slot)) {
        place_behind_verb(slot, out);
        continue;
      }
      group.push_back(slot.item->index);
      if (is_joined_to_next(slot)) continue;
      const std::string place = place_of(slot);
      if (place == "subject") out.drop(place);  // the nearest counts
      if (!place.empty() && !out.has(place)) out.set(place, group);
      group.clear();
    }
    settle_subject(out);
    return out;
  }

  // Names before the deed; in 工場を三輪から買収 also those inside it, if the frame does not ask
  // for what stands there. A trigger may go on to the verb of what was agreed: 임차하는 계약을 X와
  // 맺었다.
  bool is_argument(const Masked::Slot& slot) const {
    const bool inside =
        context_.hit.at.contains(slot.at) && context_.hit.frame->roles.count("inside") == 0;
    return context_.is_left(slot) || inside;
  }

  // 北浜を買収した三輪は: the name that the deed describes may be its doer.
  void place_behind_verb(const Masked::Slot& slot, Places& out) const {
    const size_t end = context_.hit.at.end;
    if (slot.at.begin < end) {
      out.add("inside", slot.item->index);
    } else if (is_described(slot) && place_of(slot) != "beside") {
      out.add("head", slot.item->index);
    }
  }

  // Is there nothing between the deed and a name but an ending, and what the name is:
  // 품으려던 유통사 한결은?
  bool is_described(const Masked::Slot& slot) const {
    const std::string_view between =
        text_.substr(context_.hit.at.end, slot.at.begin - context_.hit.at.end);
    return between.size() <= kDescribed ||
           (between.size() <= kNear &&
            (leads_company(trim(between), context_.pack) || is_ending_and_nouns(between)));
  }

  // したノルウェーの: the ending of a Japanese verb, and what says where the name is from or what
  // it is.
  bool is_ending_and_nouns(std::string_view words) const {
    const size_t ending = run_end(words, 0, is_hiragana);
    if (ending == 0 || ending > kDescribed || ending == words.size()) return false;
    for (size_t pos = ending; pos < words.size();) {
      const size_t length = context_.pack.general_words.longest(words, pos).length;
      if (length == 0) return false;
      pos += length;
    }
    return true;
  }

  // Who does it: the name marked as subject; the topic, unless that is what the subject acts upon;
  // the owner in 三輪の北浜買収; the name that the deed describes.
  void settle_subject(Places& out) const {
    const bool acts_upon_topic = out.has("subject") && !out.has("object") && !out.has("to");
    const bool direct = context_.hit.frame->roles.count("object") > 0;
    out.move("topic", !acts_upon_topic ? "subject" : direct ? "object" : "to");
    // 三輪の演算装置を採用: what is bought of somebody may have a name too.
    if (is_of_goods() && out.has("object") && context_.hit.frame->roles.count("owned") > 0) {
      out.move("owner", "object");
    }
    // (同社が)買収した三輪: without an object the name that the deed describes is what it is done
    // to.
    const bool lacks_object = direct && !out.has("object") && !out.has("to") && !out.has("from");
    if (lacks_object && context_.topic.understood() != nullptr) out.move("head", "object");
    for (const char* place : {"owner", "head"}) {
      if (!out.has("subject") && !out.has("by")) out.move(place, "subject");
      out.drop(place);
    }
  }

  // Doubtful names with a case word, the one next to the verb first.
  std::vector<Argument> read_doubtful() const {
    std::vector<Argument> out;
    for (const Argument& argument : doubtful_before_verb(context_.clause)) {
      if (!argument.place.empty()) out.push_back(argument);
    }
    return out;
  }

  // In 三輪は赤字だが,北浜を買収した the topic is whom it is about; in a headline, the name that a
  // comma follows.
  void read_elsewhere(Arguments& out) const {
    const Masked::Slot* joined = nullptr;  // whom the name before it is joined to
    bool about_goes_on = false;
    for (const Masked::Slot* slot : context_.names_elsewhere()) {
      const std::string place = place_of(last_joined(*slot));
      const bool goes_on = slot == joined;
      joined = is_joined_to_next(*slot) ? next_name(*slot) : nullptr;
      if (is_about(place) || (place.empty() && ends_clause(*slot))) {
        if (!context_.is_left(*slot)) continue;
        if (place == "subject" && has_plain_topic()) continue;
        if (goes_on && about_goes_on) out.about_too.push_back(slot->item->index);
        about_goes_on = (goes_on && about_goes_on) || !out.about;
        if (!out.about) out.about = slot->item->index;
      } else if (!place.empty() && !serves_other_deed(*slot, place)) {
        out.marked.push_back({place, slot->item->index, goes_on});
      }
    }
  }

  // 建屋は三輪が建て,機械は北浜から買った: does the clause turn to something that is no party?
  bool has_plain_topic() const {
    const size_t end = context_.hit.at.begin;
    for (size_t pos = context_.clause.begin; pos < end; pos += utf8_length(text_[pos])) {
      const char32_t before = pos == 0 ? 0 : character_before(text_, pos);
      if (!is_han(before) && !is_katakana(before)) continue;
      const CaseWord word = case_word_at(pos);
      if (word.length > 0 && word.place == "topic") return true;
    }
    return false;
  }

  // The last of the names that this one is coordinated with, which has the case word of all.
  const Masked::Slot& last_joined(const Masked::Slot& slot) const {
    constexpr int kMost = 12;
    const Masked::Slot* last = &slot;
    for (int i = 0; i < kMost && is_joined_to_next(*last); ++i) last = next_name(*last);
    return *last;
  }

  // 風車は三輪から調達し,工事は北浜が請け負う: has the name another part in the deed of its own
  // clause than it would have in this one?
  bool serves_other_deed(const Masked::Slot& slot, const std::string& place) const {
    const auto& roles = context_.hit.frame->roles;
    const auto role = roles.find(place);
    if (role == roles.end()) return false;
    const size_t clause = context_.masked.clause_of(slot.at.begin);
    return std::any_of(context_.hits.begin(), context_.hits.end(), [&](const Hit& other) {
      if (other.at.begin < slot.at.end || context_.masked.clause_of(other.at.begin) != clause) {
        return false;
      }
      const auto own = other.frame->roles.find(place);
      // Who buys what is leased back is the lessor.
      const bool leased_back = role->second == "lessor" && own != other.frame->roles.end() &&
                               (own->second == "acquirer" || own->second == "buyer");
      if (leased_back) return false;
      return own != other.frame->roles.end() && own->second != role->second;
    });
  }

  // 박 회장은: who is called by a post is the doer, and no party; then nobody goes without saying.
  bool is_done_by_person() const {
    for (size_t pos = context_.clause.begin; pos < context_.hit.at.begin;) {
      const Trie::Match word = context_.pack.general_words.longest(text_, pos);
      const size_t end = pos + word.length;
      if (word.length > 0 && is_title(word)) {
        const std::string_view place = case_word_at(end).place;
        if (is_about(place)) return true;
      }
      pos = std::max(end, pos + utf8_length(text_[pos]));
    }
    return false;
  }

  bool is_title(Trie::Match word) const {
    const std::string& word_class = context_.pack.general_class[static_cast<size_t>(word.value)];
    return word_class == "title" || word_class == "actor";
  }

  // A doubtful name that is marked as one who does something.
  std::optional<size_t> find_doer() const {
    for (const Argument& argument : doubtful_before_verb({0, text_.size()})) {
      if (is_about(argument.place) && !is_plain_topic(argument)) return argument.mention;
    }
    return std::nullopt;
  }

  // 냉동차는 X로부터 들여온다: a Korean topic that is no sure name is rather what it is about.
  bool is_plain_topic(const Argument& argument) const {
    if (argument.place != "topic" || !context_.topic.protagonist) return false;
    const auto& slots = context_.masked.slots;
    return std::any_of(slots.begin(), slots.end(), [&](const auto& slot) {
      return slot.item->index == argument.mention &&
             !is_katakana(character_at(text_, slot.at.begin));
    });
  }

  // 三輪は北浜の株主だ。赤坂が買収した: it is done to whom the sentence before was about.
  std::optional<Argument> find_done_to() const {
    // One that is bought again is what was bought before: 매각에 나섰다. X는 인수를 검토한다.
    const Topic& topic = context_.topic;
    const bool again = topic.bought && topic.deal == context_.hit.frame->type &&
                       !is_named(topic.bought->found->party.key);
    const Sentence::Item* understood = again ? &*topic.bought : topic.understood();
    if (understood == nullptr || is_named(understood->found->party.key)) return std::nullopt;
    if (is_of_goods() && names_topic()) return std::nullopt;
    const bool direct = context_.hit.frame->roles.count("object") > 0;
    return Argument{direct ? "object" : "to", understood->index};
  }

  bool is_of_goods() const {
    const std::string& type = context_.hit.frame->type;
    return type == "purchase" || type == "lease" || type == "license";
  }

  // 三輪は機械を導入する: a sentence with a topic of its own buys of anybody. In languages without
  // a `dealing_topic`, as Korean, it may be about what is bought.
  bool names_topic() const {
    if (context_.pack.word_class("dealing_topic").values().empty()) return false;
    const auto& slots = context_.masked.slots;
    return std::any_of(slots.begin(), slots.end(), [&](const auto& slot) {
      return context_.is_name(slot) && context_.is_left(slot) && place_of(slot) == "topic";
    });
  }

  // The doubtful names before the trigger with their places, the one next to it first.
  std::vector<Argument> doubtful_before_verb(Range where) const {
    std::vector<Argument> out;
    for (const Masked::Slot& slot : context_.masked.slots) {
      if (!context_.is_doubtful(slot) || !context_.is_left(slot) || !where.contains(slot.at)) {
        continue;
      }
      out.push_back({place_of(slot), slot.item->index});
    }
    std::reverse(out.begin(), out.end());
    return out;
  }

  bool is_named(const std::string& key) const {
    const auto& slots = context_.masked.slots;
    return std::any_of(slots.begin(), slots.end(), [&](const auto& slot) {
      return slot.is_party() && slot.item->found->party.key == key;
    });
  }

  static bool is_about(std::string_view place) { return place == "topic" || place == "subject"; }

  // In 三輪, 北浜を買収 the first name is the subject.
  bool ends_clause(const Masked::Slot& slot) const {
    const size_t end = context_.masked.clause_end(slot.at.begin);
    return end <= slot.at.end + 1 && end < text_.size();
  }

  bool is_joined_to_next(const Masked::Slot& slot) const {
    const Masked::Slot* next = next_name(slot);
    if (next == nullptr || opens_headline(slot, *next) || is_counterpart(slot, *next)) return false;
    return context_.coordinated(slot, *next) || joined_by_apposition(slot, *next);
  }

  // 甲と乙の買収交渉を: with whom one talks, where that is another part than to be talked about.
  bool is_counterpart(const Masked::Slot& slot, const Masked::Slot& next) const {
    const auto& roles = context_.hit.frame->roles;
    const auto with = roles.find("with"), object = roles.find("object");
    if (with == roles.end() || object == roles.end() || with->second == object->second) {
      return false;
    }
    return case_word_at(slot.at.end).place == "with" && place_of(next) == "object";
  }

  // A・キャピタルと食品会社のBが: what the second one is may stand between them.
  bool joined_by_apposition(const Masked::Slot& slot, const Masked::Slot& next) const {
    if (next.at.begin - slot.at.end > kNear) return false;
    const std::string_view words = context_.between(slot, next);
    // In A와 업체 B를 the first one may be a companion instead.
    if (case_word_at(slot.at.end).place == "with" && !is_about(place_of(next))) return false;
    for (const auto& [conjunction, value] : context_.pack.word_class("conjunction").values()) {
      if (!words.starts_with(conjunction)) continue;
      if (is_apposition_of(trim(words.substr(conjunction.size())))) return true;
    }
    return false;
  }

  // Nouns with what links them, the last one a word for a company or such a link.
  bool is_apposition_of(std::string_view words) const {
    const auto& general = context_.pack.general_words;
    bool leads = false;
    for (size_t pos = 0; pos < words.size();) {
      const Trie::Match word = general.longest(words, pos);
      std::string_view word_class;
      if (word.length > 0)
        word_class = context_.pack.general_class[static_cast<size_t>(word.value)];
      const char32_t c = character_at(words, pos);
      if (word.length == 0 && (is_hiragana(c) || c == ',' || c >= 0xE000)) return false;
      const size_t length = word.length > 0 ? word.length : utf8_length(words[pos]);
      if (!is_space(c))
        leads = word_class == "head" || word_class == "link" || word_class == "company";
      pos += length;
    }
    return leads;
  }

  // In a headline a comma stands for the topic's case word: 三輪、北浜を買収.
  bool opens_headline(const Masked::Slot& slot, const Masked::Slot& next) const {
    const Masked::Slot* third = next_name(next);
    const bool goes_on = third != nullptr && context_.between(next, *third).starts_with(',');
    const std::string_view between = context_.between(slot, next);
    return trim(text_.substr(0, slot.at.begin)).empty() &&
           (between == "、" || (between.starts_with(',') && !goes_on)) && !is_about(place_of(next));
  }

  // The next name in the same clause, or null.
  const Masked::Slot* next_name(const Masked::Slot& slot) const {
    for (const Masked::Slot& other : context_.masked.slots) {
      if (other.at.begin < slot.at.end || !context_.is_name(other)) continue;
      return context_.same_clause(slot, other) ? &other : nullptr;
    }
    return nullptr;
  }

  // The place of a name by what is behind it: a case word, a sum, the next name or the trigger.
  // Empty if nothing tells.
  std::string place_of(const Masked::Slot& slot) const {
    const Masked::Slot* next = next_name(slot);
    const Range stretch = stretch_behind(slot, next);
    const char32_t mark = stretch.begin < stretch.end ? character_at(text_, stretch.begin) : 0;
    if (mark == U'、' || mark == ',') return "topic";
    const bool first = &slot == &context_.masked.slots.front();
    if (first && mark == ' ' && is_list_item(text_)) return "topic";  // ▼三輪 Bを買収
    const bool left = is_argument(slot);
    const Walk walk = walk_over_nouns(stretch);
    if (walk.pos < stretch.end) {
      // A headline leaves the case word out before a sum: 北浜1850億円で買収.
      if (is_sum(walk.pos)) return left ? "object" : "";
      const std::string_view place = case_word_at(walk.pos).place;
      // What belongs to a doubtful name does nothing: ボトルの原料は.
      if (context_.is_doubtful(slot) && is_about(place) && walk.led_on > 0) return "";
      if (place == "subject" && is_of_adnominal(walk.pos)) return "from";
      if (place == "holder") return next != nullptr && has_own_part(*next) ? "" : "from";
      const bool owned = place == "object" && walk.led_on > 0 && !walk.among &&
                         belongs_to_another(text_.substr(walk.led_on, walk.pos - walk.led_on));
      if (place == "object" && has_goods(slot, walk)) return "owned";
      if (!owned) return std::string(place);
      return context_.hit.frame->roles.count("owned") > 0 ? "owned" : "";
    }
    const bool at_next = next != nullptr && stretch.end == next->at.begin;
    if (at_next && walk.led_on > 0 && is_blank(walk.led_on, stretch.end)) return "owner";
    // A name right before the trigger needs no case word: AMD買収; but 三輪の電池事業の買収.
    const std::string_view nouns = text_.substr(walk.led_on, walk.pos - walk.led_on);
    const bool owned = belongs_to_another(without_link(nouns)) ||
                       context_.pack.word_class("part_sold").longest(text_, walk.pos).length > 0;
    if (walk.led_on > 0 && left && stretch.end == context_.hit.at.begin && !walk.among && owned &&
        context_.hit.frame->roles.count("owned") > 0) {
      return "owned";
    }
    return left && stretch.end == context_.hit.at.begin ? "object" : "";
  }

  // In 三輪傘下の北浜は the first name says only whose the second one is.
  bool has_own_part(const Masked::Slot& slot) const {
    const size_t behind = behind_brackets(text_, slot.at.end);
    if (behind >= text_.size()) return false;
    const CaseWord word = case_word_at(behind);
    return word.length > 0 && word.place != "object" && word.place != "of" && word.place != "among";
  }

  // 北浜が大阪で運営する工場を賃借: who is marked at `pos` does not what the sentence tells, but
  // has what it is about.
  bool is_of_adnominal(size_t pos) const {
    const size_t end = std::min(context_.hit.at.begin, context_.masked.clause_end(pos));
    if (pos >= end) return false;
    const auto words = find_words(text_, {pos, end}, "adnominal", context_.pack);
    return std::any_of(words.begin(), words.end(), [&](const Word& word) {
      const char32_t next = word.at.end < end ? character_at(text_, word.at.end) : 0;
      if (is_hangul(character_before(text_, word.at.end))) {
        return next == ' ' && !names_any({pos, word.at.begin});
      }
      return is_han(next) || is_katakana(next) || is_word_character(next);
    });
  }

  bool names_any(Range where) const {
    const auto& slots = context_.masked.slots;
    return std::any_of(slots.begin(), slots.end(), [&](const auto& slot) {
      return slot.is_party() && where.contains(slot.at);
    });
  }

  // 北浜の電池工場を: of what belongs to the name the deed is about.
  bool belongs_to_another(std::string_view nouns) const {
    const auto& words = context_.pack.word_class("belonging").values();
    return std::any_of(words.begin(), words.end(),
                       [&](const auto& word) { return nouns.ends_with(word.first); });
  }

  // 電池事業 of 電池事業の
  std::string_view without_link(std::string_view nouns) const {
    for (const auto& [word, place] : context_.pack.word_class("case_after").values()) {
      if (place == "of" && nouns.ends_with(word)) nouns.remove_suffix(word.size());
    }
    return nouns;
  }

  // Where to look for the case word of a name: in its clause, before the next name and the trigger.
  Range stretch_behind(const Masked::Slot& slot, const Masked::Slot* next) const {
    const size_t clause_end = context_.masked.clause_end(slot.at.begin);
    size_t end = std::min(clause_end, slot.at.end + kNear);
    if (next != nullptr) end = std::min(end, next->at.begin);
    const Range& deed = context_.hit.at;
    if (is_argument(slot)) end = std::min(end, context_.is_left(slot) ? deed.begin : deed.end);
    return {behind_brackets(text_, slot.at.end), end};
  }

  // How far the nouns behind a name go, with the case words that lead on to the next one: in
  // AのB社株式を and Aなど3社を the place of A is what を says.
  struct Walk {
    size_t pos;
    size_t led_on = 0;   // behind the last word that led on; 0 if none did
    bool among = false;  // A is one of several
  };

  // 보잉 항공기 20대를: what is bought is called by who makes it.
  bool has_goods(const Masked::Slot& slot, const Walk& walk) const {
    if (context_.hit.frame->roles.count("owned") == 0 || walk.among) return false;
    const std::string_view nouns = text_.substr(slot.at.end, walk.pos - slot.at.end);
    if (!is_hangul(character_before(nouns, nouns.size()))) return false;
    const auto& words = context_.pack.word_class("belonging").values();
    return std::any_of(words.begin(), words.end(),
                       [&](const auto& word) { return nouns.find(word.first) != nouns.npos; });
  }

  Walk walk_over_nouns(Range stretch) const {
    Walk walk{stretch.begin};
    while (walk.pos < stretch.end && !is_sum(walk.pos)) {
      const CaseWord word = case_word_at(walk.pos);
      const bool leads_on = word.place == "of" || word.place == "among";
      if (word.length > 0 && !leads_on) break;
      const size_t length = leads_on ? word.length : noun_at(walk);
      if (length == 0) break;
      walk.pos += length;
      if (!leads_on) continue;
      walk.led_on = walk.pos;
      walk.among = walk.among || word.place == "among";
    }
    return walk;
  }

  // The length of the noun, or of one character of it; 0 if the walk ends. Hiragana that is no word
  // of ours is a verb's. カカオ子会社を is another company, カカオなど3社が is not.
  size_t noun_at(const Walk& walk) const {
    const Trie::Match noun = context_.pack.general_words.longest(text_, walk.pos);
    if (noun.length == 0) {
      return is_hiragana(character_at(text_, walk.pos)) ? 0 : utf8_length(text_[walk.pos]);
    }
    const bool company = context_.pack.general_class[static_cast<size_t>(noun.value)] == "head";
    const std::string_view word = text_.substr(walk.pos, noun.length);
    const bool own = walk.led_on > 0 && belongs_to_another(word);
    return company && !walk.among && !own ? 0 : noun.length;
  }

  bool is_blank(size_t begin, size_t end) const {
    return trim(text_.substr(begin, end - begin)).empty();
  }

  bool is_sum(size_t pos) const { return text_.substr(pos).starts_with(mask(Kind::kMoney)); }

  struct CaseWord {
    size_t length = 0;  // 0 if there is none
    std::string_view place;
  };

  // A Korean one clings to its name, unless it is written with a space ( 등이), and ends the word.
  CaseWord case_word_at(size_t pos) const {
    Trie::Match match = context_.pack.case_after.longest(text_, pos);
    if (match.length == 0) return {};
    const bool spaced = text_[pos] == ' ';
    const bool korean = is_hangul(character_at(text_, pos + (spaced ? 1 : 0)));
    const bool apart = !spaced && pos > 0 && is_space(character_before(text_, pos));
    if (korean && apart) return {};
    // Of 의 최대주주가 only 의 is one.
    while (korean && match.length > 0 && is_hangul(character_at(text_, pos + match.length))) {
      const std::string_view shorter = text_.substr(0, pos + match.length - 1);
      match = context_.pack.case_after.longest(shorter, pos);
    }
    if (match.length == 0) return {};
    return {match.length, context_.pack.case_after_places[static_cast<size_t>(match.value)]};
  }

  const Context& context_;
  const std::string_view text_;
};

}  // namespace

Arguments read_case_behind(const Context& context) { return Reader(context).read(); }

namespace {

// 「…」: is it what somebody says?
bool is_quoted(std::string_view text, Range at) {
  const std::string_view left = text.substr(0, at.begin);
  const size_t open = left.rfind("「"), close = left.rfind("」");
  return open != left.npos && (close == left.npos || close < open) &&
         text.find("」", at.end) != text.npos;
}

// 三輪の倉田社長は, 三輪を率いる倉田氏は: is a post marked as the topic behind the name?
bool speaks_for(const Masked& masked, const Pack& pack, size_t pos) {
  constexpr size_t kFarthest = 45;  // bytes
  const std::string_view text = masked.text;
  bool titled = false;
  for (size_t end = std::min(text.size(), pos + kFarthest); pos < end;) {
    const char32_t c = character_at(text, pos);
    if (c == U'、' || c == U'。' || c == ',' || c >= 0xE000) return false;
    const Trie::Match mark = pack.case_after.longest(text, pos);
    if (titled && mark.length > 0) {
      return pack.case_after_places[static_cast<size_t>(mark.value)] == "topic";
    }
    const Trie::Match word = pack.general_words.longest(text, pos);
    titled = word.length > 0 && pack.general_class[static_cast<size_t>(word.value)] == "title";
    pos += word.length > 0 ? word.length : utf8_length(text[pos]);
  }
  return false;
}

}  // namespace

const Sentence::Item* marked_subject(const Masked& masked, const Pack& pack, bool topic_known) {
  const Sentence::Item* subject = nullptr;
  for (const Masked::Slot& slot : masked.slots) {
    if (!slot.is_party() || slot.weak()) continue;
    const bool both = &slot != &masked.slots.front() && (&slot - 1)->at.end == slot.at.begin;
    if (both) return nullptr;
    const size_t behind = behind_brackets(masked.text, slot.at.end);
    const std::string_view rest = std::string_view(masked.text).substr(behind);
    const bool first = &slot == &masked.slots.front();
    const bool opens = trim(masked.text.substr(0, slot.at.begin)).empty();
    if (first && (opens || !topic_known) && (rest.starts_with("、") || rest.starts_with(","))) {
      return slot.item;
    }
    const Trie::Match word = pack.case_after.longest(rest, 0);
    if (word.length == 0) continue;
    const auto& place = pack.case_after_places[static_cast<size_t>(word.value)];
    if (place == "topic") return slot.item;
    if (place == "of" && speaks_for(masked, pack, behind + word.length)) return slot.item;
    const bool inner = topic_known || is_quoted(masked.text, slot.at);
    if (place == "subject" && subject == nullptr && !inner) subject = slot.item;
  }
  return subject;
}

bool is_list_item(std::string_view text) {
  constexpr std::u32string_view kMarks = U"▼▽■□●○◆◇▶・•";
  return kMarks.find(character_at(trim(text), 0)) != kMarks.npos;
}

const Sentence::Item* first_unmarked(const Masked& masked, const Pack& pack) {
  for (const Masked::Slot& slot : masked.slots) {
    if (!slot.is_party() || slot.weak()) continue;
    if (is_quoted(masked.text, slot.at)) continue;
    const std::string_view rest = std::string_view(masked.text).substr(slot.at.end);
    const Trie::Match word = pack.case_after.longest(rest, 0);
    if (word.length == 0) return slot.item;
    if (pack.case_after_places[static_cast<size_t>(word.value)] == "of") return slot.item;
  }
  return nullptr;
}

}  // namespace dealwire
