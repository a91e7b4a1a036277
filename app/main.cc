#include <fmt/format.h>
#include "app/pipeline.h"
#include "app/scan_json.h"
#include "ingest/files.h"
using namespace dealwire;
int main(int argc, char** argv) {
  Budget b;
  auto rules = load_rules(""); if (!rules) { fmt::print(stderr, "{}\n", rules.error().message); return 2; }
  if (argc > 1 && std::string(argv[1]) == "rules") {
    int bad = 0, n = 0;
    for (auto& [l, p] : rules->packs().by_language) for (auto& e : p.examples) {
      ++n; auto w = check_example(e, read_example(e.text, l, *rules));
      if (!w.empty()) { ++bad; fmt::print("{}: {}: {} in: {}\n", e.where, e.rule, w, e.text); } }
    fmt::print("{} examples, {} fail\n", n, bad); return bad > 0;
  }
  for (int i = 1; i < argc; ++i)
    for (const auto& in : list_inputs(argv[i], [](const Error& e) { fmt::print("{}\n", e.message); })) {
      auto d = read_document(in, b);
      if (!d) { fmt::print("{}\n", d.error().message); continue; }
      auto r = read(std::move(*d), *rules, b);
      if (!r) { fmt::print("{}\n", r.error().message); continue; }
      for (auto& n : r->notes) fmt::print(stderr, "{}\n", n);
      puts(scan_line(*r).c_str());
    }
}
