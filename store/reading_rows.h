// What was read from a document, as rows of the store's tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "model/article.h"
#include "model/document.h"
#include "model/extraction.h"
#include "model/range.h"
#include "store/sqlite.h"

namespace dealwire {

// Ranges of a text as a column has them: [[begin, end], ...].
std::string spans_json(const std::vector<Range>& spans);

class ReadingRows {
 public:
  ReadingRows(const Document& document, const std::string& charset, bool partial,
              const Article& article, const Extraction& extraction);

  // The same for the same rows: 16 hexadecimal digits (XXH3).
  std::string hash() const;

  // Inserts them, as read by `reader` and changed by the last transaction that `changes` numbers.
  // The store must not hold the document. Its claims are left unmerged. Throws Failure.
  void insert(SqlCache& sql, const std::string& reader) const;

 private:
  using Value = std::variant<std::monostate, int64_t, double, std::string>;
  struct Row {
    const char* sql;  // its INSERT
    std::vector<Value> values;
  };
  // Appends a row; takes what SqlStatement::bind() takes.
  template <typename... Values>
  void add(const char* sql, const Values&... values);
  void add_mention(const Document& document, size_t index, const Mention& mention);
  void add_claim(const Document& document, size_t index, const Deal& deal);

  std::string document_;
  std::vector<Row> rows_;       // in an order that foreign keys allow; the document first
  std::set<ptrdiff_t> placed_;  // columns of the document that only say where it lies
};

}  // namespace dealwire
