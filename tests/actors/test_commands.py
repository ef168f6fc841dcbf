"""The commands ``resolve`` and ``actors``."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from dateline.cli.actors import command as actors
from dateline.cli.resolve import command as resolve


def ask(*questions: dict[str, str]) -> list[dict[str, object]]:
    lines = "".join(json.dumps(q) + "\n" for q in questions)
    result = CliRunner().invoke(resolve, input=lines)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_resolve_reads_days_in_words() -> None:
    (answer,) = ask({"phrase": "the French president", "day": "12 April 2022"})
    assert (answer["country"], answer["sector"], answer["name"]) == ("FRA", "GOV", "Emmanuel Macron")


def test_resolve_gives_all_of_a_compound() -> None:
    (answer,) = ask({"phrase": "Iran and Iraq"})
    assert answer["country"] == "IRN"
    assert [a["country"] for a in answer["all"]] == ["IRN", "IRQ"]  # type: ignore[attr-defined]


def test_resolve_answers_every_line() -> None:
    answers = ask({"phrase": "aljsndg"}, {"phrase": "the United Nations"})
    assert [(a["country"], a["sector"]) for a in answers] == [(None, None), ("UNO", "IGO")]


def test_resolve_refuses_no_day() -> None:
    result = CliRunner().invoke(resolve, input='{"phrase": "Iran", "day": "never"}\n')
    assert result.exit_code != 0


def test_add_list_check(tmp_path: Path) -> None:
    path = str(tmp_path / "own.csv")
    run = CliRunner().invoke
    assert (
        run(actors, ["add", path, "--alias", "Blue Bloc", "--country", "VEN", "--sector", "OPP"]).exit_code
        == 0
    )
    assert "Blue Bloc\tVEN\tOPP" in run(actors, ["list", path]).output
    assert run(actors, ["check", path]).exit_code == 0
    Path(path).write_text("alias,country\nBlue Bloc,VEX\n", encoding="utf-8")
    assert run(actors, ["check", path]).exit_code == 1
