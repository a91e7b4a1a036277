#include "damage.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <opencc/SimpleConverter.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "icu_codec.h"
#include "recode.h"
#include "text/labels.h"
#include "text/sentence.h"
#include "text/utf8.h"

namespace dealwire {
namespace {

// What is done to one line.
using Step = std::function<Change(std::string_view line, Chance& chance)>;

// --- Misread: bytes in one charset, read as if they were in another

Step misread(const std::string& written, Reading as) {
  return [=](std::string_view line, Chance&) {
    const auto encoded = encode_line(line, written);
    return encoded ? decode_line(line, *encoded, as) : unchanged(line);
  };
}

Step in_some_lines(const Step& step) {
  return [=](std::string_view line, Chance& chance) {
    return chance.one_in(3) ? step(line, chance) : unchanged(line);
  };
}

// --- Lost bytes

enum class Loss { kDropped, kQuestionMark };

// One byte of one character of two bytes in each sentence.
Step lose_bytes(const std::string& charset, Loss loss, Reading as) {
  return [=](std::string_view line, Chance& chance) {
    auto encoded = encode_line(line, charset);
    if (!encoded) return unchanged(line);
    std::vector<size_t> chosen;
    for (const Range& sentence : split_sentences(line)) {
      std::vector<size_t> leads;
      for (size_t i = 0; i < encoded->bytes.size(); ++i) {
        if (sentence.contains(encoded->source[i]) && encoded->is_lead(i)) leads.push_back(i);
      }
      if (!leads.empty()) chosen.push_back(chance.pick(leads) + chance.below(2));
    }
    std::reverse(chosen.begin(), chosen.end());  // what is dropped moves what follows
    for (const size_t i : chosen) encoded->lose(i, loss == Loss::kQuestionMark);
    return decode_line(line, *encoded, as);
  };
}

// GBK that was split at pairs meaning ！ ？ ， wherever their bytes occur, the pieces read each by
// itself: of a character that such a pair begins in, a question mark is left. That it was 。 is
// told by what follows; other characters are lost.
Change split_at_pairs(std::string_view line, Chance&) {
  auto encoded = encode_line(line, "ibm-1386_P100-2001");
  if (!encoded) return unchanged(line);
  static const std::set<std::string_view> kPairs = {"\xA3\xA1", "\xA3\xBF", "\xA3\xAC"};
  std::string& bytes = encoded->bytes;
  for (size_t i = 0; i + 2 < bytes.size(); ++i) {
    if (!encoded->is_lead(i) || !kPairs.contains(std::string_view(bytes).substr(i + 1, 2))) {
      continue;
    }
    if (bytes[i] != '\xA1') encoded->lost.push_back(encoded->source[i]);
    bytes[i] = '?';
    i += 2;
  }
  return decode_line(line, *encoded, {kCp936});
}

Change fold_width(std::string_view line, Chance&) {
  Change out;
  for_each_character(line, [&](char32_t c, Range at) {
    const char32_t folded = fold_punctuation(c);
    if (folded == c) {
      out.text.append_copy(cut(line, at), at.begin);
    } else {
      out.text.append_atom(utf8(folded), at);
    }
  });
  return out;
}

// --- Injected

// Puts `injected(c, before, behind)` behind characters; "" for nothing.
template <typename F>
Change inject(std::string_view line, F injected) {
  Change out;
  for_each_character(line, [&](char32_t c, Range at) {
    const std::string more = injected(c, at);
    if (more.empty()) {
      out.text.append_copy(cut(line, at), at.begin);
    } else {
      out.text.append_atom(std::string(cut(line, at)) + more, at);
    }
  });
  return out;
}

// `id` and direction as ICU has them.
std::string transliterate(const char* id, UTransDirection direction, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> rules(
      icu::Transliterator::createInstance(id, direction, status));
  auto units = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  rules->transliterate(units);
  std::string out;
  units.toUTF8String(out);
  return out;
}

std::string pinyin(std::string_view han) { return transliterate("Han-Latin", UTRANS_FORWARD, han); }
std::string bopomofo(std::string_view han) {
  return transliterate("Bopomofo-Latin", UTRANS_REVERSE, pinyin(han));
}

// The mirror behind this kind chose common characters, the same ones on all its pages.
constexpr std::u32string_view kChosen =
    U"數据據發发現现規规經经統统產产調调網网業业節节轉转內内協协創创續续態态執执養养醫医優优戰战"
    U"質质聯联電电資资億亿購购開开報报";

// Behind each chosen character its reading in brackets, everywhere.
Step annotate(std::string (*reading)(std::string_view), std::string open, std::string close) {
  return [=](std::string_view line, Chance&) {
    static std::map<std::pair<void*, char32_t>, std::string> known;
    return inject(line, [&](char32_t c, Range at) -> std::string {
      if (kChosen.find(c) == kChosen.npos) return "";
      std::string& text = known[{reinterpret_cast<void*>(reading), c}];
      if (text.empty()) text = reading(cut(line, at));
      return open + text + close;
    });
  };
}

// The same done to GBK byte by byte, so that it also strikes across characters: 輸得 holds 數.
Change annotate_bytes(std::string_view line, Chance&) {
  static const auto readings = [] {
    const IcuCodec gbk("ibm-1386_P100-2001");
    std::map<std::string, std::string> out;
    for (const char32_t c : kChosen) {
      out[gbk.encode(utf8(c))] = gbk.encode("(" + pinyin(utf8(c)) + ")");
    }
    return out;
  }();
  const auto encoded = encode_line(line, "ibm-1386_P100-2001");
  if (!encoded) return unchanged(line);
  Encoded out;
  for (size_t i = 0; i < encoded->bytes.size(); ++i) {
    out.bytes += encoded->bytes[i];
    out.source.push_back(encoded->source[i]);
    if (i == 0) continue;
    const auto found = readings.find(encoded->bytes.substr(i - 1, 2));
    if (found == readings.end()) continue;
    out.bytes += found->second;
    out.source.insert(out.source.end(), found->second.size(), encoded->source[i]);
  }
  return decode_line(line, out, {kCp936});
}

// Ruby as copied from a page: the reading of each word in brackets behind it.
Step flatten_ruby(std::string open, std::string close) {
  return [=](std::string_view line, Chance&) {
    static const std::vector<std::pair<std::string_view, std::string>> kWords = {
        {"半導体", "はんどうたい"}, {"電力", "でんりょく"}, {"会社", "かいしゃ"},
        {"投資", "とうし"},         {"出資", "しゅっし"},   {"買収", "ばいしゅう"},
        {"発表", "はっぴょう"},     {"事業", "じぎょう"},   {"企業", "きぎょう"},
        {"株式", "かぶしき"},       {"日本", "にほん"},     {"東京", "とうきょう"},
        {"開発", "かいはつ"},       {"計画", "けいかく"},   {"建設", "けんせつ"},
        {"工場", "こうじょう"},     {"米国", "べいこく"},   {"技術", "ぎじゅつ"},
        {"億円", "おくえん"},       {"電池", "でんち"},     {"契約", "けいやく"},
        {"資金", "しきん"},         {"設備", "せつび"},     {"取得", "しゅとく"}};
    return inject(line, [&](char32_t, Range at) -> std::string {
      const std::string_view before = line.substr(0, at.end);
      for (const auto& [word, reading] : kWords) {
        if (before.ends_with(word)) return open + reading + close;
      }
      return "";
    });
  };
}

// One of `characters` behind every `every`th character on average.
Step sprinkle(std::u32string characters, size_t every) {
  return [=](std::string_view line, Chance& chance) {
    return inject(line, [&](char32_t c, Range) {
      return c > ' ' && chance.one_in(every) ? utf8(chance.pick(characters)) : "";
    });
  };
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

// Between the digits of a number, against those who read by program.
Change part_digits(std::string_view line, Chance& chance) {
  static const std::u32string kInvisible = U"\u200B\u200C\u200D\u2060\uFEFF\u00AD";
  const char32_t chosen = chance.pick(kInvisible);
  return inject(line, [&](char32_t c, Range at) {
    return is_digit(c) && is_digit(character_at(line, at.end)) ? utf8(chosen) : "";
  });
}

// Digits as characters of a font that only the page has: what they were is not told by the text.
Change hide_digits(std::string_view line, Chance& chance) {
  const char32_t zero = 0xE800 + static_cast<char32_t>(chance.below(64)) * 16;
  Change out;
  for_each_character(line, [&](char32_t c, Range at) {
    if (is_digit(c)) {
      out.text.append_atom(utf8(zero + c - '0'), at);
      out.lost.push_back(at);
    } else {
      out.text.append_copy(cut(line, at), at.begin);
    }
  });
  return out;
}

// The same of common characters, whatever their script.
Change hide_letters(std::string_view line, Chance&) {
  constexpr std::u32string_view kHidden =
      U"的一了是在有和不大上年日中のにはをがたでいしeatis이의을에다는";
  Change out;
  for_each_character(line, [&](char32_t c, Range at) {
    const size_t which = kHidden.find(c);
    if (which == kHidden.npos) {
      out.text.append_copy(cut(line, at), at.begin);
    } else {
      out.text.append_atom(utf8(0xE600 + static_cast<char32_t>(which)), at);
      out.lost.push_back(at);
    }
  });
  return out;
}

// --- Chains

// `step` done to each line of what was damaged before.
void apply(const Step& step, Damaged& damaged, Chance& chance) {
  const SourcedText before = std::move(damaged.damaged);
  SourcedText after;
  for (size_t begin = 0; begin <= before.text.size();) {
    const size_t end = std::min(before.text.find('\n', begin), before.text.size());
    const Change change = step(std::string_view(before.text).substr(begin, end - begin), chance);
    SourceMap place;
    place.copy(begin, end - begin);
    after.append({change.text.text, change.text.source.then(place)});
    for (const Range& lost : change.lost) {
      damaged.lost.push_back(before.source.span({begin + lost.begin, begin + lost.end}));
    }
    if (end < before.text.size()) after.append_copy("\n", end);
    begin = end + 1;
  }
  after.source = after.source.then(before.source);
  damaged.damaged = std::move(after);
}

// The lines of a text in the other script of Chinese; those that would change in length stay.
std::vector<std::string> convert(std::string_view text) {
  static const opencc::SimpleConverter converter("s2t");
  std::vector<std::string> out;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    out.push_back(converter.Convert(std::string(text.substr(begin, end - begin))));
    begin = end + 1;
  }
  return out;
}

// A mirror that shows a mainland page in traditional characters. Characters keep their places in
// nearly all lines, so the map stays; the other lines are left as they are.
void convert(Damaged& damaged) {
  const auto clean = convert(damaged.clean), text = convert(damaged.damaged.text);
  size_t in_clean = 0, in_text = 0;
  for (size_t i = 0; i < clean.size(); ++i) {
    const auto length = [](const std::string& s, size_t begin) {
      return std::min(s.find('\n', begin), s.size()) - begin;
    };
    const size_t clean_length = length(damaged.clean, in_clean);
    const size_t text_length = length(damaged.damaged.text, in_text);
    if (clean[i].size() == clean_length && text[i].size() == text_length) {
      damaged.clean.replace(in_clean, clean_length, clean[i]);
      damaged.damaged.text.replace(in_text, text_length, text[i]);
    }
    in_clean += clean_length + 1;
    in_text += text_length + 1;
  }
}

enum class Then { kNothing, kFolded, kConverted, kFoldedAndConverted };

DamageKind kind(std::string name, std::string_view languages, const std::vector<Step>& steps,
                Then then = Then::kNothing) {
  return {std::move(name), languages, [=](std::string_view clean, Chance& chance) {
            Damaged out;
            out.clean = clean;
            out.damaged.append_copy(clean, 0);
            for (const Step& step : steps) apply(step, out, chance);
            if (then == Then::kFolded || then == Then::kFoldedAndConverted) {
              apply(fold_width, out, chance);
              out.folded = true;
            }
            if (then == Then::kConverted || then == Then::kFoldedAndConverted) convert(out);
            return out;
          }};
}

std::vector<DamageKind> make_kinds() {
  constexpr std::string_view kAny, kChinese = "zh-Hant zh-Hans", kHant = "zh-Hant",
                                   kHans = "zh-Hans", kJapanese = "ja", kKorean = "ko",
                                   kCjk = "zh-Hant zh-Hans ja ko";
  constexpr auto kMark = Malformed::kQuestionMark;
  const std::string gbk = "ibm-1386_P100-2001", big5 = "Big5-HKSCS", sjis = "ibm-943_P15A-2003",
                    euc_jp = "euc-jp-2007", euc_kr = "windows-949", utf8 = "UTF-8";
  const Step as_1252 = misread(utf8, {"windows-1252"});
  const Step invisible = sprinkle(U"\u200B\u200C\u2060\uFEFF", 9);
  return {
      kind("misread: UTF-8 as windows-1252", kAny, {as_1252}),
      kind("misread: some lines as windows-1252", kAny, {in_some_lines(as_1252)}),
      kind("misread: strictly, ? for the rest", kAny, {misread(utf8, {"windows-1252", kMark})}),
      kind("misread: UTF-8 as Latin-1", kAny, {misread(utf8, {kLatin1})}),
      kind("misread: twice as windows-1252", kAny, {as_1252, as_1252}),
      kind("misread: twice as Latin-1", kAny, {misread(utf8, {kLatin1}), misread(utf8, {kLatin1})}),
      kind("misread: UTF-8 as GBK, U+FFFD", kCjk, {misread(utf8, {"gbk"})}),
      kind("misread: UTF-8 as GBK, ?", kCjk, {misread(utf8, {kCp936})}),
      kind("misread: some lines as GBK", kCjk, {in_some_lines(misread(utf8, {"gbk"}))}),
      kind("misread: UTF-8 as Big5, U+FFFD", kCjk, {misread(utf8, {"big5"})}),
      kind("misread: UTF-8 as Big5, ?", kCjk, {misread(utf8, {"big5", kMark})}),
      kind("misread: UTF-8 as Shift_JIS", kCjk, {misread(utf8, {"shift_jis"})}),
      kind("misread: UTF-8 as EUC-KR", kCjk, {misread(utf8, {"euc-kr"})}),
      kind("misread: GBK as windows-1252", kChinese, {misread(gbk, {"windows-1252"})}),
      kind("misread: Big5 as windows-1252", kHant, {misread(big5, {"windows-1252"})}),
      kind("misread: Shift_JIS as windows-1252", kJapanese, {misread(sjis, {"windows-1252"})}),
      kind("misread: EUC-KR as windows-1252", kKorean, {misread(euc_kr, {"windows-1252"})}),
      kind("misread: GBK as Big5", kChinese, {misread(gbk, {"big5"})}),
      kind("misread: Big5 as GBK", kHant, {misread(big5, {"gbk"})}),
      kind("misread: Shift_JIS as GBK", kJapanese, {misread(sjis, {"gbk"})}),
      kind("misread: EUC-KR as GBK", kKorean, {misread(euc_kr, {"gbk"})}),

      kind("lost: split at pairs, cp936", kChinese, {split_at_pairs}),
      kind("lost: split at pairs, folded", kChinese, {split_at_pairs}, Then::kFolded),
      kind("lost: GBK dropped, cp936", kChinese, {lose_bytes(gbk, Loss::kDropped, {kCp936})}),
      kind("lost: GBK as ?, cp936", kChinese, {lose_bytes(gbk, Loss::kQuestionMark, {kCp936})}),
      kind("lost: GBK dropped, web", kChinese, {lose_bytes(gbk, Loss::kDropped, {"gbk"})}),
      kind("lost: GBK as ?, web", kChinese, {lose_bytes(gbk, Loss::kQuestionMark, {"gbk"})}),
      kind("lost: Big5 dropped", kHant, {lose_bytes(big5, Loss::kDropped, {"big5"})}),
      kind("lost: Big5 as ?", kHant, {lose_bytes(big5, Loss::kQuestionMark, {"big5"})}),
      kind("lost: Shift_JIS dropped", kJapanese, {lose_bytes(sjis, Loss::kDropped, {"shift_jis"})}),
      kind("lost: Shift_JIS as ?", kJapanese,
           {lose_bytes(sjis, Loss::kQuestionMark, {"shift_jis"})}),
      kind("lost: EUC-JP dropped", kJapanese, {lose_bytes(euc_jp, Loss::kDropped, {"euc-jp"})}),
      kind("lost: EUC-JP as ?", kJapanese, {lose_bytes(euc_jp, Loss::kQuestionMark, {"euc-jp"})}),
      kind("lost: EUC-KR dropped", kKorean, {lose_bytes(euc_kr, Loss::kDropped, {"euc-kr"})}),
      kind("lost: EUC-KR as ?", kKorean, {lose_bytes(euc_kr, Loss::kQuestionMark, {"euc-kr"})}),

      kind("injected: pinyin (wǎng)", kChinese, {annotate(pinyin, "(", ")")}),
      kind("injected: pinyin （wǎng）", kChinese, {annotate(pinyin, "（", "）")}),
      kind("injected: pinyin in GBK bytewise", kChinese, {annotate_bytes}),
      kind("injected: bopomofo", kHant, {annotate(bopomofo, "（", "）")}),
      kind("injected: ruby in ()", kJapanese, {flatten_ruby("(", ")")}),
      kind("injected: ruby in （）", kJapanese, {flatten_ruby("（", "）")}),
      kind("injected: ruby in 《》", kJapanese, {flatten_ruby("《", "》")}),
      kind("injected: soft hyphens", kAny, {sprinkle(U"\u00AD", 6)}),
      kind("injected: zero width", kAny, {invisible}),
      kind("injected: bidi controls", kAny,
           {sprinkle(U"\u200E\u200F\u202A\u202C\u202D\u2066\u2069", 9)}),
      kind("injected: between digits", kAny, {part_digits}),
      kind("injected: private use", kAny, {sprinkle(U"\uE001\uE5D2\uF101\uF0A8", 25)}),
      kind("injected: digits of a font", kAny, {hide_digits}),
      kind("injected: letters of a font", kAny, {hide_letters}),

      kind("chain: pinyin, split, fold", kChinese, {annotate(pinyin, "(", ")"), split_at_pairs},
           Then::kFolded),
      kind("chain: pinyin, split, fold, OpenCC", kHans,
           {annotate(pinyin, "(", ")"), split_at_pairs}, Then::kFoldedAndConverted),
      kind("chain: bytewise pinyin, OpenCC", kHans, {annotate_bytes}, Then::kConverted),
      kind("chain: pinyin, GBK dropped", kChinese,
           {annotate(pinyin, "(", ")"), lose_bytes(gbk, Loss::kDropped, {kCp936})}),
      kind("chain: ruby, Shift_JIS dropped", kJapanese,
           {flatten_ruby("（", "）"), lose_bytes(sjis, Loss::kDropped, {"shift_jis"})}),
      kind("chain: zero width, windows-1252", kAny, {invisible, as_1252}),
      kind("chain: windows-1252, soft hyphens", kAny, {as_1252, sprinkle(U"\u00AD", 20)}),
      kind("chain: pinyin, UTF-8 as GBK", kChinese,
           {annotate(pinyin, "(", ")"), misread(utf8, {"gbk"})}),
  };
}

// --- Places

// A stretch of the damaged text with what it stands for.
struct Stretch {
  Range clean, damaged;
};

// The smallest stretches that share no clean character.
std::vector<Stretch> stretches(const Damaged& damaged) {
  std::vector<Stretch> out;
  size_t reach = 0;  // of the clean text
  for_each_character(damaged.damaged.text, [&](char32_t, Range at) {
    const Range clean = damaged.damaged.source.span(at);
    if (!out.empty() && clean.begin < reach) {
      out.back() = {hull(out.back().clean, clean), hull(out.back().damaged, at)};
    } else {
      if (clean.begin > reach) out.push_back({{reach, clean.begin}, {at.begin, at.begin}});
      out.push_back({clean, at});
    }
    reach = std::max(reach, clean.end);
  });
  if (reach < damaged.clean.size()) {
    const size_t end = damaged.damaged.text.size();
    out.push_back({{reach, damaged.clean.size()}, {end, end}});
  }
  return out;
}

std::string folded(std::string_view text) {
  std::string out;
  for_each_character(text, [&](char32_t c, Range) { append_utf8(out, fold_punctuation(c)); });
  return out;
}

}  // namespace

char32_t fold_punctuation(char32_t c) {
  static constexpr std::u32string_view kFolded = U"，！？：；（）";
  return kFolded.find(c) == kFolded.npos ? c : c - 0xFEE0;
}

bool DamageKind::happens_to(std::string_view language) const {
  return languages.empty() || has_word(languages, language);
}

const std::vector<DamageKind>& damage_kinds() {
  static const std::vector<DamageKind> kinds = make_kinds();
  return kinds;
}

std::vector<DamagedPlace> damaged_places(const Damaged& damaged) {
  const auto is_whole = [&](const Stretch& s) {
    const auto clean = cut(damaged.clean, s.clean);
    const auto text = cut(damaged.damaged.text, s.damaged);
    return clean == text || (damaged.folded && folded(clean) == folded(text));
  };
  std::vector<DamagedPlace> out;
  bool joins = false;
  for (const Stretch& s : stretches(damaged)) {
    const bool whole = is_whole(s);
    if (!whole && joins) {
      out.back().clean.end = s.clean.end;
      out.back().damaged.end = s.damaged.end;
    } else if (!whole) {
      out.push_back({s.clean, s.damaged, true});
    }
    joins = !whole;
  }
  for (DamagedPlace& place : out) {
    place.restorable = std::none_of(damaged.lost.begin(), damaged.lost.end(),
                                    [&](Range lost) { return place.clean.overlaps(lost); });
  }
  return out;
}

}  // namespace dealwire
