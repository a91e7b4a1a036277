#include "repair/slip.h"

#include <gtest/gtest.h>

#include "chance.h"
#include "text/double_byte.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

std::string mended(std::string_view text) {
  std::vector<Edit> edits;
  const Repairs repairs = find_slips({text});
  for (const Repair& repair : repairs[0]) {
    edits.insert(edits.end(), repair.edits.begin(), repair.edits.end());
  }
  return rewrite(text, edits).text;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) append_utf8(out, c);
  return out;
}

std::u32string to_utf32(std::string_view text) {
  std::u32string out;
  for (size_t pos = 0; pos < text.size();) out += next_character(text, pos);
  return out;
}

enum Loss { kLead, kTrail, kLeadReplaced };

// `text` in a charset, decoded after its character at `place` lost a byte.
std::string damaged(std::string_view text, size_t place, Loss loss, std::string_view charset,
                    Decoder decoder) {
  const DoubleByte& table = DoubleByte::of(charset);
  std::vector<uint8_t> bytes;
  size_t i = 0;
  for (const char32_t c : to_utf32(text)) {
    const uint16_t code = table.code(c);
    EXPECT_NE(code, 0) << to_utf8(std::u32string(1, c)) << " is not in " << charset;
    const auto lead = static_cast<uint8_t>(code >> 8), trail = static_cast<uint8_t>(code);
    const bool hit = i++ == place;
    if (code > 0xFF && !(hit && loss == kLead)) {
      bytes.push_back(hit && loss == kLeadReplaced ? '?' : lead);
    }
    if (!(hit && loss == kTrail)) bytes.push_back(trail);
  }
  return to_utf8(table.decode(bytes, decoder));
}

// Does `text` read as `sound`, U+FFFD for any character and what was swallowed with it?
bool is_all_but_lost(std::string_view text, std::string_view sound) {
  const std::u32string a = to_utf32(text), b = to_utf32(sound);
  size_t j = 0;
  for (const char32_t c : a) {
    if (j == b.size()) return false;
    if (c == 0xFFFD || c == b[j]) {
      ++j;
    } else if (j + 1 < b.size() && b[j] < 0x80 && c == b[j + 1]) {
      j += 2;
    } else {
      return false;
    }
  }
  return j == b.size() || (j + 1 == b.size() && b[j] < 0x80);
}

struct Row {
  std::string charset, sound;
  size_t place;  // of the character that loses a byte
};

TEST(FindSlips, MendsAllButTheCharacterThatLostAByte) {
  const Row rows[] = {
      {"gb18030", "公司昨天宣布将在西部建设三座大型数据中心", 6},
      {"gb18030", "监管部门要求银行加强对房地产贷款的管理", 9},
      {"gb18030", "记者从会议现场了解到这项计划已经获得批准", 4},
      {"gb18030", "工厂的生产线因为缺少零件而停止运转了两周", 7},
      {"gb18030", "市场上的投资者普遍认为利率还会继续上升", 5},
      {"gb18030", "这家企业的负责人表示今年的收入会大幅增加", 8},
      {"gb18030", "董事會昨天決定出售旗下的造船業務並裁減人員", 2},
      {"gb18030", "航空公司計劃在明年增加飛往歐洲的航班數量", 3},
      {"Big5", "航空公司計劃明年增加飛往歐洲的航班", 5},
      {"Big5", "法院認為被告的行為已經違反規定", 6},
      {"Big5", "學生們在圖書館裡準備期末考試", 7},
      {"Big5", "董事會昨天決定出售旗下的造船業務", 13},
      {"Shift_JIS", "政府は地方の鉄道会社を支援するための法案をまとめた", 20},
      {"Shift_JIS", "工場では多くの従業員が夜まで働いている", 11},
      {"EUC-KR", "정부는 지방자치단체와 협력하여 새로운 산업단지를 조성한다", 4},
      {"EUC-KR", "정부는 지방자치단체와 협력하여 새로운 산업단지를 조성한다", 21},
      {"EUC-KR", "은행들은 대출금리를 인하하기로 결정했다", 0},
      {"EUC-JP", "政府は地方の鉄道会社を支援するための法案をまとめた", 5},
      {"EUC-JP", "この会社の株価は午後の取引で大きく値下がりしている", 6},
      {"EUC-JP", "銀行と保険会社は新しい制度について協議を始めた", 3},
      {"EUC-JP", "新聞によると両社は来月にも交渉を再開するという", 5},
  };
  for (const Row& row : rows) {
    for (const Loss loss : {kLead, kTrail, kLeadReplaced}) {
      for (const Decoder decoder : {Decoder::kWeb, Decoder::kWindows}) {
        const std::string text = damaged(row.sound, row.place, loss, row.charset, decoder);
        EXPECT_TRUE(is_all_but_lost(mended(text), row.sound)) << row.charset << " " << loss << "\n"
                                                              << text << "\n"
                                                              << mended(text) << "\n"
                                                              << row.sound;
      }
    }
  }
}

TEST(FindSlips, MendsSignsCutWhereverTheirBytesOccurred) {
  const struct {
    std::string in, out;
  } rows[] = {
      {"村裡的人都說今年雨水太多?\?茖W家卻不同意", "村裡的人都說今年雨水太多。科學家卻不同意"},
      {"村裡的人都說今年雨水太多\uFFFD?茖W家卻不同意", "村裡的人都說今年雨水太多。科學家卻不同意"},
      {"老師說：“明天不用上課?!睂W生們都笑了", "老師說：“明天不用上課。”學生們都笑了"},
      {"老師說：“明天不用上課\uFFFD!睂W生們都笑了", "老師說：“明天不用上課。”學生們都笑了"},
      {"他說：“這座橋不能再用了\uFFFD!\uFFFD", "他說：“這座橋不能再用了。”"},
      {"他們昨天才知道?\?墒且呀浱\uE08A砹?", "他們昨天才知道。可是已經太晚\uFFFD"},
      {"他們昨天才知道\uFFFD?墒且呀浱\uE08A砹\uFFFD", "他們昨天才知道。可是已經太晚\uFFFD"},
      {"船在港口停了三天?!拔覀儧]有油了。”船長說", "船在港口停了三天。“我們沒有油了。”船長說"},
      {"船在港口停了三天\uFFFD!拔覀儧]有油了。”船長說", "船在港口停了三天。“我們沒有油了。”船長說"},
      {"船在港口停了三天。“我們沒有油了?!贝\uE104L說", "船在港口停了三天。“我們沒有油了。”船長說"},
      {"船在港口停了三天。“我們沒有油了\uFFFD!贝\uE104L說",
       "船在港口停了三天。“我們沒有油了。”船長說"},
      {"这家工厂停产了?\?蒲腥嗽倍既チ吮鸬某鞘?", "这家工厂停产了。科研人员都去了别的城\uFFFD"},
      {"这家工厂停产了\uFFFD?蒲腥嗽倍既チ吮鸬某鞘\uFFFD",
       "这家工厂停产了。科研人员都去了别的城\uFFFD"},
      {"他说：“机器坏了?!泵挥腥嘶卮?", "他说：“机器坏了。”没有人回\uFFFD"},
      {"他说：“机器坏了\uFFFD!泵挥腥嘶卮\uFFFD", "他说：“机器坏了。”没有人回\uFFFD"},
      {"经理只说了一句?\?獯嬉丫\uE13B敉炅?", "经理只说了一句。库存已经卖完\uFFFD"},
      {"经理只说了一句\uFFFD?獯嬉丫\uE13B敉炅\uFFFD", "经理只说了一句。库存已经卖完\uFFFD"},
      {"居民抱怨噪音?\?\uE016⑸趟祷岣纳?", "居民抱怨噪音。开发商说会改\uFFFD"},
      {"居民抱怨噪音\uFFFD?\uE016⑸趟祷岣纳\uFFFD", "居民抱怨噪音。开发商说会改\uFFFD"},
  };
  for (const auto& row : rows) EXPECT_EQ(mended(row.in), row.out) << row.in;
}

TEST(FindSlips, TakesTheDocumentForEvidence) {
  const struct {
    std::string why, in, out;
  } rows[] = {
      {"a reading injected between two characters: the bytes of \u6578 in \u8F38\u5230",
       "這些數(shù)字都對。球隊輸?shù)阶钺嵋粓觯叹毴匀幌嘈拍贻p的投手們。",
       "這些數(shù)字都對。球隊輸到最後一場，教練仍然相信年輕的投手們。"},
      {"the end tag that lost its bracket", "他說：“橋快要倒了?!?/p>\n今年雨水太多?\?茖W家卻不同意",
       "他說：“橋快要倒了。”\n今年雨水太多。科學家卻不同意"},
      {"an open quotation that ends the line, of which the end tag was trimmed",
       "今年雨水太多?\?茖W家卻不同意\n他說：“橋快要倒了?!?",
       "今年雨水太多。科學家卻不同意\n他說：“橋快要倒了。”"},
      {"marks that were folded to ASCII", "他說,橋要倒了:快走!(真的)今年雨水太多?\?茖W家說，不",
       "他說,橋要倒了:快走!(真的)今年雨水太多。科學家說，不"},
  };
  for (const auto& row : rows) EXPECT_EQ(mended(row.in), row.out) << row.why;
}

// What alone would prove nothing.
TEST(FindSlips, MendsMoreWhereADocumentLostBytes) {
  constexpr std::string_view kSound = "航空公司計劃明年增加飛往歐洲的航班";
  const struct {
    Loss loss;
    std::string in, out;
  } rows[] = {
      {kLead, "該公司W個月賣出舊廠房", "該公司\uFFFD個月賣出舊廠房"},
      {kLead, "他昨天買進A股和B股", "他昨天買進A股和B股"},
      {kLead, "售價在3億~5億之間", "售價在3億~5億之間"},
      {kLeadReplaced, "該公司?W個月賣出舊廠房", "該公司\uFFFD個月賣出舊廠房"},
      {kLeadReplaced, "該公司W個月賣出舊廠房", "該公司W個月賣出舊廠房"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(mended(row.in), row.in);
    const std::string slip = damaged(kSound, 5, row.loss, "Big5", Decoder::kWeb) + "\n";
    const std::string out = mended(slip + row.in);
    EXPECT_EQ(out.substr(out.find('\n') + 1), row.out) << row.loss;
  }
}

// A letter by itself may be what is left of a character, but capitals also class what follows.
TEST(FindSlips, LeavesCapitalsThatClassWhatFollows) {
  const std::string slip =
      damaged("公司昨天宣布将在西部建设三座大型数据中心", 6, kLead, "gb18030", Decoder::kWeb) +
      "\n";
  const struct {
    std::string why, in, out;
  } rows[] = {
      {"a class of shares", "外资上周大举买进A股", "外资上周大举买进A股"},
      {"a round of funding", "这家初创公司完成B轮融资", "这家初创公司完成B轮融资"},
      {"the same, traditional", "創辦人說C輪募資已經結束", "創辦人說C輪募資已經結束"},
      {"a chart", "分析师只看K线判断走势", "分析师只看K线判断走势"},
      {"a line of a railway", "旅客可以改搭E線進城", "旅客可以改搭E線進城"},
      {"a type", "血库里的O型血只够用三天", "血库里的O型血只够用三天"},
      {"a class", "基金公司暂停申购C类份额", "基金公司暂停申购C类份额"},
      {"the same, traditional", "新條例只管制B類藥品", "新條例只管制B類藥品"},
      {"a grade", "评审给这座博物馆定为D级", "评审给这座博物馆定为D级"},
      {"the same, traditional", "市中心的A級辦公室很搶手", "市中心的A級辦公室很搶手"},
      {"no capital classes a verb: \u9322", "他們花X改建廚房", "他們花\uFFFD改建廚房"},
      {"nor half a word: \u6A5F\u5668", "工廠裡的C器停了", "工廠裡的\uFFFD器停了"},
      {"nor half a word: \u696D\u52D9", "這項I務虧了本", "這項\uFFFD務虧了本"},
      {"small letters class nothing: \u8207", "董事會c股東都反對", "董事會\uFFFD股東都反對"},
      {"small letters class nothing: \u8AAA", "他又f類似的話", "他又\uFFFD類似的話"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(mended(row.in), row.in) << row.why;
    const std::string out = mended(slip + row.in);
    EXPECT_EQ(out.substr(out.find('\n') + 1), row.out) << row.why;
  }
}

TEST(FindSlips, ListsWhatIsLostBesideSlips) {
  const std::string slip = "今年雨水太多?\?茖W家卻不同意\n";
  const struct {
    std::string why, in, lost;
  } rows[] = {
      {"an exponent", slip + "功率是10? W的機器", "10?"},
      {"a sign before a full stop", slip + "他們都用這種木?。!", "木?。!"},
      {"a digit that may have been eaten", slip + "他賠了?.5億元", "?.5"},
      {"both ends of a span", slip + "他要賠?.5億元至3億元", "?.5億元至3"},
      {"an honest question", slip + "你喜歡木頭嗎?我不知道", ""},
      {"no slip in the document", "功率是10? W的機器", ""},
  };
  for (const auto& row : rows) {
    const Repairs repairs = find_slips({row.in});
    std::string lost;
    for (const Repair& repair : repairs[0]) {
      if (repair.kind != "lost") continue;
      lost += row.in.substr(repair.at.begin, repair.at.size());
      EXPECT_TRUE(repair.edits.empty());
    }
    EXPECT_EQ(lost, row.lost) << row.why;
  }
}

// Where a numeral or a unit may have stood, none is guessed.
TEST(FindSlips, NeverGuessesAFigure) {
  constexpr std::string_view kFigures = "一二三四五六七八九十百千万亿元";
  for (const std::string_view sound :
       {"公司计划投资三亿元在西部建设数据中心", "去年的收入达到五千万元，比前年增加两成",
        "工厂里有六百名工人，其中一半来自外地"}) {
    const size_t length = to_utf32(sound).size();
    for (size_t place = 0; place < length; ++place) {
      for (const Loss loss : {kLead, kTrail, kLeadReplaced}) {
        const std::string out = mended(damaged(sound, place, loss, "gb18030", Decoder::kWindows));
        size_t before = 0, after = 0;
        for (size_t pos = 0; pos < kFigures.size(); pos += 3) {
          const std::string_view figure = kFigures.substr(pos, 3);
          for (size_t at = sound.find(figure); at != sound.npos; at = sound.find(figure, at + 3))
            ++before;
          for (size_t at = out.find(figure); at != out.npos; at = out.find(figure, at + 3)) ++after;
        }
        EXPECT_LE(after, before) << out;
      }
    }
  }
}

TEST(FindSlips, LeavesCleanTextAlone) {
  constexpr std::string_view kClean[] = {
      // Honest question marks, full-width and folded.
      "真的嗎?他說沒有這回事。",
      "这是怎么回事?没有人知道。",
      "你要去哪裡?!我不知道!!",
      "為什麼??因為他不想說。",
      "（？）這一點還有疑問(?)",
      "他問:錢夠嗎?公司沒有回答,只說會再考慮。",
      "股價會漲嗎?分析師看法不一?還是再等等?",
      "价格是100?还是200?他没有说。",
      "3?4?5?都有可能",
      "本当ですか?私は知りません。",
      "なぜ?どうして?誰も答えない。",
      "정말요? 저는 모르겠습니다.",
      "뭐라고?그는 다시 물었다.",
      "얼마예요?? 너무 비싸요?!",
      // Names and rare characters.
      "朱鎔基與李濬及王翀出席了會議",
      "犇骉羴鱻是很少用的字",
      "陳喆、張玥、劉翯和趙堃都簽了字",
      "魑魅魍魎的故事",
      "赑屃是龙生九子之一",
      "饕餮紋與夔龍紋的青銅器",
      "耄耋之年的老人在踽踽獨行",
      "龘靐齉齾爩鱻麤龗灪吁龖厵",
      "蓁蓁與蔚蔚是一對姊妹",
      "邠州、郿縣、鄠縣、盩厔縣",
      "氕氘氚是氫的同位素",
      "鈽鋦鋂錇鐦鎄鐨鍆鍩鐒",
      "𠮷野家的𠮷字",
      "草彅剛さんと髙橋さんと山﨑さん",
      // Classical Chinese.
      "豫章故郡，洪都新府。星分翼軫，地接衡廬。",
      "關關雎鳩，在河之洲。窈窕淑女，君子好逑。",
      "蒹葭蒼蒼，白露為霜。所謂伊人，在水一方。",
      "大道之行也，天下為公，選賢與能，講信修睦。",
      "噫吁嚱，危乎高哉！蜀道之難，難於上青天。",
      "嗟乎！燕雀安知鴻鵠之志哉？",
      "帝高陽之苗裔兮，朕皇考曰伯庸。攝提貞於孟陬兮，惟庚寅吾以降。",
      // Lists of characters and signs.
      "丂丄丅丆丏丒丗丟丠両丣並丩丮丯丱丳丵",
      "←↑→↓↖↗↘↙",
      "①②③④⑤⑥⑦⑧⑨⑩",
      "■□▲△●○◆◇★☆",
      "♥♥♥♥♥♥♥♥♥♥",
      "一二三四五六七八九十百千萬億兆",
      "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥",
      "ㄅㄆㄇㄈㄉㄊㄋㄌ",
      "가갸거겨고교구규그기",
      "あいうえおかきくけこ",
      "ⅠⅡⅢⅣⅤ型號",
      "℃與㎡與㎏與㏄",
      // Code, addresses, formulas.
      "if (a[i] != b[j]) { return x ? y : z; }",
      "https://example.org/?q=電力&p=1",
      "路徑是C:\\公司\\報告\\第一季",
      "a^2+b^2=c^2是畢氏定理",
      "使用者@例子 #標籤 $變數 {名稱}",
      "變數名稱_甲和變數名稱_乙",
      "|項目|金額|備註|",
      "~約三天~左右~",
      "x ≥ y，且 x ≠ z ∴ 成立",
      "∑∫∮√∞∵∴⊥∥∠⌒⊙≌∽",
      "α粒子與β射線，Δt為時間差",
      "`電力`與`算力`是兩個欄位",
      "第[1]條與第[2]條，見[3]。",
      // Emoticons.
      "今天好開心^_^明天見",
      "好吧=_=沒辦法",
      "(´･ω･`)しょんぼり",
      "やった＼(^o^)／",
      "ｷﾀ━━━(ﾟ∀ﾟ)━━━!!",
      "orz我又輸了@@",
      "謝謝大家😀😃🎉",
      "加油💪！一起努力🙏",
      // Half-width katakana, and katakana beside what else Japanese has.
      "ｱｲｳｴｵ ｶﾌﾞｼｷｶﾞｲｼｬ ﾔﾏﾀﾞ",
      "ﾄﾖﾀと日産の売上高",
      "カ行とタ行のｶﾅ入力",
      "ﾃﾞｰﾀｾﾝﾀｰを建設する",
      "ＮＴＴドコモとＫＤＤＩ",
      "㈱山田製作所と㈲田中商店",
      // Korean with Han.
      "韓國의 大統領이 美國을 방문했다",
      "美·中 갈등에 株價 급락",
      "李 대통령은 北과의 대화를 제안했다",
      "大韓民國 憲法 第一條",
      "한국전력(韓國電力)은 3조원을 투자한다",
      "車 업계, 中 시장서 고전",
      // Mixed, and marks of all kinds.
      "AI伺服器、GPU、HBM3e與CoWoS",
      "Ｎ電力公司的Ａ計畫",
      "卡拉OK與阿Q正傳的作者",
      "用e生活的i茅台APP",
      "“他說：‘沒有。’”",
      "……沒有人說話……",
      "價格：￥100～￥200（含稅）",
      "時間：10：30—11：45",
      "Das Bußgeld für Zürich beträgt 5 €",
      "Компания купила завод",
      "\uE60A\uE60B 分享 \uE612 收藏",
      "共\uE8A1\uE8A2萬人",
      "公司成立于1998年�",
      "文字化け�した文章",
  };
  for (const std::string_view text : kClean) {
    EXPECT_EQ(mended(text), text);
    EXPECT_TRUE(find_slips({text})[0].empty()) << text;
  }
}

// Text of all kinds of damage, line by line.
std::string chance_text(Chance& chance) {
  constexpr std::u32string_view kPieces[] = {
      U"公司", U"電力", U"?",  U"?!", U"\uFFFD", U"萍季揞^", U"\uE11A", U"茖W家", U"です",   U"ﾍ",
      U"전력", U"/p>",  U"12", U"\n", U"(guī)",  U"?shù)",   U"。",     U"“",     U"焙阈羌", U" "};
  std::u32string out;
  for (size_t i = chance.between(1, 40); i > 0; --i) {
    if (chance.one_in(4)) {
      out += static_cast<char32_t>(chance.between(0x4E00, 0x9FA5));
    } else {
      out += chance.pick(kPieces);
    }
  }
  return to_utf8(out);
}

TEST(FindSlips, GivesPlacesInOrderAndTwiceChangesNothing) {
  Chance chance(7);
  for (int round = 0; round < 150; ++round) {
    const std::string title = chance_text(chance), text = chance_text(chance);
    const Repairs repairs = find_slips({title, text});
    ASSERT_EQ(repairs.size(), 2u);
    for (size_t i = 0; i < 2; ++i) {
      size_t done = 0;
      for (const Repair& repair : repairs[i]) {
        EXPECT_LE(done, repair.at.begin);
        EXPECT_LT(repair.at.begin, repair.at.end);
        for (const Edit& edit : repair.edits) {
          EXPECT_LE(repair.at.begin, edit.at.begin);
          EXPECT_LE(edit.at.end, repair.at.end);
        }
        done = repair.at.end;
      }
      EXPECT_LE(done, (i == 0 ? title : text).size());
    }
    const std::string once = mended(text);
    EXPECT_EQ(mended(once), once) << text;
  }
}

}  // namespace
}  // namespace dealwire
