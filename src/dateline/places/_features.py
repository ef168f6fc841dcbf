"""Numbers that speak for or against each thing a name may stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.places._candidates import WAYS
from dateline.places._gazetteer import Gazetteer
from dateline.places._surroundings import Mention

Numbers = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]

_CLASSES: dict[str, tuple[str, ...]] = {
    "country": ("PCLI",),
    "admin1": ("ADM1",),
    "admin2": ("ADM2",),
    "admin3": ("ADM3", "ADM4", "ADM5"),
    "admin-other": ("ADMD",),
    "capital": ("PPLC",),
    "seat1": ("PPLA",),
    "seat2": ("PPLA2",),
    "seat3": ("PPLA3", "PPLA4"),
    "town": ("PPL", "PPLF", "PPLL", "PPLG", "PPLR", "PPLS", "STLMT"),
    "quarter": ("PPLX",),
    "bygone": ("PPLH", "PPLQ", "PPLW"),
    "region": ("RGN",),
    "continent": ("CONT",),
}
_POINTS = ("capital", "seat1", "seat2", "seat3", "town", "quarter", "admin2", "admin3")
_LANDMARKS = 256
_SLICE = 8192
_ENGLISH = ("US", "GB", "CA", "AU")

ALONE = (
    *(f"class:{c}" for c in _CLASSES),
    *(f"way:{w}" for w in WAYS),
    *(f"country:{c}" for c in _ENGLISH),
    "population",
    "population:country",
    "population:settlement",
    "population:none",
    "largest",
    "largest-settlement",
    "rank",
    "same-spelling",
    "inside:admin1",
    "inside:country",
    "inside:admin2",
    "inside:not",
    "inside:twin",
)
TOGETHER = (
    "country:mass",
    "country:share",
    "country:named",
    "admin1:mass",
    "admin1:share",
    "admin1:named",
    "admin2:mass",
    "admin2:named",
    "near",
    "nearish",
    "holds:admin1",
    "holds:country",
    "host:country",
    "country:top",
    "admin1:top",
    "nearest",
)


@dataclass(slots=True)
class Pairs:
    """Every mention beside each of its candidates, one row a pair, mentions in order.

    ``mention`` and ``group`` say which mention, and which name of the article, a pair is of.
    """

    mention: Indices
    group: Indices
    row: Indices
    way: Indices
    country: Indices
    admin1: Indices
    admin2: Indices
    alone: Numbers
    group_weight: Numbers

    def __len__(self) -> int:
        return len(self.row)


def pair_up(gazetteer: Gazetteer, mentions: Sequence[Mention]) -> Pairs:
    """Return the pairs of the mentions, with the features that look at one mention alone."""
    sizes = np.array([len(m.candidates) for m in mentions], dtype=np.int64)
    mention = np.repeat(np.arange(len(mentions)), sizes)
    row = _concatenate([m.candidates.rows for m in mentions])
    way = _concatenate([m.candidates.ways for m in mentions])
    keys: dict[str, int] = {}
    groups = np.array([keys.setdefault(m.key, len(keys)) for m in mentions], dtype=np.int64)
    counts = np.bincount(groups, minlength=len(keys)).astype(float)
    columns = {c: gazetteer.column(c)[row].astype(np.int64) for c in ("country", "admin1", "admin2")}
    pairs = Pairs(
        mention,
        groups[mention],
        row,
        way,
        columns["country"],
        columns["admin1"],
        columns["admin2"],
        np.zeros((len(row), len(ALONE))),
        (1 + np.log(counts)) / counts if len(keys) else counts,
    )
    _fill_alone(gazetteer, mentions, pairs)
    return pairs


def _concatenate(parts: list[Indices]) -> Indices:
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)


def class_masks(gazetteer: Gazetteer, row: Indices) -> dict[str, npt.NDArray[np.bool_]]:
    """Return, for each class of feature codes, which rows are of it."""
    codes = gazetteer.column("feature")[row]
    return {c: np.isin(codes, gazetteer.feature_codes(*fs)) for c, fs in _CLASSES.items()}


def is_point(masks: dict[str, npt.NDArray[np.bool_]]) -> npt.NDArray[np.bool_]:
    """Return which rows are small enough for their distance to mean something."""
    found: npt.NDArray[np.bool_] = np.logical_or.reduce([masks[c] for c in _POINTS])
    return found


def _fill_alone(gazetteer: Gazetteer, mentions: Sequence[Mention], pairs: Pairs) -> None:
    at = {name: i for i, name in enumerate(ALONE)}
    x = pairs.alone
    masks = class_masks(gazetteer, pairs.row)
    for c, mask in masks.items():
        x[:, at[f"class:{c}"]] = mask
    x[np.arange(len(pairs)), at[f"way:{WAYS[0]}"] + pairs.way] = 1
    countries = gazetteer.country_numbers
    for c in _ENGLISH:
        x[:, at[f"country:{c}"]] = pairs.country == countries[c]
    _fill_population(gazetteer, pairs, masks, at)
    _fill_text(gazetteer, mentions, pairs, at)


def _fill_population(gazetteer: Gazetteer, pairs: Pairs, masks: dict[str, Any], at: dict[str, int]) -> None:
    x = pairs.alone
    people = gazetteer.populations(pairs.row)
    size = np.log10(people + 1.0)
    settled = is_point(masks) & ~masks["admin2"] & ~masks["admin3"]
    x[:, at["population"]] = size
    x[:, at["population:country"]] = size * masks["country"]
    x[:, at["population:settlement"]] = size * settled
    x[:, at["population:none"]] = people == 0
    order = np.lexsort((-people, pairs.mention))
    rank = np.empty(len(pairs))
    starts = np.searchsorted(pairs.mention, pairs.mention, side="left")
    rank[order] = np.arange(len(pairs)) - starts[order]
    x[:, at["largest"]] = rank == 0
    x[:, at["rank"]] = np.log1p(rank)
    most = np.zeros(pairs.mention.max(initial=-1) + 1)
    np.maximum.at(most, pairs.mention, people * settled)
    x[:, at["largest-settlement"]] = settled & (people == most[pairs.mention]) & (people > 0)


def _fill_text(gazetteer: Gazetteer, mentions: Sequence[Mention], pairs: Pairs, at: dict[str, int]) -> None:
    x = pairs.alone
    twins: dict[str, frozenset[int]] = {}
    for m in mentions:
        if m.inside:
            twins[m.key] = twins.get(m.key, frozenset()) | m.inside
    country_row = gazetteer.rows_of_countries[pairs.country]
    same = [gazetteer.name(int(r)) for r in pairs.row]
    for i, m in enumerate(mentions):
        low, high = np.searchsorted(pairs.mention, [i, i + 1])
        part = slice(low, high)
        x[part, at["same-spelling"]] = [name == m.text for name in same[low:high]]
        if m.inside:
            in1 = _member(pairs.admin1[part], m.inside) & (pairs.row[part] != pairs.admin1[part])
            in0 = _member(country_row[part], m.inside) & (pairs.row[part] != country_row[part])
            in2 = _member(pairs.admin2[part], m.inside)
            x[part, at["inside:admin1"]], x[part, at["inside:country"]] = in1, in0
            x[part, at["inside:admin2"]] = in2
            x[part, at["inside:not"]] = ~(in1 | in0 | in2)
        elif m.key in twins:
            inside = twins[m.key]
            x[part, at["inside:twin"]] = _member(pairs.admin1[part], inside) | _member(
                country_row[part], inside
            )


def _member(values: Indices, rows: frozenset[int]) -> npt.NDArray[np.bool_]:
    return np.isin(values, list(rows))


class Neighbourhood:
    """Features that look at what the article's other names most likely stand for."""

    def __init__(self, gazetteer: Gazetteer, pairs: Pairs, host_country: int) -> None:
        self._pairs = pairs
        self._host = pairs.country == host_country if host_country else np.zeros(len(pairs), bool)
        self._country_row = gazetteer.rows_of_countries[pairs.country]
        masks = class_masks(gazetteer, pairs.row)
        self._admin1, self._country = masks["admin1"], masks["country"]
        self._point = is_point(masks)
        self._where = _unit_vectors(gazetteer, pairs.row)

    def features(self, chance: Numbers) -> Numbers:
        """Return the features of each pair, given the chance of each pair of being right."""
        pairs = self._pairs
        mass = chance * pairs.group_weight[pairs.group]
        x = np.zeros((len(pairs), len(TOGETHER)))
        total = mass.sum()
        own = np.bincount(pairs.group, mass)[pairs.group] if len(pairs) else mass
        others = np.maximum(total - own, 1e-9)
        settled = mass * ~self._country
        # A country or state is named by its own row, and meant by each place within.
        country = self._others(pairs.country, mass)
        admin1 = self._others(pairs.admin1, settled)
        admin2 = self._others(pairs.admin2, settled)
        x[:, 0], x[:, 1] = np.log1p(country), country / others
        x[:, 2] = np.minimum(self._named(self._country_row, mass), 1)
        x[:, 3], x[:, 4] = np.log1p(admin1), admin1 / others
        x[:, 5] = np.minimum(self._named(pairs.admin1, mass), 1)
        x[:, 6] = np.log1p(admin2)
        x[:, 7] = np.minimum(self._named(pairs.admin2, mass), 1)
        x[:, 8], x[:, 9], x[:, 15] = self._nearness(mass)
        x[:, 10] = np.log1p(admin1) * self._admin1
        x[:, 11] = np.log1p(country) * self._country
        x[:, 12] = self._host
        x[:, 13] = country / max(float(country.max(initial=0)), 1e-9)
        x[:, 14] = admin1 / max(float(admin1.max(initial=0)), 1e-9)
        return x

    def _others(self, owner: Indices, mass: Numbers) -> Numbers:
        """Return the mass that other names of the article give to each pair's owner (-1: none)."""
        width = int(owner.max(initial=0)) + 2
        joint = pairs_sum(self._pairs.group * width + owner + 1, mass)
        total = np.bincount(owner + 1, mass, minlength=width)
        found = np.where(owner >= 0, total[owner + 1] - joint, 0.0)
        return np.maximum(found, 0.0)

    def _named(self, owner: Indices, mass: Numbers) -> Numbers:
        """Return the mass that the names of the article give to the owner itself."""
        rows, inverse = np.unique(self._pairs.row, return_inverse=True)
        by_row = np.bincount(inverse, mass, minlength=len(rows))
        at = np.searchsorted(rows, owner)
        at = np.minimum(at, max(len(rows) - 1, 0))
        hit = (rows[at] == owner) & (owner != self._pairs.row) if len(rows) else owner < 0
        return np.where(hit, by_row[at], 0.0)

    def _nearness(self, mass: Numbers) -> Numbers:
        """Return how much lies within 75 km and 300 km or so, and how near the nearest other name is."""
        pairs = self._pairs
        close = np.zeros((3, len(pairs)))
        chosen, weight = self._landmarks(mass)
        # In slices, so that a page of ten thousand names stays within memory.
        for low in range(0, len(pairs) if len(chosen) else 0, _SLICE):
            part = slice(low, low + _SLICE)
            cosine = np.clip(self._where[part] @ self._where[chosen].T, -1, 1)
            distance = 6371 * np.arccos(cosine)
            other = (pairs.group[part, None] != pairs.group[chosen][None, :]) * weight
            for i, reach in enumerate((75.0, 300.0)):
                close[i, part] = np.log1p((np.exp(-distance / reach) * other).sum(axis=1))
            close[2, part] = ((other > 0.3) * np.exp(-distance / 150.0)).max(axis=1)
        return close * self._point

    def _landmarks(self, mass: Numbers) -> tuple[Indices, Numbers]:
        """Return a pair for each likely point of each name, and its weight; the heaviest if they are many."""
        pairs = self._pairs
        width = int(pairs.row.max(initial=0)) + 1
        _, first, inverse = np.unique(pairs.group * width + pairs.row, return_index=True, return_inverse=True)
        weight: Numbers = np.bincount(inverse, mass * self._point, minlength=len(first)).astype(np.float64)
        likely = np.flatnonzero(weight > 0.1)
        heaviest = likely[np.argsort(-weight[likely], kind="stable")[:_LANDMARKS]]
        return first[heaviest].astype(np.int64), weight[heaviest]


def pairs_sum(keys: Indices, values: Numbers) -> Numbers:
    """Return, for each position, the sum of the values that share its key."""
    if not len(keys):
        return values
    _, inverse = np.unique(keys, return_inverse=True)
    sums: Numbers = np.bincount(inverse, values).astype(np.float64)
    return sums[inverse]


def _unit_vectors(gazetteer: Gazetteer, row: Indices) -> Numbers:
    lat, lon = (np.radians(gazetteer.column(c)[row].astype(float)) for c in ("lat", "lon"))
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
