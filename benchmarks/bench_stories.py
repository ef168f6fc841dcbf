"""How well articles are put into stories: B-cubed F1 (Bagga & Baldwin 1998).

Each set is grouped by weights learned from the other two, so that nothing was fitted to what is reported.
Peers: TF-IDF with average linkage and the best threshold picked on newscluster itself, .919.
Run: ``python benchmarks/bench_stories.py [--check]``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "training"))

from _common import check_floors, report, shared
from _stories_data import Labelled, load_sets
from dateline.stories._clusters import Merging, agglomerate
from dateline.stories._index import vectors_and_days
from story_merging import Example, examples, fit

PEERS = {"newscluster: TF-IDF, best threshold": 0.919}


def grouped(data: Labelled, merging: Merging) -> dict[str, str]:
    """Return the story of each article by id, as the weights see it."""
    vectors, days = vectors_and_days(data.articles)
    groups = agglomerate(vectors, days, judge=lambda left, right, found: merging.score(found) > 0)
    return {data.articles[i].id: str(number) for number, group in enumerate(groups) for i in group}


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> float:
    """Return the harmonic mean of B-cubed precision and recall, each averaged over articles."""
    both = Counter((gold[i], found[i]) for i in gold)
    sizes_gold, sizes_found = Counter(gold.values()), Counter(found[i] for i in gold)
    precision = sum(n * n / sizes_found[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / sizes_gold[g] for (g, _), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def main() -> int:
    """Measure each set and report; return the exit code."""
    if shared("bench", "stories", "newscluster.jsonl") is None:
        print("skipped: shared/bench/stories is not here")
        return 0
    sets = load_sets()
    rows: dict[str, list[Example]] = {name: examples(data) for name, data in sets.items()}
    figures = {}
    for name, data in sets.items():
        merging = fit([row for other in rows if other != name for row in rows[other]])
        figures[name] = b_cubed(data.stories, grouped(data, merging))
    report("stories", figures, peers=PEERS)
    return check_floors("stories", figures) if "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
