"""Binary streams over plain and packed files, read in bounded portions."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import zstandard

from dateline.errors import InputError
from dateline.pages._limits import Limits

__all__ = ["BROKEN", "TooLarge", "lines", "open_stream", "read_bounded", "why_broken"]

BROKEN = (EOFError, OSError, zlib.error, zstandard.ZstdError)
"""What a packed stream raises where its bytes break off or are damaged."""

_CHUNK = 1 << 16
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


class TooLarge(Exception):
    """A page or record passes the limit; ``gave_up`` where its end was not found either."""

    def __init__(self, gave_up: bool = False) -> None:
        self.gave_up = gave_up
        super().__init__()


def why_broken(error: Exception) -> str:
    """Return the reject reason for one of ``BROKEN``: cut short, or no such archive at all."""
    return "binary" if isinstance(error, gzip.BadGzipFile) and "Not a gzipped" in str(error) else "truncated"


@contextmanager
def open_stream(path: Path | None) -> Iterator[io.BufferedReader]:
    """Open a file (None: standard input), unpacking gzip and Zstandard by their first bytes.

    Raises InputError where the file is missing or may not be read.
    """
    if path is None:
        yield _unpacked(_buffered(sys.stdin.buffer))
        return
    try:
        raw = path.open("rb")
    except OSError as error:
        todo = "check the path and its permissions"
        raise InputError(error.strerror or str(error), where=str(path), todo=todo) from error
    with raw:
        yield _unpacked(raw)


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream))


def _unpacked(raw: io.BufferedReader) -> io.BufferedReader:
    head = raw.peek(4)[:4]
    if head.startswith(_GZIP):
        return io.BufferedReader(_GzipRaw(gzip.GzipFile(fileobj=raw)), _CHUNK)
    if head.startswith(_ZSTD):
        return io.BufferedReader(_ZstdRaw(raw), _CHUNK)
    return raw


class _GzipRaw(io.RawIOBase):
    """A gzip reader that hands out what it has before it reports that the rest is missing."""

    def __init__(self, packed: gzip.GzipFile) -> None:
        self._packed = packed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._packed.read1(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


class _ZstdRaw(io.RawIOBase):
    """A Zstandard reader that, unlike the library's own, raises EOFError when a frame breaks off."""

    # 128 KiB may hide in 4 bytes, so little is unpacked at a time
    _PORTION = 512

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._started = False
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._ready and (packed := self._raw.read(self._PORTION)):
            self._ready = self._unpack(packed)
        if not self._ready and self._started:
            raise EOFError("the Zstandard frame breaks off")
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size

    def _unpack(self, packed: bytes) -> bytes:
        parts = []
        while packed:
            parts.append(self._frame.decompress(packed))
            self._started, packed = not self._frame.eof, self._frame.unused_data
            if self._frame.eof:
                self._frame = zstandard.ZstdDecompressor().decompressobj()
        return b"".join(parts)


def read_bounded(stream: BinaryIO, limits: Limits) -> bytes:
    """Read a whole page; raises TooLarge after one byte more than it may hold, without reading on."""
    parts, size = [], 0
    while chunk := stream.read(min(_CHUNK, limits.page_bytes + 1 - size)):
        parts.append(chunk)
        size += len(chunk)
        if size > limits.page_bytes:
            raise TooLarge
    return b"".join(parts)


def lines(stream: BinaryIO, limits: Limits, *, blank: bool = False) -> Iterator[bytes | TooLarge]:
    """Yield each line (blank ones on demand); one beyond the limit comes as TooLarge, its bytes skipped."""
    while line := stream.readline(limits.record_bytes + 1):
        if len(line) > limits.record_bytes and not line.endswith(b"\n"):
            gave_up = not _skip_line(stream, limits)
            yield TooLarge(gave_up)
            if gave_up:
                return
        elif blank or line.strip():
            yield line


def _skip_line(stream: BinaryIO, limits: Limits) -> bool:
    """Read on to the end of the line; false where that lies too far off."""
    skipped = 0
    while chunk := stream.readline(_CHUNK):
        skipped += len(chunk)
        if chunk.endswith(b"\n"):
            return True
        if skipped > limits.skip_bytes:
            return False
    return True
