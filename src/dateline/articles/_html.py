"""Main text of an HTML page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import htmldate
import trafilatura
from lxml.html import HtmlElement

from dateline.articles._attributes import attribute_pattern, names_of
from dateline.articles._patterns import LONGEST, sections
from dateline.articles._roles import clean, key_of

__all__ = ["main_paragraphs", "markup_day", "prune", "visible_text"]

_FIRST_DAY, _LAST_DAY = datetime(1990, 1, 1), datetime(2100, 1, 1)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "select"})
_BLOCKS = frozenset({"p", "h2", "h3", "h4", "li", "blockquote", "pre"})
_NEVER_PRUNED = frozenset({"html", "body", "main", "article", "head"})
_LARGE_SHARE = 0.3
_LITTLE_SHARE = 0.5
_FEW_WORDS = 25
_BESIDE = frozenset({"nav", "footer", "aside", "form", "header", "button"})


def prune(tree: HtmlElement) -> None:
    """Remove elements that name themselves furniture, unless they hold much of the page's paragraphs."""
    pattern = attribute_pattern("classes")
    total = sum(_words(p) for p in tree.iter("p")) or 1
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _NEVER_PRUNED or element.getparent() is None:
            continue
        names = names_of(element)
        if names and pattern.search(names) and _share(element, total) < _LARGE_SHARE:
            element.drop_tree()


def _share(element: HtmlElement, total: int) -> float:
    return sum(_words(p) for p in element.iter("p")) / total


def _words(element: HtmlElement) -> int:
    return sum(part.count(" ") + 1 for part in element.itertext() if part.strip())


def main_paragraphs(tree: HtmlElement, headline: str | None, stated_body: str | None = None) -> list[str]:
    """Return the report's paragraphs, the headline first where it is known.

    trafilatura decides, tuned for precision. Where that leaves most of the report's own container, or of
    the body that JSON-LD states, untold, the fuller one is taken.
    """
    wanted = key_of(headline or "")
    paragraphs = _unlisted(_extract(tree, precision=True).split("\n"))
    for fuller in _alternatives(tree, stated_body):
        if _total(paragraphs) < _LITTLE_SHARE * _total(fuller):
            paragraphs = fuller
    if _total(paragraphs) < _FEW_WORDS:
        paragraphs = max(paragraphs, _sentences(tree), key=_total)
    paragraphs = _before_comments([p for p in paragraphs if key_of(p) != wanted])
    return [headline, *paragraphs] if headline else paragraphs


def _before_comments(paragraphs: list[str]) -> list[str]:
    """Cut at the heading of the comments, which main text may still end in."""
    told, total = 0, _total(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        if told * 2 >= total and len(paragraph) < LONGEST and sections()["rest"].fullmatch(paragraph):
            return paragraphs[:number]
        told += _total([paragraph])
    return paragraphs


def _extract(tree: HtmlElement, *, precision: bool) -> str:
    text = trafilatura.extract(
        tree, include_comments=False, include_tables=False, favor_precision=precision, output_format="txt"
    )
    return text or ""


def _alternatives(tree: HtmlElement, stated_body: str | None) -> Iterator[list[str]]:
    yield _unlisted((stated_body or "").split("\n"))
    yield _unlisted(_in_container(tree))


def _unlisted(paragraphs: Iterable[str]) -> list[str]:
    return [text for p in paragraphs if (text := clean(p).removeprefix("- "))]


def _total(paragraphs: Iterable[str]) -> int:
    return sum(p.count(" ") + 1 for p in paragraphs)


def _in_container(tree: HtmlElement) -> list[str]:
    """The blocks of the element that names itself the report's body, the one with most text if several."""
    pattern = attribute_pattern("containers")
    best, most = None, 0
    for element in tree.iter("div", "section", "article", "main"):
        if element.get("itemprop") == "articleBody" or pattern.search(names_of(element)):
            words = sum(_words(p) for p in element.iter("p"))
            if words > most:
                best, most = element, words
    return [] if best is None else [_text(block) for block in best.iter() if _is_outer_block(block)]


def _sentences(tree: HtmlElement) -> list[str]:
    """Paragraphs anywhere that read as sentences: what is left where a page is laid out in tables."""
    found = [_text(p) for p in tree.iter("p") if not any(up.tag in _BESIDE for up in p.iterancestors())]
    return [text for text in found if text.count(" ") > 7 and text.rstrip('"”’)').endswith((".", "!", "?"))]


def _is_outer_block(element: HtmlElement) -> bool:
    if element.tag not in _BLOCKS:
        return False
    return not any(parent.tag in _BLOCKS for parent in element.iterancestors())


def _text(element: HtmlElement) -> str:
    return clean("".join(element.itertext()))


def markup_day(tree: HtmlElement, url: str | None) -> str | None:
    """Return the day of first publication that htmldate finds in the markup or URL.

    The range is fixed, since a page must not come out differently on another day.
    """
    found = htmldate.find_date(
        tree, original_date=True, url=url, min_date=_FIRST_DAY, max_date=_LAST_DAY, extensive_search=False
    )
    return str(found) if found else None


def visible_text(tree: HtmlElement) -> str:
    """Return all text that the page shows, main or not."""
    parts = []
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in _UNSEEN and element.text:
            parts.append(element.text)
        if element.tail:
            parts.append(element.tail)
    return clean(" ".join(parts))
