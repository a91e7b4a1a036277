"""Tests of page_score.py and of the gold in pages/: tables of small cases."""

import re
import unittest

import gate
import page_score
from score import CODECS, Json, add


class Shingles(unittest.TestCase):
    def test_tokens(self):
        for name, text, expected in [
            ("words", "The bridge, again.", ["The", "bridge", "again"]),
            ("Han", "大橋。", ["大", "橋"]),
            ("kana and a long vowel", "バスで", ["バ", "ス", "で"]),
            ("a long vowel is kana", "スキー・場", ["ス", "キ", "ー", "場"]),
            ("Hangul", "다리 위", ["다", "리", "위"]),
            ("a word between", "在AI時代3.5億", ["在", "AI", "時", "代", "3", "5", "億"]),
            ("beyond the basic plane", "𠮷野", ["𠮷", "野"]),
            ("accents", "Señor Müller", ["Señor", "Müller"]),
            ("Cyrillic and Arabic", "мост جسر", ["мост", "جسر"]),
            ("nothing", " ，—\n", []),
        ]:
            with self.subTest(name):
                self.assertEqual(page_score.TOKEN.findall(text), expected)

    def test_matches(self):
        for name, gold, found, expected in [
            ("the same", "a b c d e", "a b c d e", (2, 0, 0)),
            ("white space and punctuation", "a b c d e", "a, b\nc d — e", (2, 0, 0)),
            ("another order", "a b c d", "d c b a", (0, 1, 1)),
            ("nothing found", "a b c d e", "", (0, 0, 2)),
            ("a line too many", "a b c d", "a b c d x", (1, 1, 0)),
            ("the half", "一二三四五六七八", "一二三四五", (2, 0, 3)),
            ("twice", "a b c d", "a b c d a b c d", (1, 4, 0)),
            ("shorter than a shingle", "a b", "a b", (1, 0, 0)),
            ("shorter than that of gold", "a b c d", "a b c", (0, 1, 1)),
            ("case is kept", "a b c d", "A b c d", (0, 1, 1)),
        ]:
            with self.subTest(name):
                got = page_score.match_text(gold, found)
                self.assertEqual((got.right, got.extra, got.missed), expected)

    def test_snippets_kept_out(self):
        for name, text, expected in [
            ("clean", "The story.", (2, 2)),
            ("one leaks", "The story. Most read", (1, 2)),
            ("over a line's end", "The story. Most\nread. Cookie notice", (0, 2)),
        ]:
            with self.subTest(name):
                got = page_score.kept_out(["Most read", "Cookie  notice"], text)
                self.assertEqual((got.right, got.of), expected)


class Documents(unittest.TestCase):
    GOLD: Json = {
        "lang": "en",
        "title": "A bridge opens",
        "titles": ["A bridge opens - The Echo"],
        "published": "2025-03-04T09:00:00+01:00",
        "modified": None,
        "authors": ["Ada Finch", "Bo Reyes"],
        "site": "The Echo",
        "canonical_url": None,
        "charset": "GBK",
        "text": "The bridge opened on Tuesday morning.",
        "must_not": ["Most read"],
    }
    KEYS = ("title", "published", "modified", "authors", "site", "canonical_url", "lang", "text")

    def score(self, charset: str = "gb18030", **other: object) -> page_score.Score:
        """The score of what gold says, but for some keys."""
        article = {key: self.GOLD[key] for key in self.KEYS} | other
        return page_score.score_document(
            self.GOLD, {"article": article, "document": {"charset": charset}}
        )

    def test_perfect(self):
        got = self.score()
        shares = [got.title, got.variant, got.date, got.modified, got.authors]
        shares += [got.site, got.canonical, got.lang, got.charset, got.clean]
        self.assertEqual([share.value for share in shares], [1.0] * 10)
        self.assertEqual(got.f1, 1.0)

    def test_nothing_found(self):
        got = page_score.score_document(self.GOLD, {})
        self.assertEqual((got.f1, got.variant.right, got.date.right), (0.0, 0, 0))
        self.assertEqual((got.modified.right, got.canonical.right), (1, 1))

    def test_metadata(self):
        for name, figure, other, expected in [
            ("site name kept", "title", {"title": "A bridge opens - The Echo"}, 0),
            ("an accepted variant", "variant", {"title": "A bridge opens - The Echo"}, 1),
            ("no variant", "variant", {"title": "Bridge"}, 0),
            ("white space", "title", {"title": " A  bridge opens"}, 1),
            ("the day only", "date", {"published": "2025-03-04"}, 1),
            ("another hour", "date", {"published": "2025-03-04T23:00:00Z"}, 1),
            ("the month only", "date", {"published": "2025-03"}, 0),
            ("no date", "date", {"published": None}, 0),
            ("an invented time", "modified", {"modified": "2025-03-05"}, 0),
            ("authors in any order", "authors", {"authors": ["Bo Reyes", "Ada Finch"]}, 1),
            ("one author", "authors", {"authors": ["Bo Reyes"]}, 0),
            ("an author too many", "authors", {"authors": [*GOLD_AUTHORS, "Admin"]}, 0),
            ("an invented address", "canonical", {"canonical_url": "https://e.example/"}, 0),
            ("another script", "lang", {"lang": "en-Latn"}, 0),
            ("another charset", "charset", {"charset": "Big5"}, 0),
            ("a label of GB18030", "charset", {"charset": "gb2312"}, 1),
        ]:
            with self.subTest(name):
                self.assertEqual(getattr(self.score(**other), figure).right, expected)

    def test_means_over_pages(self):
        half = self.score(text="The bridge opened on")
        none = self.score(text="")
        self.assertEqual((half.precision.value, half.recall.value), (1.0, 1 / 3))
        both = add(half, none)
        self.assertEqual((both.documents, both.precision.value), (2, 0.5))
        self.assertAlmostEqual(both.recall.value, 1 / 6)
        self.assertAlmostEqual(both.f1, 0.25)
        self.assertEqual(page_score.held(both)["text"], both.f1)

    def test_row_fits_the_header(self):
        rows = [page_score.HEADER, page_score.row("all", self.score())]
        bars = [[i for i, c in enumerate(row) if c == "|"] for row in rows]
        self.assertEqual(bars[0], bars[1])


class Tables(unittest.TestCase):
    def test_rows(self):
        lengths = [("en", "brief", 1), ("ko", "brief", 2), ("en", "save", 3)]
        scored = [({"lang": a, "kind": b}, page_score.Score(documents=n)) for a, b, n in lengths]
        for name, by, expected in [
            ("as a whole", (), {"all": 6}),
            ("by language", ("lang",), {"all": 6, "en": 4, "ko": 2}),
            ("by both", ("lang", "kind"), {"all": 6, "en": 4, "ko": 2, "brief": 3, "save": 3}),
            ("by what gold does not have", ("topic",), {"all": 6}),
        ]:
            with self.subTest(name):
                rows = gate.tabulate(scored, page_score, by)
                self.assertEqual({key: row.documents for key, row in rows.items()}, expected)


GOLD_AUTHORS = Documents.GOLD["authors"]


class Gold(unittest.TestCase):
    def test_pages_agree_with_themselves(self):
        files = gate.gold_files(gate.CORPORA["pages"].folder)
        self.assertTrue(files)
        for path, document in files.items():
            with self.subTest(path.name):
                gold = gate.load(path)
                self.assertEqual(gold["name"], document.name)
                self.assertTrue(gold["text"] and gold["must_not"])
                leaks = page_score.kept_out(gold["must_not"], gold["text"])
                self.assertEqual(leaks.value, 1.0)
                codec, *_ = CODECS.get(gold["charset"].lower(), [gold["charset"]])
                page = "".join(document.read_bytes().decode(codec).split())
                page = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), page)
                for snippet in gold["must_not"]:
                    self.assertIn("".join(snippet.split()), page)


if __name__ == "__main__":
    unittest.main()
