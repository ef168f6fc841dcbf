"""The options that choose rows of a database: one set for every command that reads one."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any, TypeVar

import click

from dateline.cli._terminal import day_option

__all__ = ["filter_options"]

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS: tuple[Callable[..., Any], ...] = (
    click.option("--actor", metavar="ACTOR", help="A country, actor key or name: VEN, 'VEN GOV', org:NATO."),
    click.option(
        "--type",
        "type",
        metavar="TYPE",
        help="Event type (rejects: reason, lineage: kind, relations: about).",
    ),
    day_option("--since", "From this day on."),
    day_option("--until", "Up to this day."),
    click.option("--story", metavar="ID", help="Of this story; the beginning of its id will do."),
    click.option(
        "--where", metavar="SQL", help="A condition over the columns that 'show --format json' shows."
    ),
    click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N rows."),
)


def filter_options(command: Command) -> Command:
    """Give a command the options of ``dateline.store.Filter``, by the names of its fields."""
    return reduce(lambda made, option: option(made), reversed(_OPTIONS), command)
