"""Parquet, CSV and JSON Lines, read back by the tools of their users."""

from __future__ import annotations

import csv
import datetime
import errno
import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest

from dateline.errors import StoreError, UsageError
from dateline.export import FORMATS, TABLES, export_file, export_stream, load_table
from dateline.store import Filter
from tests.export.conftest import FIRST, SECOND

COUNTS = {"wide": 2, "events": 2, "event_actors": 5, "claims": 3, "reports": 3}


@pytest.mark.parametrize("table", TABLES)
def test_parquet_holds_the_documented_columns(database: Path, tmp_path: Path, table: str) -> None:
    export_file(database, tmp_path / "o.parquet", format="parquet", table=table)
    read = pyarrow.parquet.read_table(tmp_path / "o.parquet")
    assert read.column_names == [column.name for column in load_table(table).columns]
    assert read.num_rows == COUNTS[table]
    types = duckdb.sql(f"DESCRIBE SELECT * FROM '{tmp_path}/o.parquet'").fetchall()
    assert [row[1] for row in types] == [column.type for column in load_table(table).columns]


@pytest.mark.parametrize("table", TABLES)
def test_csv_and_jsonl_hold_the_same_rows(database: Path, tmp_path: Path, table: str) -> None:
    for format in ("csv", "jsonl"):
        export_file(database, tmp_path / format, format=format, table=table)
    rows = [json.loads(line) for line in (tmp_path / "jsonl").read_text().splitlines()]
    with (tmp_path / "csv").open(newline="") as lines:
        sheet = list(csv.DictReader(lines))
    assert len(sheet) == len(rows) == COUNTS[table]
    assert list(sheet[0]) == list(rows[0])
    assert [row["event"] for row in sheet] == [row["event"] for row in rows]


def test_the_wide_table_tells_each_event(database: Path, tmp_path: Path) -> None:
    export_file(database, tmp_path / "o.parquet", format="parquet")
    first, second = pyarrow.parquet.read_table(tmp_path / "o.parquet").to_pylist()
    assert first | {
        "event": FIRST, "start_day": datetime.date(2024, 6, 10), "type": "SANCTION", "cameo": "166",
        "actors": ["PER"], "recipients": ["CHL GOV"], "actor_country": "PER", "recipient_sector": "GOV",
        "recipient_raw": "two Chilean diplomats", "place": "Lima", "place_lat": -12.04318, "witnesses": 1,
        "witness_names": ["Meridian"], "reports": 2, "publishers": ["Meridian", "Sierra"],
        "first_report": datetime.date(2024, 6, 11), "confidence": 0.9, "story": "s1", "version": "9",
        "sentence": "Peru expelled two Chilean diplomats\tin Lima on Monday.",
    } == first  # fmt: skip
    assert second | {
        "event": SECOND, "start_day": None, "place": None, "place_basis": "unknown", "publishers": [], "urls": [],
        "actors": ["PER GOV", "PER"], "actor": "person:Q1", "actor_name": "Anna Ruiz", "recipient": None,
        "status": "denied", "first_report": None,
    } == second  # fmt: skip


def test_event_actors_know_who_stands_behind_a_key(database: Path, tmp_path: Path) -> None:
    export_file(database, tmp_path / "o", format="jsonl", table="event_actors")
    rows = [json.loads(line) for line in (tmp_path / "o").read_text().splitlines()]
    assert [(r["event"], r["role"], r["key"], r["name"], r["country"]) for r in rows] == [
        (FIRST, "actor", "PER", None, "PER"),
        (FIRST, "recipient", "CHL GOV", None, "CHL"),
        (SECOND, "actor", "PER GOV", "Anna Ruiz", "PER"),
        (SECOND, "actor", "PER", None, "PER"),
        (SECOND, "recipient", 'rebels <of> the "hills"', None, None),
    ]


def test_reports_name_the_copied_article(database: Path, tmp_path: Path) -> None:
    export_file(database, tmp_path / "o", format="jsonl", table="reports")
    rows = [json.loads(line) for line in (tmp_path / "o").read_text().splitlines()]
    assert [(r["article"], r["copy_of"]) for r in rows] == [("art1", None), ("art2", "art1"), ("art3", None)]


def test_no_cell_of_a_csv_is_a_formula(database: Path, tmp_path: Path) -> None:
    export_file(database, tmp_path / "o", format="csv", table="reports")
    with (tmp_path / "o").open(newline="") as lines:
        assert {row["headline"] for row in csv.DictReader(lines)} == {"'=HYPERLINK(1)"}


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "gexf"])
@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter(type="consult"), {SECOND}),
        (Filter(actor="CHL"), {FIRST}),
        (Filter(since="2024-06-11"), set()),
        (Filter(until="2024-06-10", where="witnesses = 1 -- all of them"), {FIRST}),
        (Filter(limit=1), {FIRST}),
    ],
)
def test_every_format_heeds_the_filters(
    database: Path, tmp_path: Path, format: str, wanted: Filter, ids: set[str]
) -> None:
    export_file(database, tmp_path / "o", format=format, wanted=wanted)
    if format == "parquet":
        found = pyarrow.parquet.read_table(tmp_path / "o")["event"].to_pylist()
        assert set(found) == ids
        return
    text = (tmp_path / "o").read_text()
    names = {id: str(int(id[:13], 16)) if format == "gdelt" else id for id in (FIRST, SECOND)}
    assert {id for id, name in names.items() if name in text} == ids


def test_claims_are_filtered_as_claims(database: Path, tmp_path: Path) -> None:
    export_file(
        database, tmp_path / "o", format="jsonl", table="claims", wanted=Filter(where="confidence > 0.8")
    )
    (row,) = map(json.loads, (tmp_path / "o").read_text().splitlines())
    assert (row["claim"], row["event"], row["sources"], row["trigger"]) == (
        "2" * 16,
        FIRST,
        ["Meridian"],
        "expelled",
    )


def test_what_cannot_be_is_told(database: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no table claims"):
        export_file(database, tmp_path / "o", format="polecat", table="claims")
    with pytest.raises(UsageError, match="--where"):
        export_file(database, tmp_path / "o", format="csv", wanted=Filter(where="nonsense = 1"))
    with pytest.raises(UsageError, match="--where"):
        export_file(
            database, tmp_path / "o", format="parquet", wanted=Filter(where="true) TO 'x'; SELECT (1")
        )
    with pytest.raises(StoreError, match="No such file"):
        export_file(database, tmp_path / "no" / "o", format="csv")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_leaves_the_old_file(database: Path, tmp_path: Path) -> None:
    (tmp_path / "o").write_text("old")
    with pytest.raises(UsageError):
        export_file(database, tmp_path / "o", format="parquet", wanted=Filter(where="nonsense"))
    assert [p.name for p in tmp_path.iterdir()] == ["o"]
    assert (tmp_path / "o").read_text() == "old"
    export_file(database, tmp_path / "o", format="parquet")
    export_file(database, tmp_path / "o", format="parquet")
    assert pyarrow.parquet.read_table(tmp_path / "o").num_rows == 2


def test_a_condition_cannot_read_or_write_other_files(database: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("id\n1\n")
    where = f"id IN (SELECT id FROM read_csv('{tmp_path}/secret.csv'))"
    with pytest.raises(UsageError, match="--where"):
        export_file(database, tmp_path / "o", format="parquet", wanted=Filter(where=where))


def test_a_link_is_written_through_and_not_replaced(database: Path, tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    export_file(database, tmp_path / "link", format="jsonl", table="events")
    assert (tmp_path / "link").is_symlink()
    assert len((tmp_path / "real").read_text().splitlines()) == 2
    with pytest.raises(UsageError, match="plain file"):
        export_file(database, tmp_path / "link", format="parquet")


def test_a_pipe_is_written_to_and_not_replaced(database: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE)
    export_file(database, tmp_path / "pipe", format="jsonl", table="events")
    out, _ = reader.communicate(timeout=20)
    assert len(out.splitlines()) == 2
    assert (tmp_path / "pipe").is_fifo()
    with pytest.raises(UsageError, match="plain file"):
        export_file(database, tmp_path / "pipe", format="parquet")
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_the_database_is_never_its_own_output(database: Path, tmp_path: Path, format: str) -> None:
    copy = Path(shutil.copy(database, tmp_path))
    before = copy.read_bytes()
    with pytest.raises(UsageError, match="the database itself"):
        export_file(copy, copy, format=format)
    (tmp_path / "link").symlink_to(copy)
    with pytest.raises(UsageError, match="the database itself"):
        export_file(copy, tmp_path / "link", format=format)
    assert copy.read_bytes() == before


def test_a_stream_that_takes_nothing_more_is_told(database: Path) -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(StoreError, match="No space left"):
        export_stream(database, Full(), format="csv")
