"""``dateline claims``: texts in, one line a claim out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
import msgspec

from dateline.cli._lines import input_argument, read_records, write_records

if TYPE_CHECKING:
    from dateline.records import Article, Claim

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
@click.option("--explain", is_flag=True, help="Add which pattern or model decided, with its score and frame.")
def command(source: BinaryIO, ontology: Path | None, actors: Path | None, explain: bool) -> None:
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
    claims = (claim for article in coded for claim in article.claims)
    write_records(_explained(claim, ontology) if explain else claim for claim in claims)


def _explained(claim: Claim, ontology: Path | None) -> dict[str, Any]:
    """Return the claim with the line of the ontology and the model's probability that decided on it."""
    from dateline.claims import load_ontology

    key = claim.why.split(" + ")[0]
    patterns = load_ontology(ontology).types[claim.type].patterns
    pattern = next((p for p in patterns if p.key == key), None)
    frame = {"actor": pattern.actor, "recipient": pattern.recipient, **pattern.flags} if pattern else None
    line: dict[str, Any] = msgspec.to_builtins(claim)
    return {**line, "explain": {"decided_by": claim.why, "pattern": frame, "confidence": claim.confidence}}


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
