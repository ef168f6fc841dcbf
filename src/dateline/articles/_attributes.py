"""How pages name their own parts: words in class and id attributes, meta elements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from dateline.articles._data import read_data

__all__ = ["attribute_pattern", "markup_words", "names_of"]


@lru_cache(maxsize=8)
def markup_words(topic: str) -> Sequence[str]:
    """Return the words or patterns that ``markup.yaml`` lists for a topic."""
    data = read_data("furniture", "markup.yaml")
    return tuple(data[topic])


@lru_cache(maxsize=8)
def attribute_pattern(topic: str) -> re.Pattern[str]:
    """Return the pattern that finds a topic's words, whole, in a class, id and the like."""
    joined = "|".join(f"(?:{pattern})" for pattern in markup_words(topic))
    return re.compile(rf"(?:^|[\s_-])(?:{joined})(?:$|[\s_-])", re.IGNORECASE)


def names_of(element: HtmlElement) -> str:
    """Return the words by which a page names an element, at most 300 characters."""
    names = (element.get(name) for name in ("class", "id", "data-component"))
    return " ".join(name for name in names if name)[:300]
