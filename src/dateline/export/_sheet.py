"""Tab-separated sheets: named columns of a row, each with its meaning and how its value is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")

_BREAKS = re.compile(r"[\t\r\n\v\f\x00\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Cell(Generic[Row]):
    """A column of a sheet: its name, what it holds, and how it is found; empty where that gives None."""

    name: str
    doc: str
    value: Callable[[Row], Any]


def unknown(row: Any) -> None:
    """The value of a column that Dateline does not know."""


def sheet_lines(cells: Sequence[Cell[Row]], rows: Iterable[Row], *, header: bool) -> Iterator[bytes]:
    """Yield the lines of a sheet in UTF-8; breaks of line and tabs within a cell become blanks."""
    if header:
        yield _line(cell.name for cell in cells)
    for row in rows:
        yield _line(cell.value(row) for cell in cells)


def joined(values: Iterable[str | None]) -> str:
    """Return the values that are known, each once, parted by semicolons."""
    return "; ".join(dict.fromkeys(value for value in values if value))


def _line(values: Iterable[Any]) -> bytes:
    return ("\t".join(map(_text, values)) + "\n").encode()


def _text(value: Any) -> str:
    return "" if value is None else _BREAKS.sub(" ", str(value)).strip()
