"""The tables a political scientist can read and change: countries, sectors, titles, bodies."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dateline.actors._text import acronym_key, fold, singular
from dateline.errors import ConfigurationError
from dateline.resources import resource

_FOLDER = ("ontology", "actors")


@dataclass(frozen=True, slots=True)
class CountryName:
    """One way to name a country: ``form`` is name, adjective, people, capital, metonym or region."""

    iso3: str
    form: str
    sector: str | None = None
    adjectival: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """An office's title: its sectors and rank (1 heads of state and government, 2 senior, 3 other)."""

    office: str
    sectors: tuple[str, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory: ISO 3166 alpha-3 (or its kin), Correlates of War number, life span, names."""

    iso3: str
    cow: int | None
    start: str | None
    end: str | None
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]


def read_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV table of the ontology."""
    with resource(*_FOLDER, name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@lru_cache(maxsize=4)
def read_yaml(name: str) -> Any:
    """Return a YAML table of the ontology; raises ConfigurationError where it is not YAML."""
    path: Path = resource(*_FOLDER, name)
    try:
        return yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise ConfigurationError(str(error), where=str(path), todo="mend the file's YAML") from error


def parts(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, parted by semicolons."""
    return tuple(p for p in (v.strip() for v in cell.split(";")) if p)


@lru_cache(maxsize=1)
def countries() -> dict[str, Country]:
    """Return every country and territory by its alpha-3 code."""
    return {row["iso3"]: _country(row) for row in read_rows("countries.csv")}


def _country(row: dict[str, str]) -> Country:
    names = parts(row["names"])
    return Country(
        iso3=row["iso3"],
        cow=int(row["cow"]) if row["cow"] else None,
        start=row["start"] or None,
        end=row["end"] or None,
        name=names[0],
        names=names,
        adjectives=parts(row["adjectives"]),
        capitals=parts(row["capitals"]),
    )


@lru_cache(maxsize=1)
def country_names() -> dict[str, CountryName]:
    """Return what each folded name (or ``=ACRONYM``) of a country, people, capital or seat stands for."""
    found: dict[str, CountryName] = {}
    forms = (
        ("names", "name"),
        ("adjectives", "adjective"),
        ("people", "people"),
        ("capitals", "capital"),
        ("metonyms", "metonym"),
    )
    for row in read_rows("countries.csv"):
        adjectives = {fold(a) for a in parts(row["adjectives"])}
        for column, form in forms:
            for name in parts(row[column]):
                _file(found, name, CountryName(row["iso3"], form, adjectival=fold(name) in adjectives))
    for row in read_rows("regions.csv"):
        sector = row["sector"] or None
        _file(found, row["name"], CountryName(row["iso3"], "region", sector))
        for name in parts(row["adjectives"]):
            _file(found, name, CountryName(row["iso3"], "adjective", sector))
            _file(found, name + "s", CountryName(row["iso3"], "people", sector))
    return found


def _file(found: dict[str, CountryName], name: str, country_name: CountryName) -> None:
    """First come, first kept: a country's name outranks another's capital."""
    key = acronym_key(name)
    if key:
        found.setdefault(key, country_name)
    if not key or len(name.replace(".", "")) > 3:
        found.setdefault(fold(name), country_name)


@lru_cache(maxsize=1)
def titles() -> dict[str, Title]:
    """Return each folded title and its variants."""
    found: dict[str, Title] = {}
    for office, row in read_yaml("titles.yaml")["titles"].items():
        title = Title(office, tuple(row["sectors"]), int(row["rank"]))
        for name in (office, *row.get("also", ())):
            found.setdefault(fold(name), title)
    return found


@lru_cache(maxsize=1)
def title_words() -> frozenset[str]:
    """Return the words that titles are made of."""
    return frozenset(w for title in titles() for w in title.split())


@lru_cache(maxsize=1)
def courtesies() -> frozenset[str]:
    """Return the folded words of respect (Mr, Dr, Sir) that say nothing of office."""
    return frozenset(read_yaml("titles.yaml")["courtesy"])


@lru_cache(maxsize=1)
def _office_rules() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    rules = read_yaml("titles.yaml")["office_sectors"]
    return tuple((tuple(sectors.split("+")), re.compile(pattern, re.I)) for sectors, pattern in rules)


@lru_cache(maxsize=20_000)
def sectors_of_office(office: str) -> tuple[str, ...]:
    """Return the sectors of an office by its words; an office that no rule knows is GOV."""
    return next((sectors for sectors, pattern in _office_rules() if pattern.search(office)), ("GOV",))


@lru_cache(maxsize=1)
def sector_words() -> dict[str, tuple[str, ...]]:
    """Return agent nouns, folded and in the singular, with their sectors; the YAML's rows win."""
    rows = read_yaml("sectors.yaml")
    found: dict[str, tuple[str, ...]] = {}
    for sectors, words in rows["agents"].items():
        for word in words:
            found.setdefault(_noun(word), tuple(sectors.split("+")))
    for row in read_rows("agents.csv"):
        found.setdefault(_noun(row["phrase"]), (row["sector"],))
    # "Former" is told from the noun, so that a country may stand between them.
    return {k: v for k, v in found.items() if not k.startswith(("former ", "ex "))}


def _noun(phrase: str) -> str:
    words = fold(str(phrase)).split(" ")
    return " ".join([*words[:-1], singular(words[-1])])


@lru_cache(maxsize=1)
def name_words() -> dict[str, str]:
    """Return the words of proper names (Brigade, University) that tell a body's sector."""
    return {_noun(w): sector for sector, words in read_yaml("sectors.yaml")["names"].items() for w in words}


@lru_cache(maxsize=1)
def cameo_sectors() -> dict[str, str]:
    """Return CAMEO role codes in PLOVER's words."""
    return dict(read_yaml("sectors.yaml")["cameo"])


@lru_cache(maxsize=1)
def no_actors() -> frozenset[str]:
    """Return folded names of parts of the world that hold a country's name but are none."""
    return frozenset(fold(w) for w in read_yaml("sectors.yaml")["no_actors"])


@lru_cache(maxsize=1)
def away_nouns() -> frozenset[str]:
    """Return folded nouns of the other side (ally, rival): their country is not the actor's."""
    return frozenset(fold(w) for w in read_yaml("sectors.yaml")["away_nouns"])


@lru_cache(maxsize=16)
def words_named(table: str) -> frozenset[str]:
    """Return one of the tables of small words (prepositions, fillers, person_nouns ...)."""
    return frozenset(read_yaml("words.yaml")[table])


@lru_cache(maxsize=1)
def ships() -> dict[str, str]:
    """Return the prefixes of warships' names, in capitals, with the country whose navy it is."""
    return dict(read_yaml("sectors.yaml")["ships"])


@lru_cache(maxsize=1)
def stance_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return what a hyphen joins to a country to make it another's: before it (pro-), after it (-backed)."""
    rows = read_yaml("sectors.yaml")
    return frozenset(rows["stances"]), frozenset(rows["other_side"])


@lru_cache(maxsize=1)
def status_words() -> dict[str, frozenset[str]]:
    """Return the folded words for former, acting and self-styled holders."""
    rows = read_yaml("sectors.yaml")
    return {name: frozenset(fold(w) for w in rows[name]) for name in ("former", "acting", "self_styled")}
