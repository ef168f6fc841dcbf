"""The reference in docs/ says what the program says, and every command and option stands in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from dateline import cli

ROOT = Path(__file__).parents[2]


def test_the_made_pages_are_up_to_date() -> None:
    # In a process of its own: click keeps the help option that another test's direct call of a command made.
    check = [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"run python docs/generate.py\n{done.stdout}{done.stderr}"


def test_every_command_and_option_stands_in_the_reference() -> None:
    text = (ROOT / "docs/reference/cli.md").read_text(encoding="utf-8")
    context = click.Context(cli._dateline)
    for name in cli._dateline.list_commands(context):
        assert f"## dateline {name}\n" in text
        command = cli._dateline.get_command(context, name)
        assert command is not None
        for parameter in command.params:
            assert all(option in text for option in parameter.opts if option.startswith("-")), name


def test_every_command_says_what_it_does() -> None:
    context = click.Context(cli._dateline)
    for name in cli._dateline.list_commands(context):
        command = cli._dateline.get_command(context, name)
        assert command is not None and command.help, name
        helpless = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
        assert helpless == [], name
