// Amounts and dates: the first byte chooses the language, the rest is a block of text.
#include <iterator>

#include "normalize/unify.h"
#include "property.h"
#include "rules/amounts.h"
#include "rules/rules.h"

using namespace dealwire;
using fuzz::require;

namespace {

constexpr const char* kLanguages[] = {"zh", "en", "ja", "ko", "de", "fr", "es"};

const Unifier& unifier() {
  static const auto loaded = Unifier::load(embedded_unify_files());
  return *loaded;
}

const Packs& packs() {
  static const auto rules = Rules::load(embedded_packs(), [](std::string_view text, bool chinese) {
    return unifier().fold(text, chinese).text;
  });
  return rules->packs();
}

std::vector<Found> read(const std::string& block, const Pack& pack) {
  const AmountContext context{[](std::string_view, size_t) { return std::string(); }, "2025-10-15",
                              ""};
  std::vector<TurnedDown> refused;
  std::vector<Found> found = find_amounts(block, pack, context, refused);
  for (const TurnedDown& r : refused) {
    require(r.at.end <= block.size(), "what was turned down lies in the block", r.rule);
  }
  return found;
}

bool is_cut(const std::string& block, size_t pos) {
  return pos < block.size() && (block[pos] & 0xC0) == 0x80;
}

void require_figures(const Found& found) {
  const Amount& a = found.amount;
  if (found.kind == Kind::kDate) {
    require(found.date.first.size() == 10 && found.date.last.size() == 10, "days", found.rule);
    require(found.date.first <= found.date.last, "a date ends behind its beginning", found.rule);
    return;
  }
  const int kinds = a.value.has_value() + a.min.has_value() + a.vague;
  require(kinds == 1 && a.min.has_value() == a.max.has_value(), "one figure, range or none",
          found.rule);
  require(!a.min || a.min->less_than(*a.max), "a range rises", found.rule);
  require((a.qualifier == "range") == a.min.has_value(), "a range says so", found.rule);
  require(found.kind != Kind::kStake || !a.value || !Decimal(100).less_than(*a.value),
          "no more than the whole", found.rule);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0 || !fuzz::is_utf8(fuzz::bytes_of(data + 1, size - 1))) return 0;
  const std::string language = kLanguages[data[0] % std::size(kLanguages)];
  const std::string block =
      unifier().fold(fuzz::bytes_of(data + 1, size - 1), language == "zh").text;
  if (block.find('\n') != block.npos) return 0;
  const Pack& pack = *packs().find(language);
  const std::vector<Found> found = read(block, pack);
  size_t end = 0;
  for (const Found& f : found) {
    require(f.at.begin >= end && !f.at.empty() && f.at.end <= block.size(), "in order and apart",
            f.rule);
    require(!is_cut(block, f.at.begin) && !is_cut(block, f.at.end), "whole characters", f.rule);
    require(!f.same_as || f.same_as->end <= f.at.begin, "what is converted stands before", f.rule);
    require_figures(f);
    end = f.at.end;
  }
  require(read(block, pack).size() == found.size(), "the same again");
  return 0;
}
