// Which claims are one deal: pairs in a table, then what holds of all sets of claims.
#include "store/merge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "chance.h"
#include "store/consensus.h"

namespace dealwire {
namespace {

std::optional<StoredAmount> usd(const char* value, const char* unit = "USD") {
  if (*value == '\0') return std::nullopt;
  StoredAmount out;
  out.amount.value = Decimal::parse(value);
  out.amount.currency = unit;
  return out;
}

StoredParty known(const char* role, const char* id) { return {role, id, id, id}; }
StoredParty unknown(const char* role, const char* name) { return {role, "", name, name}; }

// An investment of A in B, announced on a day in 2025.
StoredClaim claim(const std::string& document, const char* money = "",
                  const char* date = "2025-09-22",
                  std::vector<StoredParty> parties = {known("investor", "a"),
                                                      known("investee", "b")}) {
  StoredClaim out;
  out.document = document;
  out.id = document + "-1";
  out.type = "investment";
  out.status = "announced";
  if (*date != '\0') out.date = date;
  out.published = out.date;
  out.parties = std::move(parties);
  out.money = usd(money);
  return out;
}

StoredClaim of_type(StoredClaim claim, const char* type) {
  claim.type = type;
  return claim;
}

StoredClaim with_also(StoredClaim claim, const char* money) {
  claim.also.push_back(*usd(money));
  return claim;
}

TEST(Merge, TwoClaimsAreLinkedByWhatTheySayThemselves) {
  const StoredClaim first = claim("1", "1e9");
  const struct {
    const char* what;
    StoredClaim other;
    bool linked;
  } cases[] = {
      {"the same", claim("2", "1e9"), true},
      {"without a figure", claim("2"), true},
      {"rounded", claim("2", "1.02e9"), true},
      {"another figure", claim("2", "2e9"), false},
      {"another figure, and the first among those told", with_also(claim("2", "2e9"), "1e9"), true},
      {"a currency that cannot be compared",
       [] {
         auto c = claim("2");
         c.money = usd("7e9", "CNY");
         return c;
       }(),
       true},
      {"three months later", claim("2", "", "2025-12-20"), true},
      {"a year later", claim("2", "", "2026-09-22"), false},
      {"a year later, the same figure", claim("2", "1e9", "2026-09-22"), true},
      {"in a month", claim("2", "1e9", "2025-10"), true},
      {"in a quarter", claim("2", "", "2025-36"), true},
      {"no date", claim("2", "1e9", ""), true},
      {"the same document", claim("1", "1e9"), false},
      {"the other way round",
       claim("2", "1e9", "2025-09-22", {known("investor", "b"), known("investee", "a")}), false},
      {"another payer",
       claim("2", "1e9", "2025-09-22", {known("investor", "c"), known("investee", "b")}), false},
      {"a consortium with the payer",
       claim("2", "1e9", "2025-09-22",
             {known("investor", "c"), known("investor", "a"), known("investee", "b")}),
       true},
      {"payer unknown, same figure", claim("2", "1e9", "2025-09-22", {known("investee", "b")}),
       true},
      {"payer unknown, no figure", claim("2", "", "2025-09-22", {known("investee", "b")}), false},
      {"an acquisition of shares",
       of_type(claim("2", "1e9", "2025-09-22", {known("acquirer", "a"), known("target", "b")}),
               "acquisition"),
       true},
      {"a purchase",
       of_type(claim("2", "1e9", "2025-09-22", {known("buyer", "a"), known("seller", "b")}),
               "purchase"),
       false},
      {"told as a partnership",
       of_type(claim("2", "1e9", "2025-09-22", {known("partner", "a"), known("partner", "b")}),
               "partnership"),
       true},
      {"a seller aside",
       claim("2", "1e9", "2025-09-22",
             {known("investor", "a"), known("investee", "b"), known("seller", "c")}),
       true},
  };
  for (const auto& row : cases) {
    EXPECT_EQ(linked(first, row.other), row.linked) << row.what;
    EXPECT_EQ(linked(row.other, first), row.linked) << row.what << ", turned";
  }
}

// "Its hotel" is another one in another article, and may be "its inn" there.
TEST(Merge, DescriptionsLinkNothingAndPartNothing) {
  const auto sold = [](const char* document, const char* money, const char* target,
                       const char* acquirer = "a") {
    return of_type(claim(document, money, "2025-09-22",
                         {known("acquirer", acquirer), unknown("target", target)}),
                   "acquisition");
  };
  EXPECT_TRUE(linked(sold("1", "1e9", "~hotel"), sold("2", "1e9", "~inn")));
  EXPECT_TRUE(linked(sold("1", "1e9", "~hotel"), sold("2", "1e9", "brannock inns")));
  EXPECT_FALSE(linked(sold("1", "1e9", "~hotel"), sold("2", "1e9", "~hotel", "b")));
}

TEST(Merge, NamesAreComparedAsFarAsTheyCanBe) {
  const auto invests = [](const char* document, const char* who, const char* date = "2025-09-22") {
    return claim(document, "1e9", date, {unknown("investor", who), known("investee", "b")});
  };
  const struct {
    const char *one, *other;
    bool linked;
  } cases[] = {
      {"brannock pharma", "brannock", true},      // a short form
      {"brannock pharma", "brannockian", false},  // not a word's end
      {"brannock pharma", "harrow steel", false},
      {"拂浪风电", "拂浪风电股份", true},
      {"拂浪风电", "沐岬精机", false},
      {"拂浪风电", "fulang wind", true},  // two scripts: the other side and the figure decide
      {"アケボノ電力", "曙电力", true},
      {"새빛전자", "saebit electronics", true},
  };
  for (const auto& row : cases) {
    EXPECT_EQ(linked(invests("1", row.one), invests("2", row.other)), row.linked)
        << row.one << " " << row.other;
  }
  // Then the days have to be near, too.
  EXPECT_FALSE(linked(invests("1", "拂浪风电"), invests("2", "fulang wind", "2025-11-22")));
}

TEST(Merge, AClaimWithoutAFigureDoesNotJoinTwoThatDiffer) {
  const auto placed = place_claims(
      {claim("1", "1e9"), claim("2", "", "2025-09-23"), claim("3", "5e9", "2025-09-25")});
  EXPECT_EQ(placed.at("1-1").deal, "1-1");
  EXPECT_EQ(placed.at("2-1").deal, "1-1");  // a day apart, not two
  EXPECT_EQ(placed.at("3-1").deal, "3-1");
  for (const auto& [id, place] : placed) EXPECT_EQ(place.component, "1-1") << id;
}

TEST(Merge, VerdictsGoBeforeWhatClaimsSay) {
  const std::vector<StoredClaim> claims = {claim("1", "1e9"), claim("2", "1e9"), claim("3", "5e9"),
                                           claim("4", "1e9")};
  const auto together = place_claims(claims, {{{"1-1", "3-1"}}, {}});
  EXPECT_EQ(together.at("3-1").deal, "1-1");
  const auto apart = place_claims(claims, {{}, {{"1-1", "2-1"}, {"4-1", "2-1"}}});
  EXPECT_EQ(apart.at("2-1").deal, "2-1");
  EXPECT_EQ(apart.at("4-1").deal, "1-1");
  EXPECT_EQ(apart.at("2-1").component, "1-1");
}

// Random claims of few parties, figures and days, so that many hang together.
std::vector<StoredClaim> random_claims(Chance& chance, size_t n) {
  constexpr const char* kMoney[] = {"", "", "1e9", "1.01e9", "5e9", "7e9"};
  constexpr const char* kDays[] = {"2025-01-02", "2025-03", "2025-06-30", "2025-09-22", "2026", ""};
  constexpr const char* kNames[] = {"a", "b", "c", "d", "e"};
  constexpr const char* kTypes[] = {"investment", "acquisition", "purchase", "partnership"};
  std::vector<StoredClaim> out;
  for (size_t i = 0; i < n; ++i) {
    const DealType& type =
        *std::find_if(kDealTypes.begin(), kDealTypes.end(),
                      [&, t = kTypes[chance.below(4)]](const DealType& d) { return d.name == t; });
    const std::string payer(type.roles[0]),
        payee(type.roles[1].empty() ? type.roles[0] : type.roles[1]);
    std::vector<StoredParty> parties = {known(payer.c_str(), kNames[chance.below(5)]),
                                        known(payee.c_str(), kNames[chance.below(5)])};
    out.push_back(of_type(claim(std::to_string(100 + i / 2), kMoney[chance.below(6)],
                                kDays[chance.below(6)], std::move(parties)),
                          type.name.data()));
    out.back().id = out.back().document + "-" + std::to_string(i % 2 + 1);
    if (chance.below(4) == 0) out.back().also.push_back(*usd("5e9"));
  }
  return out;
}

TEST(Merge, OrderDoesNotMatterAndNoDealContradictsItself) {
  Chance chance(7);
  std::mt19937 random(11);
  size_t joined = 0;
  for (int round = 0; round < 40; ++round) {
    auto claims = random_claims(chance, 60);
    const auto placed = place_claims(claims);
    std::map<std::string, std::vector<StoredClaim>> deals, components;
    for (const StoredClaim& c : claims) {
      deals[placed.at(c.id).deal].push_back(c);
      components[placed.at(c.id).component].push_back(c);
    }
    for (const auto& [id, members] : deals) {
      joined += members.size() > 1;
      for (const StoredClaim& member : members) {
        // It is named by its first claim, and lies in one component.
        EXPECT_LE(std::find_if(claims.begin(), claims.end(),
                               [&, n = id](const auto& c) { return c.id == n; })
                      ->order(),
                  member.order());
        EXPECT_EQ(placed.at(member.id).component, placed.at(id).component);
        for (const StoredClaim& other : members) {
          EXPECT_TRUE(member.id == other.id || member.document != other.document);
        }
      }
    }
    // Each component by itself gives the same: nothing outside it matters.
    for (const auto& [id, members] : components) {
      for (const auto& [claim_id, place] : place_claims(members)) {
        EXPECT_EQ(place, placed.at(claim_id));
      }
    }
    // What is linked is in one component.
    for (const StoredClaim& a : claims) {
      for (const StoredClaim& b : claims) {
        const bool together = placed.at(a.id).component == placed.at(b.id).component;
        EXPECT_TRUE(together || !linked(a, b)) << a.id << " " << b.id;
      }
    }
    std::shuffle(claims.begin(), claims.end(), random);
    EXPECT_EQ(place_claims(claims), placed);
  }
  EXPECT_GT(joined, 100u);
}

TEST(Consensus, CopiesAndRevisionsAreOneVoice) {
  auto copy = claim("2", "2e9", "2025-09-23");
  auto original = claim("1", "2e9");
  original.fingerprint = 0xFF00;
  copy.fingerprint = 0xFF03;
  auto old = claim("3", "2e9", "2025-09-23"), revised = claim("4", "1e9", "2025-09-23");
  old.page = revised.page = "https://news.example/1";
  old.fetched_at = "2025-09-23T08:00:00Z";
  revised.fetched_at = "2025-09-23T10:00:00Z";
  const StoredDeal deal = agree({copy, original, old, revised, claim("5", "1e9", "2025-09-24")});
  EXPECT_EQ(deal.articles, 3u);
  EXPECT_EQ(deal.claims.size(), 5u);
  ASSERT_EQ(deal.money.values.size(), 2u);
  EXPECT_EQ(deal.money.best()->amount.value->str(), "1000000000");  // the revision speaks
  EXPECT_EQ(deal.money.values[0].articles, 2u);
  EXPECT_EQ(deal.money.values[1].articles, 1u);
  EXPECT_EQ(deal.money.values[1].claims, (std::vector<std::string>{"1-1", "2-1"}));
  EXPECT_EQ(deal.money.state(), "contested");
  EXPECT_EQ(deal.stake.state(), "none");
  EXPECT_EQ(deal.parties.front().articles, 3u);
}

TEST(Consensus, TheLatestArticlesSayWhatADealIsNow) {
  std::vector<StoredClaim> claims;
  for (int i = 0; i < 6; ++i) {
    claims.push_back(claim(std::to_string(i), "", ("2025-09-1" + std::to_string(i)).c_str()));
    claims.back().status = i < 4 ? "rumored" : "announced";
  }
  claims[0].stake = usd("20", "");
  const StoredDeal deal = agree(claims);
  EXPECT_EQ(*deal.status.best(), "announced");
  EXPECT_EQ(deal.status.values.size(), 2u);
  EXPECT_EQ(deal.stake.state(), "partial");
  EXPECT_EQ(deal.stake.silent, 5u);
}

}  // namespace
}  // namespace dealwire
