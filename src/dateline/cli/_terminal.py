"""Showing text from the web safely, and lists of rows in any format."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Any, Literal, TextIO, TypeAlias, TypeVar

import click
import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

__all__ = ["Format", "day_option", "format_option", "is_day", "make_console", "printable", "write_rows"]

Format: TypeAlias = Literal["table", "json", "jsonl", "csv"]
Command = TypeVar("Command", bound=Callable[..., Any])

# Terminal escapes and marks that turn the direction of text make a screen show what no page says.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_WIDE_WHEN_PIPED = 200
_NARROW = 20
_SHORT_ID = 8

format_option = click.option(
    "--format",
    "format",
    type=click.Choice(["table", "json", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="How to write the rows.",
)


class _Day(click.ParamType[str]):
    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not is_day(value):
            self.fail(f"{value!r} is no day; write it as 2022-03-05", param, ctx)
        return value


def is_day(text: str) -> bool:
    """Whether the text is a day of the calendar as ISO 8601 writes it, such as ``2022-03-05``."""
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def day_option(name: str, help: str) -> Callable[[Command], Command]:
    """Return a click option that takes a day."""
    return click.option(name, type=_Day(), metavar="DAY", help=help)


def printable(text: str) -> str:
    """Return text with control characters, terminal escapes and direction marks shown as ``�``."""
    return _UNSAFE.sub("\ufffd", text)


def make_console(*, stderr: bool = False) -> Console:
    """Return a console that is plain and wide when piped."""
    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(
            stderr=stderr,
            highlight=False,
            markup=False,
            emoji=False,
            width=_WIDE_WHEN_PIPED,
            color_system=None,
        )
    return console


def write_rows(
    rows: Iterable[dict[str, Any]],
    columns: Sequence[str],
    format: Format,
    *,
    ids: Collection[str] = (),
) -> None:
    """Write rows to stdout, of each the ``columns`` in order; a table shows the beginning of ``ids``."""
    wanted = [{name: row[name] for name in columns} for row in rows]
    if format == "table":
        _write_table([_with_short_ids(row, ids) for row in wanted], columns)
    else:
        _WRITERS[format](wanted, columns, sys.stdout)


def _with_short_ids(row: dict[str, Any], ids: Collection[str]) -> dict[str, Any]:
    return {name: value[:_SHORT_ID] if name in ids and value else value for name, value in row.items()}


def _write_table(rows: list[dict[str, Any]], columns: Sequence[str]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold", collapse_padding=True)
    for name in columns:
        cells = [_cell(row[name], ", ") for row in rows]
        numbers = bool(rows) and all(isinstance(row[name], int | float) for row in rows)
        table.add_column(
            name.replace("_", " "),
            justify="right" if numbers else "left",
            overflow="fold",
            no_wrap=max(map(len, cells), default=0) <= _NARROW,
        )
    for row in rows:
        table.add_row(*(Text(printable(_cell(value, ", "))) for value in row.values()))
    make_console().print(table)


def _write_json(rows: list[dict[str, Any]], columns: Sequence[str], out: TextIO) -> None:
    out.write(msgspec.json.format(_json(rows), indent=2) + "\n")


def _write_jsonl(rows: list[dict[str, Any]], columns: Sequence[str], out: TextIO) -> None:
    out.writelines(_json(row) + "\n" for row in rows)


def _write_csv(rows: list[dict[str, Any]], columns: Sequence[str], out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([printable(_cell(value, "; ")) for value in row.values()] for row in rows)


_WRITERS = {"json": _write_json, "jsonl": _write_jsonl, "csv": _write_csv}


def _json(value: Any) -> str:
    """JSON that holds no unsafe character even on a screen: they stand escaped."""
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", msgspec.json.encode(value).decode())


def _cell(value: Any, separator: str) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return separator.join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
