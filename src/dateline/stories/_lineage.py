"""Traces which article came from which, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from dateline.records import Article, Lineage, LineageKind
from dateline.stories._credits import Credits, canonical, read_credits
from dateline.stories._fingerprints import fingerprints, sharing_pairs
from dateline.stories._kinship import Kinship, Side, kinship, told_runs
from dateline.stories._neighbours import Vectors, neighbours
from dateline.stories._passages import Reading, passages, share
from dateline.stories._profiles import Weigher, profile

# Retelling is only looked for among articles that are about the same.
_ALIKE = 0.2
_READINGS = 512
_CREDIT_CONFIDENCE = 0.9


class Corpus:
    """The articles of one call, oldest first. Only the last few hundred readings are kept."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = sorted(articles, key=lambda a: (a.published or "9999", a.id))
        self.credits = [read_credits(a) for a in self.articles]
        profiles = [profile(a) for a in self.articles]
        self.weigher = Weigher()
        self.weigher.add(profiles)
        self.vectors = Vectors(self.weigher.vector(p) for p in profiles)
        self.reading = lru_cache(maxsize=_READINGS)(self._read)

    def _read(self, number: int) -> Reading:
        return Reading(self.articles[number])

    def candidates(self) -> list[tuple[int, int]]:
        """Return the pairs (earlier, later) worth aligning: words shared verbatim, or much the same words."""
        prints = [fingerprints(self.reading(n).shingles) for n in range(len(self.articles))]
        alike = ((a, b) for a, b, similarity in neighbours(self.vectors) if similarity >= _ALIKE)
        return sorted({*sharing_pairs(prints), *alike}, key=lambda pair: (pair[1], pair[0]))

    def kinship(self, left: int, right: int) -> Kinship:
        """Hold two of the articles, by number, side by side."""
        return kinship(
            (self.reading(left), self.credits[left]),
            (self.reading(right), self.credits[right]),
            rarity=self.weigher.rarity,
            similarity=self.vectors.similarity(left, right),
        )


def trace_lineage(articles: Sequence[Article]) -> tuple[Lineage, ...]:
    """Return how each article came from others: at most one Lineage for a child and a parent.

    The first Lineage of an article is its best parent (the one most of its words came from). Where a
    third stands behind both (two reprints of one agency), the earlier counts as the parent and ``cited``
    names the third. An outlet credited whose report is not among the articles is a parent not seen:
    ``parent`` is None, ``how`` "citation", and ``why`` says whether the article carries its report or leans
    on it. The order of input is all one.
    """
    corpus = Corpus(articles)
    found: dict[int, list[Lineage]] = {}
    for left, right in corpus.candidates():
        akin = corpus.kinship(left, right)
        if akin.kind != "none" and akin.kind != "common-source":
            child, lineage = _derived(akin, akin.kind, left, right)
            found.setdefault(child, []).append(lineage)
    numbers = range(len(corpus.articles))
    return tuple(line for child in numbers for line in _of(corpus, child, found.get(child, [])))


def _derived(akin: Kinship, kind: LineageKind, left: int, right: int) -> tuple[int, Lineage]:
    # Of reprints and of the undecided, the earlier in order of day and id is the parent.
    reverse = akin.parent == "right" or (akin.parent == "unknown" and akin.way.score < 0)
    taker, giver = (akin.left, akin.right) if reverse else (akin.right, akin.left)
    return left if reverse else right, _lineage(akin, kind, taker, giver)


def _lineage(akin: Kinship, kind: LineageKind, taker: Side, giver: Side) -> Lineage:
    runs = told_runs(taker) if kind == "rewrite" else taker.runs
    return Lineage(
        article=taker.reading.article.id,
        parent=giver.reading.article.id,
        how="translation" if kind == "rewrite" and _languages_differ(taker, giver) else kind,
        share=round(share(runs, taker.reading), 4),
        cited=_shared_source(taker.credits, giver.credits),
        passages=passages(runs, taker.reading, giver.reading),
        confidence=0.5 if akin.parent == "both" else round(min(1.0, 0.5 + abs(akin.way.score) / 6), 3),
        why="a common source" if akin.parent == "both" else ", ".join(akin.way.reasons),
    )


def _languages_differ(taker: Side, giver: Side) -> bool:
    return len({taker.reading.article.language, giver.reading.article.language} - {None}) > 1


def _shared_source(child: Credits, parent: Credits) -> str | None:
    """Return the outlet that stands behind both, or the parent's publisher where the child names it."""
    if parent.publisher in child.sources:
        return parent.publisher
    return min(child.sources & parent.sources, default=None)


def _of(corpus: Corpus, child: int, derived: list[Lineage]) -> Iterator[Lineage]:
    yield from sorted(derived, key=lambda line: (-line.share, line.parent or ""))
    credits, named = corpus.credits[child], {line.cited for line in derived}
    leaned_on = corpus.articles[child].cited
    main = canonical(leaned_on) if leaned_on else None
    for outlet in sorted(credits.sources - named, key=lambda outlet: (outlet != main, outlet)):
        yield Lineage(
            article=corpus.articles[child].id,
            parent=None,
            how="citation",
            share=0.0,
            cited=outlet,
            confidence=_CREDIT_CONFIDENCE,
            why="carries its report" if outlet in credits.carried else "leans on its report",
        )
