"""The formats, and writing one to a file or a stream."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dateline.errors import StoreError, UsageError
from dateline.export._csv import CSV
from dateline.export._format import Format, Request
from dateline.export._ftm import FTM
from dateline.export._gdelt import GDELT
from dateline.export._geojson import GEOJSON
from dateline.export._gexf import GEXF
from dateline.export._icews import ICEWS
from dateline.export._jsonl import JSONL
from dateline.export._jsonld import JSONLD
from dateline.export._parquet import PARQUET
from dateline.export._polecat import POLECAT
from dateline.store import Filter, open_store

FORMATS: dict[str, Format] = {
    format.name: format for format in (PARQUET, CSV, JSONL, POLECAT, ICEWS, GDELT, GEOJSON, GEXF, FTM, JSONLD)
}
"""Every format by its name."""

_ALL = Filter()


def export_file(
    database: Path, out: Path, *, format: str, wanted: Filter = _ALL, table: str | None = None
) -> None:
    """Write what a database holds to a file, put in place only when it is whole.

    A link, pipe or device is not replaced but written to. ``wanted`` chooses the events (of the table
    "claims": the claims). Raises UsageError where the format has no such table, a filter is no good or the
    output cannot be, StoreError where a file cannot be read or written.
    """
    made = FORMATS[format]
    _check_output(made, database, out)
    with _put_in_place(out) as part:
        if made.copy:
            with open_store(database, output=part) as store:
                made.copy(Request(store, wanted, _table(made, table)), part)
        else:
            with part.open("wb") as stream:
                export_stream(database, stream, format=format, wanted=wanted, table=table)


def _check_output(format: Format, database: Path, out: Path) -> None:
    if out.exists() and database.exists() and out.samefile(database):
        raise UsageError("the output is the database itself", where=str(out), todo="name another file")
    if format.copy and not _is_plain(out):
        raise UsageError(f"{format.name} needs a plain file", where=str(out), todo="name another file")


def _is_plain(path: Path) -> bool:
    """Whether the path is free or a file that may be replaced: no link, pipe or device."""
    return not path.is_symlink() and (path.is_file() or not path.exists())


def export_stream(
    database: Path, out: BinaryIO, *, format: str, wanted: Filter = _ALL, table: str | None = None
) -> None:
    """Write what a database holds to a stream; raises as ``export_file`` does, and UsageError for parquet."""
    made = FORMATS[format]
    if made.chunks is None:
        raise UsageError(f"{format} cannot be written to a stream", todo="name a file: -o FILE")
    with open_store(database) as store, _output_faults(getattr(out, "name", "stdout")):
        for chunk in made.chunks(Request(store, wanted, _table(made, table))):
            out.write(chunk)
        out.flush()


def _table(format: Format, name: str | None) -> str:
    if name is None:
        return format.tables[0]
    if name not in format.tables:
        raise UsageError(
            f"{format.name} has no table {name}", todo=f"its tables are {', '.join(format.tables)}"
        )
    return name


@contextmanager
def _put_in_place(out: Path) -> Iterator[Path]:
    """Give a file beside ``out`` to write to, which takes its place at the end or is deleted.

    What is no plain file is given itself.
    """
    is_plain = _is_plain(out)
    part = out.with_name(f"{out.name}.part") if is_plain else out
    try:
        with _output_faults(str(out)):
            yield part
            if is_plain:
                part.replace(out)
    finally:
        if is_plain:
            part.unlink(missing_ok=True)


@contextmanager
def _output_faults(where: str) -> Iterator[None]:
    """Turn faults of writing into StoreErrors; a reader that stops reading is no fault."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        todo = "check the folder and the room on the disk, or name another file"
        raise StoreError(error.strerror or "it cannot be written", where=where, todo=todo) from error
