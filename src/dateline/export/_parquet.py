"""Parquet, written by DuckDB itself: days stay days and lists stay lists."""

from __future__ import annotations

from pathlib import Path

from dateline.export._format import Format, Request
from dateline.export._tables import TABLES, table_query


def _copy(request: Request, file: Path) -> None:
    name = str(file.absolute()).replace("'", "''")
    sql = f"COPY ({table_query(request)}) TO '{name}' (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)"
    list(request.store.rows(sql, request.wanted.parameters))


PARQUET = Format("parquet", "Apache Parquet: for Arrow, R, pandas, polars, DuckDB", tables=TABLES, copy=_copy)
