"""What ``dateline show`` lists: the queries of listings.yaml with their filters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import duckdb
import yaml

from dateline.errors import REJECT_REASONS, StoreError, UsageError
from dateline.resources import resource
from dateline.store._rows import Row
from dateline.store._store import Store

LISTINGS = ("stories", "events", "claims", "actors", "relations", "rejects", "articles", "lineage")
"""What can be listed."""

_FRAGMENT = re.compile(r"\{([\w. ]{1,200})\}")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are wanted; None asks for all.

    ``actor`` is an actor key, country or name; ``type`` an event type (for rejects the reason, for lineage
    the kind, for relations what they are about); ``since`` and ``until`` days, both included; ``story``
    the beginning of a story's id; ``where`` SQL over the listing's columns; ``limit`` a number of rows.
    """

    actor: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    story: str | None = None
    where: str | None = None
    limit: int | None = None

    @property
    def parameters(self) -> dict[str, str]:
        """The values that stand for ``$actor`` and the like in SQL."""
        values = {
            "actor": self.actor and self.actor.upper(),
            "type": self.type and self.type.upper(),
            "since": self.since,
            "until": self.until,
            "story": self.story,
        }
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Listing:
    """A query's columns, and which of them stand in a table on the screen or in data."""

    columns: dict[str, str]
    places: dict[str, str]
    source: str
    filters: dict[str, str]
    order: str
    group: str

    def names(self, *, data: bool) -> tuple[str, ...]:
        """Return the columns of data (JSON, CSV), or those of a table on the screen."""
        hidden = "table" if data else "data"
        return tuple(name for name, place in self.places.items() if place != hidden)

    @property
    def ids(self) -> frozenset[str]:
        """The columns that hold ids, of which a screen needs the beginning only."""
        return frozenset(name for name, place in self.places.items() if place == "id")


def list_rows(store: Store, what: str, wanted: Filter) -> Iterator[Row]:
    """Yield the rows of a listing, all its columns; one of LISTINGS.

    Raises UsageError where a filter does not fit the listing or ``where`` is no condition.
    """
    sql = _query(what, wanted)
    with _where_faults(what, wanted):
        yield from store.rows(sql, wanted.parameters)


def chosen_ids(store: Store, what: str, wanted: Filter) -> str:
    """Return the SQL that selects the column ``id`` of a listing's rows, in its order.

    It takes ``wanted.parameters``. Raises UsageError as ``list_rows`` does.
    """
    sql = f"SELECT id FROM ({_query(what, wanted)})"
    with _where_faults(what, wanted):
        list(store.rows(f"{sql} LIMIT 0", wanted.parameters))
    return sql


@contextmanager
def _where_faults(what: str, wanted: Filter) -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        if wanted.where is None:
            raise
        todo = f"write a condition over the columns {', '.join(load_listing(what).columns)}"
        raise UsageError(f"--where: {error.what}", todo=todo) from error


def _query(what: str, wanted: Filter) -> str:
    listing = load_listing(what)
    if misfits := set(wanted.parameters) - set(listing.filters):
        options = ", ".join(sorted(f"--{name}" for name in misfits))
        raise UsageError(f"{what} cannot be filtered by {options}", todo="use --where with a column instead")
    columns = ", ".join(f'{sql} AS "{name}"' for name, sql in listing.columns.items())
    conditions = " AND ".join(f"({listing.filters[name]})" for name in wanted.parameters) or "true"
    group = f"GROUP BY {listing.group}" if listing.group else ""
    sql = f"""SELECT * FROM (SELECT {columns} FROM {listing.source} WHERE {conditions} {group})
    WHERE ({wanted.where or "true"}
    ) ORDER BY {listing.order}"""
    _check_single(sql)
    return sql if wanted.limit is None else f"{sql} LIMIT {wanted.limit}"


def _check_single(sql: str) -> None:
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as error:
        raise UsageError(
            f"--where: {error}", todo="write one SQL condition, such as \"status = 'denied'\""
        ) from error
    if len(statements) != 1:
        raise UsageError("--where holds more than a condition", todo="write one SQL condition")


@lru_cache
def load_listing(what: str) -> Listing:
    """Return the listing of this name, its fragments filled in."""
    data = yaml.safe_load(resource("store", "listings.yaml").read_text(encoding="utf-8"))
    fill = Filler(data["fragments"] | {"meaning": _meaning_of_reasons()})
    spec = data["listings"][what]
    return Listing(
        columns={name: fill(sql) for name, (sql, _) in spec["columns"].items()},
        places={name: place for name, (_, place) in spec["columns"].items()},
        source=fill(spec["from"]),
        filters={name: fill(sql) for name, sql in spec["filters"].items()},
        order=spec["order"],
        group=str(spec.get("group", "")),
    )


def _meaning_of_reasons() -> str:
    cases = (
        f"WHEN '{reason}' THEN '{text.replace(chr(39), chr(39) * 2)}'"
        for reason, text in REJECT_REASONS.items()
    )
    return f"CASE %1 {' '.join(cases)} END"


class Filler:
    """Puts fragments in place of their names in braces, the words after a name being its arguments."""

    def __init__(self, fragments: dict[str, str]) -> None:
        self.fragments = fragments

    def __call__(self, sql: Any) -> str:
        return _FRAGMENT.sub(self._fill, str(sql))

    def _fill(self, found: re.Match[str]) -> str:
        name, *arguments = found[1].split()
        text = self.fragments[name]
        for number, argument in enumerate(arguments, start=1):
            text = text.replace(f"%{number}", argument)
        return self(text)
