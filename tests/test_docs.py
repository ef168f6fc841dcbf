"""The docs keep up with the project: links, paths, commands, options and reasons they name are there."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from dateline import cli, errors

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "dateline"
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "training").rglob("README.md")),
]
TOP = frozenset({"benchmarks", "docs", "samples", "src", "tests", "training"})
ERRORS = ROOT / "docs" / "reference" / "errors.md"
_LINK = re.compile(r"\]\(([^()\s]{1,300})\)")
_SPAN = re.compile(r"`([^`\n]{1,300})`")
_PATH = re.compile(r"[\w.-]+(?:/[\w.*-]+)*/?$")
_COMMAND = re.compile(r"(?:^|\|\s|\$\s)(?:\.venv/bin/)?dateline ([a-z][a-z-]*)\b([^|>;]*)")
_OPTION = re.compile(r"(?<!\S)(--[a-z][a-z-]*)")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def code(page: Path) -> Iterator[str]:
    """Yield what a page sets as code: spans in backticks, and lines of blocks."""
    fenced = False
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif fenced or line.startswith("    "):
            yield line.strip()
        else:
            yield from _SPAN.findall(line)


def paths(page: Path) -> Iterator[str]:
    """Yield the repository's paths that a page names in backticks."""
    for span in _SPAN.findall(page.read_text(encoding="utf-8")):
        for word in span.split():
            first = word.partition("/")[0]
            if (
                "/" in word
                and _PATH.match(word)
                and first != ".."
                and (first in TOP or (PACKAGE / first).is_dir())
            ):
                yield word


def exists(path: str) -> bool:
    """Say whether a path, which may hold stars, leads somewhere from the root or from the package."""
    return any(any(folder.glob(path.rstrip("/"))) for folder in (ROOT, PACKAGE))


def commands(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each command a page shows, with the options it gives it."""
    for line in code(page):
        for match in _COMMAND.finditer(line):
            yield match[1], _OPTION.findall(match[2])


def options(name: str) -> set[str]:
    """Return the options of a command and of its subcommands."""
    todo, found = [click_command(name)], {"--help"}
    while todo:
        command = todo.pop()
        found |= {text for parameter in command.params for text in parameter.opts}
        todo += command.commands.values() if isinstance(command, click.Group) else []
    return found


def click_command(name: str) -> click.Command:
    """Return a command by its name; fails where there is none."""
    command = cli._dateline.get_command(click.Context(cli._dateline), name)
    assert command is not None, f"there is no command 'dateline {name}'"
    return command


def section(heading: str) -> str:
    """Return a section of the page on errors."""
    return ERRORS.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]


def first_cells(text: str) -> list[str]:
    """Return the first cell of each row of a table that begins with code."""
    return re.findall(r"^\| `([^`]+)` \|", text, re.M)


@each_page
def test_relative_links_lead_somewhere(page: Path) -> None:
    links = [link.partition("#")[0] for link in _LINK.findall(page.read_text(encoding="utf-8"))]
    relative = [link for link in links if link and "://" not in link and not link.startswith("mailto:")]
    assert [link for link in relative if not (page.parent / link).exists()] == []


@each_page
def test_named_paths_exist(page: Path) -> None:
    assert [path for path in paths(page) if not exists(path)] == []


@each_page
def test_shown_commands_and_options_exist(page: Path) -> None:
    for name, given in commands(page):
        assert set(given) <= options(name), f"dateline {name}"


def test_every_command_is_shown_somewhere() -> None:
    shown = {name for page in PAGES for name, _ in commands(page)}
    assert set(cli._dateline.list_commands(click.Context(cli._dateline))) <= shown


def test_every_page_is_in_the_index() -> None:
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / link).resolve() for link in _LINK.findall(index.read_text(encoding="utf-8"))}
    assert set((ROOT / "docs").rglob("*.md")) - {index} <= linked


def test_every_reason_of_rejects_is_documented_in_order() -> None:
    text = re.sub(r"`(--\w+)`", r"\1", section("Rejects"))
    assert first_cells(text) == list(errors.REJECT_REASONS)
    for reason, meaning in errors.REJECT_REASONS.items():
        assert f"| `{reason}` | {meaning.split(' (')[0]}" in text


def test_every_exception_is_documented_with_its_exit_code() -> None:
    documented = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", section("Exceptions"), re.M))
    kinds = [getattr(errors, name) for name in errors.__all__ if name.endswith("Error")]
    assert documented == {kind.__name__: str(kind.exit_code) for kind in kinds}


def test_paths_are_found_from_the_root_and_the_package(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "`python training/acts.py --out x` makes `claims/nowhere.bin`, not `AID/food` or `../a/b`.\n", "utf-8"
    )
    assert list(paths(page)) == ["training/acts.py", "claims/nowhere.bin"]
    assert [exists(path) for path in paths(page)] == [True, False]
    assert exists("ontology/plover/*.yaml") and exists("docs/reference/")


def test_code_is_found_in_spans_and_blocks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "See `dateline show x`.\n\n    $ dateline run a --to b\n\nA dateline is a line.\n", "utf-8"
    )
    assert list(commands(page)) == [("show", []), ("run", ["--to"])]
