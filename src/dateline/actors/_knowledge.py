"""The knowledge base: who and what a name can stand for, and who held which office on a day."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import msgspec
import zstandard

from dateline.actors._days import Certainty, covers, first_day, last_day
from dateline.actors._offices import office_key
from dateline.actors._tables import cameo_sectors, countries, country_names
from dateline.actors._text import acronym_key, fold, sketch
from dateline.errors import ConfigurationError
from dateline.resources import resource

BUCKETS: Final = 1024
USER_COLUMNS = ("alias", "country", "sector", "name", "wikidata", "start", "end")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing an alias can stand for: a person in one office or role, a body, a country or a city.

    ``start`` and ``end`` are ISO days, months or years as the source gives them; ``until`` is the last day
    on which the source shows the entry to hold where ``end`` is not known. ``rank`` is 1 for heads of state
    and government, 2 for senior ministers, 3 for others, 4 where no office is known.
    """

    name: str
    kind: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    wikidata: str | None = None
    start: str | None = None
    end: str | None = None
    until: str | None = None
    rank: int = 4
    person: int | None = None
    source: str = ""
    licence: str = ""

    def covers(self, day: str) -> Certainty:
        """Return how surely the entry holds on this day: 0 not, 1 possibly, 2 surely."""
        return covers(day, self.start, self.end, self.until)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office on a day; ``certain`` is false where the source gives only year or month."""

    name: str
    office: str
    country: str | None
    wikidata: str | None
    certain: bool
    source: str


class _Tables(msgspec.Struct):
    """The file's parts; rows and buckets of names stay packed until they are asked for."""

    sources: list[tuple[str, str]]
    offices: list[tuple[str, list[str], int]]
    persons: list[msgspec.Raw]
    bodies: list[msgspec.Raw]
    by_country: dict[str, msgspec.Raw]
    names: list[msgspec.Raw]
    sketches: list[msgspec.Raw]
    surnames: list[msgspec.Raw]
    cities: list[msgspec.Raw]


class _Names:
    """A table of names in buckets, each unpacked when a name in it is first asked for."""

    def __init__(self, packed: list[msgspec.Raw]) -> None:
        self._packed = packed
        self._open: dict[int, dict[str, Any]] = {}

    def get(self, key: str) -> Any:
        number = bucket_of(key)
        bucket = self._open.get(number)
        if bucket is None:
            bucket = self._open[number] = msgspec.msgpack.decode(self._packed[number])
        return bucket.get(key)


def bucket_of(key: str) -> int:
    """Return the number of the bucket that holds a key."""
    return crc32(key.encode()) % BUCKETS


class KnowledgeBase:
    """Look-ups over the shipped tables, with a user's own rows, which win."""

    def __init__(self, tables: _Tables, extra: Iterable[Entry] = (), aliases: Iterable[str] = ()) -> None:
        self._tables = tables
        self._persons: dict[int, tuple[Entry, ...]] = {}
        self._bodies: dict[int, Entry] = {}
        self._names, self._sketches = _Names(tables.names), _Names(tables.sketches)
        self._surnames, self._cities = _Names(tables.surnames), _Names(tables.cities)
        self._holders: dict[str, dict[str, list[Entry]]] = {}
        self.user: dict[str, list[Entry]] = defaultdict(list)
        for alias, entry in zip(aliases, extra, strict=True):
            self.user[acronym_key(alias) or fold(alias)].append(entry)

    def lookup(self, alias: str, *, day: str | None = None) -> tuple[Entry, ...]:
        """Return what an alias can stand for, a user's own rows first; with a day, only what held then."""
        keys = [k for k in (acronym_key(alias), fold(alias)) if k]
        for key in keys:
            if found := self.lookup_key(key):
                return tuple(e for e in found if e.covers(day)) if day else found
        return ()

    def lookup_key(self, key: str) -> tuple[Entry, ...]:
        """Return what a folded name (or ``=ACRONYM``) can stand for."""
        if key in self.user:
            return tuple(self.user[key])
        named = country_names().get(key)
        if named:
            return (Entry(name=countries()[named.iso3].name, kind=named.form, country=named.iso3),)
        numbers = self._names.get(key)
        if numbers:
            return tuple(e for n in numbers for e in (self.person(n) if n >= 0 else (self.body(n),)))
        city = self._cities.get(key)
        return (Entry(name=key.title(), kind="city", country=city),) if city else ()

    def numbers(self, key: str) -> list[int]:
        """Return the numbers of persons (0 and up) and bodies (below 0) filed under a key."""
        return self._names.get(key) or []

    def city(self, key: str) -> str | None:
        """Return the country of a city by its folded name."""
        found: str | None = self._cities.get(key)
        return found

    def like(self, folded: str) -> list[int]:
        """Return the persons whose name, however transliterated, reads like this one."""
        return self._sketches.get(sketch(folded)) or []

    def surname(self, folded: str) -> list[int]:
        """Return the persons who bear this surname."""
        return self._surnames.get(folded) or self._surnames.get("~" + sketch(folded)) or []

    def person(self, number: int) -> tuple[Entry, ...]:
        """Return a person's terms in office, oldest first."""
        if number not in self._persons:
            self._persons[number] = tuple(self._read_person(number))
        return self._persons[number]

    def _read_person(self, number: int) -> Iterator[Entry]:
        name, wikidata, _, terms = msgspec.msgpack.decode(self._tables.persons[number])
        for country, office, start, end, until, source, sectors in terms:
            title, office_sectors, rank = self._tables.offices[office] if office >= 0 else (None, [], 4)
            text, licence = self._tables.sources[source]
            yield Entry(
                name=name,
                kind="person",
                country=country or None,
                sectors=tuple(sectors or office_sectors),
                office=title,
                wikidata=wikidata or None,
                start=start or None,
                end=end or None,
                until=until or None,
                rank=rank,
                person=number,
                source=text,
                licence=licence,
            )

    def body(self, number: int) -> Entry:
        """Return the organisation of this number (below 0)."""
        if number not in self._bodies:
            row = msgspec.msgpack.decode(self._tables.bodies[-number - 1])
            name, kind, country, sectors, source, start, end = row
            text, licence = self._tables.sources[source]
            self._bodies[number] = Entry(
                name=name,
                kind=kind,
                country=country or None,
                sectors=tuple(sectors),
                start=start or None,
                end=end or None,
                source=text,
                licence=licence,
            )
        return self._bodies[number]

    def holder(self, country: str | None, office: str, day: str) -> Holder | None:
        """Return who held an office of a country (alpha-3; None: an international body) on a day.

        None where the table does not cover the day, or does not say who of several it was. The latest to
        take office goes before those whose end nobody recorded.
        """
        terms = self._terms_of(country or "", office)
        possible = [t for t in terms if t.covers(day)]
        if not possible:
            return None
        certain = [t for t in possible if t.covers(day) == 2] or possible
        latest = max(first_day(t.start) for t in certain)
        chosen = [t for t in certain if first_day(t.start) == latest]
        # Whoever took office after a term that nobody closed has ended it; closed terms that overlap are
        # an office of several (deputies, co-princes).
        closed = {t.name for t in certain if t.end and t.end == t.until and t not in chosen}
        if len({t.person for t in chosen}) > 1 or closed - {t.name for t in chosen} or _is_plural(terms):
            return None
        term = max(chosen, key=lambda t: (t.wikidata is not None, t.until or ""))
        return Holder(
            term.name, term.office or office, term.country, term.wikidata, term.covers(day) == 2, term.source
        )

    def _terms_of(self, country: str, office: str) -> list[Entry]:
        if country not in self._holders:
            self._holders[country] = self._index_holders(country)
        return self._holders[country].get(office_key(office, country), [])

    def _index_holders(self, country: str) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        packed = self._tables.by_country.get(country)
        for number in msgspec.msgpack.decode(packed) if packed else ():
            for entry in self.person(number):
                if entry.office and (entry.country or "") == country:
                    found[office_key(entry.office, country)].append(entry)
        return found


def _is_plural(terms: list[Entry]) -> bool:
    """Whether several people hold the office at a time, as closed terms that overlap for long show."""
    closed = sorted((first_day(t.start), first_day(t.end), t.person) for t in terms if t.end and t.start)
    pairs = pairwise(closed)
    overlaps = sum(a[2] != b[2] and b[0][:7] < a[1][:7] for a, b in pairs)
    return overlaps >= 2 and overlaps * 5 > len(closed)


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    packed = resource("actors", "data", "actors.msgpack.zst").read_bytes()
    return msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(packed), type=_Tables)


@lru_cache(maxsize=8)
def load_knowledge_base(extra: Path | None = None) -> KnowledgeBase:
    """Return the shipped knowledge base, with the rows of a user's CSV over it; loaded once a process.

    The CSV has the columns alias, country, sector, name, wikidata, start, end (only alias must be filled).
    Raises ConfigurationError where it cannot be read, ResourceError where the package is incomplete.
    """
    if extra is None:
        return KnowledgeBase(_tables())
    rows = read_user_rows(Path(extra))
    return KnowledgeBase(_tables(), [_user_entry(r, str(extra)) for r in rows], [r["alias"] for r in rows])


def read_user_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a user's actors CSV; raises ConfigurationError with line and remedy."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConfigurationError(str(error), where=str(path), todo="give a CSV file in UTF-8") from error
    for number, row in enumerate(rows, start=2):
        _check_row(row, f"{path}, line {number}")
    return [{c: (row.get(c) or "").strip() for c in USER_COLUMNS} for row in rows]


def _check_row(row: dict[str, Any], where: str) -> None:
    if not (row.get("alias") or "").strip():
        raise ConfigurationError("no alias", where=where, todo=f"give the columns {','.join(USER_COLUMNS)}")
    for column in ("start", "end"):
        value = (row.get(column) or "").strip()
        if value and first_day(value) == "":
            raise ConfigurationError(
                f"{column} {value!r} is no day", where=where, todo="write YYYY-MM-DD, YYYY-MM or YYYY"
            )


def actor_faults(row: dict[str, str]) -> list[str]:
    """Return what is wrong with a row of a user's actors CSV, in words; empty where nothing is."""
    faults = [] if row.get("alias", "").strip() else ["no alias"]
    country = row.get("country", "")
    if country and country not in countries() and country not in ("EUR", "UNO", "IGO"):
        faults.append(f"country {country!r} is no ISO 3166 alpha-3 code")
    known = set(cameo_sectors().values()) | {"PRE", "UNK", "SET"}
    faults += [
        f"sector {s.strip()!r} is none of PLOVER's"
        for s in row.get("sector", "").split(";")
        if s and s.strip() not in known
    ]
    if row.get("wikidata") and not re.fullmatch(r"Q\d{1,12}", row["wikidata"]):
        faults.append(f"wikidata {row['wikidata']!r} is no id such as Q58132")
    days = [row.get(c, "") for c in ("start", "end")]
    faults += [f"{day!r} is no day, month or year" for day in days if day and not first_day(day)]
    if all(days) and not faults and first_day(days[0]) > last_day(days[1]):
        faults.append("start lies after end")
    return faults


def _user_entry(row: dict[str, str], source: str) -> Entry:
    sectors = tuple(s.strip() for s in row["sector"].split(";") if s.strip())
    return Entry(
        name=row["name"] or row["alias"],
        kind="user",
        country=row["country"] or None,
        sectors=sectors,
        wikidata=row["wikidata"] or None,
        start=row["start"] or None,
        end=row["end"] or None,
        rank=0,
        source=source,
    )


def presumed(entry: Entry) -> Entry:
    """Return the entry as lasting on past the last day it was seen, for who is not known to have left."""
    return entry if entry.end else replace(entry, until=None)
