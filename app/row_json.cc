#include "app/row_json.h"

namespace dealwire {

Json article_json(const StoredArticle& article, bool with_text) {
  Json out = {{"schema", "dealwire.article/1"},
              {"id", article.document},
              {"input", article.input},
              {"archive", or_null(article.archive)},
              {"record", or_null(article.record)},
              {"url", or_null(article.url)},
              {"fetched_at", or_null(article.fetched_at)},
              {"media_type", or_null(article.media_type)},
              {"charset", or_null(article.charset)},
              {"bytes", article.bytes},
              {"title", or_null(article.title)},
              {"published", or_null(article.published)},
              {"modified", or_null(article.modified)},
              {"authors", Json::parse(article.authors)},
              {"site", or_null(article.site)},
              {"canonical_url", or_null(article.canonical_url)},
              {"lang", article.lang},
              {"partial", article.partial},
              {"fingerprint", fingerprint_json(article.fingerprint)}};
  if (with_text) out["text"] = article.text;
  return out;
}

Json mention_json(const StoredMention& mention) {
  Json out = {{"schema", "dealwire.mention/1"},
              {"id", mention_id(mention.document, mention.n)},
              {"document", mention.document},
              {"archive", or_null(mention.archive)},
              {"record", or_null(mention.record)},
              {"url", or_null(mention.url)},
              {"kind", name(mention.kind)},
              {"field", mention.field},
              {"at", {mention.at.begin, mention.at.end}},
              {"text", mention.text},
              {"raw", or_null(mention.raw)},
              {"spans", Json::parse(mention.spans)}};
  if (mention.kind == Kind::kParty) {
    out["party"] = {{"id", or_null(mention.party.id)},
                    {"name", mention.party.name},
                    {"key", mention.party.key}};
  } else {
    out["value"] = or_null(mention.value);
    out["min"] = or_null(mention.min);
    out["max"] = or_null(mention.max);
  }
  if (mention.kind != Kind::kParty && mention.kind != Kind::kDate) {
    out["vague"] = mention.vague;
    out["qualifier"] = or_null(mention.qualifier);
    out["same_as"] =
        mention.same_as ? Json(mention_id(mention.document, *mention.same_as)) : Json(nullptr);
  }
  if (mention.kind == Kind::kMoney) {
    out["currency"] = or_null(mention.currency);
    out["measure"] = or_null(mention.measure);
    out["per"] = or_null(mention.per);
  }
  out["rule"] = mention.rule;
  return out;
}

Json party_json(const StoredParty& party) {
  return {{"schema", "dealwire.party/1"},
          {"key", party.key},
          {"id", or_null(party.id)},
          {"name", party.name}};
}

Json gone_json(const std::string& kind, const Gone& gone) {
  return {{"schema", "dealwire.deleted/1"},
          {"kind", kind},
          {"id", gone.id},
          {"merged_into", or_null(gone.merged_into)}};
}

Json cursor_json(const std::string& cursor) {
  return {{"schema", "dealwire.cursor/1"}, {"cursor", cursor}};
}

}  // namespace dealwire
