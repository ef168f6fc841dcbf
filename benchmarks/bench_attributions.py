"""Attributions on PolNeAR's development part: source and content, by overlap; and speed on parsed text.

A predicted source or content counts as found where it shares characters with a gold one of its kind,
one to one, greedily by the number of characters shared; F1 over attributions. "characters" is the F1 of the
characters that stand in any source or content. Where several people annotated an article the first counts.
``--check`` fails below the floors; ``--agreement`` prints how far PolNeAR's own annotators agree.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

from _common import check_floors, report, shared
from _polnear import Gold, Span, read_annotations, read_polnear

Marks = Sequence[set[int]]
PARTS = ("source", "content")


def characters(spans: Iterable[Span]) -> set[int]:
    """Return the offsets that the spans cover."""
    return {i for start, end in spans for i in range(start, end)}


def matched(found: Marks, gold: Marks) -> int:
    """Return how many of ``found`` pair with one of ``gold``, greedily by shared characters."""
    pairs = sorted((-len(f & g), i, j) for i, f in enumerate(found) for j, g in enumerate(gold) if f & g)
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in pairs:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return len(left)


class Tally:
    """Counts right, found and gold over articles."""

    def __init__(self) -> None:
        self.right = self.found = self.gold = 0

    def add(self, right: int, found: int, gold: int) -> None:
        """Add an article's counts."""
        self.right, self.found, self.gold = self.right + right, self.found + found, self.gold + gold

    def figures(self, name: str) -> dict[str, float]:
        """Return F1, precision and recall."""
        return {
            f"{name} F1": 2 * self.right / max(1, self.found + self.gold),
            f"{name} precision": self.right / max(1, self.found),
            f"{name} recall": self.right / max(1, self.gold),
        }


def compare(pairs: Iterable[tuple[list[Gold], list[Gold]]]) -> dict[str, float]:
    """Return the figures of found against gold attributions, article by article."""
    overlap: dict[str, Tally] = defaultdict(Tally)
    for found, gold in pairs:
        for part in PARTS:
            ours = [characters(spans) for a in found if (spans := getattr(a, part))]
            theirs = [characters(spans) for a in gold if (spans := getattr(a, part))]
            overlap[part].add(matched(ours, theirs), len(ours), len(theirs))
            said, true = set().union(*ours), set().union(*theirs)
            overlap[f"{part} characters"].add(len(said & true), len(said), len(true))
    return {k: v for name, tally in sorted(overlap.items()) for k, v in tally.figures(name).items()}


def agreement(folder: Path) -> dict[str, float]:
    """Return how well one annotator's attributions predict another's, over all pairs."""
    by_article: dict[str, list[list[Gold]]] = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        by_article[path.stem.rsplit("_", 1)[0]].append(read_annotations(path.read_text(encoding="utf-8")))
    return compare(pair for readings in by_article.values() for pair in combinations(readings, 2))


def figures(folder: Path) -> dict[str, float]:
    """Parse, find, compare; speed is sentences a CPU second of finding alone."""
    from dateline.attributions import find_attributions
    from dateline.language import as_article, parse_articles

    rows = list(read_polnear(folder))
    parsed = list(parse_articles(as_article(text, id=id) for id, text, _ in rows))
    find_attributions(parsed[0])  # loads the model
    start = time.process_time()
    found = [find_attributions(p) for p in parsed]
    seconds = time.process_time() - start
    sentences = sum(len(list(part.doc.sents)) for p in parsed for part in p.paragraphs)
    ours = [[Gold((a.source,) if a.source else (), (), a.content) for a in one] for one in found]
    result = compare((o, gold) for o, (_, _, gold) in zip(ours, rows, strict=True))
    return {**result, "sentences/CPU s": sentences / seconds}


def main() -> int:
    """Report, and check where asked."""
    train, dev = shared("bench/quotes/polnear/train"), shared("bench/quotes/polnear/dev")
    if train is None or dev is None:
        print("attributions: PolNeAR is not at hand")
        return 0
    if "--agreement" in sys.argv:
        report("attributions, two annotators", agreement(train))
        return 0
    result = figures(dev)
    report("attributions", result)
    return check_floors("attributions", result) if "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
