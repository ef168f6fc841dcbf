"""Runs, reruns, grown folders, faults: with stub stages, so that only the running is tested."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.engines.stubs import STUBS, code_articles

from dateline import __version__
from dateline.engines import Outcome, Settings, Stages, load_stages, run_pages
from dateline.errors import ConfigurationError, ResourceError
from dateline.store import open_store

DAY = Settings(published="2024-03-05")
NAMES = ("Anna", "Boris", "Clara", "Dmitri", "Elena", "Farid")


def tables(path: Path) -> dict[str, list[Any]]:
    """All rows of all tables, in order."""
    with open_store(path) as store:
        names = [row["table_name"] for row in store.rows("SELECT table_name FROM duckdb_tables() ORDER BY 1")]
        return {name: list(store.table(name)) for name in names}


def run(target: Path, *inputs: Path, settings: Settings = DAY, stages: Stages = STUBS) -> Outcome:
    with open_store(target, read_only=False) as store:
        return run_pages([str(path) for path in inputs], store, settings, stages=stages)


def write_pages(folder: Path, count: int, start: int = 0) -> Path:
    folder.mkdir(exist_ok=True)
    for n in range(start, start + count):
        left, right = NAMES[n % 6], NAMES[(n * 5 + 1) % 6]
        (folder / f"{n:03}.txt").write_text(
            f"Page {n} of the morning.\n{left} met {right} at the border post.\n"
        )
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "in", 40)


def counting(stages: Stages) -> tuple[Stages, list[str]]:
    """The stages, and a list that grows with the id of each article coded."""
    coded: list[str] = []

    def count(articles: Any, **options: Any) -> Any:
        articles = list(articles)
        coded.extend(a.id for a in articles)
        return code_articles(articles, **options)

    return replace(stages, code_articles=count), coded


def test_a_run_fills_every_table(tmp_path: Path, folder: Path) -> None:
    outcome = run(tmp_path / "a.duckdb", folder)
    assert (outcome.pages, outcome.rejected) == (40, 0)
    assert outcome.summary.articles == outcome.summary.claims == 40
    assert outcome.summary.events == outcome.summary.single_witness_events > 0
    empty = {name for name, rows in tables(tmp_path / "a.duckdb").items() if not rows}
    assert empty == {"rejects", "verdicts", "times", "places"}


def test_a_rerun_computes_and_changes_nothing(tmp_path: Path, folder: Path) -> None:
    run(tmp_path / "a.duckdb", folder)
    before = tables(tmp_path / "a.duckdb")

    def refuse(*_: Any) -> Any:
        raise AssertionError("computed again")

    stages = replace(STUBS, code_articles=refuse, read_articles=refuse, trace_lineage=refuse)
    assert run(tmp_path / "a.duckdb", folder, stages=stages).pages == 40
    assert tables(tmp_path / "a.duckdb") == before


def test_a_grown_folder_computes_only_what_is_new_and_ends_like_one_run(tmp_path: Path, folder: Path) -> None:
    run(tmp_path / "grown.duckdb", folder)
    write_pages(folder, 7, start=40)
    (folder / "0000.txt").write_text("Page first of all.\nAnna met Boris at the border post.\n")
    stages, coded = counting(STUBS)
    run(tmp_path / "grown.duckdb", folder, stages=stages)
    assert len(coded) == 8
    run(tmp_path / "whole.duckdb", folder)
    assert tables(tmp_path / "grown.duckdb") == tables(tmp_path / "whole.duckdb")


def test_two_workers_write_what_one_does(tmp_path: Path, folder: Path) -> None:
    (folder / "bad.txt").write_text("BOOM goes the coder here.\n")
    run(tmp_path / "one.duckdb", folder)
    outcome = run(tmp_path / "two.duckdb", folder, settings=replace(DAY, workers=2))
    assert tables(tmp_path / "one.duckdb") == tables(tmp_path / "two.duckdb")
    assert outcome.rejected == 1


@pytest.mark.parametrize("seed", range(3))
def test_order_and_interruption_leave_no_mark(tmp_path: Path, folder: Path, seed: int) -> None:
    (folder / "dup.txt").write_text((folder / "003.txt").read_text())
    (folder / "wall.txt").write_text("please consent to cookies")
    (folder / "wall2.txt").write_text("please consent to cookies")
    (folder / "none.txt").write_text("")
    run(tmp_path / "a.duckdb", folder)
    files = sorted(folder.iterdir())
    random.Random(seed).shuffle(files)
    for part in (files[:5], files[3:20], files):
        run(tmp_path / "b.duckdb", *part)
    assert tables(tmp_path / "a.duckdb") == tables(tmp_path / "b.duckdb")


def test_a_page_in_two_places_is_one_page(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.txt"):
        (tmp_path / name).write_text("Anna met Boris.\n")
    run(tmp_path / "x.duckdb", tmp_path / "b.txt", tmp_path / "a.txt")
    run(tmp_path / "x.duckdb", tmp_path / "c.txt")
    (page,) = tables(tmp_path / "x.duckdb")["pages"]
    assert page["location"].endswith("a.txt")
    assert [Path(place).name for place in page["locations"]] == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("text", "reason", "detail"),
    [
        ("BOOM goes the coder.", "failed", "RuntimeError: no such frame"),
        ("CRASH goes the reader.", "failed", "ValueError: a stage broke"),
        ("please consent", "consent-wall", "says consent"),
    ],
)
def test_a_bad_page_is_a_reject_and_the_rest_goes_on(
    tmp_path: Path, folder: Path, text: str, reason: str, detail: str
) -> None:
    (folder / "010.txt").write_text(text)
    for _ in range(2):
        outcome = run(tmp_path / "a.duckdb", folder)
        assert (outcome.summary.articles, outcome.rejected, outcome.summary.rejects) == (39, 1, {reason: 1})
    (row,) = tables(tmp_path / "a.duckdb")["rejects"]
    assert (row["location"], row["detail"]) == (str(folder / "010.txt"), detail)


def test_a_mended_file_leaves_no_reject_behind(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("")
    assert run(tmp_path / "a.duckdb", file).summary.rejects == {"empty": 1}
    file.write_text("Anna met Boris.")
    outcome = run(tmp_path / "a.duckdb", file)
    assert (outcome.summary.rejects, outcome.summary.claims, outcome.rejected) == ({}, 1, 0)


def test_a_fault_of_the_settings_is_no_reject(tmp_path: Path, folder: Path) -> None:
    def missing(*_: Any, **__: Any) -> Any:
        raise ResourceError("model missing")

    with pytest.raises(ResourceError):
        run(tmp_path / "a.duckdb", folder, stages=replace(STUBS, code_articles=missing))
    with pytest.raises(ConfigurationError, match="nowhere"):
        run(tmp_path / "a.duckdb", folder, settings=replace(DAY, ontology=tmp_path / "nowhere"))


def test_another_ontology_codes_anew_even_pages_not_given_again(tmp_path: Path, folder: Path) -> None:
    ontology = tmp_path / "types.yaml"
    ontology.write_text("PARLEY")
    run(tmp_path / "a.duckdb", folder)
    run(tmp_path / "a.duckdb", folder / "001.txt", settings=replace(DAY, ontology=ontology))
    found = tables(tmp_path / "a.duckdb")
    assert {row["type"] for row in found["claims"]} == {row["type"] for row in found["events"]} == {"PARLEY"}
    run(tmp_path / "b.duckdb", folder, settings=replace(DAY, ontology=ontology))
    assert found == tables(tmp_path / "b.duckdb")


def test_a_new_coder_gets_pages_that_failed(tmp_path: Path, folder: Path) -> None:
    (folder / "boom.txt").write_text("BOOM said Anna.\n")
    run(tmp_path / "a.duckdb", folder)
    stages, coded = counting(replace(STUBS, coder_version="2"))
    outcome = run(tmp_path / "a.duckdb", folder, stages=stages)
    assert len(set(coded)) == 41
    assert outcome.summary.rejects == {"failed": 1}


def test_an_article_that_fails_only_when_coded_anew_is_read_again_later(tmp_path: Path, folder: Path) -> None:
    run(tmp_path / "a.duckdb", folder)

    def fail(*_: Any, **__: Any) -> Any:
        raise ValueError("worse")

    worse = replace(STUBS, code_articles=fail, coder_version="2")
    assert run(tmp_path / "a.duckdb", folder / "000.txt", stages=worse).summary.rejects == {"failed": 40}
    better = replace(STUBS, coder_version="3")
    assert run(tmp_path / "a.duckdb", folder, stages=better).summary.rejects == {}
    run(tmp_path / "b.duckdb", folder, stages=better)
    assert tables(tmp_path / "a.duckdb") == tables(tmp_path / "b.duckdb")


def test_pages_outside_the_days_asked_for_are_rejected_and_come_back_when_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(
        "".join(f'{{"text": "Anna met Boris on {d}.", "published": "2024-03-0{d}"}}\n' for d in range(1, 6))
    )
    narrow = Settings(since="2024-03-02", until="2024-03-04")
    assert run(tmp_path / "a.duckdb", file, settings=narrow).summary.rejects == {"out-of-range": 2}
    outcome = run(tmp_path / "a.duckdb", file, settings=Settings())
    assert (outcome.summary.articles, outcome.summary.rejects) == (5, {})


def test_other_languages_are_kept_without_claims(tmp_path: Path) -> None:
    (tmp_path / "es.txt").write_text("En España, Anna met Boris.")
    summary = run(tmp_path / "a.duckdb", tmp_path / "es.txt").summary
    assert (summary.articles, summary.claims) == (1, 0)


def test_limit_reads_no_more_pages(tmp_path: Path, folder: Path) -> None:
    assert run(tmp_path / "a.duckdb", folder, settings=replace(DAY, limit=17)).summary.pages == 17


def test_the_coder_is_named_with_its_version_and_its_knowledge() -> None:

    coder, version, knowledge = load_stages().coder_version.split()
    assert (coder.startswith("dateline-"), version, len(knowledge)) == (True, __version__, 16)
