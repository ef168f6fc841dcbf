"""The outlet whose report an article leans on: wire credits, reprints, "as reported by"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dateline.articles._data import read_data
from dateline.articles._outlets import Outlet, named_outlet, outlet_of_publisher, outlet_pattern
from dateline.records import Paragraph, Span

__all__ = ["Citation", "find_citation"]


_HEAD = 600


@dataclass(frozen=True, slots=True)
class Citation:
    """The outlet cited, the words that say so (None where only a record does), and how strongly."""

    name: str
    span: Span | None
    weight: int


def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_data("furniture", "citations.yaml")
    return data


@lru_cache(maxsize=1)
def _run_in() -> re.Pattern[str]:
    return re.compile(rf"(?<=[a-z])(?:{'|'.join(_data()['run_in'])})\Z")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    data = _data()
    lead_in = data.pop("lead_in")
    data.pop("run_in")
    compiled = {}
    for kind, patterns in data.items():
        # one alternation of the outlets a pattern, since a group's name may stand only once
        joined = "|".join(pattern.replace("{name}", lead_in + "{outlet}") for pattern in patterns)
        compiled[kind] = _compiled(joined)
    return compiled


_ANY_NAME = r"[A-Z][\w.&'’-]{1,25}(?: (?:of |the |and |del |de la |du )?[A-Z][\w.&'’-]{1,25}){0,4}"


def _compiled(joined: str) -> re.Pattern[str]:
    names = iter(range(joined.count("{")))
    joined = re.sub(r"\{outlet\}", lambda _: f"(?P<o{next(names)}>{outlet_pattern()})", joined)
    return re.compile(re.sub(r"\{any\}", lambda _: f"(?P<o{next(names)}>{_ANY_NAME})", joined))


def find_citation(
    text: str,
    paragraphs: Sequence[Paragraph],
    *,
    headline: str | None,
    byline: str | None,
    publisher: str | None,
    url: str | None = None,
) -> Citation | None:
    """Return the outlet that the article as a whole leans on, if it says so; never the publisher itself.

    A wire credit counts most, then a reprint's, then "as reported by" in the opening paragraphs.
    """
    own = outlet_of_publisher(publisher, url)
    found = [*_in_byline(byline), *_in_headline(headline), *_in_paragraphs(text, paragraphs)]
    found += _credited_in_headline(text, paragraphs, headline)
    found = [citation for citation in found if own is None or citation.name != own.name]
    best = max(found, key=lambda citation: citation.weight, default=None)
    return None if best is None or (publisher and best.name == publisher) else _with_span(best, text)


def _in_byline(byline: str | None) -> Iterator[Citation]:
    for match in _patterns()["byline"].finditer(byline or ""):
        outlet = _outlet(match)
        if outlet.wire:
            yield Citation(outlet.name, None, 100)


def _in_headline(headline: str | None) -> Iterator[Citation]:
    if headline and (match := _patterns()["headline"].search(headline)):
        yield Citation(_outlet(match).name, None, 80)


def _credited_in_headline(
    text: str, paragraphs: Sequence[Paragraph], headline: str | None
) -> Iterator[Citation]:
    """An unknown name at the headline's end is an outlet's where a caption or credit has it too."""
    match = _patterns()["unknown_headline"].search(headline or "")
    if match is None:
        return
    name = _outlet(match).name
    for paragraph in paragraphs:
        place = text.find(name, paragraph.start, paragraph.end)
        is_credit = paragraph.role in ("caption", "byline", "furniture")
        if place >= 0 and is_credit and not text[: paragraph.end].rstrip().endswith(headline or ""):
            yield Citation(name, (place, place + len(name)), 78)


def _in_paragraphs(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Citation]:
    order = 0
    for paragraph in paragraphs:
        words = text[paragraph.start : paragraph.end]
        if paragraph.role == "headline":
            yield from _found("headline", words, paragraph.start, 80)
        elif paragraph.role == "body":
            yield from _in_body(words, paragraph.start, order)
            order += 1
        else:
            yield from _in_furniture(words, paragraph)


def _in_body(words: str, start: int, order: int) -> Iterator[Citation]:
    if order < 4:
        yield from _found("wire", words[:160], start, 95, wire=True)
        yield from _found("according", words, start, 60 - 5 * order)
        yield from _found("reported", words, start, 58 - 5 * order)
        yield from _found("unknown_wire", words[:160], start, 94)
        yield from _found("unknown_according", words, start, 57 - 5 * order)
    yield from _found("tail", words[-60:], start + max(0, len(words) - 60), 88, wire=True)
    yield from _found("reprint", words, start, 70)
    yield from _found("inputs", words, start, 66)
    yield from _found("unknown_reprint", words, start, 64)


def _in_furniture(words: str, paragraph: Paragraph) -> Iterator[Citation]:
    start = paragraph.start
    if paragraph.role == "byline":
        yield from _found("byline", words, start, 98, wire=True)
    elif paragraph.role == "caption":
        yield from _found("reprint", words, start, 40)
        return
    yield from _found("unknown_reprint", words, start, 74)
    yield from _found("rights", words, start, 90)
    yield from _found("reprint", words, start, 75)
    if start < _HEAD:
        yield from _found("lone", words, start, 72)
    yield from _found("inputs", words, start, 66)
    yield from _found("tail", words[-60:], start + max(0, len(words) - 60), 60, wire=True)


def _found(kind: str, words: str, start: int, weight: int, *, wire: bool = False) -> Iterator[Citation]:
    match = _patterns()[kind].search(words)
    if match is None:
        return
    outlet = _outlet(match)
    if outlet.wire or not wire:
        # the words that run on into the name of an unknown outlet are no part of it
        surplus = len(_raw_name(match)) - len(_bare_name(match)) if match[0].endswith(_raw_name(match)) else 0
        yield Citation(outlet.name, (start + match.start(), start + match.end() - surplus), weight)


def _outlet(match: re.Match[str]) -> Outlet:
    """The outlet that a match names; one that no table lists goes by the name as it stands."""
    return named_outlet(_raw_name(match)) or Outlet(_bare_name(match))


def _raw_name(match: re.Match[str]) -> str:
    return next(group for group in match.groupdict().values() if group)


def _bare_name(match: re.Match[str]) -> str:
    name = _raw_name(match)
    return name if named_outlet(name) else _run_in().sub("", name.rstrip("."))


def _with_span(citation: Citation, text: str) -> Citation:
    """Find the outlet's name in the text where a record's byline or headline gave it away."""
    if citation.span is not None:
        return citation
    for match in _patterns()["byline"].finditer(text):
        if _outlet(match).name == citation.name:
            return Citation(citation.name, match.span(), citation.weight)
    return citation
