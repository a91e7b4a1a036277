// What a loan is for, in tables of examples.
#include <gtest/gtest.h>

#include "deal_case.h"

namespace dealwire {
namespace {

TEST(LoanPurpose, IsOfWhoBorrows) {
  expect_deals(
      {{"en", "Goldman Sachs lent Intel $300 million to buy Altera.",
        "financing completed lender=Goldman Sachs borrower=Intel money=300000000USD | "
        "acquisition announced acquirer=Intel target=Altera"},
       {"en", "Goldman Sachs approved a $300 million loan for Intel to build a 200 MW wind farm.",
        "financing announced lender=Goldman Sachs borrower=Intel money=300000000USD | "
        "construction announced developer=Intel power=200000000"},
       {"fr", "Goldman Sachs prête 300 millions d'euros à Intel pour racheter Altera.",
        "financing announced lender=Goldman Sachs borrower=Intel money=300000000EUR | "
        "acquisition announced acquirer=Intel target=Altera"},
       {"es", "Goldman Sachs presta 300 millones de euros a Intel para comprar Altera.",
        "financing announced lender=Goldman Sachs borrower=Intel money=300000000EUR | "
        "acquisition announced acquirer=Intel target=Altera"},
       {"zh-Hant", "高盛向英特爾提供3億美元貸款，用於收購超微。",
        "financing announced lender=Goldman Sachs borrower=Intel money=300000000USD | "
        "acquisition announced acquirer=Intel target=AMD"},
       {"zh-Hant", "高盛向英特爾發放貸款3億美元，支持其在印度建設200MW風電場。",
        "financing announced lender=Goldman Sachs borrower=Intel money=300000000USD | "
        "construction announced developer=Intel power=200000000"},
       {"zh-Hant", "高盛貸款3億美元給英特爾興建200MW風電場。",
        "financing announced lender=Goldman Sachs borrower=Intel money=300000000USD | "
        "construction announced developer=Intel power=200000000"},
       {"ja", "みずほ銀行はインテルに3億ドルを融資し、AMDの買収に充てる。",
        "financing announced lender=Mizuho borrower=Intel money=300000000USD | "
        "acquisition announced acquirer=Intel target=AMD"},
       {"ko", "골드만삭스는 인텔에 3억 달러를 대출했고 이 돈은 AMD 인수에 쓰인다.",
        "financing completed lender=Goldman Sachs borrower=Intel money=300000000USD | "
        "acquisition announced acquirer=Intel target=AMD"}});
}

// What the lender does besides is its own.
TEST(LoanPurpose, IsSaidByAWord) {
  expect_deals({{"en", "Goldman Sachs lent Intel $300 million and bought Altera.",
                 "financing completed lender=Goldman Sachs borrower=Intel money=300000000USD | "
                 "acquisition completed acquirer=Goldman Sachs target=Altera"},
                {"en", "Goldman Sachs borrowed $300 million from Intel to buy Altera.",
                 "financing completed lender=Intel borrower=Goldman Sachs money=300000000USD | "
                 "acquisition announced acquirer=Goldman Sachs target=Altera"},
                {"zh-Hant", "高盛借給英特爾3億美元，並收購超微。",
                 "financing announced lender=Goldman Sachs borrower=Intel money=300000000USD | "
                 "acquisition announced acquirer=Goldman Sachs target=AMD"},
                {"ja", "みずほ銀行はインテルに3億ドルを融資し、AMDを買収した。",
                 "financing completed lender=Mizuho borrower=Intel money=300000000USD | "
                 "acquisition completed acquirer=Mizuho target=AMD"}});
}

}  // namespace
}  // namespace dealwire
