// The oracle of the span contract as other programs see it: it takes a scan's JSON line and the
// document's bytes, and nothing else. Each `at` is cut out of its field by code points; each span
// is cut out of the bytes, decoded on its own by ICU, freed of markup (fragment.h) and compared
// with what the line says.
#pragma once

#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "app/pipeline.h"
#include "app/scan_json.h"
#include "fragment.h"
#include "icu_codec.h"
#include "span_oracle.h"

namespace dealwire {

using Json = nlohmann::json;

inline const Reader& reader() {
  static const auto loaded = load_reader("");
  return loaded.value();
}

// ICU's converter for each charset that the tests' documents are in.
inline const IcuCodec& codec(const std::string& charset) {
  static std::map<std::string, IcuCodec> codecs;
  return codecs.try_emplace(charset, oracle::icu_name(charset)).first->second;
}

// How often the oracle had something to say, so that a test that checks nothing fails.
struct Tally {
  size_t mentions = 0, deals = 0, evidence = 0, raw = 0, pieces = 0, markup = 0, references = 0;
  std::map<std::string, size_t> charsets;
  std::map<std::string, size_t> repaired;  // by kind
  std::string last_charset;
};

class Oracle {
 public:
  Oracle(const std::string& bytes, bool html, Tally& tally)
      : bytes_(bytes), html_(html), tally_(tally) {}

  // Everything wrong with one reading, one line each.
  std::vector<std::string> check(const std::string& scan_line) {
    const Json scan = Json::parse(scan_line);
    const Json& article = scan["article"];
    charset_ = scan["document"]["charset"];
    ++tally_.charsets[charset_];
    tally_.last_charset = charset_;
    for (const char* field : {"title", "text"}) {
      fields_[field] = article[field].is_null() ? "" : article[field].get<std::string>();
    }
    for (const Json& removed : article["removed"]) {
      expect(inside(removed["span"]), "removed lies outside", removed);
    }
    for (const Json& repaired : article["repaired"]) {
      ++tally_.repaired[repaired["kind"]];
      expect(inside(repaired["span"]), "repaired lies outside", repaired);
      expect(repaired["text"] == slice(repaired), "at is not text", repaired);
      expect(shown(without_removed(repaired["span"], article["removed"])) ==
                 Fragment::folded(std::string(repaired["raw"])),
             "span is not raw", repaired);
    }
    std::map<std::string, Json> mentions;
    for (const Json& mention : scan["mentions"]) {
      check_mention(mention);
      mentions[mention["id"]] = mention;
    }
    for (const Json& deal : scan["deals"]) {
      check_deal(deal, mentions, article["repaired"].empty());
    }
    return wrong_;
  }

 private:
  using Spans = std::vector<std::vector<size_t>>;

  void expect(bool good, const std::string& what, const Json& about) {
    if (!good) wrong_.push_back(what + ": " + about.dump());
  }

  bool inside(const Json& span) const {
    const size_t begin = span[0], end = span[1];
    return begin < end && end <= bytes_.size();
  }

  // The code points `at` of the field.
  std::string slice(const Json& item) const {
    const auto text = icu::UnicodeString::fromUTF8(fields_.at(item["field"]));
    const int32_t begin = text.moveIndex32(0, item["at"][0]);
    const int32_t end = text.moveIndex32(0, item["at"][1]);
    std::string out;
    text.tempSubStringBetween(begin, end).toUTF8String(out);
    return out;
  }

  // What readers do not see may stand inside a repaired stretch; it is listed as removed.
  static Spans without_removed(const Json& span, const Json& removed) {
    Spans out{{span[0], span[1]}};
    for (const Json& piece : removed) {
      const size_t begin = piece["span"][0], end = piece["span"][1];
      if (begin < out.back()[0] || end > out.back()[1]) continue;
      const size_t last = out.back()[1];
      out.back()[1] = begin;
      out.push_back({end, last});
    }
    return out;
  }

  static Spans spans_of(const Json& item) {
    if (!item["span"].is_null()) return {item["span"]};
    return item.value("spans", Spans());
  }

  // What the bytes of the spans show, folded.
  std::string shown(const Spans& spans) const {
    std::string out;
    for (const auto& span : spans) {
      const std::string cut = codec(charset_).decode(cut_of(span));
      out += html_ ? Fragment::visible(cut) : cut;
    }
    return Fragment::folded(out);
  }

  std::string_view cut_of(const std::vector<size_t>& span) const {
    return std::string_view(bytes_).substr(span[0], span[1] - span[0]);
  }

  void check_mention(const Json& mention) {
    ++tally_.mentions;
    const std::string text = mention["text"];
    expect(slice(mention) == text, "at is not text", mention);
    expect(text.find('\n') == text.npos, "crosses a block", mention);
    const Spans spans = spans_of(mention);
    expect(!spans.empty(), "has no span", mention);
    for (const auto& span : spans) {
      expect(inside(span), "span lies outside", mention);
      if (!inside(span)) return;
      // The smallest range with every byte of the text begins and ends with text.
      const std::string cut = codec(charset_).decode(cut_of(span));
      expect(!html_ || (cut.front() != '<' && cut.back() != '>'), "span begins or ends with markup",
             mention);
      tally_.markup += html_ && cut.find('<') != cut.npos;
      tally_.references += html_ && cut.find("&#") != cut.npos;
    }
    tally_.pieces += spans.size() > 1;
    tally_.raw += mention.contains("raw");
    const std::string said = mention.value("raw", text);
    if (shown(spans) != Fragment::folded(said)) {
      expect(false, "span shows '" + shown(spans) + "'", mention);
    }
  }

  void check_deal(const Json& deal, const std::map<std::string, Json>& mentions, bool unrepaired) {
    ++tally_.deals;
    std::vector<std::string> ids;
    for (const Json& party : deal["parties"]) ids.push_back(party["mention"]);
    for (const char* amount : {"money", "power", "stake"}) {
      if (!deal[amount].is_null()) ids.push_back(deal[amount]["mention"]);
    }
    for (const Json& evidence : deal["evidence"]) {
      ++tally_.evidence;
      expect(evidence["text"] == slice(evidence), "at is not text", evidence);
      const Spans spans = spans_of(evidence);
      for (const auto& span : spans) expect(inside(span), "span lies outside", evidence);
      if (unrepaired && shown(spans) != Fragment::folded(std::string(evidence["text"]))) {
        expect(false, "span shows '" + shown(spans) + "'", evidence);
      }
      for (const std::string& id : ids) {
        const Json& mention = mentions.at(id);
        const bool in_it = mention["field"] == evidence["field"] &&
                           evidence["at"][0] <= mention["at"][0] &&
                           mention["at"][1] <= evidence["at"][1];
        // The first and the last byte: where evidence is in pieces, markup lies between them.
        for (const auto& span : spans_of(mention)) {
          const auto holds = [&](size_t byte) {
            return std::any_of(spans.begin(), spans.end(), [&](const auto& whole) {
              return whole[0] <= byte && byte < whole[1];
            });
          };
          const bool held = holds(span[0]) && holds(span[1] - 1);
          expect(!in_it || held, "evidence lacks the bytes of " + id, evidence);
        }
      }
    }
  }

  const std::string& bytes_;
  const bool html_;
  Tally& tally_;
  std::string charset_;
  std::map<std::string, std::string> fields_;
  std::vector<std::string> wrong_;
};

inline Expected<Reading> read_bytes(const std::string& bytes, bool html) {
  Document document;
  document.bytes = bytes;
  document.input = "test";
  document.media_type = html ? "text/html" : "text/plain";
  return read(document, reader(), Budget());
}

// Reads the document twice and asks the oracle. False after the first thing that is wrong.
inline bool holds(const std::string& bytes, bool html, Tally& tally, const std::string& name) {
  const auto reading = read_bytes(bytes, html);
  if (!reading) {
    ADD_FAILURE() << name << ": " << reading.error().message;
    return false;
  }
  const std::string line = scan_line(*reading);
  EXPECT_TRUE(line == scan_line(*read_bytes(bytes, html))) << name << " is read in two ways";
  const auto wrong = Oracle(bytes, html, tally).check(line);
  for (const std::string& what : wrong) ADD_FAILURE() << name << ": " << what;
  return wrong.empty();
}

// In `charset`; a character that it lacks becomes a reference, or '?' where there are none.
inline std::string encoded(std::string_view text, const std::string& charset, bool html) {
  const IcuCodec& to = codec(charset);
  std::string out = to.encode(text);
  if (!out.empty()) return out;
  const auto units = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  for (int32_t i = 0; i < units.length(); i = units.moveIndex32(i, 1)) {
    std::string character;
    icu::UnicodeString(units.char32At(i)).toUTF8String(character);
    std::string bytes = to.encode(character);
    if (bytes.empty()) {
      bytes = to.encode(html ? "&#" + std::to_string(units.char32At(i)) + ";" : "?");
    }
    out += bytes;
  }
  return out;
}

// `text` with the first `from` as `to`.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  return at == text.npos ? text : text.replace(at, from.size(), to);
}

}  // namespace dealwire
