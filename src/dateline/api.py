"""Dateline from Python: the same stages, tables and filters as the command line.

    >>> import dateline
    >>> claims = dateline.code("France expelled two Russian diplomats on Monday.", published="2022-04-06")
    >>> [(claim.type, claim.actors[0].country, claim.time.start) for claim in claims]
    [('SANCTION', 'FRA', '2022-04-04')]

A run makes a database of any number of pages, and a database gives tables:

    >>> summary = dateline.run(["samples/lima"], to="lima.duckdb")
    >>> summary.articles
    4
    >>> with dateline.open("lima.duckdb") as database:
    ...     events = database.events(actor="PER", since="2024-01-01")
    ...     table = events.arrow().read_all()
    ...     articles = database.sql("SELECT count(*) FROM articles").fetchall()
    >>> "CONSULT" in table["type"].to_pylist()
    True
    >>> articles
    [(4,)]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from dateline.errors import UsageError
from dateline.records import Claim, Summary
from dateline.store import Filter, Store, open_store

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

__all__ = ["Database", "code", "open", "run"]


def code(text: str, *, published: str | None = None, headline: str | None = None) -> tuple[Claim, ...]:
    """Return what one text says, claim by claim, in the order of the text.

    ``text`` is plain text in English, paragraphs parted by blank lines; spans of the claims are characters of the
    article's text, which is ``headline`` (where given) and text. ``published`` is the day (YYYY-MM-DD) by which
    "Monday" and offices are understood. The first call takes seconds, since it loads the models. Raises
    UsageError where ``published`` is no day, ResourceError where a model is missing.
    """
    from dateline.claims import code_articles
    from dateline.language import as_article

    _check_day(published)
    article = as_article(text, id="text", published=published, headline=headline)
    return tuple(claim for coded in code_articles([article]) for claim in coded.claims)


def run(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    to: str | PathLike[str],
    published: str | None = None,
    since: str | None = None,
    until: str | None = None,
    ontology: str | PathLike[str] | None = None,
    actors: str | PathLike[str] | None = None,
    mapping: Mapping[str, str] | None = None,
    paragraphs: str | None = None,
    limit: int | None = None,
    workers: int = 1,
) -> Summary:
    """Read pages, code them, and write what they say to the database ``to``; return its counts.

    ``paths`` are files or folders of web pages, text, JSON Lines, CSV or WARC. The options are those of
    ``dateline run``: ``published`` is the day of pages that state none; ``since`` and ``until`` bound the days of
    publication; ``ontology`` and ``actors`` are files of your own; ``mapping`` names the columns of records
    ({"text": "body"}); ``limit`` is a number of pages, ``workers`` of processes. Run again, it adds new pages and
    goes on after a stop. Pages turned away are counted in ``Summary.rejects``. Raises InputError,
    ConfigurationError, UsageError or StoreError.
    """
    from dateline.engines import Settings, load_stages, run_pages

    for day in (published, since, until):
        _check_day(day)
    settings = Settings(
        published=published,
        since=since,
        until=until,
        ontology=_path(ontology),
        actors=_path(actors),
        mapping=mapping or {},
        paragraphs=paragraphs,
        limit=limit,
        workers=workers,
    )
    inputs = [paths] if isinstance(paths, str | PathLike) else list(paths)
    with open_store(Path(to), read_only=False) as store:
        return run_pages([fspath(path) for path in inputs], store, settings, stages=load_stages()).summary


def open(file: str | PathLike[str]) -> Database:
    """Open a database that a run made, for reading. Raises StoreError where there is none."""
    return Database(Path(file))


class Database:
    """A database's tables as DuckDB relations; ``.arrow()``, ``.pl()`` and ``.df()`` turn one into a frame.

    A context manager. Frames need pyarrow, polars or pandas, which Dateline does not install; ``.fetchall()``
    needs nothing. Many databases may be open, and one many times, while no run writes to it.
    """

    def __init__(self, path: Path) -> None:
        self._store: Store = open_store(path)

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; its relations can be read no more."""
        self._store.close()

    def events(
        self,
        *,
        actor: str | None = None,
        type: str | None = None,
        since: str | None = None,
        until: str | None = None,
        story: str | None = None,
        where: str | None = None,
        limit: int | None = None,
    ) -> DuckDBPyRelation:
        """Return one row an event (the columns of ``dateline codebook wide``), in order of their first day.

        ``actor`` is a country, actor key or name; ``since`` and ``until`` are days, both included; ``where`` is SQL
        over the columns of ``dateline show FILE events --format json``. Raises UsageError where one is no good.
        """
        return self._table("wide", Filter(actor, type, since, until, story, where, limit))

    def claims(
        self,
        *,
        actor: str | None = None,
        type: str | None = None,
        since: str | None = None,
        until: str | None = None,
        story: str | None = None,
        where: str | None = None,
        limit: int | None = None,
    ) -> DuckDBPyRelation:
        """Return one row a claim (the columns of ``dateline codebook claims``), in order of article and text.

        The filters are those of ``events``; ``where`` is over the columns of ``dateline show FILE claims``.
        """
        return self._table("claims", Filter(actor, type, since, until, story, where, limit))

    def relations(self) -> DuckDBPyRelation:
        """Return how pairs of actors stand over spans of time: the table ``relations``, in order."""
        return self.sql("SELECT * EXCLUDE (position) FROM relations ORDER BY position")

    def sql(self, query: str) -> DuckDBPyRelation:
        """Return a query over all tables (``dateline codebook`` lists them). Raises StoreError where it is wrong.

        The query can read nothing but the database.
        """
        return self._store.query(query)

    def _table(self, name: str, wanted: Filter) -> DuckDBPyRelation:
        from dateline.export import Request, table_query

        for day in (wanted.since, wanted.until):
            _check_day(day)
        return self._store.query(table_query(Request(self._store, wanted, name)), wanted.parameters)


def _path(path: str | PathLike[str] | None) -> Path | None:
    return None if path is None else Path(path)


def _check_day(day: Any) -> None:
    try:
        is_day = day is None or date.fromisoformat(day).isoformat() == day
    except (TypeError, ValueError):
        is_day = False
    if not is_day:
        raise UsageError(f"{day!r} is no day", todo="write it as 2022-03-05")
