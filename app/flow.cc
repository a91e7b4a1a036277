#include "app/flow.h"

#include <fmt/format.h>

#include "app/format.h"

namespace dealwire {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + "\"";
}

std::string label_of(const DealRow& deal) {
  std::string out = deal.type;
  for (const auto* amount : {&deal.money, &deal.power, &deal.stake}) {
    if (*amount) out += ", " + format_amount((*amount)->amount, (*amount)->kind);
  }
  return out;
}

}  // namespace

Expected<std::string> flow_dot(const Store& store, const Selection& selection) {
  const auto deals = list_deals(store, selection);
  if (!deals) return tl::make_unexpected(deals.error());
  std::string out =
      "digraph deals {\n"
      "  rankdir=LR;\n"
      "  node [shape=box];\n";
  for (const DealRow& deal : *deals) {
    const auto flows = flows_of(store, deal.id);
    if (!flows) return tl::make_unexpected(flows.error());
    for (const MoneyFlow& flow : *flows) {
      out += fmt::format("  {} -> {} [label={}, tooltip={}{}];\n", quoted(flow.payer),
                         quoted(flow.payee), quoted(label_of(deal)), quoted(deal.id),
                         deal.status == "completed" ? "" : ", style=dashed");
    }
  }
  return out + "}\n";
}

}  // namespace dealwire
