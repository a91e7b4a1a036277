#include "repair/misread_cjk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "chance.h"
#include "model/source_map.h"
#include "text/codec.h"
#include "text/labels.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

std::string mended(const std::string& text) {
  std::vector<Edit> edits;
  const Repairs repairs = find_misread_cjk({"", text});
  for (const Repair& repair : repairs[1]) {
    edits.insert(edits.end(), repair.edits.begin(), repair.edits.end());
  }
  return rewrite(text, edits).text;
}

std::u16string to_utf16(const std::string& text) {
  std::u16string out;
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = next_character(text, pos);
    if (c > 0xFFFF) {
      out += static_cast<char16_t>(0xD7C0 + (c >> 10));
      out += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
    } else {
      out += static_cast<char16_t>(c);
    }
  }
  return out;
}

// The forward model, by ICU: the text's bytes in one charset, read in another. `lossless`: so that
// they can be told from what was read.
struct Damaged {
  std::string text;
  bool lossless = false;
};
Damaged misread(const std::string& text, const std::string& written, const std::string& read) {
  const auto bytes =
      written == "utf-8" ? text : to_bytes(to_utf16(text), *find_charset(written)).value_or("");
  const Units units = to_units(bytes, *find_charset(read));
  Damaged out;
  std::u16string damaged(units.text.begin(), units.text.end());
  for (size_t i = 0; i < damaged.size(); ++i) {
    char32_t c = damaged[i];
    if (c >= 0xD800 && c < 0xDC00) c = (c << 10) + damaged[++i] - 0x35FDC00;
    append_utf8(out.text, c);
  }
  out.lossless = !bytes.empty() && units.replaced == 0;
  return out;
}

constexpr const char* kRead[] = {"gbk", "big5", "shift_jis", "euc-kr", "euc-jp"};

struct Sentence {
  std::string language, text;
  std::vector<std::string> written;
};
const std::vector<Sentence>& sentences() {
  static const std::vector<Sentence> all = {
      {"zh-Hans", "据报道，该公司计划投资三十亿元建设新的储能电站，明年年底前投产。", {"gbk"}},
      {"zh-Hans", "市场分析人士认为，原材料价格上涨将影响企业的利润。", {"gbk"}},
      {"zh-Hans", "双方签署了战略合作协议，共同开发海上风电项目。", {"gbk"}},
      {"zh-Hant",
       "據報導，該公司計畫投資三十億元興建新的儲能電廠，明年年底前完工。",
       {"big5", "gbk"}},
      {"zh-Hant", "市場分析師認為，原物料價格上漲將影響企業的獲利表現。", {"big5", "gbk"}},
      {"zh-Hant", "雙方簽署合作協議，共同開發離岸風力發電的市場。", {"big5", "gbk"}},
      {"ja",
       "電力会社は来年三月までに新しい発電所の建設を始めると発表した。",
       {"shift_jis", "euc-jp"}},
      {"ja",
       "両社は共同で半導体の工場を建設し、二年後の量産開始を目指す。",
       {"shift_jis", "euc-jp"}},
      {"ja", "政府は新しい経済対策を決定し、企業の投資を支援する方針だ。", {"shift_jis", "euc-jp"}},
      {"ko", "전력 회사는 다음 달 새 발전소를 건설한다고 오늘 밝혔다.", {"euc-kr"}},
      {"ko", "두 회사는 반도체 공장을 공동으로 건설하기로 합의했다.", {"euc-kr"}},
      {"ko", "정부는 새로운 경제 대책을 발표하고 기업 투자를 지원한다.", {"euc-kr"}},
  };
  return all;
}

// Is `part` the text with some runs of its characters replaced by U+FFFD?
bool is_remainder(const std::string& part, const std::string& text) {
  size_t at = 0;
  for (size_t pos = 0; pos < part.size();) {
    const size_t begin = pos;
    if (next_character(part, pos) == 0xFFFD) continue;
    const std::string c = part.substr(begin, pos - begin);
    at = text.find(c, at);
    if (at == text.npos) return false;
    at += c.size();
  }
  return true;
}

TEST(MisreadCjk, MendsUtf8InEveryCharset) {
  for (const Sentence& sentence : sentences()) {
    for (const char* read : kRead) {
      const Damaged damaged = misread(sentence.text, "utf-8", read);
      if (damaged.lossless) {
        EXPECT_EQ(mended(damaged.text), sentence.text) << read << ": " << damaged.text;
      }
    }
  }
}

TEST(MisreadCjk, MendsCharsetsOfDoubleBytes) {
  size_t lossless = 0, restored = 0;
  for (const Sentence& sentence : sentences()) {
    for (const std::string& written : sentence.written) {
      for (const char* read : kRead) {
        if (written == read) continue;
        const Damaged damaged = misread(sentence.text, written, read);
        if (!damaged.lossless) continue;
        ++lossless;
        const std::string result = mended(damaged.text);
        restored += result == sentence.text;
        EXPECT_TRUE(result == sentence.text || result == damaged.text)
            << written << " as " << read << ": " << damaged.text << "\n"
            << result;
      }
    }
  }
  EXPECT_GE(lossless, 20u);
  EXPECT_GE(restored * 10, lossless * 9) << restored << " of " << lossless;
}

TEST(MisreadCjk, MarksWhatIsGone) {
  for (const char* read : {"gbk", "shift_jis"}) {
    for (const Sentence& sentence : sentences()) {
      if (sentence.language == "ko" && read != std::string("gbk")) continue;  // a third is lost
      const std::string text = "A " + sentence.text + " B";
      const Damaged damaged = misread(text, "utf-8", read);
      const std::string result = mended(damaged.text);
      if (result == damaged.text) continue;
      EXPECT_TRUE(is_remainder(result, text)) << read << ": " << result;
    }
  }
}

TEST(MisreadCjk, MendsStretches) {
  const struct {
    std::string why, in, out;
  } rows[] = {
      {"two characters", "鍥界綉", "国网"},
      {"in sound text", "据悉，鍥界綉公司今天宣布", "据悉，国网公司今天宣布"},
      {"at the end of it", "电力公司鍥界綉", "电力公司国网"},
      {"title of a page", "涓\uE15E浗缁忔祹", "中国经济"},
      {"Japanese as Shift_JIS", "ニュース：譁ｰ縺励＞逋ｺ髮ｻ", "ニュース：新しい発電"},
      {"an apostrophe", "The company鈥檚 board said it won鈥檛 sell",
       "The company’s board said it won’t sell"},
      {"one of them", "It is the company鈥檚 plan", "It is the company’s plan"},
      {"French", "La soci茅t茅 a annonc茅 un accord", "La société a annoncé un accord"},
      {"one accent", "Un caf茅 noir", "Un café noir"},
      {"German", "Die B枚rse er枚ffnet sp盲ter", "Die Börse eröffnet später"},
      {"German as Shift_JIS", "Fﾃｼr das Geschﾃ､ft", "Für das Geschäft"},
      {"German as EUC-KR", "F체r das Gesch채ft", "Für das Geschäft"},
      {"Russian", "袣芯屑锌邪薪懈褟 芯斜褗褟胁懈谢邪 芯 褋写械谢泻械",
       "Компания объявила о сделке"},
      {"pounds", "a deal worth 拢85 million in cash", "a deal worth £85 million in cash"},
      {"euros, the last byte lost", "worth 鈧�650 million in all", "worth €650 million in all"},
      {"a dash, the last byte lost", "LONDON 鈥� The company鈥檚 board",
       "LONDON � The company’s board"},
      {"the same as a question mark", "LONDON 鈥? The company鈥檚 board",
       "LONDON � The company’s board"},
      {"the last character lost", "涓\uE15E浗缁忔祹鏄?", "中国经济�"},
      {"two bytes lost of two characters", "涓�浗缁忔祹，缁忔祹", "��经济，经济"},
  };
  for (const auto& row : rows) EXPECT_EQ(mended(row.in), row.out) << row.why;
}

TEST(MisreadCjk, LeavesSoundText) {
  const std::string rows[] = {
      "中国经济继续增长，企业投资增加。",
      "台灣的半導體公司宣布擴大投資。",
      "電力会社は新しい発電所を建設する。",
      "전력 회사는 새 발전소를 건설한다.",
      "李喆、王珺、张翀、陈珅、刘昊、赵晟、孙旻、周頔、吴頫",
      "關於氕、氘、氚三種同位素的研究",
      "氢氦锂铍硼碳氮氧氟氖钠镁铝硅磷硫氯氩钾钙钪钛钒铬锰铁钴镍铜锌镓锗砷硒溴氪",
      "氫氦鋰鈹硼碳氮氧氟氖鈉鎂鋁矽磷硫氯氬鉀鈣鈧鈦釩鉻錳鐵鈷鎳銅鋅鎵鍺砷硒溴氪",
      "銣鍶釔鋯鈮鉬鎝釕銠鈀銀鎘銦錫銻碲碘氙銫鋇鑭鈰鐠釹鉕釤銪釓鋱鏑鈥鉺銩鐿鎦",
      "鈥是稀土元素，符號為Ho。",
      "關關雎鳩，在河之洲。窈窕淑女，君子好逑。",
      "蒹葭苍苍，白露为霜。所谓伊人，在水一方。",
      "帝高陽之苗裔兮，朕皇考曰伯庸。攝提貞于孟陬兮，惟庚寅吾以降。",
      "佢哋話呢間公司嘅嘢好掂，唔使驚，冇問題㗎。",
      "嗰個人喺度諗緊點解啲嘢咁貴。",
      "魑魅魍魉、饕餮、貔貅、麒麟",
      "茅台",
      "贵州茅台（Kweichow Moutai）",
      "iPhone手机",
      "AI技术",
      "Zhang Wei（张伟）",
      "茅",
      "眉山",
      "谩骂",
      "Mao 茅 is a surname",
      "The character 眉 means eyebrow",
      "ｶﾌﾞｼｷｶﾞｲｼｬ ﾃｽﾄ",
      "ﾃｽﾄ",
      "ﾃｷｽﾄ ﾃﾞｰﾀ",
      "ﾐﾂﾋﾞｼ ｼｮｳｼﾞ ﾄｳｷｮｳ ｵｵｻｶ ﾅｺﾞﾔ ﾌｸｵｶ ｻｯﾎﾟﾛ",
      "ﾕｳﾋﾞﾝﾊﾞﾝｺﾞｳ ﾄﾄﾞｳﾌｹﾝ ｼｸﾁｮｳｿﾝ ﾊﾞﾝﾁ ﾃﾞﾝﾜﾊﾞﾝｺﾞｳ",
      "東京駅、品川駅、渋谷駅、新宿駅、池袋駅、上野駅、秋葉原駅",
      "驫木駅、膳所駅、撫牛子駅、鰺ケ沢駅、艫作駅、轟木駅、幌駅",
      "鮎、鰯、鰻、鱈、鮭、鯖、鰹、鮪、鯛、鱸、鰆、鱧、鮫",
      "薔薇、檸檬、葡萄、躑躅、蒲公英、紫陽花",
      "大韓民國 憲法 第一條",
      "國會는 法律案을 議決하였다.",
      "金大中(김대중) 前 大統領",
      "뷁 쀍 햏 횽",
      "꿻뛟쮏",
      "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
      "张三 李四 王五 赵六 孙七 周八 吴九 郑十",
      "甲 乙 丙 丁 戊 己 庚 辛 壬 癸 子 丑 寅 卯",
      "Société générale",
      "Über die Brücke",
      "Компания объявила",
      "café",
      "Zürich 的 Café",
      "α β γ δ 粒子",
      "①②③④⑤ 第一章",
      "〔2024〕12号",
      "㈱日立製作所",
      "℃ ㎡ ㎏ ㎜",
      "€100、£200、¥300",
      "他说：“好的。”……",
      "一？二？三？",
      "什么?!",
      "為什麼�不行",
      "亼亽亾亿什仁仂仃仄仅",
      "袣袥袦袧袨袩袪袬袟袞",
      "鼂鼃鼄鼅鼆鼇鼈鼉",
      "넀넁넂넃넄넅",
      "短发短嘆短于",
      "刮刮匝匝刮刮叫",
      "挽脸师挽",
      "遏、遐、遑、遒、",
      "貟뻅脗璐竮",
      "",
      "\n\n",
      "ASCII only",
      "1,000.50 USD",
  };
  for (const std::string& row : rows) EXPECT_EQ(mended(row), row);
}

// A document of lines, some misread; `at` and edits are as repairs.h says, and nothing is left to
// do.
TEST(MisreadCjk, EditsAreSoundWhateverTheText) {
  Chance chance(11);
  for (int i = 0; i < 300; ++i) {
    const Sentence& sentence = chance.pick(sentences());
    const std::string written = chance.one_in(2) ? "utf-8" : chance.pick(sentence.written);
    const std::string damaged = misread(sentence.text, written, chance.pick(kRead)).text;
    std::string text = chance.one_in(2) ? damaged : chance.pick(sentences()).text + damaged;
    if (chance.one_in(3)) text += "\n" + chance.pick(sentences()).text;
    if (chance.one_in(4)) text.insert(0, "Ø ");
    const Repairs repairs = find_misread_cjk({text, damaged});
    ASSERT_EQ(repairs.size(), 2u);
    size_t done = 0;
    std::vector<Edit> edits;
    for (const Repair& repair : repairs[0]) {
      EXPECT_EQ(repair.kind, "misread");
      EXPECT_LE(done, repair.at.begin);
      EXPECT_FALSE(repair.edits.empty());
      done = repair.at.begin;
      for (const Edit& edit : repair.edits) {
        EXPECT_LE(done, edit.at.begin);
        EXPECT_LT(edit.at.begin, edit.at.end);
        EXPECT_NE(text.substr(edit.at.begin, edit.at.size()), edit.to);
        done = edit.at.end;
        edits.push_back(edit);
      }
      EXPECT_EQ(done, repair.at.end);
    }
    EXPECT_LE(done, text.size());
    const std::string once = rewrite(text, edits).text;
    EXPECT_EQ(mended(once), once);
  }
}

TEST(MisreadCjk, PartsCharactersAtCommonBorders) {
  const std::string text = "鍥界綉";  // E59B BDE7 BD91: two characters of UTF-8, no border between
  const Repairs repairs = find_misread_cjk({text});
  ASSERT_EQ(repairs[0].size(), 1u);
  ASSERT_EQ(repairs[0][0].edits.size(), 1u);
  const std::string four = "涓\uE15E浗缁忔祹";
  const Repairs more = find_misread_cjk({four});
  ASSERT_EQ(more[0].size(), 1u);
  ASSERT_EQ(more[0][0].edits.size(), 2u);
  EXPECT_EQ(more[0][0].edits[0].to, "中国");
  EXPECT_EQ(more[0][0].edits[1].to, "经济");
}

// One kind hides the other from a first look.
TEST(MisreadCjk, MendsTwoKindsOfDamage) {
  std::string damaged, text;
  for (size_t i = 0; i < 3; ++i) {
    damaged += misread("中国经济增长", "utf-8", "gbk").text + "\n国网\n";
    text += "中国经济增长\n国网\n";
  }
  const std::string& line = sentences()[3].text;
  damaged += misread(line, "big5", "gbk").text;
  EXPECT_EQ(mended(damaged + "\n国网"), text + line + "\n国网");
}

// What one text shows is evidence for the other.
TEST(MisreadCjk, TextsSpeakForEachOther) {
  const Sentence& sentence = sentences()[3];
  const std::string damaged = misread(sentence.text, "big5", "gbk").text;
  const std::string short_damaged = misread("投資", "big5", "gbk").text;
  EXPECT_TRUE(find_misread_cjk({short_damaged, ""})[0].empty());
  const Repairs both = find_misread_cjk({short_damaged, damaged});
  ASSERT_EQ(both[0].size(), 1u);
  EXPECT_EQ(rewrite(short_damaged, both[0][0].edits).text, "投資");
}

}  // namespace
}  // namespace dealwire
