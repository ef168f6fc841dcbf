"""Bytes to text: the encoding that a page declares, unless its bytes show another."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

import ftfy
from charset_normalizer import from_bytes
from ftfy.badness import is_bad

__all__ = ["Undecodable", "decode", "is_binary"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF-", b"PK\x03\x04", b"\x7fELF", b"RIFF", b"OggS", b"ID3",
    b"\x00\x00\x01\x00", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"MZ\x90", b"SQLite format 3", b"wOFF",
)  # fmt: skip
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,40})", re.I)
_XML = re.compile(rb"^\s{0,100}<\?xml[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{2,40})", re.I)
_SAMPLE = 65_536
# UTF-8's lead bytes as Windows code pages show them; without one there is nothing for ftfy to mend.
_MOJIBAKE_SIGNS = (
    "Ã",
    "Â",
    "â",
    "Ð",
    "Ñ",
    "å",
    "æ",
    "ã",
    "ð",
    "Î",
    "Ï",
    "Ø",
    "Ù",
    "Ä",
    "Å",
    "ï",
    "Р",
    "С",
    "Г",
    "В",
)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
# Browsers read these names as the Windows code page that holds them.
_BROWSER_NAMES = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_SINGLE_BYTE_LATIN = frozenset({"cp1252", "iso8859-15", "cp1254", "mac-roman"})
_HIGH_RUN = re.compile(rb"[\x80-\xff]{4,}")


class Undecodable(Exception):
    """No character encoding turns the bytes into text."""


def is_binary(raw: bytes) -> bool:
    """Tell whether the bytes are no text in any encoding: a known file type, or control bytes throughout."""
    if raw.startswith(_MAGIC):
        return True
    sample = raw[:_SAMPLE]
    if raw.startswith(tuple(bom for bom, _ in _BOMS)) or _wide_encoding(sample):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    return controls * 50 > len(sample)


def decode(raw: bytes, declared: str | None = None) -> str:
    """Return the page's text, line ends as ``\\n``; ``declared`` is the encoding an HTTP header named.

    The order: byte order mark, sixteen-bit pattern, bytes that are valid UTF-8, the declared encoding
    where it fits, and charset-normalizer's guess. Text decoded wrongly before it was saved is mended by ftfy.

    Raises Undecodable.
    """
    text = _decode(raw, declared)
    if any(sign in text for sign in _MOJIBAKE_SIGNS) and is_bad(text):
        text = ftfy.fix_encoding(text)
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def _decode(raw: bytes, declared: str | None) -> str:
    encoding = _marked_encoding(raw)
    if encoding:
        return raw.decode(encoding, "replace")
    names = [_codec(name) for name in (declared, *_declarations(raw[:4096]))]
    if b"\x1b" in raw and (stateful := next((n for n in names if n and n.startswith("iso2022")), None)):
        return raw.decode(stateful, "replace")
    text = _utf8(raw)
    if text is not None:
        return text
    for name in names:
        if name and (text := _try(raw, name)) is not None:
            return text
    return _guess(raw)


def _marked_encoding(raw: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return encoding
    return _wide_encoding(raw[:_SAMPLE])


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark shows as NUL in every other byte of Latin text."""
    pairs = len(sample) // 2
    if pairs < 8:
        return None
    if sample[1::2].count(0) > 0.6 * pairs and sample[::2].count(0) < 0.05 * pairs:
        return "utf-16-le"
    if sample[::2].count(0) > 0.6 * pairs and sample[1::2].count(0) < 0.05 * pairs:
        return "utf-16-be"
    return None


def _declarations(head: bytes) -> list[str]:
    found = [pattern.search(head) for pattern in (_META, _XML)]
    return [match.group(1).decode("ascii", "ignore") for match in found if match]


@lru_cache(maxsize=256)
def _codec(name: str | None) -> str | None:
    try:
        known = codecs.lookup((name or "").strip()).name
    except (LookupError, ValueError):
        return None
    return _BROWSER_NAMES.get(known, known)


def _utf8(raw: bytes) -> str | None:
    """Decode bytes that are UTF-8 but for a stray byte here and there, which is read as Windows-1252."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        loose = raw.decode("utf-8", "replace")
    bad = loose.count("\ufffd")
    good = sum(1 for char in loose[:_SAMPLE] if char > "\x7f") - bad
    return raw.decode("utf-8", "dateline-cp1252") if good >= max(1, bad * 4) else None


def _stray_byte(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    stray = error.object[error.start : error.end]
    at_end = error.end == len(error.object)
    return ("" if at_end else stray.decode("cp1252", "replace")), error.end


codecs.register_error("dateline-cp1252", _stray_byte)


def _try(raw: bytes, encoding: str) -> str | None:
    if encoding.startswith("utf-8"):
        return None
    if encoding in _SINGLE_BYTE_LATIN and _looks_unlatin(raw):
        return None
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError, AssertionError):
        loose = _loose(raw, encoding)
    return loose if loose is not None and loose.count("\ufffd") * 200 < len(loose) else None


def _loose(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding, "replace")
    except (LookupError, AssertionError):  # codecs such as "hex" decode no text
        return None


def _looks_unlatin(raw: bytes) -> bool:
    """Runs of four high bytes and more are words of another script, not accented letters."""
    high = len(raw) - len(raw.translate(None, bytes(range(128, 256))))
    return high > 20 and sum(len(run) for run in _HIGH_RUN.findall(raw)) * 2 > high


def _guess(raw: bytes) -> str:
    best = from_bytes(_telling_part(raw)).best()
    if best is None:
        if _is_mostly_ascii(raw):
            return raw.decode("cp1252", "replace")
        raise Undecodable
    return raw.decode(best.encoding, "replace")


def _telling_part(raw: bytes) -> bytes:
    """The bytes around the first high ones; a head of plain ASCII markup tells nothing."""
    match = re.search(rb"[\x80-\xff]", raw)
    start = max(0, match.start() - 2000) if match else 0
    return raw[start : start + _SAMPLE]


def _is_mostly_ascii(raw: bytes) -> bool:
    return len(raw.translate(None, bytes(range(128, 256)))) > 0.9 * len(raw)
