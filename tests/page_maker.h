// Pages around given paragraphs, made to be hard: markup, references, scripts, comments and line
// breaks inside of names and amounts. Random, the same for the same seed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chance.h"

namespace dealwire {

class PageMaker {
 public:
  // Are readings put in behind characters of some Chinese pages, as mirror sites do it?
  enum class Readings { kNone, kInjected };

  explicit PageMaker(uint32_t seed, Readings readings = Readings::kInjected)
      : chance_(seed), readings_(readings) {}

  struct Made {
    std::string text;  // UTF-8; {charset} stands where the page declares its own
    bool html;
  };

  // A page with a headline and paragraphs, all plain text.
  Made make(std::string title, std::vector<std::string> paragraphs) {
    calm_ = chance_.pick(std::vector<size_t>{3, 8, 20, 60});
    chinese_ = title.size() > 2 && (title[0] & 0x80) != 0;
    const size_t layout = chance_.below(4);
    // Not in tables: see the bug in scan_oracle_test.cc.
    if (readings_ == Readings::kInjected && chinese_ && layout != kFostered && chance_.one_in(3)) {
      inject_readings(title, paragraphs);
    }
    if (chance_.one_in(5)) return {plain(title, paragraphs), false};
    std::string body;
    switch (layout) {
      case 0:
        for (const auto& p : paragraphs) body += "<p class=\"t\">" + decorated(p) + "</p>\n";
        break;
      case 1:
        for (const auto& p : paragraphs) body += "　　" + decorated(p) + "<br>\r\n<BR>";
        body = "<table width=\"90%\"><tr><td>" + body + "</td></tr></table>";
        break;
      case 2:
        for (const auto& p : paragraphs) {
          body += "<div>" + decorated(p) + "</div><div class=ad><a href=/x>廣告 9億元</a></div>";
        }
        break;
      default:
        body = fostered(paragraphs);
    }
    return {"<!DOCTYPE html>\n<html><head>" + head(title) + "</head><body>\n" +
                "<ul class=nav><li><a href=/>首頁 5億元</a></ul>" + body +
                "<footer>Copyright 2025 版權所有 7億元</footer></body></html>\n",
            true};
  }

  Chance& chance() { return chance_; }

 private:
  // The title in one of the places where pages have it; behind the head, a headline may follow.
  std::string head(const std::string& title) {
    const std::string meta = "<meta charset={charset}>";
    switch (chance_.below(4)) {
      case 0:
        return meta + "<title>" + references(title) + " | 島嶼財經網</title>";
      case 1:
        return meta + "<meta property=\"og:title\" content=\"" + references(title) + "\">";
      case 2:
        return meta + "<title>" + references(title) + "</title></head><body><h1>" +
               decorated(title) + "</h1>";
      default:
        return meta + "</head><body><h1>" + decorated(title) + "</h1>";
    }
  }

  // A table whose text stands half in cells, half between rows: browsers show the latter first.
  std::string fostered(const std::vector<std::string>& paragraphs) {
    std::string out = "<table>";
    for (const auto& p : paragraphs) {
      const size_t cut = boundary(p, chance_.below(p.size()));
      out += references(p.substr(0, cut)) + "<tr><td>" + decorated(p) + "</td></tr>" +
             references(p.substr(cut));
    }
    return out + "</table>";
  }

  std::string plain(const std::string& title, const std::vector<std::string>& paragraphs) {
    const std::string line = chance_.one_in(2) ? "\r\n" : "\n";
    const bool wrapped = chance_.one_in(2);
    std::string out = title + line + line;
    for (const auto& p : paragraphs) {
      if (!wrapped) {
        out += p + line;
        continue;
      }
      size_t width = 0;
      for_each_character(p, [&](std::string_view c) {
        if (width >= 60 && (chinese_ || c == " ")) {
          out += line;
          width = 0;
          if (c == " ") return;
        }
        out += c;
        width += c.size() > 1 ? 2 : 1;
      });
      out += line + line;
    }
    return out;
  }

  // As mirror sites do it: behind each of these characters the same reading throughout.
  static void inject_readings(std::string& title, std::vector<std::string>& paragraphs) {
    paragraphs.push_back(title);
    for (std::string& text : paragraphs) {
      std::string out;
      for_each_character(text, [&](std::string_view c) {
        out += c;
        if (c == "億" || c == "亿") out += "(yì)";
        if (c == "購" || c == "购") out += "(gòu)";
        if (c == "資" || c == "资") out += "(zī)";
        if (c == "電" || c == "电") out += "（diàn）";
      });
      text = out;
    }
    title = paragraphs.back();
    paragraphs.pop_back();
  }

  template <typename F>
  static void for_each_character(std::string_view text, F f) {
    for (size_t pos = 0; pos < text.size();) {
      const size_t end = boundary(text, pos + 1);
      f(text.substr(pos, end - pos));
      pos = end;
    }
  }

  // `pos`, or the next place between characters.
  static size_t boundary(std::string_view text, size_t pos) {
    while (pos < text.size() && (text[pos] & 0xC0) == 0x80) ++pos;
    return pos;
  }

  static char32_t code_point(std::string_view c) {
    if (c.size() == 1) return static_cast<unsigned char>(c[0]);
    char32_t out = static_cast<unsigned char>(c[0]) & (0x7F >> c.size());
    for (char byte : c.substr(1)) out = out << 6 | (byte & 0x3F);
    return out;
  }

  std::string reference(std::string_view c) {
    if (c == "&") return chance_.one_in(2) ? "&amp;" : "&#38;";
    if (c == "<") return "&lt;";
    if (c == ">") return "&gt;";
    if (c == "\"") return "&quot;";
    if (c == "£") return "&pound;";
    if (c == "€") return "&euro;";
    if (c == "’") return "&rsquo;";
    if (c == " ") return " ";
    const auto decimal = std::to_string(static_cast<uint32_t>(code_point(c)));
    if (chance_.one_in(2)) return "&#" + decimal + ";";
    std::string hex;
    for (uint32_t rest = code_point(c); rest != 0; rest /= 16) {
      hex.insert(hex.begin(), "0123456789abcdef"[rest % 16]);
    }
    return "&#x" + hex + ";";
  }

  static bool must_be_reference(std::string_view c) {
    return c == "&" || c == "<" || c == ">" || c == "\"";
  }

  // Text for a place without tags: an attribute, <title>.
  std::string references(std::string_view text) {
    std::string out;
    for_each_character(text, [&](std::string_view c) {
      out += must_be_reference(c) || chance_.one_in(calm_) ? reference(c) : std::string(c);
    });
    return out;
  }

  std::string decorated(std::string_view text) {
    static const std::vector<std::string> kOpen = {
        "b", "span class=\"num\"", "a href='/t?a=1&amp;b=2'", "em title=\"a>b\"", "font color=red",
        "I"};
    static const std::vector<std::string> kBetween = {"<wbr>",
                                                      "<img src=x alt=\"9億元\">",
                                                      "<!-- 7億元 -->",
                                                      "<!-->",
                                                      "<!---->",
                                                      "<script>var x='5億元</p>';</script>",
                                                      "<style>p>a{}</style>",
                                                      "</x>",
                                                      "&#8203;",
                                                      "&shy;",
                                                      "\u2060",
                                                      "<span hidden>8億元</span>",
                                                      "<!-- <b> --!>",
                                                      "<a name=x></a>"};
    std::string out;
    std::vector<std::string> open;
    for_each_character(text, [&](std::string_view c) {
      if (chance_.one_in(calm_)) {
        switch (chance_.below(4)) {
          case 0: {
            const std::string& tag = chance_.pick(kOpen);
            out += "<" + tag + ">";
            open.push_back(tag.substr(0, tag.find(' ')));
            break;
          }
          case 1:
            if (!open.empty()) {
              out += "</" + open.back() + ">";
              open.pop_back();
            }
            break;
          case 2:
            out += chance_.pick(kBetween);
            break;
          default:
            if (chinese_) out += chance_.one_in(2) ? "\n" : "\r\n";
        }
      }
      if (c.size() == 3 && chance_.one_in(calm_ * 4)) {
        out += "<ruby>" + std::string(c) + "<rp>(</rp><rt>zì</rt><rp>)</rp></ruby>";
      } else if (must_be_reference(c) || chance_.one_in(calm_)) {
        out += reference(c);
      } else if (c.size() == 1 && c[0] >= '0' && c[0] <= '9' && chance_.one_in(calm_ * 2)) {
        out += "\xEF\xBC" + std::string(1, static_cast<char>(0x90 + (c[0] - '0')));  // ０ to ９
      } else {
        out += c;
      }
    });
    for (; !open.empty(); open.pop_back()) out += "</" + open.back() + ">";
    return out;
  }

  static constexpr size_t kFostered = 3;

  Chance chance_;
  Readings readings_;
  size_t calm_ = 10;  // one character in so many is disturbed
  bool chinese_ = false;
};

}  // namespace dealwire
