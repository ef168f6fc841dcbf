"""``dateline show``: lists what a database holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dateline.cli._filters import filter_options
from dateline.cli._terminal import Format, format_option, write_rows

_WHAT = ("stories", "events", "claims", "actors", "relations", "rejects", "articles", "lineage")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.duckdb")
@click.argument("what", type=click.Choice(_WHAT))
@filter_options
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
