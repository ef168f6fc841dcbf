from __future__ import annotations

import json

from click.testing import CliRunner

from dateline.cli.quotes import command


def test_a_line_in_gives_a_line_out():
    text = "The port is closed, Anna Weiss said."
    result = CliRunner().invoke(command, input=json.dumps({"id": "7", "text": text}) + "\n")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "id": "7",
        "attributions": [
            {
                "source": [20, 30],
                "cue": [31, 35],
                "content": [[0, 18]],
                "direct": False,
                "speaker": "Anna Weiss",
            }
        ],
    }


def test_text_without_attributions_gives_an_empty_list():
    result = CliRunner().invoke(command, input='{"id": "1", "text": ""}\n')
    assert json.loads(result.stdout) == {"id": "1", "attributions": []}
