"""The articles and labelled pairs that the benchmark of lineage reads."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.articles import read_articles
from dateline.errors import InputError
from dateline.language import as_article
from dateline.pages import read_pages
from dateline.records import Article, Page, Reject

_PAIRS = Path(__file__).resolve().parent / "lineage" / "pairs.csv"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles by id and what a reader says of them; ``sure`` is the reader's certainty, 0 to 1."""

    left: str
    right: str
    kind: str
    direction: str
    sure: float
    fold: str


def load_pairs() -> list[Pair]:
    """Return the labelled pairs."""
    with _PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [Pair(r["left"], r["right"], r["kind"], r["direction"], float(r["sure"]), r["fold"]) for r in rows]


def load_articles(path: Path) -> Mapping[str, Article]:
    """Return the Helsinki articles by id; where a page shows none, its bare text."""
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pages = list(read_pages([path], paragraphs="###", mapping={"published": "scrape_time"}))
    if len(pages) != len(rows):
        raise InputError("rows and pages differ in number", where=str(path))
    found = zip(rows, pages, read_articles(pages), strict=True)
    return {row["id"]: _article(row["id"], page, article) for row, page, article in found}


def _article(id: str, page: Page | Reject, article: Article | Reject) -> Article:
    if isinstance(article, Article):
        return replace(article, id=id)
    text = page.content if isinstance(page, Page) else ""
    published = page.published[:10] if isinstance(page, Page) and page.published else None
    publisher = page.publisher if isinstance(page, Page) else None
    return replace(as_article(text, id=id, published=published), publisher=publisher)
