"""What a person at a terminal sees while a run goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")

STUB_RUN = Path(__file__).parents[1] / "engines" / "stub_run.py"


def read_all(descriptor: int) -> str:
    """All that was written to a terminal; Linux ends it with an error, not with an end of file."""
    parts = []
    try:
        while part := os.read(descriptor, 65536):
            parts.append(part)
    except OSError:
        return b"".join(parts).decode(errors="replace")
    return b"".join(parts).decode(errors="replace")


def test_a_terminal_shows_phase_rate_and_time_left_and_stdout_stays_clean(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for n in range(400):
        (tmp_path / "in" / f"{n}.txt").write_text(f"Page {n}\nAnna met Boris.\n")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, STUB_RUN, "run", tmp_path / "in", "--to", tmp_path / "a.duckdb"],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "120"},
    )
    os.close(theirs)
    shown = read_all(ours)
    out, _ = process.communicate()
    assert process.returncode == 0
    assert "reading" in shown
    assert "pages/s" in shown
    assert "-:--:--" in shown or "0:00:0" in shown
    assert out.decode().splitlines()[0].split() == ["pages", "400"]
    assert b"\x1b" not in out
