// Amounts and dates in one block, beyond the examples that stand beside the rules.
#include "rules/amounts.h"
#include "rules/figures.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/pipeline.h"
#include "time_limit.h"

namespace dealwire {
namespace {

const Reader& reader() {
  static const Reader loaded = *load_reader("");
  return loaded;
}

constexpr const char* kLanguages[] = {"zh", "en", "ja", "ko", "de", "fr", "es"};

std::vector<Found> read(const std::string& block, const std::string& language,
                        std::vector<TurnedDown>& refused) {
  const AmountContext context{[](std::string_view, size_t) { return std::string(); }, kExampleDay,
                              ""};
  return find_amounts(block, *reader().rules.packs().find(language), context, refused);
}

std::vector<Found> read(const std::string& block, const std::string& language) {
  std::vector<TurnedDown> refused;
  return read(block, language, refused);
}

Mention first_amount(const std::string& text, const std::string& lang) {
  const Extraction found = read_example(text, lang, reader());
  const auto first = std::find_if(found.mentions.begin(), found.mentions.end(),
                                  [](const Mention& m) { return m.kind != Kind::kParty; });
  return first == found.mentions.end() ? Mention{} : *first;
}

// Amounts that other readers of figures miss, and the news is full of.
struct MissedCase {
  const char* lang;
  const char* text;
  const char* value;  // or "min..max", or "vague"
  const char* currency;
};

TEST(Amounts, AreReadWhereOthersMissThem) {
  const MissedCase cases[] = {
      {"zh-Hant", "規模達千億美元", "100000000000", "USD"},
      {"zh-Hant", "市值破萬億美元", "1000000000000", "USD"},
      {"zh-Hant", "市值4.46兆美元", "4460000000000", "USD"},
      {"zh-Hant", "總額1兆2,000億日圓", "1200000000000", "JPY"},
      {"zh-Hant", "斥資廿億美元", "2000000000", "USD"},
      {"zh-Hans", "约合三点五亿美元", "350000000", "USD"},
      {"zh-Hant", "募得９億多美元", "900000000", "USD"},
      {"zh-Hant", "投入數百億美元", "vague", "USD"},
      {"zh-Hant", "花費500億至600億美元", "50000000000..60000000000", "USD"},
      {"zh-Hant", "新台幣30億元", "3000000000", "TWD"},
      {"zh-Hant", "共30億台幣", "3000000000", "TWD"},
      {"zh-Hant", "約5000億韓元", "500000000000", "KRW"},
      {"en", "priced at $5-$7 billion", "5000000000..7000000000", "USD"},
      {"en", "for $4.7bn in cash", "4700000000", "USD"},
      {"en", "raised USD 20 million", "20000000", "USD"},
      {"en", "a $100-billion plan", "100000000000", "USD"},
      {"en", "half a billion dollars", "500000000", "USD"},
      {"en", "orders of Rs 500 crore", "5000000000", "INR"},
      {"en", "turnover of DKr3.9bn", "3900000000", "DKK"},
      {"ja", "総額1兆2,000億円", "1200000000000", "JPY"},
      {"fr", "un plan de 5 Md€", "5000000000", "EUR"},
      {"de", "kostet 3,5 Mrd. Euro", "3500000000", "EUR"},
      {"ko", "총 3조 5천억 원", "3500000000000", "KRW"},
      {"es", "invertirá 3.500 millones de euros", "3500000000", "EUR"},
      {"en", "a 1.2-gigawatt campus", "1200000000", ""},
      {"zh-Hant", "裝置容量百萬瓩", "1000000000", ""},
      {"zh-Hans", "建设500万千瓦", "5000000000", ""},
      {"zh-Hant", "買下三成股權", "30", ""},
      {"en", "took a one-third stake", "33.3333333333", ""},
  };
  for (const auto& [lang, text, want, currency] : cases) {
    const Amount amount = first_amount(text, lang).amount;
    const std::string got = amount.vague   ? "vague"
                            : amount.value ? amount.value->str()
                            : amount.min   ? amount.min->str() + ".." + amount.max->str()
                                           : "nothing";
    EXPECT_EQ(got, want) << text;
    EXPECT_EQ(amount.currency, currency) << text;
  }
}

// A bare unit is what its region uses, or what the block named by name, or unknown.
TEST(Amounts, OfABareUnitAreOfItsRegion) {
  struct {
    const char* lang;
    const char* text;
    const char* currency;
  } const cases[] = {
      {"zh-Hant-TW", "斥資3億元", "TWD"},        {"zh-Hant-HK", "斥資3億元", "HKD"},
      {"zh-Hans", "斥资3亿元", "CNY"},           {"zh-Hant", "斥資3億元", ""},
      {"en", "for $3 million", "USD"},           {"en-AU", "for $3 million", "AUD"},
      {"en-CA", "for 3 million dollars", "CAD"}, {"es-MX", "por 3 millones de pesos", "MXN"},
      {"es", "por 3 millones de pesos", ""},
  };
  for (const auto& [lang, text, currency] : cases) {
    EXPECT_EQ(first_amount(text, lang).amount.currency, currency) << lang << ": " << text;
  }
  // Or that of the countries that the article speaks of: dollars are paid in all.
  struct {
    const char* lang;
    const char* text;
    const char* currency;
  } const abroad[] = {
      {"en", "Halden paid 40 million pesos for a plant near Manila.", "PHP"},
      {"en", "Halden paid 40 million pesos to its rival in Mexico City.", "MXN"},
      {"en", "Halden, with shops in Manila and Mexico City, paid 40 million pesos.", ""},
      {"en", "Lahore's Orrin borrowed 40 million rupees.", "PKR"},
      {"en", "Orrin borrowed 40 million rupees.", "INR"},
      {"en", "Orrin lent the Cairo brewer 40 million pounds.", "EGP"},
      {"en", "Orrin lent the Sydney brewer 40 million dollars.", "USD"},
      {"en", "The Gothenburg yard borrowed 40 million crowns.", "SEK"},
      {"fr", "Le groupe tunisien emprunte 40 millions de dinars.", "TND"},
      {"fr", "Le brasseur d'Abidjan emprunte 40 millions de francs.", "XOF"},
      {"fr", "Le brasseur emprunte 40 millions de francs.", "CHF"},
      {"fr", "Le brasseur emprunte 40 MDH.", "MAD"},
      {"es", "La fábrica de Puebla costó 40 millones de pesos.", "MXN"},
      {"de", "Die Werft in Oslo leiht 40 Millionen Kronen.", "NOK"},
      {"ja", "マニラの工場を40億ペソで買収した。", "PHP"},
      {"ko", "멕시코 공장을 40억페소에 인수했다.", "MXN"},
      {"zh-Hant", "斥資40億披索買下馬尼拉的工廠。", "PHP"},
  };
  for (const auto& [lang, text, currency] : abroad) {
    EXPECT_EQ(first_amount(text, lang).amount.currency, currency) << lang << ": " << text;
  }
  // A figure without a currency is of that at home, where several were named.
  EXPECT_EQ(read_example("Exportó US$ 60 millones. La fábrica de Cali costó 40 millones de pesos "
                         "y le prestaron 5.000 millones.",
                         "es", reader())
                .mentions.back()
                .amount.currency,
            "COP");
  const auto found = read("paid A$30 million, of which $5 million in cash", "en");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].amount.currency, "AUD");
}

// A headline's figure is the exact one with fewer digits.
TEST(Amounts, OfHeadlinesRound) {
  struct {
    const char* headline;
    const char* exact;
    bool rounds;
  } const cases[] = {
      {"18億元", "18億2,000萬元", true},     {"18億元", "18億7,000萬元", true},
      {"19億元", "18億7,000萬元", true},     {"17億元", "18億2,000萬元", false},
      {"$5 billion", "$5.2 billion", true},  {"$5 billion", "$5.9 billion", false},
      {"$6 billion", "$5.9 billion", true},  {"$10 billion", "$9.9 billion", false},
      {"$5.2 billion", "$5 billion", false}, {"$5 billion", "$5 billion", true},
      {"$5 billion", "€5.2 billion", false},
  };
  for (const auto& [headline, exact, rough] : cases) {
    const char* lang = std::string_view(headline).starts_with('$') ? "en" : "zh-Hant-TW";
    EXPECT_EQ(rounds(first_amount(headline, lang).amount, first_amount(exact, lang).amount), rough)
        << headline << " of " << exact;
  }
}

// What looks like an amount by the parts that words fall into.
TEST(Amounts, AreNotCutOutOfWords) {
  EXPECT_EQ(first_amount("a drug in a Phase 3 trial", "en").amount.currency, "");
  EXPECT_NE(first_amount("Completions are down 7 per cent.", "en").kind, Kind::kStake);
  EXPECT_EQ(first_amount("it would run us $2 million", "en").text, "$2 million");
  EXPECT_EQ(first_amount("認購祺元8000萬美元新股", "zh-Hant").text, "8000萬美元");
}

// "As high as" says "up to" of what is planned, and nothing of what was measured.
TEST(Amounts, ThatReachAFigureAreJudgedByWhatTheyAreOf) {
  EXPECT_EQ(first_amount("將投資高達1000億美元", "zh-Hant").amount.qualifier, "at_most");
  EXPECT_EQ(first_amount("全年虧損高達35億美元", "zh-Hant").amount.qualifier, "exact");
}

// What an amount is of may stand before a comma, if the clause behind it goes on with it.
TEST(Amounts, AreOfWhatTheirClauseGoesOnWith) {
  EXPECT_EQ(first_amount("公司的估值，又攀升到300億美元", "zh-Hant").measure, "valuation");
  EXPECT_EQ(first_amount("公司的估值，已逼近300億美元", "zh-Hant").measure, "valuation");
  EXPECT_EQ(first_amount("看好公司的估值，砸下300億美元", "zh-Hant").measure, "other");
}

// A word for a price that says what one of many costs says nothing of a further sum.
TEST(Amounts, BehindThePriceOfOneAreNoPrices) {
  const auto shares = read("Aktien zu 9 Euro je Aktie zeichnen und 5 Mio. Euro zahlen", "de");
  ASSERT_EQ(shares.size(), 2u);
  EXPECT_NE(shares[1].measure, "price");
  const auto offer = read("株の買付価格は1株900円、総額は5億円", "ja");
  ASSERT_EQ(offer.size(), 2u);
  EXPECT_NE(offer[1].measure, "price");
}

// Percentages and dates are mentions, and no part of deals.
TEST(Amounts, OfOtherKindsLeaveDealsAlone) {
  const Extraction found =
      read_example("微軟2025年9月22日宣布以30億美元收購英特爾51%股權，較前日收盤價高出12%。",
                   "zh-Hant", reader());
  ASSERT_EQ(found.deals.size(), 1u);
  EXPECT_EQ(found.mentions[*found.deals[0].stake].text, "51%");
  const auto has = [&](Kind kind, std::string_view text) {
    return std::any_of(found.mentions.begin(), found.mentions.end(),
                       [&](const Mention& m) { return m.kind == kind && m.text == text; });
  };
  EXPECT_TRUE(has(Kind::kPercent, "12%"));
  EXPECT_FALSE(has(Kind::kPercent, "51%"));
  EXPECT_TRUE(has(Kind::kDate, "2025年9月22日"));
}

// Whoever asks why an amount is not there is told.
TEST(Amounts, ThatAreTurnedDownSayWhy) {
  std::vector<TurnedDown> refused;
  EXPECT_FALSE(read("in the range of $7 billion to $5 billion", "en", refused).empty());
  const auto says = [&](std::string_view reason) {
    return std::any_of(refused.begin(), refused.end(), [&](const TurnedDown& r) {
      return r.reason.find(reason) != r.reason.npos && !r.rule.empty() && !r.at.empty();
    });
  };
  EXPECT_TRUE(says("does not rise"));
  read("buys a 51% stake", "en", refused);
  EXPECT_TRUE(says("yields to en/stake/"));
}

// Every part of the engine is linear: well under a second each.
TEST(SlowAmounts, OfAMegabyteAreReadInLinearTime) {
  for (const std::string piece :
       {"7",         "億",          "1,000,", "(",    "one hundred ",  "一",     "十億",
        "1億美元、", "3 ",          "$",      "兩三", "百分之",        "1.000,", "½",
        "10²",       "zweihundert", "vingt-", "만",   "quarter of a ", "約",     "%"}) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    for (const char* language : kLanguages) {
      const TimeLimit limit(10, piece + " " + language);
      read(text, language);
    }
  }
}

}  // namespace
}  // namespace dealwire
