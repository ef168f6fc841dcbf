"""The Python interface: its documented examples, and what it tells when it cannot."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dateline
from dateline import api
from dateline.errors import StoreError, UsageError
from dateline.export import load_table
from tests.export.conftest import FIRST, SECOND, database

__all__ = ["database"]

ROOT = Path(__file__).parents[1]


def test_the_documented_examples_are_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    result = doctest.testmod(api)
    assert (result.failed, result.attempted >= 7) == (0, True)


def test_importing_the_package_loads_no_stage() -> None:
    line = "import dateline, sys; print([m for m in sys.modules if m.split('.')[0] in ('spacy', 'duckdb', 'numpy')])"
    found = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_package_offers_what_it_says() -> None:
    assert {"run", "open", "code", "Database"} <= set(dir(dateline))
    assert dateline.open is api.open
    name = "close"
    with pytest.raises(AttributeError, match="no attribute 'close'"):
        getattr(dateline, name)


def test_a_database_gives_frames(database: Path) -> None:
    with dateline.open(os.fspath(database)) as found:
        events, claims = found.events().arrow().read_all(), found.claims().arrow().read_all()
    assert events["event"].to_pylist() == [FIRST, SECOND]
    assert events.column_names == [column.name for column in load_table("wide").columns]
    assert claims.column_names == [column.name for column in load_table("claims").columns]
    assert claims.num_rows == 3


def test_filters_choose_rows(database: Path) -> None:
    with dateline.open(database) as found:
        assert [row[0] for row in found.events(type="CONSULT").fetchall()] == [SECOND]
        assert [row[0] for row in found.events(until="2024-12-31", actor="PER").fetchall()] == [FIRST]
        assert len(found.claims(where="confidence > 0.6", limit=1).fetchall()) == 1


def test_sql_reads_every_table_and_nothing_else(database: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x\n1\n")
    with dateline.open(database) as found:
        assert found.sql("SELECT how FROM lineage").fetchall() == [("copy",)]
        assert found.relations().columns[:4] == ["left_actor", "right_actor", "about", "state"]
        with pytest.raises(StoreError):
            found.sql(f"SELECT * FROM '{tmp_path}/a.csv'").fetchall()
        with pytest.raises(StoreError):
            found.sql("SELEKT 1")


def test_what_cannot_be_is_told(database: Path, tmp_path: Path) -> None:
    with dateline.open(database) as found:
        with pytest.raises(UsageError, match="no day"):
            found.events(since="yesterday")
        with pytest.raises(UsageError, match="--where"):
            found.events(where="nonsense = 1")
    with pytest.raises(UsageError, match="no day"):
        dateline.code("Peru met Chile.", published="2024-02-30")
    with pytest.raises(UsageError, match="no day"):
        dateline.run(tmp_path, to=tmp_path / "a.duckdb", until="20240101")
    with pytest.raises(StoreError, match="no such database"):
        dateline.open(tmp_path / "none.duckdb")
