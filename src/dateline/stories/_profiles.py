"""What an article is compared by: its weighted words, as a vector of length 1."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest

from dateline.records import Article
from dateline.stories._words import content_stems, frequencies, headline_of, raw_words, stem, stop_stems

# News puts the happening first: words of the headline count thrice, those of the lead twice.
_HEADLINE_WEIGHT, _LEAD_WORDS = 2, 60
# The corpus itself tells better than general news which of its words are common.
_CORPUS_WEIGHT = 3.0
_NO_HEADLINE_WORDS = 25
# The weightiest words of a very long page say what it is about.
_VECTOR_WORDS = 500

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Profile:
    """The stems of an article, and how many times each counts (at most 255), kept small."""

    id: str
    published: str | None
    language: str | None
    headline: str
    stems: tuple[str, ...]
    times: bytes

    @property
    def order(self) -> tuple[str, str]:
        """Sort key: by day, the undated last, then by id."""
        return (self.published or "9999", self.id)


def profile(article: Article) -> Profile:
    """Count what an article is compared by."""
    body = content_stems(article)
    headline = headline_of(article)
    title = [stem(raw) for raw in raw_words(headline)] or _first_line(article, body)
    told = [w for w in body if _tells(w)]
    counts = Counter(told)
    counts.update(told[:_LEAD_WORDS])
    counts.update({w: n * _HEADLINE_WEIGHT for w, n in Counter(w for w in title if _tells(w)).items()})
    times = bytes(min(n, 255) for n in counts.values())
    return Profile(article.id, article.published, article.language, headline, tuple(counts), times)


class Weigher:
    """Weighs words by rarity, in general news and in the corpus together (TF-IDF, Salton & Buckley 1988)."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._documents = 0
        self._rarity: dict[str, float] = {}

    def add(self, profiles: Iterable[Profile]) -> None:
        """Count the words of more articles."""
        for one in profiles:
            self._counts.update(one.stems)
            self._documents += 1
        self._rarity.clear()

    def rarity(self, stem: str) -> float:
        """Return the inverse document frequency of a stem (natural logarithm, never negative)."""
        known = self._rarity.get(stem)
        if known is None:
            known = self._rarity[stem] = self._worked_out(stem)
        return known

    def _worked_out(self, stem: str) -> float:
        general = frequencies()
        total = general.documents + _CORPUS_WEIGHT * self._documents + 1
        found = general.counts.get(stem, 0) + _CORPUS_WEIGHT * self._counts[stem] + 0.5
        return max(0.0, math.log(total / found))

    def vector(self, one: Profile) -> dict[str, float]:
        """Return the article's words with their weights, scaled to length 1; empty where it has none."""
        counted = zip(one.stems, one.times, strict=True)
        weights = {w: (1 + math.log(n)) * self.rarity(w) for w, n in counted}
        if len(weights) > _VECTOR_WORDS:
            weights = dict(nlargest(_VECTOR_WORDS, weights.items(), key=lambda item: (item[1], item[0])))
        length = math.sqrt(sum(x * x for x in weights.values()))
        return {w: x / length for w, x in weights.items()} if length else {}


def dot(left: Vector, right: Vector) -> float:
    """Return the scalar product of two sparse vectors."""
    if len(left) > len(right):
        left, right = right, left
    return sum(x * right[w] for w, x in left.items() if w in right)


def _tells(stem: str) -> bool:
    return len(stem) > 1 and stem not in stop_stems()


def _first_line(article: Article, stems: list[str]) -> list[str]:
    line = article.text.lstrip().partition("\n")[0]
    count = len(raw_words(line[:500]))
    return stems[: min(count, _NO_HEADLINE_WORDS)]
