"""How well articles are put into stories: B-cubed F1 (Bagga & Baldwin 1998).

Each set is grouped by weights learned from the other two; newscluster, the only one with days, also by
weights learned from these and the other folds of its own stories. Nothing was fitted to what is reported.
Peers: TF-IDF with average linkage and the best threshold picked on newscluster itself, .919.
Run: ``python benchmarks/bench_stories.py [--check]``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from zlib import crc32

sys.path.append(str(Path(__file__).resolve().parent.parent / "training"))

from _common import check_floors, report, shared
from _stories_data import Labelled, load_sets
from dateline.stories._clusters import Merging, agglomerate
from dateline.stories._index import vectors_and_days
from story_merging import Example, all_examples, fit, thinned

PEERS = {"newscluster: TF-IDF, best threshold on the set itself": 0.919}
FOLDS = 5
_UNSEEN = 99


def grouped(data: Labelled, merging: Merging) -> dict[str, str]:
    """Return the story of each article by id, as the weights see it."""
    vectors, days = vectors_and_days(data.articles)
    groups = agglomerate(vectors, days, judge=lambda left, right, found: merging.score(found) > 0)
    return {data.articles[i].id: str(number) for number, group in enumerate(groups) for i in group}


def shares(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """Return each article's B-cubed precision and recall."""
    both = Counter((gold[i], found[i]) for i in gold)
    sizes_gold, sizes_found = Counter(gold.values()), Counter(found[i] for i in gold)
    hits = {i: both[gold[i], found[i]] for i in gold}
    return {i: (n / sizes_found[found[i]], n / sizes_gold[gold[i]]) for i, n in hits.items()}


def b_cubed(each: Collection[tuple[float, float]]) -> float:
    """Return the harmonic mean of B-cubed precision and recall, each averaged over articles."""
    precision, recall = (sum(column) / len(each) for column in zip(*each, strict=True))
    return 2 * precision * recall / (precision + recall)


def held_out(data: Labelled, rows: Sequence[Example]) -> float:
    """Return B-cubed F1 of a whole set by weights that were learned without it."""
    learned = fit([row for row in rows if not row.left.startswith(f"{data.name} ")])
    return b_cubed(shares(data.stories, grouped(data, learned)).values())


def by_folds(data: Labelled, rows: Sequence[Example]) -> float:
    """Return B-cubed F1 where each article is judged by weights learned without its fold of stories."""
    each = []
    for fold in range(FOLDS):
        apart = {s for s in set(data.stories.values()) if crc32(s.encode()) % FOLDS == fold}
        unseen = {f"{data.name} {s}" for s in apart}
        found = grouped(data, fit([row for row in rows if not {row.left, row.right} & unseen]))
        each += [pair for i, pair in shares(data.stories, found).items() if data.stories[i] in apart]
    return b_cubed(each)


def main() -> int:
    """Measure each set and report; return the exit code."""
    if shared("bench", "stories", "newscluster.jsonl") is None:
        print("skipped: shared/bench/stories is not here")
        return 0
    sets = load_sets()
    rows = [row for data in sets.values() for row in all_examples(data)]
    figures = {name: held_out(data, rows) for name, data in sets.items()}
    for name in ("newscluster", "ecb-dev"):
        figures[f"{name}, thinned"] = held_out(thinned(sets[name], _UNSEEN), rows)
    figures["newscluster, by folds"] = by_folds(sets["newscluster"], rows)
    report("stories", figures, peers=PEERS)
    return check_floors("stories", figures) if "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
