"""The tables of tables.yaml: long ones and a wide one, as queries over the store."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from dateline.export._format import Request
from dateline.resources import resource
from dateline.store import Column, Filler, chosen_ids

TABLES = ("wide", "events", "event_actors", "claims", "reports")
"""The tables, the one written unless another is asked for first."""


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table: its meaning, its columns, which listing its filters are of, and its query.

    The query reads the ids of the rows that are wanted from a table expression ``chosen``.
    """

    name: str
    doc: str
    of: str
    columns: tuple[Column, ...]
    sql: str


def table_query(request: Request) -> str:
    """Return the query of a request's table; it takes ``request.wanted.parameters``."""
    table = load_table(request.table)
    chosen = chosen_ids(request.store, table.of, request.wanted)
    return f"WITH chosen AS MATERIALIZED ({chosen}) {table.sql}"


@lru_cache
def load_table(name: str) -> ExportTable:
    """Return a table by its name, one of TABLES."""
    data = yaml.safe_load(resource("export", "tables.yaml").read_text(encoding="utf-8"))
    spec, fill = data["tables"][name], Filler(data["fragments"])
    columns = tuple(Column(column, type, doc) for column, (type, _, doc) in spec["columns"].items())
    return ExportTable(name, spec["doc"], spec["of"], columns, fill(_sql(spec)))


def _sql(spec: dict[str, Any]) -> str:
    columns = ", ".join(f'CAST({sql} AS {type}) AS "{n}"' for n, (type, sql, _) in spec["columns"].items())
    return f"SELECT {columns} FROM {spec['from']} WHERE {spec['where']} ORDER BY {spec['order']}"
