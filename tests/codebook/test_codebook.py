"""The codebook tells of everything, and what it tells of columns holds in a database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.export.conftest import database

from dateline.claims import load_ontology
from dateline.codebook import codebook, entries
from dateline.codebook._columns import allowed_values
from dateline.errors import REJECT_REASONS, UsageError
from dateline.export import TABLES, Request, load_table, table_query
from dateline.store import Filter, Store, load_schema, open_store

__all__ = ["database"]

CELLS = re.compile(r"^\| `(\w+)` \| [^|]* \| [^|]* \| [^|]* \| ([^|]*) \| (.*) \|$", re.MULTILINE)


@pytest.mark.parametrize("name", sorted(load_ontology().types))
def test_every_type_is_told_with_what_counts_and_what_does_not(name: str) -> None:
    entry = codebook(name.lower())
    event_type = load_ontology().types[name]
    assert entry.startswith(f"### {name}\n")
    assert event_type.definition in entry
    for line in (*event_type.counts, *event_type.counts_not, *event_type.examples, *event_type.modes):
        assert line in entry
    assert len(event_type.examples) >= 3
    assert event_type.counts
    assert event_type.counts_not


@pytest.mark.parametrize("table", sorted(load_schema().tables))
def test_every_column_of_the_database_is_told(table: str) -> None:
    entry = entries()["Tables of the database"][table]()
    assert [name for name, _, _ in CELLS.findall(entry)] == [
        c.name for c in load_schema().tables[table].columns
    ]
    assert all(doc.strip() for _, _, doc in CELLS.findall(entry))


def test_every_sheet_sector_and_reason_is_told() -> None:
    whole = codebook()
    assert "NumSources" in codebook("gdelt")
    assert "independent witnesses, not outlets" in codebook("gdelt")
    assert all(f"| `{reason}` |" in codebook("rejects") for reason in REJECT_REASONS)
    assert codebook("sectors") in whole
    assert codebook("polecat") in whole


def test_one_name_may_stand_for_two_tables() -> None:
    assert codebook("claims").count("\n### ") + codebook("claims").startswith("### ") == 2


def test_an_unknown_name_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        codebook("nonsense")
    assert "PROTEST" in str(caught.value)
    assert "polecat" in str(caught.value)


def test_a_users_own_type_is_told(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("name: COUP\nquad: 4\ndefinition: Soldiers take over.\ntriggers: [{verbs: overthrow}]\n")
    assert codebook("coup", ontology=file).startswith("### COUP\n\nSoldiers take over. Quad class 4")


def sources(store: Store) -> Iterator[tuple[str, str, str]]:
    """Yield (name, query, entry) of every table of the database and of the exports."""
    for name, entry in entries()["Tables of the database"].items():
        yield name, f"SELECT * FROM {name}", entry()
    for name in TABLES:
        yield name, table_query(Request(store, Filter(), name)), entries()["Exported tables"][name]()


def test_no_column_is_empty_that_is_never_empty(database: Path) -> None:
    with open_store(database) as store:
        for name, sql, entry in sources(store):
            never = {column for column, missing, _ in CELLS.findall(entry) if missing.startswith("never")}
            for row in store.rows(sql):
                assert [column for column in never if row[column] is None] == [], name


def test_values_are_those_that_are_allowed(database: Path) -> None:
    with open_store(database) as store:
        for name, sql, _ in sources(store):
            for row in store.rows(sql):
                for column, value in row.items():
                    allowed = allowed_values(f"{name}.{column}")
                    assert not allowed or value is None or str(value) in allowed, (name, column)


def test_columns_of_exports_have_types_of_duckdb() -> None:
    types = {column.type for name in TABLES for column in load_table(name).columns}
    assert types <= {"VARCHAR", "VARCHAR[]", "DATE", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN"}
