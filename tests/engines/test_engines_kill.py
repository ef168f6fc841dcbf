"""A run killed at any moment, and started again, ends in the same tables."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.engines.test_engines_run import run, tables, write_pages

STUB_RUN = [sys.executable, str(Path(__file__).with_name("stub_run.py")), "run"]
KILLS = 20


def start(folder: Path, target: Path, *options: str) -> subprocess.Popen[bytes]:
    command = [*STUB_RUN, str(folder), "--published", "2024-03-05", "--to", str(target), *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def until_begun(process: subprocess.Popen[bytes], target: Path, before: float) -> None:
    """Wait until the process writes to the database, so that kills fall into its work, not its imports."""
    log = target.with_name(target.name + ".wal")
    while process.poll() is None and not (log.exists() and log.stat().st_mtime > before):
        time.sleep(0.005)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = write_pages(tmp_path / "in", 400)
    (folder / "bad.txt").write_text("BOOM goes the coder here.")
    (folder / "empty.txt").write_text("")
    return folder


@pytest.mark.slow
def test_twenty_kills_leave_no_mark(tmp_path: Path, folder: Path) -> None:
    run(tmp_path / "whole.duckdb", folder)
    expected = tables(tmp_path / "whole.duckdb")
    chance, target = random.Random(20), tmp_path / "killed.duckdb"
    pages_left = []
    for _ in range(KILLS):
        before = time.time()
        process = start(folder, target)
        until_begun(process, target, before)
        time.sleep(chance.uniform(0, 0.12))
        process.kill()
        process.communicate()
        pages_left.append(len(tables(target)["pages"]) if target.exists() else 0)
        if pages_left[-1] == len(expected["pages"]):
            target.unlink()
    assert len(set(pages_left)) > KILLS // 4, "the kills did not fall into the work"
    last = start(folder, target)
    assert last.wait(60) == 1, last.communicate()
    assert tables(target) == expected


def test_a_killed_run_leaves_no_worker_behind(tmp_path: Path, folder: Path) -> None:
    target = tmp_path / "a.duckdb"
    process = start(folder, target, "--workers", "2")
    while process.poll() is None and len(workers := children(process.pid)) < 2:
        time.sleep(0.01)
    time.sleep(0.3)
    process.kill()
    process.communicate()
    deadline = time.time() + 10
    while any(map(is_alive, workers)) and time.time() < deadline:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))
    last = start(folder, target, "--workers", "2")
    assert last.wait(60) == 1
    run(tmp_path / "whole.duckdb", folder)
    assert tables(target) == tables(tmp_path / "whole.duckdb")


def children(pid: int) -> list[int]:
    """The processes that this one started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
