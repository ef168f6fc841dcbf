"""Web archives: the HTML responses of a WARC file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from dateline.pages._limits import Limits
from dateline.pages._page import page_of_bytes
from dateline.pages._streams import BROKEN, TooLarge, read_bounded
from dateline.records import Page, Reject

__all__ = ["read_warc"]

_HTML_TYPES = ("text/html", "application/xhtml+xml")


def read_warc(stream: io.BufferedReader, name: str, *, limits: Limits) -> Iterator[Page | Reject]:
    """Yield a page for each HTML response (status below 300), a Reject for one that failed or breaks off.

    Records are numbered as they stand in the file; requests, images and the like yield nothing.
    """
    number = -1
    try:
        for number, record in enumerate(ArchiveIterator(_ShortReads(stream))):
            if _is_html(record):
                yield _page(record, f"{name}#{number}", limits)
    except (ArchiveLoadFailed, *BROKEN) as error:
        yield Reject(f"{name}#{number + 1}", "truncated", str(error))


class _ShortReads:
    """A stream whose ``read`` returns what is there, so that damage further on spoils no earlier record."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self.read = stream.read1
        self.readline = stream.readline


def _is_html(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    headers = record.http_headers or record.rec_headers
    content_type = (headers.get_header("Content-Type") or "").lower()
    if not content_type.startswith(_HTML_TYPES):
        return False
    return not (record.http_headers and _status(record).startswith("3"))


def _status(record: Any) -> str:
    return (record.http_headers.get_statuscode() or "") if record.http_headers else ""


def _page(record: Any, location: str, limits: Limits) -> Page | Reject:
    headers = record.rec_headers
    if (status := _status(record)) >= "4":
        return Reject(location, "error-page", f"HTTP status {status}")
    if headers.get_header("WARC-Truncated"):
        return Reject(location, "truncated", f"WARC-Truncated: {headers.get_header('WARC-Truncated')}")
    try:
        raw = read_bounded(record.content_stream(), limits)
    except TooLarge:
        return Reject(location, "too-large", f"more than {limits.page_bytes} bytes")
    if getattr(record.raw_stream, "limit", 0) > 0:
        return Reject(location, "truncated", f"{record.raw_stream.limit} bytes are missing")
    return page_of_bytes(
        raw,
        location,
        limits=limits,
        charset=_charset(record),
        metadata={"url": headers.get_header("WARC-Target-URI")},
        fetched=headers.get_header("WARC-Date"),
    )


def _charset(record: Any) -> str | None:
    headers = record.http_headers or record.rec_headers
    _, _, charset = (headers.get_header("Content-Type") or "").lower().partition("charset=")
    return charset.split(";")[0].strip(" \"'") or None
