"""Files of many records: JSON Lines and CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from dateline.pages._limits import Reading
from dateline.pages._page import FIELDS, page_of_text
from dateline.pages._streams import BROKEN, TooLarge, lines, why_broken
from dateline.records import Page, Reject

__all__ = ["read_csv", "read_json_document", "read_json_lines", "record_page"]

_TEXT_FIELDS = ("html", "text")


def read_json_lines(stream: BinaryIO, name: str, reading: Reading) -> Iterator[Page | Reject]:
    """Yield a page a line; a line that cannot be used becomes a Reject and the next is read."""
    number = -1
    try:
        for number, line in enumerate(lines(stream, reading.limits)):
            location = f"{name}#{number}"
            if isinstance(line, TooLarge):
                yield Reject(
                    location, "too-large", f"a line of more than {reading.limits.record_bytes} bytes"
                )
            else:
                yield _json_page(line, location, reading)
    except BROKEN as error:
        yield Reject(f"{name}#{number + 1}", why_broken(error), str(error))


def read_json_document(raw: bytes, name: str, reading: Reading) -> Iterator[Page | Reject]:
    """Yield the pages of one JSON value that spans lines: an object, or an array of objects."""
    try:
        value = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield _bad_json(name, error)
        return
    records = value if isinstance(value, list) else [value]
    for number, record in enumerate(records):
        yield record_page(record, f"{name}#{number}", reading)


def _json_page(line: bytes, location: str, reading: Reading) -> Page | Reject:
    try:
        record = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _bad_json(location, error)
    return record_page(record, location, reading)


def _bad_json(location: str, error: Exception) -> Reject:
    reason = "truncated" if "truncated" in str(error) else "bad-record"
    return Reject(location, reason, f"no JSON: {error}")


def read_csv(stream: BinaryIO, name: str, reading: Reading) -> Iterator[Page | Reject]:
    """Yield a page a row; columns are found by ``mapping`` (field to column) or by our own field names."""
    # the limit is the module's own and global; a page may not be larger anyway
    csv.field_size_limit(reading.limits.page_bytes)
    number = -1
    try:
        rows = csv.DictReader(_csv_lines(stream, reading))
        if missing := _missing_columns(rows.fieldnames or [], reading.mapping):
            yield Reject(name, "bad-record", missing)
            return
        for number, row in _rows(rows):
            yield _csv_page(row, f"{name}#{number}", reading)
    except TooLarge:
        yield Reject(f"{name}#{number + 1}", "too-large", "a line beyond the limit; the rest is left unread")
    except BROKEN as error:
        yield Reject(f"{name}#{number + 1}", why_broken(error), str(error))


def _csv_lines(stream: BinaryIO, reading: Reading) -> Iterator[str]:
    """Yield lines as text, Windows-1252 where they are no UTF-8, so that one bad row spoils no other."""
    for number, line in enumerate(lines(stream, reading.limits, blank=True)):
        if isinstance(line, TooLarge):
            raise line
        try:
            yield line.decode("utf-8-sig" if number == 0 else "utf-8")
        except UnicodeDecodeError:
            yield line.decode("cp1252", "replace")


def _rows(rows: csv.DictReader[str]) -> Iterator[tuple[int, dict[str, Any] | csv.Error]]:
    number = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, error
        else:
            yield number, row
        number += 1


def _csv_page(row: dict[str, Any] | csv.Error, location: str, reading: Reading) -> Page | Reject:
    if isinstance(row, csv.Error):
        return Reject(location, "too-large" if "field limit" in str(row) else "bad-record", str(row))
    return record_page(row, location, reading)


def _missing_columns(columns: Any, mapping: Mapping[str, str]) -> str | None:
    if absent := [column for column in mapping.values() if column not in columns]:
        return f"no column {', '.join(absent)}; there are: {', '.join(columns)}"
    if not any(mapping.get(field, field) in columns for field in _TEXT_FIELDS):
        return f"no column html or text; map one of: {', '.join(columns)}"
    return None


def record_page(record: object, location: str, reading: Reading) -> Page | Reject:
    """Make a Page of a record's fields, or a Reject where it has no text or a field of the wrong kind."""
    if not isinstance(record, dict):
        return Reject(location, "bad-record", f"{type(record).__name__}, not an object")
    fields = {field: record.get(reading.mapping.get(field, field)) for field in FIELDS}
    for field, value in fields.items():
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            fields[field] = ("\n\n" if field == "text" else ", ").join(value)
        elif value is not None and not isinstance(value, str):
            return Reject(location, "bad-record", f"{field} is {type(value).__name__}, not a string")
    if all(fields[field] is None for field in _TEXT_FIELDS):
        return Reject(location, "bad-record", "neither html nor text")
    if fields["html"]:
        return page_of_text(fields["html"], "html", location, limits=reading.limits, metadata=fields)
    text = _with_paragraphs(fields["text"] or "", reading.paragraphs)
    return page_of_text(text, "text", location, limits=reading.limits, metadata=fields)


def _with_paragraphs(text: str, paragraphs: str | None) -> str:
    """Put a blank line where the record's own paragraph mark stands between spaces."""
    if paragraphs is None:
        return text
    mark = re.compile(rf"(?:^|\s){re.escape(paragraphs)}(?=\s|$)")
    return "\n\n".join(part.strip() for part in mark.split(text) if part.strip())
