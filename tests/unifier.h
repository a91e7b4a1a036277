// The unifier of our own files, loaded once.
#pragma once

#include <gtest/gtest.h>

#include "normalize/unify.h"

namespace dealwire {

inline const Unifier& unifier() {
  static const auto loaded = Unifier::load(embedded_unify_files());
  EXPECT_TRUE(loaded) << loaded.error().message;
  return *loaded;
}

}  // namespace dealwire
