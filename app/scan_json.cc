#include "app/scan_json.h"

#include "model/json.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

Json pair_of(Range range) { return Json::array({range.begin, range.end}); }

// "span", and "spans" where no single range is honest.
void add_spans(Json& out, const std::vector<Range>& spans) {
  out["span"] = spans.size() == 1 ? pair_of(spans[0]) : Json(nullptr);
  if (spans.size() > 1) {
    for (const Range& range : spans) out["spans"].push_back(pair_of(range));
  }
}

// Positions of an article in code points.
class Positions {
 public:
  explicit Positions(const Article& article)
      : title_(article.title.text), text_(article.text.text) {}
  Json operator()(Field field, Range at) const {
    const CodePointIndex& index = field == Field::kTitle ? title_ : text_;
    return Json::array({index(at.begin), index(at.end)});
  }

 private:
  CodePointIndex title_, text_;
};

std::string mention_id(size_t index) { return "m" + std::to_string(index + 1); }

Json document_json(const Document& document, const std::string& charset) {
  return {{"id", or_null(document.id)},
          {"input", document.input},
          {"record", or_null(document.record)},
          {"url", or_null(document.url)},
          {"fetched_at", or_null(document.fetched_at)},
          {"media_type", or_null(document.media_type)},
          {"charset", or_null(charset)},
          {"bytes", document.bytes.size()}};
}

Json article_json(const Article& article, const Positions& positions) {
  Json removed = Json::array(), repaired = Json::array();
  for (const Removed& r : article.removed) {
    removed.push_back({{"kind", r.kind}, {"text", r.text}, {"span", pair_of(r.span)}});
  }
  for (const Repaired& r : article.repaired) {
    repaired.push_back({{"kind", r.kind},
                        {"field", name(r.field)},
                        {"at", positions(r.field, r.at)},
                        {"raw", r.raw},
                        {"text", r.text},
                        {"span", pair_of(r.span)}});
  }
  return {{"title", or_null(article.title.text)},
          {"published", or_null(article.published)},
          {"modified", or_null(article.modified)},
          {"authors", article.authors},
          {"site", or_null(article.site)},
          {"canonical_url", or_null(article.canonical_url)},
          {"lang", article.lang},
          {"text", article.text.text},
          {"fingerprint", fingerprint_json(article.fingerprint)},
          {"removed", std::move(removed)},
          {"repaired", std::move(repaired)}};
}

Json mention_json(const Mention& mention, size_t index, const Positions& positions) {
  Json out = {{"id", mention_id(index)},
              {"kind", name(mention.kind)},
              {"field", name(mention.field)},
              {"at", positions(mention.field, mention.at)},
              {"text", mention.text}};
  add_spans(out, mention.spans);
  if (mention.raw) out["raw"] = *mention.raw;
  if (mention.kind == Kind::kParty) {
    out["party"] = {{"id", or_null(mention.party.id)}, {"name", mention.party.name}};
  } else if (mention.kind == Kind::kDate) {
    out["value"] = mention.date.edtf;
    out["min"] = mention.date.first;
    out["max"] = mention.date.last;
  } else {
    add_figures(out, mention.amount, mention.kind);
    out["vague"] = mention.amount.vague;
    if (mention.kind == Kind::kMoney) {
      out["measure"] = mention.measure;
      out["per"] = or_null(mention.per);
    }
    out["same_as"] = mention.same_as ? Json(mention_id(*mention.same_as)) : Json(nullptr);
  }
  out["rule"] = mention.rule;
  return out;
}

Json deal_json(const Deal& deal, size_t index, const Extraction& extraction,
               const Positions& positions) {
  const auto amount = [&](const std::optional<size_t>& mention) -> Json {
    if (!mention) return nullptr;
    Json out = {{"mention", mention_id(*mention)}};
    add_figures(out, extraction.mentions[*mention].amount, extraction.mentions[*mention].kind);
    return out;
  };
  Json parties = Json::array(), also = Json::array(), evidence = Json::array();
  for (const DealParty& party : deal.parties) {
    const Mention& mention = extraction.mentions[party.mention];
    parties.push_back({{"role", party.role},
                       {"id", or_null(mention.party.id)},
                       {"name", mention.party.name},
                       {"text", mention.text},
                       {"mention", mention_id(party.mention)}});
  }
  for (size_t mention : deal.also) also.push_back(amount(mention));
  for (const Evidence& e : deal.evidence) {
    Json item = {{"field", name(e.field)}, {"at", positions(e.field, e.at)}, {"text", e.text}};
    add_spans(item, e.spans);
    evidence.push_back(std::move(item));
  }
  return {{"id", "d" + std::to_string(index + 1)},
          {"type", deal.type},
          {"status", deal.status},
          {"date", or_null(deal.date)},
          {"confidence", deal.confidence},
          {"parties", std::move(parties)},
          {"money", amount(deal.money)},
          {"power", amount(deal.power)},
          {"stake", amount(deal.stake)},
          {"also", std::move(also)},
          {"evidence", std::move(evidence)},
          {"rule", deal.rule}};
}

}  // namespace

std::string scan_line(const Reading& reading) {
  const Positions positions(reading.article);
  const Extraction& extraction = reading.extraction;
  Json mentions = Json::array(), deals = Json::array();
  for (size_t i = 0; i < extraction.mentions.size(); ++i) {
    mentions.push_back(mention_json(extraction.mentions[i], i, positions));
  }
  for (size_t i = 0; i < extraction.deals.size(); ++i) {
    deals.push_back(deal_json(extraction.deals[i], i, extraction, positions));
  }
  return to_line({{"schema", "dealwire.scan/1"},
                  {"document", document_json(reading.document, reading.charset)},
                  {"error", nullptr},
                  {"partial", reading.partial},
                  {"article", article_json(reading.article, positions)},
                  {"mentions", std::move(mentions)},
                  {"deals", std::move(deals)}});
}

std::string scan_line(const Document& document, const Error& error) {
  return to_line({{"schema", "dealwire.scan/1"},
                  {"document", document_json(document, "")},
                  {"error", {{"code", error.code}, {"message", error.message}}},
                  {"partial", false},
                  {"article", nullptr},
                  {"mentions", Json::array()},
                  {"deals", Json::array()}});
}

}  // namespace dealwire
