"""A parsed article made ready: its paragraphs as tables with their quotes."""

from __future__ import annotations

from dateline.attributions._candidates import Reading, read_quotes
from dateline.attributions._quotes import Quote, find_quotes
from dateline.attributions._table import make_table
from dateline.language import ParsedArticle

__all__ = ["make_readings"]


def make_readings(parsed: ParsedArticle) -> list[Reading]:
    """Return one reading a parsed paragraph, in order."""
    quotes = find_quotes(parsed.article.text, [p.paragraph for p in parsed.paragraphs])
    by_paragraph: list[list[Quote]] = [[] for _ in parsed.paragraphs]
    for quote in quotes:
        by_paragraph[quote.paragraph].append(quote)
    return [read_quotes(make_table(p, i), by_paragraph[i]) for i, p in enumerate(parsed.paragraphs)]
