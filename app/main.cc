#include <fmt/format.h>
#include "extract/extract.h"
#include "html/prune.h"
#include "ingest/files.h"
#include "normalize/normalize.h"
using namespace dealwire;
int main(int argc, char** argv) {
  Budget b;
  for (int i = 1; i < argc; ++i)
    for (const auto& in : list_inputs(argv[i], [](const Error& e) { fmt::print("{}\n", e.message); })) {
      auto d = read_document(in, b);
      if (!d) { fmt::print("{}\n", d.error().message); continue; }
      auto dec = decode(d->bytes, html::declared_charset(d->bytes));
      Article a;
      if (d->media_type == "text/html") {
        auto p = html::Page::parse(dec.page.text, b);
        if (!p) { fmt::print("{}: {}\n", in.path, p.error().message); continue; }
        a = extract_page(*p, dec);
      } else a = extract_plain(dec);
      repair(a);
      auto m = make_match_copy(a);
      if (!getenv("Q")) fmt::print("=== {} {} {} {}\nTITLE {}\n{}\n--- removed\n", in.path, dec.charset, a.lang, a.published.value_or("?"), a.title.text, a.text.text);
      if (!getenv("Q")) for (auto& r : a.removed) fmt::print("[{} {}-{}] {}\n", r.kind, r.span.begin, r.span.end, r.text);
    }
}
