"""Learn the ranker's weights: ``OMP_NUM_THREADS=1 python training/train_places.py``.

Data: LGL (588 articles of local news) and TR-News (118 of world news), each of the same weight. Loss: the
likelihood of the right place among its namesakes, with a ridge. Learned on everything, the weights go to
``src/dateline/places/data/weights.json``; learned without one fold of articles in five, to
``benchmarks/places_folds.json``, by which the benchmark judges each article by weights that never saw it.
Deterministic.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "benchmarks"))

from _common import shared
from _toponyms import FOLDS, NEAR_KM, Document, fold_of, kilometres, read_documents
from dateline.places._features import ALONE, TOGETHER, Neighbourhood, Numbers, Pairs, pair_up
from dateline.places._gazetteer import load_gazetteer
from dateline.places._rank import ROUNDS, Weights, chances
from dateline.places._surroundings import read_mentions

TARGET = HERE.parent / "src" / "dateline" / "places" / "data" / "weights.json"
FOLDS_TARGET = HERE.parent / "benchmarks" / "places_folds.json"
RIDGE = 0.1
PASSES = 2


@dataclass(slots=True)
class Lesson:
    """One article's pairs, which of them are right, and its weight."""

    pairs: Pairs
    around: Neighbourhood
    right: Numbers
    weight: float
    together: Numbers | None = None


def read_lessons(documents: Sequence[Document], weight: float) -> list[Lesson]:
    """Return the lessons of a corpus whose toponyms weigh ``weight`` together."""
    total = sum(len(d.located) for d in documents)
    return [lesson for d in documents if (lesson := _lesson(d, weight / total))]


def _lesson(document: Document, weight: float) -> Lesson | None:
    gazetteer = load_gazetteer()
    gold = document.located
    mentions = read_mentions(document.text, [(g.start, g.end) for g in gold])
    pairs = pair_up(gazetteer, mentions)
    right = np.zeros(len(pairs))
    for i, g in enumerate(gold):
        low, high = np.searchsorted(pairs.mention, [i, i + 1])
        ids = gazetteer.column("id")[pairs.row[low:high]]
        right[low:high] = ids == g.geonameid
        if not right[low:high].any():
            _accept_nearest(pairs, right, low, high, float(g.lat or 0), float(g.lon or 0))
    return Lesson(pairs, Neighbourhood(gazetteer, pairs, 0), right, weight) if right.any() else None


def _accept_nearest(pairs: Pairs, right: Numbers, low: int, high: int, lat: float, lon: float) -> None:
    gazetteer = load_gazetteer()
    far = [
        kilometres(lat, lon, gazetteer.place(int(r)).lat, gazetteer.place(int(r)).lon)
        for r in pairs.row[low:high]
    ]
    if far and min(far) <= NEAR_KM:
        right[low + int(np.argmin(far))] = 1


def learn(lessons: Sequence[Lesson]) -> Weights:
    """Return the weights that make the right places likeliest."""
    alone = _fit([lesson.pairs.alone for lesson in lessons], lessons)
    weights = Weights(alone, np.zeros(len(ALONE) + len(TOGETHER)))
    for lesson in lessons:
        _look_around(lesson, chances(lesson.pairs.mention, lesson.pairs.alone @ alone))
    for _ in range(PASSES):
        together = _fit([lesson.together for lesson in lessons if lesson.together is not None], lessons)
        weights = Weights(alone, together)
        for lesson in lessons:
            chance = chances(lesson.pairs.mention, lesson.pairs.alone @ alone)
            for _ in range(ROUNDS - 1):
                seen = _look_around(lesson, chance)
                chance = chances(lesson.pairs.mention, seen @ together)
            _look_around(lesson, chance)
    return weights


def _look_around(lesson: Lesson, chance: Numbers) -> Numbers:
    lesson.together = np.hstack((lesson.pairs.alone, lesson.around.features(chance)))
    return lesson.together


def _fit(features: Sequence[Numbers], lessons: Sequence[Lesson]) -> Numbers:
    taught, x, mention, right, weight = [], [], [], [], []
    offset = 0
    for seen, lesson in zip(features, lessons, strict=True):
        known = np.bincount(lesson.pairs.mention, lesson.right) > 0
        keep = known[lesson.pairs.mention]
        x.append(seen[keep])
        mention.append(lesson.pairs.mention[keep] + offset)
        right.append(lesson.right[keep])
        weight.append(np.full(keep.sum(), lesson.weight))
        taught.append(known.sum())
        offset += len(known)
    _, index = np.unique(np.concatenate(mention), return_inverse=True)
    big, positive, heavy = np.vstack(x), np.concatenate(right) > 0, np.concatenate(weight)
    scale = sum(taught)

    def loss(w: Numbers) -> tuple[float, Numbers]:
        p = chances(index, big @ w)
        hit = np.bincount(index, p * positive)
        each = np.zeros(len(hit))
        each[index] = heavy
        q = np.where(positive, p / hit[index], 0.0)
        gradient = big.T @ ((p - q) * heavy) * scale + 2 * RIDGE * w
        return float(-(np.log(hit) * each).sum() * scale + RIDGE * w @ w), gradient

    found = minimize(loss, np.zeros(big.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    weights: Numbers = found.x
    return weights


def corpora() -> dict[str, list[Document]]:
    """Return the documents of each corpus; ends the program where the data is absent."""
    paths = {name: shared("bench", "places", f"{name}.xml") for name in ("lgl", "TR-News")}
    if None in paths.values():
        raise SystemExit("no data to learn from in ../shared/bench/places")
    return {name: read_documents(path) for name, path in paths.items() if path}


def as_table(weights: Weights) -> dict[str, dict[str, float]]:
    """Return the weights by the names of their features."""
    return {
        "alone": dict(zip(ALONE, weights.alone.round(4).tolist(), strict=True)),
        "together": dict(zip((*ALONE, *TOGETHER), weights.together.round(4).tolist(), strict=True)),
    }


def main() -> None:
    """Learn on everything, and without each fold, and write both."""
    data = corpora()
    folds = []
    for held_out in (*range(FOLDS), None):
        lessons = []
        for documents in data.values():
            taught = [d for i, d in enumerate(documents) if fold_of(i) != held_out]
            lessons += read_lessons(taught, 1 / len(data))
        folds.append(as_table(learn(lessons)))
    FOLDS_TARGET.write_text(json.dumps(folds[:-1]) + "\n")
    TARGET.write_text(json.dumps(folds[-1], indent=1) + "\n")


if __name__ == "__main__":
    main()
