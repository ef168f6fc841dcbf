"""Writes the reference that is made from the program itself: schema, codebook, command line, Python.

``python docs/generate.py`` writes them; with ``--check`` it names those that are stale and exits with 1.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from dateline import api, cli
from dateline.codebook import codebook
from dateline.store import schema_reference

REFERENCE = Path(__file__).parent / "reference"
_WIDTH = 100
_HEAD = """# The command line

Each command as `dateline COMMAND --help` tells it.
"""


def pages() -> dict[Path, str]:
    """Return the text of every page that is made so, by its file."""
    return {
        REFERENCE / "schema.md": schema_reference(),
        REFERENCE / "codebook.md": codebook(),
        REFERENCE / "cli.md": cli_reference(),
        REFERENCE / "python.md": python_reference(),
    }


def cli_reference() -> str:
    """Return the help of every command, one section a command, in Markdown."""
    context = _context(cli._dateline, "dateline", None)
    sections = [section for section in _sections(cli._dateline, context) if section]
    return "\n".join([_HEAD, *sections])


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from _sections(found, _context(found, name, context))


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(
        command, info_name=name, parent=parent, terminal_width=_WIDTH, max_content_width=_WIDTH,
        help_option_names=["-h", "--help"],
    )  # fmt: skip


def python_reference() -> str:
    """Return the Python interface: its introduction, then every public name with its signature."""
    parts = [f"# Python\n\n{inspect.getdoc(api)}\n"]
    for name in sorted(api.__all__):
        found = getattr(api, name)
        parts.append(_entry(f"dateline.{name}", found))
        if inspect.isclass(found):
            methods = ((n, m) for n, m in vars(found).items() if inspect.isfunction(m) and n[0] != "_")
            parts += [_entry(f"Database.{method_name}", method) for method_name, method in methods]
    return "\n".join(parts)


def _entry(name: str, found: Any) -> str:
    signature = "" if inspect.isclass(found) else str(inspect.signature(found)).replace("(self, ", "(")
    signature = signature.replace("(self)", "()").replace("'", "")
    return f"## {name}\n\n```python\n{name}{signature}\n```\n\n{inspect.getdoc(found)}\n"


def stale() -> list[Path]:
    """Return the pages whose file differs from what the program says."""
    return [
        file
        for file, text in pages().items()
        if not file.exists() or file.read_text(encoding="utf-8") != text
    ]


def main() -> int:
    """Write or check the pages."""
    if "--check" in sys.argv[1:]:
        found = stale()
        for file in found:
            print(f"{file}: stale; python docs/generate.py", file=sys.stderr)
        return int(bool(found))
    for file, text in pages().items():
        file.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
