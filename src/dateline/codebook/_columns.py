"""Tables and columns: type, unit, allowed values, what it means where nothing stands there."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any, get_args

import yaml

from dateline import records
from dateline.export import Cell
from dateline.resources import resource
from dateline.store import Column

_VALUES: dict[str, Any] = {
    "*.status": records.Status,
    "*.time_basis": records.TimeBasis,
    "times.basis": records.TimeBasis,
    "*.granularity": records.Granularity,
    "*.time_granularity": records.Granularity,
    "*.place_basis": records.PlaceBasis,
    "*.published_basis": records.PublishedBasis,
    "lineage.how": records.LineageKind,
    "claim_sources.kind": records.SourceKind,
    "event_witnesses.kind": records.SourceKind,
    "pages.kind": records.PageKind,
    "paragraphs.role": records.ParagraphRole,
    "times.type": records.TimeType,
}
_WORDS: dict[str, tuple[str, ...]] = {
    "*.quad": ("1", "2", "3", "4"),
    "*.standing": ("confirmed", "single-sourced", "anonymous", "denied", "contradicted"),
    "claim_actors.role": ("actor", "recipient"),
    "event_actors.role": ("actor", "recipient"),
}


def column_table(table: str, columns: Sequence[Column], key: Sequence[str] = ()) -> str:
    """Return the columns of a table as a table of Markdown; ``key`` names those that are never null."""
    rows = "".join(_row(table, column, column.name in key) for column in columns)
    return f"| column | type | unit | values | missing | meaning |\n| --- | --- | --- | --- | --- | --- |\n{rows}"


def cell_table(cells: Sequence[Cell[Any]]) -> str:
    """Return the columns of a sheet as a table of Markdown, numbered in their order."""
    rows = "".join(f"| {n} | `{cell.name}` | {cell.doc} |\n" for n, cell in enumerate(cells, start=1))
    return f"| | column | what it holds |\n| --- | --- | --- |\n{rows}"


def _row(table: str, column: Column, is_key: bool) -> str:
    name = f"{table}.{column.name}"
    values = ", ".join(f"`{value}`" for value in allowed_values(name))
    cells = (
        f"`{column.name}`",
        _type(column.type),
        _unit(name),
        values,
        _missing(name, column, is_key),
        column.doc,
    )
    return f"| {' | '.join(cells)} |\n"


def allowed_values(name: str) -> tuple[str, ...]:
    """Return the values that a column ("claims.status") may hold, or none where any may stand there."""
    for pattern, literal in _VALUES.items():
        if fnmatchcase(name, pattern):
            return tuple(get_args(literal))
    return next((words for pattern, words in _WORDS.items() if fnmatchcase(name, pattern)), ())


def _type(type: str) -> str:
    return "list of spans" if type.startswith("STRUCT") else type.replace("[]", " list")


def _unit(name: str) -> str:
    return _first("units", name) or ""


def _missing(name: str, column: Column, is_key: bool) -> str:
    if is_key:
        return "never"
    if column.type.endswith("[]"):
        return "empty list"
    return _first("missing", name) or "never"


def _first(kind: str, name: str) -> str | None:
    return next((fact for pattern, fact in _facts()[kind] if fnmatchcase(name, pattern)), None)


@lru_cache(maxsize=1)
def _facts() -> dict[str, list[tuple[str, str]]]:
    facts: dict[str, list[tuple[str, str]]] = yaml.safe_load(
        resource("codebook", "facts.yaml").read_text(encoding="utf-8")
    )
    return facts
