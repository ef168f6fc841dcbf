"""``dateline claims``: texts in, one line a claim out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
import msgspec

from dateline.cli._lines import input_argument, read_records, write_records

if TYPE_CHECKING:
    from dateline.records import Article

__all__ = ["command"]


class _Line(msgspec.Struct):
    text: str
    id: str = ""
    published: str | None = None
    headline: str | None = None
    language: str | None = None
    cited: str | None = None
    cited_span: tuple[int, int] | None = None
    paragraphs: list[dict[str, Any]] | None = None


@click.command("claims")
@input_argument
@click.option(
    "--ontology", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Own event types."
)
@click.option("--actors", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Own actors.")
def command(source: BinaryIO, ontology: Path | None, actors: Path | None) -> None:
    """Code texts: who did what to whom, when, where, in what status, according to whom.

    Reads JSON Lines {id, text, published?, headline?} (lines of 'dateline articles' are fine), writes one
    line a claim.

    \b
    Example:
      echo '{"id":"a","text":"France expelled two Russian diplomats on Monday.","published":"2022-04-06"}' \\
        | dateline claims
      {"article":"a","type":"SANCTION","mode":"expel","actors":[{"raw":"France","country":"FRA",...}],...}
    """
    from dateline.claims import code_articles

    articles = (_article(line) for line in read_records(source, _Line))
    coded = code_articles(articles, ontology=ontology, actors=actors)
    write_records(claim for article in coded for claim in article.claims)


def _article(line: _Line) -> Article:
    from dateline.language import as_article
    from dateline.records import Article, Paragraph

    if line.paragraphs is None:
        return as_article(line.text, id=line.id, published=line.published, headline=line.headline)
    return Article(
        id=line.id,
        text=line.text,
        paragraphs=tuple(msgspec.convert(p, Paragraph) for p in line.paragraphs),
        published=line.published,
        published_basis="record" if line.published else "unknown",
        headline=line.headline,
        language=line.language,
        cited=line.cited,
        cited_span=line.cited_span,
    )
