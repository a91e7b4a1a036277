#include "store/known_urls.h"

#include <optional>

namespace dealwire {
namespace {

constexpr int64_t kMostChanges = 3;  // of an article that are fetched: some feeds always name one

// What the frontier knows of a URL that is named once more.
struct KnownUrl {
  std::string source, kind, title;
  std::optional<std::string> updated, fetched_at, problem;
  bool is_due = false;
  int64_t changes = 0;
};

std::optional<KnownUrl> known_url(SqlCache& sql, const Discovery& discovery) {
  auto row =
      sql("SELECT source, kind, title, updated, fetched_at, problem, due IS NOT NULL, "
          "changes FROM urls WHERE url = ?1 OR identity = ?2 LIMIT 1");
  if (!row.bind(discovery.found.url).bind(discovery.identity).step()) return std::nullopt;
  return KnownUrl{row.text(0),  row.text(1),  row.text(2),        row.maybe(3),
                  row.maybe(4), row.maybe(5), row.number(6) != 0, row.number(7)};
}

// Was it changed since it was fetched? A new headline says so, and a later time. What could not be
// had, or is being waited for, is none of this.
bool is_changed(const KnownUrl& known, const Discovery& discovery, const std::string& source) {
  const FoundUrl& found = discovery.found;
  if (known.kind != name(discovery.kind) || known.is_due || known.problem || !known.fetched_at) {
    return false;
  }
  const bool later = found.updated && found.updated != known.updated &&
                     (*found.updated > *known.fetched_at || discovery.kind == UrlKind::kPart);
  if (discovery.kind == UrlKind::kPart) return later;
  const bool renamed = known.source == source && !known.title.empty() && !found.title.empty() &&
                       known.title != found.title;
  return (later || renamed) && known.changes < kMostChanges;
}

// What the feed's own id says of a URL that is not known.
enum class Id {
  kNew,
  kMoved,  // the feed once named the article under another URL
  kReused  // it was another article's: its headline was another one
};

Id judged_id(SqlCache& sql, const std::string& source, const FoundUrl& found) {
  if (!found.guid) return Id::kNew;
  auto row = sql("SELECT title FROM urls WHERE source = ? AND guid = ?");
  if (!row.bind(source).bind(found.guid).step()) return Id::kNew;
  const std::string title = row.text(0);
  const bool same = title.empty() || found.title.empty() || title == found.title;
  return same ? Id::kMoved : Id::kReused;
}

}  // namespace

std::vector<Discovery> sift_known(SqlCache& sql, const std::string& source,
                                  std::vector<Discovery> discoveries) {
  std::vector<Discovery> out;
  for (Discovery& discovery : discoveries) {
    if (const auto known = known_url(sql, discovery)) {
      discovery.changed = true;
      if (is_changed(*known, discovery, source)) out.push_back(std::move(discovery));
      continue;
    }
    const Id id = judged_id(sql, source, discovery.found);
    if (id == Id::kMoved) continue;
    if (id == Id::kReused) discovery.found.guid.reset();
    out.push_back(std::move(discovery));
  }
  return out;
}

}  // namespace dealwire
