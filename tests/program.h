// The program as its users meet it: the real binary, in a folder of its own.
#pragma once

#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "folder.h"

namespace dealwire {

struct Ended {
  int code = -1;  // the exit code, or the signal that ended it, below zero
  std::string out, err;
};

inline int code_of(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

inline size_t lines(const std::string& text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
}

// Waits half a minute at most. Did it come true?
template <typename Condition>
bool wait_until(Condition condition) {
  for (int i = 0; i < 1'500 && !condition(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return condition();
}

class ProgramTest : public TestFolder {
 protected:
  explicit ProgramTest(const fs::path& below = fs::temp_directory_path()) : TestFolder(below) {
    fs::current_path(folder_);
  }
  ~ProgramTest() override { fs::current_path(fs::temp_directory_path()); }

  static Ended shell(const std::string& command) {
    const int status = std::system((command + " >.out 2>.err").c_str());
    return {code_of(status), content(".out"), content(".err")};
  }
  // Runs the program with `arguments` as a shell reads them, `input` on its standard input.
  static Ended run(const std::string& arguments, const std::string& input = "") {
    return run_by("", arguments, input);
  }
  // The same by a command that runs the program.
  static Ended run_by(const std::string& wrapper, const std::string& arguments,
                      const std::string& input = "") {
    write(".in", input);
    return shell(wrapper + " " + DEALWIRE_PROGRAM + " " + arguments + " <.in");
  }

  // Runs it beside the test.
  static pid_t start(const std::vector<std::string>& arguments) {
    const pid_t child = fork();
    if (child != 0) return child;
    std::vector<char*> argv = {const_cast<char*>("dealwire")};
    for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
    argv.push_back(nullptr);
    execv(DEALWIRE_PROGRAM, argv.data());
    _exit(127);
  }
  // Its code, as in Ended.
  static int wait_for(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return code_of(status);
  }

  // The first column of what a query on the store gives, joined by spaces.
  static std::string query(const std::string& sql) {
    sqlite3* db = nullptr;
    sqlite3_open("dealwire.db", &db);
    sqlite3_busy_timeout(db, 5'000);
    std::string out;
    const auto add = [](void* text, int, char** values, char**) {
      auto& to = *static_cast<std::string*>(text);
      to += (to.empty() ? "" : " ") + std::string(values[0] == nullptr ? "NULL" : values[0]);
      return 0;
    };
    char* error = nullptr;
    if (sqlite3_exec(db, sql.c_str(), add, &out, &error) != SQLITE_OK) {
      ADD_FAILURE() << sql << ": " << error;
      sqlite3_free(error);
    }
    sqlite3_close(db);
    return out;
  }
  // All deals, as JSON lines.
  static std::string exported() {
    const Ended ended = run("export");
    EXPECT_EQ(ended.code, 0) << ended.err;
    return ended.out;
  }
};

}  // namespace dealwire
