// The places that the parties of a sentence have around a trigger, and how a reader tells them.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/masked.h"
#include "rules/pack.h"

namespace dealwire {

// A frame whose trigger stands in a masked sentence.
struct Hit {
  const Frame* frame;
  Range at;  // bytes of the masked text
};

// A mention and its place: "subject", "object", "inside", or what a case word stands for ("to").
struct Argument {
  std::string place;
  size_t mention;
  bool joined = false;  // by a conjunction to the one before, in the same place
};

// Who has which place. Coordinated names share one.
class Places {
 public:
  using Mentions = std::vector<size_t>;

  bool has(std::string_view place) const { return mentions_.count(place) > 0; }
  void add(const std::string& place, size_t mention) { mentions_[place].push_back(mention); }
  void set(const std::string& place, Mentions all) { mentions_[place] = std::move(all); }
  void drop(const std::string& place) { mentions_.erase(place); }

  // Gives the mentions of one place, if there are any, to another one instead of its own.
  void move(const std::string& from, const std::string& to);

  // Sets a place to a mention that is no sure argument.
  void guess(const Argument& argument);
  bool is_guess(size_t mention) const { return guesses_.count(mention) > 0; }

  // The mentions of a place; none if it is empty.
  Mentions at(std::string_view place) const;
  const std::map<std::string, Mentions, std::less<>>& all() const { return mentions_; }

 private:
  std::map<std::string, Mentions, std::less<>> mentions_;
  std::set<size_t> guesses_;
};

// A trigger and what it stands in: all that a reader of places looks at. It holds references only.
//
// A name is a masked party. A doubtful one, a weak name in Han, kana or Hangul, is not masked since
// it may be common words: it is an argument only where there must be one.
struct Context {
  const Masked& masked;
  const Pack& pack;
  const Hit& hit;
  const Topic& topic;
  const std::vector<Hit>& hits;  // all of the sentence
  Range clause;                  // the trigger's own

  bool is_name(const Masked::Slot& slot) const { return slot.is_party() && !is_doubtful(slot); }
  bool is_doubtful(const Masked::Slot& slot) const {
    return slot.weak() && slot.at.size() != mask(Kind::kParty).size();
  }
  bool in_clause(const Masked::Slot& slot) const { return clause.contains(slot.at); }
  bool is_left(const Masked::Slot& slot) const { return slot.at.end <= hit.at.begin; }
  bool same_clause(const Masked::Slot& a, const Masked::Slot& b) const {
    return masked.clause_of(a.at.begin) == masked.clause_of(b.at.begin);
  }

  // The trimmed text between two slots that stand in this order.
  std::string_view between(const Masked::Slot& a, const Masked::Slot& b) const;

  // Is there nothing but a conjunction between two names on one side of the trigger, or a sum and a
  // conjunction?
  bool coordinated(const Masked::Slot& a, const Masked::Slot& b) const;

  // The names in other clauses: those before the trigger's own, the nearest clause first; then
  // those behind it that have no trigger of another type of deal.
  std::vector<const Masked::Slot*> names_elsewhere() const;
};

// What a sentence says about the arguments of a trigger. A reader for each way of setting case
// words gives it (case_before.h, case_behind.h); binder.h makes roles of it.
struct Arguments {
  Places clause;                   // of the names in the trigger's clause
  std::vector<Argument> doubtful;  // of doubtful names there; for each place the first counts
  std::optional<size_t> about;     // whom the clauses before are about
  std::vector<size_t> about_too;   // who is coordinated with it
  std::vector<Argument> marked;    // names with a case word in other clauses, the nearest first

  bool describes = false;  // 三輪が買収した北浜を南郷が買い取る: the deed describes one of another

  // What goes without saying: a doubtful name that may be the doer; whom a deed is done to whose
  // doer its clause tells.
  std::optional<size_t> doer;
  bool done_by_person = false;  // the clause names a doer that is no party
  std::optional<Argument> done_to;
};

}  // namespace dealwire
