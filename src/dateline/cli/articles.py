"""``dateline articles``: pages in, one article a line out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from dateline.cli._lines import write_records
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.records import Article, Reject

__all__ = ["command"]

_EPILOG = """\b
Example, in (JSON Lines):
  {"text": "Envoys meet in Port Vale\\n\\nEnvoys met on Monday.", "published": "2021-05-04"}

\b
Example, out:
  {"id":"6f0c…","text":"Envoys meet in Port Vale\\n\\nEnvoys met on Monday.",
   "paragraphs":[{"start":0,"end":24,"role":"headline"},{"start":26,"end":47,"role":"body"}],
   "published":"2021-05-04","published_basis":"record","headline":"Envoys meet in Port Vale", …}
"""


def _mapping(pairs: str | None) -> dict[str, str]:
    """Read ``text=words,published=seen`` into a mapping of field to column."""
    from dateline.pages import FIELDS

    mapping = dict(pair.strip().partition("=")[::2] for pair in (pairs or "").split(",") if pair.strip())
    if wrong := [field for field, column in mapping.items() if field not in FIELDS or not column]:
        raise UsageError(
            f"--map: {', '.join(wrong)}", todo=f"write FIELD=COLUMN; fields: {', '.join(FIELDS)}"
        )
    return mapping


def _reported(articles: Iterable[Article | Reject], rejects: list[Reject]) -> Iterator[Article]:
    """Pass articles on; say on stderr what was turned away, and keep it in ``rejects``."""
    from dateline.errors import REJECT_REASONS
    from dateline.records import Reject

    for item in articles:
        if isinstance(item, Reject):
            rejects.append(item)
            detail = f" ({item.detail})" if item.detail else ""
            click.echo(f"{item.location}: {item.reason}: {REJECT_REASONS[item.reason]}{detail}", err=True)
        else:
            yield item


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@click.option("--published", metavar="DAY", help="Day (YYYY-MM-DD) for pages that state none themselves.")
@click.option("--map", "pairs", metavar="FIELD=COLUMN,...", help="Columns or keys that hold our fields.")
@click.option("--paragraphs", metavar="MARK", help="What parts a record's paragraphs, such as '###'.")
def command(paths: tuple[str, ...], published: str | None, pairs: str | None, paragraphs: str | None) -> None:
    """Read pages and write one article a line, as JSON.

    PATH is an HTML or text file, JSON Lines, CSV, a web archive (WARC), plain or packed, or a folder of
    such; "-" reads standard input. Pages turned away are named on stderr, with the reason, and make
    the exit code 1.
    """
    from dateline.articles import read_articles
    from dateline.pages import read_pages

    if published is not None:
        _check_day(published)
    rejects: list[Reject] = []
    pages = read_pages(paths, mapping=_mapping(pairs), paragraphs=paragraphs)
    write_records(_reported(read_articles(pages, published=published), rejects))
    sys.exit(1 if rejects else 0)


def _check_day(day: str) -> None:
    from datetime import date

    try:
        date.fromisoformat(day)
    except ValueError as error:
        raise UsageError(f"--published {day} is no day", todo="write it as YYYY-MM-DD") from error
