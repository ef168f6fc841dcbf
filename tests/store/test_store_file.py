"""Opening and writing a database file, and saying why it cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from dateline.errors import StoreError
from dateline.records import Article, Judgement, Page
from dateline.store import Store, article_rows, open_store, pack, page_rows, schema_reference
from dateline.store._connect import store_faults
from dateline.store._schema import load_schema

ROOT = Path(__file__).parents[2]


def write_article(store: Store, id: str, text: str = "words") -> None:
    page = Page(id, f"{id}.txt", text, "text")
    rows = page_rows(page, "{}") | article_rows(Article(id, text), id, "{}")
    store.write_pages(pack(rows), pages=[page], again=(), unreadable=())


def test_schema_reference_is_up_to_date() -> None:
    page = ROOT / "docs/reference/schema.md"
    assert page.read_text(encoding="utf-8") == schema_reference(), (
        "python -m dateline.store > docs/reference/schema.md"
    )


def test_every_column_is_documented_in_the_file_itself(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.duckdb", read_only=False) as store:
        columns = list(
            store.rows("SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal")
        )
    assert len(columns) == sum(len(table.columns) for table in load_schema().tables.values())
    assert all(len(row["comment"]) > 3 for row in columns)


def test_no_column_needs_quotes_in_sql(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.duckdb", read_only=False) as store:
        for table in load_schema().tables.values():
            assert list(
                store.rows(f"SELECT {', '.join(c.name for c in table.columns)} FROM {table.name}")
            ) == (list(store.table(table.name)))


def test_a_database_opened_again_holds_what_was_written(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.duckdb", read_only=False) as store:
        write_article(store, "1" * 16)
    with open_store(tmp_path / "a.duckdb") as store:
        assert [article.text for article in store.articles()] == ["words"]
        with pytest.raises(StoreError, match="read-only"):
            write_article(store, "2" * 16)


def test_a_batch_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.duckdb", read_only=False) as store:
        write_article(store, "1" * 16)
        page = Page("2" * 16, "b.txt", "", "text")
        packed = [*pack(page_rows(page, "{}")), ("articles", '[{"published": "no day"}]')]
        with pytest.raises(StoreError):
            store.write_pages(packed, pages=[page], again=(), unreadable=())
        assert [row["id"] for row in store.table("pages")] == ["1" * 16]
        write_article(store, "3" * 16)
        assert len(list(store.table("pages"))) == 2


def test_writing_a_page_again_replaces_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.duckdb", read_only=False) as store:
        write_article(store, "1" * 16, "old")
        write_article(store, "1" * 16, "new")
        assert [article.text for article in store.articles()] == ["new"]


def test_verdicts_outlive_what_is_derived_and_a_new_one_replaces_the_old(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.duckdb", read_only=False) as store:
        before = store.derived_fingerprint()
        store.write_verdicts([Judgement("a", "b", True, 1.0, "I know", "me")])
        store.write_verdicts([Judgement("a", "b", False, 1.0, "I erred", "me")])
        store.write_derived([], "x")
        assert [verdict.reason for verdict in store.judgements("verdicts")] == ["I erred"]
        assert store.derived_fingerprint() != before


def test_one_process_may_open_a_database_twice(tmp_path: Path) -> None:
    open_store(tmp_path / "a.duckdb", read_only=False).close()
    with open_store(tmp_path / "a.duckdb") as first, open_store(tmp_path / "a.duckdb") as second:
        assert first.meta() == second.meta()


def test_a_second_writer_and_a_reader_are_told_who_writes(tmp_path: Path) -> None:
    target = tmp_path / "a.duckdb"
    hold = f"import duckdb; c = duckdb.connect({str(target)!r}); print('held', flush=True); input()"
    holder = subprocess.Popen(
        [sys.executable, "-c", hold],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert holder.stdout and holder.stdout.readline()
        for read_only in (False, True):
            with pytest.raises(StoreError) as caught:
                open_store(target, read_only=read_only)
            assert f"(PID {holder.pid})" in str(caught.value)
            assert "→ wait until it is done" in str(caught.value)
    finally:
        holder.communicate(b"\n")


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, read_only: bool) -> None:
    (tmp_path / "notes.txt").write_text("my notes " * 1000)
    with pytest.raises(StoreError, match="no DuckDB database"):
        open_store(tmp_path / "notes.txt", read_only=read_only)
    assert (tmp_path / "notes.txt").read_text().startswith("my notes")


@pytest.mark.parametrize("read_only", [True, False])
def test_somebody_elses_database_is_left_alone(tmp_path: Path, read_only: bool) -> None:
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("CREATE TABLE cats (name VARCHAR)")
    with pytest.raises(StoreError, match="not dateline's"):
        open_store(tmp_path / "other.duckdb", read_only=read_only)


def test_another_schema_version_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path / "a.duckdb", read_only=False).close()
    with duckdb.connect(str(tmp_path / "a.duckdb")) as connection:
        connection.execute("UPDATE meta SET value = '999' WHERE key = 'schema'")
    with pytest.raises(StoreError, match="schema version 999"):
        open_store(tmp_path / "a.duckdb")


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such database"):
        open_store(tmp_path / "none.duckdb")
    with pytest.raises(StoreError, match="folder does not exist"):
        open_store(tmp_path / "none" / "a.duckdb", read_only=False)
    with pytest.raises(StoreError, match="this is a folder"):
        open_store(tmp_path, read_only=False)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="no permission to write"):
        open_store(tmp_path / "a.duckdb", read_only=False)


def test_a_full_disk_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught, store_faults(tmp_path / "a.duckdb"):
        raise duckdb.IOException('IO Error: Could not write file "a.duckdb.wal": No space left on device')
    assert "No space left" in str(caught.value)
    assert "what was written is kept" in str(caught.value)


def test_no_query_reads_another_file_or_the_network(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    open_store(tmp_path / "a.duckdb", read_only=False).close()
    with open_store(tmp_path / "a.duckdb") as store:
        for sql in (
            f"SELECT * FROM read_csv('{tmp_path}/secret.csv')",
            f"ATTACH '{tmp_path}/b.duckdb'",
            f"COPY pages TO '{tmp_path}/out.csv'",
            "SET enable_external_access = true",
            "INSTALL httpfs",
            "DELETE FROM pages",
        ):
            with pytest.raises(StoreError):
                list(store.rows(sql))
