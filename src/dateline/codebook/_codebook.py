"""The codebook's entries, in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from dateline import __version__
from dateline.claims import EventType, load_ontology
from dateline.codebook._columns import cell_table, column_table
from dateline.errors import REJECT_REASONS, UsageError
from dateline.export import (
    GDELT_EVENT_CELLS,
    GDELT_MENTION_CELLS,
    ICEWS_CELLS,
    POLECAT_CELLS,
    TABLES,
    Cell,
    load_table,
    sectors,
)
from dateline.store import load_schema

Entry = Callable[[], str]

_HEAD = f"""# Codebook

What every event type, table and column means, as of Dateline {__version__}. `dateline codebook NAME` prints one entry.

A null (in text formats: an empty cell) says that a value is not known; the column "missing" says why that may be. No
value is ever guessed: the day of publication is no event's day unless the text says so. Every claim names the coder
and version that made it. Columns that count characters are offsets (Unicode code points) into `articles.text`, the
first included and the last excluded.
"""
_SHEETS: dict[str, tuple[str, Sequence[Cell[Any]]]] = {
    "polecat": (
        "`--format polecat`: a row an event; several values of a cell are parted by `; `.",
        POLECAT_CELLS,
    ),
    "icews": ("`--format icews`: a row for each actor and recipient of an event.", ICEWS_CELLS),
    "gdelt": (
        "`--format gdelt`, a row an event, no head line. `NumSources` is the number of independent witnesses: GDELT "
        "counts outlets there, so that ten reprints of one wire report make ten; here they make one.",
        GDELT_EVENT_CELLS,
    ),
    "mentions": ("`--format gdelt --table mentions`: a row a claim, no head line.", GDELT_MENTION_CELLS),
}


def codebook(name: str | None = None, *, ontology: Path | None = None) -> str:
    """Return the codebook, or its entry of this name: an event type, table, sheet, "sectors" or "rejects".

    ``ontology`` is a user's own file of event types. Raises UsageError where there is no such entry. A table of
    the database and one of an export may share a name; both are returned.
    """
    parts = entries(ontology=ontology)
    if name is None:
        return "\n".join([_HEAD, *(_chapter(title, found) for title, found in parts.items())])
    found = [
        entry() for chapter in parts.values() for key, entry in chapter.items() if key.lower() == name.lower()
    ]
    if not found:
        names = dict.fromkeys(key for chapter in parts.values() for key in chapter)
        raise UsageError(f"the codebook has no entry {name}", todo=f"its entries are {', '.join(names)}")
    return "\n".join(found)


def entries(*, ontology: Path | None = None) -> dict[str, dict[str, Entry]]:
    """Return what the codebook holds: chapters by title, in each the functions that write its entries by name."""
    types, tables = load_ontology(ontology).types, load_schema().tables
    return {
        "Event types": {name: partial(_type, types[name]) for name in sorted(types)},
        "Exported tables": {name: partial(_export, name) for name in TABLES},
        "Exported sheets": {name: partial(_sheet, name) for name in _SHEETS},
        "Tables of the database": {name: partial(_table, name) for name in tables},
        "Codes": {"sectors": _sectors, "rejects": _rejects},
    }


def _chapter(title: str, found: dict[str, Entry]) -> str:
    return "\n".join([f"## {title}\n", *(entry() for entry in found.values())])


def _type(event_type: EventType) -> str:
    quads = ("", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
    cameo = f"; CAMEO {event_type.cameo}" if event_type.cameo else ""
    parts = [
        f"### {event_type.name}\n\n{event_type.definition} Quad class {event_type.quad} "
        f"({quads[event_type.quad]}){cameo}.\n",
        _list("Counts", event_type.counts),
        _list("Does not count", event_type.counts_not),
        _modes(event_type),
        _list("Examples", event_type.examples),
    ]
    return "\n".join(part for part in parts if part)


def _list(title: str, lines: tuple[str, ...]) -> str:
    return f"{title}:\n\n" + "".join(f"- {line}\n" for line in lines) if lines else ""


def _modes(event_type: EventType) -> str:
    if not event_type.modes:
        return ""
    rows = "".join(
        f"| `{name}` | {mode.get('definition', '')} | {mode.get('cameo', '')} |\n"
        for name, mode in event_type.modes.items()
    )
    return f"| mode | meaning | CAMEO |\n| --- | --- | --- |\n{rows}"


def _export(name: str) -> str:
    table = load_table(name)
    head = f"### {name} (export)\n\n{table.doc} `--format parquet|csv|jsonl --table {name}`; a row of {table.of}.\n"
    return f"{head}\n{column_table(name, table.columns)}"


def _sheet(name: str) -> str:
    doc, cells = _SHEETS[name]
    return f"### {name} (export)\n\n{doc}\n\n{cell_table(cells)}"


def _table(name: str) -> str:
    table = load_schema().tables[name]
    key = ", ".join(f"`{column}`" for column in table.key)
    head = f"### {name}\n\n{table.doc} Rows are told apart by {key}.\n"
    return f"{head}\n{column_table(name, table.columns, table.key)}"


def _sectors() -> str:
    rows = "".join(f"| `{code}` | {name} |\n" for code, name in sectors().items())
    return f"### sectors\n\nPLOVER's sectors of actors.\n\n| sector | name |\n| --- | --- |\n{rows}"


def _rejects() -> str:
    rows = "".join(f"| `{code}` | {meaning} |\n" for code, meaning in REJECT_REASONS.items())
    return (
        f"### rejects (reasons)\n\nWhy a page was turned away.\n\n| reason | meaning |\n| --- | --- |\n{rows}"
    )
