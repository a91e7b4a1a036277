#include "html/prescan.h"

#include <gtest/gtest.h>

#include <string>

namespace dealwire::html {
namespace {

struct Example {
  std::string page, charset;
};

TEST(DeclaredCharset, IsWhatAMetaSays) {
  const Example rows[] = {
      {"<meta charset=big5>", "big5"},
      {"<META CHARSET = 'GB2312' />", "GB2312"},
      {"<meta charset=\"utf-8\"/>", "utf-8"},
      {"<meta/charset=gbk>", "gbk"},
      {"<meta\ncharset=\n gbk\n>", "gbk"},
      {"<meta name=x content=y charset=euc-kr>", "euc-kr"},
      {"<meta =x charset=euc-kr>", "euc-kr"},
      {"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">", "gb2312"},
      {"<meta content='text/html;charset=big5' http-equiv=content-type>", "big5"},
      {"<meta http-equiv=content-type content=\"text/html; charset = 'gbk'\">", "gbk"},
      {"<meta http-equiv=content-type content='charset charset=gbk;x'>", "gbk"},
      {"<p>text</p><meta charset=gbk>", "gbk"},
      {"<meta charset=utf-16le>", "utf-8"},
      {"<meta charset=x-user-defined>", "x-user-defined"},  // which is read as windows-1252
  };
  for (const Example& row : rows) EXPECT_EQ(declared_charset(row.page), row.charset) << row.page;
}

TEST(DeclaredCharset, TheFirstThatIsOneCounts) {
  const Example rows[] = {
      {"<meta charset=gbk><meta charset=big5>", "gbk"},
      {"<meta charset=gbk charset=big5>", "gbk"},
      {"<meta charset=klingon><meta charset=gbk>", "gbk"},
      {"<meta charset=><meta charset=gbk>", "gbk"},
      {"<meta name=description content=charset><meta charset=gbk>", "gbk"},
      {"<meta http-equiv=content-type content='charset=big5' charset=gbk>", "gbk"},
      {"<?xml version='1.0' encoding='euc-kr'?><meta charset=big5>", "big5"},
      {"<?xml version=\"1.0\" encoding=\"gbk\"?><html>", "gbk"},
      {"<?xml version='1.0' encoding = 'utf-16'?><html>", "utf-8"},
  };
  for (const Example& row : rows) EXPECT_EQ(declared_charset(row.page), row.charset) << row.page;
}

TEST(DeclaredCharset, IsNothingThatOnlyLooksLikeIt) {
  for (const char* page : {
           "",
           "<",
           "<!",
           "</",
           "<meta",
           "<meta charset",
           "<meta charset=gbk",
           "charset=big5",
           "<title>meta charset=big5</title>",
           "<metadata charset=big5>",
           "<meta charset=klingon>",
           "<!-- <meta charset=big5> -->",
           "<!-- <meta charset=big5>",
           "<!-- a > b <meta charset=big5> --",
           "<p title='<meta charset=big5>'>",
           "<p title=\"><meta charset=big5>",
           "</p title='<meta charset=big5>'>",
           "<? <meta charset=big5>",
           "<meta name=x content='text/html; charset=big5'>",
           "<meta http-equiv=refresh content='text/html; charset=big5'>",
           "<meta http-equiv='content-type ' content='text/html; charset=big5'>",
           "<meta http-equiv=content-type content='text/html; charset=\"big5'>",
           "<meta http-equiv=content-type content='text/html; charset'>",
           "<?xml version='1.0' encoding=big5?>",
           "<?xml version='1.0' encoding='big5'",
           " <?xml version='1.0' encoding='big5'?>",
       }) {
    EXPECT_EQ(declared_charset(page), "") << page;
  }
}

TEST(DeclaredCharset, CommentsEndWhereTheyDo) {
  EXPECT_EQ(declared_charset("<!-- <meta charset=big5> --><meta charset=gbk>"), "gbk");
  EXPECT_EQ(declared_charset("<!--><meta charset=gbk>"), "gbk");
  EXPECT_EQ(declared_charset("<!-- a -- > b --><meta charset=gbk>"), "gbk");
}

TEST(DeclaredCharset, MayStandBehindALongHeadButNotAnywhere) {
  EXPECT_EQ(declared_charset(std::string(60'000, ' ') + "<meta charset=gbk>"), "gbk");
  EXPECT_EQ(declared_charset("<script>" + std::string(60'000, 'x') + "</script><meta charset=gbk>"),
            "gbk");
  EXPECT_EQ(declared_charset(std::string(70'000, ' ') + "<meta charset=gbk>"), "");
}

}  // namespace
}  // namespace dealwire::html
