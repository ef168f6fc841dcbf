"""``dateline places``: the places a text names, resolved to GeoNames."""

from __future__ import annotations

from typing import BinaryIO

import click
import msgspec

from dateline.cli._lines import input_argument, read_records, write_records


class PlacesInput(msgspec.Struct):
    """One line in; ``spans`` asks for these names instead of those found in the text."""

    text: str
    id: str = ""
    published: str | None = None
    url: str | None = None
    spans: list[tuple[int, int]] | None = None


@click.command()
@input_argument
@click.option("--demonyms/--no-demonyms", default=True, show_default=True, help="Count “Russian” as Russia.")
def command(source: BinaryIO, demonyms: bool) -> None:
    """Find the places each text names and resolve them to GeoNames (CC BY 4.0).

    \b
    in:  {"id": "1", "text": "Floods hit Paris, Texas.", "published": "2022-03-05"}
    out: [{"start": 11, "end": 16, "text": "Paris", "geonameid": 4717560, "name": "Paris",
           "country": "USA", "admin1": "Texas", "lat": 33.66094, "lon": -95.55551, ...}, ...]

    A line may carry "url" (its top-level domain is a weak hint) and "spans" ([[11, 16]]): then those names
    are resolved, in that order, those unknown to the gazetteer with nulls.
    """
    from dataclasses import replace

    from dateline.language._parser import ParsedArticle, as_article, parse_articles
    from dateline.places import find_places, resolve_toponyms

    def answer(line: PlacesInput) -> list[dict[str, object]]:
        article = replace(as_article(line.text, id=line.id, published=line.published), url=line.url)
        if line.spans is not None:
            found = resolve_toponyms(ParsedArticle(article, ()), line.spans)
        else:
            found = find_places(next(parse_articles([article])), with_demonyms=demonyms)
        return [_as_row(msgspec.to_builtins(m)) for m in found]

    write_records(answer(line) for line in read_records(source, PlacesInput))


def _as_row(mention: dict[str, object]) -> dict[str, object]:
    mention.pop("feature")
    return mention
