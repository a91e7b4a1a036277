// What the documentation names exists, and what exists is named: commands and options as the
// program's --help gives them, exit codes as app/commands.h does, rooms as the build knows them.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace dealwire {
namespace {

namespace fs = std::filesystem;

std::string content(const std::string& path) {
  std::ifstream in(DEALWIRE_ROOT "/" + path);
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

// A command of the program, as its --help shows it.
struct Command {
  std::map<std::string, bool> options;  // does it take a value?
  std::map<std::string, Command> subcommands;
};

std::string help_of(const std::string& command) {
  const std::string line = std::string(DEALWIRE_PROGRAM) + command + " --help";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(line.c_str(), "r"), pclose);
  std::string out;
  std::array<char, 4096> buffer;
  while (const size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    out.append(buffer.data(), n);
  }
  return out;
}

Command read_help(const std::string& command) {
  static const RE2 kOption("^  (?:-\\w,)?(--[a-z-]+)( [A-Z]+)?");
  static const RE2 kSubcommand("  ([a-z]+) .*");
  Command out;
  std::istringstream help(help_of(command));
  bool subcommands = false;
  for (std::string line; std::getline(help, line);) {
    subcommands |= line == "Subcommands:";
    std::string name, value;
    if (RE2::PartialMatch(line, kOption, &name, &value)) {
      out.options[name] = !value.empty();
    } else if (subcommands && RE2::FullMatch(line, kSubcommand, &name)) {
      out.subcommands[name] = read_help(command + " " + name);
    }
  }
  return out;
}

const Command& program() {
  static const Command root = read_help("");
  return root;
}

// A piece of code in a document: an inline span, or a line of a block that a reader would type.
struct Code {
  std::string where, text;
};

std::vector<Code> code_of(const std::string& path) {
  std::vector<Code> out;
  std::istringstream in(content(path));
  std::string fence;
  size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    const std::string where = path + ":" + std::to_string(++number);
    if (const std::string text(line, std::min(line.find_first_not_of(' '), line.size()));
        text.starts_with("```")) {
      fence = fence.empty() ? text : "";
    } else if (fence.empty()) {
      re2::StringPiece rest(line);
      for (std::string span; RE2::FindAndConsume(&rest, "`([^`]+)`", &span);) {
        out.push_back({where, span});
      }
    } else if (fence != "```console" || line.find("$ ") != line.npos) {
      out.push_back({where, line});
    }
  }
  return out;
}

std::vector<std::string> documents() {
  std::vector<std::string> out = {"README.md", "CONTRIBUTING.md"};
  for (const auto& entry : fs::directory_iterator(DEALWIRE_ROOT "/docs")) {
    if (entry.path().extension() == ".md")
      out.push_back("docs/" + entry.path().filename().string());
  }
  return out;
}

// What is wrong with a command line behind the program's name, or "".
std::string mistake_in(const std::string& arguments) {
  std::vector<const Command*> open = {&program()};
  const std::vector<std::string> words = words_of(arguments);
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i].starts_with("--")) {
      const auto knows = [&](const Command* c) { return c->options.contains(words[i]); };
      const auto found = std::find_if(open.begin(), open.end(), knows);
      if (found == open.end()) return words[i];
      i += (*found)->options.at(words[i]);
    } else if (!open.back()->subcommands.empty()) {
      const auto found = open.back()->subcommands.find(words[i]);
      if (found == open.back()->subcommands.end()) return words[i];
      open.push_back(&found->second);
    }
  }
  return "";
}

// Where the program is called; its output and messages ("dealwire: ...") are something else.
const RE2 kCall("(?:^|[$|;&(]) *dealwire((?: +[^\\s|;&#>()\\\\]+)*)");

TEST(Docs, CommandsAndTheirOptionsExist) {
  ASSERT_GE(program().subcommands.size(), 5u);
  size_t calls = 0;
  for (const std::string& document : documents()) {
    for (const Code& code : code_of(document)) {
      re2::StringPiece rest(code.text);
      for (std::string arguments; RE2::FindAndConsume(&rest, kCall, &arguments); ++calls) {
        EXPECT_EQ(mistake_in(arguments), "") << code.where << ": " << code.text;
      }
    }
  }
  EXPECT_GT(calls, 30u);
}

void collect(const Command& command, std::set<std::string>& options, std::set<std::string>& names) {
  for (const auto& [option, takes_value] : command.options) options.insert(option);
  for (const auto& [name, sub] : command.subcommands) {
    names.insert(name);
    collect(sub, options, names);
  }
}

TEST(Docs, OptionsByThemselvesExist) {
  std::set<std::string> options, names;
  collect(program(), options, names);
  for (const std::string& document : documents()) {
    if (document == "CONTRIBUTING.md") continue;  // of scripts too
    for (const Code& code : code_of(document)) {
      std::string option;
      if (!RE2::PartialMatch(code.text, "^(--[a-z-]+)", &option)) continue;
      EXPECT_TRUE(options.contains(option)) << code.where << ": " << option;
    }
  }
}

TEST(Docs, EverythingTheProgramKnowsIsNamed) {
  std::set<std::string> wanted, names, said;
  collect(program(), wanted, names);
  wanted.merge(names);
  for (const std::string& document : documents()) {
    if (document == "CONTRIBUTING.md") continue;
    for (const Code& code : code_of(document)) {
      for (const std::string& word : words_of(code.text)) said.insert(word);
    }
  }
  for (const std::string& word : wanted) {
    EXPECT_TRUE(said.contains(word)) << "neither README.md nor docs/ names " << word;
  }
}

TEST(Docs, ExitCodesAreThoseOfTheProgram) {
  std::set<std::string> codes;
  const std::string header = content("app/commands.h");
  re2::StringPiece rest(header);
  for (std::string code; RE2::FindAndConsume(&rest, "constexpr int k\\w+ = (\\d+);", &code);) {
    codes.insert(code);
  }
  ASSERT_GE(codes.size(), 3u);
  std::set<std::string> listed;
  for (const std::string& document : documents()) {
    const std::string text = content(document);
    re2::StringPiece all(text);
    // A code, or several with what they mean, up to the end of the sentence.
    for (std::string said;
         RE2::FindAndConsume(&all, "[Ee]xit codes?(?: is)?(:?\\s[^.]*)", &said);) {
      const auto line = 1 + std::count(text.data(), all.data(), '\n');
      re2::StringPiece numbers(said);
      for (std::string code; RE2::FindAndConsume(&numbers, "(?:^:?|[;,])\\s*(\\d+)\\b", &code);) {
        EXPECT_TRUE(codes.contains(code)) << document << ":" << line << ": exit code " << code;
        if (document == "README.md") listed.insert(code);
      }
    }
  }
  EXPECT_EQ(listed, codes) << "README.md lists all exit codes";
}

TEST(Docs, TheMapOfRoomsIsThatOfTheBuild) {
  std::map<std::string, std::set<std::string>> build, map;
  const std::string cmake = content("CMakeLists.txt");
  re2::StringPiece rest(cmake);
  for (std::string name, body; RE2::FindAndConsume(
           &rest, "(?m)^dealwire_room\\((\\w+)((?:[^()]|\\([^()]*\\))*)\\)", &name, &body);) {
    std::string rooms;
    RE2::PartialMatch(body, "ROOMS ([a-z ]+)", &rooms);
    for (const std::string& room : words_of(rooms)) build[name].insert(room);
    build[name];
  }
  const std::string text = content("docs/architecture.md");
  re2::StringPiece rows(text);
  for (std::string name, rooms;
       RE2::FindAndConsume(&rows, "\\| `(\\w+)/` \\|[^|\\n]*\\| ([^|\\n]*) \\|", &name, &rooms);) {
    std::replace(rooms.begin(), rooms.end(), ',', ' ');
    for (const std::string& room : words_of(rooms)) {
      if (room != "–") map[name].insert(room);
    }
    map[name];
  }
  if (map["app"] == std::set<std::string>{"all"}) {
    map["app"].clear();
    for (const auto& [name, rooms] : build) {
      if (name != "app") map["app"].insert(name);
    }
  }
  EXPECT_EQ(map, build);
}

}  // namespace
}  // namespace dealwire
