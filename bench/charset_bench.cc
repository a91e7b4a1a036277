// How often is a charset told right that nobody declares?
//
// usage: bench_charset FOLDER [--misses]
//
// Takes the texts and pages of a folder, transcodes a piece out of the middle of each into every
// charset that is in use for its script and can hold it, and lets decode() read it without a label,
// plain and in the markup of a small page. It is right if the text comes out as it was, whatever
// the charset is called. Paragraphs that a charset cannot hold are left out. --misses names what
// was read wrong.
#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "html/page.h"
#include "html/prescan.h"
#include "text/charset.h"
#include "text/utf8.h"
#include "warc/files.h"

namespace dealwire {
namespace {

constexpr std::array<size_t, 3> kLengths = {200, 1000, 5000};  // in bytes of text

// The charsets by ICU's names, and the script that they are in use for.
constexpr struct Row {
  const char* charset;
  UScriptCode script;
} kRows[] = {
    {"gb18030", USCRIPT_HAN},
    {"Big5-HKSCS", USCRIPT_HAN},
    {"ibm-943_P15A-2003", USCRIPT_JAPANESE},
    {"euc-jp-2007", USCRIPT_JAPANESE},
    {"ISO-2022-JP", USCRIPT_JAPANESE},
    {"windows-949", USCRIPT_HANGUL},
    {"windows-1252", USCRIPT_LATIN},
    {"windows-1250", USCRIPT_LATIN},
    {"windows-1254", USCRIPT_LATIN},
    {"windows-1257", USCRIPT_LATIN},
    {"ISO-8859-2", USCRIPT_LATIN},
    {"ISO-8859-15", USCRIPT_LATIN},
    {"macintosh", USCRIPT_LATIN},
    {"windows-1251", USCRIPT_CYRILLIC},
    {"KOI8-U", USCRIPT_CYRILLIC},
    {"ISO-8859-5", USCRIPT_CYRILLIC},
    {"IBM866", USCRIPT_CYRILLIC},
    {"windows-1253", USCRIPT_GREEK},
    {"windows-1255", USCRIPT_HEBREW},
    {"windows-1256", USCRIPT_ARABIC},
    {"windows-874", USCRIPT_THAI},
    {"UTF-16LE", USCRIPT_HAN},
    {"UTF-16BE", USCRIPT_JAPANESE},
};

// UTF-8 -> a charset. Empty where that lacks a character, or where the way back is another one.
class Encoder {
 public:
  explicit Encoder(const char* charset) : utf8_(open("UTF-8")), charset_(open(charset)) {}

  std::string operator()(std::string_view utf8) const {
    const std::string out = convert(utf8, utf8_.get(), charset_.get());
    return convert(out, charset_.get(), utf8_.get()) == utf8 ? out : "";
  }

 private:
  struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };
  using Converter = std::unique_ptr<UConverter, Close>;

  static Converter open(const char* charset) {
    UErrorCode status = U_ZERO_ERROR;
    return Converter(ucnv_open(charset, &status));
  }

  static std::string convert(std::string_view text, UConverter* from, UConverter* to) {
    std::string out(text.size() * 4 + 16, '\0');
    char* target = out.data();
    const char* source = text.data();
    UErrorCode status = U_ZERO_ERROR;
    ucnv_convertEx(to, from, &target, target + out.size(), &source, source + text.size(), nullptr,
                   nullptr, nullptr, nullptr, true, true, &status);
    out.resize(U_FAILURE(status) ? 0 : static_cast<size_t>(target - out.data()));
    return out;
  }

  Converter utf8_, charset_;
};

// What most letters of a text beyond ASCII are of.
UScriptCode script_of(std::string_view text) {
  std::map<UScriptCode, size_t> letters = {{USCRIPT_LATIN, 1}};
  for (size_t pos = 0; pos < text.size();) {
    const char32_t c = next_character(text, pos);
    UErrorCode status = U_ZERO_ERROR;
    if (c < 0x80) continue;
    ++letters[is_kana(c) ? USCRIPT_JAPANESE : uscript_getScript(static_cast<UChar32>(c), &status)];
  }
  letters.erase(USCRIPT_COMMON);
  letters.erase(USCRIPT_INHERITED);
  if (letters[USCRIPT_JAPANESE] * 5 > letters[USCRIPT_HAN]) letters.erase(USCRIPT_HAN);
  return std::max_element(letters.begin(), letters.end(),
                          [](auto& a, auto& b) { return a.second < b.second; })
      ->first;
}

std::vector<std::string> paragraphs(const Document& document) {
  const Decoded decoded = decode(document.bytes, html::declared_charset(document.bytes));
  std::vector<std::string> out;
  if (document.media_type == "text/html") {
    const auto page = html::Page::parse(decoded.page.text);
    if (!page) return out;
    for (const html::Node& node : page->nodes()) {
      if (node.is_text() && !trim(node.text).empty()) out.emplace_back(trim(node.text));
    }
  } else {
    const std::string_view text = decoded.page.text;
    for (size_t i = 0; i < text.size(); i = text.find('\n', i), i += i < text.size()) {
      out.emplace_back(trim(text.substr(i, text.find('\n', i) - i)));
    }
  }
  return out;
}

// The longest beginning of a text that has no more than `length` bytes in the charset.
std::string_view cut(std::string_view text, size_t length, const Encoder& encode) {
  size_t low = 0, high = text.size();
  while (low < high) {
    size_t middle = (low + high + 1) / 2;
    while (middle < text.size() && (text[middle] & 0xC0) == 0x80) ++middle;
    if (middle <= high && encode(text.substr(0, middle)).size() <= length) {
      low = middle;
    } else {
      high = std::min(high, middle) - 1;
    }
  }
  return text.substr(0, low);
}

// A piece of about `length` bytes, or all there is; empty where there is nothing beyond ASCII.
std::vector<std::string> piece(const std::vector<std::string>& all, size_t length,
                               const Encoder& encode) {
  std::vector<std::string> out;
  size_t size = 0;
  bool ascii = true;
  for (size_t i = all.size() / 3; i < all.size() && size < length; ++i) {
    const std::string encoded = encode(all[i]);
    if (encoded.empty()) continue;
    out.emplace_back(cut(all[i], length - size, encode));
    size += encoded.size();
    ascii =
        ascii && std::all_of(out.back().begin(), out.back().end(), [](char c) { return c >= 0; });
  }
  return ascii ? std::vector<std::string>() : out;
}

std::string plain(const std::vector<std::string>& text) {
  return fmt::format("{}\n", fmt::join(text, "\n"));
}

std::string in_markup(const std::vector<std::string>& text) {
  return fmt::format(
      "<!DOCTYPE html>\n<html>\n<head>\n<script>var page = {{id: 7, type: \"story\"}};</script>\n"
      "<style>.story p {{ margin: 0 }}</style>\n</head>\n<body class=\"page\">\n"
      "<div id=\"menu\"><a href=\"/\">Home</a> <a href=\"/news/\">News</a></div>\n"
      "<div class=\"story\">\n<p class=\"line\">{}</p>\n</div>\n</body>\n</html>\n",
      fmt::join(text, "</p>\n<p class=\"line\">"));
}

struct Share {
  size_t right = 0, all = 0;
  std::string print() const { return all == 0 ? "-" : fmt::format("{}/{}", right, all); }
};

int run(const std::string& folder, bool misses) {
  std::map<std::string, std::array<Share, 2 * kLengths.size()>> table;
  std::array<Share, 2 * kLengths.size()> total;
  for (const Input& input : list_inputs(folder, [](const Error&) {})) {
    const auto document = read_document(input, Budget{});
    if (!document) continue;
    const std::vector<std::string> text = paragraphs(*document);
    const UScriptCode script = script_of(plain(text));
    for (const Row& row : kRows) {
      if (row.script != script) continue;
      const Encoder encode(row.charset);
      for (size_t i = 0; i < 2 * kLengths.size(); ++i) {
        const auto chosen = piece(text, kLengths[i % kLengths.size()], encode);
        if (chosen.empty()) continue;
        const std::string page = i < kLengths.size() ? plain(chosen) : in_markup(chosen);
        const Decoded decoded = decode(encode(page), "");
        const bool right = decoded.page.text == page;
        for (Share* share : {&table[row.charset][i], &total[i]}) {
          ++share->all;
          share->right += right;
        }
        if (misses && !right) {
          fmt::print("{} in {} read as {}: {}\n", input.path, row.charset, decoded.charset,
                     chosen.front().substr(0, 60));
        }
      }
    }
  }
  const auto line = [](std::string_view name, const auto& shares) {
    fmt::print("{:20}", name);
    for (const Share& share : shares) fmt::print("{:>11}", share.print());
    fmt::print("\n");
  };
  fmt::print("{:20}{:>33}{:>33}\n{:20}", "", "plain text", "in markup", "charset");
  for (size_t i = 0; i < 2 * kLengths.size(); ++i) {
    fmt::print("{:>11}", fmt::format("{} B", kLengths[i % kLengths.size()]));
  }
  fmt::print("\n");
  for (const Row& row : kRows) {
    if (table.contains(row.charset)) line(row.charset, table[row.charset]);
  }
  line("all", total);
  return total[0].all > 0 ? 0 : 2;
}

}  // namespace
}  // namespace dealwire

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3 || (argc == 3 && std::string(argv[2]) != "--misses")) {
    fmt::print(stderr, "usage: bench_charset FOLDER [--misses]\n");
    return 2;
  }
  return dealwire::run(argv[1], argc == 3);
}
