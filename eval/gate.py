"""The gate: scores the program on gold and holds the figures to those reached before.

usage: scripts/eval                       the project's corpora, against floors.json and
                                          known_failures.txt
       scripts/eval --update              raises the floors and rewrites the list; refuses when a
                                          figure fell or the gold changed
       scripts/eval --rebase              takes floors, list and gold as they are now
       scripts/eval DIR [--aliases FILE]  another folder of gold, for information only; FILE is a
                                          JSON list of lists of names, each of one company

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
from pathlib import Path
from typing import Any

from score import HEADER, Aliases, Json, Score, add, row, score_document

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build/release/dealwire"
CORPORA = {"articles": ROOT / "eval/articles", "samples": ROOT / "samples"}
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


def score_folder(files: dict[Path, Path], aliases: Aliases) -> dict[str, Score]:
    """The scores of a folder's documents, added up by language and as `all`."""
    scans = scan(list(files.values()))
    rows: dict[str, Score] = {"all": Score()}
    for path, document in files.items():
        gold = load(path)
        score = score_document(gold, scans.get(str(document), {}), document.read_bytes(), aliases)
        name = path.name.removesuffix(GOLD)
        score.failures = [f"{name}: {failure}" for failure in score.failures]
        for key in ("all", gold["lang"]):
            rows[key] = add(rows.get(key, Score()), score)
    return {key: rows[key] for key in ["all", *sorted(rows.keys() - {"all"})]}


# Floors and the list ----------------------------------------------------------------------------

Floors = dict[str, float]


def figures(rows: dict[str, Score]) -> Floors:
    """The figures that have floors, rounded down, as `LANGUAGE FIGURE`."""
    out = {}
    for key, score in rows.items():
        held = {"amounts": score.amounts, "slots": score.slots, "exact": score.deals}
        for figure, matches in held.items():
            out[f"{key} {figure}"] = math.floor(matches.f1 * 10000) / 10000
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


def show(name: str, rows: dict[str, Score]) -> None:
    print(f"{name}\n{HEADER}")
    for key, score in rows.items():
        print(row(key, score))
    print()


def inform(folder: Path, aliases: Path | None) -> int:
    """Scores a folder of one's own."""
    groups = load(aliases) if aliases else []
    files = gold_files(folder)
    if not files:
        raise Unusable(f"{folder}: no {GOLD} files")
    show(str(folder), score_folder(files, Aliases(groups)))
    return 0


def measure() -> tuple[Json, list[str]]:
    """Shows the project's corpora; gives what there is to hold, and the failures."""
    reached: Json = {}
    failures: list[str] = []
    for name, folder in CORPORA.items():
        files = gold_files(folder)
        rows = score_folder(files, Aliases())
        show(name, rows)
        reached[name] = {"gold": digest(files), "floors": figures(rows)}
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


def gate(update: bool, rebase: bool) -> int:
    """Scores the project's corpora and holds them to floors and list."""
    reached, failures = measure()
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
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--rebase", action="store_true")
    options = parser.parse_args(arguments)
    if options.folder:
        if options.update or options.rebase:
            parser.error("floors are of the project's own corpora, not of DIR")
        return inform(options.folder, options.aliases)
    if options.aliases:
        parser.error("--aliases goes with DIR")
    if options.update and options.rebase:
        parser.error("--update or --rebase, not both")
    return gate(options.update, options.rebase)


def main() -> int:
    try:
        return run(sys.argv[1:])
    except (Unusable, OSError) as error:
        print(f"scripts/eval: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
