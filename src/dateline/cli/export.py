"""``dateline export``: a database → the tables that people already load."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from dateline.cli._filters import filter_options

_FORMATS = ("parquet", "csv", "jsonl", "polecat", "icews", "gdelt", "geojson", "gexf", "ftm", "jsonld")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.duckdb")
@click.option("--format", "format", type=click.Choice(_FORMATS), required=True, help="How to write it.")
@click.option("--table", metavar="TABLE", help="parquet, csv, jsonl: wide (one row an event), events, "
              "event_actors, claims, reports; gdelt: events, mentions. The first unless named.")  # fmt: skip
@filter_options
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT",
              help="The file to write; stdout unless named (parquet needs a file).")  # fmt: skip
def command(file: Path, format: str, table: str | None, output: Path | None, **options: Any) -> None:
    """Write events as tables for other tools; 'dateline codebook' says what each column means.

    The options choose events as in 'dateline show FILE events' (with --table claims: claims as in
    'dateline show FILE claims').

    \b
    dateline export news.duckdb --format parquet -o events.parquet
    dateline export news.duckdb --format polecat --type PROTEST --since 2024-01-01 -o protests.txt
    """
    from dateline.export import export_file, export_stream
    from dateline.store import Filter

    wanted = Filter(**options)
    if output is None:
        export_stream(file, sys.stdout.buffer, format=format, table=table, wanted=wanted)
    else:
        export_file(file, output, format=format, table=table, wanted=wanted)
