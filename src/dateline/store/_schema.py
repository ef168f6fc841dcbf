"""The database's tables, read from schema.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import yaml

from dateline.resources import resource

DERIVED_TABLES = (
    "lineage",
    "passages",
    "stories",
    "story_articles",
    "events",
    "event_actors",
    "event_claims",
    "event_articles",
    "event_witnesses",
    "judgements",
    "relations",
)
"""Tables that are a function of the articles, claims and verdicts, and replaced as a whole."""

ARTICLE_TABLES = ("paragraphs", "attributions", "times", "places", "claims")
"""Tables of what an article says, by their column ``article``; claims last, since others hang on them."""

CLAIM_TABLES = ("claim_actors", "claim_sources")
"""Tables whose rows belong to one claim, by their column ``claim``."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, DuckDB type and meaning."""

    name: str
    type: str
    doc: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, meaning, the columns that tell its rows apart, and all columns."""

    name: str
    doc: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def create(self) -> str:
        """The statement that creates the table, with each column's meaning as its comment."""
        columns = ", ".join(f"{c.name} {c.type}" for c in self.columns)
        comments = (
            f"COMMENT ON COLUMN {self.name}.{c.name} IS '{c.doc.replace(chr(39), chr(39) * 2)}'"
            for c in self.columns
        )
        return "; ".join([f"CREATE TABLE {self.name} ({columns})", *comments])

    @property
    def shape(self) -> dict[str, str]:
        """Column names and types, as DuckDB's ``from_json`` takes them."""
        return {column.name: column.type for column in self.columns}


@dataclass(frozen=True, slots=True)
class Schema:
    """All tables by name, and the version that changes when they do."""

    version: int
    tables: dict[str, Table]


@lru_cache(maxsize=1)
def load_schema() -> Schema:
    """Return the schema that ships with the package."""
    data = yaml.safe_load(resource("store", "schema.yaml").read_text(encoding="utf-8"))
    return Schema(data["version"], {name: _table(name, spec) for name, spec in data["tables"].items()})


def _table(name: str, spec: dict[str, dict[str, list[str]]]) -> Table:
    columns = tuple(Column(column, type, doc) for column, (type, doc) in spec["columns"].items())
    return Table(name, str(spec["doc"]), tuple(spec["key"]), columns)
