// Does repair touch what is whole? Reads clean documents and names what it would mend in them.
//
// usage: repair_check PATH...
//
// Takes files and folders as `dealwire scan` does, and reads their documents as it does. Exits 1 if
// anything is repaired.
#include <cstdio>
#include <map>
#include <string>

#include "app/pipeline.h"
#include "check_documents.h"

namespace dealwire {
namespace {

using Counts = std::map<std::string, size_t>;  // by kind

Expected<Verdict> is_left_alone(const Document& document, const Reader& reader, Counts& counts) {
  const auto reading = read(document, reader, Budget{});
  if (!reading) return tl::make_unexpected(reading.error());
  for (const Repaired& r : reading->article.repaired) {
    ++counts[r.kind];
    std::printf("%s: %s: %s -> %s\n", reading->document.name().c_str(), r.kind.c_str(),
                r.raw.c_str(), r.text.c_str());
  }
  return reading->article.repaired.empty() ? Verdict::kHolds : Verdict::kFails;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  const auto reader = dealwire::load_reader("");
  if (!reader) {
    std::fprintf(stderr, "repair_check: %s\n", reader.error().message.c_str());
    return 2;
  }
  dealwire::Counts counts;
  const int result = dealwire::check_documents(
      argc, argv, "documents", "repaired", [&](const dealwire::Document& document) {
        return dealwire::is_left_alone(document, *reader, counts);
      });
  for (const auto& [kind, count] : counts) std::printf("%8zu %s\n", count, kind.c_str());
  return result;
}
