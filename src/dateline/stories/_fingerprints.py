"""Finds pairs of articles that share words verbatim, without comparing all with all.

Winnowing (Schleimer, Wilkerson & Aiken 2003) keeps about a fifth of an article's shingles, yet any shared
run of twelve words is found for sure, however long the articles are: MinHash would miss a short excerpt of
a long report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from zlib import crc32

_GRAM = 5
_WINDOW = 8
# An article's parents are the earliest bearers of its words: later ones need not be looked at.
_BEARERS = 16
_PARTNERS = 16
_FEWEST = 2


def fingerprints(stems: Sequence[str]) -> set[int]:
    """Return the chosen hashes of an article's five-word shingles."""
    hashes = [crc32(" ".join(stems[i : i + _GRAM]).encode()) for i in range(len(stems) - _GRAM + 1)]
    if len(hashes) <= _WINDOW:
        return set(hashes)
    return {min(hashes[i : i + _WINDOW]) for i in range(len(hashes) - _WINDOW + 1)}


def sharing_pairs(prints: Iterable[set[int]]) -> Iterator[tuple[int, int]]:
    """Yield (earlier, later) numbers of articles with shared fingerprints; articles come oldest first."""
    bearers: dict[int, int | list[int]] = {}
    for number, chosen in enumerate(prints):
        shared = Counter(other for one in chosen for other in _listed(bearers.get(one, ())))
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_PARTNERS]
        yield from ((other, number) for other, count in ranked if count >= min(_FEWEST, len(chosen)))
        for one in chosen:
            _enter(bearers, one, number)


def _enter(bearers: dict[int, int | list[int]], one: int, number: int) -> None:
    """Note a bearer; most fingerprints have but one, which needs no list of its own."""
    known = bearers.get(one)
    if known is None:
        bearers[one] = number
    elif isinstance(known, int):
        bearers[one] = [known, number]
    elif len(known) < _BEARERS:
        known.append(number)


def _listed(bearers: int | Sequence[int]) -> Sequence[int]:
    return (bearers,) if isinstance(bearers, int) else bearers
