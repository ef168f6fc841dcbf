"""``dateline stories``: article lines in, the story and the lineage of each out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import click

from dateline.cli._lines import input_argument, read_records, write_records
from dateline.records import Article, Lineage

__all__ = ["command"]


@click.command(short_help="Say which articles tell one story and which came from which.")
@input_argument
def command(source: BinaryIO) -> None:
    """Say which articles tell one story, and which article came from which.

    Reads articles, one JSON object a line, as `dateline articles` gives them; "id" and "text" are
    required. Writes a line for each, in their order: its story, the article it was derived from (or null),
    how (copy, excerpt, rewrite, translation, citation, or null), the outlet it cites, and the share of its
    words found in the article it came from.

    \b
    in:  {"id": "a", "text": "Envoys of both states met in Bern on Monday ...", "published": "2022-03-05"}
    out: {"id": "a", "story": "0d3f6c1b9a7e2f48", "derived_from": null, "how": null,
         "cited": null, "share": 0.0}
    """
    from dateline.stories import group_stories, trace_lineage

    articles = list(read_records(source, Article))
    lineages = trace_lineage(articles)
    stories = {id: story.id for story in group_stories(articles, lineages) for id in story.articles}
    best: dict[str, Lineage] = {}
    for lineage in lineages:
        best.setdefault(lineage.article, lineage)
    write_records(_lines(articles, stories, best))


def _lines(
    articles: Sequence[Article], stories: Mapping[str, str], best: Mapping[str, Lineage]
) -> Iterator[dict[str, Any]]:
    for article in articles:
        line = best.get(article.id)
        yield {
            "id": article.id,
            "story": stories[article.id],
            "derived_from": line.parent if line else None,
            "how": line.how if line else None,
            "cited": article.cited or (line.cited if line else None),
            "share": line.share if line else 0.0,
        }
