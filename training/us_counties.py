"""Tell which GeoNames id is which small county of a state of the US.

The sources name every county and list every id of a state's counties, but not side by side for counties
under 30,000 people. GeoNames numbered the places of a state in alphabetical order (in a few blocks), so
an id stands between those of the places whose names stand around its own. An id takes a name only where
the places around it leave no other choice.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect, insort
from itertools import groupby, product

_REACH = 3
_WIDE = 8
_IMPORTED = range(4_000_000, 6_000_000)  # the ids of the import that followed the alphabet


def _sort_key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).lower().replace("saint ", "st ")
    return re.sub(r"[^a-z ]", "", plain)


def name_counties(
    ids: list[int], names: list[str], known: dict[int, str], anchors: dict[int, str]
) -> dict[int, str]:
    """Return names for those of ``ids`` (a state's counties) that ``known`` leaves unnamed.

    ``anchors`` are named places of the state by id. What stays doubtful is left out.
    """
    keys = {i: _sort_key(n) for i, n in {**anchors, **known}.items() if i in _IMPORTED}
    free = sorted(set(names) - set(known.values()), key=_sort_key)
    found: dict[int, str] = {}
    while fresh := _decide([i for i in ids if i not in known and i not in found], free, keys):
        found.update(fresh)
        free = [n for n in free if n not in fresh.values()]
        keys.update((i, _sort_key(n)) for i, n in fresh.items())
    return found


def _decide(ids: list[int], free: list[str], keys: dict[int, str]) -> dict[int, str]:
    order: list[int] = []
    for i in keys:
        insort(order, i)
    choices = [(i, _choices(i, free, keys, order)) for i in ids if i in _IMPORTED]
    fresh: dict[int, str] = {}
    for choice, run in groupby(choices, key=lambda pair: pair[1]):
        members = [i for i, _ in run]
        # A wide choice comes from a border between blocks and says nothing.
        rivals = sum(len(choice & c) > 0 and len(c) <= _WIDE for i, c in choices if i not in members)
        alone = len(choice) == 1 or not rivals
        if len(choice) == len(members) and alone and not choice & set(fresh.values()):
            fresh.update(zip(members, sorted(choice, key=_sort_key), strict=True))
    return fresh


def _choices(i: int, free: list[str], keys: dict[int, str], order: list[int]) -> frozenset[str]:
    at = bisect(order, i)
    below = [keys[j] for j in reversed(order[max(0, at - _REACH) : at])]
    above = [keys[j] for j in order[at : at + _REACH]]
    bounds = next(((low, high) for low, high in product(below, above) if low <= high), None)
    if bounds is None:
        return frozenset()
    return frozenset(n for n in free if bounds[0] <= _sort_key(n) <= bounds[1])
