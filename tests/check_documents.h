// What the checks of many documents have in common (prune_check, repair_check, unify_check).
#pragma once

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "warc/documents.h"
#include "warc/files.h"

namespace dealwire {

enum class Verdict { kHolds, kFails, kNotAsked };

// Asks `check` about each document of the files and folders that `argv` names, as `dealwire scan`
// takes them, and prints how many `things` there are and how many of them do what they should not
// (`fail`). The exit code of main(): 0 if there is one and all hold, 1 else, 2 without a path.
template <typename Check>
int check_documents(int argc, char** argv, const char* things, const char* fail, Check check) {
  const std::string path(argv[0]);
  const std::string program = path.substr(path.rfind('/') + 1);
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s PATH...\n", program.c_str());
    return 2;
  }
  size_t asked = 0, failed = 0, unread = 0;
  const auto complain = [&](const Error& error) {
    std::fprintf(stderr, "%s: %s\n", program.c_str(), error.message.c_str());
    ++unread;
  };
  std::vector<Input> inputs;
  for (int i = 1; i < argc; ++i) {
    for (Input& input : list_inputs(argv[i], complain)) inputs.push_back(std::move(input));
  }
  Documents documents(std::move(inputs));
  while (auto item = documents.next()) {
    if (!item->document) {
      complain(item->document.error());
      continue;
    }
    const Expected<Verdict> verdict = check(*item->document);
    if (!verdict) {
      complain(verdict.error());
    } else if (*verdict != Verdict::kNotAsked) {
      ++asked;
      failed += *verdict == Verdict::kFails;
    }
  }
  std::printf("%zu %s, %zu %s\n", asked, things, failed, fail);
  return asked > 0 && failed + unread == 0 ? 0 : 1;
}

}  // namespace dealwire
