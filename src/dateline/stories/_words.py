"""Words of an article: where they stand, what they are compared by, how rare they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from dateline.records import Article, Paragraph, Span
from dateline.resources import resource

# Captions and furniture repeat across pages that share nothing else, so they prove nothing.
CONTENT_ROLES = frozenset({"body", "quote"})
_WORD = re.compile(r"[^\W_]+(?:[.,'’\-](?=[^\W_])[^\W_]+)*")
_LONGEST_WORD = 40


class Word(NamedTuple):
    """A word of the text: its span, its letters as written, and the stem it is compared by."""

    start: int
    end: int
    raw: str
    stem: str


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of ``documents`` general news texts each stem occurs."""

    documents: int
    counts: MappingProxyType[str, int]


def content_spans(article: Article) -> tuple[Span, ...]:
    """Return the spans of the paragraphs that report; the whole text where no paragraph is known."""
    if not article.paragraphs:
        return ((0, len(article.text)),) if article.text else ()
    spans = _spans(article, CONTENT_ROLES)
    # A page that is but a picture has its caption for a report.
    return spans or _spans(article, frozenset({"caption"}))


def _spans(article: Article, roles: frozenset[str]) -> tuple[Span, ...]:
    return tuple((p.start, p.end) for p in article.paragraphs if p.role in roles and p.start < p.end)


def headline_of(article: Article) -> str:
    """Return the headline, from the record or else from the page; "" where there is none."""
    return article.headline or next(
        (_text(article, p) for p in article.paragraphs if p.role == "headline"), ""
    )


def content_stems(article: Article) -> list[str]:
    """Return the stems of the words of the reporting paragraphs, in order."""
    return [stem(raw) for start, end in content_spans(article) for raw in raw_words(article.text, start, end)]


def raw_words(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Return the words of ``text`` between two offsets, without their places."""
    found: list[str] = _WORD.findall(text, start, len(text) if end is None else end)
    return [raw for raw in found if len(raw) <= _LONGEST_WORD]


def word_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield where each of the words of ``text`` between two offsets stands."""
    for match in _WORD.finditer(text, start, end):
        span = match.span()
        if span[1] - span[0] <= _LONGEST_WORD:
            yield span


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Yield the words of ``text`` between two offsets; over-long runs of letters are no words."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        raw = match.group()
        if len(raw) <= _LONGEST_WORD:
            yield Word(match.start(), match.end(), raw, stem(raw))


@lru_cache(maxsize=200_000)
def stem(raw: str) -> str:
    """Return the form two inflections of a word share: "visited", "visits" → "visit"; numbers lose commas."""
    word = raw.casefold().replace("’", "'")
    if word[0].isdigit():
        return word.replace(",", "")
    return _without_ending(word.removesuffix("'s").replace(".", ""))


def _without_ending(word: str) -> str:
    for ending, least, put in (("ies", 5, "y"), ("ing", 7, ""), ("ed", 6, ""), ("es", 6, ""), ("s", 5, "")):
        if word.endswith(ending) and len(word) >= least and not word.endswith("ss"):
            word = word.removesuffix(ending) + put
            break
    return word.removesuffix("e") if len(word) > 4 else word


@lru_cache(maxsize=1)
def stop_stems() -> frozenset[str]:
    """Return the stems of words that no report is told apart by."""
    lines = resource("stories", "stopwords.txt").read_text(encoding="utf-8")
    return frozenset(stem(word) for word in lines.split())


@lru_cache(maxsize=1)
def frequencies() -> Frequencies:
    """Return the shipped document frequencies, made by ``training/word_frequencies.py``."""
    lines = resource("stories", "word_frequencies.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return Frequencies(int(lines[0].split("\t")[1]), MappingProxyType({w: int(n) for w, n in rows}))


def _text(article: Article, paragraph: Paragraph) -> str:
    return article.text[paragraph.start : paragraph.end]
