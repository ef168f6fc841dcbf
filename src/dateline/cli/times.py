"""``dateline times``: texts in, the times they name out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import click
import msgspec

from dateline.cli._lines import input_argument, read_records, write_records

__all__ = ["command"]

_EPILOG = """\b
In:   {"id": "a", "text": "They met in May 2019.", "published": "2022-03-05"}
Out:  [{"start": 12, "end": 20, "text": "May 2019", "type": "DATE", "value": "2019-05",
        "begin": "2019-05-01", "end_day": "2019-05-31", "basis": "explicit"}]
"""
_FIELDS = ("start", "end", "text", "type", "value", "begin", "end_day", "basis")


class _Text(msgspec.Struct):
    text: str
    id: str = ""
    published: str | None = None


@click.command("times", epilog=_EPILOG)
@input_argument
def command(source: BinaryIO) -> None:
    """Find the times named in texts and resolve them to days.

    Reads JSON Lines with `text`, and `published` (a day) where it is known; writes for each line the list
    of its times: character span, TIMEX3 type and value, first and last day (null where the text does not
    fix them) and the basis of the resolution.
    """
    write_records(_times(source))


def _times(source: BinaryIO) -> Iterator[list[dict[str, Any]]]:
    from dateline.times import find_times_in_text

    for line in read_records(source, _Text):
        found = find_times_in_text(line.text, published=line.published)
        yield [{field: getattr(time, field) for field in _FIELDS} for time in found]
