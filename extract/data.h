// The data files of this room, compiled into the program.
#pragma once

#include <string>
#include <string_view>

namespace dealwire {

// The content of extract/<name>.
std::string_view extract_data(std::string_view name);

// These files are ours, so a mistake in one is a mistake in the program: says so and stops it.
[[noreturn]] void refuse_data(std::string_view name, const std::string& why);

}  // namespace dealwire
