"""JSON Lines in and out: what every filter command shares."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, TypeVar

import click
import msgspec

from dateline.errors import InputError

__all__ = ["input_argument", "read_records", "write_records"]

Record = TypeVar("Record")

input_argument = click.argument("source", type=click.File("rb"), default="-", metavar="[FILE|-]")


def read_records(source: BinaryIO, record_type: type[Record]) -> Iterator[Record]:
    """Yield each line of ``source`` as a ``record_type`` (a dataclass, Struct or dict type).

    Raises InputError with the line's number where a line is no JSON or lacks a field.
    """
    decoder = msgspec.json.Decoder(record_type)
    for number, line in enumerate(source, start=1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise InputError(
                str(error),
                where=f"{getattr(source, 'name', 'stdin')}, line {number}",
                todo="give one JSON object a line; --help shows an example",
            ) from error


def write_records(records: Iterable[Any]) -> None:
    """Write each record (dataclass, Struct, dict or list) to stdout as one line of JSON."""
    encoder = msgspec.json.Encoder()
    out = sys.stdout.buffer
    for record in records:
        out.write(encoder.encode(record) + b"\n")
        out.flush()
