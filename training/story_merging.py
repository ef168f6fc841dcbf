"""Learn src/dateline/stories/merging.yaml: when two groups of articles tell one story.

Each step of the bottom-up grouping is an example: two groups that are mostly one story each, and whether
it is the same one. Data: Giveme5W1H newscluster and ECB+ train and dev subtopics, see
shared/bench/README.md. Run: ``python training/story_merging.py``; the benchmark learns without the set it
reports.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from _stories_data import Labelled, load_sets
from dateline.stories._clusters import Cluster, Merging, agglomerate
from dateline.stories._index import vectors_and_days

_PURE = 0.7
_THINNED, _THIN_SIZES = 1, (1, 1, 1, 2, 3)
_REGULARISATION = 0.3


@dataclass(frozen=True, slots=True)
class Example:
    """A step of the grouping: its features, the stories that the two groups mostly are, and its weight."""

    features: tuple[float, ...]
    left: str
    right: str
    weight: float


def examples(data: Labelled) -> list[Example]:
    """Return the steps of a full grouping of the set whose two groups are mostly one story each."""
    stories = [data.stories[a.id] for a in data.articles]
    found: list[Example] = []

    def judge(left: Cluster, right: Cluster, features: tuple[float, ...]) -> bool:
        (a, pure_a), (b, pure_b) = _main(left, stories), _main(right, stories)
        if min(pure_a, pure_b) > _PURE:
            weight = min(len(left.members), len(right.members)) ** 0.5
            found.append(Example(features, f"{data.name} {a}", f"{data.name} {b}", weight))
        return True

    agglomerate(*vectors_and_days(data.articles), judge=judge)
    return found


def thinned(data: Labelled, seed: int) -> Labelled:
    """Return the set with few articles of each story: most stories of a day are told but once or twice."""
    rng = random.Random(f"{data.name} {seed}")
    members: dict[str, list[str]] = {}
    for article in data.articles:
        members.setdefault(data.stories[article.id], []).append(article.id)
    kept = {i for ids in members.values() for i in rng.sample(ids, min(len(ids), rng.choice(_THIN_SIZES)))}
    return Labelled(
        data.name,
        tuple(a for a in data.articles if a.id in kept),
        {i: story for i, story in data.stories.items() if i in kept},
    )


def all_examples(data: Labelled) -> list[Example]:
    """Return the steps of grouping the set as it is, and thinned."""
    return [
        row for part in (data, *(thinned(data, seed) for seed in range(_THINNED))) for row in examples(part)
    ]


def fit(rows: Sequence[Example]) -> Merging:
    """Fit a logistic regression on standardised features and return its weights on the raw ones."""
    x = np.array([row.features for row in rows])
    y = np.array([row.left == row.right for row in rows])
    w = np.array([row.weight for row in rows])
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    model = LogisticRegression(C=_REGULARISATION, max_iter=2000).fit((x - mean) / spread, y, sample_weight=w)
    weights = model.coef_[0] / spread
    intercept = model.intercept_[0] - float(weights @ mean)
    names = [f.name for f in fields(Merging)]
    return Merging(**{n: round(float(v), 4) for n, v in zip(names, (intercept, *weights), strict=True)})


def _main(cluster: Cluster, stories: Sequence[str]) -> tuple[str, float]:
    story, count = Counter(stories[i] for i in cluster.members).most_common(1)[0]
    return story, count / len(cluster.members)


def main() -> None:
    """Learn from all sets and write the weights."""
    merging = fit([row for data in load_sets().values() for row in all_examples(data)])
    weights = {f.name: getattr(merging, f.name) for f in fields(merging)}
    path = ROOT / "src" / "dateline" / "stories" / "merging.yaml"
    head = "# Made by training/story_merging.py: log-odds that two groups of articles tell one story.\n"
    path.write_text(head + yaml.safe_dump({"weights": weights}, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
