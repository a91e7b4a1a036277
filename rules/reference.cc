#include "rules/reference.h"

#include <algorithm>
#include <optional>

#include "rules/lexicon.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

bool is_sure_party(const Sentence::Item& item) {
  return item.found->kind == Kind::kParty && !item.found->weak;
}

size_t clause_begin(std::string_view text, size_t pos) {
  const std::string_view left = text.substr(0, pos);
  const size_t mark = left.find_last_of(",;:");
  const size_t stop = left.rfind("。");
  return std::max(mark == left.npos ? 0 : mark + 1, stop == left.npos ? 0 : stop + 3);
}

// Does the word open its clause, or follow a case word?
bool stands_alone(std::string_view text, size_t pos, const Pack& pack) {
  const size_t begin = clause_begin(text, pos);
  const std::string_view before = trim(text.substr(begin, pos - begin));
  const auto& words = pack.word_class("case").values();
  return before.empty() || std::any_of(words.begin(), words.end(), [&](const auto& word) {
           return before.ends_with(word.first);
         });
}

class Resolver {
 public:
  Resolver(const Sentence& sentence, const Topic& topic) : sentence_(sentence), topic_(topic) {}

  const Sentence::Item* resolve(const Word& word) const {
    const size_t clause = clause_begin(sentence_.text, word.at.begin);
    if (*word.value == "last") return last_before(word.at.begin);
    if (topic_.subject && !named_between(*topic_.subject, clause, word.at.begin)) {
      return &*topic_.subject;
    }
    return last_before(clause);
  }

 private:
  const Sentence::Item* last_before(size_t pos) const {
    const Sentence::Item* out = nullptr;
    for (const Sentence::Item& item : sentence_.items) {
      if (item.at.end <= pos && is_sure_party(item)) out = &item;
    }
    return out;
  }

  bool named_between(const Sentence::Item& who, size_t begin, size_t end) const {
    return std::any_of(sentence_.items.begin(), sentence_.items.end(), [&](const auto& item) {
      return item.found->kind == Kind::kParty && item.found->party.key == who.found->party.key &&
             item.at.begin >= begin && item.at.end <= end;
    });
  }

  const Sentence& sentence_;
  const Topic& topic_;
};

}  // namespace

void add_references(Sentence& sentence, const Pack& pack, const Topic& topic) {
  std::vector<Sentence::Item> references;
  const Resolver resolver(sentence, topic);
  for (Word word : find_words(sentence.text, "reference", *pack.reference, pack)) {
    const bool taken = std::any_of(sentence.items.begin(), sentence.items.end(),
                                   [&](const auto& item) { return item.at.overlaps(word.at); });
    if (taken ||
        (*word.value == "topic_alone" && !stands_alone(sentence.text, word.at.begin, pack))) {
      continue;
    }
    if (const Sentence::Item* who = resolver.resolve(word)) {
      references.push_back({who->found, word.at, who->index});
    }
  }
  sentence.items.insert(sentence.items.end(), references.begin(), references.end());
  std::stable_sort(sentence.items.begin(), sentence.items.end(),
                   [](const auto& a, const auto& b) { return a.at.begin < b.at.begin; });
}

}  // namespace dealwire
