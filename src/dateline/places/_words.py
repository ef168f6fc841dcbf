"""What the field knows of place names, read from ``ontology/places``."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from dateline.places._gazetteer import Gazetteer, load_gazetteer
from dateline.places._names import name_key
from dateline.resources import resource


def read_table(name: str) -> dict[Any, Any]:
    """Return a YAML table of ``ontology/places``."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table: dict[Any, Any] = yaml.load(resource("ontology", "places", name).read_bytes(), Loader=loader)
    return table


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, tuple[int, ...]]:
    """Return rows of first-level divisions by abbreviation, as written: "Ky.", "KY", "W.Va."."""
    gazetteer = load_gazetteer()
    found: dict[str, tuple[int, ...]] = {}
    for country, states in read_table("abbreviations.yaml").items():
        for code, forms in states.items():
            row = gazetteer.admin1_row(country, code)
            for form in forms if row is not None else ():
                found[form] = (*found.get(form, ()), int(row or 0))
    return found


@lru_cache(maxsize=1)
def aliases() -> dict[str, tuple[int, ...]]:
    """Return rows by the key of names that the gazetteer lacks."""
    gazetteer = load_gazetteer()
    found: dict[str, tuple[int, ...]] = {}
    for geonameid, names in read_table("aliases.yaml").items():
        place = gazetteer.by_id(geonameid)
        for key in (name_key(n) for n in names):
            found[key] = (*found.get(key, ()), *([place.index] if place else []))
    return found


@lru_cache(maxsize=1)
def demonyms() -> dict[str, tuple[int, ...]]:
    """Return rows by the key of an adjective or people, singular and plural: "Kenyan", "Kenyans"."""
    gazetteer = load_gazetteer()
    found: dict[str, tuple[int, ...]] = {}
    for origin, words in read_table("demonyms.yaml").items():
        row = _row_of(gazetteer, origin)
        for word in words if row is not None else ():
            for form in (word, word + "s"):
                found.setdefault(name_key(form), (int(row or 0),))
    return found


def _row_of(gazetteer: Gazetteer, origin: str | int) -> int | None:
    if isinstance(origin, str):
        return gazetteer.country_row(origin)
    place = gazetteer.by_id(origin)
    return place.index if place else None


@lru_cache(maxsize=1)
def cues() -> dict[str, Any]:
    """Return the words that surround or complete place names."""
    return read_table("cues.yaml")


@lru_cache(maxsize=1)
def before_places() -> frozenset[str]:
    """Return the words after which a known name is a place."""
    return frozenset(cues()["before_places"])


@lru_cache(maxsize=1)
def before_towns() -> frozenset[str]:
    """Return the words after which the name of a large town is one, whatever the parser's label."""
    return frozenset(cues()["before_towns"])


@lru_cache(maxsize=1)
def not_places() -> frozenset[str]:
    """Return plain words, in lower case, that are no place on their own."""
    return frozenset(cues()["not_places"])
