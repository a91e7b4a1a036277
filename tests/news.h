// Invented news, as reading a document gives it, for the store.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "model/article.h"
#include "model/document.h"
#include "model/extraction.h"

namespace dealwire {

struct News {
  Document document;
  Article article;
  Extraction extraction;
};

// Ids differ from the beginning, since claims' ids are made of it.
inline std::string document_id(size_t n) {
  std::string out = fmt::format("{:064}", n);
  std::reverse(out.begin(), out.end());
  return out;
}

inline Document document_numbered(size_t n) {
  Document out;
  out.id = document_id(n);
  out.input = std::to_string(n) + ".txt";
  out.media_type = "text/plain";
  out.bytes = "x";
  return out;
}

inline Mention mention_of(Kind kind, const std::string& text, size_t at) {
  Mention out;
  out.kind = kind;
  out.field = Field::kText;
  out.at = {at, at + text.size()};
  out.spans = {out.at};
  out.text = text;
  out.rule = "test";
  return out;
}

inline Mention party_mention(const Party& party, size_t at) {
  Mention out = mention_of(Kind::kParty, party.name, at);
  out.party = party;
  return out;
}

inline Mention dollars(const std::string& number, size_t at) {
  Mention out = mention_of(Kind::kMoney, number, at);
  out.amount.value = Decimal::parse(number);
  out.amount.currency = "USD";
  out.measure = "deal";
  return out;
}

// By the party of this mention in that of the next one.
inline Deal investment(size_t investor, const std::string& day) {
  Deal out;
  out.type = "investment";
  out.status = "announced";
  out.date = day;
  out.confidence = 0.9;
  out.parties = {{"investor", investor}, {"investee", investor + 1}};
  out.rule = "test";
  return out;
}

}  // namespace dealwire
