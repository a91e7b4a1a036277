#include "extract/words.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dealwire {
namespace {

TEST(Words, ExamplesBesideThePatternsHold) {
  for (const std::string& failure : failing_word_examples()) ADD_FAILURE() << failure;
}

}  // namespace
}  // namespace dealwire
