// What is bought or founded and has no name: the text describes it.
#include <gtest/gtest.h>

#include "deal_case.h"

namespace dealwire {
namespace {

// What is bought where the text describes it and names nothing.
TEST(ReadDeals, DescribesWhatIsBought) {
  expect_deals(
      {{"en", "Microsoft sold its two Irish data centres in Cork to Oracle for $5 million.",
        "acquisition completed acquirer=Oracle target=two Irish data centres "
        "seller=Microsoft money=5000000USD"},
       // whose it is does not belong to it
       {"en", "Oracle snaps up Microsoft's mapping arm in a $5 million deal.",
        "acquisition announced acquirer=Oracle target=mapping arm seller=Microsoft "
        "money=5000000USD"},
       // what is got from somebody is no party that was named before
       {"en", "Oracle's purchase of the foundry from Microsoft for $5 million is done.",
        "acquisition announced acquirer=Oracle target=foundry seller=Microsoft "
        "money=5000000USD"},
       {"en", "Microsoft met Intel. Intel sold the sawmill to Oracle for $5 million.",
        "acquisition completed acquirer=Oracle target=sawmill seller=Intel "
        "money=5000000USD"},
       // unless the article calls somebody so
       {"en", "Chip foundry Halden Chips is for sale. Oracle will buy the foundry for $5 million.",
        "acquisition announced acquirer=Oracle target=Halden Chips money=5000000USD"},
       // a place that might be a name does
       {"en", "Microsoft is selling its Moose Lake rail yard to Oracle for $5 million.",
        "acquisition announced acquirer=Oracle target=Moose Lake rail yard "
        "seller=Microsoft money=5000000USD"},
       // who pays for it is told behind, of what is described in the sentence before
       {"en",
        "Microsoft is selling its Moose Lake rail yard. The buyer, Oracle, will pay $85 million.",
        "acquisition announced acquirer=Oracle target=Moose Lake rail yard "
        "seller=Microsoft money=85000000USD"},
       {"en",
        "Microsoft, which builds software, is selling its games arm. Oracle, a rival, is paying "
        "$85 million.",
        "acquisition announced acquirer=Oracle target=games arm seller=Microsoft "
        "money=85000000USD"},
       {"de",
        "Siemens verkauft sein Presswerk in Erfurt. Der Käufer Bosch zahlt 85 Millionen Euro.",
        "acquisition announced acquirer=Bosch target=Presswerk seller=Siemens "
        "money=85000000EUR"},
       {"fr", "Danone vend son usine de Dijon. Bouygues paie 85 millions d'euros.",
        "acquisition announced acquirer=Bouygues target=usine de Dijon seller=Danone "
        "money=85000000EUR"},
       {"es", "Iberdrola vende su filial gallega. Repsol pagará 85 millones de euros.",
        "acquisition announced acquirer=Repsol target=filial gallega seller=Iberdrola "
        "money=85000000EUR"},
       {"ja", "ソニーは冷凍食品事業を売却する。買い手のトヨタ自動車が50億円を支払う。",
        "acquisition announced acquirer=Toyota target=冷凍食品事業 seller=Sony "
        "money=5000000000JPY"},
       // said by the way
       {"en",
        "Oracle, which last year bought three wind farms from Microsoft for $5 million, "
        "is looking for more.",
        "acquisition completed acquirer=Oracle target=three wind farms seller=Microsoft "
        "money=5000000USD"},
       // a plain word tells nothing, nor does a noun that only tells what kind of thing is meant
       {"en", "Microsoft sold its unit to Oracle for $5 million.",
        "acquisition completed acquirer=Oracle seller=Microsoft money=5000000USD"},
       {"en", "Oracle will buy hotel software maker Intel for $5 million.",
        "acquisition announced acquirer=Oracle target=Intel money=5000000USD"},
       {"zh-Hant", "微軟宣布，以3億美元收購甲骨文旗下的越南飼料廠。",
        "acquisition announced acquirer=Microsoft target=越南飼料廠 seller=Oracle "
        "money=300000000USD"},
       {"zh-Hant", "微軟把馬來西亞焦化廠賣給了甲骨文，作價3億美元。",
        "acquisition announced acquirer=Oracle target=馬來西亞焦化廠 seller=Microsoft "
        "money=300000000USD"},
       {"zh-Hans", "微软宣布，以3亿美元把修船子公司卖给甲骨文。",
        "acquisition announced acquirer=Oracle target=修船子公司 seller=Microsoft "
        "money=300000000USD"},
       {"ja", "ソニーは国内の冷凍食品事業をトヨタ自動車に50億円で売却する。",
        "acquisition announced acquirer=Toyota target=冷凍食品事業 seller=Sony "
        "money=5000000000JPY"},
       {"ko", "삼성전자는 사천의 정비 공장을 아마존에 320억원에 매각했다.",
        "acquisition completed acquirer=Amazon target=정비 공장 seller=Samsung Electronics "
        "money=32000000000KRW"},
       {"ko", "아마존은 을지로 사옥을 삼성전자에 320억원에 매각했다.",
        "acquisition completed acquirer=Samsung Electronics target=을지로 사옥 "
        "seller=Amazon money=32000000000KRW"}});
}

// The same where what an asset is stands behind its noun, or in one word with it.
TEST(ReadDeals, DescribesWhatIsBoughtInPhrases) {
  expect_deals(
      {{"fr",
        "Intel vend sa filiale irlandaise de distribution automatique à Engie pour 30 "
        "millions d'euros.",
        "acquisition announced acquirer=Engie target=filiale irlandaise de distribution "
        "automatique seller=Intel money=30000000EUR"},
       {"fr", "Engie a racheté huit hôtels situés à Nice à Intel pour 30 millions d'euros.",
        "acquisition completed acquirer=Engie target=huit hôtels seller=Intel "
        "money=30000000EUR"},
       // not what somebody is called, or has by the way
       {"fr", "Engie rachète la brasserie Adobe pour 30 millions d'euros.",
        "acquisition announced acquirer=Engie target=Adobe money=30000000EUR"},
       {"fr", "Engie rachète Adobe, propriétaire de trois usines, pour 30 millions d'euros.",
        "acquisition announced acquirer=Engie target=Adobe money=30000000EUR"},
       {"es",
        "Intel acordó traspasar su planta de proceso de Calbuco a Iberdrola por 68 "
        "millones de dólares.",
        "acquisition announced acquirer=Iberdrola target=planta de proceso de Calbuco "
        "seller=Intel money=68000000USD"},
       // whose it is sells it
       {"es",
        "La compra de la división de envases de Intel por Iberdrola por 30 millones de "
        "euros ha fracasado.",
        "acquisition cancelled acquirer=Iberdrola target=división de envases seller=Intel "
        "money=30000000EUR"},
       {"de", "Intel hat die irische Automatensparte für 30 Millionen Euro an Siemens verkauft.",
        "acquisition completed acquirer=Siemens target=irische Automatensparte "
        "seller=Intel money=30000000EUR"},
       {"de", "Intel hat sein Geschäft mit Lacken für 30 Millionen Euro an Siemens verkauft.",
        "acquisition completed acquirer=Siemens target=Geschäft mit Lacken seller=Intel "
        "money=30000000EUR"},
       // what tells nothing alone
       {"de", "Intel hat sein Geschäft für 30 Millionen Euro an Siemens verkauft.",
        "acquisition completed acquirer=Siemens seller=Intel money=30000000EUR"}});
}

// What is founded and has no name yet, in Chinese, Japanese and Korean.
TEST(ReadDeals, DescribesWhatIsFounded) {
  expect_deals({{"zh-Hans", "英特尔将与超微成立合资公司，注册资本4亿美元。",
                 "investment announced investor=Intel investor=AMD investee=合资公司 "
                 "money=400000000USD"},
                {"ko", "인텔과 삼성전자는 400억원을 들여 합작법인을 설립한다.",
                 "investment announced investor=Intel investor=Samsung Electronics "
                 "investee=합작법인 money=40000000000KRW"},
                {"zh-Hans", "英特尔将与超微成立合资公司“明岳电子”，注册资本4亿美元。",
                 "investment announced investor=Intel investor=AMD investee=明岳电子 "
                 "money=400000000USD"}});
}

}  // namespace
}  // namespace dealwire
