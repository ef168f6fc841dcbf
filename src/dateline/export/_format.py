"""What a format is: a name, its tables, and a function from a request to bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.store import Filter, Store


@dataclass(frozen=True, slots=True)
class Request:
    """What to export: the rows of a store that a filter lets through, and of which table."""

    store: Store
    wanted: Filter
    table: str


@dataclass(frozen=True, slots=True)
class Format:
    """A format: ``tables`` may be asked for, the first where none is; text comes as chunks of bytes.

    A format that DuckDB writes itself has ``copy`` (request, file) in place of ``chunks``.
    """

    name: str
    doc: str
    tables: tuple[str, ...] = ("events",)
    chunks: Callable[[Request], Iterator[bytes]] | None = None
    copy: Callable[[Request, Path], None] | None = None
