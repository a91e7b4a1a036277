#include "app/company_key.h"

#include <re2/re2.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace dealwire {
namespace {

// In NFKC, with every white space as the one that RE2's \s knows.
std::string compatible(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  icu::UnicodeString source =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  const icu::UnicodeString folded = nfkc->normalize(source, status);
  icu::UnicodeString spaced;
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 c = folded.char32At(i);
    spaced.append(u_isUWhiteSpace(c) || u_isspace(c) ? UChar32{' '} : c);
  }
  std::string out;
  spaced.trim().toUTF8String(out);
  return out;
}

UChar32 plain(UChar32 c) {
  static const icu::UnicodeString single(u"‘’‚‛′`"), twofold(u"“”„‟″"), dash(u"‐‑–—−");
  if (single.indexOf(c) >= 0) return '\'';
  if (twofold.indexOf(c) >= 0) return '"';
  return dash.indexOf(c) >= 0 ? '-' : c;
}

std::string folded(const std::string& text) {
  icu::UnicodeString source = icu::UnicodeString::fromUTF8(text), kept;
  source.foldCase();
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 c = source.char32At(i);
    if (c != ' ' && c != 0x200B) kept.append(plain(c));
  }
  std::string out;
  kept.toUTF8String(out);
  return out;
}

}  // namespace

std::string company_key(std::string_view name) {
  static const RE2 kBracket(R"(\s*\([^)]*\)\s*$)");
  static const RE2 kPrefix(R"(^(株式会社|주식회사|\(주\)|㈜)\s*)");
  static const RE2 kSuffix(
      R"((?i)(股份有限公司|有限公司|集團|集团|公司|株式会社|주식회사|㈜|)"
      R"(,?\s*(incorporated|inc|corporation|corp|company|co|limited|ltd|llc|plc|)"
      R"(gmbh|ag|sa|s\.a|nv|se|oyj|asa|kgaa)\.?)+$)");
  std::string text = compatible(name);
  RE2::Replace(&text, kBracket, "");
  RE2::Replace(&text, kPrefix, "");
  std::string bare = text;
  RE2::Replace(&bare, kSuffix, "");
  std::string key = folded(bare);
  return key.empty() ? folded(text) : key;  // "Co." is all the name there is
}

NameGroups::NameGroups(const std::vector<std::vector<std::string>>& groups) {
  for (const std::vector<std::string>& group : groups) {
    std::set<std::string> keys;
    for (const std::string& name : group) keys.insert(company_key(name));
    for (const std::string& key : keys) groups_[key].insert(keys.begin(), keys.end());
  }
}

std::set<std::string> NameGroups::keys(const std::vector<std::string>& names) const {
  std::set<std::string> out;
  for (const std::string& name : names) {
    const std::string key = company_key(name);
    out.insert(key);
    if (const auto group = groups_.find(key); group != groups_.end())
      out.insert(group->second.begin(), group->second.end());
  }
  return out;
}

}  // namespace dealwire
