// A sentence in which each mention is one private-use character: what triggers and case words are
// looked for in, so that names and figures cannot be mistaken for words.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/amounts.h"
#include "rules/pack.h"

namespace dealwire {

// A sentence of the match copy with the mentions inside it, in order. Positions in `at` of the
// mentions are bytes of `text`; `index` numbers a mention in the whole document.
struct Sentence {
  struct Item {
    const Found* found;
    Range at;
    size_t index;

    bool is_party() const { return found->is_party(); }
    bool is_sure_party() const { return found->is_sure_party(); }
    const std::string& key() const { return found->party.key; }
  };
  // A date that the sentence names. Triggers see the words of dates, not a mask.
  struct Date {
    const DateValue* value;
    Range at;
  };
  std::string_view text;
  std::vector<Item> items;
  std::vector<Date> dates = {};
};

// What a text only describes.
struct Described {
  Range at;        // bytes of the sentence
  size_t passage;  // where that stands in the article (Topic::passage)
};

// The party a text was about before a sentence, for it to fall back on.
struct Topic {
  size_t passage = 0;  // the number of the sentence among those of the article
  std::optional<Sentence::Item> subject;
  bool same_block = false;  // said in the same paragraph: it may go on without naming them
  std::string deal;         // the type of the deal that was told last; "" if none was
  // The two parties that were named last, the later one behind.
  std::optional<Sentence::Item> former, latter;
  // In languages that leave subjects out: whom the article is about, its first subject, and
  // whether this paragraph has named a subject of its own.
  std::optional<Sentence::Item> protagonist;
  std::optional<Sentence::Item> principal;  // whom the article names most, in every language
  std::optional<Sentence::Item> payer;      // who paid in the deal that was told last
  std::optional<Sentence::Item> opened_by;  // whom the paragraph has named first
  bool subject_here = false;
  // Who speaks of "the company" in an announcement, and of "we" in an interview (narrator.h).
  std::optional<Sentence::Item> issuer, interviewed;
  // What the deal that was told last was done to.
  std::optional<Sentence::Item> bought;

  // The side of a deal that the paragraph has told without the other one: who sells what.
  struct Half {
    std::string type;
    std::vector<std::pair<std::string, Sentence::Item>> parties;  // role, party
    std::optional<Described> target;
  };
  Half half;

  // Is it a mention that goes without saying in a later sentence? Returns it, or null.
  const Sentence::Item* find(size_t mention) const {
    const Sentence::Item* subject_meant = understood();
    if (subject_meant != nullptr && subject_meant->index == mention) return subject_meant;
    if (payer && payer->index == mention) return &*payer;
    if (interviewed && interviewed->index == mention) return &*interviewed;
    if (issuer && issuer->index == mention) return &*issuer;
    if (protagonist && protagonist->index == mention) return &*protagonist;
    if (principal && principal->index == mention) return &*principal;
    for (const auto& [role, party] : half.parties) {
      if (party.index == mention) return &party;
    }
    for (const auto* named : {&former, &latter}) {
      if (*named && (*named)->index == mention) return &**named;
    }
    return bought && bought->index == mention ? &*bought : nullptr;
  }

  // Whom 회사, the company, stands for: whom the paragraph opened with, else whom all is about.
  const Sentence::Item* company() const {
    if (subject_here && opened_by) return &*opened_by;
    return protagonist ? &*protagonist : nullptr;
  }

  // Who is meant where a sentence leaves its subject out, or null.
  const Sentence::Item* understood() const {
    if (interviewed) return &*interviewed;
    const bool known = subject && same_block && (subject_here || !protagonist);
    if (known) return &*subject;
    return protagonist ? &*protagonist : nullptr;
  }
};

struct Masked {
  struct Slot {
    const Sentence::Item* item;
    Range at;
    size_t source_end;  // where the sentence goes on behind it

    bool is_party() const { return item->is_party(); }
    bool is_sure_party() const { return item->is_sure_party(); }
    bool weak() const { return item->found->weak; }
    const std::string& key() const { return item->key(); }
  };
  std::string text;
  std::vector<Slot> slots;
  std::vector<size_t> clause_ends;
  std::vector<size_t> breaks;  // where a sentence goes on to something else (while ...)

  // Where a place of the masked text, outside mentions, lies in the sentence.
  size_t source(size_t pos) const {
    size_t out = pos;
    for (const Slot& slot : slots) {
      if (slot.at.end <= pos) out = pos - slot.at.end + slot.source_end;
    }
    return out;
  }

  // Does the sentence go on to something else between two places?
  bool parted(size_t a, size_t b) const {
    return std::any_of(breaks.begin(), breaks.end(),
                       [&](size_t at) { return std::min(a, b) < at && at <= std::max(a, b); });
  }

  size_t clause_of(size_t pos) const {
    return static_cast<size_t>(std::upper_bound(clause_ends.begin(), clause_ends.end(), pos) -
                               clause_ends.begin());
  }
  size_t clause_begin(size_t pos) const {
    const size_t clause = clause_of(pos);
    return clause == 0 ? 0 : clause_ends[clause - 1];
  }
  size_t clause_end(size_t pos) const {
    const size_t clause = clause_of(pos);
    return clause < clause_ends.size() ? clause_ends[clause] : text.size();
  }
};

// Where the brackets behind a name end that only tell its other ones, or the code of its share:
// 星座能源(Constellation), 遠程投資有限公司(以下簡稱「遠程投資」), 穎崴(6239). Where the name ends
// if none do.
size_t end_of_aliases(const Sentence& sentence, const Sentence::Item& name, const Pack& pack);

Masked mask_sentence(const Sentence& sentence, const Pack& pack);

// Is it the place of one whom the sentence is about?
inline bool is_about(std::string_view place) { return place == "topic" || place == "subject"; }

// Is it the case word of a topic or subject, in a language that has them behind names?
bool marks_doer(std::string_view words, const Pack& pack);

}  // namespace dealwire
