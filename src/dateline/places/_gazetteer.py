"""The gazetteer: GeoNames places by name, read once a process from the file in ``data``.

Source: GeoNames (CC BY 4.0), joined by ``training/build_places.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import zstandard

from dateline.places._names import key_hash
from dateline.resources import resource

COUNTRY_FEATURES = frozenset({"PCLI", "PCLD", "PCLS", "PCLF", "PCLIX", "TERR"})


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the gazetteer (degrees, WGS 84); ``index`` is its row, ``admin1`` and ``admin2`` rows."""

    index: int
    id: int
    name: str
    lat: float
    lon: float
    population: int
    country: str
    feature: str
    admin1: int
    admin2: int

    @property
    def is_country(self) -> bool:
        """Whether the place is a country or a dependency that stands beside countries."""
        return self.feature in COUNTRY_FEATURES

    @property
    def is_settlement(self) -> bool:
        """Whether the place is a city, town or part of one."""
        return self.feature.startswith("PPL")


class Gazetteer:
    """Finds places by key (``name_key``); rows are decoded only when they are asked for."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self._tables = tables
        self._key = np.frombuffer(tables["key"], "<u8")
        self._owner = np.frombuffer(tables["owner"], "<u4")
        self._features: list[str] = tables["features"]
        self._countries: list[tuple[str, str, str, str, int]] = tables["countries"]
        self._columns: dict[str, npt.NDArray[Any]] = {
            "id": np.frombuffer(tables["id"], "<u4"),
            "lat": np.frombuffer(tables["lat"], "<f4"),
            "lon": np.frombuffer(tables["lon"], "<f4"),
            "population": np.frombuffer(tables["population"], "<u4"),
            "country": np.frombuffer(tables["country"], "<u1"),
            "feature": np.frombuffer(tables["feature"], "<u1"),
            "admin1": np.frombuffer(tables["admin1"], "<i4"),
            "admin2": np.frombuffer(tables["admin2"], "<i4"),
        }
        self._places: dict[int, Place] = {}

    @cached_property
    def _names(self) -> list[str]:
        names: str = self._tables["names"]
        return names.split("\n")

    def __len__(self) -> int:
        return len(self._columns["id"])

    def rows(self, key: str) -> tuple[tuple[int, bool], ...]:
        """Return (row, whether by its main name) of each place that bears the key."""
        return _rows(self, key)

    def place(self, row: int) -> Place:
        """Return the place of a row."""
        found = self._places.get(row)
        if found is None:
            found = self._places[row] = self._read(row)
        return found

    def by_id(self, geonameid: int) -> Place | None:
        """Return the place of a GeoNames id, or None where the extract lacks it."""
        ids = self._columns["id"]
        row = int(np.searchsorted(ids, geonameid))
        return self.place(row) if row < len(ids) and ids[row] == geonameid else None

    def column(self, name: str) -> npt.NDArray[Any]:
        """Return a column: id, lat, lon, population, country, feature, admin1 or admin2, by row."""
        return self._columns[name]

    def feature_codes(self, *features: str) -> list[int]:
        """Return the numbers by which the feature column writes these GeoNames feature codes."""
        return [i for i, f in enumerate(self._features) if f in features]

    def populations(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the populations of rows."""
        return self._columns["population"][rows].astype(np.int64)

    def alpha3(self, country: str) -> str | None:
        """Return the ISO 3166 alpha-3 code of an alpha-2 code."""
        return self._alpha3.get(country)

    def country_row(self, country: str) -> int | None:
        """Return the row of a country by its alpha-2 code."""
        return self._country_rows.get(country)

    def admin1_row(self, country: str, code: str) -> int | None:
        """Return the row of a first-level division by GeoNames code, as in ("US", "TX")."""
        place = self.by_id(self._tables["admin1_ids"].get(f"{country}.{code}", 0))
        return place.index if place else None

    def country_of_domain(self, domain: str) -> str:
        """Return the alpha-2 code of a host's top-level domain, or "" where it is no country's."""
        return self._tlds.get("." + domain.rpartition(".")[2].lower(), "")

    def name(self, row: int) -> str:
        """Return the main name of a row."""
        return self._names[row]

    @cached_property
    def country_numbers(self) -> dict[str, int]:
        """The numbers by which the country column writes alpha-2 codes."""
        return {alpha2: i for i, (alpha2, *_) in enumerate(self._countries) if alpha2}

    @cached_property
    def rows_of_countries(self) -> npt.NDArray[np.int64]:
        """The row of each country by its number; -1 where the extract lacks it."""
        rows = [self._country_rows.get(alpha2, -1) for alpha2, *_ in self._countries]
        return np.array(rows, dtype=np.int64)

    @cached_property
    def _country_rows(self) -> dict[str, int]:
        places = [self.by_id(id) for _, _, _, _, id in self._countries]
        return {p.country: p.index for p in places if p}

    @cached_property
    def _alpha3(self) -> dict[str, str]:
        return {alpha2: alpha3 for alpha2, alpha3, *_ in self._countries if alpha2}

    @cached_property
    def _tlds(self) -> dict[str, str]:
        return {tld: alpha2 for alpha2, _, _, tld, _ in self._countries if tld}

    def _read(self, row: int) -> Place:
        c = {name: column[row].item() for name, column in self._columns.items()}
        country = self._countries[c["country"]][0]
        return Place(
            row,
            c["id"],
            self._names[row],
            round(c["lat"], 5),
            round(c["lon"], 5),
            c["population"],
            country,
            self._features[c["feature"]],
            c["admin1"],
            c["admin2"],
        )

    def _find(self, key: str) -> tuple[tuple[int, bool], ...]:
        wanted = np.uint64(key_hash(key))
        low = int(np.searchsorted(self._key, wanted))
        high = low
        while high < len(self._key) and self._key[high] == wanted:
            high += 1
        return tuple((int(o) >> 1, not int(o) & 1) for o in self._owner[low:high])


@lru_cache(maxsize=131_072)
def _rows(gazetteer: Gazetteer, key: str) -> tuple[tuple[int, bool], ...]:
    return gazetteer._find(key)


@lru_cache(maxsize=1)
def load_gazetteer() -> Gazetteer:
    """Return the shipped gazetteer; opened once a process (a tenth of a second).

    Raises ResourceError where the file is missing.
    """
    packed = resource("places", "data", "gazetteer.msgpack.zst").read_bytes()
    return Gazetteer(msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(packed)))
