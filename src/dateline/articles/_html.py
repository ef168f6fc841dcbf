"""Main text of an HTML page."""

from __future__ import annotations

from datetime import datetime

import htmldate
import trafilatura
from lxml.html import HtmlElement

from dateline.articles._roles import clean, key_of

__all__ = ["main_paragraphs", "markup_day", "visible_text"]

_FIRST_DAY, _LAST_DAY = datetime(1990, 1, 1), datetime(2100, 1, 1)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "select"})


def main_paragraphs(tree: HtmlElement, headline: str | None) -> list[str]:
    """Return the report's paragraphs, the headline first where it is known."""
    text = trafilatura.extract(
        tree, include_comments=False, include_tables=False, favor_precision=True, output_format="txt"
    )
    paragraphs = [clean(line) for line in (text or "").split("\n")]
    wanted = key_of(headline or "")
    paragraphs = [p.removeprefix("- ") for p in paragraphs if p and key_of(p) != wanted]
    return [headline, *paragraphs] if headline else paragraphs


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
