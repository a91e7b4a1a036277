// The contract of spans, held against an independent reading of the bytes: whatever charset, tags
// and references a figure is written in, its span cut out of the document says what the mention
// says.
#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <filesystem>
#include <string>
#include <vector>

#include "app/pipeline.h"
#include "app/scan_json.h"
#include "chance.h"
#include "samples.h"
#include "span_oracle.h"
#include "warc/files.h"

namespace dealwire {
namespace {

const Reader& reader() {
  static const Reader loaded = *load_reader("");
  return loaded;
}

Reading read_bytes(const std::string& bytes, const std::string& name) {
  Document document;
  document.bytes = bytes;
  document.id = sha256_hex(bytes);
  document.input = name;
  document.media_type = name.ends_with(".txt") ? "text/plain" : "text/html";
  auto reading = read(std::move(document), reader(), Budget{});
  EXPECT_TRUE(reading) << name;
  return std::move(*reading);
}

std::string cut(const Reading& reading, const std::vector<Range>& spans) {
  const IcuCodec codec(oracle::icu_name(reading.charset));
  std::string out;
  for (const Range& span : spans) {
    out += codec.decode(std::string_view(reading.document.bytes).substr(span.begin, span.size()));
  }
  return reading.document.media_type == "text/html" ? oracle::without_markup(out) : out;
}

void expect_honest_spans(const Reading& reading) {
  const std::string& name = reading.document.input;
  const size_t bytes = reading.document.bytes.size();
  for (const Mention& mention : reading.extraction.mentions) {
    const std::string& field = reading.article[mention.field].text;
    EXPECT_EQ(field.substr(mention.at.begin, mention.at.size()), mention.text) << name;
    EXPECT_EQ(mention.text.find('\n'), std::string::npos) << "a mention never crosses a block";
    ASSERT_FALSE(mention.spans.empty()) << name << ": " << mention.text;
    for (const Range& span : mention.spans) {
      ASSERT_LT(span.begin, span.end) << name;
      ASSERT_LE(span.end, bytes) << name;
    }
    EXPECT_EQ(oracle::comparable(cut(reading, mention.spans)),
              oracle::comparable(mention.raw.value_or(mention.text)))
        << name << " " << reading.charset;
  }
  for (const Deal& deal : reading.extraction.deals) {
    for (const Evidence& evidence : deal.evidence) {
      const std::string& field = reading.article[evidence.field].text;
      EXPECT_EQ(field.substr(evidence.at.begin, evidence.at.size()), evidence.text) << name;
      ASSERT_FALSE(evidence.spans.empty()) << name;
      // What a sentence says of the deal lies inside the sentence's own bytes.
      for (const Mention& mention : reading.extraction.mentions) {
        if (mention.field != evidence.field || !evidence.at.contains(mention.at)) continue;
        if (evidence.spans.size() > 1 || mention.spans.size() > 1) continue;
        EXPECT_TRUE(evidence.spans[0].contains(mention.spans[0])) << name << ": " << mention.text;
      }
    }
  }
}

TEST(SpanOracle, SamplesAsTheyAre) {
  for (const std::string& name : sample_names()) {
    const Reading reading = read_bytes(sample(name), name);
    EXPECT_FALSE(reading.extraction.mentions.empty()) << name;
    expect_honest_spans(reading);
  }
}

// Chinese samples only: what little English has beyond ASCII does not tell its charset, and the
// samples' own labels are wrong for what they are turned into.
TEST(SpanOracle, ChineseSamplesInOtherCharsets) {
  size_t read = 0;
  for (const std::string& name : sample_names()) {
    const Reading original = read_bytes(sample(name), name);
    if (!original.article.lang.starts_with("zh")) continue;
    const std::string text = IcuCodec(oracle::icu_name(original.charset)).decode(sample(name));
    for (const char* charset : {"UTF-8", "gb18030", "Big5-HKSCS", "UTF-16LE"}) {
      std::string bytes = encode(charset, text);
      if (bytes.empty()) continue;  // the charset lacks a character of the sample
      if (charset == std::string("UTF-16LE")) bytes = "\xFF\xFE" + bytes;
      const Reading reading = read_bytes(bytes, name);
      EXPECT_EQ(reading.article.text.text, original.article.text.text) << name << " " << charset;
      expect_honest_spans(reading);
      ++read;
    }
  }
  EXPECT_GE(read, 18u);
}

// Writes a text as markup: inline tags, comments, scripts and references anywhere in it.
std::string dress(const std::string& text, Chance& chance) {
  std::string out;
  std::vector<std::string> open;
  const auto units = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  for (int32_t i = 0; i < units.length(); i = units.moveIndex32(i, 1)) {
    const auto c = static_cast<uint32_t>(units.char32At(i));
    if (chance.one_in(6) && open.size() < 4) {
      static const std::vector<std::string> kTags = {"b", "span", "em", "a", "strong", "font"};
      open.push_back(chance.pick(kTags));
      out += "<" + open.back() + (chance.one_in(2) ? " class=\"x>y\" data-a='1'>" : ">");
    }
    if (chance.one_in(12)) out += "<!-- 9億元 > -->";
    if (chance.one_in(30)) out += "<script>var a = \"8億元\";</script>";
    if (c == '&' || c == '<' || chance.one_in(8)) {
      out += chance.one_in(2) ? "&#" + std::to_string(c) + ";" : "&#x" + [&] {
        char hex[12];
        std::snprintf(hex, sizeof hex, "%X", c);
        return std::string(hex);
      }() + ";";
    } else {
      out += oracle::utf8(c);
    }
    if (chance.one_in(5) && !open.empty()) {
      out += "</" + open.back() + ">";
      open.pop_back();
    }
  }
  for (; !open.empty(); open.pop_back()) out += "</" + open.back() + ">";
  return out;
}

TEST(SpanOracle, FiguresCutUpByMarkup) {
  const std::vector<std::string> sentences = {
      "輝達宣布，將以新台幣４８億元投資台灣綠電業者澄岳能源，取得8.5%股權，並建設120MW電站。",
      "北辰半导体有限公司昨日宣布，以３５亿元人民币收购芯澜科技60%的股权，交易预计年底完成。",
      "亞馬遜已同意以36億美元（相當於約257億元）收購雲帆網絡100%的股權，這是今年最大的收購。",
      "市場估計成交價介於5億至7億歐元之間，首期容量50至100兆瓦，每吉瓦造價約350億美元。",
      "Marlow Grid plc agreed to buy a 60% stake in Tarnbeck Wind for £1.4 billion & 150 MW of "
      "plant."};
  Chance chance(20251123);
  size_t mentions = 0;
  for (int round = 0; round < 60; ++round) {
    std::string body;
    for (int i = 0; i < 4; ++i) body += "<p>" + dress(chance.pick(sentences), chance) + "</p>\n";
    const std::string page =
        "<html><head><title>新聞</title></head><body><h1>新聞</h1>" + body + "</body></html>";
    for (const char* charset : {"UTF-8", "gb18030", "Big5-HKSCS"}) {
      const std::string bytes = encode(charset, page);
      if (bytes.empty()) continue;
      const Reading reading = read_bytes(bytes, "generated.html");
      mentions += reading.extraction.mentions.size();
      expect_honest_spans(reading);
    }
  }
  EXPECT_GT(mentions, 1000u);
}

TEST(SpanOracle, HiddenTextInsideAFigureIsNoPartOfIt) {
  const std::string filler =
      "公司表示，這筆交易已經取得雙方董事會同意，預計將於明年上半年完成交割手續。";
  const Reading reading =
      read_bytes("<html><body><p>" + filler + "斥資48<span style='display:none'>99</span>億美元。" +
                     filler + "</p></body></html>",
                 "hidden.html");
  expect_honest_spans(reading);
  const auto money =
      std::find_if(reading.extraction.mentions.begin(), reading.extraction.mentions.end(),
                   [](const Mention& mention) { return mention.kind == Kind::kMoney; });
  ASSERT_NE(money, reading.extraction.mentions.end());
  EXPECT_EQ(money->text, "48億美元");
  EXPECT_EQ(money->spans.size(), 2u) << "on both sides of what is hidden";
}

TEST(Reading, TheSameTwiceIsTheSameLine) {
  for (const std::string& name : sample_names()) {
    EXPECT_EQ(scan_line(read_bytes(sample(name), name)), scan_line(read_bytes(sample(name), name)));
  }
}

}  // namespace
}  // namespace dealwire
