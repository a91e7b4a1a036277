#include "extract/spam.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace dealwire {
namespace {

// Articles that spam is put into, and that genuine lines belong to.
const std::vector<std::string> kChinese = {
    "澄岳能源週二宣布，將以三十億元收購鳶嶺電網的全部股權，交易預計明年第二季完成。",
    "公司表示，收購後將擁有十二座變電站與四百公里輸電線路，員工兩千人全數留任。",
    "分析師認為，這筆交易讓澄岳能源在北部市場的占有率升至三成，但負債也將隨之增加。",
    "主管機關尚未核准此案，審查約需六個月，股東會則訂於十二月召開。",
};
const std::vector<std::string> kEnglish = {
    "Kestrel Ridge said on Tuesday it would buy the whole of Harrow Grid for three billion "
    "dollars.",
    "The company will own twelve substations and four hundred miles of lines after the purchase.",
    "Analysts expect the deal to raise its share of the northern market to a third, and its debt.",
    "Regulators have yet to approve the sale, which shareholders will vote on in December.",
};
const std::vector<std::string> kGerman = {
    "Die Falkengrat AG übernimmt das gesamte Netz der Harrow Energie für drei Milliarden Euro.",
    "Nach dem Kauf gehören dem Konzern zwölf Umspannwerke und vierhundert Kilometer Leitungen.",
    "Analysten erwarten, dass der Marktanteil im Norden auf ein Drittel steigt, die Schulden auch.",
    "Das Kartellamt muss noch zustimmen, die Aktionäre stimmen im Dezember über den Kauf ab.",
};
const std::vector<std::string> kCasino = {
    "Exampla Resorts agreed to sell its casino on the Strip to Harrow Gaming for $4 billion.",
    "Slots and roulette brought in 40 percent of revenue, while sports betting and poker fell.",
    "The casino will keep its name, its 3,000 slots and its poker room, Harrow Gaming said.",
    "Bonus payments for managers depend on the closing of the sale, which regulators must clear.",
};
const std::vector<std::string> kCasinoChinese = {
    "澳門博彩股週三普遍上漲，範例娛樂收市升百分之三，市場憧憬賭場中場業務復甦。",
    "範例娛樂旗下賭場第三季博彩毛收入按年升一成，其中老虎機與百家樂中場收入創新高。",
    "公司表示，將投資二十億元翻新澳門的酒店，並不會出售賭場牌照。",
};

const std::vector<std::string> kKorean = {
    "매령전력은 화요일 하로그리드의 지분 전부를 3조원에 인수한다고 밝혔다.",
    "회사는 인수 뒤 변전소 열두 곳과 송전선 사백 킬로미터를 보유하게 된다.",
    "분석가들은 이번 거래로 북부 시장 점유율이 삼분의 일로 오를 것으로 내다봤다.",
    "당국의 승인은 아직 남아 있으며 주주총회는 십이월에 열린다.",
};

// The article with the line between its paragraphs: is the line spam, and is it alone?
bool is_spam_in(const std::vector<std::string>& article, const SpamInput& line) {
  std::vector<SpamInput> blocks;
  for (const std::string& text : article) blocks.push_back({.text = text, .article = true});
  blocks.insert(blocks.begin() + 1, line);
  const std::vector<bool> spam = find_spam(blocks);
  EXPECT_LE(std::count(spam.begin(), spam.end(), true), spam[1])
      << "a paragraph beside " << line.text;
  return spam[1];
}

struct Row {
  const std::vector<std::string>& article;
  std::string line;
};

TEST(Spam, IsFoundInAnArticle) {
  const std::vector<Row> rows = {
      // Chinese, both scripts: gambling.
      {kChinese, "澳門新葡京官網 真人百家樂 註冊送彩金"},
      {kChinese, "澳门威尼斯人官网|北京赛车pk10|时时彩计划|六合彩开奖"},
      {kChinese, "百★家★乐 老★虎★机 注★册★送★彩★金"},
      {kChinese, "百 家 樂 預 測、線 上 娛 樂 城、體 驗 金"},
      {kChinese, "【皇冠体育】【足球投注网】【首存送】【返水】"},
      {kChinese, "棋牌平台，捕鱼游戏，龙虎斗技巧，开户送体验金"},
      {kChinese, "六合彩資料大全 一肖一碼 特碼 香港六合彩"},
      {kEnglish, "線上博彩 娛樂城推薦 運動彩投注"},
      {kGerman, "线上赌场 老虎机游戏 真人百家乐 开元棋牌"},
      // Pornography and escorts.
      {kChinese, "国产精品一区二区|亚洲无码专区|人妻少妇在线|日韩AV片免费"},
      {kChinese, "成人视频在线观看 激情视频 三级片 毛片免费"},
      {kChinese, "外送茶 叫小姐 約砲 加LINE：abc12345"},
      {kEnglish, "亚洲精品 久久久 国产AV 中文字幕无码"},
      // Loans, papers, copies, servers, links.
      {kChinese, "急用錢？小額借款、免留車、當舖借款，LINE ID：cash8899"},
      {kChinese, "代辦證件 辦證刻章 代開發票 QQ：12345678"},
      {kChinese, "高仿手表 一比一复刻 A货包包 微信：fang8888"},
      {kChinese, "代写论文｜作业代写｜论文代发｜枪手代考"},
      {kChinese, "新开传奇私服 变态私服 传奇SF发布网"},
      {kChinese, "蜘蛛池 黑帽SEO 快排优化 外链代发"},
      {kChinese, "壯陽藥、延時噴劑、催情、威而鋼購買"},
      {kChinese, "金鼎遊戲大廳登入口|旺運走勢圖大全|滿堂紅登錄入口|深夜影院免費看"},
      // English.
      {kEnglish, "Buy cheap viagra online without prescription"},
      {kEnglish, "best online casino | no deposit bonus | free spins | real money slots"},
      {kEnglish, "payday loans, bad credit loans, instant loan, cash advance online"},
      {kEnglish, "Replica watches, rolex replica, replica handbags, free shipping"},
      {kEnglish, "write my essay - custom essay - essay writing service"},
      {kEnglish, "★★★ HOT GIRLS ★★★ live sex ★ sex cams ★ adult webcam"},
      {kEnglish, "buy instagram followers, buy likes, buy youtube views, seo services"},
      {kEnglish, "louis vuitton outlet michael kors outlet coach outlet ray ban outlet"},
      {kEnglish, "wow gold fifa coins private server keygen crack download"},
      {kEnglish, "online pharmacy: generic cialis, buy tramadol, buy xanax, no prescription"},
      {kEnglish, "Play slots online and claim your no deposit bonus at www.exampla-spins.example!"},
      {kGerman, "Best online casinos, casino bonus codes, free spins"},
      {kChinese, "cheap jerseys wholesale jerseys air jordan cheap moncler outlet"},
      // Japanese.
      {kEnglish, "オンラインカジノ 入金不要ボーナス スロット必勝法"},
      {kChinese, "スーパーコピー ロレックスコピー 激安通販 N級品"},
      {kEnglish, "無修正動画 人妻動画 アダルト動画 無料エロ"},
      {kChinese, "即日融資・審査なし・クレジットカード現金化"},
      // Korean.
      {kEnglish, "카지노사이트 바카라사이트 토토사이트 먹튀검증"},
      {kChinese, "메이저놀이터|안전놀이터|사설토토|파워볼사이트"},
      {kEnglish, "출장안마 출장마사지 조건만남 텔레그램 @exampla77"},
      {kGerman, "소액결제현금화 정보이용료현금화 신용카드현금화 당일대출"},
      {kEnglish, "카♥지♥노♥사♥이♥트 꽁♥머♥니"},
      {kKorean, "카지노 바카라 슬롯 온라인카지노"},
      {kKorean, "澳門新葡京 真人百家樂"},
      {kKorean, "best online casino, free spins"},
      // German, French, Spanish, Portuguese, Italian.
      {kGerman, "Online Casino Echtgeld, Freispiele ohne Einzahlung, Sportwetten Bonus"},
      {kGerman, "Viagra kaufen, Potenzmittel rezeptfrei, Cialis kaufen"},
      {kGerman, "Kredit ohne Schufa | Sofortkredit | Minikredit | Schnell Geld verdienen"},
      {kGerman, "Bachelorarbeit schreiben lassen, Ghostwriter Bachelorarbeit"},
      {kEnglish, "casino en ligne bonus sans dépôt tours gratuits machines à sous"},
      {kEnglish, "sac louis vuitton pas cher, montre réplique, air max pas cher"},
      {kEnglish, "viagra sans ordonnance - cialis sans ordonnance - pharmacie en ligne"},
      {kEnglish, "casino online, bono sin depósito, tiradas gratis, tragamonedas gratis"},
      {kGerman, "créditos rápidos préstamos online préstamos sin aval"},
      {kEnglish, "jogo do tigrinho fortune tiger cassino online rodadas grátis"},
      {kEnglish, "casino non aams, bonus senza deposito, giri gratis"},
      // Russian, Turkish, Indonesian, Vietnamese, Thai, Arabic.
      {kEnglish, "онлайн казино, бездепозитный бонус, казино вулкан"},
      {kGerman, "купить диплом | купить аттестат | купить справку | диплом на заказ"},
      {kEnglish, "займ онлайн, микрозаймы, кредит без отказа"},
      {kEnglish, "canlı bahis siteleri deneme bonusu kaçak bahis güncel giriş"},
      {kGerman, "escort bayan, porno izle, takipçi satın al"},
      {kEnglish, "situs slot gacor gampang menang maxwin rtp live"},
      {kEnglish, "bandarq dominoqq togel singapore judi bola sbobet"},
      {kEnglish, "nhà cái uy tín, cá cược bóng đá, nổ hũ, tài xỉu online"},
      {kEnglish, "สล็อตออนไลน์ เว็บตรง เครดิตฟรี บาคาร่าออนไลน์"},
      {kChinese, "แทงบอลออนไลน์ คาสิโนออนไลน์ ฝากถอนออโต้"},
      {kEnglish, "كازينو اون لاين، مواقع مراهنات، العاب كازينو"},
  };
  for (const Row& row : rows) {
    EXPECT_TRUE(is_spam_in(row.article, {.text = row.line, .article = true})) << row.line;
  }
}

TEST(Spam, LeavesGenuineLinesThatLookAlike) {
  const std::vector<Row> rows = {
      // Tickers, results, tables, programmes.
      {kChinese, "台積電2330｜鴻海2317｜聯發科2454｜廣達2382"},
      {kChinese, "澄岳能源、鳶嶺電網、範例電力、示例重電、樣本風電"},
      {kChinese, "營收 32.5億元｜毛利 8.1億元｜淨利 3.2億元｜每股盈餘 1.2元"},
      {kChinese, "收購價 三十億元｜變電站 十二座｜輸電線路 四百公里｜員工 兩千人"},
      {kChinese, "導演：王小明｜編劇：李大華｜主演：陳某某、林某某｜片長：一百分鐘"},
      {kChinese, "週一 晴 25度，週二 多雲 23度，週三 雨 20度，週四 晴 26度"},
      {kChinese, "金牌 12、銀牌 9、銅牌 15、總計 36"},
      {kEnglish, "AAPL +1.2% | MSFT -0.3% | GOOG +0.8% | AMZN +2.1%"},
      {kEnglish, "Kestrel Ridge, Harrow Grid, Exampla Power, Sample Wind, Modela Solar"},
      {kEnglish, "Revenue $3.2bn | Net profit $400m | Staff 12,000 | Debt $1.1bn"},
      {kEnglish, "Hawks 112, Ravens 108; Owls 99, Kites 101; Larks 87, Wrens 95"},
      {kEnglish,
       "Director: Anna Berg | Writer: Otto Klein | Cast: Eva Muster, Jan Proef | 102 min"},
      {kEnglish, "Monday: rain, Tuesday: sun, Wednesday: cloud, Thursday: fog, Friday: snow"},
      {kEnglish, "1. Norway 2. Sweden 3. Denmark 4. Finland 5. Iceland"},
      {kGerman,
       "Falkengrat 34,10 Euro | Harrow 12,40 Euro | Muster 7,80 Euro | Beispiel 3,10 Euro"},
      {kGerman, "Zwölf Umspannwerke, vierhundert Kilometer Leitungen, zweitausend Beschäftigte"},
      // Business of casinos, lotteries, drugs, loans, luxury, games.
      {kCasino, "Casino | Slots | Poker | Sports betting"},
      {kCasino, "Casino, hotel, restaurants, slots, poker and retail are part of the sale."},
      {kCasino,
       "Slots 3.2 billion, roulette 1.1 billion, poker 0.4 billion, sports betting 0.2 billion"},
      {kCasino, "Las Vegas Sands buys a casino in Singapore, its rival says."},
      {kCasino, "\"We sell casinos, not slots,\" the chief executive said."},
      {kCasinoChinese, "賭場、老虎機、百家樂、酒店、零售"},
      {kCasinoChinese, "博彩毛收入二百億元，老虎機收入十五億元，百家樂收入一百六十億元"},
      {kCasinoChinese, "金沙中國、銀河娛樂、永利澳門、美高梅中國、新濠國際、澳博控股"},
      {kChinese, "彩票公司以五億元出售投注站業務。"},
      {kEnglish, "The lottery operator sold its betting arm for 300 million dollars."},
      {kEnglish, "Viagra and Cialis lost patent protection years ago, and sales fell by half."},
      {kEnglish, "The payday lender offered loans at 400 percent a year, the court heard."},
      {kEnglish, "It sells replica aircraft to museums."},
      {kEnglish, "The maker of Rolex watches bought a retailer."},
      {kEnglish, "Pharmacy chain, hospital group, insurer: the three parts will list apart."},
      {kEnglish, "Online pharmacy sales rose, while store sales fell 3 percent."},
      {kEnglish, "An escort of six police cars led the trucks with the transformer."},
      {kEnglish, "Outlet stores closed; cheap rivals won, and free shipping cost it dearly."},
      {kEnglish, "The essays are free, the loan of the paintings is not."},
      {kGerman, "Casino-Betreiber, Wettanbieter und Lotterien zahlten 40 Millionen Euro Steuern."},
      {kGerman, "Der Kredit über 300 Millionen Euro soll den Kauf bezahlen."},
      {kGerman, "Viagra-Hersteller verkauft Werk in Musterstadt"},
      {kEnglish, "Le groupe Casino vend trois cents magasins."},
      {kEnglish, "El banco concede un préstamo de 40 millones de euros."},
      {kEnglish, "Оператор казино продал отель за 3 млрд рублей."},
      {kEnglish, "카지노 운영사가 호텔을 3000억원에 팔았다."},
      {kEnglish, "カジノを含む統合型リゾートに三社が応募した。"},
      {kKorean, "매령전력 하로그리드 송전선 변전소 주주총회"},
      {kKorean, "은행은 인수 자금 5000억원을 대출한다."},
      {kKorean, "카지노 운영사도 인수전에 뛰어들었다고 회사는 밝혔다."},
      // Quotations, signs, poems, recipes, hashtags, lists of steps.
      {kChinese, "「我們不賣！不賣！不賣！」董事長在會上連喊三次。"},
      {kChinese, "床前明月光，疑是地上霜。舉頭望明月，低頭思故鄉。"},
      {kEnglish, "床前明月光 疑是地上霜 舉頭望明月 低頭思故鄉"},
      {kEnglish, "王小明 李大華 陳美玲 林志偉 張家豪"},
      {kChinese, "【編者按】本文分三部分：交易、監管、市場。"},
      {kChinese, "★ 股東會十二月召開　★ 審查約需六個月"},
      {kChinese, "① 收購全部股權 ② 員工全數留任 ③ 總部遷往北部"},
      {kEnglish, "#KestrelRidge #HarrowGrid #energy #deals #grid"},
      {kEnglish, "200 g flour, 3 eggs, 100 ml milk, 1 pinch of salt, 20 g butter"},
      {kEnglish, "Rain on the wire, rain on the ridge, rain on the river, rain on the bridge"},
      {kEnglish, "► Twelve substations ► Four hundred miles of lines ► Two thousand staff"},
      {kEnglish, "Buy, hold, sell: what analysts say"},
      {kEnglish, "Wind / solar / hydro / nuclear / gas"},
      {kGerman, "Mehl, Eier, Milch, Salz, Butter, Zucker"},
      // Addresses, contacts, sources, navigation.
      {kChinese, "地址：範例市中正路一段100號，電話：02-0000-0000"},
      {kChinese, "來源：範例社、示例日報、樣本電視台"},
      {kChinese, "公司微信公眾號發布了公告"},
      {kEnglish, "Harrow Grid, 12 Example Street, Modelton, phone 555-0100"},
      {kEnglish, "Sources: company filings, Reuters, stock exchange"},
      {kEnglish, "The Telegram channel of the ministry confirmed the sale."},
      {kEnglish, "London | Paris | Berlin | Tokyo"},
      {kGerman, "Kontakt: Erika Beispiel, Telefon 030 000000, presse@falkengrat.example"},
  };
  for (const Row& row : rows) {
    EXPECT_FALSE(is_spam_in(row.article, {.text = row.line, .article = true})) << row.line;
  }
}

TEST(Spam, ALinkFarmNeedsForeignWordsToo) {
  const auto block = [](std::string_view text) {
    return SpamInput{
        .text = text, .article = true, .link_share = 0.9, .links = 6, .foreign_links = 6};
  };
  EXPECT_TRUE(is_spam_in(kEnglish, block("nazra tovel pimaru, kelisto bravan, dulone fentari")));
  EXPECT_FALSE(is_spam_in(kEnglish, block("Kestrel Ridge, Harrow Grid, regulators, analysts")));
  SpamInput own = block("nazra tovel pimaru, kelisto bravan, dulone fentari");
  own.foreign_links = 1;
  EXPECT_FALSE(is_spam_in(kEnglish, own)) << "a list of this site's own articles";
}

TEST(Spam, ATermOfTheArticlesSubjectIsNone) {
  const SpamInput line{.text = "Casino, slots, roulette, poker, sports betting", .article = true};
  EXPECT_FALSE(is_spam_in(kCasino, line));
  EXPECT_TRUE(is_spam_in(kEnglish, line));
}

TEST(Spam, LinesAreJudgedAloneWhereNoArticleIs) {
  EXPECT_TRUE(find_spam({{.text = "카지노사이트 바카라사이트 토토사이트"}})[0]);
  EXPECT_TRUE(is_spam("金鼎遊戲大廳登入口|旺運走勢圖大全|滿堂紅登錄入口|深夜影院免費看"));
  EXPECT_FALSE(is_spam("首頁 | 財經 | 國際 | 科技"));
  EXPECT_FALSE(is_spam("About Exampla | Privacy statement | Terms of service | Contact us"));
  EXPECT_FALSE(is_spam(""));
  EXPECT_TRUE(find_spam({}).empty());
}

TEST(Spam, ExamplesBesideTheTermsHold) {
  for (const std::string& failure : failing_spam_examples()) ADD_FAILURE() << failure;
}

}  // namespace
}  // namespace dealwire
