"""``dateline run``: pages → a database of what they say."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import click

from dateline.cli._terminal import day_option, make_console
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.engines import Outcome
    from dateline.records import Page, Reject, Summary

_RECORD_FIELDS = ("text", "html", "url", "publisher", "published", "headline", "byline", "language")
_EXIT_SOME_REJECTED = 1
_EXIT_INTERRUPTED = 130


@click.command(
    epilog="Exit code: 0 all well, 1 some pages rejected, 2 usage, 3 input or settings, 4 package damaged."
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--to", "target", type=click.Path(path_type=Path), required=True, metavar="FILE.duckdb",
              help="The database; made where there is none, grown where there is.")  # fmt: skip
@day_option("--published", "Publication day of pages that state none.")
@day_option("--since", "Reject pages known to be published before this day.")
@day_option("--until", "Reject pages known to be published after this day.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Read at most N pages.")
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N",
              help="Processes to code with.")  # fmt: skip
@click.option("--ontology", type=click.Path(exists=True, path_type=Path), metavar="FILE",
              help="Event types of your own, added to or put in place of ours.")  # fmt: skip
@click.option("--actors", type=click.Path(exists=True, path_type=Path), metavar="FILE",
              help="Actors of your own, added to or put in place of ours.")  # fmt: skip
@click.option("--map", "mapping", metavar="FIELD=COLUMN,...",
              help="Columns or keys of records: text=body,publisher=site,published=day.")  # fmt: skip
@click.option("--paragraphs", metavar="MARK", help="What stands between paragraphs in a record's text.")
def command(inputs: tuple[str, ...], target: Path, mapping: str | None, **options: Any) -> None:
    """Read pages and write what they say to a database.

    INPUT is a file or folder of web pages, text, JSON Lines, CSV or WARC, each plain, .gz or .zst, or -.
    Run it again to add pages or to go on after a stop: what the database holds is not done twice.
    """
    from dateline.engines import Settings, load_stages, run_pages
    from dateline.store import open_store

    settings = Settings(mapping=_parse_mapping(mapping), **options)
    if settings.since and settings.until and settings.since > settings.until:
        raise UsageError("--since is after --until", todo="exchange them")
    with open_store(target, read_only=False) as store, _Progress(inputs) as progress:
        try:
            outcome = run_pages(inputs, store, settings, stages=load_stages(), watcher=progress)
        except KeyboardInterrupt:
            progress.stop()
            click.echo("stopped; run the same command again to go on", err=True)
            sys.exit(_EXIT_INTERRUPTED)
    _report(outcome, target)


def _report(outcome: Outcome, target: Path) -> None:
    _print_summary(outcome.summary)
    if outcome.rejected:
        click.echo(
            f"{outcome.rejected} of {outcome.pages} pages rejected; see: dateline show {target} rejects",
            err=True,
        )
        sys.exit(_EXIT_SOME_REJECTED)


def _print_summary(summary: Summary) -> None:
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    names = ("pages", "articles", "copies", "stories", "claims", "events", "single_witness_events")
    for name in names:
        table.add_row(name.replace("_", "-", 1).replace("_", " "), str(getattr(summary, name)))
    for reason, count in summary.rejects.items():
        table.add_row(f"rejected: {reason}", str(count))
    make_console().print(table)


def _parse_mapping(text: str | None) -> dict[str, str]:
    pairs = [part.partition("=") for part in text.split(",")] if text else []
    mapping = {name.strip(): column.strip() for name, _, column in pairs}
    if any(not (name and column) for name, column in mapping.items()):
        raise UsageError(f"--map {text}: a part is no FIELD=COLUMN", todo="write text=body,published=day")
    if unknown := set(mapping) - set(_RECORD_FIELDS):
        what = f"--map {text}: no such field as {', '.join(sorted(unknown))}"
        raise UsageError(what, todo=f"the fields are {', '.join(_RECORD_FIELDS)}")
    return mapping


class _Progress:
    """Shows pages, rate and time left on stderr while it is a terminal; says nothing when piped."""

    def __init__(self, inputs: Sequence[str]) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        console = make_console(stderr=True)
        self._sizes = _file_sizes(inputs) if console.is_terminal else {}
        self._read: dict[str, int] = {}
        self._pages = 0
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[pages]} pages"),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        total = sum(self._sizes.values())
        self._task = self._bar.add_task("loading", total=total or None, pages=0, rate="")

    def __enter__(self) -> _Progress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Take the bar off the screen."""
        self._bar.stop()

    def phase(self, name: str) -> None:
        """Show what the run is at."""
        self._bar.update(self._task, description=name)

    def done(self, pages: Sequence[Page | Reject]) -> None:
        """Show that these pages are done; bytes tell the time left, as pages are not counted ahead."""
        for page in pages:
            path = page.location.rpartition("#")[0] or page.location
            self._read[path] = self._read.get(path, 0) + len(getattr(page, "content", ""))
        self._pages += len(pages)
        current = pages[-1].location.rpartition("#")[0] if pages else ""
        done = sum(
            min(size, self._read[path]) if path == current else size
            for path, size in self._sizes.items()
            if path in self._read
        )
        elapsed = self._bar.tasks[0].elapsed or 0.0
        rate = f"{self._pages / elapsed:.1f} pages/s" if elapsed else ""
        self._bar.update(self._task, completed=done, pages=self._pages, rate=rate)


def _file_sizes(inputs: Sequence[str]) -> dict[str, int]:
    """Return the size of each file of the inputs, in bytes."""
    paths = [Path(name) for name in inputs if name != "-"]
    files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    return {str(file): file.stat().st_size for file in files if file.is_file()}
