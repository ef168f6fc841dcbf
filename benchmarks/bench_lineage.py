"""How well it is told how two articles are akin, and which came first, on pairs that a reader labelled.

Accuracy of the kind, and of the direction where the reader could tell one and the kind is not "none"; on
the "report" fold, which no threshold was set by. See lineage/README.md for how the pairs were labelled.
Run: ``python benchmarks/bench_lineage.py [--check]``; ``--list`` prints the errors of the "learn" fold.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from _common import check_floors, report, shared
from _lineage_data import Pair, load_articles, load_pairs
from dateline.stories._kinship import Kinship
from dateline.stories._lineage import Corpus

Judged = tuple[Pair, Kinship]
_SURE = 0.5


def judge(corpus: Corpus, pairs: Sequence[Pair]) -> list[Judged]:
    """Return what is said of each pair."""
    number = {a.id: i for i, a in enumerate(corpus.articles)}
    return [(pair, corpus.kinship(number[pair.left], number[pair.right])) for pair in pairs]


def figures(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the accuracies: of the kind, of the kind where the reader was sure, of the direction."""
    kinds = [(pair.sure, pair.kind == akin.kind) for pair, akin in judged]
    ways = [pair.direction == akin.parent for pair, akin in judged if pair.direction != "unknown"]
    certain = [right for sure, right in kinds if sure >= _SURE]
    return {
        "kind": sum(right for _, right in kinds) / len(kinds),
        "kind (sure)": sum(certain) / len(certain),
        "direction": sum(ways) / len(ways),
    }


def main() -> int:
    """Measure and report; return the exit code."""
    path = shared("bench", "helsinki", "helsinki_articles.csv")
    if path is None:
        print("skipped: shared/bench/helsinki is not here")
        return 0
    judged = judge(Corpus(list(load_articles(path).values())), load_pairs())
    learn, held = ([j for j in judged if j[0].fold == fold] for fold in ("learn", "report"))
    if "--list" in sys.argv:
        _list([j for j in learn if (j[0].kind, j[0].direction) != (j[1].kind, j[1].parent)])
    report("lineage, learn fold", figures(learn))
    report("lineage", figures(held))
    return check_floors("lineage", figures(held)) if "--check" in sys.argv else 0


def _list(errors: Sequence[Judged]) -> None:
    for pair, akin in errors:
        print(f"{pair} -> {akin.kind} {akin.parent} {akin.left.share:.2f} {akin.right.share:.2f} {akin.way}")


if __name__ == "__main__":
    sys.exit(main())
