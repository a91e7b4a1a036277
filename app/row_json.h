// Articles, mentions and parties as JSON: docs/article.schema.json, docs/mention.schema.json,
// docs/party.schema.json.
#pragma once

#include "model/json.h"
#include "store/exported.h"

namespace dealwire {

Json article_json(const StoredArticle& article, bool with_text);
Json mention_json(const StoredMention& mention);
Json party_json(const StoredParty& party);

// The lines of changes only: docs/deleted.schema.json, docs/cursor.schema.json. `kind` is "deal",
// "claim" ...
Json gone_json(const std::string& kind, const Gone& gone);
Json cursor_json(const std::string& cursor);

}  // namespace dealwire
