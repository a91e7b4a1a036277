// An article's repair and its match copy: the first line is the title, the rest the text.
#include "normalize/normalize.h"
#include "property.h"
#include "text/charset.h"
#include "text/language.h"
#include "text/sentence.h"
#include "text/utf8.h"

using namespace dealwire;
using fuzz::require;

namespace {

Article article_of(std::string_view text) {
  const size_t line = std::min(text.find('\n'), text.size());
  const size_t rest = std::min(line + 1, text.size());
  Article article;
  article.title.append_copy(text.substr(0, line), 0);
  article.text.append_copy(text.substr(rest), rest);
  article.lang = identify_language(text, "");
  return article;
}

void require_repairs(const Article& article, size_t size) {
  for (const Repaired& repaired : article.repaired) {
    const std::string& text = article[repaired.field].text;
    require(repaired.at.end <= text.size() && repaired.span.end <= size, "a repair has a place");
    require(text.substr(repaired.at.begin, repaired.at.size()) == repaired.text,
            "a repair's place holds its text", repaired.raw);
  }
}

// Sentences cover their block but for white space.
void require_sentences(std::string_view block) {
  size_t done = 0;
  const auto blank = [&](size_t begin, size_t end) {
    require(trim(block.substr(begin, end - begin)).empty(), "sentences leave out space only",
            block);
  };
  for (const Range& sentence : split_sentences(block)) {
    require(done <= sentence.begin && sentence.begin < sentence.end, "sentences rise", block);
    blank(done, sentence.begin);
    done = sentence.end;
  }
  require(done <= block.size(), "sentences end with their block", block);
  blank(done, block.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text = decode(fuzz::bytes_of(data, size), "utf-8").page.text;
  Article article = article_of(text);
  repair(article);
  require_repairs(article, text.size());
  Article again = article;
  repair(again);
  require(again.title.text == article.title.text && again.text.text == article.text.text &&
              again.repaired.size() == article.repaired.size(),
          "repairing twice changes nothing", again.text.text);
  const MatchCopy copy = make_match_copy(article);
  for (Field field : {Field::kTitle, Field::kText}) {
    fuzz::require_sourced(article[field], text.size(), name(field));
    fuzz::require_sourced(copy[field], article[field].text.size(), name(field));
    require_sentences(article[field].text);
  }
  return 0;
}
