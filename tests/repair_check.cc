// Does repair touch what is whole? Reads clean documents and names what it would mend in them.
//
// usage: repair_check PATH...
//
// Takes files and folders as `dealwire scan` does, and reads their documents as it does. Exits 1 if
// anything is repaired.
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "app/pipeline.h"
#include "ingest/documents.h"

namespace dealwire {
namespace {

void complain(const Error& error) {
  std::fprintf(stderr, "repair_check: %s\n", error.message.c_str());
}

std::vector<Input> inputs_of(const std::vector<std::string>& paths, size_t& unread) {
  std::vector<Input> out;
  for (const std::string& path : paths) {
    for (Input& input : list_inputs(path, [&](const Error& error) {
           complain(error);
           ++unread;
         })) {
      out.push_back(std::move(input));
    }
  }
  return out;
}

int run(const std::vector<std::string>& paths) {
  const auto reader = load_reader("");
  if (!reader) {
    complain(reader.error());
    return 2;
  }
  size_t documents = 0, repaired = 0, unread = 0;
  std::map<std::string, size_t> by_kind;
  Documents all(inputs_of(paths, unread));
  while (auto item = all.next()) {
    auto reading = item->document ? read(std::move(*item->document), *reader, Budget{})
                                  : tl::make_unexpected(item->document.error());
    if (!reading) {
      complain(reading.error());
      ++unread;
      continue;
    }
    ++documents;
    repaired += !reading->article.repaired.empty();
    for (const Repaired& r : reading->article.repaired) {
      ++by_kind[r.kind];
      std::printf("%s: %s: %s -> %s\n", reading->document.name().c_str(), r.kind.c_str(),
                  r.raw.c_str(), r.text.c_str());
    }
  }
  for (const auto& [kind, count] : by_kind) std::printf("%8zu %s\n", count, kind.c_str());
  std::printf("%zu documents, %zu repaired\n", documents, repaired);
  return documents > 0 && repaired + unread == 0 ? 0 : 1;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: repair_check PATH...\n");
    return 2;
  }
  return dealwire::run({argv + 1, argv + argc});
}
