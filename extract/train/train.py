#!/usr/bin/env python3
"""Trains which blocks of a page are its article.

usage: train.py DUMP_FEATURES PAGES OUTPUT

PAGES holds ID.html and ID.json, in folders or not. The JSON is an object with the `url` and `lang` of
the page and either `text`, the whole article, or `must` and `must_not`, snippets that belong to it and that
do not. Prints how well pages of sites are read that the model was not trained on (cross-validation;
the folds are of hosts), then trains on all pages and writes OUTPUT/first.trees and
OUTPUT/second.trees.

Two classifiers are trained, gradient-boosted trees both. The first sees the features of a block;
the second sees also how likely the first finds the blocks around it (stacked sequential learning,
Cohen and Carvalho, IJCAI 2005). What it finds on a page comes from a model that was trained without
that page's fold, since a model trusts itself too much where it has seen the answers.

Needs Debian's python3-sklearn.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "eval"))
from page_score import match_text, shingles  # noqa: E402

Json = dict[str, Any]
Array = numpy.ndarray

FOLDS = 5
THRESHOLD = 0.45  # as in extract/select.cc
BAGS = 4
TREES = {
    "max_iter": 32,
    "learning_rate": 0.2,
    "max_leaf_nodes": 16,
    "min_samples_leaf": 30,
    "l2_regularization": 1.0,
    "early_stopping": False,
}
# Each page is learned from twice, the second time without the names of its elements: some sites
# have none that tell anything. Saved text and made pages weigh less than pages of the wild.
HEADER = """\
# The {name} of the two classifiers that tell which blocks of a document are its article. Written
# by extract/train/train.py from news pages with hand-made gold; boosted_trees.h has the format.
"""
NAMELESS_WEIGHT = 0.5
PLAIN_WEIGHT = 0.2
# Of what is made of each page; see made() and shortened().
MADE_WEIGHTS = {"short": 0.2, "save": 0.2, "readers": 0.2, "all": 0.15, "comments": 0.1}
MADE_WEIGHTS |= {"teasers": 0.05, "mixed": 0.05, "few": 0.05, "start": 0.05}
SNIPPET_WEIGHT = 0.1
# Languages that matter most and have few pages.
FEW = ("zh", "ja", "ko")
FEW_WEIGHT = 2.0


@dataclass
class Document:
    """A page or the text saved from it, with what is to be learned from it."""

    page: str
    plain: bool
    texts: list[str]
    dropped: Array  # of each block: a reader does not see it
    features: Array  # a row for each block
    gold: Json
    truth: Array  # 1 if the block is article, 0 if it is not, -1 if gold does not tell
    weight: Array

    def kind(self, made_folder: str) -> str:
        if self.page.startswith(made_folder):
            return "made"
        return "plain text" if self.plain else "pages"

    @property
    def host(self) -> str:
        name = urlparse(self.gold.get("url") or "").hostname or Path(self.page).stem.split("_")[0]
        return ".".join(name.split(".")[-2:])


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def cover(text: str, gold: Counter[tuple[str, ...]]) -> float:
    """The share of a block's shingles that gold has."""
    own = shingles(text)
    return sum(n for shingle, n in own.items() if shingle in gold) / max(1, sum(own.values()))


def label_by_text(texts: list[str], gold: str) -> tuple[Array, Array]:
    """A block is article if gold has most of it; a short one only between such blocks."""
    whole, lines = squeezed(gold), {squeezed(line) for line in gold.split("\n")}
    gold_shingles = shingles(gold)
    sizes = [len(squeezed(text)) for text in texts]
    long = 40
    sure = [
        i for i, text in enumerate(texts) if sizes[i] >= long and cover(text, gold_shingles) >= 0.6
    ]
    truth = numpy.zeros(len(texts))
    truth[sure] = 1
    for i, text in enumerate(texts):
        if sizes[i] >= long or squeezed(text) not in whole or not text:
            continue
        before = any(0 < i - j <= 6 for j in sure)
        behind = any(0 < j - i <= 6 for j in sure)
        is_line = squeezed(text) in lines
        truth[i] = (is_line and (before or behind or not sure)) or (
            sizes[i] >= 4 and before and behind
        )
    keep_one_twin(texts, truth, whole)
    total = max(1, sum(gold_shingles.values()))
    weight = numpy.array([sum(shingles(text).values()) / total for text in texts])
    return truth, numpy.minimum(weight, 0.5) + 0.002


def keep_one_twin(texts: list[str], truth: Array, whole: str) -> None:
    """Of blocks with one text more often on the page than in gold, keeps the one among others."""
    twins: dict[str, list[int]] = {}
    for i in numpy.flatnonzero(truth == 1):
        twins.setdefault(squeezed(texts[i]), []).append(int(i))
    for text, places in twins.items():
        if len(places) <= max(1, whole.count(text)):
            continue
        company = [truth[max(0, i - 8) : i + 9].sum() for i in places]
        best = places[int(numpy.argmax(company))]
        truth[[i for i in places if i != best]] = 0


def label_by_snippets(blocks: list[Json], gold: Json) -> tuple[Array, Array]:
    """Blocks that hold a snippet. Where several do, the longest paragraph is meant, if there is one."""
    flat = [" ".join(block["text"].split()) for block in blocks]
    truth, weight = numpy.full(len(blocks), -1.0), numpy.zeros(len(blocks))
    for snippet in gold["must"]:
        places = [i for i, text in enumerate(flat) if " ".join(snippet.split()) in text]
        shown = [i for i in places if not blocks[i]["heading"] and not blocks[i]["dropped"]]
        places = shown or places
        longest = max((len(flat[i]) for i in places), default=0)
        places = [i for i in places if len(flat[i]) == longest and (longest > 60 or len(places) == 1)]
        if len(places) == 1:
            truth[places], weight[places] = 1, SNIPPET_WEIGHT
    for snippet in gold["must_not"]:
        wanted = " ".join(snippet.split())
        places = [i for i, text in enumerate(flat) if wanted in text and truth[i] != 1]
        truth[places] = 0
        weight[places] = SNIPPET_WEIGHT / max(1, len(places))
    return truth, weight


DECOYS = [
    "<nav>{}</nav>",
    "<footer><p>{}</p></footer>",
    "<aside><p>{}</p></aside>",
    "<figure><img><figcaption>{}</figcaption></figure>",
    "<form><p>{}</p></form>",
    "<p><a href=x>{}</a></p>",
    "<ul><li><a href=x>{}</a></ul>",
    "<div class=related><p>{}</p></div>",
    "<div class='more-news'><h3><a href=x>{}</a></h3></div>",
    "<div id=comments><p>{}</p></div>",
    "<ul class='comment-list'><li><b>Ann</b> 12:30<p>{}</p></li></ul>",
    "<div class=sidebar><p>{}</p></div>",
    "<p class=caption>{}</p>",
    "<div class='newsletter-signup'><p>{}</p></div>",
    "<div class='cookie-notice'><p>{}</p></div>",
    "<div class='author-bio'><p>{}</p></div>",
    "<div class='share-bar'>{}</div>",
]


HEADINGS = ["Comments (14)", "網友評論", "댓글 12", "コメント", "Kommentare", "Commentaires (3)", "Comentarios",
            "Leave a comment", "读者留言", "Comments"]
READERS = ["Ann K.", "reader_77", "小林", "M. Ferrand", "홍길동", "Old Miller", "风铃", "匿名", "Tomasz"]
CLASSES = ["", " class=comment", " class=item", " class=content", " class=list-item", " class=reply"]


def paragraphs(gold: Json) -> list[str]:
    return [line for line in gold["text"].split("\n") if line.strip()]


def commented(i: int, foreign: list[str]) -> tuple[str, str]:
    """What readers wrote below an article, as a page and as lines of text."""
    heading, kind = HEADINGS[i % len(HEADINGS)], CLASSES[i % len(CLASSES)]
    page, lines = f"<h3>{heading}</h3>", [heading]
    for k, text in enumerate(foreign):
        reader, time = READERS[(i + k) % len(READERS)], f"{(i + k) % 23:02}:{(7 * k) % 60:02}"
        page += f"<div{kind}><b>{reader}</b> <span>{time}</span><p>{html.escape(text)}</p></div>"
        lines += [reader, time, text]
    return page, "\n".join(lines)


def teasers(golds: list[Json]) -> str:
    """A list of other articles with pictures and summaries."""
    out = "<h3>Related</h3>"
    for gold in golds:
        title, lead = html.escape(gold.get("title") or "More"), html.escape(paragraphs(gold)[0])
        out += f"<div><a href=x><img><h4>{title}</h4></a><p>{lead}</p></div>"
    return out


def made(golds: list[Json], folder: Path) -> list[str]:
    """Bare articles, and articles with texts of others in elements that say what they are.

    Pages of the wild are large, and those at hand seldom have comments or small articles.
    """
    out = []
    for i, gold in enumerate(golds):
        lines = paragraphs(gold)
        foreign = [line for k in (1, 2) for line in paragraphs(golds[i - k]) if len(line) > 30][:12]
        title = html.escape(gold.get("title") or "")
        head = f"<title>{title}</title><h1>{title}</h1>" if title else ""
        few = [f"<p>{html.escape(line)}</p>" for line in lines[: 2 + i % 3]]
        mixed = list(few)
        for k, text in enumerate(foreign[:6]):
            decoy = DECOYS[(5 * i + k) % len(DECOYS)].format(html.escape(text))
            mixed.insert((k * 7 + i) % (len(mixed) + 1), decoy)
        comments_page, comments_text = commented(i, foreign)
        article = "\n".join(filter(None, [gold.get("title"), *lines]))
        all_of = len(lines)
        whole = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
        documents = {  # each with the number of lines it has of the article
            "start.txt": ("\n".join(lines[: 1 + i % 3]), 1 + i % 3),
            "save.txt": (article, all_of),
            "readers.txt": (article + "\n" + comments_text, all_of),
            "few.html": (head + "".join(few), len(few)),
            "all.html": (f"{head}<div>{'<br>'.join(map(html.escape, lines))}</div>", all_of),
            "mixed.html": (head + "".join(mixed), len(few)),
            "comments.html": (f"{head}<div>{whole}</div>{comments_page}", all_of),
            "teasers.html": (
                f"{head}<div>{''.join(few)}</div>{teasers(golds[i - 4 : i] or golds[1:5])}",
                len(few),
            ),
        }
        for name, (text, count) in documents.items():
            out.append(write(folder / f"{i}-{name}", text, {**gold, "text": "\n".join(lines[:count])}))
    return out


def write(path: Path, text: str, gold: Json) -> str:
    path.write_text(text, encoding="utf-8")
    path.with_suffix(".json").write_text(json.dumps(gold), encoding="utf-8")
    return str(path)


def shortened(pages: list[str], golds: list[Json], folder: Path) -> list[str]:
    """The pages with most of their articles taken out: short news among all that stands around."""
    out = []
    for i, (page, gold) in enumerate(zip(pages, golds)):
        try:
            source = Path(page).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        for line in paragraphs(gold)[1 + i % 3 :]:
            if len(line) > 20:
                source = source.replace(line, "").replace(html.escape(line, quote=False), "")
        out.append(write(folder / f"{i}-short.html", source, gold))
    return out


def read_document(record: Json, made_folder: str) -> Document:
    gold = json.loads(Path(record["page"]).with_suffix(".json").read_text(encoding="utf-8"))
    blocks = record["blocks"]
    texts = [block["text"] for block in blocks]
    if gold.get("text"):
        truth, weight = label_by_text(texts, gold["text"])
    else:
        truth, weight = label_by_snippets(blocks, gold)
    dropped = numpy.array([block["dropped"] for block in blocks], dtype=bool)
    truth[dropped] = -1
    if record["page"].startswith(made_folder):
        weight = weight * MADE_WEIGHTS[Path(record["page"]).stem.split("-")[1]]
    elif record["plain"]:
        weight = weight * PLAIN_WEIGHT
    if gold["lang"] in FEW:
        weight = weight * FEW_WEIGHT
    features = numpy.array([block["features"] for block in blocks], dtype=numpy.float32)
    return Document(record["page"], record["plain"], texts, dropped, features, gold, truth, weight)


def dump(tool: str, pages: list[str], likelihoods: list[Array] | None) -> tuple[list[str], list[Json]]:
    """Runs the tool; gives the names of the features and one record a document."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        command = [tool, *pages]
        if likelihoods is not None:
            for values in likelihoods:
                file.write(json.dumps(values.tolist()) + "\n")
            file.flush()
            command += ["--likelihoods", file.name]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return json.loads(lines[0]), [json.loads(line) for line in lines[1:]]


class Bag:
    """Several classifiers, each trained on a bootstrap sample of hosts; their sums are averaged.

    One alone says too much about the pages it happened to see (bagging, Breiman 1996).
    """

    def __init__(self, documents: list[Document], names: list[str]) -> None:
        documents = [document for document in documents if document.texts]
        x = numpy.concatenate([document.features for document in documents])
        y = numpy.concatenate([document.truth for document in documents])
        weight = numpy.concatenate([document.weight for document in documents])
        hosts = numpy.concatenate([[document.host] * len(document.texts) for document in documents])
        known = y >= 0
        x, y, weight, hosts = x[known], y[known], weight[known], hosts[known]
        nameless = x.copy()
        nameless[:, [i for i, name in enumerate(names) if name.startswith(("in_", "own_"))]] = 0
        x, y, hosts = (numpy.concatenate(pair) for pair in ((x, nameless), (y, y), (hosts, hosts)))
        weight = numpy.concatenate([weight, weight * NAMELESS_WEIGHT])
        kinds, host_of = numpy.unique(hosts, return_inverse=True)
        random = numpy.random.default_rng(1)
        self.members = []
        for seed in range(BAGS):
            times = random.poisson(1.0, len(kinds))[host_of]
            used = times > 0
            trees = HistGradientBoostingClassifier(**TREES, random_state=seed)
            trees.fit(x[used], y[used], sample_weight=(weight * times)[used])
            self.members.append(trees)

    def likelihood(self, document: Document) -> Array:
        if not document.texts:
            return numpy.zeros(0)
        sums = [trees.decision_function(document.features) for trees in self.members]
        return ~document.dropped / (1 + numpy.exp(-numpy.mean(sums, axis=0)))


def out_of_fold(documents: list[Document], names: list[str]) -> list[Array]:
    """For each document what a model says that has seen no page of its host."""
    out = [numpy.zeros(0)] * len(documents)
    hosts = [document.host for document in documents]
    for learned, asked in GroupKFold(FOLDS).split(documents, groups=hosts):
        bag = Bag([documents[i] for i in learned], names)
        for i in asked:
            out[i] = bag.likelihood(documents[i])
    return out


def f1_of_means(pairs: Array) -> float:
    """F1 of the mean precision and the mean recall of (precision, recall) pairs."""
    p, r = pairs.mean(axis=0)
    return 2 * p * r / max(p + r, 1e-9)


def interval(pairs: Array) -> tuple[float, float]:
    """What F1 would be on other pages of the kind, 95 times of 100 (percentile bootstrap, Efron)."""
    random = numpy.random.default_rng(1)
    draws = random.integers(0, len(pairs), size=(2000, len(pairs)))
    low, high = numpy.percentile([f1_of_means(pairs[draw]) for draw in draws], [2.5, 97.5])
    return float(low), float(high)


def report(name: str, documents: list[Document], likelihoods: list[Array]) -> None:
    pairs, snippets = [], Counter[str]()
    for document, values in zip(documents, likelihoods):
        kept = [text for text, value in zip(document.texts, values) if value >= THRESHOLD]
        if document.gold.get("text"):
            found = match_text(document.gold["text"], "\n".join(kept))
            pairs.append((found.precision, found.recall))
            continue
        text = " ".join(" ".join(kept).split())
        holds = [" ".join(snippet.split()) in text for snippet in document.gold["must"]]
        leaks = [" ".join(snippet.split()) in text for snippet in document.gold["must_not"]]
        snippets.update({"held": sum(holds), "missed": len(holds) - sum(holds), "leaked": sum(leaks)})
    scores = numpy.array(pairs)
    p, r = scores.mean(axis=0)
    low, high = interval(scores)
    both = 2 * snippets["held"] + snippets["missed"] + snippets["leaked"]
    print(
        f"{name}: {len(pairs)} texts: P {p:.3f} R {r:.3f} F1 {f1_of_means(scores):.3f} "
        f"[{low:.3f}, {high:.3f}]; snippets: F1 {2 * snippets['held'] / max(1, both):.3f}"
    )


def written(node: int, nodes: Array, names: list[str]) -> str:
    """A tree in the format of extract/boosted_trees.h."""
    at = nodes[node]
    if at["is_leaf"]:
        return f"{at['value'] / BAGS:.4g}"
    below, above = (written(int(at[side]), nodes, names) for side in ("left", "right"))
    return f"({names[at['feature_idx']]} {at['num_threshold']:.6g} {below} {above})"


def model_text(bag: Bag, names: list[str]) -> str:
    # scikit-learn keeps the trees in attributes that are not promised; Debian pins its version.
    lines = []
    for trees in bag.members:
        lines.append(f"{float(numpy.ravel(trees._baseline_prediction)[0]) / BAGS:.4g}")
        lines += [written(0, predictor[0].nodes, names) for predictor in trees._predictors]
    return "\n".join(lines) + "\n"


def main() -> int:
    if len(sys.argv) != 4:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    tool, folder, output = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    pages = [str(path) for path in sorted(folder.rglob("*.html")) if path.with_suffix(".json").exists()]
    golds = [json.loads(Path(page).with_suffix(".json").read_text(encoding="utf-8")) for page in pages]
    whole = [i for i, gold in enumerate(golds) if gold.get("text")]
    with tempfile.TemporaryDirectory() as folder:
        small = shortened([pages[i] for i in whole], [golds[i] for i in whole], Path(folder))
        train(tool, pages + small + made([golds[i] for i in whole], Path(folder)), folder, output)
    return 0


def train(tool: str, pages: list[str], made_folder: str, output: Path) -> None:
    likelihoods = None
    for name in ("first", "second"):
        names, records = dump(tool, pages, likelihoods)
        documents = [read_document(record, made_folder) for record in records]
        likelihoods = out_of_fold(documents, names)
        for kind in ("pages", "plain text"):
            chosen = [i for i, document in enumerate(documents) if document.kind(made_folder) == kind]
            report(
                f"{name}, {kind}", [documents[i] for i in chosen], [likelihoods[i] for i in chosen]
            )
        trees = model_text(Bag(documents, names), names)
        (output / f"{name}.trees").write_text(HEADER.format(name=name) + trees, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
