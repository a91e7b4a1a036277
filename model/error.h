// What went wrong, for a program (`code`) and for a person (`message`: names the input and the
// reason in one line). Malformed input is a normal result here, so functions that read outside
// input return Expected<T>; exceptions stay inside the edge to a library that throws.
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace dealwire {

struct Error {
  std::string code;     // one lower-case word, stable: "empty", "binary", "unreadable", "rules" ...
  std::string message;  // without a final newline
};

template <typename T>
using Expected = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string code, std::string message) {
  return tl::make_unexpected(Error{std::move(code), std::move(message)});
}

}  // namespace dealwire
