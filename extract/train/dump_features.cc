// Writes the features of blocks for train.py.
//
// usage: dump_features PAGE... [--likelihoods FILE]
//
// Each page gives two documents: itself, and the lines of its text as a reader would save them. A
// name in .txt is a plain text already. On stdout, as JSON lines: the names of the features; then,
// for each document, its page, its blocks' texts, and a row of features for each block. FILE has
// the likelihoods of all blocks by the first model, as one JSON list a document in the same order;
// with it the features have context.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "extract/features.h"
#include "html/page.h"
#include "html/prescan.h"
#include "text/charset.h"

namespace dealwire {
namespace {

using nlohmann::json;

// The likelihoods of the next document, if there are any.
using Likelihoods = std::optional<std::ifstream>;

void write(const std::string& page, bool plain, const std::vector<Block>& blocks,
           const Outline& outline, Likelihoods& likelihoods) {
  Features features = measure(blocks, outline);
  if (likelihoods) {
    std::string line;
    std::getline(*likelihoods, line);
    features = add_context(features, json::parse(line).get<std::vector<double>>(), blocks, outline);
  }
  json document = {{"page", page}, {"plain", plain}, {"blocks", json::array()}};
  for (size_t i = 0; i < blocks.size(); ++i) {
    const float* row = features.row(i);
    document["blocks"].push_back({{"text", blocks[i].text},
                                  {"heading", blocks[i].is_heading()},
                                  {"dropped", blocks[i].dropped},
                                  {"features", std::vector<float>(row, row + features.columns)}});
  }
  std::cout << document.dump() << '\n';
}

void write_text(const std::string& path, std::string_view text, Likelihoods& likelihoods) {
  std::vector<Range> lines;
  write(path, true, line_blocks(text, lines), Outline(), likelihoods);
}

void write_page(const std::string& path, Likelihoods& likelihoods) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const Decoded decoded = decode(bytes, html::declared_charset(bytes));
  if (path.ends_with(".txt")) return write_text(path, decoded.page.text, likelihoods);
  const auto page = html::Page::parse(decoded.page.text);
  if (!page) return;
  const std::vector<Block> blocks = page_blocks(*page);
  write(path, false, blocks, Outline(*page), likelihoods);
  std::string saved;
  for (const Block& block : blocks) {
    if (!block.dropped) saved += block.text + '\n';
  }
  write_text(path, saved, likelihoods);
}

int run(const std::vector<std::string>& arguments) {
  std::vector<std::string> pages = arguments;
  Likelihoods likelihoods;
  const auto option = std::find(pages.begin(), pages.end(), "--likelihoods");
  if (option != pages.end()) {
    if (option + 1 == pages.end()) return 2;
    likelihoods.emplace(*(option + 1));
    pages.erase(option, option + 2);
  }
  std::cout << json(likelihoods ? feature_names_with_context() : feature_names()).dump() << '\n';
  for (const std::string& page : pages) write_page(page, likelihoods);
  return 0;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  return dealwire::run(std::vector<std::string>(argv + 1, argv + argc));
}
