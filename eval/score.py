"""Scores the output of `dealwire scan` against gold annotations (README.md has their format).

Amounts are matched as a multiset on kind, value or ends, and currency; amounts without a number
(`vague`) are left out on both sides. Of the matched ones, `qualifier` is the share whose qualifier
is right.

Deals of a document are aligned one to one, those with most shared slots first. A pair must share a
party, or an amount of money or power. The slots of a deal are its type, each party with its role,
and money, power and stake; amounts are the same within 1 %. A deal is exact when all its slots are
right and none is too many. `status` is the share of aligned deals with the right status.

What gold calls also right (`alt_*`, `also`, `aliases`) is right here. Under another type a role is
right by the side of the money. An `optional` entry costs nothing when missed and earns nothing when
found. An amount that gold lists beside an empty slot is neither right nor wrong.

`date` is the share of the aligned deals that gold dates whose date agrees, as far as both tell it.
`sure` and `unsure` are the shares of found deals that are right in all they say, of those with a
confidence of SURE and more, and of the others.

Pure functions; files and the program are gate.py's business.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field, fields, is_dataclass, replace
from decimal import Decimal
from itertools import product
from typing import Any, Iterable

Json = dict[str, Any]

KINDS = ("money", "power", "stake")
SURE = 0.8  # the confidence from which on a deal counts as sure
# A role by the side of the money; who is on neither is a partner.
PAYERS = set("investor acquirer buyer lessee lender underwriter developer licensee".split())
PAYEES = set("investee target seller lessor borrower licensor".split())


# Figures ----------------------------------------------------------------------------------------


@dataclass
class Matches:
    """What was found and is right, what was found and is not, what was not found."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        found = self.right + self.extra
        return self.right / found if found else float(not self.missed)

    @property
    def recall(self) -> float:
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Share:
    """How many of those looked at are right."""

    right: int = 0
    of: int = 0

    @property
    def value(self) -> float | None:
        return self.right / self.of if self.of else None


@dataclass
class Score:
    """The figures of one document, or of many added up."""

    documents: int = 0
    amounts: Matches = field(default_factory=Matches)
    qualifier: Share = field(default_factory=Share)
    slots: Matches = field(default_factory=Matches)
    deals: Matches = field(default_factory=Matches)
    status: Share = field(default_factory=Share)
    date: Share = field(default_factory=Share)
    sure: Share = field(default_factory=Share)
    unsure: Share = field(default_factory=Share)
    spans: Share = field(default_factory=Share)
    failures: list[str] = field(default_factory=list)


def add(a: Any, b: Any) -> Any:
    """Adds two scores, part by part."""
    if not is_dataclass(a):
        return a + b
    return type(a)(*(add(getattr(a, f.name), getattr(b, f.name)) for f in fields(a)))


# Amounts ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Amount:
    """A figure by its ends, which are the same for a single value."""

    low: Decimal | None
    high: Decimal | None
    currency: str | None

    def is_same(self, other: Amount) -> bool:
        """The same within 1 %, in the same currency where both have one."""
        if self.currency and other.currency and self.currency != other.currency:
            return False
        return close(self.low, other.low) and close(self.high, other.high)


def close(a: Decimal | None, b: Decimal | None) -> bool:
    return a is not None and b is not None and abs(a - b) * 100 <= max(abs(a), abs(b))


def read_amount(source: Any) -> Amount | None:
    """An amount out of JSON, an object or a bare number; none where no number is given."""
    if not isinstance(source, dict):
        source = {"value": source}

    def number(key: str) -> Decimal | None:
        value = source.get(key)
        return None if value is None else Decimal(str(value))

    value = number("value")
    low, high = (number("min"), number("max")) if value is None else (value, value)
    return None if low is None and high is None else Amount(low, high, source.get("currency"))


def mention_key(mention: Json) -> tuple[str, Amount] | None:
    """What must be equal in two mentions; none for those that are not scored."""
    kind = mention.get("kind")
    amount = read_amount(mention) if kind in KINDS else None  # a date has a value too
    if amount is None:
        return None
    return kind, amount if kind == "money" else replace(amount, currency=None)


def score_amounts(gold: list[Json], found: list[Json]) -> tuple[Matches, Share]:
    """Matches the mentions of one document."""
    wanted: dict[Any, list[Json]] = defaultdict(list)
    spare: Counter[Any] = Counter()
    for mention in gold:
        if key := mention_key(mention):
            if mention.get("optional"):
                spare[key] += 1
            else:
                wanted[key].append(mention)
    matches, qualifier = Matches(), Share()
    for mention in found:
        key = mention_key(mention)
        if key is None:
            continue
        if wanted[key]:
            right = wanted[key].pop(0)
            matches.right += 1
            qualifier.of += 1
            qualifier.right += mention.get("qualifier") in qualifiers(right)
        elif spare[key]:
            spare[key] -= 1
        else:
            matches.extra += 1
    matches.missed = sum(map(len, wanted.values()))
    return matches, qualifier


def qualifiers(mention: Json) -> tuple[Any, Any]:
    return mention.get("qualifier"), mention.get("alt_qualifier", mention.get("qualifier"))


# Names ------------------------------------------------------------------------------------------

SAME_CHARACTER = str.maketrans(
    {c: "'" for c in "‘’‚‛′`"} | {c: '"' for c in "“”„‟″"} | {c: "-" for c in "‐‑–—−"}
)
LEGAL_PREFIX = re.compile(r"^(株式会社|주식회사|\(주\)|㈜)\s*")
LEGAL_SUFFIX = re.compile(
    r"(股份有限公司|有限公司|集團|集团|公司|株式会社|주식회사|㈜|"
    r",?\s*(incorporated|inc|corporation|corp|company|co|limited|ltd|llc|plc|"
    r"gmbh|ag|sa|s\.a|nv|se|oyj|asa|kgaa)\.?)+$",
    re.IGNORECASE,
)


def fold(text: str) -> str:
    """The text without white space, case, and differences of typography."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(SAME_CHARACTER)
    return re.sub(r"[\s\u200b]+", "", text)


def name_key(name: str) -> str:
    """A company's name, folded, without its legal form and a bracket behind it."""
    name = unicodedata.normalize("NFKC", name).strip()
    name = LEGAL_PREFIX.sub("", re.sub(r"\s*\([^)]*\)\s*$", "", name))
    return fold(LEGAL_SUFFIX.sub("", name)) or fold(name)


class Aliases:
    """Names of one company each, besides those that gold gives itself."""

    def __init__(self, groups: Iterable[list[str]] = ()) -> None:
        self._groups: dict[str, set[str]] = defaultdict(set)
        for group in groups:
            keys = {name_key(name) for name in group}
            for key in keys:
                self._groups[key] |= keys

    def keys(self, names: list[str | None]) -> set[str]:
        keys = {name_key(name) for name in names if name}
        return keys.union(*(self._groups[key] for key in keys if key in self._groups))


# Deals ------------------------------------------------------------------------------------------


@dataclass
class Party:
    role: str
    name: str
    keys: set[str]

    @property
    def side(self) -> str:
        """Where the money passes this party: out of it, into it, or neither."""
        if self.role in PAYERS:
            return "payer"
        return "payee" if self.role in PAYEES else "partner"


@dataclass
class Deal:
    type: str
    types: list[str]  # the right ones
    statuses: list[str]
    parties: list[Party]
    amounts: dict[str, Amount]  # by kind
    beside: dict[str, list[Amount]]  # also right
    optional: bool
    date: str | None
    confidence: float

    @property
    def slots(self) -> int:
        return 1 + len(self.parties) + len(self.amounts)

    def accepts(self, other: Deal, kind: str) -> bool:
        """Is the other deal's amount of that kind right?"""
        if kind not in other.amounts:
            return False
        right = [self.amounts.get(kind), *self.beside[kind]]
        return any(amount and amount.is_same(other.amounts[kind]) for amount in right)

    def __str__(self) -> str:
        """`lease A, B -> C`; partners stand in a row."""
        sides: dict[str, list[str]] = {"payer": [], "partner": [], "payee": []}
        for party in self.parties:
            sides[party.side].append(party.name)
        if not sides["payer"] and sides["payee"]:
            sides["payer"] = ["?"]
        return " ".join([self.type, " -> ".join(", ".join(s) for s in sides.values() if s)])


def read_deal(source: Json, aliases: Aliases) -> Deal:
    """A deal of gold or of a scan, out of JSON."""
    parties = []
    for party in source.get("parties") or []:
        names = [party.get("name"), party.get("text"), *(party.get("aliases") or [])]
        name = party.get("name") or party.get("text") or "?"
        parties.append(Party(party.get("role", ""), name, aliases.keys(names)))
    amounts = {kind: read_amount(source.get(kind)) for kind in KINDS}
    return Deal(
        type=source.get("type", ""),
        types=[source.get("type", ""), *(source.get("alt_types") or [])],
        statuses=[source.get("status", ""), *(source.get("alt_status") or [])],
        parties=parties,
        amounts={kind: amount for kind, amount in amounts.items() if amount},
        beside={kind: amounts_beside(source, kind) for kind in KINDS},
        optional=bool(source.get("optional")),
        date=source.get("date"),
        confidence=source.get("confidence") or 0.0,
    )


def amounts_beside(source: Json, kind: str) -> list[Amount]:
    """The amounts that gold gives as right besides that of the deal."""
    alternatives = source.get("alt_" + kind) or []
    if not isinstance(alternatives, list):
        alternatives = [alternatives]
    also = [a for a in source.get("also") or [] if isinstance(a, dict)]
    alternatives = alternatives + [a for a in also if bool(a.get("currency")) == (kind == "money")]
    return [amount for amount in map(read_amount, alternatives) if amount]


def shared_slots(gold: Deal, found: Deal) -> int:
    """How many slots two deals share; 0 for deals that share neither a party nor an amount."""
    parties, meet = shared_parties(gold, found)
    right = [kind for kind in KINDS if gold.accepts(found, kind)]
    if not meet and not {"money", "power"} & set(right):
        return 0
    return (found.type in gold.types) + parties + sum(kind in gold.amounts for kind in right)


def shared_parties(gold: Deal, found: Deal) -> tuple[int, bool]:
    """How many parties two deals share, and whether they share one in whatever role."""
    shared, meet = 0, False
    used: set[int] = set()
    for party in gold.parties:
        for i, other in enumerate(found.parties):
            if i in used or not party.keys & other.keys:
                continue
            meet = True
            other_type = gold.type != found.type
            if party.role == other.role or other_type and party.side == other.side:
                shared += 1
                used.add(i)
                break
    return shared, meet


def align(gold: list[Deal], found: list[Deal]) -> list[tuple[int, int, int]]:
    """Pairs of deals as (index in gold, index in found, slots they share)."""
    pairs = []
    for (i, g), (j, f) in product(enumerate(gold), enumerate(found)):
        if shared := shared_slots(g, f):
            pairs.append((i, j, shared))
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    out = []
    for i, j, shared in sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            out.append((i, j, shared))
    return out


def without_optional(gold: list[Deal], found: list[Deal]) -> tuple[list[Deal], list[Deal]]:
    """Takes out gold's optional deals and what was found for them."""
    waived = {j for i, j, _ in align(gold, found) if gold[i].optional}
    return [g for g in gold if not g.optional], [f for j, f in enumerate(found) if j not in waived]


def drop_beside(gold: Deal, found: Deal) -> None:
    """Takes out amounts that gold lists beside an empty slot."""
    for kind in KINDS:
        if kind not in gold.amounts and gold.accepts(found, kind):
            del found.amounts[kind]


def same_date(gold: str, found: str | None) -> bool:
    """Do two EDTF dates agree as far as both tell it?"""
    return bool(found) and (found.startswith(gold) or gold.startswith(found))


def score_deals(gold: list[Deal], found: list[Deal]) -> Score:
    """Scores the deals of one document; failures name each that is not exact or not there."""
    gold, found = without_optional(gold, found)
    pairs = align(gold, found)
    score = Score()
    exact, all_right = set(), set()
    for i, j, shared in pairs:
        drop_beside(gold[i], found[j])
        if shared == gold[i].slots == found[j].slots:
            exact.add(i)
        if shared == found[j].slots:
            all_right.add(j)
        dates = gold[i].date, found[j].date
        if dates[0]:
            score.date.of += 1
            score.date.right += same_date(*dates)
        score.slots.right += shared
        score.status.of += 1
        score.status.right += found[j].statuses[0] in gold[i].statuses
    score.slots.extra = sum(deal.slots for deal in found) - score.slots.right
    score.slots.missed = sum(deal.slots for deal in gold) - score.slots.right
    score.deals = Matches(len(exact), len(found) - len(exact), len(gold) - len(exact))
    for j, deal in enumerate(found):
        share = score.sure if deal.confidence >= SURE else score.unsure
        share.of += 1
        share.right += j in all_right
    aligned = {j for _, j, _ in pairs}
    score.failures = [f"missing {deal}" for i, deal in enumerate(gold) if i not in exact]
    score.failures += [f"extra {deal}" for j, deal in enumerate(found) if j not in aligned]
    return score


# Spans ------------------------------------------------------------------------------------------

# Python's codecs for what the WHATWG names mean, where the names differ.
CODECS = {
    "big5": ("big5hkscs", "cp950"),
    "gbk": ("gb18030",),
    "gb2312": ("gb18030",),
    "shift_jis": ("cp932",),
    "euc-kr": ("cp949",),
    "iso-8859-1": ("cp1252", "latin-1"),
    "windows-1252": ("cp1252", "latin-1"),
}
MARKUP = re.compile(r"(?is)<!--.*?-->|<(script|style|rt|rp)\b.*?</\1\s*>|<[^>]*>")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")


def visible(text: str) -> str:
    return fold(INVISIBLE.sub("", text))


def span_holds(mention: Json, raw: bytes, charset: str) -> bool:
    """Do the bytes of a mention's span, or of its pieces, read as its text before repairs?"""
    pieces = mention.get("spans") or [mention.get("span")]
    if not all(piece and 0 <= piece[0] < piece[1] <= len(raw) for piece in pieces):
        return False
    text = visible(mention.get("raw") or mention.get("text") or "")
    for codec in CODECS.get(charset.lower(), (charset,)):
        try:
            cut = "".join(raw[begin:end].decode(codec) for begin, end in pieces)
        except (UnicodeDecodeError, LookupError):
            continue
        if visible(html.unescape(MARKUP.sub("", cut))) == text:
            return True
    return False


def score_spans(scan: Json, raw: bytes) -> Share:
    mentions = [mention for mention in scan.get("mentions") or [] if mention_key(mention)]
    charset = (scan.get("document") or {}).get("charset") or "utf-8"
    return Share(sum(span_holds(mention, raw, charset) for mention in mentions), len(mentions))


# Documents --------------------------------------------------------------------------------------


def score_document(gold: Json, scan: Json, raw: bytes, aliases: Aliases = Aliases()) -> Score:
    """Scores one line of `dealwire scan`; an empty one misses everything."""
    score = score_deals(
        [read_deal(deal, aliases) for deal in gold.get("deals") or []],
        [read_deal(deal, aliases) for deal in scan.get("deals") or []],
    )
    score.documents = 1
    score.amounts, score.qualifier = score_amounts(gold["mentions"], scan.get("mentions") or [])
    score.spans = score_spans(scan, raw)
    return score


def held(score: Score) -> dict[str, float]:
    """The figures that have floors."""
    return {"amounts": score.amounts.f1, "slots": score.slots.f1, "exact": score.deals.f1}


HEADER = (
    f"{'':9}docs | amounts P     R    F1  qual | slots P     R    F1 exact status  date "
    "| sure  unsure | spans"
)


def row(name: str, score: Score) -> str:
    """One line of the table below HEADER."""
    amounts, slots = score.amounts, score.slots
    return (
        f"{name:9}{score.documents:4} |   {three(amounts)} {decimals(score.qualifier.value)} "
        f"| {three(slots)} {score.deals.f1:.3f}  {decimals(score.status.value)} "
        f"{decimals(score.date.value)} "
        f"| {decimals(score.sure.value)} {decimals(score.unsure.value)} "
        f"| {decimals(score.spans.value)}"
    )


def three(matches: Matches) -> str:
    return f"{matches.precision:.3f} {matches.recall:.3f} {matches.f1:.3f}"


def decimals(share: float | None) -> str:
    return "  -  " if share is None else f"{share:.3f}"
