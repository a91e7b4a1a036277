"""The gate: scores the program on gold and holds the figures to those reached before.

usage: scripts/eval                       the project's corpora, against floors.json and
                                          known_failures.txt
       scripts/eval --update              raises the floors and rewrites the list; refuses when a
                                          figure fell or the gold changed
       scripts/eval --rebase              takes floors, list and gold as they are now
       scripts/eval DIR [--aliases FILE]  another folder of gold, for information only; FILE is a
                                          JSON list of lists of names, each of one company
       scripts/eval --pages DIR           another folder of pages with gold
       scripts/eval ... --tables          figures by language and kind too

Exit codes: 0 all well, 1 a figure below its floor, a list out of date or changed gold, 2 usage.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import page_score
import score
from score import Aliases, Json, add

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build/release/dealwire"


@dataclass(frozen=True)
class Corpus:
    """A folder of gold, the module that scores it, and the keys of gold whose values have rows.

    A scorer has `Score`, `score_document`, `held`, `HEADER` and `row`.
    """

    folder: Path
    scorer: ModuleType
    by: tuple[str, ...]


# Pages are held as a whole: a figure of a few pages would say which they are.
CORPORA = {
    "articles": Corpus(ROOT / "eval/articles", score, by=("lang",)),
    "unseen": Corpus(ROOT / "eval/unseen", score, by=("lang",)),
    "practice": Corpus(ROOT / "eval/practice", score, by=("lang",)),
    "samples": Corpus(ROOT / "samples", score, by=("lang",)),
    "pages": Corpus(ROOT / "eval/pages", page_score, by=()),
}
TABLES = ("lang", "kind")  # the rows of --tables
FLOORS = ROOT / "eval/floors.json"
KNOWN_FAILURES = ROOT / "eval/known_failures.txt"
LIST_HEAD = "# Deals that are not read right yet. scripts/eval --update writes this list.\n"

GOLD = ".gold.json"
DOCUMENTS = (".txt", ".html", ".htm", ".xhtml")  # where there are several, the first


class Unusable(Exception):
    """Something that must be put right before there is anything to score."""


def load(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise Unusable(f"{path}: {error}") from None


def gold_files(folder: Path) -> dict[Path, Path]:
    """The gold of a folder and the document that each is about, by name."""
    files = {}
    for gold in sorted(folder.glob("*" + GOLD)):
        stem = gold.name.removesuffix(GOLD)
        documents = [path for end in DOCUMENTS if (path := folder / (stem + end)).exists()]
        if not documents:
            raise Unusable(f"{gold}: no document {stem}.txt or .html beside it")
        files[gold] = documents[0]
    return files


def digest(files: dict[Path, Path]) -> str:
    """Changes with every change of gold or of its documents."""
    state = hashlib.sha256()
    for path in (path for pair in files.items() for path in pair):
        state.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


def scan(documents: list[Path]) -> dict[str, Json]:
    """What the program makes of the documents, by path. One that it refuses has nothing in it."""
    command = [PROGRAM, "--quiet", "scan", *documents]
    run = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8")
    if run.returncode not in (0, 1):
        raise Unusable(f"dealwire scan ended with {run.returncode}")
    lines = map(json.loads, filter(None, run.stdout.split("\n")))
    return {line["document"]["input"]: line for line in lines}


Scored = list[tuple[Json, Any]]  # gold and the score of its document
Rows = dict[str, Any]


def score_files(files: dict[Path, Path], scorer: ModuleType, **options: Any) -> Scored:
    """Scores each document of a folder."""
    scans = scan(list(files.values()))
    scored = []
    for path, document in files.items():
        gold = load(path)
        line = scans.get(str(document), {})
        got = scorer.score_document(gold, line, document.read_bytes(), **options)
        name = path.name.removesuffix(GOLD)
        got.failures = [f"{name}: {failure}" for failure in got.failures]
        scored.append((gold, got))
    return scored


def tabulate(scored: Scored, scorer: ModuleType, by: tuple[str, ...]) -> Rows:
    """The scores added up as `all`, and by each value of some keys of gold."""
    rows: Rows = {"all": scorer.Score()}
    for key in by:
        rows |= {value: scorer.Score() for value in sorted({g[key] for g, _ in scored if key in g})}
    for gold, got in scored:
        for row in ["all", *(gold[key] for key in by if key in gold)]:
            rows[row] = add(rows[row], got)
    return rows


# Floors and the list ----------------------------------------------------------------------------

Floors = dict[str, float]


def figures(rows: Rows, scorer: ModuleType) -> Floors:
    """The figures that have floors, rounded down, as `ROW FIGURE`."""
    out = {}
    for key, got in rows.items():
        for figure, value in scorer.held(got).items():
            out[f"{key} {figure}"] = math.floor(value * 10000) / 10000
    return out


def below(floors: Floors, reached: Floors) -> list[str]:
    """A line for each figure that fell."""
    return [
        f"{key} fell to {reached.get(key, 0.0):.4f}, its floor is {floor:.4f}"
        for key, floor in floors.items()
        if reached.get(key, 0.0) < floor
    ]


def above(floors: Floors, reached: Floors) -> list[str]:
    """A line for each figure that rose."""
    rose = [key for key, value in reached.items() if value > floors.get(key, 0.0)]
    return [f"{key} rose from {floors.get(key, 0.0):.4f} to {reached[key]:.4f}" for key in rose]


def list_changes(known: list[str], failures: list[str]) -> list[str]:
    """A line for each failure that is new or gone."""
    new, gone = Counter(failures) - Counter(known), Counter(known) - Counter(failures)
    lines = [f"new failure: {line}" for line in sorted(new.elements())]
    return lines + [f"passes now, take it off the list: {line}" for line in sorted(gone.elements())]


def read_known() -> list[str]:
    if not KNOWN_FAILURES.exists():
        return []
    lines = KNOWN_FAILURES.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def write(floors: Json, failures: list[str]) -> None:
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
    KNOWN_FAILURES.write_text(LIST_HEAD + "".join(line + "\n" for line in failures), "utf-8")


# Commands ---------------------------------------------------------------------------------------


def show(name: str, rows: Rows, scorer: ModuleType) -> None:
    print(f"{name}\n{scorer.HEADER}")
    for key, got in rows.items():
        print(scorer.row(key, got))
    print()


def inform(corpus: Corpus, tables: bool, **options: Any) -> int:
    """Scores a folder of one's own."""
    files = gold_files(corpus.folder)
    if not files:
        raise Unusable(f"{corpus.folder}: no {GOLD} files")
    scored = score_files(files, corpus.scorer, **options)
    rows = tabulate(scored, corpus.scorer, TABLES if tables else corpus.by)
    show(str(corpus.folder), rows, corpus.scorer)
    return 0


def measure(tables: bool) -> tuple[Json, list[str]]:
    """Shows the project's corpora; gives what there is to hold, and the failures."""
    reached: Json = {}
    failures: list[str] = []
    for name, corpus in CORPORA.items():
        files = gold_files(corpus.folder)
        scored = score_files(files, corpus.scorer)
        rows = tabulate(scored, corpus.scorer, corpus.by)
        shown = tabulate(scored, corpus.scorer, TABLES) if tables else rows
        show(name, shown, corpus.scorer)
        reached[name] = {"gold": digest(files), "floors": figures(rows, corpus.scorer)}
        failures += [f"{name}/{failure}" for failure in rows["all"].failures]
    return reached, failures


def compare(stored: Json, reached: Json) -> tuple[list[str], list[str]]:
    """What got worse, which forbids an update, and what got better."""
    worse, better = [], []
    for name, now in reached.items():
        before = stored.get(name, {"gold": "", "floors": {}})
        if before["gold"] != now["gold"]:
            worse.append(f"{name}: the gold changed; when that is meant, scripts/eval --rebase")
        worse += [f"{name}: {line}" for line in below(before["floors"], now["floors"])]
        better += [f"{name}: {line}" for line in above(before["floors"], now["floors"])]
    return worse, better


def gate(update: bool, rebase: bool, tables: bool) -> int:
    """Scores the project's corpora and holds them to floors and list."""
    reached, failures = measure(tables)
    worse, better = compare(load(FLOORS) if FLOORS.exists() else {}, reached)
    changes = list_changes(read_known(), failures)
    print(*worse, *better, *changes, sep="\n", end="\n" if worse or better or changes else "")
    if rebase or update and not worse:
        write(reached, failures)
        return 0
    if better or changes:
        print("when nothing got worse, scripts/eval --update writes down the new state")
    return int(bool(worse or changes))


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="scripts/eval", usage=argparse.SUPPRESS, description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", metavar="DIR", nargs="?", type=Path)
    parser.add_argument("--aliases", metavar="FILE", type=Path)
    parser.add_argument("--pages", metavar="DIR", type=Path)
    parser.add_argument("--tables", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--rebase", action="store_true")
    options = parser.parse_args(arguments)
    if (options.folder or options.pages) and (options.update or options.rebase):
        parser.error("floors are of the project's own corpora, not of DIR")
    if options.aliases and not options.folder:
        parser.error("--aliases goes with DIR")
    if options.folder and options.pages:
        parser.error("DIR or --pages DIR, not both")
    if options.update and options.rebase:
        parser.error("--update or --rebase, not both")
    if options.pages:
        return inform(Corpus(options.pages, page_score, by=()), options.tables)
    if options.folder:
        aliases = Aliases(load(options.aliases) if options.aliases else [])
        return inform(Corpus(options.folder, score, by=("lang",)), options.tables, aliases=aliases)
    return gate(options.update, options.rebase, options.tables)


def main() -> int:
    try:
        return run(sys.argv[1:])
    except (Unusable, OSError) as error:
        print(f"scripts/eval: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
