"""Finds for each article the few that its words are most like, without comparing all with all."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dateline.stories._profiles import Vector

Numbers: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]

# Neighbours are looked up by an article's weightiest words only, and of a word's bearers only the last few
# hundred before it: this keeps the work per article bounded.
_INDEXED_WORDS = 40
_POSTINGS = 300
_NEIGHBOURS = 40
_LEAST_SIMILARITY = 0.03


def weightiest(vector: Vector) -> list[str]:
    """Return the words an article is looked up by, the weightiest first."""
    return heapq.nlargest(_INDEXED_WORDS, vector, key=lambda word: (vector[word], word))


def ranges(first: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    """Return the numbers from each ``first`` on, as many as its count, and the position each belongs to."""
    owners = np.repeat(np.arange(len(counts)), counts)
    within = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
    return owners, first[owners] + within


class Vectors:
    """Sparse vectors packed into arrays, about 3 kB an article; in order of the articles' days."""

    def __init__(self, vectors: Iterable[Vector]) -> None:
        number: dict[str, int] = {}
        words, weights, starts = array("q"), array("d"), array("q", [0])
        heads, head_weights, head_starts = array("q"), array("d"), array("q", [0])
        for vector in vectors:
            head = weightiest(vector)
            words.extend(number.setdefault(word, len(number)) for word in vector)
            weights.extend(vector.values())
            starts.append(len(words))
            heads.extend(number[word] for word in head)
            head_weights.extend(vector[word] for word in head)
            head_starts.append(len(heads))
        self._words, self._weights = np.array(words, np.int64), np.array(weights, np.float64)
        self._starts, self._head_starts = np.array(starts), np.array(head_starts)
        self._head_weights = np.array(head_weights, np.float64)
        self._dense = np.zeros(len(number))
        self._index(np.array(heads, np.int64), len(number))

    def _index(self, heads: Numbers, words: int) -> None:
        """Sort the bearers of each word by number; note where each entry stands and where its word begins."""
        order = np.argsort(heads, kind="stable")
        self._bearers = np.repeat(np.arange(len(self)), np.diff(self._head_starts))[order]
        self._places = np.empty_like(order)
        self._places[order] = np.arange(len(order))
        counts = np.bincount(heads, minlength=words)
        self._firsts = np.maximum((np.cumsum(counts) - counts)[heads], self._places - _POSTINGS)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def similarities(self, index: int, others: Numbers) -> Floats:
        """Return the scalar products of one vector with others."""
        own = slice(self._starts[index], self._starts[index + 1])
        self._dense[self._words[own]] = self._weights[own]
        first = self._starts[others]
        owners, places = ranges(first, self._starts[others + 1] - first)
        products = self._dense[self._words[places]] * self._weights[places]
        self._dense[self._words[own]] = 0.0
        return np.bincount(owners, products, minlength=len(others)).astype(np.float64, copy=False)

    def similarity(self, left: int, right: int) -> float:
        """Return the scalar product of two vectors."""
        return float(self.similarities(left, np.array([right]))[0])

    def nearest(self, index: int) -> Numbers:
        """Return the earlier articles that share the weightiest words, the likeliest first."""
        own = slice(self._head_starts[index], self._head_starts[index + 1])
        owners, places = ranges(self._firsts[own], self._places[own] - self._firsts[own])
        found, inverse = np.unique(self._bearers[places], return_inverse=True)
        shared = np.bincount(inverse, self._head_weights[own][owners], minlength=len(found))
        best: Numbers = found[np.lexsort((found, -shared))[:_NEIGHBOURS]]
        return best


def neighbours(vectors: Vectors) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of likely relatives (smaller number first) with their similarity, each pair once.

    The vectors come in order of their days, so that a word's last few hundred bearers are the likeliest.
    """
    for index in range(len(vectors)):
        others = vectors.nearest(index)
        for other, similarity in zip(
            others.tolist(), vectors.similarities(index, others).tolist(), strict=True
        ):
            if similarity >= _LEAST_SIMILARITY:
                yield other, index, similarity
