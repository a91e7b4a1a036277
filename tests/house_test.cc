// What the build cannot enforce about the house.
#include <re2/re2.h>

#include <map>
#include <sstream>
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

// A room's files are compiled several together, where their unnamed namespaces are one. Which ones
// depends on how many there are, so that a new file might make two old ones clash; and functions
// with one name need not clash but become overloads, of which a call may take another file's.
TEST(House, NamesInUnnamedNamespacesAreUniqueInARoom) {
  // At the beginning of a line, where the definitions of a namespace begin.
  const re2::RE2 named(R"(^(?:(?:class|struct|enum class|enum) (\w+)|using (\w+) =)|)"
                       R"(^(?:[\w:]+(?:<.*>)?[ *&]+)+(k[A-Z]\w*)(?: =|\{|\[)|)"
                       R"(^(?:[\w:]+(?:<.*>)?[ *&]+)+([a-z]\w*)\()");
  const re2::RE2 local(R"(^ +(?:static )?constexpr [^={]*\b(k[A-Z]\w*)(?: =|\{|\[))");
  size_t found = 0;
  for (const char* room : kRooms) {
    std::map<std::string, std::string> homes;        // of names: their file
    std::map<std::string, std::string> definitions;  // the same alias may be written twice
    std::multimap<std::string, std::string> locals;  // a constant would be shadowed by one
    for (const auto& file : fs::directory_iterator(fs::path(DEALWIRE_SOURCE) / room)) {
      if (file.path().extension() != ".cc") continue;
      const std::string path = file.path().string();
      std::istringstream lines(content(path));
      bool unnamed = false;
      for (std::string line; std::getline(lines, line);) {
        if (line == "namespace {") unnamed = true;
        if (line == "}  // namespace") unnamed = false;
        std::string type, alias, constant, function, name;
        if (re2::RE2::PartialMatch(line, local, &name)) locals.emplace(name, path);
        if (!unnamed || !re2::RE2::PartialMatch(line, named, &type, &alias, &constant, &function)) {
          continue;
        }
        ++found;
        const auto [home, added] = homes.emplace(type + alias + constant + function, path);
        if (added) definitions[home->first] = line;
        EXPECT_TRUE(home->second == path || (!alias.empty() && definitions[home->first] == line))
            << home->first << " is in " << home->second << " and " << path;
      }
    }
    for (const auto& [name, path] : locals) {
      const auto home = homes.find(name);
      EXPECT_TRUE(home == homes.end() || home->second == path)
          << name << " of " << path << " shadows the one of " << home->second;
    }
  }
  EXPECT_GT(found, 1500u);
}

}  // namespace
}  // namespace dealwire
