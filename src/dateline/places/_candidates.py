"""What a name may stand for: the rows of the gazetteer, and by which way each was found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dateline.places._gazetteer import Gazetteer, load_gazetteer
from dateline.places._names import name_key
from dateline.places._words import abbreviations, aliases, cues, demonyms

# The ways by which a name leads to a place; their order is that of the ranker's features.
WAYS = ("main", "alternate", "abbreviation", "alias", "demonym", "generic", "modified", "county")
_MAIN, _ALTERNATE, _ABBREVIATION, _ALIAS, _DEMONYM, _GENERIC, _MODIFIED, _COUNTY = range(len(WAYS))
_MOST = 250
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The rows that a name may stand for and, beside each, the index into ``WAYS``."""

    rows: Rows
    ways: Rows

    def __len__(self) -> int:
        return len(self.rows)


@lru_cache(maxsize=16_384)
def find_candidates(phrase: str) -> Candidates:
    """Return what a phrase as written ("W.Va.", "Paris", "northern Syria", "Turks") may stand for."""
    gazetteer = load_gazetteer()
    found: dict[int, int] = {}
    phrase = phrase.strip().removesuffix("'s").removesuffix("’s")
    key = name_key(phrase)
    for row in abbreviations().get(phrase, ()):
        found.setdefault(row, _ABBREVIATION)
    for row in aliases().get(key, ()):
        found.setdefault(row, _ALIAS)
    for row in demonyms().get(key, ()):
        found.setdefault(row, _DEMONYM)
    _add_named(gazetteer, key, found)
    _add_generic(gazetteer, key, found)
    if not found:
        _add_modified(gazetteer, key, found)
    return _pack(gazetteer, found)


def _add_named(gazetteer: Gazetteer, key: str, found: dict[int, int]) -> None:
    for row, main in gazetteer.rows(key):
        if main and found.get(row, _ALTERNATE) == _ALTERNATE:
            found[row] = _MAIN
        found.setdefault(row, _ALTERNATE)
    for row, _ in gazetteer.rows(f"{key} county"):
        if gazetteer.place(row).feature == "ADM2":
            found.setdefault(row, _COUNTY)


def _add_generic(gazetteer: Gazetteer, key: str, found: dict[int, int]) -> None:
    """Read "Kharkiv region" and "city of Aleppo" as the name they complete, of the kind they say."""
    for bare, features in _completed(key):
        for row, _ in gazetteer.rows(bare):
            if gazetteer.place(row).feature in features:
                found.setdefault(row, _GENERIC)


def _completed(key: str) -> list[tuple[str, list[str]]]:
    after, before = cues()["generic"], cues()["generic_before"]
    endings = [(key[: -len(w) - 1], fs) for w, fs in after.items() if key.endswith(" " + w)]
    starts = [(key[len(w) + 1 :], fs) for w, fs in before.items() if key.startswith(w + " ")]
    return endings + starts


def _add_modified(gazetteer: Gazetteer, key: str, found: dict[int, int]) -> None:
    words = key.split()
    while len(words) > 1 and not found:
        if words[0] in cues()["modifiers"]:
            words = words[1:]
        elif words[-1] in cues()["generic"]:
            words = words[:-1]
        else:
            break
        bare = " ".join(words)
        for row in aliases().get(bare, ()):
            found.setdefault(row, _MODIFIED)
        for row, _ in gazetteer.rows(bare):
            found.setdefault(row, _MODIFIED)


def _pack(gazetteer: Gazetteer, found: dict[int, int]) -> Candidates:
    rows = np.fromiter(found, np.int64, len(found))
    ways = np.fromiter(found.values(), np.int64, len(found))
    if len(rows) > _MOST:
        largest = np.argsort(-gazetteer.populations(rows), kind="stable")[:_MOST]
        rows, ways = rows[largest], ways[largest]
    return Candidates(rows, ways)
