"""Inputs of any kind, told apart by suffix or, failing that, by their first bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dateline.errors import InputError
from dateline.pages._limits import Limits, Reading
from dateline.pages._page import page_of_bytes
from dateline.pages._records import read_csv, read_json_document, read_json_lines
from dateline.pages._streams import BROKEN, TooLarge, open_stream, read_bounded, why_broken
from dateline.pages._warc import read_warc
from dateline.records import Page, Reject

__all__ = ["read_pages"]

_PACKED = frozenset({".gz", ".zst"})
_KINDS = {".jsonl": "lines", ".ndjson": "lines", ".json": "json", ".csv": "csv", ".warc": "warc"}
# What lies beside pages in a folder and is none: notes, settings, code, styles.
_BESIDE_PAGES = frozenset(
    (
        ".md",
        ".rst",
        ".yaml",
        ".yml",
        ".toml",
        ".ini",
        ".cfg",
        ".py",
        ".js",
        ".css",
        ".lock",
        ".duckdb",
        ".wal",
        ".tmp",
    )
)


def read_pages(
    inputs: Iterable[str | Path],
    *,
    mapping: Mapping[str, str] | None = None,
    paragraphs: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen, so sharing it is safe
) -> Iterator[Page | Reject]:
    """Yield each page of ``inputs``, or a Reject that says why there is none.

    An input is a file, a folder (read through in sorted order; hidden files and notes such as README.md
    are passed over) or ``-`` for standard input. A file may be HTML or plain text in any encoding, JSON
    Lines, CSV or WARC, each plain or packed with gzip or Zstandard. ``mapping`` names the column or key
    for each of our fields, such as ``{"published": "scrape_time"}``; ``paragraphs`` is the mark that
    stands between paragraphs in a record's text, such as ``###``. Files of many records are streamed.

    Raises InputError where an input does not exist or may not be read.
    """
    reading = Reading(mapping or {}, paragraphs, limits)
    for source in inputs:
        if str(source) == "-":
            yield from _read(None, "-", reading)
        else:
            yield from _read_path(Path(source), reading)


def _read_path(path: Path, reading: Reading) -> Iterator[Page | Reject]:
    if not path.exists():
        raise InputError("no such file or folder", where=str(path), todo="check the path")
    for file in _files(path) if path.is_dir() else [path]:
        yield from _read(file, str(file), reading)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.suffix.lower() in _BESIDE_PAGES or path.name == "LICENSE":
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        elif path.is_file():
            yield path


def _read(path: Path | None, name: str, reading: Reading) -> Iterator[Page | Reject]:
    with open_stream(path) as stream:
        try:
            head = stream.peek(4096)[:4096]
        except BROKEN as error:
            yield Reject(name, why_broken(error), str(error))
            return
        yield from _READERS.get(_kind(path, head), _read_page)(stream, name, reading)


def _kind(path: Path | None, head: bytes) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes] if path else []
    while suffixes and suffixes[-1] in _PACKED:
        suffixes.pop()
    if suffixes and suffixes[-1] in _KINDS:
        return _KINDS[suffixes[-1]]
    if head.startswith(b"WARC/"):
        return "warc"
    is_unnamed = not suffixes or suffixes[-1] not in (".txt", ".html", ".htm")
    return "lines" if is_unnamed and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else "page"


def _read_page(stream: io.BufferedReader, name: str, reading: Reading) -> Iterator[Page | Reject]:
    try:
        raw = read_bounded(stream, reading.limits)
    except TooLarge:
        yield Reject(name, "too-large", f"more than {reading.limits.page_bytes} bytes")
    except BROKEN as error:
        yield Reject(name, why_broken(error), str(error))
    else:
        yield page_of_bytes(raw, name, limits=reading.limits)


def _read_json(stream: io.BufferedReader, name: str, reading: Reading) -> Iterator[Page | Reject]:
    """A .json file holds JSON Lines, or one value laid out over many lines."""
    first = stream.peek(4096)[:4096].lstrip().partition(b"\n")[0].strip()
    if first.startswith(b"{") and len(first) > 1:
        yield from read_json_lines(stream, name, reading)
        return
    try:
        raw = read_bounded(stream, reading.limits)
    except TooLarge:
        yield Reject(name, "too-large", "give many records as JSON Lines, one a line")
    except BROKEN as error:
        yield Reject(name, why_broken(error), str(error))
    else:
        yield from read_json_document(raw, name, reading)


def _read_warc(stream: io.BufferedReader, name: str, reading: Reading) -> Iterator[Page | Reject]:
    return read_warc(stream, name, limits=reading.limits)


_READERS = {"lines": read_json_lines, "json": _read_json, "csv": read_csv, "warc": _read_warc}
