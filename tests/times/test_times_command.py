"""``dateline times``: JSON Lines in and out."""

from __future__ import annotations

import json

from click.testing import CliRunner

from dateline.cli.times import command


def run(*lines: object) -> list[list[dict[str, object]]]:
    given = "\n".join(json.dumps(line) for line in lines)
    result = CliRunner().invoke(command, [], input=given)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_each_text_gives_the_list_of_its_times() -> None:
    first, second, third = run(
        {"id": "a", "text": "They met in May 2019 and again on Friday.", "published": "2022-03-05"},
        {"id": "b", "text": "They met on Friday."},
        {"id": "c", "text": "They met."},
    )
    assert first == [
        {
            "start": 12,
            "end": 20,
            "text": "May 2019",
            "type": "DATE",
            "value": "2019-05",
            "begin": "2019-05-01",
            "end_day": "2019-05-31",
            "basis": "explicit",
        },
        {
            "start": 34,
            "end": 40,
            "text": "Friday",
            "type": "DATE",
            "value": "2022-03-04",
            "begin": "2022-03-04",
            "end_day": "2022-03-04",
            "basis": "relative",
        },
    ]
    assert [(t["begin"], t["end_day"], t["basis"]) for t in second] == [(None, None, "unknown")]
    assert third == []


def test_offsets_count_characters_not_bytes() -> None:
    (found,) = run({"id": "a", "text": "Žižkův průvod – 4 July 1990 – skončil."})
    assert (found[0]["start"], found[0]["end"]) == (16, 27)


def test_help_shows_a_line_in_and_a_line_out() -> None:
    result = CliRunner().invoke(command, ["--help"])
    assert '{"id": "a", "text": "They met in May 2019."' in result.output
    assert '"value": "2019-05"' in result.output
