// A user's pack file over a small pack: the first byte chooses which file it is. A pack that loads
// must read.
#include "normalize/unify.h"
#include "property.h"
#include "rules/rules.h"

using namespace dealwire;
using fuzz::require;

namespace {

constexpr const char* kPaths[] = {"zh/user.toml", "en/user.toml", "common/user.toml", "parties.tsv",
                                  "zh/general_words.tsv"};

constexpr const char* kBase = R"toml(
[words.digit]
"一" = "1"
[words.magnitude]
"億" = "1e8"
[words]
point = ["點"]
[pieces]
number = '\d+(?:\.\d+)?{magnitude}?'
[[mention]]
name = "money"
kind = "money"
pattern = '{number}{currency}'
match = [{ text = "3億美元", value = "300000000", currency = "USD" }]
no_match = ["3億人"]
[[frame]]
name = "buy"
type = "acquisition"
trigger = '收購'
roles = { subject = "acquirer", object = "target" }
need = [["acquirer", "target"]]
match = [{ text = "甲公司收購乙公司。", acquirer = "甲公司" }]
no_match = ["收購價。"]
)toml";

constexpr const char* kText =
    "微軟公司今天宣布以30億美元收購英特爾公司的51%股權。\n"
    "Microsoft said it would buy Intel Corp. for $3.5 billion, or 10 GW of power.";

const Unifier& unifier() {
  static const auto loaded = Unifier::load(embedded_unify_files());
  return *loaded;
}

std::string fold(std::string_view text, bool chinese) { return unifier().fold(text, chinese).text; }

void require_reading(const Rules& rules, const char* lang) {
  Article article;
  article.text.append_copy(kText, 0);
  article.lang = lang;
  const Extraction found = rules.read(article, unifier().match_copy(article));
  for (const Mention& mention : found.mentions) {
    require(article.text.text.substr(mention.at.begin, mention.at.size()) == mention.text,
            "a mention stands where it says", mention.text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string path = kPaths[data[0] % std::size(kPaths)];
  const auto rules = Rules::load({{"zh/base.toml", kBase, "zh/base.toml"},
                                  {path, std::string(fuzz::bytes_of(data + 1, size - 1)), path}},
                                 fold);
  if (!rules) {
    const auto& [code, message] = rules.error();
    require(code == "rules", "a bad pack is an error of its own", code);
    require(message.find(path + ":") != message.npos, "the message names file and line", message);
    require(message.find('\n') == message.npos, "the message is one line", message);
    return 0;
  }
  require_reading(*rules, "zh-Hant");
  require_reading(*rules, "en");
  return 0;
}
