"""``dateline export`` and ``dateline codebook`` from the command line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet
import pytest
from tests.export.conftest import FIRST, SECOND, database

from dateline.cli import main
from dateline.cli.export import _FORMATS
from dateline.export import FORMATS

__all__ = ["database"]

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Runs a command line and returns its exit code, stdout and stderr."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        code = ended.value.code
        return (code if isinstance(code, int) else 0), out.decode(), err.decode()

    return call


def test_the_command_knows_every_format() -> None:
    assert tuple(FORMATS) == _FORMATS


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "parquet"])
def test_stdout_and_a_file_get_the_same(
    database: Path, tmp_path: Path, command: Command, format: str
) -> None:
    code, out, err = command("export", database, "--format", format)
    assert (code, err) == (0, "")
    assert command("export", database, "--format", format, "-o", tmp_path / "o")[:2] == (0, "")
    assert (tmp_path / "o").read_bytes().decode() == out


def test_options_choose_events(database: Path, tmp_path: Path, command: Command) -> None:
    line = ("export", database, "--format", "jsonl", "--table", "events")
    for options, ids in (
        ((), [FIRST, SECOND]),
        (("--type", "SANCTION"), [FIRST]),
        (("--actor", "PER GOV"), [SECOND]),
        (("--since", "2024-06-10", "--until", "2024-06-10"), [FIRST]),
        (("--story", "s"), [FIRST]),
        (("--where", "standing = 'denied'"), [SECOND]),
        (("--limit", "1"), [FIRST]),
    ):
        rows = map(json.loads, command(*line, *options)[1].splitlines())
        assert [row["event"] for row in rows] == ids, options
    command("export", database, "--format", "parquet", "--type", "CONSULT", "-o", tmp_path / "o")
    assert pyarrow.parquet.read_table(tmp_path / "o")["event"].to_pylist() == [SECOND]


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--format", "xlsx"), 2, "xlsx"),
        ((), 2, "--format"),
        (("--format", "parquet"), 2, "-o FILE"),
        (("--format", "csv", "--table", "pages"), 2, "wide, events, event_actors, claims, reports"),
        (("--format", "csv", "--since", "yesterday"), 2, "no day"),
        (("--format", "csv", "--where", "nonsense > 1"), 2, "--where"),
        (("--format", "csv", "-o", "/nowhere/o.csv"), 3, "/nowhere"),
    ],
)
def test_what_cannot_be_is_told_with_its_exit_code(
    database: Path, command: Command, options: tuple[str, ...], code: int, words: str
) -> None:
    found, out, err = command("export", database, *options)
    assert (found, out, words in err, "Traceback" in err) == (code, "", True, False), err


def test_codebook_prints_an_entry_or_all(command: Command) -> None:
    code, out, _ = command("codebook", "protest")
    assert (code, out.startswith("### PROTEST\n")) == (0, True)
    assert out in command("codebook")[1]
    code, _, err = command("codebook", "nonsense")
    assert (code, "polecat" in err) == (2, True)
