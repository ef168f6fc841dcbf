"""Whose report an article carries and whose it leans on, from its own words and its publisher."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from dateline.records import Article
from dateline.resources import resource
from dateline.stories._cues import cue

# A credit stands in a line of its own ("By Reuters", "Copyright 2018 The Associated Press ...").
_CREDIT_LENGTH = 160
# An agency is credited within the first characters of a line.
_CREDITED = 400
_CONTEXT = 48
_LONGEST_CODE = 10


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet that others reprint or cite; ``wire`` where it sells reports for others to print."""

    name: str
    aliases: tuple[str, ...] = ()
    wire: bool = False
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Credits:
    """Names of outlets: whose report the article carries, which it cites, and its own publisher."""

    carried: frozenset[str]
    cited: frozenset[str]
    publisher: str | None

    @property
    def sources(self) -> frozenset[str]:
        """The outlets whose report the article carries or leans on, its own publisher left out."""
        return (self.carried | self.cited) - {self.publisher}


@lru_cache(maxsize=1)
def outlets() -> tuple[Outlet, ...]:
    """Return the shipped list of outlets (``ontology/outlets.yaml``)."""
    rows: list[dict[str, Any]] = yaml.safe_load(
        resource("ontology", "outlets.yaml").read_text(encoding="utf-8")
    )
    return tuple(
        Outlet(
            row["name"], tuple(row.get("aliases", ())), row.get("wire", False), tuple(row.get("hosts", ()))
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def _by_words() -> Mapping[str, Outlet]:
    return {words: outlet for outlet in outlets() for words in (outlet.name, *outlet.aliases)}


@lru_cache(maxsize=1)
def _mention() -> re.Pattern[str]:
    # Alternatives by their first letter: the engine then skips all places where none of them can begin.
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for words in sorted(_by_words(), key=lambda words: (-len(words), words)):
        by_letter[words[0]].append(re.escape(words[1:]))
    names = (
        rf"{re.escape(letter)}(?<!\w{re.escape(letter)})(?:{'|'.join(rest)})"
        for letter, rest in sorted(by_letter.items())
    )
    # Careless scraping glues words: "The New York TimesThis weekend".
    return re.compile(rf"(?:{'|'.join(names)})(?:(?!\w)|(?<=[a-z])(?=[A-Z][a-z]))")


@lru_cache(maxsize=1)
def _dateline() -> re.Pattern[str]:
    wires = (name for outlet in outlets() if outlet.wire for name in (outlet.name, *outlet.aliases))
    codes = sorted(re.escape(name) for name in wires if len(name) <= _LONGEST_CODE)
    return re.compile(rf"\(({'|'.join(codes)})\)\s{{0,3}}(?:[-–—]|$)|^({'|'.join(codes)})\s?[-–—]")


def canonical(name: str) -> str:
    """Return the usual name of an outlet named in any of its ways; an unknown name as it is."""
    found = _by_words().get(name) or _by_words().get(name.removeprefix("the ").removeprefix("The "))
    return found.name if found else name


def publisher_of(article: Article) -> str | None:
    """Return the outlet that published the article, by its name or domain; None where unknown."""
    for host in (article.publisher or "", article.url or ""):
        for outlet in outlets() if host else ():
            if any(re.search(rf"(?:^|[./@]){re.escape(d)}(?:[/:]|$)", host) for d in outlet.hosts):
                return outlet.name
    return canonical(article.publisher) if article.publisher else None


def read_credits(article: Article) -> Credits:
    """Read an article's credits from its lines, its byline, its ``cited`` and its publisher."""
    carried, cited = set[str](), set[str]()
    for line, role in _lines(article):
        mentions = list(_mention().finditer(line))
        if role != "caption" and not (role == "furniture" and cue("picture").search(line)):
            carried.update(_carried(line, mentions))
        cited.update(_cited(line, mentions))
    if article.cited:
        cited.add(canonical(article.cited))
    return Credits(frozenset(carried), frozenset(cited - carried), publisher_of(article))


def _lines(article: Article) -> Iterator[tuple[str, str]]:
    yield article.headline or "", "headline"
    yield article.byline or "", "byline"
    if not article.paragraphs:
        yield from ((line, "body") for line in article.text.splitlines())
    for paragraph in article.paragraphs:
        yield article.text[paragraph.start : paragraph.end], paragraph.role


def _carried(line: str, mentions: Sequence[re.Match[str]]) -> Iterator[str]:
    for match in mentions:
        before, after = line[max(0, match.start() - _CONTEXT) : match.start()], line[match.end() :][:9]
        if cue("handed_on").search(before) or (before.endswith(": ") and not after.strip()):
            yield _by_words()[match.group()].name
    for match in _dateline().finditer(line[:_CREDIT_LENGTH]):
        yield canonical(match.group(1) or match.group(2))
    if len(line) < 400 and cue("reuters_staff").search(line):
        yield "Reuters"
    if _is_label(line) or "©" in line or cue("rights").search(line):
        yield from _agencies(line, mentions)


def _is_label(line: str) -> bool:
    return len(line) <= _CREDIT_LENGTH and not line.rstrip().endswith((".", "?", "!", "”", '"'))


def _agencies(line: str, mentions: Sequence[re.Match[str]]) -> Iterator[str]:
    for match in mentions:
        outlet = _by_words()[match.group()]
        if outlet.wire and match.end() <= _CREDITED and not _cites(line, match.start(), match.end()):
            yield outlet.name


def _cited(line: str, mentions: Sequence[re.Match[str]]) -> Iterator[str]:
    for match in mentions:
        if _cites(line, match.start(), match.end()):
            yield _by_words()[match.group()].name


def _cites(line: str, start: int, end: int) -> bool:
    before, after = line[max(0, start - _CONTEXT) : start], line[end : end + _CONTEXT]
    return bool(cue("before").search(before) or cue("after").match(after))
