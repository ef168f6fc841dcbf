"""The command line: one file a command, loaded only when it is asked for."""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from pkgutil import iter_modules

import click

from dateline import __version__
from dateline.errors import DatelineError

__all__ = ["main"]


class CommandGroup(click.Group):
    """Finds each command in the module of its name, ``dateline.cli.<name>.command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, sorted."""
        return sorted(m.name.replace("_", "-") for m in iter_modules(__path__) if not m.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, or None where there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"dateline.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dateline")
def _dateline() -> None:
    """Read news pages and say what happened: who did what to whom, when, where, according to whom."""


def main() -> None:
    """Run the command line; errors of ours end with their message and exit code, not a traceback.

    A fault of the program ends with 70 (EX_SOFTWARE), so that it is not taken for rejected pages (1).
    """
    try:
        _dateline(prog_name="dateline")
    except DatelineError as error:
        click.echo(f"dateline: {error}", err=True)
        sys.exit(error.exit_code)
    except Exception:  # noqa: BLE001 - the outermost edge
        traceback.print_exc()
        sys.exit(70)
