"""Content and metadata to a Page, or the reason why not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

import msgspec

from dateline.pages._decode import Undecodable, decode, is_binary
from dateline.pages._limits import Limits
from dateline.records import Page, PageKind, Reject

__all__ = ["FIELDS", "METADATA", "page_of_bytes", "page_of_text"]

METADATA = ("url", "publisher", "published", "headline", "byline", "language")
"""What a record may state of its page beside ``html`` or ``text``."""

FIELDS = ("html", "text", *METADATA)
"""The keys or columns that are read of a record."""

_HTML_START = re.compile(
    r"\s{0,2000}(?:<!--|<!doctype\s{1,9}html|<\?xml|<html|<head|<body|<article|<div|<p\b|<main|<meta|<title|<h1)",
    re.I,
)
_HTML_INSIDE = re.compile(r"<(?:html|body|head)\b", re.I)
_CLOSED = re.compile(r"</(?:html|body)\s{0,9}>", re.I)
_OPEN_TAG_AT_END = re.compile(r"<(?:/?[a-z]|!)[^<>]{0,5000}\Z", re.I)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,15})(?=[\s/>])([^<>]{0,3000})>?", re.I)
# These close themselves or each other, so leaving them open nests nothing.
_UNNESTED = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"),
        *("track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot"),
        *("option", "optgroup", "html", "head", "body"),
    )
)


def page_of_bytes(
    raw: bytes,
    location: str,
    *,
    limits: Limits,
    charset: str | None = None,
    metadata: Mapping[str, str | None] | None = None,
    fetched: str | None = None,
) -> Page | Reject:
    """Decode ``raw`` and make a Page of it, or a Reject with the reason."""
    if not raw.strip():
        return Reject(location, "empty")
    if len(raw) > limits.page_bytes:
        return Reject(location, "too-large", f"more than {limits.page_bytes} bytes")
    if is_binary(raw):
        return Reject(location, "binary")
    try:
        content = decode(raw, charset)
    except Undecodable:
        return Reject(location, "undecodable")
    kind: PageKind = "html" if _is_html(content) else "text"
    return _checked(content, kind, location, limits, metadata or {}, fetched)


def page_of_text(
    content: str, kind: PageKind, location: str, *, limits: Limits, metadata: Mapping[str, str | None]
) -> Page | Reject:
    """Make a Page of text that a record holds, or a Reject with the reason."""
    if len(content.encode("utf-8", "replace")) > limits.page_bytes:
        return Reject(location, "too-large", f"more than {limits.page_bytes} bytes")
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    return _checked(content, kind, location, limits, metadata, None)


def _is_html(content: str) -> bool:
    return bool(_HTML_START.match(content) or _HTML_INSIDE.search(content[:4096]))


def _checked(
    content: str,
    kind: PageKind,
    location: str,
    limits: Limits,
    metadata: Mapping[str, str | None],
    fetched: str | None,
) -> Page | Reject:
    content = content.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if not content.strip():
        return Reject(location, "empty")
    if kind == "html":
        if _breaks_off(content):
            return Reject(location, "truncated", "the markup ends inside a tag")
        if _nests_beyond(content, limits.depth):
            return Reject(location, "too-deep", f"more than {limits.depth} elements inside each other")
    stated = {name: metadata.get(name) or None for name in METADATA}
    return Page(_identity(content, stated), location, content, kind, fetched=fetched, **stated)


def _breaks_off(content: str) -> bool:
    tail = content[-5000:]
    return bool(_OPEN_TAG_AT_END.search(tail)) and not _CLOSED.search(tail)


def _nests_beyond(content: str, depth: int) -> bool:
    """Count tags that stay open; a plain scan, since a parser is what deep nesting is meant to break."""
    level = 0
    for closing, name, rest in _TAG.findall(content):
        if name.lower() in _UNNESTED or rest.endswith("/"):
            continue
        level = max(0, level - 1) if closing else level + 1
        if level > depth:
            return True
    return False


def _identity(content: str, stated: Mapping[str, str | None]) -> str:
    parts = msgspec.json.encode([content, *(stated[name] for name in METADATA)])
    return hashlib.sha256(parts).hexdigest()[:16]
