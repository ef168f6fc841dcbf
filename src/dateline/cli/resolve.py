"""``dateline resolve``: phrases and days in, actors out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
import msgspec

from dateline.cli._lines import input_argument, read_records, write_records
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.actors import KnowledgeBase
    from dateline.records import Actor

_EXAMPLE = """Say whom a phrase names, as of a day.

Reads one JSON object a line: phrase, and at will day (YYYY-MM-DD) and context (the country, alpha-3,
that an office without one belongs to). Writes one a line: who that is, with all actors of a compound
under "all". A country of EUR, UNO or IGO stands for an international body.

\b
in:  {"phrase": "the Venezuelan president", "day": "2022-03-05"}
out: {"phrase": "the Venezuelan president", "country": "VEN", "sector": "GOV", "sectors": ["GOV"],
      "name": "Nicolás Maduro", "office": "President", "id": "person:Q58132", "wikidata": "Q58132",
      "basis": "office", "confidence": 0.9, "all": [...]}
"""


class _Question(msgspec.Struct):
    phrase: str
    day: str | None = None
    context: str | None = None


@click.command(help=_EXAMPLE)
@input_argument
@click.option(
    "--actors",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own actors, which win (CSV).",
)
def command(source: BinaryIO, actors: Path | None) -> None:
    """Resolve each line's phrase."""
    write_records(_answers(source, actors))


def _answers(source: BinaryIO, actors: Path | None) -> Iterator[dict[str, Any]]:
    from dateline.actors import load_knowledge_base, resolve

    base = load_knowledge_base(actors)
    for question in read_records(source, _Question):
        day = _iso(question.day)
        found = resolve(question.phrase, day=day, context=question.context, knowledge_base=base)
        answers = [_fields(actor, base) for actor in found]
        first = answers[0] if answers else dict.fromkeys(_FIELDS) | _NOBODY
        yield {"phrase": question.phrase, **first, "all": answers}


_FIELDS = ("country", "sector", "sectors", "name", "office", "id", "wikidata", "basis", "confidence")
_NOBODY: dict[str, Any] = {"sectors": [], "basis": "unknown", "confidence": 0.0}


def _fields(actor: Actor, base: KnowledgeBase) -> dict[str, Any]:
    from dateline.actors import bloc

    fields = {name: getattr(actor, name) for name in _FIELDS}
    return fields | {"country": actor.country or bloc(actor, base)}


def _iso(day: str | None) -> str | None:
    """Return the day in ISO form; other ways to write one are read too ("12 April 2022")."""
    if not day:
        return None
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        from dateutil import parser

        try:
            return str(parser.parse(day).date().isoformat())
        except (ValueError, OverflowError) as error:
            raise InputError(f"{day!r} is no day", where="day", todo="write YYYY-MM-DD") from error
