"""Tests of score.py and of the gate's comparisons: tables of small cases."""

import unittest

import gate
import score
from score import Aliases, Json, Score


def mention(kind: str, value: str | None, **more: object) -> Json:
    return {"kind": kind, "value": value, "qualifier": "exact", **more}


def usd(value: str | None, **more: object) -> Json:
    return mention("money", value, currency="USD", **more)


def deal(type_: str, *parties: tuple[str, str], **more: object) -> Json:
    named = [{"role": role, "name": name} for role, name in parties]
    return {"type": type_, "status": "announced", "parties": named, **more}


INVESTOR, INVESTEE = ("investor", "Orvane"), ("investee", "Telmark")
BANK_AND_BORROWER = ("lender", "Hask Bank"), ("borrower", "Telmark")
LOAN = deal("financing", *BANK_AND_BORROWER)
STAKE = deal("investment", INVESTOR, INVESTEE, money={"value": "900", "currency": "USD"})


def deals(gold: list[Json], found: list[Json], aliases: Aliases = Aliases()) -> Score:
    return score.score_deals(
        [score.read_deal(deal, aliases) for deal in gold],
        [score.read_deal(deal, aliases) for deal in found],
    )


class Amounts(unittest.TestCase):
    def test_right_extra_missed(self):
        in_yen = {**usd("5"), "currency": "JPY"}
        some = {"value": None, "vague": True}
        span = {"value": None, "min": "5", "max": "7", "qualifier": "range"}
        for name, gold, found, expected in [
            ("nothing on both sides", [], [], (0, 0, 0)),
            ("the same number written otherwise", [usd("5")], [usd("5.00")], (1, 0, 0)),
            ("said twice, found once", [usd("5"), usd("5")], [usd("5")], (1, 0, 1)),
            ("said once, found twice", [usd("5")], [usd("5"), usd("5")], (1, 1, 0)),
            ("another currency", [usd("5")], [in_yen], (0, 1, 1)),
            ("no currency", [usd("5")], [mention("money", "5")], (0, 1, 1)),
            ("another kind", [mention("power", "5")], [mention("stake", "5")], (0, 1, 1)),
            ("near is not equal", [usd("1000")], [usd("1001")], (0, 1, 1)),
            ("range", [usd(**span)], [usd(**span)], (1, 0, 0)),
            ("one end of a range", [usd(**span)], [usd("5")], (0, 1, 1)),
            ("vague is not scored", [usd(**some)], [usd(**some), usd(**some)], (0, 0, 0)),
            ("other kinds are not scored", [], [mention("percent", "5")], (0, 0, 0)),
            ("optional and missed", [usd("5", optional=True)], [], (0, 0, 0)),
            ("optional and found", [usd("5", optional=True)], [usd("5")], (0, 0, 0)),
            ("optional serves once", [usd("5", optional=True)], [usd("5")] * 2, (0, 1, 0)),
        ]:
            with self.subTest(name):
                matches, _ = score.score_amounts(gold, found)
                self.assertEqual((matches.right, matches.extra, matches.missed), expected)

    def test_qualifier_of_matched_mentions(self):
        about = usd("5", qualifier="approx")
        for name, gold, found, expected in [
            ("right", about, about, (1, 1)),
            ("wrong", about, usd("5"), (0, 1)),
            ("also right", {**about, "alt_qualifier": "exact"}, usd("5"), (1, 1)),
            ("of what is not matched", about, usd("6"), (0, 0)),
        ]:
            with self.subTest(name):
                _, share = score.score_amounts([gold], [found])
                self.assertEqual((share.right, share.of), expected)


class Deals(unittest.TestCase):
    def test_slots_and_exact_deals(self):
        money = {"value": "900", "currency": "USD"}
        bought = deal("acquisition", ("acquirer", "Orvane"), ("target", "Telmark"), money=money)
        swapped = deal("investment", ("investor", "Telmark"), ("investee", "Orvane"), money=money)
        crowded = deal("financing", *BANK_AND_BORROWER, ("lender", "Orvane"))
        for name, gold, found, slots, exact in [
            ("all right", [STAKE, LOAN], [LOAN, STAKE], (7, 0, 0), 2),
            ("a missing deal", [STAKE, LOAN], [STAKE], (4, 0, 3), 1),
            ("a false deal", [STAKE], [STAKE, LOAN], (4, 3, 0), 1),
            ("wrong roles", [STAKE], [swapped], (2, 2, 2), 0),
            ("another type, same sides", [STAKE], [bought], (3, 1, 1), 0),
            ("also this type", [{**STAKE, "alt_types": ["acquisition"]}], [bought], (4, 0, 0), 1),
            ("no party and no amount", [LOAN], [STAKE | {"parties": []}], (0, 2, 3), 0),
            ("the same amount only", [STAKE], [STAKE | {"parties": []}], (2, 0, 2), 0),
            ("a party too many", [LOAN], [crowded], (3, 1, 0), 0),
            ("the better of two", [STAKE], [bought, STAKE], (4, 4, 0), 1),
        ]:
            with self.subTest(name):
                got = deals(gold, found)
                self.assertEqual((got.slots.right, got.slots.extra, got.slots.missed), slots)
                self.assertEqual(got.deals.right, exact)

    def test_amount_of_a_deal(self):
        plain = deal("investment", INVESTOR, INVESTEE)
        span = plain | {"money": {"min": "500", "max": "900", "currency": "USD"}}
        vague = plain | {"money": {"value": None, "vague": True}}
        euro = {"value": "800", "currency": "EUR"}
        nine = {"value": "9"}

        def paid(value: str) -> Json:
            return plain | {"money": {"value": value, "currency": "USD"}}

        for name, gold, found, slots in [
            ("within 1 %", STAKE, paid("908"), (4, 0, 0)),
            ("outside", STAKE, paid("910"), (3, 1, 1)),
            ("no currency", STAKE, plain | {"money": {"value": "900"}}, (4, 0, 0)),
            ("another currency", STAKE, plain | {"money": euro}, (3, 1, 1)),
            ("range", span, span, (4, 0, 0)),
            ("end of a range", span, STAKE, (3, 1, 1)),
            ("also", STAKE | {"also": [euro]}, plain | {"money": euro}, (4, 0, 0)),
            ("beside an empty slot", plain | {"also": [euro]}, plain | {"money": euro}, (3, 0, 0)),
            ("also, a share", STAKE | {"also": [nine]}, STAKE | {"stake": nine}, (4, 0, 0)),
            ("alt_stake, a number", plain | {"alt_stake": 9}, plain | {"stake": nine}, (3, 0, 0)),
            ("vague", vague, plain, (3, 0, 0)),
        ]:
            with self.subTest(name):
                got = deals([gold], [found])
                self.assertEqual((got.slots.right, got.slots.extra, got.slots.missed), slots)

    def test_optional_deals_neither_help_nor_hurt(self):
        for name, found in [("missed", [STAKE]), ("found", [LOAN, STAKE])]:
            with self.subTest(name):
                got = deals([LOAN | {"optional": True}, STAKE], found)
                self.assertEqual(got.slots.f1, 1.0)
                self.assertEqual(got.deals, score.Matches(1, 0, 0))

    def test_status(self):
        planned = STAKE | {"status": "planned"}
        self.assertEqual(deals([planned], [STAKE]).status.value, 0.0)
        either = planned | {"alt_status": ["announced"]}
        self.assertEqual(deals([either], [STAKE]).status.value, 1.0)
        self.assertIsNone(deals([planned], []).status.value)

    def test_date_as_far_as_both_tell_it(self):
        for name, gold, found, expected in [
            ("right", "2025-09-22", "2025-09-22", (1, 1)),
            ("less told", "2025-09-22", "2025-09", (1, 1)),
            ("another day", "2025-09-22", "2025-09-23", (0, 1)),
            ("not told", "2025-09-22", None, (0, 1)),
            ("gold has none", None, "2025-09-22", (0, 0)),
        ]:
            with self.subTest(name):
                date = deals([{**LOAN, "date": gold}], [{**LOAN, "date": found}]).date
                self.assertEqual((date.right, date.of), expected)

    def test_sure_deals_apart_from_others(self):
        wrong = deal("financing", ("lender", "Other Bank"), ("borrower", "Telmark"))
        got = deals([LOAN, STAKE], [{**LOAN, "confidence": 0.9}, {**STAKE, "confidence": 0.5}])
        self.assertEqual((got.sure, got.unsure), (score.Share(1, 1), score.Share(1, 1)))
        got = deals([LOAN], [{**wrong, "confidence": 0.8}])
        self.assertEqual((got.sure, got.unsure), (score.Share(0, 1), score.Share(0, 0)))

    def test_failures_name_the_deal(self):
        partners = deal("partnership", ("partner", "Orvane"), ("partner", "Telmark"))
        sale = deal("acquisition", ("target", "Telmark"))
        self.assertEqual(
            deals([STAKE, partners], [LOAN, sale, partners]).failures,
            ["missing investment Orvane -> Telmark", "extra acquisition ? -> Telmark"],
        )


class Names(unittest.TestCase):
    def test_same_company(self):
        for a, b, same in [
            ("Orvane", "ORVANE Inc.", True),
            ("Orvane", "Orvane Co., Ltd.", True),
            ("Orvane (Asia)", "Orvane", True),
            ("鹿野工業", "株式会社鹿野工業", True),
            ("鹿野工业股份有限公司", "鹿野工业", True),
            ("O’Hare", "O'Hare", True),
            ("Orvane", "Orvane Power", False),
            ("Co", "Inc", False),
        ]:
            with self.subTest(f"{a}, {b}"):
                self.assertEqual(score.name_key(a) == score.name_key(b), same)

    def test_aliases(self):
        gold = deal("construction", ("developer", "Kano"))
        found = deal("construction", ("developer", "鹿野工業"))
        gold_alias = gold | {"parties": [gold["parties"][0] | {"aliases": ["鹿野工業"]}]}
        self.assertEqual(deals([gold], [found]).deals.right, 0)
        self.assertEqual(deals([gold_alias], [found]).deals.right, 1)
        self.assertEqual(deals([gold], [found], Aliases([["Kano", "鹿野工業"]])).deals.right, 1)


class Spans(unittest.TestCase):
    def test_bytes_read_as_the_text(self):
        page = "甲以<b>3&#20159;</b>元买乙".encode("gb18030")
        begin, end = page.index(b"3"), page.index("元".encode("gb18030")) + 2
        for name, more, expected in [
            ("entities and markup within", {"span": [begin, end]}, True),
            ("pieces", {"spans": [[begin, begin + 9], [end - 2, end]]}, True),
            ("one byte short", {"span": [begin, end - 1]}, False),
            ("elsewhere", {"span": [0, 4]}, False),
            ("behind the end", {"span": [begin, len(page) + 1]}, False),
            ("none", {}, False),
        ]:
            with self.subTest(name):
                mention = {"text": "3亿元", **more}
                self.assertEqual(score.span_holds(mention, page, "GBK"), expected)


class Documents(unittest.TestCase):
    GOLD = {"mentions": [{**usd("900"), "text": "$900"}], "deals": [STAKE]}

    def test_perfect(self):
        found = {"mentions": [{**usd("900"), "text": "$900", "span": [0, 4]}], "deals": [STAKE]}
        got = score.score_document(self.GOLD, found, b"$900")
        figures = [got.amounts.f1, got.qualifier.value, got.slots.f1, got.deals.f1]
        self.assertEqual(figures + [got.status.value, got.spans.value], [1.0] * 6)
        self.assertEqual(got.failures, [])

    def test_nothing_found(self):
        got = score.score_document(self.GOLD, {}, b"$900")
        self.assertEqual((got.amounts.f1, got.slots.f1, got.deals.f1), (0.0, 0.0, 0.0))
        self.assertEqual(got.failures, ["missing investment Orvane -> Telmark"])

    def test_adding_up(self):
        one = score.score_document(self.GOLD, {}, b"")
        two = score.add(one, one)
        self.assertEqual((two.documents, two.amounts.missed, len(two.failures)), (2, 2, 2))


class Gate(unittest.TestCase):
    def test_floors(self):
        for name, floor, reached, fell, rose in [
            ("as before", 0.5, {"all exact": 0.5}, 0, 0),
            ("fell", 0.5, {"all exact": 0.4999}, 1, 0),
            ("rose", 0.5, {"all exact": 0.5001}, 0, 1),
            ("a language gone", 0.5, {}, 1, 0),
            ("a language more", 0.5, {"all exact": 0.5, "fr exact": 0.1}, 0, 1),
        ]:
            with self.subTest(name):
                floors = {"all exact": floor}
                self.assertEqual(len(gate.below(floors, reached)), fell)
                self.assertEqual(len(gate.above(floors, reached)), rose)

    def test_list_of_failures(self):
        for name, known, failures, expected in [
            ("as listed", ["a", "b"], ["b", "a"], []),
            ("new", [], ["a"], ["new failure: a"]),
            ("mended", ["a"], [], ["passes now, take it off the list: a"]),
            ("one of two alike", ["a", "a"], ["a"], ["passes now, take it off the list: a"]),
        ]:
            with self.subTest(name):
                self.assertEqual(gate.list_changes(known, failures), expected)


if __name__ == "__main__":
    unittest.main()
