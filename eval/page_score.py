"""Scores the articles that `dealwire scan` takes out of pages (README.md has the gold's format).

Text is compared by shingles, runs of four tokens. A token is a Han character, a kana, a Hangul
syllable, or a word of other scripts; punctuation and white space are none. Shingles are a multiset:
a paragraph that comes twice is half wrong. Precision and recall are means over pages, so that
a brief weighs as much as a long read, and F1 is that of the two means.

Of metadata the figures are shares of all pages. What gold does not have must not be found. A title
is exact, or one of the accepted variants; dates are right to the day as written; authors are a set.
`clean` is the share of gold's `must_not` snippets that are not in the text.

Pure functions; files and the program are gate.py's business.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from score import Json, Matches, Share, decimals

SHINGLE = 4
# Scripts whose characters are tokens: kana with iteration marks, Han, Hangul syllables.
CHARACTER = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\uac00-\ud7a3"
)
TOKEN = re.compile(rf"[{CHARACTER}]|(?:(?![{CHARACTER}])\w)+")
# Labels for which gold need not know the reader's choice: GB18030 holds the other two.
SAME_CHARSET = {"gb2312": "gb18030", "gbk": "gb18030"}


@dataclass
class Mean:
    total: float = 0.0
    of: int = 0

    @property
    def value(self) -> float:
        return self.total / self.of if self.of else 0.0


@dataclass
class Score:
    """The figures of one page, or of many added up."""

    documents: int = 0
    precision: Mean = field(default_factory=Mean)
    recall: Mean = field(default_factory=Mean)
    title: Share = field(default_factory=Share)
    variant: Share = field(default_factory=Share)
    date: Share = field(default_factory=Share)
    modified: Share = field(default_factory=Share)
    authors: Share = field(default_factory=Share)
    site: Share = field(default_factory=Share)
    canonical: Share = field(default_factory=Share)
    lang: Share = field(default_factory=Share)
    charset: Share = field(default_factory=Share)
    clean: Share = field(default_factory=Share)
    # Always empty: a list of pages would invite rules for them.
    failures: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        both = self.precision.value + self.recall.value
        return 2 * self.precision.value * self.recall.value / both if both else 0.0


# Text -------------------------------------------------------------------------------------------


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The shingles of a text; one that is shorter than a shingle is one of its own."""
    tokens = TOKEN.findall(text)
    last = max(len(tokens) - SHINGLE, 0)
    return Counter(tuple(tokens[i : i + SHINGLE]) for i in range(last + 1) if tokens)


def match_text(gold: str, found: str) -> Matches:
    wanted, got = shingles(gold), shingles(found)
    right = (wanted & got).total()
    return Matches(right, got.total() - right, wanted.total() - right)


def kept_out(snippets: list[str], text: str) -> Share:
    """How many of the snippets are not in the text, white space aside."""
    text = "".join(text.split())
    return Share(sum("".join(s.split()) not in text for s in snippets), len(snippets))


# Metadata ---------------------------------------------------------------------------------------


def line(text: str | None) -> str:
    """Text with single spaces; of nothing, the empty string."""
    return " ".join((text or "").split())


def day(time: str | None) -> str:
    """The date of an RFC 3339 time, as it is written."""
    return (time or "")[:10]


def charset(name: str | None) -> str:
    name = (name or "").casefold()
    return SAME_CHARSET.get(name, name)


def names(authors: list[str] | None) -> set[str]:
    return set(map(line, authors or []))


def one(is_right: bool) -> Share:
    return Share(int(is_right), 1)


# Documents --------------------------------------------------------------------------------------


def score_document(gold: Json, scan: Json, _raw: bytes = b"") -> Score:
    """Scores one line of `dealwire scan`; an empty one has no article."""
    article: dict[str, Any] = scan.get("article") or {}
    document: dict[str, Any] = scan.get("document") or {}
    text = article.get("text") or ""
    title = line(article.get("title"))
    accepted = {line(t) for t in [gold["title"], *gold["titles"]]}
    matches = match_text(gold["text"], text)

    def same(key: str) -> Share:
        return one(line(article.get(key)) == line(gold[key]))

    return Score(
        documents=1,
        precision=Mean(matches.precision, 1),
        recall=Mean(matches.recall, 1),
        title=one(title == line(gold["title"])),
        variant=one(title in accepted),
        date=one(day(article.get("published")) == day(gold["published"])),
        modified=one(day(article.get("modified")) == day(gold["modified"])),
        authors=one(names(article.get("authors")) == names(gold["authors"])),
        site=same("site"),
        canonical=same("canonical_url"),
        lang=same("lang"),
        charset=one(charset(document.get("charset")) == charset(gold["charset"])),
        clean=kept_out(gold["must_not"], text),
    )


def held(score: Score) -> dict[str, float]:
    """The figures that have floors."""
    return {
        "text": score.f1,
        "title": score.variant.value or 0.0,
        "date": score.date.value or 0.0,
        "clean": score.clean.value or 0.0,
    }


HEADER = (
    f"{'':9}docs | text P    R    F1 | title   any  date modif "
    "| authr  site canon  lang chars | clean"
)


def row(name: str, score: Score) -> str:
    """One line of the table below HEADER."""
    text = (score.precision.value, score.recall.value, score.f1)
    found = (score.title, score.variant, score.date, score.modified)
    about = (score.authors, score.site, score.canonical, score.lang, score.charset)
    return (
        f"{name:9}{score.documents:4} | {' '.join(f'{x:.3f}' for x in text)} "
        f"| {' '.join(decimals(x.value) for x in found)} "
        f"| {' '.join(decimals(x.value) for x in about)} | {decimals(score.clean.value)}"
    )
