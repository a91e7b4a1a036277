// The packs of all languages, and the organisations they know.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "rules/pack.h"
#include "text/data_file.h"
#include "text/trie.h"

namespace dealwire {

// A known organisation.
struct KnownParty {
  std::string id, name;
};

// Safe to share between threads: a language that two want at once is read once.
class Packs {
 public:
  // Takes pack files, whose paths tell the language ("zh/money.toml"), in order; what a later file
  // says again (a word of a class, a rule's name, a party's id) replaces what was said before, so
  // that a user's folder can be laid over ours. Reads the known parties; a language is read when it
  // is first asked for. The first mistake ends it: code "rules", and a message with file, line,
  // rule and reason.
  static Expected<Packs> load(std::vector<DataFile> files, Fold fold);

  // Reads all languages; fails as load() does. The functions below throw Mistake where there is
  // one.
  Expected<void> check() const;

  // Of a language ("zh"); null if it has no files.
  const Pack* find(std::string_view language) const;

  // Of all languages, in their order; each is read in a thread.
  std::vector<std::reference_wrapper<const Pack>> all() const;

  const KnownParty& party(size_t index) const { return parties_[index]; }
  const Trie& party_names() const { return party_names_; }  // in matching form; values are indices

 private:
  struct Language {
    std::once_flag once;
    Pack pack;
  };

  Packs(std::vector<DataFile> files, Fold fold);
  void read_parties();
  const Pack& read(const std::string& language, Language& into) const;  // throws Mistake

  std::vector<DataFile> files_;
  Fold fold_;
  std::map<std::string, std::unique_ptr<Language>, std::less<>> languages_;
  std::vector<KnownParty> parties_;
  Trie party_names_;
};

}  // namespace dealwire
