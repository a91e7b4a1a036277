#include "store/reread.h"

#include "store/sqlite.h"

namespace dealwire {
namespace {

std::vector<StoredDocument> documents_of(SqlStatement& row) {
  std::vector<StoredDocument> out;
  while (row.step()) {
    StoredDocument document{row.text(0), row.text(1), row.maybe(2), {}};
    if (row.maybe(3)) document.record = static_cast<uint64_t>(row.number(3));
    out.push_back(std::move(document));
  }
  return out;
}

}  // namespace

Expected<std::vector<StoredDocument>> all_documents(const Store& store) {
  return guarded(store.path(), [&] {
    SqlStatement row(store.handle(),
                     "SELECT id, input, archive, record FROM documents ORDER BY rowid");
    return documents_of(row);
  });
}

Expected<std::vector<StoredDocument>> stale_documents(const Store& store,
                                                      const std::string& reader) {
  return guarded(store.path(), [&] {
    SqlStatement row(store.handle(),
                     "SELECT id, input, archive, record FROM documents WHERE reader <> ? "
                     "ORDER BY rowid");
    row.bind(reader);
    return documents_of(row);
  });
}

}  // namespace dealwire
