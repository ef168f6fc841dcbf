"""Says how two articles are akin: what kind, how much of each is in the other, and which came first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from dateline.stories._credits import Credits
from dateline.stories._direction import Direction, direction
from dateline.stories._passages import Reading, Run, chained, covered, equal_runs, retold, share

KinshipKind: TypeAlias = Literal["copy", "excerpt", "rewrite", "citation", "common-source", "none"]
Parent: TypeAlias = Literal["left", "right", "both", "unknown"]

# Found on the "learn" fold of benchmarks/lineage/pairs.csv. Shares are parts of an article's words.
_COPY_HIGH, _COPY_LOW = 0.85, 0.77
_EXCERPT_WHOLE = 0.93
_EXCERPT_MOST, _EXCERPT_REST, _EXCERPT_OWN = 0.7, 0.35, 0.4
_REWRITE_BOTH, _REWRITE_OWN, _REWRITE_ALIKE = 0.2, 0.3, 0.25
_ALIKE, _ALIKE_OWN = 0.35, 0.2
_RETOLD, _RETOLD_ALIKE = 0.5, 0.3
_RETOLD_SENTENCES, _RETOLD_SHARE = 3, 0.25
# So many words in one go are lifted, however little they are of a long page.
_LIFTED_WORDS, _LIFTED_UNLESS = 150, 0.45
# Fewer words in common are chance, or a phrase that all reports of a happening use.
_COMMON_WORDS = 13
_SENTENCE_SHARED = 0.42
_DECIDED = 0.2


@dataclass(frozen=True, slots=True)
class Side:
    """One of two articles: its reading, its credits, and its runs of words that the other has too.

    ``share`` is the part of its words in these runs; ``own_share`` the same without what stands in quotation
    marks, since speeches and posts are anybody's to quote; ``retold`` its sentences that the other tells in
    other words.
    """

    reading: Reading
    credits: Credits
    runs: tuple[Run, ...]
    share: float
    own_share: float
    retold: tuple[Run, ...] = ()

    @property
    def retold_share(self) -> float:
        """Part of the words in sentences that the other tells too, in whatever words."""
        return share(self.retold, self.reading)


@dataclass(frozen=True, slots=True)
class Kinship:
    """How two articles are akin; ``parent`` is "both" where both come from a third."""

    kind: KinshipKind
    parent: Parent
    left: Side
    right: Side
    way: Direction


def kinship(
    left: tuple[Reading, Credits],
    right: tuple[Reading, Credits],
    *,
    rarity: Callable[[str], float],
    similarity: float,
) -> Kinship:
    """Hold two articles side by side; ``similarity`` is that of their weighted words, 0 to 1."""
    a = _side(left, right[0])
    b = _side(right, left[0]) if a.runs else Side(*right, (), 0.0, 0.0)
    kind = _verbatim_kind(a, b, similarity)
    if kind == "rewrite" or (kind is None and _related(a, b)):
        a, b = _with_retold(a, b.reading, rarity), _with_retold(b, a.reading, rarity)
    kind = kind or _looser_kind(a, b, similarity)
    # Who retells adds and leaves out: there, how much is covered says nothing of who was first.
    covers = (a.share, b.share) if kind in {"copy", "excerpt"} else (0.0, 0.0)
    way = direction(a.reading, b.reading, a.credits, b.credits, covers)
    if kind in {"common-source", "none"} and similarity >= _REWRITE_ALIKE and _cites(a, b):
        kind = "citation"
    return Kinship(kind, _parent(kind, a, b, way), a, b, way)


def _side(one: tuple[Reading, Credits], other: Reading) -> Side:
    reading, credits = one
    runs = tuple(chained(equal_runs(reading, other)))
    if not runs:
        return Side(reading, credits, (), 0.0, 0.0)
    taken = covered(runs, reading)
    own = int((taken & ~reading.quoted).sum())
    return Side(reading, credits, runs, int(taken.sum()) / len(taken), own / len(taken))


def _with_retold(side: Side, other: Reading, rarity: Callable[[str], float]) -> Side:
    return replace(side, retold=tuple(retold(side.reading, other, rarity, least=_SENTENCE_SHARED)))


def _longest(a: Side, b: Side) -> int:
    return max((run.left_end - run.left for run in (*a.runs, *b.runs)), default=0)


def _verbatim_kind(a: Side, b: Side, similarity: float) -> KinshipKind | None:
    """Return what the equal words alone, and what the articles are about, say."""
    high, low = max(a.share, b.share), min(a.share, b.share)
    if high >= _COPY_HIGH and low >= _COPY_LOW:
        return "copy"
    if _is_excerpt(high, low, max(a.own_share, b.own_share), _longest(a, b)):
        return "excerpt"
    return "rewrite" if _is_reworded(a, b, similarity) else None


def _looser_kind(a: Side, b: Side, similarity: float) -> KinshipKind:
    if _is_retold(a, b, similarity):
        return "rewrite"
    return "common-source" if _longest(a, b) >= _COMMON_WORDS else "none"


def _is_excerpt(high: float, low: float, own: float, longest: int) -> bool:
    part = high >= _EXCERPT_MOST and low <= _EXCERPT_REST and own >= _EXCERPT_OWN
    return high >= _EXCERPT_WHOLE or part or (longest >= _LIFTED_WORDS and high < _LIFTED_UNLESS)


def _is_reworded(a: Side, b: Side, similarity: float) -> bool:
    low, own = min(a.share, b.share), max(a.own_share, b.own_share)
    return (low >= _REWRITE_BOTH and own >= _REWRITE_OWN and similarity >= _REWRITE_ALIKE) or (
        similarity >= _ALIKE and own >= _ALIKE_OWN
    )


def _is_retold(a: Side, b: Side, similarity: float) -> bool:
    """Say whether one tells the other's sentences; only of two that lean on one outlet are they looked for."""
    own, told = max(a.own_share, b.own_share), max(a.retold_share, b.retold_share)
    sentences = max(len(a.retold), len(b.retold))
    return (similarity >= _RETOLD_ALIKE and told >= _RETOLD) or (
        sentences >= _RETOLD_SENTENCES and told >= _RETOLD_SHARE and own < told / 2
    )


def _related(a: Side, b: Side) -> bool:
    return bool((a.credits.carried | a.credits.cited) & (b.credits.carried | b.credits.cited))


def _cites(a: Side, b: Side) -> bool:
    return a.credits.publisher in b.credits.sources or b.credits.publisher in a.credits.sources


def _parent(kind: KinshipKind, a: Side, b: Side, way: Direction) -> Parent:
    if kind == "none":
        return "unknown"
    if kind == "common-source" or (kind != "citation" and _from_a_third(a, b)):
        return "both"
    if abs(way.score) < _DECIDED:
        return "unknown"
    return "left" if way.score > 0 else "right"


def _from_a_third(a: Side, b: Side) -> bool:
    """Say whether an outlet that published neither stands behind the words of both."""
    if _cites(a, b):
        return False
    third = (a.credits.carried | b.credits.carried) - {a.credits.publisher, b.credits.publisher}
    # Who retells what it only cites may know it through the other; equal words are the third's own.
    verbatim = max(a.own_share, b.own_share) >= _REWRITE_OWN
    return bool(third) and (verbatim or not third & (a.credits.cited | b.credits.cited))


def told_runs(side: Side) -> Sequence[Run]:
    """Return the runs of a retelling: retold sentences, and equal words outside them."""
    taken = {i for run in side.retold for i in range(run.left, run.left_end)}
    own = [run for run in side.runs if run.left not in taken and run.left_end - 1 not in taken]
    return sorted([*side.retold, *own], key=lambda run: run.left)
