"""CSV (RFC 4180) with a head line; lists parted by semicolons, an unknown left empty."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.export._format import Format, Request
from dateline.export._tables import TABLES, load_table, table_query

_LINES_AT_ONCE = 1000


def _chunks(request: Request) -> Iterator[bytes]:
    sheet = _Sheet()
    sheet.write(column.name for column in load_table(request.table).columns)
    rows = request.store.rows(table_query(request), request.wanted.parameters)
    for number, row in enumerate(rows, start=1):
        sheet.write(map(_cell, row.values()))
        if number % _LINES_AT_ONCE == 0:
            yield sheet.taken()
    yield sheet.taken()


class _Sheet:
    """Collects lines until they are taken."""

    def __init__(self) -> None:
        self._out = io.StringIO()
        self._writer = csv.writer(self._out, lineterminator="\r\n")

    def write(self, cells: Iterable[Any]) -> None:
        self._writer.writerow(cells)

    def taken(self) -> bytes:
        text = self._out.getvalue()
        self._out.seek(0)
        self._out.truncate()
        return text.encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    # Spreadsheets take a cell that begins so for a formula, and run it.
    text = str(value).lower() if isinstance(value, bool) else str(value).replace("\x00", "")
    return f"'{text}" if isinstance(value, str) and text.startswith(("=", "+", "@", "\t", "\r")) else text


CSV = Format(
    "csv", "comma-separated values with a head line, lists parted by '; '", tables=TABLES, chunks=_chunks
)
