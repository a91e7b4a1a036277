#include "normalize/romanization.h"

#include <re2/re2.h>

#include <map>
#include <string>

namespace dealwire {

Repairs find_readings(const Texts& texts) {
  static const RE2 kReading(
      "(\\p{Han})([(（]([a-zü]{0,3}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-zāáǎàēéěèīíǐìōóǒòūúǔù]{0,3})[)"
      "）])");
  Repairs out(texts.size());
  std::map<std::string, std::string, std::less<>> readings;
  size_t count = 0;
  for (size_t i = 0; i < texts.size(); ++i) {
    re2::StringPiece rest(texts[i].data(), texts[i].size());
    re2::StringPiece character, brackets, reading;
    while (RE2::FindAndConsume(&rest, kReading, &character, &brackets, &reading)) {
      const auto [known, added] = readings.emplace(character.as_string(), reading.as_string());
      if (!added && known->second != reading) return Repairs(texts.size());
      const auto begin = static_cast<size_t>(character.data() - texts[i].data());
      const Range cut{begin + character.size(), begin + character.size() + brackets.size()};
      out[i].push_back({"romanization", {begin, cut.end}, {{cut, ""}}});
      ++count;
    }
  }
  if (count < 3) out.assign(texts.size(), {});
  return out;
}

}  // namespace dealwire
