"""Tells which of two articles came first: by day, credits, coverage, and who knows more at first hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.records import Article
from dateline.stories._credits import Credits
from dateline.stories._cues import cue
from dateline.stories._passages import Reading

_SCANNED = 200_000

_DAY_WEIGHT = 1.0
_CREDIT_WEIGHT = 3.0
_NEARER_WEIGHT = 2.0
_COVER_WEIGHT = 1.5
_FIRST_HAND_WEIGHT = 0.4
_SECOND_HAND_WEIGHT = 0.5
_NAMES_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Direction:
    """``score`` above 0: the right came from the left; ``reasons`` names what decided, weightiest first."""

    score: float
    reasons: tuple[str, ...]


def direction(
    left: Reading,
    right: Reading,
    left_credits: Credits,
    right_credits: Credits,
    covers: tuple[float, float],
) -> Direction:
    """Weigh the signs that the left is the parent; ``covers`` are the parts of each that the other has."""
    signs = dict(_signs(left, right, left_credits, right_credits, covers))
    strongest = sorted((s for s in signs if signs[s]), key=lambda s: (-abs(signs[s]), s))
    return Direction(sum(signs.values()), tuple(strongest))


def _signs(
    left: Reading, right: Reading, left_credits: Credits, right_credits: Credits, covers: tuple[float, float]
) -> Iterator[tuple[str, float]]:
    yield "day", _DAY_WEIGHT * _earlier(left.article, right.article)
    yield (
        "credit",
        _CREDIT_WEIGHT * (_leans(right_credits, left_credits) - _leans(left_credits, right_credits)),
    )
    yield "nearer to the source", _NEARER_WEIGHT * (_nearer(left_credits, right_credits))
    yield "coverage", _COVER_WEIGHT * (covers[1] - covers[0])
    first_left, second_left = _hands(left.article.text)
    first_right, second_right = _hands(right.article.text)
    yield "first hand", _FIRST_HAND_WEIGHT * _sign(first_left - first_right)
    yield "second hand", _SECOND_HAND_WEIGHT * _sign(second_right - second_left)
    yield "named details", _NAMES_WEIGHT * _specific(left, right)


def _earlier(left: Article, right: Article) -> float:
    if not left.published or not right.published:
        return 0.0
    return _sign((right.published > left.published) - (left.published > right.published))


def _leans(child: Credits, parent: Credits) -> float:
    """Return 1 where the child credits the parent's publisher."""
    return float(parent.publisher is not None and parent.publisher in child.sources)


def _nearer(left: Credits, right: Credits) -> float:
    """Return 1 where the left carries the report of an outlet that the right only cites, -1 the other way."""
    return float(bool(left.carried & right.cited)) - float(bool(right.carried & left.cited))


@lru_cache(maxsize=4096)
def _hands(text: str) -> tuple[int, int]:
    """Count the signs of first-hand and of second-hand reporting."""
    head = text[:_SCANNED]
    return sum(1 for _ in cue("first_hand").finditer(head)), sum(1 for _ in cue("second_hand").finditer(head))


def _specific(left: Reading, right: Reading) -> float:
    """Return how much denser in names and numbers the left is, -1 to 1."""
    most = max(left.density, right.density)
    return (left.density - right.density) / most if most else 0.0


def _sign(value: float) -> float:
    return float((value > 0) - (value < 0))
