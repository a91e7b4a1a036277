// The number grammar, and the tokens that patterns see instead of numbers and units.
#include "rules/number.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/pipeline.h"
#include "rules/figure.h"
#include "rules/tokens.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

const NumberGrammar& grammar(const std::string& language) {
  static const Reader reader = *load_reader("");
  return reader.rules.packs().find(language)->numbers;
}

struct FigureCase {
  const char* text;
  const char* marks;  // decimal, then group
  const char* value;  // "" if it cannot be told
  const char* rest;   // what follows it
};

TEST(ReadFigure, KnowsTheMarksOfALanguage) {
  const FigureCase cases[] = {
      {"1,200.5 m", ".,", "1200.5", " m"},
      {"1.200,5", ",.", "1200.5", ""},
      {"1.250.000", ",.", "1250000", ""},
      {"1.2 Mrd.", ",.", "1.2", " Mrd."},  // three digits make a group, one does not
      {"1,25,000 crore", ".,", "125000", " crore"},
      {"1,200.50", ",.", "1200.5", ""},  // of two marks the second is the decimal one everywhere
      {"12 500,25 euros", ", ", "12500.25", " euros"},
      {"2024 500", ", ", "2024", " 500"},  // no group of four
      {"12 5000", ", ", "12", " 5000"},
      {"1'200", ".'", "1200", ""},
      {"1,00", ".,", "", ""},
      {"12,34", ".,", "", ""},
      {"1,0000", ".,", "", ""},
      {"192.168.1.2", ".,", "", ""},
      {"0.125", ",.", "0.125", ""},  // groups do not begin with a zero
      {"3½", ".,", "3.5", ""},
      {"½", ".,", "0.5", ""},
      {"10²⁶ W", ".,", "100000000000000000000000000", " W"},
      {"1.7×10⁹", ".,", "1700000000", ""},
      {"4 × 10⁻³", ".,", "0.004", ""},
      {"5²", ".,", "", ""},  // a power, or a footnote
      {"7. The", ".,", "7", ". The"},
      {"3,", ".,", "3", ","},
  };
  for (const auto& [text, marks, value, rest] : cases) {
    const Marks known{std::string(marks, 1), std::string(marks + 1)};
    const Figure figure = read_figure(text, 0, known);
    EXPECT_EQ(figure.value ? figure.value->str() : "", value) << text;
    EXPECT_EQ(std::string(text).substr(figure.end), rest) << text;
  }
}

struct NumberCase {
  const char* language;
  const char* text;
  const char* value;  // "" if the whole of it is no number
};

void expect_number(const NumberCase& row) {
  const auto& [language, text, value] = row;
  const ReadNumber read = read_number(text, 0, grammar(language));
  const bool whole = read.number && read.end == std::string_view(text).size();
  std::string got = whole ? read.number->value.str() : "";
  if (whole && read.number->upto) got += ".." + read.number->upto->str();
  if (whole && read.number->vague) got = "vague";
  EXPECT_EQ(got, value) << text;
}

TEST(ReadNumbers, GiveTheExactValueOrNoneInChinese) {
  for (const NumberCase& row : {NumberCase{"zh", "35亿", "3500000000"},
                                NumberCase{"zh", "3.5 亿", "350000000"},
                                NumberCase{"zh", "一千亿", "100000000000"},
                                NumberCase{"zh", "千亿", "100000000000"},
                                NumberCase{"zh", "万亿", "1000000000000"},
                                NumberCase{"zh", "1兆2,000亿", "1200000000000"},
                                NumberCase{"zh", "九亿七千二百万", "972000000"},
                                NumberCase{"zh", "2万5千亿", "2500000000000"},
                                NumberCase{"zh", "一亿三千五百万", "135000000"},
                                NumberCase{"zh", "三点五亿", "350000000"},
                                NumberCase{"zh", "二十点五亿", "2050000000"},
                                NumberCase{"zh", "廿五", "25"},
                                NumberCase{"zh", "卅", "30"},
                                NumberCase{"zh", "三万五", "35000"},
                                NumberCase{"zh", "三万零五", "30005"},
                                NumberCase{"zh", "二〇二五", "2025"},
                                NumberCase{"zh", "十二", "12"},
                                NumberCase{"zh", "两百", "200"},
                                NumberCase{"zh", "9亿多", "900000000"},
                                NumberCase{"zh", "3½亿", "350000000"},
                                NumberCase{"zh", "两三亿", "200000000..300000000"},
                                NumberCase{"zh", "十五六亿", "1500000000..1600000000"},
                                NumberCase{"zh", "数百亿", "vague"},
                                NumberCase{"zh", "十几亿", "1000000000"},
                                NumberCase{"zh", "三分之一", "0.333333333333"},
                                NumberCase{"zh", "百分之四", "0.04"},
                                NumberCase{"zh", "百分之 12.5", "0.125"},
                                NumberCase{"zh", "1,00亿", ""},
                                NumberCase{"zh", "1,0000", ""},
                                NumberCase{"zh", "亿", ""},
                                NumberCase{"zh", "点五", ""},
                                NumberCase{"zh", "五 6", ""}})
    expect_number(row);
}

TEST(ReadNumbers, GiveTheExactValueOrNoneInJapanese) {
  for (const NumberCase& row :
       {NumberCase{"ja", "1兆2,000億", "1200000000000"}, NumberCase{"ja", "3億5千万", "350000000"},
        NumberCase{"ja", "75億6,000万", "7560000000"}, NumberCase{"ja", "3万8千", "38000"},
        NumberCase{"ja", "二十億", "2000000000"}, NumberCase{"ja", "二・五億", "250000000"},
        NumberCase{"ja", "50億余り", "5000000000"}, NumberCase{"ja", "数百億", "vague"},
        NumberCase{"ja", "百五", "105"}, NumberCase{"ja", "億", ""},
        NumberCase{"ja", "1,00億", ""}})
    expect_number(row);
}

TEST(ReadNumbers, GiveTheExactValueOrNoneInKorean) {
  for (const NumberCase& row :
       {NumberCase{"ko", "3조 5천억", "3500000000000"},
        NumberCase{"ko", "1조2000억", "1200000000000"}, NumberCase{"ko", "2억 4천만", "240000000"},
        NumberCase{"ko", "9만 1200", "91200"}, NumberCase{"ko", "삼천만", "30000000"},
        NumberCase{"ko", "백이십억", "12000000000"}, NumberCase{"ko", "100여억", "10000000000"},
        NumberCase{"ko", "천 4백만", "14000000"}, NumberCase{"ko", "수천억", "vague"},
        NumberCase{"ko", "오만 5조", ""}, NumberCase{"ko", "조", ""},
        NumberCase{"ko", "3조,5", ""}})
    expect_number(row);
}

TEST(ReadNumbers, GiveTheExactValueOrNoneInEnglish) {
  for (const NumberCase& row : {NumberCase{"en", "4.7bn", "4700000000"},
                                NumberCase{"en", "1.2 Trillion", "1200000000000"},
                                NumberCase{"en", "half a billion", "500000000"},
                                NumberCase{"en", "a hundred million", "100000000"},
                                NumberCase{"en", "two and a half billion", "2500000000"},
                                NumberCase{"en", "a quarter of a million", "250000"},
                                NumberCase{"en", "two hundred and fifty thousand", "250000"},
                                NumberCase{"en", "twenty-five", "25"},
                                NumberCase{"en", "500 crore", "5000000000"},
                                NumberCase{"en", "1,25,000 crore", "1250000000000"},
                                NumberCase{"en", "two thirds", "0.666666666667"},
                                NumberCase{"en", "4,310.50", "4310.5"},
                                NumberCase{"en", "hundreds of", "vague"},
                                NumberCase{"en", "tens of billions of", "vague"},
                                NumberCase{"en", "several hundred million", "vague"},
                                NumberCase{"en", "5 m", ""},
                                NumberCase{"en", "five and seven", ""},
                                NumberCase{"en", "million", ""},
                                NumberCase{"en", "two million and three billion", ""},
                                NumberCase{"en", "12,34", ""}})
    expect_number(row);
}

TEST(ReadNumbers, GiveTheExactValueOrNoneInGerman) {
  for (const NumberCase& row :
       {NumberCase{"de", "3,5 Mrd.", "3500000000"}, NumberCase{"de", "1.250,50", "1250.5"},
        NumberCase{"de", "2 Billionen", "2000000000000"},
        NumberCase{"de", "zweihundertfünfzig", "250"},
        NumberCase{"de", "eine halbe Milliarde", "500000000"},
        NumberCase{"de", "anderthalb Milliarden", "1500000000"},
        NumberCase{"de", "einundzwanzig", "21"}, NumberCase{"de", "zwei Drittel", "0.666666666667"},
        NumberCase{"de", "mehrere Milliarden", "vague"}, NumberCase{"de", "Millionär", ""}})
    expect_number(row);
}

TEST(ReadNumbers, GiveTheExactValueOrNoneInFrench) {
  for (const NumberCase& row :
       {NumberCase{"fr", "3 500 000", "3500000"}, NumberCase{"fr", "3,5 milliards", "3500000000"},
        NumberCase{"fr", "quatre-vingt-dix-neuf", "99"},
        NumberCase{"fr", "soixante-quinze millions", "75000000"},
        NumberCase{"fr", "un milliard et demi", "1500000000"},
        NumberCase{"fr", "deux cents", "200"}, NumberCase{"fr", "mille", "1000"},
        NumberCase{"fr", "deux tiers", "0.666666666667"}, NumberCase{"fr", "2024 500", ""}})
    expect_number(row);
}

TEST(ReadNumbers, GiveTheExactValueOrNoneInSpanish) {
  for (const NumberCase& row :
       {NumberCase{"es", "3.500 millones", "3500000000"},
        NumberCase{"es", "1,2 billones", "1200000000000"},
        NumberCase{"es", "mil millones", "1000000000"},
        NumberCase{"es", "doscientos cincuenta", "250"}, NumberCase{"es", "treinta y cinco", "35"},
        NumberCase{"es", "medio millón", "500000"},
        NumberCase{"es", "un millón y medio", "1500000"},
        NumberCase{"es", "18 mil 400 millones", "18400000000"}, NumberCase{"es", "mil de", ""}})
    expect_number(row);
}

struct TokensCase {
  const char* language;
  const char* text;
  const char*
      shown;  // N figure, L large, W words, R ratio, V vague, C currency, P power, % percent
};

std::string shown(const Tokens& tokens) {
  std::string out = tokens.text();
  constexpr std::string_view kLetters = "NLWRVCP%m";
  for (size_t i = 0; i < kLetters.size(); ++i) {
    const std::string token = character_of(static_cast<Token>(i));
    for (size_t at; (at = out.find(token)) != out.npos;)
      out.replace(at, token.size(), 1, kLetters[i]);
  }
  return out;
}

TEST(TokensOfABlock, StandForNumbersAndTheirUnits) {
  const TokensCase cases[] = {
      {"zh", "斥资35亿美元收购", "斥资LC收购"},
      {"zh", "一些元件统一采购", "一些元件统一采购"},  // no numbers, no units
      {"zh", "50兆瓦", "NP"},                          // of 兆瓦, no trillion
      {"zh", "五百万千瓦", "LP"},
      {"zh", "每吉瓦", "每P"},
      {"zh", "百万瓩", "LP"},
      {"zh", "人民币2.8亿元", "CLC"},
      {"en", "the H100 costs $30,000", "the H100 costs CN"},
      {"en", "USD20 and Rs500", "CN and CN"},
      {"en", "ten gigawatts for ten years", "W P for ten years"},
      {"en", "10GWh of storage", "NGWh of storage"},
      {"en", "see https://news.example/10%25/5 for 5%", "see https://news.example/10%25/5 for N%"},
      {"ko", "구조 조정", "구조 조정"},
      {"en", "a \xEE\x80\x90 b", "a \xEF\xBF\xBD b"},  // the text's own private-use character
  };
  for (const auto& [language, text, want] : cases) {
    EXPECT_EQ(shown(Tokens(text, grammar(language))), want) << text;
  }
}

// Every range of the text that patterns see leads back to what the block says there.
TEST(TokensOfABlock, LeadBackToTheBlock) {
  for (const auto& [language, text] : std::vector<std::pair<std::string, std::string>>{
           {"zh", "约以3.5 亿港元（约合4,500万美元）成交"}, {"en", "up to $1.2 billion, or 10%"}}) {
    const Tokens tokens(text, grammar(language));
    std::string back;
    for (size_t pos = 0; pos < tokens.text().size();) {
      const size_t begin = pos;
      pos += utf8_length(tokens.text()[pos]);
      const Range range = tokens.block_range({begin, pos});
      back += text.substr(range.begin, range.size());
      if (const TokenAt* token = tokens.at(begin)) {
        EXPECT_EQ(token->at, range);
      }
    }
    EXPECT_EQ(back, text);
  }
}

}  // namespace
}  // namespace dealwire
