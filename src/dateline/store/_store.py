"""One database file: reading and writing the records of the design."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from dateline import __version__
from dateline.errors import StoreError
from dateline.records import Article, Claim, Event, Judgement, Lineage, Page, Relation, Story, Summary
from dateline.store import _records
from dateline.store._connect import connect, store_faults
from dateline.store._rows import Packed, Row, judgement_rows, pack
from dateline.store._schema import ARTICLE_TABLES, CLAIM_TABLES, DERIVED_TABLES, load_schema

_EVENT_PARTS = ("event_actors", "event_claims", "event_articles", "event_witnesses")


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page the store holds: the options it was read with, and whether it was rejected."""

    id: str
    reading: str
    rejected: bool
    locations: tuple[str, ...]


class Store:
    """A database of pages, articles, claims and events. A context manager; use ``open_store``."""

    def __init__(self, connection: Any, path: Path) -> None:
        self._connection, self.path = connection, path

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._connection.close()

    # Reading

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Iterator[Row]:
        """Yield the rows of a query as dicts of column values. Raises StoreError where it is no good."""
        with store_faults(self.path):
            yield from _records.unpacked(self._connection.cursor().execute(sql, parameters or None))

    def query(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Any:
        """Return a query as DuckDB's relation, to be read as Arrow, polars or pandas. Raises StoreError."""
        with store_faults(self.path):
            return self._connection.sql(sql, params=parameters)

    def table(self, name: str, where: str = "", parameters: Sequence[Any] = ()) -> Iterator[Row]:
        """Yield the rows of a table in the order of its key, days as ISO 8601 strings."""
        table = load_schema().tables[name]
        columns = ", ".join(
            f"CAST({c.name} AS VARCHAR) AS {c.name}" if c.type == "DATE" else c.name for c in table.columns
        )
        return self.rows(
            f"SELECT {columns} FROM {name} {where and 'WHERE ' + where} ORDER BY {', '.join(table.key)}",
            parameters,
        )

    def articles(self, where: str = "", parameters: Sequence[Any] = ()) -> Iterator[Article]:
        """Yield articles in order of their id; ``where`` is SQL over the table ``articles``."""
        for part in _chunks(self.table("articles", where, parameters), 500):
            ids = [row["id"] for row in part]
            paragraphs = _records.grouped(
                self.table("paragraphs", "article IN (SELECT unnest(?))", [ids]), "article"
            )
            for row in part:
                yield _records.article_record(row, paragraphs.get(row["id"], ()))

    def claims(self, where: str = "true", parameters: Sequence[Any] = ()) -> tuple[Claim, ...]:
        """Return claims in order of their id; ``where`` is SQL over the table ``claims``."""
        of_these = f"claim IN (SELECT id FROM claims WHERE {where})"
        actors = _records.grouped(self.table("claim_actors", of_these, parameters), "claim", "role")
        sources = _records.grouped(self.table("claim_sources", of_these, parameters), "claim")
        rows = self.table("claims", where, parameters)
        return tuple(_records.claim_record(row, actors, sources.get(row["id"], ())) for row in rows)

    def lineages(self) -> tuple[Lineage, ...]:
        """Return all lineages, in order of article."""
        passages = _records.grouped(self.table("passages"), "article", "lineage")
        return tuple(
            _records.lineage_record(row, passages.get((row["article"], row["position"]), ()))
            for row in self.table("lineage")
        )

    def stories(self) -> tuple[Story, ...]:
        """Return all stories, in order of id."""
        members = _records.grouped(self.table("story_articles"), "story")
        return tuple(_records.story_record(row, members.get(row["id"], ())) for row in self.table("stories"))

    def events(self, where: str = "", parameters: Sequence[Any] = ()) -> tuple[Event, ...]:
        """Return events in order of id; ``where`` is SQL over the table ``events``."""
        rows = list(self.table("events", where, parameters))
        ids = [row["id"] for row in rows]
        members = {
            name: _records.grouped(self.table(name, "event IN (SELECT unnest(?))", [ids]), "event")
            for name in _EVENT_PARTS
        }
        return tuple(_records.event_record(row, members) for row in rows)

    def judgements(self, table: str = "judgements") -> tuple[Judgement, ...]:
        """Return dateline's judgements, or the user's own where ``table`` is "verdicts"."""
        return tuple(map(_records.judgement_record, self.table(table)))

    def relations(self) -> tuple[Relation, ...]:
        """Return all relations, in order."""
        return tuple(map(_records.relation_record, self.table("relations")))

    def known_pages(self, ids: Iterable[str]) -> dict[str, KnownPage]:
        """Return those of these pages that the store holds, by id."""
        rows = self.rows(
            """SELECT id, reading, id IN (SELECT page FROM rejects) AS rejected, locations
            FROM pages WHERE id IN (SELECT unnest(?))""",
            [list(ids)],
        )
        return {
            row["id"]: KnownPage(row["id"], row["reading"], bool(row["rejected"]), tuple(row["locations"]))
            for row in rows
        }

    def meta(self) -> dict[str, str]:
        """Return what the database was made with."""
        return {row["key"]: row["value"] for row in self.table("meta")}

    def derived_fingerprint(self) -> str:
        """Return a fingerprint of all rows that lineage, stories, events and relations are derived from."""
        tables = ("articles", "paragraphs", "claims", *CLAIM_TABLES, "verdicts")
        prints = ", ".join(f"(SELECT count(*) || '-' || bit_xor(hash(t)) FROM {t} t) AS {t}" for t in tables)
        row = next(self.rows(f"SELECT {prints}"))
        return " ".join([__version__, duckdb.__version__, *map(str, row.values())])

    def summary(self) -> Summary:
        """Return the counts printed at the end of a run."""
        counts = next(self.rows(_SUMMARY))
        rejects = self.rows("SELECT reason, count(*) AS n FROM rejects GROUP BY ALL ORDER BY n DESC, reason")
        return Summary(**counts, rejects={row["reason"]: row["n"] for row in rejects})

    # Writing: each method is one transaction, so that a killed run leaves whole batches.

    def write_pages(
        self, packed: Packed, *, pages: Sequence[Page], again: Sequence[Page], unreadable: Sequence[str]
    ) -> None:
        """Write a batch: the rows of ``pages``, in place of what the store held of them, and of rejects.

        ``again`` are pages found in one more place; ``unreadable`` the locations of rejects without a page.
        """
        ids = [page.id for page in pages]
        locations = [page.location for page in (*pages, *again)] + list(unreadable)
        held = list(self.known_pages(ids))
        with self._transaction():
            if held:
                self._delete_articles(held)
                self._execute("DELETE FROM pages WHERE id IN (SELECT unnest(?))", held)
            self._execute(
                "DELETE FROM rejects WHERE page IS NULL AND location IN (SELECT unnest(?))", locations
            )
            self._insert(packed)
            for page in again:
                self._add_location(page)

    def write_coded(self, packed: Packed, *, pages: Sequence[str], failed_reading: str) -> None:
        """Replace the articles of these pages, coded anew; those that failed are read again if seen again."""
        with self._transaction():
            self._delete_articles(list(pages))
            self._insert(packed)
            self._execute(
                """UPDATE pages SET reading = ? WHERE id IN (SELECT unnest(?))
                AND id IN (SELECT page FROM rejects WHERE reason = 'failed')""",
                failed_reading,
                list(pages),
            )

    def write_derived(self, packed: Packed, fingerprint: str) -> None:
        """Replace lineage, stories, events and relations, derived from the rows of this fingerprint."""
        with self._transaction():
            for table in DERIVED_TABLES:
                self._execute(f"DELETE FROM {table}")
            self._insert(packed)
            self._execute("DELETE FROM meta WHERE key = 'derived'")
            self._execute("INSERT INTO meta VALUES ('derived', ?)", fingerprint)

    def write_verdicts(self, verdicts: Iterable[Judgement]) -> None:
        """Add a user's judgements, in place of earlier ones of the same judge on the same claims."""
        rows = judgement_rows(verdicts, table="verdicts")
        with self._transaction():
            for row in rows["verdicts"]:
                self._execute(
                    "DELETE FROM verdicts WHERE left_claim = ? AND right_claim = ? AND judge = ?",
                    row["left_claim"], row["right_claim"], row["judge"],
                )  # fmt: skip
            self._insert(pack(rows))

    def create(self) -> None:
        """Make the tables where the file holds none; raises StoreError where it holds something else."""
        names = {row["table_name"] for row in self.rows("SELECT table_name FROM duckdb_tables()")}
        if not names:
            schema = load_schema()
            with self._transaction():
                for table in schema.tables.values():
                    self._execute(table.create)
                self._execute("INSERT INTO meta VALUES ('schema', ?)", str(schema.version))
        self.check()

    def check(self) -> None:
        """Raise StoreError where the file was not made by this version of the schema."""
        names = {row["table_name"] for row in self.rows("SELECT table_name FROM duckdb_tables()")}
        if "meta" not in names or "claims" not in names:
            todo = "name a file that dateline run made"
            raise StoreError("this database is not dateline's", where=str(self.path), todo=todo)
        found, wanted = self.meta().get("schema"), str(load_schema().version)
        if found != wanted:
            raise StoreError(
                f"the database has schema version {found}, this dateline writes {wanted}",
                where=str(self.path),
                todo="run again into a new file",
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with store_faults(self.path):
            self._connection.begin()
            is_committed = False
            try:
                yield
                self._connection.commit()
                is_committed = True
            finally:
                if not is_committed:
                    self._roll_back()

    def _roll_back(self) -> None:
        try:
            self._connection.rollback()
        except duckdb.Error:
            return  # DuckDB rolls back by itself after a fatal fault; the first error is the one to tell.

    def _execute(self, sql: str, *parameters: Any) -> None:
        self._connection.execute(sql, list(parameters) or None)

    def _insert(self, packed: Packed) -> None:
        for name, rows in packed:
            shape = json.dumps([load_schema().tables[name].shape])
            self._execute(
                f"INSERT INTO {name} BY NAME "
                "SELECT r.* FROM (SELECT unnest(from_json_strict(?::JSON, ?)) AS r)",
                rows,
                shape,
            )

    def _add_location(self, page: Page) -> None:
        """Note one more place where a page was found; the first in order names the page and its reject."""
        self._execute(
            """UPDATE pages SET locations = list_sort(list_distinct(list_append(locations, ?))),
            location = least(location, ?), fetched = least(fetched, ?) WHERE id = ?""",
            page.location,
            page.location,
            page.fetched,
            page.id,
        )
        self._execute(
            "UPDATE rejects SET location = least(location, ?) WHERE page = ?", page.location, page.id
        )

    def _delete_articles(self, pages: list[str]) -> None:
        """Delete the articles and rejects of these pages with all that hangs on them."""
        articles = "article IN (SELECT id FROM articles WHERE page IN (SELECT unnest(?)))"
        claims = f"claim IN (SELECT id FROM claims WHERE {articles})"
        for table in CLAIM_TABLES:
            self._execute(f"DELETE FROM {table} WHERE {claims}", pages)
        for table in ARTICLE_TABLES:
            self._execute(f"DELETE FROM {table} WHERE {articles}", pages)
        for table in ("articles", "rejects"):
            self._execute(f"DELETE FROM {table} WHERE page IN (SELECT unnest(?))", pages)


def open_store(path: Path, *, read_only: bool = True, output: Path | None = None) -> Store:
    """Open a database; one opened for writing is made where there is none.

    ``output`` is the one other file that its queries may write (``COPY ... TO``). Raises StoreError where
    the database cannot be opened, is not dateline's, or another process writes to it.
    """
    store = Store(connect(path, read_only=read_only, output=output), path)
    try:
        store.check() if read_only else store.create()
    except StoreError:
        store.close()
        raise
    return store


def _chunks(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    part: list[Row] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


_SUMMARY = """
SELECT (SELECT count(*) FROM pages) AS pages,
    (SELECT count(*) FROM articles) AS articles,
    (SELECT count(DISTINCT article) FROM lineage WHERE how = 'copy') AS copies,
    (SELECT count(*) FROM stories) AS stories,
    (SELECT count(*) FROM claims) AS claims,
    (SELECT count(*) FROM events) AS events,
    (SELECT count(*) FROM (SELECT event FROM event_witnesses GROUP BY event HAVING count(*) = 1))
        AS single_witness_events
"""
