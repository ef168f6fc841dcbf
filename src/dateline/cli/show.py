"""``dateline show``: lists what a database holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dateline.cli._terminal import Format, day_option, format_option, write_rows

_WHAT = ("stories", "events", "claims", "actors", "relations", "rejects", "articles", "lineage")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.duckdb")
@click.argument("what", type=click.Choice(_WHAT))
@click.option("--actor", metavar="ACTOR", help="A country, actor key or name: VEN, 'VEN GOV', org:NATO.")
@click.option(
    "--type", "type", metavar="TYPE", help="Event type (rejects: reason, lineage: kind, relations: about)."
)
@day_option("--since", "From this day on.")
@day_option("--until", "Up to this day.")
@click.option("--story", metavar="ID", help="Of this story; the beginning of its id will do.")
@click.option("--where", metavar="SQL", help="A condition over the columns that --format json shows.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N rows.")
@format_option
def command(file: Path, what: str, format: Format, **options: Any) -> None:
    """List what a database holds.

    \b
    dateline show news.duckdb events --actor VEN --type CONSULT --since 2022-03-01
    dateline show news.duckdb events --where "standing = 'confirmed' AND reports > 3" --format csv
    """
    from dateline.store import Filter, list_rows, load_listing, open_store

    with open_store(file) as store:
        rows = list_rows(store, what, Filter(**options))
        listing = load_listing(what)
        write_rows(rows, listing.names(data=format != "table"), format, ids=listing.ids)
