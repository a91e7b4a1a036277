// ARC files (Internet Archive, ARC 1.0 and 2.0 of 1996): the format that web archives were kept in
// before WARC. A record is one line that names it, its block, and a line break.
//
//   URL IP-address Archive-date Content-type Archive-length
//   URL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename
//   Archive-length                                                       (one line in version 2)
//
// The first record, "filedesc://...", tells which of them the file has. What is known of a record
// is given in the words of WARC, so that whoever reads records need not know whence they are.
// Pure functions, linear in the line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dealwire {

// Lines that name records are not longer.
inline constexpr size_t kArcLineBytes = 16u << 10;

// How many fields stand behind Content-type in a file that begins with `start`; 1 if it is not
// told.
size_t arc_fields_behind_type(std::string_view start);

struct ArcLine {
  std::string_view url;            // may have spaces in it, as some writers forgot to encode them
  std::string_view ip, date;       // as they stand there
  std::string_view media_type;     // may have spaces in it, too: "text/html; charset=Big5"
  std::optional<uint64_t> length;  // nullopt if it is no number, or below zero
};

// Reads the line, without its line break; nullopt if it is no line that names a record. URLs and
// media types with spaces are told by the address and the date between them.
std::optional<ArcLine> parse_arc_line(std::string_view line, size_t fields_behind_type);

// The same as the head of a WARC record, without Content-Length if the line has no valid one. The
// type is "arc_header" for the first record of a file and "response" for all others.
std::string warc_head_of(const ArcLine& line);

}  // namespace dealwire
