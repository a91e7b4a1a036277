#include "rules/packs.h"

#include <malloc.h>

#include <algorithm>
#include <future>
#include <utility>

#include "rules/rows.h"

namespace dealwire {
namespace {

// A file of a name that nothing reads is a mistake, not a file to pass over in silence.
void check_name(const DataFile& file) {
  const bool top = file.path.find('/') == file.path.npos;
  const bool is_read =
      top ? file.path == "parties.tsv"
          : file.path.ends_with(".toml") || file.path.ends_with("/general_words.tsv");
  if (!is_read) {
    refuse(file, 1, "",
           top ? "is not read; at the top there are parties.tsv, vocabulary.toml and variety.toml, "
                 "the rest lies in a folder of its language or in common"
               : "is not read; in a language's folder there are .toml files and general_words.tsv");
  }
}

}  // namespace

Expected<Packs> Packs::load(std::vector<DataFile> files, Fold fold) try {
  Packs packs(std::move(files), std::move(fold));
  packs.read_parties();
  return packs;
} catch (const Mistake& mistake) {
  return fail("rules", mistake.what());
}

Packs::Packs(std::vector<DataFile> files, Fold fold)
    : files_(std::move(files)), fold_(std::move(fold)) {
  for (const DataFile& file : files_) {
    check_name(file);
    const std::string folder = file.path.substr(0, file.path.find('/'));
    if (folder == file.path || folder == "common" || languages_.contains(folder)) continue;
    languages_.emplace(folder, std::make_unique<Language>());
  }
}

void Packs::read_parties() {
  std::map<std::string, KnownParty> parties;
  std::map<std::string, std::string> owner;  // name in matching form -> id
  for (const DataFile& file : files_) {
    if (file.path != "parties.tsv") continue;
    for_each_row(file, 3, [&](const std::vector<std::string>& row, size_t line) {
      const bool again = !parties.insert_or_assign(row[0], KnownParty{row[0], row[1]}).second;
      if (again) std::erase_if(owner, [&](const auto& entry) { return entry.second == row[0]; });
      std::string names = row[1] + "|" + row[2];
      for (size_t at = 0; at <= names.size();) {
        const size_t bar = std::min(names.find('|', at), names.size());
        const std::string_view written = std::string_view(names).substr(at, bar - at);
        at = bar + 1;
        // In Chinese articles characters are simplified, in Japanese and Korean ones as written.
        for (const std::string& name : {fold_(written, true), fold_(written, false)}) {
          if (name.empty()) continue;
          const auto [known, added] = owner.emplace(name, row[0]);
          if (!added && known->second != row[0]) {
            refuse(file, line, row[0], fmt::format("'{}' is a name of {}", name, known->second));
          }
        }
      }
    });
  }
  std::vector<std::pair<std::string, int>> names;
  std::map<std::string, int> index;
  for (const auto& [id, party] : parties) {
    index[id] = static_cast<int>(parties_.size());
    parties_.push_back(party);
  }
  for (const auto& [name, id] : owner) names.emplace_back(name, index[id]);
  party_names_ = Trie(std::move(names));
}

const Pack& Packs::read(const std::string& language, Language& into) const {
  std::call_once(into.once, [&] { into.pack = read_pack(language, files_, fold_); });
  return into.pack;
}

const Pack* Packs::find(std::string_view language) const {
  const auto found = languages_.find(language);
  return found == languages_.end() ? nullptr : &read(found->first, *found->second);
}

std::vector<std::reference_wrapper<const Pack>> Packs::all() const {
  std::vector<std::reference_wrapper<const Pack>> out;
  std::vector<std::future<const Pack*>> reading;
  for (const auto& [language, into] : languages_) {
    reading.push_back(std::async(std::launch::async, [&] { return &read(language, *into); }));
  }
  for (auto& language : reading) language.wait();
  for (auto& language : reading) out.emplace_back(*language.get());
  malloc_trim(0);  // each thread's arena keeps what it freed, some 25 MB in all
  return out;
}

Expected<void> Packs::check() const try {
  all();
  return {};
} catch (const Mistake& mistake) {
  return fail("rules", mistake.what());
}

}  // namespace dealwire
