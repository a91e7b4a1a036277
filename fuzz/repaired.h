// The texts of an article, as fuzz targets of single steps of repair take them.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "property.h"
#include "repair/repairs.h"
#include "text/charset.h"

namespace dealwire::fuzz {

class RepairedTexts {
 public:
  explicit RepairedTexts(std::vector<std::string> strings) : strings_(std::move(strings)) {}

  // The first line is the title, the rest the text.
  RepairedTexts(const uint8_t* data, size_t size) {
    const std::string text = decode(bytes_of(data, size), "utf-8").page.text;
    const size_t line = std::min(text.find('\n'), text.size());
    strings_ = {text.substr(0, line), text.substr(std::min(line + 1, text.size()))};
  }

  const std::vector<std::string>& strings() const { return strings_; }

  // What a step makes of them; its places must be sorted, apart and hold their edits.
  std::vector<std::string> after(Repairs (*find)(const Texts&)) const {
    const Repairs found = find(Texts(strings_.begin(), strings_.end()));
    require(found.size() == strings_.size(), "each text has its repairs");
    std::vector<std::string> out;
    for (size_t i = 0; i < strings_.size(); ++i) out.push_back(mended(strings_[i], found[i]));
    return out;
  }

 private:
  static std::string mended(const std::string& text, const std::vector<Repair>& repairs) {
    std::vector<Edit> edits;
    size_t done = 0;
    for (const Repair& repair : repairs) {
      require(done <= repair.at.begin && !repair.at.empty(), "places rise", text);
      done = repair.at.begin;
      for (const Edit& edit : repair.edits) {
        require(done <= edit.at.begin && edit.at.begin <= edit.at.end, "edits rise", text);
        done = edit.at.end;
        edits.push_back(edit);
      }
      require(done <= repair.at.end, "edits lie in their place", text);
      done = repair.at.end;
    }
    require(done <= text.size(), "places lie in their text", text);
    SourcedText out = rewrite(text, edits);
    require_sourced(out, text.size(), text);
    return std::move(out.text);
  }

  std::vector<std::string> strings_;
};

}  // namespace dealwire::fuzz
