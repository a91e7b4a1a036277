// What the build cannot enforce about the house.
#include <re2/re2.h>

#include <map>
#include <string>

#include "folder.h"

namespace dealwire {
namespace {

constexpr const char* kRooms[] = {"model",   "text",   "html",      "web",   "warc",  "ingest",
                                  "extract", "repair", "normalize", "rules", "store", "app"};

// All rooms share one namespace and one program, and the linker takes two types of a name for one.
TEST(House, NoTwoHeadersNameTypesAlike) {
  const re2::RE2 type(R"((?m)^(?:struct|class|enum class) (\w+)[^;\n]*\{)");
  std::map<std::string, std::string> homes;
  for (const char* room : kRooms) {
    for (const auto& file : fs::directory_iterator(fs::path(DEALWIRE_SOURCE) / room)) {
      if (file.path().extension() != ".h") continue;
      const std::string header = content(file.path());
      re2::StringPiece rest(header);
      std::string name;
      while (re2::RE2::FindAndConsume(&rest, type, &name)) {
        const auto [home, added] = homes.emplace(name, file.path().string());
        EXPECT_TRUE(added) << name << " is in " << home->second << " and " << file.path();
      }
    }
  }
  EXPECT_GT(homes.size(), 100u);
}

}  // namespace
}  // namespace dealwire
