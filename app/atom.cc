#include <fmt/format.h>

#include <algorithm>

#include "app/digest.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// As content or attribute. XML 1.0 has no way to write most control characters.
std::string xml(std::string_view text) {
  std::string out;
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    const char32_t c = next_character(text, pos);
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c < 0x20 || c == 0x7F || c == 0xFFFE || c == 0xFFFF) {
      out += ' ';
    } else {
      out += text.substr(begin, pos - begin);
    }
  }
  return out;
}

// What an EDTF date or an RFC 3339 time tells, as the latter.
std::string moment(const std::string& date) {
  if (date.find('T') != date.npos) return date;
  if (date.size() == 10) return date + "T00:00:00Z";
  return date.substr(0, 4) + "-01-01T00:00:00Z";
}

std::string updated(const StoredDeal& deal) {
  std::string fetched, published;
  for (const StoredClaim& claim : deal.claims) {
    fetched = std::max(fetched, claim.fetched_at.value_or(""));
    published = std::max(published, claim.published.value_or(""));
  }
  if (!fetched.empty()) return fetched;
  if (!published.empty()) return moment(published);
  const std::string* date = deal.date.best();
  return date != nullptr ? moment(*date) : "1970-01-01T00:00:00Z";
}

void append_entry(std::string& out, const StoredDeal& deal) {
  const std::string amounts = amounts_line(deal);
  out += fmt::format(
      "  <entry>\n"
      "    <id>tag:dealwire.example,2025:deal/{}</id>\n"
      "    <title>{}</title>\n"
      "    <updated>{}</updated>\n"
      "    <category term=\"{}\"/>\n",
      xml(deal.id),
      xml(fmt::format("{} {}: {}{}{}", *deal.type.best(), *deal.status.best(), sides_line(deal),
                      amounts.empty() ? "" : ", ", amounts)),
      xml(updated(deal)), xml(*deal.type.best()));
  const StoredClaim& claim = deal.claims.front();
  const auto& url = claim.url ? claim.url : claim.page;
  if (url && url->starts_with("http")) {
    out += fmt::format("    <link rel=\"alternate\" href=\"{}\"/>\n", xml(*url));
  }
  out += fmt::format("    <content type=\"text\">{}</content>\n  </entry>\n",
                     xml(evidence_line(deal)));
}

}  // namespace

std::string digest_atom(const std::vector<StoredDeal>& deals, Time now) {
  std::string newest;
  for (const StoredDeal& deal : deals) newest = std::max(newest, updated(deal));
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
      "  <id>tag:dealwire.example,2025:deals</id>\n"
      "  <title>Deals</title>\n"
      "  <updated>{}</updated>\n"
      "  <author><name>dealwire</name></author>\n",
      newest.empty() ? to_rfc3339(now) : xml(newest));
  for (const StoredDeal& deal : deals) append_entry(out, deal);
  return out + "</feed>\n";
}

}  // namespace dealwire
