// An article's repair and its match copy with the regions of its text: the first line is the title,
// the rest the text.
#include "normalize/unify.h"
#include "normalize/withhold.h"
#include "property.h"
#include "repair/repair.h"
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

// The list is in order, tells the truth, and its places are apart, lost ones from lost ones.
void require_repairs(const Article& article, std::string_view all) {
  const Repaired* last[2] = {};  // repaired, lost
  Field field = Field::kTitle;
  size_t begun = 0;
  for (const Repaired& place : article.repaired) {
    const std::string& text = article[place.field].text;
    require(place.at.begin <= place.at.end && place.at.end <= text.size(), "a repair has a place");
    require(text.substr(place.at.begin, place.at.size()) == place.text,
            "a repair's place holds its text", place.raw);
    require(place.span.end <= all.size() && !place.span.empty(), "a repair has a source");
    require(all.substr(place.span.begin, place.span.size()) == place.raw,
            "a repair's source holds what it says", place.raw);
    if (place.field != field) begun = 0;
    field = place.field;
    require(begun <= place.raw_at.begin, "repairs are in order", place.raw);
    begun = place.raw_at.begin;
    const bool lost = place.kind == "lost";
    if (last[lost] != nullptr && last[lost]->field == field) {
      const Range before = lost ? last[lost]->at : last[lost]->raw_at;
      require(before.end <= (lost ? place.at : place.raw_at).begin, "repairs are apart", place.raw);
    }
    last[lost] = &place;
  }
}

// What is lost is withheld, and no digit beside it is read.
void require_withheld(const Article& article, Field field) {
  const std::string& text = article[field].text;
  std::vector<Range> lost;
  for (const Repaired& place : article.repaired) {
    if (place.field == field && place.kind == "lost") lost.push_back(place.at);
  }
  size_t done = 0, next = 0;
  for (const Edit& edit : withhold_lost(text, lost)) {
    require(done <= edit.at.begin && edit.at.begin < edit.at.end, "withheld places rise", text);
    for (; next < lost.size() && lost[next].end <= edit.at.end; ++next) {
      require(lost[next].begin >= edit.at.begin || lost[next].begin < done,
              "what is lost is withheld", text);
    }
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    require(edit.at.begin == done || !is_digit(text[edit.at.begin - 1]), "no digit before", text);
    require(edit.at.end == text.size() || !is_digit(text[edit.at.end]), "no digit behind", text);
    done = edit.at.end;
  }
  require(next == lost.size(), "all that is lost is withheld", text);
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

const Unifier& unifier() {
  static const auto loaded = Unifier::load(embedded_unify_files());
  return *loaded;
}

// The copy's map goes forward and leaves nothing of the field out but spaces, which Chinese sets
// beside figures as it likes.
void require_cover(const SourcedText& copy, std::string_view field) {
  size_t done = 0;
  const auto pass_spaces = [&](size_t to) {
    while (done < to && field[done] == ' ') ++done;
  };
  for (size_t pos = 0; pos < copy.text.size();) {
    const size_t begin = pos;
    pos += utf8_length(copy.text[pos]);
    const Range source = copy.source.span({begin, pos});
    pass_spaces(source.begin);
    require(source.begin <= done && done <= source.end, "the map of a copy has no gap", copy.text);
    done = source.end;
  }
  pass_spaces(field.size());
  require(done == field.size(), "the map of a copy covers its field", copy.text);
}

void require_stretches(const std::vector<RegionStretch>& stretches, std::string_view text) {
  size_t done = 0;
  for (const RegionStretch& stretch : stretches) {
    require(done < stretch.end && stretch.end <= text.size() + 1, "stretches rise", text);
    require(stretch.regions != 0 && stretch.regions <= kAnyRegion, "a stretch has regions", text);
    done = stretch.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text = decode(fuzz::bytes_of(data, size), "utf-8").page.text;
  Article article = article_of(text);
  repair(article);
  require_repairs(article, text);
  Article again = article;
  repair(again);
  require(again.title.text == article.title.text && again.text.text == article.text.text &&
              again.repaired.size() == article.repaired.size(),
          "repairing twice changes nothing", again.text.text);
  const MatchCopy copy = unifier().match_copy(article);
  require_stretches(copy.title_regions, article.title.text);
  require_stretches(copy.text_regions, article.text.text);
  for (Field field : {Field::kTitle, Field::kText}) {
    fuzz::require_sourced(article[field], text.size(), name(field));
    fuzz::require_sourced(copy[field], article[field].text.size(), name(field));
    require_cover(copy[field], article[field].text);
    const std::string once = unifier().vocabulary()(copy[field].text).text;
    require(!article.lang.starts_with("zh") || once == copy[field].text,
            "changing words twice changes nothing", once);
    require_sentences(article[field].text);
    require_withheld(article, field);
  }
  return 0;
}
