"""``dateline codebook``: what every event type, table and column means."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("name", required=False, metavar="[NAME]")
@click.option(
    "--ontology",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Event types of your own, told with ours.",
)
def command(name: str | None, ontology: Path | None) -> None:
    """Print what an event type, table or sheet means: definition, columns, values, what is missing.

    NAME is an event type (PROTEST), a table (claims, wide), a sheet (polecat, icews, gdelt, mentions), or one of
    sectors and rejects; without it, the whole codebook is printed, in Markdown.

    \b
    dateline codebook SANCTION
    dateline codebook > codebook.md
    """
    from dateline.codebook import codebook

    click.echo(codebook(name, ontology=ontology), nl=False)
