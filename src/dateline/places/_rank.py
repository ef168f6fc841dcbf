"""Chooses among namesakes: a log-linear ranker over the features of every pair of name and place.

Twice over: first each name alone, then in the light of what the article's other names most likely mean.
Weights: ``data/weights.json``, learned by ``training/train_places.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec
import numpy as np

from dateline.places._features import ALONE, TOGETHER, Indices, Neighbourhood, Numbers, Pairs, pair_up
from dateline.places._gazetteer import load_gazetteer
from dateline.places._surroundings import Mention
from dateline.resources import resource

ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features: ``alone`` of those of one name, ``together`` of all."""

    alone: Numbers
    together: Numbers


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return the shipped weights."""
    content = resource("places", "data", "weights.json").read_bytes()
    return as_weights(msgspec.json.decode(content, type=dict[str, dict[str, float]]))


def as_weights(table: dict[str, dict[str, float]]) -> Weights:
    """Return the weights of a table of "alone" and "together"; a feature it does not name weighs nothing."""
    alone = np.array([table["alone"].get(f, 0.0) for f in ALONE])
    return Weights(alone, np.array([table["together"].get(f, 0.0) for f in (*ALONE, *TOGETHER)]))


def chances(mention: Indices, scores: Numbers) -> Numbers:
    """Return the softmax of the scores over the pairs of each mention."""
    if not len(scores):
        return scores
    top = np.full(mention.max() + 1, -np.inf)
    np.maximum.at(top, mention, scores)
    odds = np.exp(scores - top[mention])
    found: Numbers = odds / np.bincount(mention, odds)[mention]
    return found


def rank(mentions: Sequence[Mention], weights: Weights, *, host_country: str = "") -> tuple[Pairs, Numbers]:
    """Return the pairs of the mentions and the chance of each of being right (sums to 1 a mention)."""
    gazetteer = load_gazetteer()
    pairs = pair_up(gazetteer, mentions)
    chance = chances(pairs.mention, pairs.alone @ weights.alone)
    around = Neighbourhood(gazetteer, pairs, gazetteer.country_numbers.get(host_country, 0))
    for _ in range(ROUNDS):
        features = np.hstack((pairs.alone, around.features(chance)))
        chance = chances(pairs.mention, features @ weights.together)
    return pairs, chance
