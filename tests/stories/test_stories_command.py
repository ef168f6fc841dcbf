"""``dateline stories``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.stories._texts import FERRY, STRIKE

from dateline.cli.stories import command
from dateline.errors import InputError

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def run(*records: dict[str, str]) -> list[dict[str, object]]:
    """Return the lines the command writes for these articles."""
    given = "".join(json.dumps(record) + "\n" for record in records)
    result = CliRunner().invoke(command, input=given, catch_exceptions=False)
    return [json.loads(line) for line in result.output.splitlines()]


def test_bare_id_and_text_are_enough() -> None:
    (line,) = run({"id": "a", "text": FERRY})
    assert set(line) == {"id", "story", "derived_from", "how", "cited", "share"}
    assert (line["id"], line["derived_from"], line["how"], line["share"]) == ("a", None, None, 0.0)


def test_lines_come_in_the_order_given() -> None:
    lines = run(
        {"id": "c", "text": FERRY, "published": "2031-05-07"},
        {"id": "a", "text": STRIKE},
        {"id": "b", "text": FERRY, "published": "2031-05-06"},
    )
    assert [line["id"] for line in lines] == ["c", "a", "b"]
    assert lines[0]["derived_from"] == "b" and lines[0]["how"] == "copy"
    assert lines[0]["story"] == lines[2]["story"] != lines[1]["story"]


def test_nothing_in_nothing_out() -> None:
    assert run() == []


def test_a_broken_line_is_named() -> None:
    with pytest.raises(InputError, match="text"):
        run({"id": "a"})


def test_help_shows_a_line_in_and_out() -> None:
    shown = CliRunner().invoke(command, ["--help"]).output
    assert '"derived_from"' in shown and '"published"' in shown


@pytest.mark.skipif(not SEEDS.exists(), reason="the reference data is not beside the repository")
def test_the_seeds_are_one_story_and_one_is_a_rewrite_of_the_other() -> None:
    names = ("000_c4d90af70d619d42", "002_31f37b15e8bd5e99")
    one, other = run(*({"id": n, "text": (SEEDS / f"{n}.txt").read_text("utf-8")} for n in names))
    assert one["story"] == other["story"]
    assert (one["derived_from"], one["how"], one["cited"]) == (names[1], "rewrite", "The New York Times")
    assert other["derived_from"] is None
