"""Opening a database file, and saying in plain words why it cannot be."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from dateline.errors import StoreError

# Nothing is fetched or read but the database itself, whatever a query says.
_CLOSED = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}
_HOLDER = re.compile(r"Conflicting lock is held in (.{1,300}?) \(PID (\d{1,10})\)")


def connect(path: Path, *, read_only: bool, output: Path | None = None) -> Any:
    """Return a DuckDB connection to the file; raises StoreError where it cannot be had.

    Its queries may write one other file, ``output``.
    """
    _check_path(path, read_only=read_only)
    with store_faults(path):
        if output is None:
            return duckdb.connect(str(path), read_only=read_only, config=dict(_CLOSED))
        return _close_but_for(duckdb.connect(str(path), read_only=read_only), output)


def _close_but_for(connection: Any, output: Path) -> Any:
    """Files are allowed by name only while all still are, so the settings are made one by one."""
    name = str(output.absolute()).replace("'", "''")
    connection.execute(f"SET allowed_paths = ['{name}']")
    for setting, value in _CLOSED.items():
        connection.execute(f"SET {setting} = {value}")
    return connection


@contextmanager
def store_faults(path: Path) -> Iterator[None]:
    """Turn DuckDB's errors into StoreErrors that name the file and what to do."""
    try:
        yield
    except duckdb.Error as error:
        raise _explained(str(error), path) from error


def _explained(message: str, path: Path) -> StoreError:
    what = next((line for line in message.splitlines() if line.strip()), "unknown fault")
    if holder := _HOLDER.search(message):
        program, pid = holder.groups()
        return StoreError(
            f"another process is writing to the database: {Path(program).name} (PID {pid})",
            where=str(path),
            todo="wait until it is done; a run into the same file goes on where it stopped",
        )
    if "not a valid DuckDB database" in message:
        return StoreError("this is no DuckDB database", where=str(path), todo="name another file")
    if "No space left" in message or "Out of Memory" in message:
        todo = "make room and run the same command again: what was written is kept"
        return StoreError(what, where=str(path), todo=todo)
    return StoreError(
        what, where=str(path), todo="check the file and its folder, then run the same command again"
    )


def _check_path(path: Path, *, read_only: bool) -> None:
    if path.is_dir():
        raise StoreError("this is a folder", where=str(path), todo="name a file: --to FILE.duckdb")
    if read_only and not path.exists():
        todo = f"make it: dateline run INPUT --to {path}"
        raise StoreError("there is no such database", where=str(path), todo=todo)
    if read_only:
        return
    if not path.parent.is_dir():
        todo = f"make it: mkdir -p {path.parent}"
        raise StoreError("the database's folder does not exist", where=str(path.parent), todo=todo)
    target = path if path.exists() else path.parent
    if not os.access(target, os.W_OK):
        raise StoreError("no permission to write", where=str(target), todo="name a file elsewhere with --to")
