#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "chance.h"
#include "model/decimal.h"
#include "model/range.h"
#include "model/source_map.h"
#include "print.h"

namespace dealwire {
namespace {

// Decimal ------------------------------------------------------------------------------------

Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }

std::string show(const std::optional<Decimal>& value) { return value ? value->str() : "none"; }

const std::string k30Nines(30, '9');
const std::string k31Nines(31, '9');

TEST(Decimal, ParsesToPlainNotationWithoutSuperfluousZeros) {
  const struct {
    std::string text, plain;
  } rows[] = {
      {"12", "12"},
      {"-3.50", "-3.5"},
      {"1e9", "1000000000"},
      {"1E+2", "100"},
      {"2.5e-3", "0.0025"},
      {"0.35", "0.35"},
      {"-0.35", "-0.35"},
      {"007", "7"},
      {"100.00", "100"},
      {"4.5e12", "4500000000000"},
      {"0", "0"},
      {"-0", "0"},
      {"0.000", "0"},
      {"0e64", "0"},
      {"-0.0e-9", "0"},
      {k30Nines, k30Nines},
      {"-" + k30Nines, "-" + k30Nines},
      {"0." + k30Nines, "0." + k30Nines},
      {"1e64", "1" + std::string(64, '0')},
      {"1e-64", "0." + std::string(63, '0') + "1"},
      {std::string(40, '0') + "5", "5"},
  };
  for (const auto& row : rows) EXPECT_EQ(show(Decimal::parse(row.text)), row.plain) << row.text;
}

TEST(Decimal, RefusesWhatIsNoNumberOrTooWide) {
  const std::string rows[] = {"",
                              "-",
                              ".",
                              "-.",
                              "e5",
                              "1e",
                              "1e+",
                              "1e-",
                              "1.2.",
                              "1,0",
                              " 1",
                              "1 ",
                              "+1",
                              "--1",
                              "1-",
                              "0x10",
                              "１２",
                              "nan",
                              "inf",
                              "1e2.5",
                              "1e65",
                              "1e-65",
                              "1e999",
                              "1e1000",
                              k31Nines,
                              "0." + k31Nines,
                              "1" + k30Nines};
  for (const auto& text : rows) EXPECT_EQ(show(Decimal::parse(text)), "none") << text;
}

TEST(Decimal, PrintedValueParsesToItself) {
  Chance chance(1);
  for (int i = 0; i < 2000; ++i) {
    std::string text = chance.one_in(3) ? "-" : "";
    const size_t digits = chance.between(1, 15), point = chance.below(digits);
    for (size_t d = 0; d < digits; ++d) {
      if (d == point && d > 0) text += '.';
      text += static_cast<char>('0' + chance.below(chance.one_in(2) ? 10 : 2));
    }
    text += "e" + std::to_string(static_cast<int>(chance.below(30)) - 15);
    const auto value = Decimal::parse(text);
    ASSERT_TRUE(value) << text;
    ASSERT_EQ(show(Decimal::parse(value->str())), value->str()) << text;
  }
}

TEST(Decimal, ReadsItsOwnWidestValues) {
  for (const char* text : {"1e30", "1e64", "-1e64"}) {
    EXPECT_EQ(show(Decimal::parse(decimal(text).str())), decimal(text).str());
  }
}

TEST(Decimal, EqualValuesAreEqualHoweverWritten) {
  EXPECT_EQ(decimal("1.50"), decimal("15e-1"));
  EXPECT_EQ(Decimal(1000), decimal("1e3"));
  EXPECT_EQ(Decimal(), decimal("-0.00"));
  EXPECT_FALSE(decimal("1") == decimal("-1"));
  EXPECT_FALSE(decimal("0.1") == decimal("0.10000000000000000000000000001"));
}

TEST(Decimal, AddsExactlyOrNotAtAll) {
  const struct {
    std::string a, b, sum;
  } rows[] = {
      {"0.1", "0.2", "0.3"},
      {"-5", "5", "0"},
      {"7e8", "2000e4", "720000000"},
      {"0", "1e-64", decimal("1e-64").str()},
      {k30Nines, "1", "1" + std::string(30, '0')},
      {"1e29", "1", "1" + std::string(28, '0') + "1"},
      {"1e30", "1", "none"},
      {k30Nines, k30Nines, "none"},
      {"1e40", "1e-40", "none"},
      {"9e64", "1e64", "none"},  // 1e65
      {"1e64", "-1e64", "0"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(show(decimal(row.a).plus(decimal(row.b))), row.sum) << row.a << " + " << row.b;
    EXPECT_EQ(show(decimal(row.b).plus(decimal(row.a))), row.sum) << row.b << " + " << row.a;
  }
}

TEST(Decimal, MultipliesExactlyOrNotAtAll) {
  const struct {
    std::string a, b, product;
  } rows[] = {
      {"4.5", "1e12", "4500000000000"},
      {"-1.1", "1.1", "-1.21"},
      {"0", "1e64", "0"},
      {"-0", "5", "0"},
      {"1073741824", "931322574615478515625", "1" + std::string(30, '0')},  // 2^30 * 5^30
      {"1e32", "1e32", "1" + std::string(64, '0')},
      {"1e33", "1e32", "none"},
      {"1e-33", "1e-32", "none"},
      {"1000000000000001", "1000000000000001", "none"},  // 31 digits
      {k30Nines, k30Nines, "none"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(show(decimal(row.a).times(decimal(row.b))), row.product) << row.a << " * " << row.b;
    EXPECT_EQ(show(decimal(row.b).times(decimal(row.a))), row.product) << row.b << " * " << row.a;
  }
}

// Against integers: a decimal with n places is an integer over 10^n.
TEST(Decimal, DividesToTwelvePlacesOrNotAtAll) {
  const struct {
    std::string a, b, quotient;
  } rows[] = {
      {"1", "3", "0.333333333333"},
      {"2", "3", "0.666666666667"},
      {"-2", "3", "-0.666666666667"},
      {"7", "-8", "-0.875"},
      {"100", "4", "25"},
      {"1e12", "1e3", "1000000000"},
      {"0.5", "0.25", "2"},
      {"0", "7", "0"},
      {"7", "0", "none"},
      {"0", "0", "none"},
      {"1", "7e30", "0"},
      {"1e-12", "2", "0.000000000001"},
      {"1e-12", "3", "0"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(show(decimal(row.a).over(decimal(row.b))), row.quotient) << row.a << '/' << row.b;
  }
}

TEST(Decimal, CountsLikeScaledIntegers) {
  Chance chance(2);
  const auto over_thousand = [](int64_t n) { return *Decimal(n).times(decimal("0.001")); };
  for (int i = 0; i < 2000; ++i) {
    const auto a = static_cast<int64_t>(chance.below(4'000'000)) - 2'000'000;
    const auto b = static_cast<int64_t>(chance.below(4'000)) - 2'000;
    const Decimal x = over_thousand(a), y = over_thousand(b);
    ASSERT_EQ(*x.plus(y), over_thousand(a + b)) << a << " " << b;
    ASSERT_EQ(*x.times(y), *over_thousand(a * b).times(decimal("0.001"))) << a << " " << b;
    ASSERT_EQ(x.less_than(y), a < b) << a << " " << b;
    ASSERT_EQ(x == y, a == b) << a << " " << b;
    ASSERT_EQ(x.is_zero(), a == 0) << a;
  }
}

TEST(Decimal, OrdersValuesTooFarApartToSubtract) {
  const std::string ascending[] = {"0", "1e-64", "2e-40", "1", k30Nines, "1e31", "9e63", "1e64"};
  for (size_t i = 0; i < std::size(ascending); ++i) {
    for (size_t j = 0; j < std::size(ascending); ++j) {
      EXPECT_EQ(decimal(ascending[i]).less_than(decimal(ascending[j])), i < j)
          << ascending[i] << " < " << ascending[j];
    }
  }
}

TEST(Decimal, OrdersNegativeValuesTooFarApartToSubtract) {
  EXPECT_TRUE(decimal("-1e64").less_than(decimal("1")));
  EXPECT_FALSE(decimal("1").less_than(decimal("-1e64")));
  EXPECT_TRUE(decimal("-" + k30Nines).less_than(decimal(k30Nines)));
}

TEST(Decimal, ReturnsEveryResultThatFits) {
  EXPECT_EQ(show(decimal("1e64").plus(decimal("0"))), decimal("1e64").str());
}

// SourceMap ----------------------------------------------------------------------------------

// What a SourceMap means, said the slow way: for each atom of the text its length and source.
struct Atom {
  Range text, source;
};
using Atoms = std::vector<Atom>;

size_t size_of(const Atoms& atoms) { return atoms.empty() ? 0 : atoms.back().text.end; }

void add(Atoms& atoms, size_t length, Range source) {
  atoms.push_back({{size_of(atoms), size_of(atoms) + length}, source});
}

std::vector<Range> pieces_of(const Atoms& atoms, Range text) {
  std::vector<Range> out;
  for (const Atom& atom : atoms) {
    if (!atom.text.overlaps(text) || text.empty() || atom.source.empty()) continue;
    if (!out.empty() && out.back().end == atom.source.begin) {
      out.back().end = atom.source.end;
    } else {
      out.push_back(atom.source);
    }
  }
  return out;
}

Range span_of(const Atoms& atoms, Range text) {
  const std::vector<Range> pieces = pieces_of(atoms, text);
  if (pieces.empty()) {
    for (const Atom& atom : atoms) {
      if (atom.text.overlaps(text) && !text.empty()) return atom.source;
    }
    return {};
  }
  Range all = pieces.front();
  for (const Range& piece : pieces) all = hull(all, piece);
  return all;
}

// All bytes of the source that a range of the text stands for.
std::set<size_t> covered(const std::vector<Range>& pieces) {
  std::set<size_t> out;
  for (const Range& piece : pieces) {
    for (size_t i = piece.begin; i < piece.end; ++i) out.insert(i);
  }
  return out;
}

std::string show(const std::vector<Range>& ranges) {
  std::string out;
  for (const Range& r : ranges) {
    out += "[" + std::to_string(r.begin) + "," + std::to_string(r.end) + ")";
  }
  return out;
}

struct Both {
  SourceMap map;
  Atoms atoms;
};

// Copies and atoms of a source of `source` bytes, some next to each other so that runs join, some
// anywhere, some of nothing.
Both random_map(Chance& chance, size_t source, size_t most_steps = 10) {
  Both out;
  size_t at = 0;
  for (size_t steps = chance.between(0, most_steps); steps > 0; --steps) {
    if (chance.one_in(3)) at = chance.below(source);
    const size_t left = source - at;
    if (chance.one_in(2)) {
      const size_t n = std::min(left, chance.between(0, 5));
      out.map.copy(at, n);
      for (size_t i = 0; i < n; ++i) add(out.atoms, 1, {at + i, at + i + 1});
      at += n;
    } else {
      const size_t wide = std::min(left, chance.below(4)), length = chance.between(1, 4);
      for (size_t repeat = chance.between(1, 3); repeat > 0 && at + wide <= source; --repeat) {
        out.map.atom(length, {at, at + wide});
        add(out.atoms, length, {at, at + wide});
        at += wide;
      }
    }
    at = std::min(at, source - 1);
  }
  return out;
}

template <typename F>
void for_each_range(size_t size, F f) {
  for (size_t begin = 0; begin <= size; ++begin) {
    for (size_t end = begin; end <= size; ++end) f(Range{begin, end});
  }
}

TEST(SourceMap, JoinsNeighboursAndLeavesOutInsertions) {
  SourceMap map;
  map.copy(10, 3);        // text 0..3
  map.copy(13, 2);        // text 3..5, goes on where the last ended
  map.atom(1, {15, 15});  // text 5..6, a line break that stands for nothing
  map.atom(3, {15, 24});  // text 6..9, "&#20740;"
  map.copy(40, 2);        // text 9..11
  EXPECT_EQ(map.size(), 11u);
  EXPECT_EQ(show(map.pieces({0, 11})), "[10,24)[40,42)");
  EXPECT_EQ(show(map.pieces({4, 6})), "[14,15)");
  EXPECT_EQ(show(map.pieces({7, 8})), "[15,24)") << "an atom has no parts";
  EXPECT_EQ(show(map.pieces({5, 6})), "");
  EXPECT_EQ(map.span({8, 10}), (Range{15, 41}));
  EXPECT_EQ(map.span({5, 6}), (Range{15, 15})) << "the place of an insertion";
}

TEST(SourceMap, AnswersLikeAListOfAtoms) {
  Chance chance(3);
  for (int round = 0; round < 300; ++round) {
    const Both both = random_map(chance, 30);
    ASSERT_EQ(both.map.size(), size_of(both.atoms));
    for_each_range(both.map.size(), [&](Range r) {
      ASSERT_EQ(show(both.map.pieces(r)), show(pieces_of(both.atoms, r))) << show({r});
      ASSERT_EQ(both.map.span(r), span_of(both.atoms, r)) << show({r});
    });
  }
}

TEST(SourceMap, SliceIsAsLongAsItsRangeAndAnswersAlike) {
  Chance chance(4);
  for (int round = 0; round < 60; ++round) {
    const Both both = random_map(chance, 15, 6);
    for_each_range(both.map.size(), [&](Range r) {
      const SourceMap slice = both.map.slice(r);
      ASSERT_EQ(slice.size(), r.size()) << show({r});
      for_each_range(slice.size(), [&](Range part) {
        const Range whole{r.begin + part.begin, r.begin + part.end};
        ASSERT_EQ(show(slice.pieces(part)), show(pieces_of(both.atoms, whole)))
            << show({r}) << show({part});
      });
    });
  }
}

TEST(SourceMap, AppendFollowsOn) {
  Chance chance(5);
  for (int round = 0; round < 200; ++round) {
    Both first = random_map(chance, 20);
    const Both second = random_map(chance, 20);
    first.map.append(second.map);
    for (const Atom& atom : second.atoms) add(first.atoms, atom.text.size(), atom.source);
    ASSERT_EQ(first.map.size(), size_of(first.atoms));
    for_each_range(first.map.size(), [&](Range r) {
      ASSERT_EQ(show(first.map.pieces(r)), show(pieces_of(first.atoms, r))) << show({r});
    });
  }
}

TEST(SourceMap, SlicesPutTogetherAreTheMap) {
  Chance chance(6);
  for (int round = 0; round < 200; ++round) {
    const Both both = random_map(chance, 30);
    const size_t cut = chance.below(both.map.size() + 1);
    SourceMap joined = both.map.slice({0, cut});
    joined.append(both.map.slice({cut, both.map.size()}));
    ASSERT_EQ(joined.size(), both.map.size());
    for_each_range(joined.size(), [&](Range r) {
      ASSERT_EQ(covered(joined.pieces(r)), covered(both.map.pieces(r))) << show({r});
    });
  }
}

// A -> B, then B -> C: each atom of A stands for all that its part of B stands for.
TEST(SourceMap, ThenIsComposition) {
  Chance chance(7);
  for (int round = 0; round < 400; ++round) {
    const Both inner = random_map(chance, 40);
    if (inner.map.size() == 0) continue;
    const Both outer = random_map(chance, inner.map.size());
    const SourceMap both = outer.map.then(inner.map);
    ASSERT_EQ(both.size(), outer.map.size());
    for_each_range(both.size(), [&](Range r) {
      std::set<size_t> expected;
      for (const Atom& atom : outer.atoms) {
        if (r.empty() || !atom.text.overlaps(r)) continue;
        for (size_t byte : covered({span_of(inner.atoms, atom.source)})) expected.insert(byte);
      }
      ASSERT_EQ(covered(both.pieces(r)), expected) << show({r});
    });
  }
}

TEST(SourceMap, InsertionKeepsItsPlaceThroughComposition) {
  SourceMap decoded;
  decoded.copy(100, 50);
  SourceMap edited;
  edited.copy(0, 10);
  edited.atom(1, {10, 10});
  edited.copy(10, 40);
  EXPECT_EQ(edited.then(decoded).span({10, 11}), (Range{110, 110}));
}

// rewrite() ----------------------------------------------------------------------------------

size_t characters_in(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

TEST(Rewrite, CharacterForCharacterKeepsPlaces) {
  // 輝達 -> 辉达: two edits of equal length; one run of text, so parts of it stay exact.
  const SourcedText out = rewrite("輝達!", {{{0, 3}, "辉"}, {{3, 6}, "达"}});
  EXPECT_EQ(out.text, "辉达!");
  EXPECT_EQ(out.source.span({3, 6}), (Range{3, 6}));
  EXPECT_EQ(show(out.source.pieces({0, 7})), "[0,7)");
}

TEST(Rewrite, PhraseStandsForAllItReplaces) {
  const SourcedText out = rewrite("a㎿b", {{{1, 4}, "MW"}});
  EXPECT_EQ(out.text, "aMWb");
  EXPECT_EQ(out.source.span({1, 2}), (Range{1, 4}));
  EXPECT_EQ(out.source.span({0, 4}), (Range{0, 5}));
}

TEST(Rewrite, DeletedTextLiesBetweenPieces) {
  const SourcedText out = rewrite("網(wǎng)易", {{{3, 10}, ""}});
  EXPECT_EQ(out.text, "網易");
  EXPECT_EQ(show(out.source.pieces({0, 6})), "[0,3)[10,13)");
  EXPECT_EQ(out.source.span({0, 6}), (Range{0, 13}));
}

TEST(Rewrite, RandomEditsAnswerLikeAListOfAtoms) {
  const std::vector<std::string> characters = {"a", "9", "é", "ü", "億", "網", "𠮷", "😀"};
  Chance chance(8);
  for (int round = 0; round < 2000; ++round) {
    std::string text, expected;
    std::vector<Edit> edits;
    Atoms atoms;
    for (size_t steps = chance.below(12); steps > 0; --steps) {
      const std::string from = chance.pick(characters);
      const Range at{text.size(), text.size() + from.size()};
      text += from;
      if (!chance.one_in(3)) {
        expected += from;
        for (size_t i = at.begin; i < at.end; ++i) add(atoms, 1, {i, i + 1});
        continue;
      }
      std::string to;
      for (size_t n = chance.below(3); n > 0; --n) to += chance.pick(characters);
      edits.push_back({at, to});
      expected += to;
      if (to.size() == from.size() && characters_in(to) == 1) {
        for (size_t i = at.begin; i < at.end; ++i) add(atoms, 1, {i, i + 1});
      } else if (!to.empty()) {
        add(atoms, to.size(), at);
      }
    }
    const SourcedText out = rewrite(text, edits);
    ASSERT_EQ(out.text, expected);
    ASSERT_EQ(out.source.size(), expected.size());
    for_each_range(expected.size(), [&](Range r) {
      ASSERT_EQ(show(out.source.pieces(r)), show(pieces_of(atoms, r))) << text << show({r});
    });
  }
}

TEST(Rewrite, InsertionStandsForNothing) {
  const SourcedText out = rewrite("ab", {{{1, 1}, "--"}});
  EXPECT_EQ(out.text, "a--b");
  EXPECT_TRUE(out.source.pieces({1, 3}).empty());
  EXPECT_EQ(out.source.span({1, 3}), (Range{1, 1}));
  EXPECT_EQ(show(out.source.pieces({0, 4})), "[0,2)");
}

}  // namespace
}  // namespace dealwire
