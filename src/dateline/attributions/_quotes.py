"""Finds the quoted stretches of an article: double, single, guillemets, over several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.records import Paragraph, Span

__all__ = ["Quote", "find_quotes"]

_OPENERS = {"“": "”", "«": "»", "„": "“”", "‟": "”"}
_MARK = re.compile("[“«„‟\"'‘]")
_BEFORE_OPENING = frozenset(" \t\n\xa0([{—–-/‘'“\"")
_INNER_END = frozenset(".,!?…;:—–-")
# A single quote that stays open longer than this is taken for an apostrophe.
_LONGEST_SINGLE = 1500


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch with its marks: ``closed`` is false where the paragraph ends before the mark.

    ``paragraph`` is the index of the paragraph among those searched; ``words`` counts its words.
    """

    start: int
    end: int
    paragraph: int
    closed: bool
    words: int

    @property
    def span(self) -> Span:
        """The characters, marks included."""
        return self.start, self.end


def find_quotes(text: str, paragraphs: Iterable[Paragraph]) -> list[Quote]:
    """Return the outermost quotes in order of the text; none crosses the end of a paragraph.

    A speech that runs on over paragraphs opens a mark in each and closes one in the last: each
    paragraph gives a quote of its own, unclosed but for the last.
    """
    quotes: list[Quote] = []
    for index, p in enumerate(paragraphs):
        body = text[p.start : p.end]
        for start, end, closed in _scan(body):
            words = len(body[start:end].split())
            quotes.append(Quote(p.start + start, p.start + end, index, closed, words))
    return quotes


def _scan(body: str) -> Iterable[tuple[int, int, bool]]:
    """Yield start, end and closedness of each outermost quote of a paragraph; linear in its length."""
    at, n = 0, len(body)
    hopeless = dict.fromkeys("'‘", -1)  # a mark found without its fellow is not tried again before here
    while at < n:
        found = _MARK.search(body, at)
        if found is None:
            return
        at, mark = found.start(), found.group()
        if at < hopeless.get(mark, -1) or not _opens(body, at):
            at += 1
            continue
        end = _closing(body, at)
        if end is not None:
            yield at, end, True
        else:
            single = mark in "‘'"
            hopeless[mark] = at + _LONGEST_SINGLE if single else n
            if not single:
                end = _unclosed_end(body, at)
                yield at, end, False
        at = end or at + 1


def _unclosed_end(body: str, at: int) -> int:
    """An unclosed mark in mid-paragraph is as likely a slip: its sentence is all one can trust."""
    lead = body[max(0, at - 3) : at].rstrip()
    return len(body) if not lead or lead.endswith((":", ",")) else _sentence_end(body, at)


def _opens(body: str, at: int) -> bool:
    mark = body[at]
    if mark in _OPENERS:
        return True
    if mark not in "\"'‘":
        return False
    before, after = body[at - 1 : at], body[at + 1 : at + 2]
    free = (not before or before in _BEFORE_OPENING) and bool(after) and not after.isspace()
    if mark == '"':
        return free
    return free and not after.isdigit() and body[at + 1 : at + 4].lower() not in ("em ", "til", "tis", "cau")


def _closing(body: str, at: int) -> int | None:
    """Return the offset after the closing mark of the quote that opens at ``at``, or None."""
    mark = body[at]
    if mark in "‘'":
        return _closing_single(body, at, "’" if mark == "‘" else "'")
    if mark == '"':
        return _closing_straight(body, at)
    ends = [found + 1 for close in _OPENERS[mark] if (found := body.find(close, at + 1)) >= 0]
    return min(ends, default=None)


def _closing_straight(body: str, at: int) -> int | None:
    found = body.find('"', at + 1)
    while found >= 0 and _reopens(body, found):
        found = body.find('"', found + 1)
    return found + 1 if found >= 0 else None


def _reopens(body: str, at: int) -> bool:
    """A straight mark after a space and before a letter opens; inside a quote that is a quote within."""
    after = body[at + 1 : at + 2]
    return body[at - 1 : at].isspace() and after.isalnum()


def _closing_single(body: str, at: int, close: str) -> int | None:
    """Return the end at a mark after a stop or comma, or else at the first that ends a word."""
    fallback = None
    stop = min(len(body), at + _LONGEST_SINGLE)
    if close == "’" and (again := body.find("‘", at + 1, stop)) > 0:
        stop = again
    found = body.find(close, at + 2, stop)
    while found >= 0 and not (fallback and _opens(body, found)):
        if not body[found + 1 : found + 2].isalnum():
            if body[found - 1] in _INNER_END:
                return found + 1
            fallback = fallback or found + 1
        found = body.find(close, found + 1, stop)
    return fallback


def _sentence_end(body: str, at: int) -> int:
    ends = [found + 1 for stop in (". ", "? ", "! ") if (found := body.find(stop, at)) >= 0]
    return min(ends, default=len(body))
