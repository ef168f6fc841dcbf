"""``dateline run``, ``show`` and ``evidence`` from the command line, with exit codes; the coder is a stub."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.engines.stubs import STUBS

import dateline.engines
from dateline.articles import read_articles
from dateline.cli import main
from dateline.cli._terminal import printable
from dateline.engines import Settings, run_pages
from dateline.store import LISTINGS, load_listing, open_store

Command = Callable[..., tuple[int, str, str]]

REPORT = """Ministers meet at the border

Anna met Boris at the border post on Monday, and the two spoke for an hour about the bridge.
Clara met Dmitri in the afternoon. The bridge has been closed for traffic since the flood of last spring.
Both sides said that they would talk again as soon as the engineers had looked at the damaged piers.
"""


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command line and returns its exit code, stdout and stderr."""
    monkeypatch.setattr(dateline.engines, "load_stages", lambda: STUBS)

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        out, err = capsys.readouterr()
        return (code if isinstance(code, int) else 0), out, err

    return call


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder ``in`` of three reports, two of them alike, and one reject; and ``a.duckdb`` of it."""
    top = tmp_path_factory.mktemp("built")
    (top / "in").mkdir()
    for n in (1, 2):
        (top / "in" / f"{n}.txt").write_text(f"Report {n}\n{REPORT}")
    (top / "in" / "3.txt").write_text("Elena met Farid.\x1b[31m red \x9b and \u202eright\n")
    (top / "in" / "4.txt").write_text("BOOM")
    with open_store(top / "a.duckdb", read_only=False) as store:
        run_pages([top / "in"], store, Settings(published="2024-03-05"), stages=STUBS)
    return top


@pytest.fixture
def database(built: Path, tmp_path: Path) -> Path:
    """A copy of that database, to do with as a test likes."""
    return Path(shutil.copy(built / "a.duckdb", tmp_path))


def test_run_prints_what_it_found_and_where_to_see_rejects(
    built: Path, database: Path, command: Command
) -> None:
    code, out, err = command("run", built / "in", "--published", "2024-03-05", "--to", database)
    counts = dict(line.rsplit(maxsplit=1) for line in out.splitlines())
    assert counts == {
        "pages": "4", "articles": "3", "copies": "1", "stories": "2", "claims": "5", "events": "3",
        "single-witness events": "3", "rejected: failed": "1",
    }  # fmt: skip
    assert (code, err) == (1, f"1 of 4 pages rejected; see: dateline show {database} rejects\n")


def test_run_of_good_pages_ends_well_and_quietly(tmp_path: Path, command: Command) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    code, _, err = command("run", tmp_path / "a.txt", "--to", tmp_path / "a.duckdb")
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["run", "{}/a.txt"], 2, "--to"),
        (["run", "--to", "{}/a.duckdb"], 2, "INPUT"),
        (["run", "{}/a.txt", "--to", "{}/x.duckdb", "--published", "5 March"], 2, "write it as 2022-03-05"),
        (["run", "{}/a.txt", "--to", "{}/x.duckdb", "--published", "2022-02-30"], 2, "no day"),
        (["run", "{}/a.txt", "--to", "{}/x.duckdb", "--map", "text"], 2, "FIELD=COLUMN"),
        (["run", "{}/a.txt", "--to", "{}/x.duckdb", "--map", "body=text"], 2, "no such field as body"),
        (["run", "{}/a.txt", "--to", "{}/x.duckdb", "--limit", "0"], 2, "--limit"),
        (
            ["run", "{}/a.txt", "--to", "{}/x.duckdb", "--since", "2024-01-02", "--until", "2024-01-01"],
            2,
            "after",
        ),
        (["run", "{}/nothing", "--to", "{}/x.duckdb"], 3, "no such file"),
        (["run", "{}/a.txt", "--to", "{}/a.txt"], 3, "no DuckDB database"),
        (["run", "{}/a.txt", "--to", "{}/no/x.duckdb"], 3, "mkdir -p"),
        (["show", "{}/x.duckdb", "events"], 3, "no such database"),
        (["show", "{}/x.duckdb", "eventz"], 2, "eventz"),
        (["evidence", "{}/x.duckdb", "1"], 3, "no such database"),
    ],
)
def test_what_cannot_be_is_told_with_its_exit_code(
    tmp_path: Path, command: Command, arguments: list[str], code: int, words: str
) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    found, _, err = command(*(argument.format(tmp_path) for argument in arguments))
    assert (found, words in err) == (code, True), err
    assert "Traceback" not in err


def test_a_missing_resource_ends_with_four(
    tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise dateline.errors.ResourceError("the model is missing", where="models/x", todo="install again")

    monkeypatch.setattr(dateline.engines, "load_stages", missing)
    (tmp_path / "a.txt").write_text(REPORT)
    code, _, err = command("run", tmp_path / "a.txt", "--to", tmp_path / "a.duckdb")
    assert (code, "install again" in err) == (4, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_target_that_cannot_be_written_is_told(tmp_path: Path, command: Command) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    target = tmp_path / "full.duckdb"
    target.symlink_to("/dev/full")
    code, _, err = command("run", tmp_path / "a.txt", "--to", target)
    assert (code, "Traceback" in err, str(target) in err) == (3, False, True)


def test_a_run_on_a_full_disk_says_so_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    """A limit on file size stands for a full disk."""
    (tmp_path / "in").mkdir()
    for n in range(30):
        (tmp_path / "in" / f"{n:02}.txt").write_text(f"{n}\n" + os.urandom(30_000).hex() + REPORT)
    stub_run = Path(__file__).parents[1] / "engines" / "stub_run.py"
    line = [sys.executable, str(stub_run), "run", str(tmp_path / "in"), "--to", str(tmp_path / "a.duckdb")]
    limited = subprocess.run(
        ["bash", "-c", 'trap "" XFSZ; ulimit -f 700; exec "$@"', "-", *line], capture_output=True, text=True
    )
    assert limited.returncode == 3, limited.stderr
    assert "Traceback" not in limited.stderr
    assert "a.duckdb" in limited.stderr
    again = subprocess.run(line, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    assert "30" in again.stdout.splitlines()[0]


@pytest.mark.parametrize("what", LISTINGS)
def test_show_lists_everything_in_every_format(database: Path, command: Command, what: str) -> None:
    rows = json.loads(command("show", database, what, "--format", "json")[1])
    lines = command("show", database, what, "--format", "jsonl")[1].splitlines()
    table = command("show", database, what)[1].splitlines()
    sheet = list(csv.DictReader(io.StringIO(command("show", database, what, "--format", "csv")[1])))
    assert rows
    assert list(map(json.loads, lines)) == rows
    assert len(sheet) == len(rows)
    assert list(sheet[0]) == list(rows[0]) == list(load_listing(what).names(data=True))
    assert table[0].replace(" ", "").startswith(load_listing(what).names(data=False)[0])
    assert len(table) >= len(rows) + 1


@pytest.mark.parametrize("what", LISTINGS)
@pytest.mark.parametrize(
    ("option", "value", "other"),
    [("actor", "anna", "nobody"), ("type", "consult", "ASSAULT"), ("since", "2024-03-05", "2024-03-06"),
     ("until", "2024-03-05", "2024-03-04"), ("story", "", "zz")],
)  # fmt: skip
def test_show_filters_what_can_be_filtered(
    database: Path, command: Command, what: str, option: str, value: str, other: str
) -> None:
    named = {"rejects": "failed", "lineage": "copy", "relations": "talks"}
    value = named.get(what, value) if option == "type" else value
    code, out, err = command("show", database, what, f"--{option}", value, "--format", "jsonl")
    if option not in load_listing(what).filters:
        assert (code, f"cannot be filtered by --{option}" in err) == (2, True)
        return
    assert (code, bool(out)) == (0, True)
    # What began before the last day still lasts, so an open relation or a later --since may match too.
    rest = command("show", database, what, f"--{option}", other, "--format", "jsonl")[1]
    assert len(rest) < len(out) or (what, option) == ("relations", "since")


def test_show_where_and_limit(database: Path, command: Command) -> None:
    _, out, _ = command("show", database, "events", "--where", "reports > 1 -- two", "--format", "jsonl")
    assert {json.loads(line)["reports"] for line in out.splitlines()} == {2}
    _, out, _ = command("show", database, "claims", "--limit", "2", "--format", "jsonl")
    assert len(out.splitlines()) == 2


@pytest.mark.parametrize(
    "where",
    [
        "1 = 1) ; DROP TABLE claims; SELECT (1",
        "true); DELETE FROM claims --",
        "nonsense = 1",
        "reports >",
        "id IN (SELECT content FROM read_text('/etc/passwd'))",
        "id IN (SELECT * FROM duckdb)",
        "id = $nobody",
    ],
)
def test_show_where_is_only_a_condition(database: Path, command: Command, where: str) -> None:
    code, out, err = command("show", database, "events", "--where", where)
    assert (code, out, "--where" in err, "Traceback" in err) == (2, "", True, False)
    assert len(json.loads(command("show", database, "claims", "--format", "json")[1])) == 5


def test_evidence_shows_witnesses_and_every_report(database: Path, command: Command) -> None:
    rows = json.loads(command("show", database, "events", "--actor", "ANNA", "--format", "json")[1])
    (event,) = rows
    code, out, _ = command("evidence", database, event["id"][:8])
    assert code == 0
    assert "CONSULT/visit  ANNA → BORIS" in out
    assert "1 independent witness\n└── The Courier (outlet)" in out
    assert out.count("\nAnna met Boris\n") == 2
    assert out.count("trigger: met") == 2
    assert " ← The Courier: claim " in out


def test_evidence_of_an_unknown_or_ambiguous_id(database: Path, command: Command) -> None:
    assert command("evidence", database, "zz")[0] == 2
    code, _, err = command("evidence", database, "")
    assert (code, "3 events begin with" in err) == (2, True)


@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv"])
def test_text_from_the_web_cannot_steer_a_terminal(database: Path, command: Command, format: str) -> None:
    (event,) = json.loads(command("show", database, "events", "--actor", "ELENA", "--format", "json")[1])
    _, shown, _ = command("show", database, "stories", "--format", format)
    _, evidence, _ = command("evidence", database, event["id"])
    for text in (shown, evidence):
        assert not set(text) & {"\x1b", "\x9b", "\u202e"}


def test_printable_keeps_length_tabs_and_letters() -> None:
    text = "a\tb\nč\x1b[2J\r\x00\u2066語"
    assert printable(text) == "a\tb\nč\ufffd[2J\ufffd\ufffd\ufffd語"
    assert len(printable(text)) == len(text)


def test_map_and_paragraphs_say_how_records_hold_their_text(tmp_path: Path, command: Command) -> None:
    (tmp_path / "a.csv").write_text('body,day,site\n"Anna met Boris. ## Clara met Dmitri.",2024-03-05,Post\n')
    code, _, _ = command(
        "run", tmp_path / "a.csv", "--to", tmp_path / "a.duckdb", "--paragraphs", "##",
        "--map", "text=body, published=day, publisher=site",
    )  # fmt: skip
    (article,) = json.loads(command("show", tmp_path / "a.duckdb", "articles", "--format", "json")[1])
    assert (code, article["publisher"], article["published"], article["claims"]) == (
        0,
        "Post",
        "2024-03-05",
        2,
    )
    with open_store(tmp_path / "a.duckdb") as store:
        assert len(list(store.table("paragraphs"))) == 2


BAD_PAGES: dict[str, tuple[bytes, str]] = {
    "empty.html": (b"", "empty"),
    "image.html": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "binary"),
    "truncated.html": (b"<html><body><p>The minister said on Monday that <a hre", "truncated"),
    "truncated.jsonl.gz": (gzip.compress(b'{"text": "Anna met Boris."}\n' * 500)[:-20], "truncated"),
    "deep.html": (b"<html><body>" + b"<div>" * 100_000 + b"Anna met Boris" + b"</div>" * 100_000, "too-deep"),
    "huge.html": (b"<html><body><p>" + b"Anna met Boris. " * 3_300_000 + b"</p></body></html>", "too-large"),
    "record.jsonl": (b'{"no text": 1}\n', "bad-record"),
    "consent.html": (
        b"<html><head><title>Before you continue</title></head><body><h1>We value your privacy</h1>"
        b"<p>We and our 842 partners use cookies to store and access information on your device."
        b" Accept all or manage your choices.</p><button>Accept all</button><button>Reject all</button>"
        b"</body></html>",
        "consent-wall",
    ),
}


def test_bad_pages_are_rejects_with_their_reasons_and_good_ones_are_coded(
    tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dateline.engines, "load_stages", lambda: replace(STUBS, read_articles=read_articles))
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (content, _) in BAD_PAGES.items():
        (folder / name).write_bytes(content)
    (folder / "good.txt").write_text(REPORT)
    (folder / "latin.txt").write_bytes(REPORT.replace("Monday", "mañana").encode("latin-1"))
    code, _, err = command("run", folder, "--to", tmp_path / "a.duckdb")
    _, listed, _ = command("show", tmp_path / "a.duckdb", "rejects", "--format", "json")
    found = {Path(row["location"].partition("#")[0]).name: row["reason"] for row in json.loads(listed)}
    assert found == {name: reason for name, (_, reason) in BAD_PAGES.items()}
    assert (code, "see: dateline show" in err) == (1, True)
    articles = json.loads(command("show", tmp_path / "a.duckdb", "articles", "--format", "json")[1])
    assert {Path(row["location"].partition("#")[0]).name for row in articles} >= {"good.txt", "latin.txt"}
