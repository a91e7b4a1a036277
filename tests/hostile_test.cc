// Input that is made to cost more than it is worth, through the real binary. Wanted is a second a
// megabyte; ten times that ends a test. Memory is read from the child when it is gone.
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <vector>

#include "folder.h"
#include "time_limit.h"

namespace dealwire {
namespace {

using namespace std::string_literals;

// Under sanitizers documents are smaller, and are only asked to end well.
constexpr size_t kMega = kSanitized ? 50'000 : 1'000'000;
const std::string kNews = "玉港電力今天宣布，將以30億美元收購鳶嶺電網51%股權，並興建1.2GW的電廠。";

const std::string kScript =
    "<script>window.state = {\"items\": [1, 2, 3], \"title\": \"x\"};</script>\n";

std::string repeat(const std::string& what, size_t times) {
  std::string out;
  out.reserve(what.size() * times);
  for (size_t i = 0; i < times; ++i) out += what;
  return out;
}

// As often as it takes to fill `bytes`.
std::string fill(const std::string& what, size_t bytes) {
  return repeat(what, bytes / what.size());
}

// The same piece with a number in place of #.
std::string numbered(const std::string& before, const std::string& after, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += before + std::to_string(i) + after;
  return out;
}

struct Outcome {
  int code = -1;
  bool in_time = true;
  size_t peak = 0;  // bytes of memory
  std::string out, err;
};

class HostileTest : public TestFolder {
 protected:
  // Runs the program on a file or folder below this one, for `seconds` at most.
  Outcome scan(const std::string& what, unsigned seconds,
               std::vector<const char*> options = {}) const {
    const std::string input = path(what), out = path(".out"), err = path(".err");
    std::vector<const char*> argv = {"dealwire", "scan", input.c_str()};
    argv.insert(argv.end(), options.begin(), options.end());
    argv.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
      alarm(seconds);
      const bool open = freopen(out.c_str(), "w", stdout) && freopen(err.c_str(), "w", stderr);
      if (open) execv(DEALWIRE_PROGRAM, const_cast<char* const*>(argv.data()));
      _exit(127);
    }
    int status = 0;
    rusage usage{};
    wait4(child, &status, 0, &usage);
    Outcome outcome;
    outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    outcome.in_time = !(WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM);
    outcome.peak = static_cast<size_t>(usage.ru_maxrss) * 1024;
    outcome.out = content(out);
    outcome.err = content(err);
    return outcome;
  }
};

struct Row {
  const char* name;  // its end tells how it is read
  std::string (*make)();
  const char* want;  // "whole", "partial", or the code of an error
  size_t times = 0;  // memory at most this many times the document; 0: not asked
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

class Hostile : public HostileTest, public testing::WithParamInterface<Row> {};

std::vector<Row>& all_rows() {
  static std::vector<Row> all;
  return all;
}

// The rows of a suite, remembered.
auto rows(const std::vector<Row>& of_suite) {
  all_rows().insert(all_rows().end(), of_suite.begin(), of_suite.end());
  return testing::ValuesIn(of_suite);
}

// Under sanitizers a start takes longer than most documents: one program reads them all, and only
// if it does not end well each has one of its own, which tells the culprit.
TEST_F(HostileTest, SanitizersFindNothing) {
  if (!kSanitized) return;
  const auto wrong = [&](const std::string& what, unsigned seconds) {
    const bool lines = what.ends_with(".jsonl");
    const Outcome outcome = scan(
        what, seconds, lines ? std::vector<const char*>{"--jsonl"} : std::vector<const char*>{});
    const bool well = (outcome.code == 0 || outcome.code == 1) &&
                      outcome.err.find("Sanitizer") == std::string::npos &&
                      outcome.err.find("runtime error") == std::string::npos;
    if (well) return std::string();
    return outcome.in_time ? std::to_string(outcome.code) + ": " + outcome.err : "took too long";
  };
  ASSERT_FALSE(all_rows().empty());
  for (const Row& row : all_rows()) write(path("all/" + std::string(row.name)), row.make());
  const bool all_well = wrong("all", 400).empty();
  for (const Row& row : all_rows()) {
    if (!all_well ||
        std::string(row.name).ends_with(".jsonl")) {  // which folders are not asked for
      EXPECT_EQ(wrong("all/" + std::string(row.name), 60), "") << row.name;
    }
  }
  EXPECT_TRUE(all_well);
}

TEST_P(Hostile, EndsInTimeAsWanted) {
  if (kSanitized) return;
  const Row& row = GetParam();
  write(path(row.name), row.make());
  const size_t bytes = fs::file_size(path(row.name));
  const auto seconds = static_cast<unsigned>(10 * (1 + bytes / kMega));
  const bool lines = std::string(row.name).ends_with(".jsonl");
  const Outcome outcome = scan(
      row.name, seconds, lines ? std::vector<const char*>{"--jsonl"} : std::vector<const char*>{});
  ASSERT_TRUE(outcome.in_time) << "took longer than " << seconds << " seconds";
  const bool read = row.want == "whole"s || row.want == "partial"s;
  EXPECT_EQ(outcome.code, read ? 0 : 1) << outcome.err;
  EXPECT_EQ(outcome.out.find("\"partial\":true") != std::string::npos, row.want == "partial"s)
      << outcome.err;
  EXPECT_NE(outcome.out.find(read ? "\"error\":null" : "\"code\":\""s + row.want + '"'),
            std::string::npos)
      << outcome.err;
  EXPECT_EQ(outcome.err.empty(), row.want == "whole"s) << outcome.err;  // a limit is named
  if (row.times > 0) {
    EXPECT_LT(outcome.peak, row.times * bytes);
  }
}

std::string name_of(const testing::TestParamInfo<Row>& info) {
  std::string out = info.param.name;
  for (char& c : out) {
    if (!isalnum(c)) c = '_';
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(
    Markup, Hostile,
    rows({
        {"nested.html", [] { return repeat("<div>", 100'000) + kNews; }, "partial"},
        {"nested-bold.html", [] { return repeat("<b>", 100'000) + kNews; }, "partial"},
        {"nested-tables.html", [] { return repeat("<table><tr><td>", 100'000); }, "partial"},
        {"nested-templates.html", [] { return repeat("<template>", 100'000); }, "partial"},
        // Each paragraph opens again what the ones before left open: three of a kind, or all kinds.
        {"reopened.html", [] { return repeat("<p><i>", 100'000); }, "partial"},
        {"reopened-all.html", [] { return numbered("<p><i id=", ">x", 100'000); }, "too_complex"},
        {"attributes.html", [] { return "<p" + numbered(" a", "=1", kMega) + ">" + kNews; },
         "whole"},
        {"attributes-read.html", [] { return "<p" + numbered(" id=", "", kMega) + ">" + kNews; },
         "whole"},
        {"attributes-meta.html", [] { return "<meta" + numbered(" a", "=1", kMega) + ">" + kNews; },
         "whole"},
        {"tags.html", [] { return numbered("<i id=", ">x</i>", kMega); }, "whole"},
        {"less-than.html", [] { return std::string(kMega, '<'); }, "whole"},
        {"ampersand.html", [] { return std::string(kMega, '&'); }, "whole"},
        {"reference.html", [] { return "&#" + std::string(kMega, '7') + ";"; }, "whole"},
        {"comment.html", [] { return fill("<!--", kMega); }, "whole"},
        {"comment-dashes.html", [] { return "<!--" + std::string(kMega, '-'); }, "whole"},
        {"drawing.html", [] { return fill("<svg>", kMega); }, "partial"},
        {"drawing-cdata.html", [] { return fill("<svg><![CDATA[", kMega); }, "whole"},
        {"quote.html", [] { return fill("<a href=\"", kMega); }, "whole"},
        {"quote-single.html", [] { return fill("<a href='x' b='", kMega); }, "whole"},
        {"style.html", [] { return fill("<style>", kMega); }, "whole"},
        {"script.html", [] { return fill("<script><!--<script>", kMega); }, "whole"},
        {"comments-in-a-word.html", [] { return fill("x<!-- y -->", kMega); }, "whole"},
        {"scripts-in-a-word.html", [] { return fill("x<script>y</script>", kMega); }, "whole"},
        {"paragraphs.html", [] { return fill("<p>x", kMega); }, "too_complex"},
        {"noscript.html", [] { return fill("<noscript><p>x", kMega); }, "partial"},
        {"templates.html", [] { return fill("<template>x</template>", kMega); }, "whole"},
        {"options.html", [] { return fill("<select><option>x", kMega); }, "partial"},
        {"fostered.html", [] { return fill("<table>x<tr><td>y", kMega); }, "partial"},
        {"spans.html", [] { return fill("<span>x", kMega); }, "partial"},
        {"end-tags.html", [] { return repeat("<b>", 500) + fill("</x>y", kMega); }, "whole"},
        {"white-space.html", [] { return "<b>" + fill("<i>   </i>", kMega); }, "whole"},
        {"no-line-break.html", [] { return fill("<p>    ", kMega); }, "whole"},
        {"names-in-capitals.html", [] { return numbered("<A", ">x", kMega / 8); }, "partial"},
    }),
    name_of);

// Data in place of an article: more of it is in embedded_test.cc.
INSTANTIATE_TEST_SUITE_P(
    Data, Hostile,
    rows({
        {"lists.html", [] { return "<script>" + fill("[", kMega) + "</script>"; }, "whole"},
        {"state.html",
         [] { return "<script>s={\"body\":\"" + fill(kNews, kMega) + "\"}</script>"; }, "partial"},
        {"state-html.html",
         [] {
           return "<script>s={\"body\":\"" + fill("<p>" + kNews + "<\\/p>", kMega) + "\"}</script>";
         },
         "partial"},
        {"attribute.html",
         [] { return "<p data-s='{\"body\":\"" + fill("&amp;" + kNews, kMega) + "\"}'>"; },
         "partial"},
        {"json-ld.html",
         [] {
           return "<script type=application/ld+json>{\"articleBody\":\"" + fill(kNews, kMega) +
                  "\"}</script>";
         },
         "partial"},
        {"many-states.html",
         [] { return fill("<script>s={\"body\":\"" + repeat(kNews, 9) + "\"}</script>", kMega); },
         "whole"},
    }),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Metadata, Hostile,
    rows({
        {"deep-arrays.html",
         [] {
           return "<script type=application/ld+json>" + repeat("[", 500'000) + "</script>" + kNews;
         },
         "whole"},
        {"deep-objects.html",
         [] {
           return "<script type=application/ld+json>" + repeat("{\"@graph\":", 50'000) + "1" +
                  repeat("}", 50'000) + "</script>" + kNews;
         },
         "whole"},
        {"many-scripts.html",
         [] {
           return repeat("<script type=application/ld+json>{\"headline\":\"x\"}</script>", 20'000) +
                  kNews;
         },
         "whole"},
        {"title.html", [] { return "<title>" + fill("x ", kMega) + "</title>" + kNews; }, "whole"},
    }),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Bytes, Hostile,
    rows({
        {"nul.html", [] { return "<p>" + kNews + std::string(kMega, '\0'); }, "binary"},
        {"nul-alone.html", [] { return "<p>" + repeat(kNews, 100) + "\0"s + kNews; }, "whole"},
        {"nul.txt", [] { return std::string(kMega, '\0'); }, "binary"},
        {"no-charset.html", [] { return "<p>" + fill("\xFF\xFE\xFD", kMega); }, "whole"},
        {"half-characters.txt", [] { return fill("a\xE5", kMega); }, "partial"},
        {"empty.html", [] { return ""s; }, "empty"},
    }),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Text, Hostile,
    rows({
        {"digits.txt", [] { return fill("1,234,567.", kMega); }, "whole"},
        {"han.txt", [] { return fill("億", kMega); }, "partial"},
        {"brackets.txt", [] { return fill("（「[(", kMega); }, "whole"},
        {"sentences.txt", [] { return fill("微軟以30億美元收購英特爾。", kMega); }, "partial"},
        {"amounts.txt", [] { return fill("30億美元", kMega); }, "partial"},
        {"parties.txt", [] { return fill("微軟", kMega); }, "partial"},
        {"triggers.txt", [] { return fill("to acquire ", kMega); }, "whole"},
        {"capitals.txt", [] { return fill("Abc Def ", kMega); }, "whole"},
        {"readings.txt", [] { return fill("網(wǎng)路(lù)電(diàn)", kMega); }, "partial"},
        {"line-ends.txt", [] { return std::string(kMega, '\n'); }, "whole"},
    }),
    name_of);

// UTF-8 read as ISO-8859-1, again and again.
std::string misread(std::string text, int times) {
  for (; times > 0; --times) {
    std::string out;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte >= 0x80) out += static_cast<char>(byte < 0xC0 ? 0xC2 : 0xC3);
      out += static_cast<char>(byte < 0x80 ? byte : 0x80 | (byte & 0x3F));
    }
    text = std::move(out);
  }
  return text;
}

const std::string kGerman = "Der Käufer übernimmt 51 % der Anteile für 30 Mio. €, sagte Löwe.\n";

// Noise of characters from `first` on, always the same.
std::string noise(unsigned first, unsigned count, size_t bytes) {
  std::string out;
  for (unsigned state = 1; out.size() < bytes;) {
    state = state * 1'103'515'245 + 12'345;
    const unsigned c = first + (state >> 16) % count;
    if (c >= 0x800) out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(c >= 0x800 ? 0x80 | (c >> 6 & 0x3F) : 0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
  return out;
}

// Text that repair and the folding of Chinese have to do with.
INSTANTIATE_TEST_SUITE_P(
    Repair, Hostile,
    rows({
        {"misread-once.txt", [] { return fill(misread(kGerman, 1), kMega); }, "partial"},
        {"misread-twice.txt", [] { return fill(misread(kGerman, 2), kMega); }, "partial"},
        {"misread-four-times.txt", [] { return fill(misread(kGerman, 4), kMega); }, "partial"},
        {"misread-han.txt", [] { return fill(misread(kNews, 1), kMega); }, "partial"},
        {"misread-han-four-times.txt", [] { return fill(misread(kNews, 4), kMega); }, "whole"},
        {"misread-as-gbk.txt",
         [] { return fill("鐜夋腐鐢靛姏浠婂ぉ瀹ｅ竷锛屽皢鏀惰喘楦㈠箔鐢电綉鐨勮偂鏉冦��", kMega); },
         "partial"},
        {"misread-as-shift-jis.txt",
         [] {
           return fill("邇画ｸｯ髮ｻ蜉帙�ｯ莉頑律縲�魑ｶ蠍ｺ髮ｻ邯ｲ繧貞叙蠕励☆繧九→逋ｺ陦ｨ縺励◆縲�", kMega);
         },
         "partial"},
        {"misread-gbk-as-big5.txt",
         [] { return fill("迶誠萇薯踏毞哫票ㄛ蔚彶劃藎鍛萇厙腔嘖�芋�", kMega); }, "partial"},
        {"leads.txt", [] { return fill("Ã", kMega); }, "whole"},
        {"continuations.txt", [] { return fill("\u0080", kMega); }, "whole"},
        {"leads-and-continuations.txt", [] { return fill("Ã©", kMega); }, "whole"},
        {"leads-and-spaces.txt", [] { return fill("Ã ", kMega); }, "whole"},
        {"noise-latin.txt", [] { return noise(0x80, 0x80, kMega); }, "partial"},
        {"noise-half-width.txt", [] { return noise(0xFF61, 63, kMega); }, "partial"},
        {"noise-han.txt", [] { return noise(0x4E00, 20'000, kMega); }, "partial"},
        {"slipped.txt", [] { return fill("伝銋q力今天宣布將收購鳶嶺電網的股權", kMega); },
         "partial"},
        {"slipped-lines.txt",
         [] { return fill("今天?伝銋q力今天宣布將收購鳶嶺電網的股權。\n", kMega); }, "partial"},
        {"lost.txt", [] { return fill("\uFFFD", kMega); }, "whole"},
        {"lost-between.txt", [] { return fill("\uFFFD億", kMega); }, "partial"},
        {"lost-and-stops.txt", [] { return fill("\uFFFD. . . . ", kMega); }, "partial"},
        {"question-marks.txt", [] { return fill("億?", kMega); }, "partial"},
        {"question-marks-two.txt", [] { return fill("億??電", kMega); }, "partial"},
        {"rare.txt", [] { return fill("龘", kMega); }, "partial"},
        {"private-use.txt", [] { return fill("\uE000", kMega); }, "whole"},
        {"private-use-between.txt", [] { return fill("電\uE000", kMega); }, "partial"},
        {"soft-hyphens.txt", [] { return fill("\u00AD", kMega); }, "whole"},
        {"zero-width.txt", [] { return fill("\u200B\u200C\u2060\uFEFF", kMega); }, "whole"},
        {"zero-width-between.txt", [] { return fill("電\u200B", kMega); }, "partial"},
        {"annotations.txt", [] { return fill("\uFFF9", kMega); }, "whole"},
        {"bidi.txt", [] { return fill("\u202E電\n", kMega); }, "partial"},
        {"readings-same.txt", [] { return fill("電(diàn)", kMega); }, "partial"},
        {"readings-contradict.txt", [] { return fill("電力(diànlì)電力(lìdiàn)", kMega); },
         "partial"},
        {"readings-open.txt", [] { return fill("電(diàn", kMega); }, "whole"},
        {"readings-kana.txt", [] { return fill("電力（でんりょく）", kMega); }, "partial"},
        {"readings-kana-open.txt", [] { return fill("電力（でんりょく", kMega); }, "partial"},
        {"scripts-mixed.txt", [] { return fill("軟體软件電腦计算机", kMega); }, "partial"},
        {"vocabulary.txt", [] { return fill("軟體資訊網路晶片", kMega); }, "partial"},
        {"all-at-once.txt", [] { return fill("電(diàn)Ã©\u200B\uFFFD?\uE000億", kMega); },
         "partial"},
    }),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Archives, Hostile,
    rows({
        // Each claims all that is behind it.
        {"overlap.warc", [] { return fill("WARC/1.0\r\nContent-Length: 9000000\r\n\r\n", kMega); },
         "cut"},
        {"overlap.arc",
         [] { return fill("http://a/ 192.0.2.1 20040301090001 text/html 99999999\n", kMega); },
         "too_large"},
        {"heads.warc", [] { return fill("WARC/1.0\r\n", 4 * kMega); }, "too_large"},
        {"blank.warc", [] { return fill("\r\n", 4 * kMega) + "x"; }, "warc"},
        {"magics.warc.gz", [] { return fill("\x1f\x8b\x08", kMega); }, "cut"},
        {"line.arc", [] { return "http://" + fill("a b ", kMega); }, "arc"},
        {"head.warc", [] { return "WARC/1.0\r\n" + fill("A: b\r\n", kMega); }, "too_large"},
        {"encodings.warc",
         [] {
           return "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: " + std::to_string(kMega) +
                  "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: " +
                  fill("gzip,", kMega / 10) + "\r\n\r\n" + fill("\x1f\x8b\x08", kMega);
         },
         "encoding"},
    }),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    JsonLines, Hostile,
    rows({
        {"text.jsonl", [] { return "{\"text\":\"" + fill(kNews, kMega) + "\"}\n"; }, "partial"},
        {"open.jsonl", [] { return "{\"text\":\"" + fill("x", 10 * kMega); }, "json"},
        {"deep.jsonl", [] { return std::string(kMega, '[') + "\n"; }, "json"},
    }),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Slow, Hostile,
    testing::ValuesIn<Row>({
        {"page-50-mb.html",
         [] { return fill(kScript + "<div class=a><p>" + kNews + "</p></div>\n", 50 * kMega); },
         "partial", 20},
        // Nothing but text takes most: a page of ours has 2 % of it.
        {"text-50-mb.html", [] { return fill("<p>" + kNews + "</p>\n", 50 * kMega); }, "partial",
         25},
        {"short-lines-50-mb.html",
         [] { return fill("<p>天氣晴朗，海面平靜，漁船出港。</p>\n", 50 * kMega); }, "partial", 40},
        {"page-65-mb.html", [] { return fill("<p>" + kNews, 70 * kMega); }, "too_large"},
        {"digits-10-mb.txt", [] { return fill("1,234,567.", 10 * kMega); }, "whole"},
        {"commas-10-mb.txt", [] { return fill("，", 10 * kMega); }, "whole"},
        {"han-10-mb.html", [] { return "<p>" + fill("億", 10 * kMega); }, "partial"},
        {"brackets-10-mb.html", [] { return "<p>" + fill("（「[(", 10 * kMega); }, "whole"},
        {"parties-10-mb.txt", [] { return fill("微軟", 10 * kMega); }, "partial"},
        {"cells-10-mb.html", [] { return "<table>" + fill("<tr><td>x", 10 * kMega); }, "partial"},
        {"references-10-mb.html", [] { return "<p>" + fill("&#20740;", 10 * kMega); }, "partial"},
        // Nothing but elements takes most of all.
        {"links-10-mb.html", [] { return fill("<a href=/x>x</a>", 10 * kMega); }, "whole", 70},
        {"letters-10-mb.html", [] { return fill("<b>x</b>", 10 * kMega); }, "whole", 95},
        {"blocks-10-mb.html", [] { return fill("<div>x</div>", 10 * kMega); }, "partial", 75},
        {"paragraphs-10-mb.html", [] { return fill("<p>x", 10 * kMega); }, "too_complex", 80},
        {"rows-10-mb.html", [] { return fill("<table>x<tr><td>y", 10 * kMega); }, "partial", 70},
        {"data-10-mb.html",
         [] {
           return fill("<script>s=[\"" + kNews + "\",[\"" + kNews + "\"]]</script>", 10 * kMega);
         },
         "whole", 20},
        {"line-5-mb.txt", [] { return fill(kNews, 5 * kMega); }, "partial", 60},
        {"lines-of-5-bytes.txt", [] { return fill("電a\n", 5 * kMega); }, "partial", 40},
        {"misread-word-10-mb.txt",
         [] { return misread("Löwe ", 1) + fill("Löwe zahlt viel.\n", 10 * kMega); }, "partial",
         40},
        {"misread-10-mb.txt", [] { return fill(misread(kGerman, 1), 10 * kMega); }, "partial", 40},
        {"misread-line-10-mb.txt", [] { return noise(0x80, 0x80, 10 * kMega); }, "partial", 40},
        // A place for every other character.
        {"zero-width-10-mb.txt", [] { return fill("電\u200B", 10 * kMega); }, "partial", 120},
        {"lost-10-mb.txt", [] { return fill("\uFFFD億", 10 * kMega); }, "partial", 120},
        {"text-80-mb.jsonl", [] { return "{\"text\":\"" + fill("x", 80 * kMega) + "\"}\n"; },
         "too_large"},
    }),
    name_of);

// Whatever was read before costs nothing any more.
using SlowHostile = HostileTest;
TEST_F(SlowHostile, MemoryIsFlatOverTenThousandDocuments) {
  const auto peak_of = [&](size_t documents) {
    const std::string name = std::to_string(documents);
    for (size_t i = 0; i < documents; ++i) {
      write(path(name + "/" + std::to_string(i) + ".html"),
            "<p>" + repeat(kNews, 1 + i % 7) + std::to_string(i) + "</p>");
    }
    const Outcome outcome = scan(name, 600);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\n'), documents);
    return outcome.peak;
  };
  const size_t few = peak_of(1'000), many = peak_of(10'000);
  if (!kSanitized) {
    EXPECT_LT(many, few + few / 4);
  }
}

}  // namespace
}  // namespace dealwire
