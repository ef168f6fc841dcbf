"""How sure a claim is, calibrated: of the claims that say .8, four in five are right."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from dateline.claims._drafts import is_party
from dateline.records import Actor
from dateline.resources import resource

__all__ = ["FEATURES", "confidence_features", "confidence_of"]

FEATURES = ("logit", "pattern", "model", "actor", "recipient", "actor_party", "recipient_party")


def confidence_of(
    probability: float | None, has_pattern: bool, actors: Sequence[Actor], recipients: Sequence[Actor]
) -> float:
    """Return the probability (0 to 1) that type, actor and recipient of a claim are right.

    ``probability`` is the act model's, None where a user's own pattern decided alone. Weights by
    ``training/calibrate.py``.
    """
    weights = _weights()
    features = confidence_features(probability, has_pattern, actors, recipients)
    score = weights["intercept"] + sum(weights[n] * float(f) for n, f in zip(FEATURES, features, strict=True))
    return round(1 / (1 + exp(-score)), 3)


def confidence_features(
    probability: float | None, has_pattern: bool, actors: Sequence[Actor], recipients: Sequence[Actor]
) -> NDArray[np.float64]:
    """Return the features, shape (len(FEATURES),)."""
    sure = min(max(probability if probability is not None else 0.5, 0.01), 0.99)
    return np.array(
        [
            log(sure / (1 - sure)),
            has_pattern,
            probability is not None,
            bool(actors),
            bool(recipients),
            any(is_party(a) for a in actors),
            any(is_party(r) for r in recipients),
        ],
        dtype=np.float64,
    )


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    path = resource("claims", "models", "calibration.json")
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weights
