"""JSON Lines: one object a row, days as ISO 8601 strings, lists as arrays, an unknown as null."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dateline.export._format import Format, Request
from dateline.export._tables import TABLES, table_query


def _chunks(request: Request) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder()
    for row in request.store.rows(table_query(request), request.wanted.parameters):
        yield encoder.encode(row) + b"\n"


JSONL = Format("jsonl", "JSON Lines: one object a row", tables=TABLES, chunks=_chunks)
