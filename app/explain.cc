#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/commands.h"
#include "app/format.h"
#include "app/pipeline.h"
#include "store/store.h"
#include "warc/documents.h"

namespace dealwire {
namespace {

std::string spans(const std::vector<Range>& ranges) {
  std::string out;
  for (const Range& range : ranges) {
    out += fmt::format("{}{}-{}", out.empty() ? "" : "+", range.begin, range.end);
  }
  return out.empty() ? "no bytes" : "bytes " + out;
}

void print_article(const Reading& reading) {
  const Document& document = reading.document;
  const Article& article = reading.article;
  fmt::print("{}\n", document.name());
  if (document.url) fmt::print("  url        {}\n", *document.url);
  fmt::print("  document   {} {}, {}, {} bytes\n", document.id.substr(0, 10), document.media_type,
             reading.charset, document.bytes.size());
  if (!reading.site_file.empty()) fmt::print("  site file  {}\n", reading.site_file);
  for (const std::string& note : reading.notes) fmt::print("  note       {}\n", note);
  const auto field = [&](const char* label, std::string_view name, const std::string& value) {
    const auto origin = std::find_if(article.origins.begin(), article.origins.end(),
                                     [&](const Origin& o) { return o.field == name; });
    fmt::print("  {:<10} {}{}\n", label, value.empty() ? "-" : value,
               origin == article.origins.end() ? "" : "  (" + origin->source + ")");
  };
  field("title", "title", article.title.text);
  field("published", "published", article.published.value_or(""));
  field("modified", "modified", article.modified.value_or(""));
  field("authors", "authors", fmt::format("{}", fmt::join(article.authors, ", ")));
  field("site", "site", article.site.value_or(""));
  field("canonical", "canonical_url", article.canonical_url.value_or(""));
  fmt::print("  language   {}{}\n", article.lang,
             article.region.empty() ? "" : ", the page says region " + article.region);
  for (const Removed& removed : article.removed) {
    fmt::print("  removed    {} bytes {}-{}: {}\n", removed.kind, removed.span.begin,
               removed.span.end, removed.text);
  }
  for (const Repaired& repaired : article.repaired) {
    const auto [begin, end] = repaired.span;
    if (repaired.kind == "lost") {
      fmt::print("  lost       bytes {}-{}: {}\n", begin, end, repaired.raw);
    } else {
      fmt::print("  repaired   {} bytes {}-{}: {} -> {}\n", repaired.kind, begin, end, repaired.raw,
                 repaired.text);
    }
  }
}

std::string meaning(const Mention& mention) {
  if (mention.kind == Kind::kParty) {
    return mention.party.id.empty() ? mention.party.name
                                    : mention.party.name + " [" + mention.party.id + "]";
  }
  if (mention.kind == Kind::kDate) {
    return fmt::format("{}, {} to {}", mention.date.edtf, mention.date.first, mention.date.last);
  }
  std::string out = format_amount(mention.amount, mention.kind);
  if (!mention.per.empty()) out += " per " + mention.per;
  if (!mention.measure.empty()) out += ", " + mention.measure;
  if (mention.same_as) out += fmt::format(", the same as m{}", *mention.same_as + 1);
  return out;
}

void print_extraction(const Reading& reading) {
  const Extraction& found = reading.extraction;
  fmt::print("mentions\n");
  for (size_t i = 0; i < found.mentions.size(); ++i) {
    const Mention& m = found.mentions[i];
    fmt::print("  m{:<3} {:5} '{}' = {}\n       {}, {}\n", i + 1, name(m.kind), m.text, meaning(m),
               m.rule, spans(m.spans));
  }
  fmt::print("deals\n");
  for (size_t i = 0; i < found.deals.size(); ++i) {
    const Deal& deal = found.deals[i];
    fmt::print("  d{:<3} {} {}{} by {}, confidence {:.2f}\n", i + 1, deal.type, deal.status,
               deal.date ? " " + *deal.date : "", deal.rule, deal.confidence);
    for (const DealParty& party : deal.parties) {
      fmt::print("       {} = m{} {}\n", party.role, party.mention + 1,
                 found.mentions[party.mention].party.name);
    }
    const std::pair<const char*, const std::optional<size_t>&> amounts[] = {
        {"money", deal.money}, {"power", deal.power}, {"stake", deal.stake}};
    for (const auto& [slot, mention] : amounts) {
      if (!mention) continue;
      fmt::print("       {} = m{} {}\n", slot, *mention + 1, meaning(found.mentions[*mention]));
    }
    for (const Evidence& evidence : deal.evidence) {
      fmt::print("       {}: {}\n", spans(evidence.spans), evidence.text);
    }
  }
  fmt::print("turned down\n");
  for (const Refusal& refusal : found.refusals) {
    const std::string& text = reading.article[refusal.field].text;
    fmt::print("  {}: {}: {}\n", refusal.rule, refusal.reason,
               text.substr(refusal.at.begin, refusal.at.size()));
  }
}

// The document of a deal's first claim, where `what` is the deal's id.
std::optional<Input> input_of(const std::string& what, const Options& options) {
  std::error_code error;
  if (what == "-" || std::filesystem::exists(what, error)) return std::nullopt;
  const auto store = Store::open_existing(options.db);
  if (!store) return std::nullopt;
  const auto deal = store->deal(what);
  if (!deal) return std::nullopt;
  return Input{deal->claims.front().input, deal->claims.front().record};
}

}  // namespace

int explain(const Options& options) {
  const auto reader = load_reader(options.rules, options.parties);
  if (!reader) return refuse(reader.error(), options);
  size_t failures = 0;
  std::vector<Input> inputs;
  for (const std::string& what : options.paths) {
    if (const auto input = input_of(what, options)) {
      inputs.push_back(*input);
    } else {
      const std::vector<Input> listed = inputs_of({what}, failures);
      inputs.insert(inputs.end(), listed.begin(), listed.end());
    }
  }
  Documents documents(std::move(inputs));
  while (auto item = documents.next()) {
    const auto reading = item->document ? read(std::move(*item->document), *reader, Budget{})
                                        : tl::make_unexpected(item->document.error());
    if (!reading) {
      ++failures;
      complain(reading.error().message);
      continue;
    }
    print_article(*reading);
    print_extraction(*reading);
  }
  return failures == 0 ? kSuccess : kSomeFailed;
}

}  // namespace dealwire
