"""Finds pairs of articles that share words verbatim, without comparing all with all.

Winnowing (Schleimer, Wilkerson & Aiken 2003) keeps about a third of an article's shingles, yet any shared
run of eight words is found for sure, however long the articles are: MinHash would miss a short excerpt of
a long report.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from zlib import crc32

_GRAM = 5
_WINDOW = 4
# An article's parents are the earliest bearers of its words: later ones need not be looked at.
_BEARERS = 24
_PARTNERS = 24
_FEWEST = 2


def fingerprints(stems: Sequence[str]) -> set[int]:
    """Return the chosen hashes of an article's five-word shingles."""
    hashes = [crc32(" ".join(stems[i : i + _GRAM]).encode()) for i in range(len(stems) - _GRAM + 1)]
    if len(hashes) <= _WINDOW:
        return set(hashes)
    return {min(hashes[i : i + _WINDOW]) for i in range(len(hashes) - _WINDOW + 1)}


def sharing_pairs(prints: Sequence[set[int]]) -> Iterator[tuple[int, int]]:
    """Yield (earlier, later) numbers of articles with shared fingerprints; articles come oldest first."""
    bearers: defaultdict[int, list[int]] = defaultdict(list)
    for number, chosen in enumerate(prints):
        shared = Counter(other for one in chosen for other in bearers.get(one, ()))
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_PARTNERS]
        yield from ((other, number) for other, count in ranked if count >= min(_FEWEST, len(chosen)))
        for one in chosen:
            if len(bearers[one]) < _BEARERS:
                bearers[one].append(number)
