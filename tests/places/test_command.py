"""``dateline places``."""

from __future__ import annotations

import json

from click.testing import CliRunner

from dateline.cli.places import command


def run(*lines: dict[str, object]) -> list[list[dict[str, object]]]:
    result = CliRunner().invoke(command, input="\n".join(json.dumps(line) for line in lines))
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_list_a_line() -> None:
    first, second = run({"id": "1", "text": "Floods hit Lagos."}, {"id": "2", "text": "Nothing here."})
    assert second == []
    assert {k: first[0][k] for k in ("start", "end", "text", "country", "geonameid")} == {
        "start": 11, "end": 16, "text": "Lagos", "country": "NGA", "geonameid": 2332459,
    }  # fmt: skip
    assert list(first[0]) == [
        "start", "end", "text", "geonameid", "name", "country", "admin1", "lat", "lon", "confidence",
    ]  # fmt: skip


def test_given_spans_are_resolved_in_their_order() -> None:
    text = "From Zzyzqplonk to Lagos."
    (found,) = run({"text": text, "spans": [[19, 24], [5, 15]]})
    assert [m["geonameid"] for m in found] == [2332459, None]
