// How much of what damage does to text is undone, and what does it cost where it is not?
//
// usage: bench_repair FOLDER... [--seed N] [--kind WORDS] [--at-least PERCENT]
//        [--false-at-most N] [--misses]
//
// Takes the articles of folders as the program reads them, damages each in every way of
// tests/damage.h that befalls its language, repairs it and compares, sentence by sentence. A
// sentence is
//
//   exact   as it was
//   mended  as it was, but for characters of which a byte was lost, which are U+FFFD or '?'; where
//           they are so from the start, there is nothing to mend and the sentence does not count
//   partly  nearer to what it was than before
//   alone   as near as before
//   worse   farther from what it was; whole sentences that repair broke count here too
//
// Sentences that are ruined, more than a fifth of their characters lost, are only counted. Figures
// (amounts with their currency, and dates) are false that the clean article neither has nor tells
// more of, and missing that only it has, each in the text as damaged → as repaired. --kind tries
// kinds whose name holds the words; --at-least fails where a smaller share is restored,
// --false-at-most where more figures are false; --misses prints what was not restored, and false
// figures.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/pipeline.h"
#include "damage.h"
#include "repair/repair.h"
#include "text/language.h"
#include "text/sentence.h"
#include "text/utf8.h"
#include "warc/documents.h"

namespace dealwire {
namespace {

struct Options {
  std::vector<std::string> folders;
  uint32_t seed = 1;
  std::string kind;
  double at_least = 0;                  // of the sentences that are not ruined
  std::optional<size_t> false_at_most;  // figures
  bool misses = false;
};

struct Score {
  // Damaged sentences by how much of them is lost: nothing, some characters, too many.
  size_t whole = 0, lossy = 0, ruined = 0;
  size_t exact = 0, mended = 0, partly = 0, alone = 0, worse = 0;
  size_t false_before = 0, false_after = 0, missing_before = 0, missing_after = 0;

  // Of the sentences that are not ruined.
  double restored() const {
    return static_cast<double>(exact + mended) / static_cast<double>(whole + lossy);
  }

  void operator+=(const Score& s) {
    whole += s.whole, lossy += s.lossy, ruined += s.ruined;
    exact += s.exact, mended += s.mended, partly += s.partly, alone += s.alone, worse += s.worse;
    false_before += s.false_before, false_after += s.false_after;
    missing_before += s.missing_before, missing_after += s.missing_after;
  }
};

// --- Figures

// With the line in which each stands.
using Figures = std::multimap<std::string, std::string>;

std::string line_around(std::string_view text, size_t at) {
  const size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  return std::string(text.substr(begin, text.find('\n', at) - begin));
}

Figures figures(const Article& article, const Reader& reader) {
  Figures out;
  for (const Mention& m :
       reader.rules.read(article, reader.unifier->match_copy(article)).mentions) {
    if (m.kind == Kind::kParty || m.amount.vague) continue;
    const auto text = [](const std::optional<Decimal>& d) { return d ? d->str() : "-"; };
    const std::string value = m.kind == Kind::kDate ? m.date.edtf : text(m.amount.value);
    out.emplace(fmt::format("{} {} {} {} {}", name(m.kind), value, text(m.amount.min),
                            text(m.amount.max), m.amount.currency),
                fmt::format("{} '{}' in {}", m.rule, m.text,
                            line_around(article[m.field].text, m.at.begin)));
  }
  return out;
}

// Those of `a` that `b` does not have.
Figures without(const Figures& a, const Figures& b) {
  Figures out;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::inserter(out, out.end()),
                      a.value_comp());
  return out;
}

// What tells less than a figure and is true nevertheless: an amount whose currency is not known, a
// percentage not known to be a stake, the month and the year of a day. The reverse is not: a
// percentage must not become a stake.
std::vector<std::string> vaguer(const std::string& figure) {
  std::vector<std::string> out;
  const size_t currency = figure.rfind(' ') + 1;
  if (currency < figure.size()) out.push_back(figure.substr(0, currency));
  if (figure.starts_with("stake ")) out.push_back("percent " + figure.substr(6));
  if (figure.starts_with("date ") && figure.find('/') == figure.npos) {
    const size_t end = figure.find(' ', 5);  // of the date
    for (size_t at = end; (at = figure.rfind('-', at - 1)) != figure.npos && at > 5;) {
      out.push_back(figure.substr(0, at) + figure.substr(end));
    }
  }
  return out;
}

// Those of `figures` that `right` does not have. One of `right` that is not among them bears out
// one that tells less.
Figures false_among(const Figures& figures, const Figures& right) {
  Figures out = without(figures, right);
  for (const auto& [figure, line] : without(right, figures)) {
    for (const std::string& less : vaguer(figure)) {
      const auto found = out.find(less);
      if (found == out.end()) continue;
      out.erase(found);
      break;
    }
  }
  return out;
}

// --- Comparing lines

std::u32string characters(std::string_view line, bool folded) {
  std::u32string out;
  for (size_t pos = 0; pos < line.size();) {
    const char32_t c = next_character(line, pos);
    out += folded ? fold_punctuation(c) : c;
  }
  return out;
}

constexpr size_t kNone = std::u32string::npos;

// For each character of `clean` which one of `text` it is, by a longest common subsequence.
std::vector<size_t> align(const std::u32string& clean, const std::u32string& text) {
  std::vector<size_t> out(clean.size(), kNone);
  size_t first = 0, n = clean.size(), m = text.size();
  for (; first < std::min(n, m) && clean[first] == text[first]; ++first) out[first] = first;
  for (; n > first && m > first && clean[n - 1] == text[m - 1]; --n, --m) out[n - 1] = m - 1;
  const size_t width = m - first + 1;
  std::vector<uint16_t> length((n - first + 1) * width, 0);
  const auto at = [&](size_t i, size_t j) -> uint16_t& {
    return length[(i - first) * width + j - first];
  };
  for (size_t i = first + 1; i <= n; ++i) {
    for (size_t j = first + 1; j <= m; ++j) {
      at(i, j) = clean[i - 1] == text[j - 1] ? static_cast<uint16_t>(at(i - 1, j - 1) + 1)
                                             : std::max(at(i - 1, j), at(i, j - 1));
    }
  }
  for (size_t i = n, j = m; i > first && j > first;) {
    if (clean[i - 1] == text[j - 1]) {
      out[--i] = --j;
    } else if (at(i - 1, j) >= at(i, j - 1)) {
      --i;
    } else {
      --j;
    }
  }
  return out;
}

// One line of the clean text against what became of it.
class Compared {
 public:
  Compared(const std::u32string& clean, std::u32string text)
      : text_(std::move(text)), place_(align(clean, text_)) {}

  // Characters of the sentence that are not there, and others that stand between those that are.
  size_t wrong(Range sentence) const {
    size_t out = 0, next = kNone;
    for (size_t i = sentence.begin; i < sentence.end; ++i) {
      if (place_[i] == kNone) {
        ++out;
      } else {
        if (next != kNone) out += place_[i] - next;
        next = place_[i] + 1;
      }
    }
    return out;
  }

  // Is all of the sentence there and nothing else, but for placeholders of lost characters?
  bool is_restored(Range sentence, const std::vector<bool>& lost) const {
    size_t next = 0;  // where the text should go on
    bool known = sentence.begin == 0, gap = false;
    if (!known && place_[sentence.begin - 1] != kNone) {
      next = place_[sentence.begin - 1] + 1;
      known = true;
    }
    for (size_t i = sentence.begin; i < sentence.end; ++i) {
      if (place_[i] == kNone) {
        if (!lost[i]) return false;
        gap = true;
        continue;
      }
      if (known && !is_gap(next, place_[i], gap)) return false;
      next = place_[i] + 1;
      known = true;
      gap = false;
    }
    const bool last = sentence.end == place_.size();
    if (!last && place_[sentence.end] == kNone) return true;
    return !known || is_gap(next, last ? text_.size() : place_[sentence.end], gap);
  }

 private:
  bool is_gap(size_t begin, size_t end, bool may_hold) const {
    return begin == end ||
           (may_hold && std::all_of(text_.begin() + static_cast<long>(begin),
                                    text_.begin() + static_cast<long>(end),
                                    [](char32_t c) { return c == 0xFFFD || c == '?'; }));
  }

  std::u32string text_;
  std::vector<size_t> place_;
};

std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> out;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

// --- One article, damaged in one way

struct Story {
  std::string name, language, region;
  std::string text;  // the title in the first line
};

Article article_of(const Story& story, std::string_view text) {
  Article out;
  const size_t title = text.find('\n');
  out.title.append_copy(text.substr(0, title), 0);
  out.text.append_copy(text.substr(title + 1), title + 1);
  out.lang = identify_language(text, "");
  out.region = story.region;
  return out;
}

class Trial {
 public:
  Trial(const Story& story, const DamageKind& kind, const Options& options, const Reader& reader)
      : story_(story), kind_(kind), options_(options), reader_(reader) {}

  Score run(uint32_t seed) {
    Chance chance(seed);
    const Damaged damaged = kind_.damage(story_.text, chance);
    const std::vector<DamagedPlace> places = damaged_places(damaged);
    if (places.empty()) return score_;
    Article article = article_of(story_, damaged.damaged.text);
    const Figures before = figures(article, reader_);
    repair(article);
    compare_figures(damaged, before, figures(article, reader_));

    const std::string repaired = article.title.text + '\n' + article.text.text;
    const auto clean_lines = lines(damaged.clean), damaged_lines = lines(damaged.damaged.text),
               repaired_lines = lines(repaired);
    if (repaired_lines.size() != clean_lines.size()) {
      fmt::print(stderr, "{}: {}: lines were joined or cut\n", kind_.name, story_.name);
      std::exit(1);
    }
    for (size_t i = 0; i < clean_lines.size(); ++i) {
      if (clean_lines[i] == damaged_lines[i] && damaged_lines[i] == repaired_lines[i]) continue;
      const auto begin = static_cast<size_t>(clean_lines[i].data() - damaged.clean.data());
      compare_line(damaged, places, begin, clean_lines[i], damaged_lines[i], repaired_lines[i]);
    }
    return score_;
  }

 private:
  void compare_figures(const Damaged& damaged, const Figures& before, const Figures& after) {
    const Figures right = figures(article_of(story_, damaged.clean), reader_);
    const Figures wrong = false_among(after, right);
    score_.false_before += false_among(before, right).size();
    score_.false_after += wrong.size();
    score_.missing_before += without(right, before).size();
    score_.missing_after += without(right, after).size();
    if (!options_.misses) return;
    for (const auto& [figure, line] : wrong) {
      fmt::print("{}: {}: false figure: {}\n  repaired {}\n", kind_.name, story_.name, figure,
                 line);
    }
  }

  // `at` is where the line begins in the clean text.
  void compare_line(const Damaged& damaged, const std::vector<DamagedPlace>& places, size_t at,
                    std::string_view clean, std::string_view text, std::string_view repaired) {
    const std::u32string whole = characters(clean, damaged.folded);
    const Compared before(whole, characters(text, damaged.folded));
    const Compared after(whole, characters(repaired, damaged.folded));
    const std::vector<bool> lost = lost_in(damaged, at, clean);
    for (const Range& sentence : split_sentences(clean)) {
      const Range bytes{at + sentence.begin, at + sentence.end};
      const Range range{CodePointIndex(clean)(sentence.begin), CodePointIndex(clean)(sentence.end)};
      const bool hurt = std::any_of(places.begin(), places.end(), [&](const DamagedPlace& place) {
        return place.clean.overlaps(bytes);
      });
      const bool restored = after.is_restored(range, lost);
      const char* verdict = nullptr;
      if (before.is_restored(range, lost)) {
        if (restored) continue;
        ++score_.worse;
        verdict = "broken";
      } else if (hurt) {
        verdict = judge(range, lost, before, after);
      }
      if (options_.misses && verdict != nullptr) {
        fmt::print("{}: {}: {}\n  clean    {}\n  damaged  {}\n  repaired {}\n", kind_.name,
                   story_.name, verdict, clean.substr(sentence.begin, sentence.size()), text,
                   repaired);
      }
    }
  }

  // Counts a damaged sentence and names what came of it, if it was not restored.
  const char* judge(Range sentence, const std::vector<bool>& lost, const Compared& before,
                    const Compared& after) {
    const auto begin = lost.begin() + static_cast<long>(sentence.begin);
    const auto gone = std::count(begin, begin + static_cast<long>(sentence.size()), true);
    const size_t was = before.wrong(sentence), is = after.wrong(sentence);
    const bool ruined = gone * 5 > static_cast<long>(sentence.size());
    ++(gone == 0 ? score_.whole : ruined ? score_.ruined : score_.lossy);
    if (ruined) return nullptr;
    if (after.is_restored(sentence, lost)) {
      ++(gone == 0 ? score_.exact : score_.mended);
      return nullptr;
    }
    if (is > was) {
      ++score_.worse;
      return "worse";
    }
    ++(is < was ? score_.partly : score_.alone);
    return is < was ? "partly" : "alone";
  }

  static std::vector<bool> lost_in(const Damaged& damaged, size_t at, std::string_view line) {
    const CodePointIndex index(line);
    std::vector<bool> out(index(line.size()), false);
    for (const Range& lost : damaged.lost) {
      const size_t begin = std::max(lost.begin, at), end = std::min(lost.end, at + line.size());
      if (begin >= end) continue;
      for (size_t i = index(begin - at); i < index(end - at); ++i) out[i] = true;
    }
    return out;
  }

  const Story& story_;
  const DamageKind& kind_;
  const Options& options_;
  const Reader& reader_;
  Score score_;
};

// --- All of them

std::vector<Story> stories(const std::vector<std::string>& folders, const Reader& reader) {
  std::vector<Input> inputs;
  for (const std::string& folder : folders) {
    const auto listed = list_inputs(folder, [](const Error&) {});
    inputs.insert(inputs.end(), listed.begin(), listed.end());
  }
  std::vector<Story> out;
  Documents documents(inputs);
  while (auto item = documents.next()) {
    if (!item->document) continue;
    const auto reading = read(std::move(*item->document), reader, Budget{});
    // What is repaired here is not clean.
    if (!reading || !reading->article.repaired.empty()) continue;
    const Article& article = reading->article;
    out.push_back({reading->document.name(), article.lang, article.region,
                   article.title.text + '\n' + article.text.text});
  }
  return out;
}

std::string print(std::string_view name, std::string_view language, const Score& s) {
  return fmt::format(
      "{:36}{:8}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}{:>9}{:>7} → {:<5}{:>6} → {}\n", name,
      language, s.ruined, s.whole, s.exact, s.lossy, s.mended, s.partly, s.alone, s.worse,
      s.whole + s.lossy == 0 ? "-" : fmt::format("{:.1f}%", 100 * s.restored()), s.false_before,
      s.false_after, s.missing_before, s.missing_after);
}

int run(const Options& options) {
  const auto reader = load_reader("");
  if (!reader) return 2;
  const std::vector<Story> all = stories(options.folders, *reader);
  const std::set<std::string> named{"zh-Hant", "zh-Hans", "ja", "ko"};
  std::map<std::string, Score> groups;
  std::string table;
  const auto& kinds = damage_kinds();
  for (size_t k = 0; k < kinds.size(); ++k) {
    if (kinds[k].name.find(options.kind) == std::string::npos) continue;
    std::map<std::string, Score> by_language;
    for (size_t i = 0; i < all.size(); ++i) {
      if (!kinds[k].happens_to(all[i].language)) continue;
      const auto seed = static_cast<uint32_t>(options.seed * 1000003 + k * 1009 + i);
      const Score score = Trial(all[i], kinds[k], options, *reader).run(seed);
      by_language[named.contains(all[i].language) ? all[i].language : "other"] += score;
      groups[kinds[k].name.substr(0, kinds[k].name.find(':'))] += score;
      groups["all"] += score;
    }
    for (const auto& [language, score] : by_language) {
      if (score.whole + score.lossy + score.ruined > 0)
        table += print(kinds[k].name, language, score);
    }
  }
  fmt::print("{:44}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}{:>9}  {:>13}  {:>12}\n",
             "sentences of each kind", "ruined", "whole", "exact", "lossy", "mended", "partly",
             "alone", "worse", "restored", "false figures", "missing");
  fmt::print("{}\n", table);
  for (const auto& [name, score] : groups) fmt::print("{}", print(name, "", score));
  if (all.empty()) return 2;
  const Score& total = groups["all"];
  const bool fails = total.restored() < options.at_least ||
                     (options.false_at_most && total.false_after > *options.false_at_most);
  return fails ? 1 : 0;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  dealwire::Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--misses") {
      options.misses = true;
    } else if (argument == "--seed" && i + 1 < argc) {
      options.seed = static_cast<uint32_t>(std::strtoul(argv[++i], nullptr, 10));
    } else if (argument == "--at-least" && i + 1 < argc) {
      options.at_least = std::strtod(argv[++i], nullptr) / 100;
    } else if (argument == "--false-at-most" && i + 1 < argc) {
      options.false_at_most = std::strtoul(argv[++i], nullptr, 10);
    } else if (argument == "--kind" && i + 1 < argc) {
      options.kind = argv[++i];
    } else {
      options.folders.push_back(argument);
    }
  }
  if (options.folders.empty() || options.folders.back().starts_with("--")) {
    fmt::print(stderr,
               "usage: bench_repair FOLDER... [--seed N] [--kind WORDS] [--at-least PERCENT] "
               "[--false-at-most N] [--misses]\n");
    return 2;
  }
  return dealwire::run(options);
}
