#include "repair/misread.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "chance.h"
#include "print.h"
#include "repair/byte_table.h"
#include "repair/narrowed.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

std::vector<Edit> edits_of(const std::vector<Repair>& repairs) {
  std::vector<Edit> out;
  for (const Repair& repair : repairs) {
    out.insert(out.end(), repair.edits.begin(), repair.edits.end());
  }
  return out;
}

std::string mend(const std::string& text) {
  return rewrite(text, edits_of(find_misread({text})[0])).text;
}

// All examples are invented; controls, no-break spaces and soft hyphens are written as escapes.
TEST(FindMisread, UndoesTheDamage) {
  const struct {
    std::string why, in, out;
  } rows[] = {
      {"German", "Die Ãœbernahme des FluÃŸkraftwerks wÃ¤re frÃ¼her fÃ¤llig gewesen.",
       "Die Übernahme des Flußkraftwerks wäre früher fällig gewesen."},
      {"French", "La sociÃ©tÃ© a Ã©tÃ© cÃ©dÃ©e Ã\u00A0 un fonds Ã©tranger.",
       "La société a été cédée à un fonds étranger."},
      {"Spanish", "El aÃ±o prÃ³ximo la compaÃ±Ã\u00ADa invertirÃ¡ mÃ¡s en CÃ³rdoba.",
       "El año próximo la compañía invertirá más en Córdoba."},
      {"Spanish whose quotes are sound", "Dijo “estÃ¡ aquÃ\u00AD” en la compaÃ±Ã\u00ADa.",
       "Dijo “está aquí” en la compañía."},
      {"Portuguese", "A fusÃ£o nÃ£o serÃ¡ concluÃ\u00ADda atÃ© marÃ§o.",
       "A fusão não será concluída até março."},
      {"Italian", "La societÃ\u00A0 Ã¨ piÃ¹ grande della metÃ\u00A0 delle rivali.",
       "La società è più grande della metà delle rivali."},
      {"Dutch", "De coÃ¶peratie ziet geen reÃ«le groei.", "De coöperatie ziet geen reële groei."},
      {"Swedish", "Bolaget kÃ¶per en fabrik pÃ¥ Ã–land.", "Bolaget köper en fabrik på Öland."},
      {"Danish", "VÃ¦rftet fÃ¥r nye ejere i Ã…lborg.", "Værftet får nye ejere i Ålborg."},
      {"Norwegian", "Selskapet kjÃ¸per to bÃ¥ter pÃ¥ TrÃ¦na.",
       "Selskapet kjøper to båter på Træna."},
      {"Finnish", "YhtiÃ¶ myy tehtaan JyvÃ¤skylÃ¤ssÃ¤.", "Yhtiö myy tehtaan Jyväskylässä."},
      {"Icelandic", "ÃžrjÃº fÃ©lÃ¶g keyptu hÃ¶fnina Ã\u00AD VÃ\u00ADk.",
       "Þrjú félög keyptu höfnina í Vík."},
      {"Catalan", "La companyia adquirirÃ\u00A0 la fÃ\u00A0brica de LleÃ³.",
       "La companyia adquirirà la fàbrica de Lleó."},
      {"Polish", "SpÃ³Å‚ka przejÄ™Å‚a zakÅ‚ad w Å\u0081odzi.", "Spółka przejęła zakład w Łodzi."},
      {"Czech", "SpoleÄ\u008Dnost koupÃ\u00AD zÃ¡vod v DÄ›Ä\u008DÃ\u00ADnÄ›.",
       "Společnost koupí závod v Děčíně."},
      {"Hungarian", "A cÃ©g Ã¶t Ã©vre bÃ©rli a gyÅ‘ri Ã¼zemet.",
       "A cég öt évre bérli a győri üzemet."},
      {"Turkish", "Åžirket AÄŸrÄ±â€™daki tesisi satÄ±n aldÄ±.",
       "Şirket Ağrı’daki tesisi satın aldı."},
      {"Romanian", "Compania È™i-a vÃ¢ndut acÈ›iunile bÄƒncii.",
       "Compania și-a vândut acțiunile băncii."},
      {"Vietnamese", "CÃ´ng ty mua nhÃ\u00A0 mÃ¡y á»Ÿ Ä\u0090Ã\u00A0 Náºµng.",
       "Công ty mua nhà máy ở Đà Nẵng."},
      {"Russian", "ÐšÐ¾Ð¼Ð¿Ð°Ð½Ð¸Ñ\u008F ÐºÑƒÐ¿Ð¸Ð»Ð° Ð·Ð°Ð²Ð¾Ð´ Ð² Ð¢Ð²ÐµÑ€Ð¸.",
       "Компания купила завод в Твери."},
      {"Greek", "Î— ÎµÏ„Î±Î¹Ï\u0081ÎµÎ¯Î± Î±Î³ÏŒÏ\u0081Î±ÏƒÎµ Ï„Î¿ Î»Î¹Î¼Î¬Î½Î¹.",
       "Η εταιρεία αγόρασε το λιμάνι."},
      {"Arabic", "Ø§Ø´ØªØ±Øª Ø§Ù„Ø´Ø±ÙƒØ© Ø§Ù„Ù…ØµÙ†Ø¹", "اشترت الشركة المصنع"},
      {"Hebrew", "×”×—×‘×¨×” ×¨×›×©×” ×\u0090×ª ×”×ž×¤×¢×œ", "החברה רכשה את המפעל"},
      {"Thai", "à¸šà¸£à¸´à¸©à¸±à¸—à¸‹à¸·à¹‰à¸\u00ADà¹‚à¸£à¸‡à¸‡à¸²à¸™", "บริษัทซื้อโรงงาน"},
      {"Hindi", "à¤•à¤‚à¤ªà¤¨à¥€ à¤¨à¥‡ à¤•à¤¾à¤°à¤–à¤¾à¤¨à¤¾ à¤–à¤°à¥€à¤¦à¤¾",
       "कंपनी ने कारखाना खरीदा"},
      {"Georgian",
       "áƒ™áƒ\u009Dáƒ›áƒžáƒ\u0090áƒœáƒ˜áƒ\u0090áƒ› áƒ¥áƒ\u0090áƒ\u00A0áƒ®áƒ\u0090áƒœáƒ\u0090 "
       "áƒ˜áƒ§áƒ˜áƒ“áƒ\u0090",
       "კომპანიამ ქარხანა იყიდა"},
      {"Armenian", "Ô¸Õ¶Õ¯Õ¥Ö€Õ¸Ö‚Õ©ÕµÕ¸Ö‚Õ¶Õ¨ Õ£Õ¶Õ¥Ö\u0081 Õ£Õ¸Ö€Õ®Õ¡Ö€Õ¡Õ¶Õ¨",
       "Ընկերությունը գնեց գործարանը"},
      {"Japanese", "å\u0090Œç¤¾ã\u0081¯å·¥å\u00A0´ã‚’è²·å\u008FŽã\u0081—ã\u0081Ÿã€‚",
       "同社は工場を買収した。"},
      {"Korean", "íšŒì‚¬ëŠ” ê³µìž¥ì\u009D„ ì\u009D¸ìˆ˜í–ˆë‹¤.", "회사는 공장을 인수했다."},
      {"Chinese", "è©²å…¬å\u008F¸æ”¶è³¼äº†ä¸€åº§å·¥å»\u00A0ã€‚", "該公司收購了一座工廠。"},
      {"quotes as latin-1",
       "â\u0080\u009CDone,â\u0080\u009D she said â\u0080\u0093 itâ\u0080\u0099s a â\u0082¬50m "
       "dealâ\u0080¦",
       "“Done,” she said – it’s a €50m deal…"},
      {"Czech as latin-1", "ZÃ¡vod v TÅ\u0099ebÃ\u00ADÄ\u008Di chÃ¡trÃ¡", "Závod v Třebíči chátrá"},
      {"Russian as latin-1", "Ð¡Ð´ÐµÐ»ÐºÐ° Ð·Ð°ÐºÑ\u0080Ñ\u008BÑ\u0082Ð°", "Сделка закрыта"},
      {"Japanese as latin-1", "å¥\u0091ç´\u0084ã\u0082\u0092ç·\u00A0çµ\u0090", "契約を締結"},
      {"windows-1250", "Le marchĂ© a Ă©tĂ© bouclĂ© Ă\u00A0 OrlĂ©ans.",
       "Le marché a été bouclé à Orléans."},
      {"windows-1250", "SpĂłĹ‚ka kupiĹ‚a mĹ‚yn", "Spółka kupiła młyn"},
      {"windows-1250", "Der KĂ¤ufer wĂ¤re grĂ¶Ăźer", "Der Käufer wäre größer"},
      {"windows-1250", "Ń\u0081Đ´ĐµĐ»ĐşĐ°", "сделка"},
      {"windows-1251", "РљРѕРјРїР°РЅРёСЏ РєСѓРїРёР»Р° Р·Р°РІРѕРґ", "Компания купила завод"},
      {"windows-1251", "Les employГ©s Г©taient informГ©s", "Les employés étaient informés"},
      {"windows-1251", "Kaufvertrag fГјr drei TГјrme", "Kaufvertrag für drei Türme"},
      {"windows-1251", "В«Р—Р°РІРѕРґВ» вЂ“ РЅР°С€", "«Завод» – наш"},
      {"windows-1253", "Ξ— ΟƒΟ…ΞΌΟ†Ο‰Ξ½Ξ―Ξ± Ξ\u00ADΞΊΞ»ΞµΞΉΟƒΞµ", "Η συμφωνία έκλεισε"},
      {"windows-1253", "Le cafΓ© fermΓ©", "Le café fermé"},
      {"windows-1253", "GrΓ¶Γ\u009Fe zΓ¤hlt", "Größe zählt"},
      {"windows-1254", "Å\u009Eirket bÃ¼yÃ¼dÃ¼", "Şirket büyüdü"},
      {"windows-1254", "Lâ€™Ã©tÃ© Ã\u00A0 GÃªnes", "L’été à Gênes"},
      {"windows-1257", "Ä®monÄ— pirko gamyklÄ… Å\u00A0iauliuose", "Įmonė pirko gamyklą Šiauliuose"},
      {"windows-1257", "UzÅ†Ä“mums pÄ\u0081rdeva rÅ«pnÄ«cu", "Uzņēmums pārdeva rūpnīcu"},
      {"windows-1257", "EttevĆµte mĆ¼Ć¼s sadama", "Ettevõte müüs sadama"},
      {"ISO-8859-2", "TovĂĄrna Ä\u008DekĂĄ na kupce", "Továrna čeká na kupce"},
      {"ISO-8859-2", "A gyĹ\u0091ri Ăźzem Ăşj tulajdonosa", "A győri üzem új tulajdonosa"},
      {"macintosh", "La soci√©t√© a √©t√© vendue √† Besan√ßon",
       "La société a été vendue à Besançon"},
      {"macintosh", "Gr√∂√üere H√§user ‚Äì ‚Äûg√ºnstig‚Äú", "Größere Häuser – „günstig“"},
      {"macintosh", "–ó–∞–≤–æ–¥ –ø—Ä–æ–¥–∞–Ω", "Завод продан"},
      {"macintosh", "Â∑•Â†¥„ÇíË≤∑Âèé", "工場を買収"},
      {"IBM437", "Der K├ñufer zahlt f├╝r die M├╝hle", "Der Käufer zahlt für die Mühle"},
      {"IBM437", "╨ù╨░╨▓╨╛╨┤ ╨┐╤Ç╨╛╨┤╨░╨╜", "Завод продан"},
      {"IBM437", "σ╖Ñσá┤πéÆΦ▓╖σÅÄ", "工場を買収"},
      {"IBM437", "La soci├⌐t├⌐ a ├⌐t├⌐ c├⌐d├⌐e", "La société a été cédée"},
      {"IBM850", "Den nye ejer f├Ñr ├©erne ved ├år├©", "Den nye ejer får øerne ved Ærø"},
      {"IBM850", "ðùð░ð▓ð¥ð┤ ð┐ÐÇð¥ð┤ð░ð¢", "Завод продан"},
      {"layers", "LÃ¢â‚¬â„¢usine a ÃƒÂ©tÃƒÂ© cÃƒÂ©dÃƒÂ©e", "L’usine a été cédée"},
      {"layers", "GrÃ\u0083Â¶Ã\u0083Â\u009Fe und HÃ\u0083Â¶he", "Größe und Höhe"},
      {"layers",
       "dÃ\u0083Â©jÃ\u0083Â\u00A0 vu Ã¢â\u0082¬â\u0080\u009C "
       "Ã¢â\u0082¬Å\u0093encoreÃ¢â\u0082¬Â\u009D",
       "déjà vu – “encore”"},
      {"layers", "El niÃƒÆ’Ã‚Â±o", "El niño"},
      {"layers",
       "Р\u00A0вЂ”Р\u00A0В°Р\u00A0Р†Р\u00A0С•Р\u00A0Т‘ "
       "Р\u00A0С—РЎР‚Р\u00A0С•Р\u00A0Т‘Р\u00A0В°Р\u00A0Р…",
       "Завод продан"},
      {"layers", "Prix r‚àö¬©duit", "Prix réduit"},
      {"layers", "Der KĂ\u0083Â¤ufer zahlt fĂ\u0083ÂĽr Ă\u0083â€“l", "Der Käufer zahlt für Öl"},
      {"emoji in macintosh", "Sold! üéâ", "Sold! 🎉"},
      {"a capital", "Ã–sterreich", "Österreich"},
      {"part of it", "Société vendue : la dÃ©cision est tombée.",
       "Société vendue : la décision est tombée."},
      {"emoji", "Sold! ðŸŽ‰", "Sold! 🎉"},
      {"U+FFFD itself", "the plant ï¿½ and its staff", "the plant \uFFFD and its staff"},
      {"no-break space before a pound", "It cost Â£40 and\u00A0more", "It cost £40 and\u00A0more"},
      {"a degree", "bei 40Â°C gelagert", "bei 40°C gelagert"},
      {"a pound at the beginning", "Â£12m raised by the bank", "£12m raised by the bank"},
      {"a no-break space", "Das Lager liegt 10Â\u00A0km vom Werk entfernt",
       "Das Lager liegt 10\u00A0km vom Werk entfernt"},
      {"lost to a space: à", "CÃ©dÃ© Ã un fonds, grÃ¢ce Ã  lui", "Cédé à un fonds, grâce à lui"},
      {"lost to a space: à alone", "On verra cela jusqu'oÃ¹ et voilÃ le problÃ¨me",
       "On verra cela jusqu'où et voilà le problème"},
      {"lost to a space: Š", "Å koda kupuje zÃ¡vod v Å umperku, kterÃ½ chÃ¡trÃ¡",
       "Škoda kupuje závod v Šumperku, který chátrá"},
      {"lost to a space: Р", "Ð ÐµÐºÐ° Ð²Ð¾Ð»Ð³Ð°", "Река волга"},
      {"lost: a soft hyphen, which only í can be", "La compaÃ±Ã\u00ADa de energÃa no es polÃtica",
       "La compañía de energía no es política"},
      {"lost: И in windows-1251", "Р\uFFFDРЅРІРµСЃС‚РѕСЂ", "Инвестор"},
      {"lost to a question mark", "â€œSold outâ€? and â€œgoneâ€?",
       "“Sold out\uFFFD and “gone\uFFFD"},
      {"lost to U+FFFD", "â€œSold outâ€\uFFFD today", "“Sold out\uFFFD today"},
      {"lost to U+001A",
       "â€œSold outâ€\x1a"
       " today",
       "“Sold out\uFFFD today"},
      {"lost among others", "Ð¡Ñ\uFFFDÐ´ÐµÐ»ÐºÐ°", "С\uFFFDделка"},
      {"an entity in it", "a film 5Î&frac14;m thick", "a film 5μm thick"},
      {"controls", "\u0084Verkauft\u0093 \u0096 und zwar für 5 \u0080",
       "„Verkauft“ – und zwar für 5 €"},
      {"controls", "Don\u0092t\u0085", "Don’t…"},
      {"controls and sequences", "â\u0080\u009CSold\u0094 \u0096 done", "“Sold” – done"},
      {"windows-1252 in UTF-8 twice", "Itâ\u0080\u0099s Donâ€™t IsnÂ\u0092t", "It’s Don’t Isn’t"},
      {"gb18030", "ÖÐ¹úÈËÃñÒøÐÐÐû²¼ÊÕ¹º", "中国人民银行宣布收购"},
      {"GBK", "ÖÐ¹ú", "中国"},
      {"GBK with ASCII", "¹«Ë¾ÒÔ3ÒÚÔªÊÕ¹ºABC¹«Ë¾µÄ¹É·Ý", "公司以3亿元收购ABC公司的股份"},
      {"Big5", "¸Ó¤½¥q«Å¥¬¦¬ÁÊ¤u¼t", "該公司宣布收購工廠"},
      {"Big5", "§ë¸ê¤H¬Ý¦n¥x¿n¹q", "投資人看好台積電"},
      {"Shift_JIS", "Š”Ž®‚ðŽæ“¾‚·‚é‚Æ”\u00AD•\\‚µ‚½", "株式を取得すると発表した"},
      {"EUC-JP", "³ô¼°¤ò¼èÆÀ¤¹¤ë¤ÈÈ¯É½¤·¤¿", "株式を取得すると発表した"},
      {"EUC-KR", "È¸»ç´Â °øÀåÀ» ÀÎ¼öÇÑ´Ù°í ¹àÇû´Ù", "회사는 공장을 인수한다고 밝혔다"},
      {"EUC-KR", "ÁÖ½Ä ÀÎ¼ö", "주식 인수"},
  };
  for (const auto& row : rows) EXPECT_EQ(mend(row.in), row.out) << row.why;
}

TEST(FindMisread, LeavesGenuineTextAlone) {
  const struct {
    std::string why, text;
  } rows[] = {
      {"an end of a sentence", "TOUT EST VENDU, MÊME LE CAFÉ…"},
      {"an end of a sentence", "SÓ NÃO SEI SE É MAÇÃ…"},
      {"a quote", "„KÄSE“ und „FRÜHSTÜCKSEI“ sind Marken; „ÄÖÜ“ auch."},
      {"a quote", "O disco «IRMÃ» saiu ontem."},
      {"a quote", "Le groupe «ÉTÉ» et « À SUIVRE »"},
      {"a mark", "TOATĂ ŢARA ŞI CASĂ™ – mărci"},
      {"a mark", "VÕLU® ja JÕUD™"},
      {"a mark", "GAMYKLŲ® ŽEMĖLAPIŲ™"},
      {"a price", "3×£20 or 5×€9 each"},
      {"a price", "Für 12¢ – oder ½£ – je Stück"},
      {"a price", "¥500→£3, ±€2"},
      {"a product", "Das Maß ist 4×¾ Zoll"},
      {"mathematics", "Γ(½)=√π, √σ"},
      {"apostrophes", "в’єтнамський, п’є, “З’їзд”"},
      {"mathematics", "∞−∞, √2≈1.41, Ω≤5, ∂x/∂t≠0"},
      {"mathematics", "ƒ(x)=√x, Σ≥0, π≈3"},
      {"a range", "1998—∞"},
      {"degrees", "−5°…+7°C, 48°51′N"},
      {"leet", "ÇÖÖL ÐÛÐË £ÎVÊS HÉRÉ"},
      {"leet", "BÄ$$ £ÖRÐ & MÄ¥HEM"},
      {"lines", "├──┬──┐ │a│ └──┴──┘"},
      {"lines", "╔═══╗ ║ x ║ ╚═══╝ ╟─╢"},
      {"lines", "┌─┤log├─┐"},
      {"a bar", "████▓▓▒▒░░ 60%"},
      {"lines", "————————————"},
      {"lines", "«»«»«»«»"},
      {"dots", "……………………"},
      {"letters", "ÄÖÜäöüß ÀÂÇÉÈÊËÎÏÔÙÛŸ"},
      {"letters", "ÑÈÌÕ, ÆØÅ, ÞÐ, ÁÉÍÓÚ"},
      {"letters", "àâéèêëîïôùûç"},
      {"letters", "ĄĆĘŁŃÓŚŹŻ"},
      {"letters", "áéíóöőúüű"},
      {"an emoticon", "¯\\_(ツ)_/¯ (¬‿¬) (°□°) ಠ_ಠ"},
      {"an emoticon", "ʕ•ᴥ•ʔ (っ◔◡◔)っ"},
      {"an emoticon", "(╯°□°)╯︵ ┻━┻"},
      {"Vietnamese", "CÔNG TY MUA NHÀ MÁY Ở ĐÀ NẴNG, TẤT CẢ ĐỀU ĐÃ BÁN"},
      {"Vietnamese", "Đã ký: ông Hà, bà Ngà… “Đà Lạt”"},
      {"Portuguese", "AQUISIÇÃO SERÁ CONCLUÍDA AMANHÃ, DIZ A DIREÇÃO"},
      {"Portuguese", "S Ã O  P A U L O"},
      {"Portuguese", "A irmã. A MAÇÃ? Não: a lã e o chão!"},
      {"French", "L’ÉTÉ À L’ÎLE D’YEU : DÉJÀ COMPLET…"},
      {"French", "Où ? À Nîmes, naïvement… c’est là…»"},
      {"Romanian", "AŞA CĂ „ŢARA” A FOST VÂNDUTĂ”"},
      {"Icelandic", "ÞAÐ ER EKKI HÆGT AÐ KAUPA ÞÆR"},
      {"Turkish", "İŞÇİLER ÇIĞLIK ATTI: “SATILDI”"},
      {"Polish", "SPÓŁKA „ŻUBR” KUPIŁA ZAKŁAD W ŁODZI”"},
      {"Lithuanian", "ĮMONĖ „ŽŪKAS“ PARDAVĖ „Ž“ DALĮ"},
      {"Czech", "ZÁVOD V DĚČÍNĚ – „ŽÁDNÝ“ DLUH"},
      {"Hungarian", "GYŐR: ÖTÉVES BÉRLET, ŰRLAPOK"},
      {"Spanish", "¡NO SÉ! ¿QUÉ? ¡AÑO NUEVO! SÍ¡"},
      {"Swedish", "Ö, Å och Ä – „Å” är en å"},
      {"Estonian", "ÕHTU ÕU… ÜHISÕPE"},
      {"Russian", "СССР», НАТО», ТАСС… «Газпром»—РЖД"},
      {"Russian", "В 5 ч. Г. Петров и Р. Иванов"},
      {"Ukrainian", "З’ЇЗД ПІДПРИЄМЦІВ: об’єднання, п’ять"},
      {"Ukrainian", "ВІЙНІ КІНЕЦЬ, ЄВРОПІ ТАКОЖ"},
      {"Serbian", "Кјото, Вјена и „помераj“; Његош, Џамија"},
      {"Belarusian", "В’ена, аб’ект, м’яса"},
      {"Greek", "Η ΕΤΑΙΡΕΊΑ «ΔΈΛΤΑ» – Ά’ ΜΈΡΟΣ"},
      {"Greek", "Ο Άρης΄ και η “Ήρα”"},
      {"Chinese", "該公司——«晨星»……以3.5億元收購"},
      {"Japanese", "「ｱｲｳｴｵ」……×△○"},
      {"Korean", "㈜한빛·서울’"},
      {"a name", "Beyoncé, Mötley Crüe, Häagen-Dazs®, Citroën™, L’Oréal"},
      {"a name", "Škoda, Ångström, Łukasz, Đoković, Žižek"},
      {"a footnote", "Société¹, größer², año³, página§ 4"},
      {"a footnote", "frataraká§ 12, voilà¹"},
      {"code", "s = \"é\" + 'ü'; // Größe & “x”"},
      {"a path", "C:\\Users\\Zoë\\Größe — 5 µm"},
      {"no-break spaces", "Prix\u00A0: 5\u00A0000\u00A0€ – à\u00A0Nîmes, «\u00A0À\u00A0»"},
      {"no-break spaces", "AMANHÃ\u00A0TEM MAIS, Â\u00A0DIZ"},
      {"a soft hyphen behind what begins like three bytes",
       "der Ca\u00ADf\u00ADé\u00ADbe\u00ADsuch"},
      {"soft hyphens", "Wein\u00ADge\u00ADschich\u00ADte ist ge\u00ADschrie\u00ADben"},
      {"U+FFFD", "na\uFFFDve \uFFFD caf\uFFFD"},
      {"controls of no charset",
       "tab \x1a"
       " and \u0081 stay"},
      {"a question", "Voilà? É? Ä? “â”?"},
      {"entities", "Caf&eacute; &amp; Th&eacute; &frac14;"},
      {"ligatures", "ĳs, ǆep, ǌegov"},
      {"one lead too many", "DrÃ¥ber"},
      {"Indonesian in leet", "MÄ£ÄS BÄ£ÏK"},
      {"nothing", ""},
      {"ASCII", "plain text, nothing else"},
  };
  for (const auto& row : rows) EXPECT_EQ(mend(row.text), row.text) << row.why;
}

TEST(FindMisread, TakesOneTextAsEvidenceForAnother) {
  const std::string title = "DÃ\uFFFDA DE MERCADO";
  EXPECT_EQ(mend(title), title) << "nothing shows that these two are one character";
  const Repairs repairs = find_misread({title, "La compaÃ±Ã\u00ADa abrirÃ¡ maÃ±ana."});
  ASSERT_EQ(repairs.size(), 2u);
  EXPECT_EQ(rewrite(title, edits_of(repairs[0])).text, "D\uFFFDA DE MERCADO");
}

TEST(FindMisread, SaysWhatStoodWhere) {
  const std::string text = "Le cafÃ©, ÃÂ©tÃÂ© et â€™Ã©.";
  const auto repairs = find_misread({text})[0];
  const struct {
    std::string raw;
    std::vector<std::string> to;
  } rows[] = {{"Ã©", {"é"}}, {"ÃÂ©", {"é"}}, {"ÃÂ©", {"é"}}, {"â€™Ã©", {"’", "é"}}};
  ASSERT_EQ(repairs.size(), std::size(rows));
  for (size_t i = 0; i < std::size(rows); ++i) {
    EXPECT_EQ(repairs[i].kind, "misread");
    EXPECT_EQ(text.substr(repairs[i].at.begin, repairs[i].at.size()), rows[i].raw);
    ASSERT_EQ(repairs[i].edits.size(), rows[i].to.size());
    for (size_t j = 0; j < rows[i].to.size(); ++j) {
      EXPECT_EQ(repairs[i].edits[j].to, rows[i].to[j]) << "each character has an edit of its own";
    }
  }
}

// `text` in UTF-8, read in a charset of one byte a character.
std::string misread(std::string_view text, const ByteTable& table) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    append_utf8(out, byte < 0x80 ? char32_t{byte} : table[byte]);
  }
  return out;
}

// Any sentence that was misread in any charset, once or twice, is mended or left as it is where too
// little tells of it; it never becomes a third thing.
TEST(FindMisread, MendsWhateverWasMisread) {
  const std::vector<std::string> words = {
      "Käufer",  "größer",   "société", "cédée",   "fábrica", "compañía", "aquisição",
      "não",     "zakład",   "Łodzi",   "továrna", "Děčíně",  "üzem",     "şirket",
      "завод",   "продан",   "сделка",  "λιμάνι",  "工場",    "買収",     "공장",
      "nhà máy", "“quoted”", "– and –", "plain",   "text",    "5 €",      "rūpnīcu"};
  Chance chance(1);
  size_t mended = 0;
  constexpr size_t kRounds = 500;
  for (size_t round = 0; round < kRounds; ++round) {
    std::string text;
    for (size_t i = 0; i < 12; ++i) text += chance.pick(words) + " ";
    const ByteTable& table = chance.pick(byte_tables());
    std::string damaged = misread(text, table);
    if (chance.one_in(3)) damaged = misread(damaged, table);
    mended += mend(damaged) == text;
  }
  EXPECT_GE(mended, kRounds * 95 / 100);
}

// Soft hyphens that were put between the bytes are none of them, but for those that are bytes of
// the text itself (中 is E4 B8 AD, 歭 E6 AD AD). One between whole characters stays for the step
// that cuts what is invisible.
TEST(FindMisread, ReadsOverSoftHyphens) {
  const std::vector<std::string> clean = {"同社は中部の工場を三十億円で手放す方針を固めた。",
                                          "玉港電力向鳶嶺電網收購中部電廠，歭山廠除外。",
                                          "Die größere Fläche für Züge fällt früher weg.",
                                          "옥항전력이 중부의 공장을 인수한다고 밝혔다."};
  for (const std::string& text : clean) {
    const std::string damaged = misread(text, byte_tables()[0]);
    EXPECT_EQ(mend(damaged), text);
    size_t right = 0, all = 0;
    for (size_t pos = 0; pos < damaged.size(); pos += utf8_length(damaged[pos])) {
      std::string hyphened = damaged;
      hyphened.insert(pos, "\u00AD");
      std::string mended = mend(hyphened);
      const size_t left = mended.find("\u00AD");
      if (left != mended.npos) mended.erase(left, 2);
      right += mended == text;
      ++all;
    }
    EXPECT_GE(right + 3, all) << text;
  }
}

// The sets of charsets of the first scan have a place for each.
TEST(FindMisread, HasPlacesForAllCharsets) {
  EXPECT_EQ(byte_tables().size(), kDoubleByteAt);
  EXPECT_LE(kDoubleByteAt + wide_charsets().size(), sizeof(CharsetSet) * 8);
}

TEST(FindMisread, TwiceChangesNothing) {
  const std::vector<std::string> parts = {
      "Ã", "©", "Ã©", "â",        "€",      "™",      "â€", " ", "?", "\uFFFD", "a", "É", "…", "Ð",
      "Ñ", "à", "¸",  "&frac14;", "\u00A0", "\u0093", "\n", "√", "├", "Р",      "С", "Ö", "ú"};
  Chance chance(2);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (size_t n = chance.below(24); n > 0; --n) text += chance.pick(parts);
    const std::string once = mend(text);
    ASSERT_EQ(mend(once), once) << text;
  }
}

}  // namespace
}  // namespace dealwire
