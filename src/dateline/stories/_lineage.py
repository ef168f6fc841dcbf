"""Traces which article came from which, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.records import Article, Lineage, LineageKind
from dateline.stories._clusters import neighbours
from dateline.stories._credits import Credits, read_credits
from dateline.stories._direction import Direction, direction
from dateline.stories._fingerprints import fingerprints, sharing_pairs
from dateline.stories._passages import Reading, Run, chained, equal_runs, passages, retold, share
from dateline.stories._profiles import Weigher, profile

_COPY_HIGH, _COPY_LOW = 0.7, 0.5
_EXCERPT = 0.35
_REWRITE = 0.25
_REWRITE_SENTENCES = 3
_RETOLD_LEAST = 0.42
# Retelling is only looked for among articles that are about the same.
_ALIKE = 0.2


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two articles held side by side; ``left_runs`` are told from the left, ``right_runs`` from the right."""

    left: int
    right: int
    how: LineageKind
    left_runs: tuple[Run, ...]
    right_runs: tuple[Run, ...]
    covers: tuple[float, float]


class _Corpus:
    """The articles of one call, oldest first, with what is worked out of each once."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = sorted(articles, key=lambda a: (a.published or "9999", a.id))
        self.readings = [Reading(a) for a in self.articles]
        self.credits = [read_credits(a) for a in self.articles]
        profiles = [profile(a) for a in self.articles]
        self.weigher = Weigher()
        self.weigher.add(profiles)
        self.vectors = [self.weigher.vector(p) for p in profiles]

    def candidates(self) -> list[tuple[int, int]]:
        """Return the pairs worth aligning: words shared verbatim, or much the same words."""
        verbatim = sharing_pairs([fingerprints(r.stems) for r in self.readings])
        alike = ((a, b) for a, b, similarity in neighbours(self.vectors) if similarity >= _ALIKE)
        return sorted({*verbatim, *alike})


def trace_lineage(articles: Sequence[Article]) -> tuple[Lineage, ...]:
    """Return how each article came from others: at most one Lineage for a child and a parent.

    The first Lineage of an article is its best parent (the one most of its words came from). Citations
    of outlets whose report is not among the articles have no parent. The order of input is all one.
    """
    corpus = _Corpus(articles)
    found: dict[int, list[Lineage]] = {}
    for left, right in corpus.candidates():
        for child, lineage in _judge(corpus, left, right):
            found.setdefault(child, []).append(lineage)
    return tuple(
        line for child in range(len(corpus.articles)) for line in _of(corpus, child, found.get(child, []))
    )


def _of(corpus: _Corpus, child: int, derived: list[Lineage]) -> Iterator[Lineage]:
    yield from sorted(derived, key=lambda line: (-line.share, line.parent or ""))
    named = {line.cited for line in derived}
    for outlet in sorted(corpus.credits[child].sources - named):
        yield Lineage(
            article=corpus.articles[child].id,
            parent=None,
            how="citation",
            share=0.0,
            cited=outlet,
            confidence=0.9,
            why="credit",
        )


def _judge(corpus: _Corpus, left: int, right: int) -> Iterator[tuple[int, Lineage]]:
    found = compare(corpus, left, right)
    if found is None:
        return
    # Who retells adds and leaves out: there, how much is covered says nothing of who was first.
    covers = (0.0, 0.0) if found.how == "rewrite" else found.covers
    way = direction(
        corpus.readings[left], corpus.readings[right], corpus.credits[left], corpus.credits[right], covers
    )
    child, parent = (right, left) if way.score >= 0 else (left, right)
    yield child, _lineage(corpus, found, child, parent, way)


def _lineage(corpus: _Corpus, found: Comparison, child: int, parent: int, way: Direction) -> Lineage:
    runs, cover = (
        (found.left_runs, found.covers[0]) if child == found.left else (found.right_runs, found.covers[1])
    )
    return Lineage(
        article=corpus.articles[child].id,
        parent=corpus.articles[parent].id,
        how=found.how,
        share=round(cover, 4),
        cited=_shared_source(corpus.credits[child], corpus.credits[parent]),
        passages=passages(runs, corpus.readings[child], corpus.readings[parent]),
        confidence=round(min(1.0, 0.5 + abs(way.score) / 6), 3),
        why=", ".join(way.reasons),
    )


def _shared_source(child: Credits, parent: Credits) -> str | None:
    """Return the outlet that stands behind both, or the parent's publisher where the child names it."""
    if parent.publisher in child.sources:
        return parent.publisher
    return min(child.sources & parent.sources, default=None)


def compare(corpus: _Corpus, left: int, right: int) -> Comparison | None:
    """Align two articles and say how one came from the other; None where neither did."""
    a, b = corpus.readings[left], corpus.readings[right]
    verbatim = chained(equal_runs(a, b)), chained(equal_runs(b, a))
    covers = share(verbatim[0], a), share(verbatim[1], b)
    how = _verbatim_kind(covers)
    if how is None:
        verbatim = _retellings(corpus, a, b, verbatim[0]), _retellings(corpus, b, a, verbatim[1])
        covers = share(verbatim[0], a), share(verbatim[1], b)
        if not _is_rewrite(verbatim, covers):
            return None
        how = "rewrite"
    return Comparison(left, right, how, tuple(verbatim[0]), tuple(verbatim[1]), covers)


def _verbatim_kind(covers: tuple[float, float]) -> LineageKind | None:
    high, low = max(covers), min(covers)
    if high >= _COPY_HIGH and low >= _COPY_LOW:
        return "copy"
    return "excerpt" if high >= _EXCERPT else None


def _retellings(corpus: _Corpus, child: Reading, parent: Reading, verbatim: list[Run]) -> list[Run]:
    found = retold(child, parent, corpus.weigher.rarity, least=_RETOLD_LEAST)
    taken = {i for run in found for i in range(run.left, run.left_end)}
    own = [run for run in verbatim if run.left not in taken and run.left_end - 1 not in taken]
    return sorted([*found, *own], key=lambda run: run.left)


def _is_rewrite(runs: tuple[list[Run], list[Run]], covers: tuple[float, float]) -> bool:
    return max(covers) >= _REWRITE and max(len(runs[0]), len(runs[1])) >= _REWRITE_SENTENCES
