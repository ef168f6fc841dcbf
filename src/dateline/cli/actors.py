"""``dateline actors``: keep a CSV of your own actors."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click

from dateline.errors import UsageError

_COLUMNS = ("alias", "country", "sector", "name", "wikidata", "start", "end")
_file = click.argument("path", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")


@click.group()
def command() -> None:
    """Keep a CSV of your own actors; its rows win over the shipped tables.

    \b
    dateline actors add mine.csv --alias "Blue Bloc" --country VEN --sector OPP
    dateline run news.jsonl --actors mine.csv

    Columns: alias, country (alpha-3), sector (PLOVER, several parted by semicolons), name, wikidata, start,
    end. Only the alias must be filled; start and end bound the days on which a row holds.
    """


@command.command("list")
@_file
def list_actors(path: Path) -> None:
    """Show the rows of FILE, one a line, tab-separated."""
    for row in _rows(path):
        click.echo("\t".join(row[c] for c in _COLUMNS))


@command.command()
@_file
def check(path: Path) -> None:
    """Check FILE: each row's columns, codes and days. Exit status 1 where something is wrong."""
    faults = [fault for number, row in enumerate(_rows(path), start=2) for fault in _faults(row, number)]
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(f"{path}: {len(faults)} faults" if faults else f"{path}: in order")
    sys.exit(1 if faults else 0)


@command.command()
@_file
@click.option("--alias", required=True, help="The words that name the actor.")
@click.option("--country", default="", help="ISO 3166 alpha-3, such as VEN.")
@click.option("--sector", default="", help="PLOVER sector, such as GOV or OPP; several parted by semicolons.")
@click.option("--name", default="", help="The actor's full name.")
@click.option("--wikidata", default="", help="Wikidata id, such as Q58132.")
@click.option("--start", default="", help="First day on which this holds.")
@click.option("--end", default="", help="Last day on which this holds.")
def add(path: Path, **row: str) -> None:
    """Add an actor to FILE, made where it is not there."""
    if faults := list(_faults(row, None)):
        raise UsageError("; ".join(faults), todo="see dateline actors --help")
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
        if new:
            writer.writeheader()
        writer.writerow(row)
    click.echo(f"{path}: {row['alias']} added")


def _rows(path: Path) -> list[dict[str, str]]:
    from dateline.actors import read_user_rows

    return read_user_rows(path)


def _faults(row: dict[str, str], number: int | None) -> list[str]:
    from dateline.actors import actor_faults

    where = f"line {number}: " if number else ""
    return [where + fault for fault in actor_faults(row)]
