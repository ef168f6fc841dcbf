"""The learned layer: three linear models over named features, made by training/train_attributions.py."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dateline.attributions._candidates import Candidate, Reading, contents, sources
from dateline.attributions._features import (
    Choice,
    choice_features,
    content_features,
    cue_features,
    source_features,
)
from dateline.attributions._lexicon import load_cues
from dateline.resources import resource

__all__ = ["Found", "Model", "Scorer", "load_model"]

_MOST_HELP = 2.5  # a good source and content rarely add more to a cue's own score
_CLEAR = 1.5
_GATED_POS = frozenset({"VERB"})


@dataclass(frozen=True, slots=True)
class Scorer:
    """A linear model: the weight of each feature it knows, and a bias; scores are log odds."""

    weights: dict[str, float]
    bias: float

    def score(self, features: Iterable[str]) -> float:
        """Return the log odds that the features speak for."""
        get = self.weights.get
        return self.bias + sum([get(f, 0.0) for f in features])


@dataclass(frozen=True, slots=True)
class Found:
    """A cue at a row of a paragraph, with its best source and content; ``score`` in log odds."""

    cue: int
    source: Candidate | None
    content: Candidate | None
    score: float


@dataclass(frozen=True, slots=True)
class Model:
    """The models of cue, source and content; ``odds`` how often a lemma and tag is a cue at all."""

    cue: Scorer
    source: Scorer
    content: Scorer
    odds: dict[str, float]
    threshold: float
    source_threshold: float
    least_odds: float

    def may_be_cue(self, reading: Reading, row: int) -> bool:
        """Spare most tokens cheaply: verbs that never are a cue, other words that were never seen as one."""
        t = reading.table
        default = 1.0 if t.pos[row] in _GATED_POS else 0.0
        return self.odds.get(f"{t.lemmas[row]}|{t.pos[row]}", default) >= self.least_odds

    def best_content(self, reading: Reading, cue: int) -> Choice:
        """Return the likeliest content of a cue and its score."""
        scored = [(self.content.score(content_features(reading, cue, c)), c) for c in contents(reading, cue)]
        score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return best, score

    def best_source(self, reading: Reading, cue: int) -> Choice:
        """Return the likeliest source of a cue and its score."""
        scored = [(self.source.score(source_features(reading, cue, c)), c) for c in sources(reading, cue)]
        score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return best, score

    def find(self, reading: Reading) -> list[Found]:
        """Return the cues of a paragraph above the threshold, in order."""
        rows = (i for i in range(len(reading.table)) if self.may_be_cue(reading, i))
        found = (self.judge(reading, row) for row in rows)
        return [f for f in found if f and f.content is not None]

    def judge(self, reading: Reading, row: int) -> Found | None:
        """Return what a token is a cue of, or None where it is none: at once where no content could help."""
        own = self.cue.score(cue_features(reading, row))
        least = self.threshold - (_CLEAR if _is_clear(reading, row) else 0.0)
        if own < least - _MOST_HELP:
            return None
        content, source = self.best_content(reading, row), self.best_source(reading, row)
        kept = source[0] if source[1] >= self.source_threshold else None
        gain = self.cue.score(choice_features(reading, row, source, content)) - self.cue.bias
        return Found(row, kept, content[0], own + gain) if own + gain >= least else None


def _is_clear(reading: Reading, row: int) -> bool:
    """Tell whether somebody is said to "say that": annotators pass over many such within other contents."""
    t = reading.table
    if t.lemmas[row] not in load_cues().reporting_verbs or t.child(row, "nsubj") is None:
        return False
    clause = t.child(row, "ccomp")
    mark = None if clause is None else t.child(clause, "mark")
    return mark is not None and t.lowers[mark] == "that"


@lru_cache(maxsize=1)
def load_model() -> Model:
    """Return the shipped model; loaded once a process."""
    with gzip.open(resource("attributions", "weights.json.gz"), "rt", encoding="utf-8") as file:
        data = json.load(file)
    scorers = {k: Scorer(data[k]["weights"], data[k]["bias"]) for k in ("cue", "source", "content")}
    return Model(
        **scorers,
        odds=data["odds"],
        threshold=data["threshold"],
        source_threshold=data["source_threshold"],
        least_odds=data["least_odds"],
    )
