"""Makes src/dateline/attributions/weights.json.gz from PolNeAR's training part.

Run from the repository's root: ``python training/train_attributions.py`` (about six minutes on one core,
half of them parsing). Three logistic regressions: is this token a cue, which candidate is its content,
which its source. The cue model sees the other two's choices as made by models of the other half of
the articles, so that it learns how far to trust them.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from dateline.attributions._candidates import Candidate, Reading, contents, sources
from dateline.attributions._features import choice_features, content_features, cue_features, source_features
from dateline.attributions._model import Model, Scorer
from dateline.attributions._readings import make_readings
from dateline.language import ParsedArticle, as_article, parse_articles

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from _polnear import Gold, Span, read_polnear

OUT = ROOT / "src/dateline/attributions/weights.json.gz"
LEAST_SEEN = 2  # a feature seen less often is noise
LEAST_ODDS = 0.02
# Log odds. On every fifth training article, with a model of the others, F1 was flat from -0.7 to -0.4.
THRESHOLD = -0.5
# Low by judgement: a cue's best candidate source is more often right than no source at all.
SOURCE_THRESHOLD = -2.0
CUE_POS = frozenset({"VERB", "NOUN", "AUX", "ADP", "ADJ", "ADV", "PROPN", "SCONJ", "PUNCT"})


@dataclass(frozen=True, slots=True)
class Sample:
    """An article made ready: its paragraphs, and for each gold cue its paragraph, row and attribution."""

    readings: list[Reading]
    anchors: dict[tuple[int, int], Gold]
    shadowed: set[tuple[int, int]]


def dice(left: set[int], right: set[int]) -> float:
    """Return the overlap of two sets of characters, 0 to 1."""
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0


def characters(spans: Iterable[Span]) -> set[int]:
    """Return the offsets the spans cover."""
    return {i for start, end in spans for i in range(start, end)}


def covered(reading: Reading, candidate: Candidate) -> set[int]:
    """Return the characters of a candidate."""
    return characters(reading.table.span(*piece) for piece in candidate.pieces)


def make_sample(parsed: ParsedArticle, golds: Sequence[Gold]) -> Sample:
    """Find each gold cue's anchor: the token of the cue whose candidates fit source and content best."""
    readings = make_readings(parsed)
    sample = Sample(readings, {}, set())
    for gold in golds:
        rows = list(_cue_rows(readings, gold))
        if not rows:
            continue
        best = max(rows, key=lambda r: _fit(readings[r[0]], r[1], gold))
        sample.anchors.setdefault(best, gold)
        sample.shadowed.update(r for r in rows if r != best)
    return sample


def _cue_rows(readings: list[Reading], gold: Gold) -> Iterable[tuple[int, int]]:
    for start, end in gold.cue:
        for p, reading in enumerate(readings):
            t = reading.table
            if len(t) and t.starts[0] < end and t.ends[-1] > start:
                for i in range(len(t)):
                    if t.starts[i] < end and t.ends[i] > start and t.pos[i] in CUE_POS:
                        yield p, i


def _fit(reading: Reading, row: int, gold: Gold) -> float:
    content, source = characters(gold.content), characters(gold.source)
    best = max((dice(covered(reading, c), content) for c in contents(reading, row)), default=0.0)
    owner = max((dice(covered(reading, c), source) for c in sources(reading, row)), default=0.0)
    verb = reading.table.pos[row] == "VERB"
    return 2 * best + owner + 0.3 * verb


def fit(rows: Sequence[Sequence[str]], labels: Sequence[int], strength: float) -> Scorer:
    """Return a logistic regression over the features seen often enough; small weights are dropped."""
    seen = Counter(f for features in rows for f in features)
    index = {f: k for k, f in enumerate(sorted(f for f, n in seen.items() if n >= LEAST_SEEN))}
    indptr, columns = [0], []
    for features in rows:
        columns += [index[f] for f in features if f in index]
        indptr.append(len(columns))
    data = np.ones(len(columns))
    matrix = csr_matrix((data, columns, indptr), shape=(len(rows), len(index)))
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=200, random_state=0)
    model.fit(matrix, np.array(labels))
    weights = {f: round(float(w), 3) for f, k in index.items() if abs(w := model.coef_[0][k]) >= 0.02}
    return Scorer(weights, round(float(model.intercept_[0]), 3))


def fit_choice(samples: Sequence[Sample], part: str, strength: float = 0.1) -> Scorer:
    """Return the model that chooses the content or the source of a cue."""
    candidates, describe = (contents, content_features) if part == "content" else (sources, source_features)
    rows: list[list[str]] = []
    labels: list[int] = []
    for sample in samples:
        for (p, row), gold in sample.anchors.items():
            reading, wanted = sample.readings[p], characters(getattr(gold, part))
            scored = [(dice(covered(reading, c), wanted), c) for c in candidates(reading, row)]
            top = max((s for s, _ in scored), default=0.0)
            rows += [describe(reading, row, c) for _, c in scored]
            labels += [int(s >= 0.5 and s >= top - 0.02) for s, _ in scored]
    return fit(rows, labels, strength)


def cue_odds(samples: Sequence[Sample]) -> dict[str, float]:
    """Return how often a lemma and part of speech is a cue, where it is often seen or ever one."""
    seen: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    for sample in samples:
        for p, reading in enumerate(sample.readings):
            t = reading.table
            for i in range(len(t)):
                if t.pos[i] in CUE_POS:
                    key = f"{t.lemmas[i]}|{t.pos[i]}"
                    seen[key] += 1
                    cues[key] += (p, i) in sample.anchors
    odds = {k: round(cues[k] / n, 4) for k, n in seen.items() if k.endswith("|VERB") and n >= 15}
    odds |= {k: round(cues[k] / seen[k], 4) for k in cues if cues[k] >= 2 and not k.endswith("|VERB")}
    return dict(sorted(odds.items()))


def fit_cue(samples: Sequence[Sample], models: dict[int, Model], strength: float = 0.1) -> Scorer:
    """Return the model that tells cues; ``models`` are by the half of the articles they have not seen."""
    rows: list[list[str]] = []
    labels: list[int] = []
    for k, sample in enumerate(samples):
        model = models[k % 2]
        for p, reading in enumerate(sample.readings):
            for i in range(len(reading.table)):
                if (p, i) not in sample.shadowed and model.may_be_cue(reading, i):
                    source, content = model.best_source(reading, i), model.best_content(reading, i)
                    own, choice = cue_features(reading, i), choice_features(reading, i, source, content)
                    rows.append(own + choice)
                    labels.append(int((p, i) in sample.anchors))
    return fit(rows, labels, strength)


def fit_all(samples: Sequence[Sample]) -> Model:
    """Return the whole model, trained on all samples."""
    odds, silent = cue_odds(samples), Scorer({}, 0.0)
    halves = {}
    for k in (0, 1):
        other = samples[1 - k :: 2]
        chosen = {part: fit_choice(other, part) for part in ("source", "content")}
        halves[k] = Model(silent, chosen["source"], chosen["content"], odds, 0.0, 0.0, LEAST_ODDS)
    cue = fit_cue(samples, halves)
    chosen = {part: fit_choice(samples, part) for part in ("source", "content")}
    return Model(cue, chosen["source"], chosen["content"], odds, THRESHOLD, SOURCE_THRESHOLD, LEAST_ODDS)


def write(model: Model, path: Path) -> None:
    """Write the model, the same bytes for the same weights."""
    data: dict[str, Any] = defaultdict(dict)
    for part in ("cue", "source", "content"):
        scorer: Scorer = getattr(model, part)
        data[part] = {"bias": scorer.bias, "weights": scorer.weights}
    data |= {k: getattr(model, k) for k in ("odds", "threshold", "source_threshold", "least_odds")}
    path.write_bytes(gzip.compress(json.dumps(data, ensure_ascii=False).encode(), mtime=0))


def main() -> None:
    """Read, parse, train, write."""
    rows = list(read_polnear(ROOT / "../shared/bench/quotes/polnear/train"))
    articles = parse_articles(as_article(text, id=id) for id, text, _ in rows)
    samples = [make_sample(parsed, golds) for parsed, (_, _, golds) in zip(articles, rows, strict=True)]
    write(fit_all(samples), OUT)


if __name__ == "__main__":
    main()
