"""Finds pairs of articles that share words verbatim, without comparing all with all.

Winnowing (Schleimer, Wilkerson & Aiken 2003) keeps about a fifth of an article's shingles, yet any shared
run of twelve words is found for sure, however long the articles are: MinHash would miss a short excerpt of
a long report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Hashes: TypeAlias = NDArray[np.uint64]

GRAM = 5
_WINDOW = 8
_BASE = np.uint64(0x9E3779B97F4A7C15)
# An article's parents are the earliest bearers of its words: later ones need not be looked at.
_BEARERS = 16
_PARTNERS = 16
_FEWEST = 2


@lru_cache(maxsize=200_000)
def _code(stem: str) -> int:
    # Python's own hashes differ from run to run.
    return int.from_bytes(blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def codes(stems: Sequence[str]) -> Hashes:
    """Return a number for each stem, the same in every run."""
    return np.fromiter(map(_code, stems), np.uint64, len(stems))


def shingles(numbers: Hashes) -> Hashes:
    """Return the hashes of the runs of five words, in order; none where there are fewer words."""
    count = len(numbers) - GRAM + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    hashes = numbers[:count].copy()
    for i in range(1, GRAM):
        hashes = hashes * _BASE + numbers[i : count + i]
    return hashes


def fingerprints(hashes: Hashes) -> Hashes:
    """Return the chosen ones of an article's shingles, each once, in ascending order."""
    if len(hashes) <= _WINDOW:
        return np.unique(hashes)
    return np.unique(np.lib.stride_tricks.sliding_window_view(hashes, _WINDOW).min(axis=1))


def sharing_pairs(prints: Sequence[Hashes]) -> Iterator[tuple[int, int]]:
    """Yield (earlier, later) numbers of articles with shared fingerprints; articles come oldest first."""
    repeated = _repeated(prints)
    bearers: list[list[int]] = [[] for _ in repeated]
    for number, chosen in enumerate(prints):
        held = [bearers[place] for place in _places(chosen, repeated)]
        shared = Counter(chain.from_iterable(held))
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_PARTNERS]
        yield from ((other, number) for other, count in ranked if count >= min(_FEWEST, len(chosen)))
        for known in held:
            if len(known) < _BEARERS:
                known.append(number)


def _repeated(prints: Iterable[Hashes]) -> Hashes:
    """Return the fingerprints that more than one article has: most have but one, and prove nothing."""
    every = np.sort(np.concatenate([np.zeros(0, np.uint64), *prints]))
    return np.unique(every[1:][every[1:] == every[:-1]])


def _places(chosen: Hashes, repeated: Hashes) -> list[int]:
    if not len(repeated):
        return []
    found = np.minimum(np.searchsorted(repeated, chosen), len(repeated) - 1)
    places: list[int] = found[repeated[found] == chosen].tolist()
    return places
