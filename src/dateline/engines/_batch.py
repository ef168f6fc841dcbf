"""Pages → rows, a batch at a time: what a worker process does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline.engines._settings import Settings
from dateline.engines._stages import Coded, Stages
from dateline.errors import DatelineError
from dateline.records import Article, Page, Reject
from dateline.store import (
    Packed,
    Rows,
    article_rows,
    coded_rows,
    merge_rows,
    pack,
    page_rows,
    reject_rows,
)

Answer = TypeVar("Answer")

_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class Source:
    """An article with the page it was read from."""

    article: Article
    page: str
    location: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What made a stage fail, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Coder:
    """Turns batches into rows with these stages and settings; picklable."""

    stages: Stages
    settings: Settings
    coding: str

    @property
    def failed_reading(self) -> str:
        """What is noted of a page that made the coder fail: it is read again when the coder changes."""
        return f'{self.settings.reading[:-1]}, "failed": {self.coding}}}'

    def read_and_code(self, pages: Sequence[Page]) -> tuple[Packed, int]:
        """Return the rows of these pages, and how many of the pages were rejected."""
        sources: list[Source] = []
        rejects: dict[str, Reject] = {}
        for page in pages:
            for found in self._read(page):
                if isinstance(found, Reject):
                    rejects[page.id] = found
                else:
                    sources.append(Source(found, page.id, page.location))
        rows, failed = self._code(sources)
        rejects |= failed
        parts = [page_rows(p, self._reading_of(rejects.get(p.id))) for p in pages]
        parts += [reject_rows(reject, page) for page, reject in rejects.items()]
        return pack(merge_rows([*parts, *rows])), len(rejects)

    def code_anew(self, sources: Sequence[Source]) -> tuple[Packed, int]:
        """Return the rows of articles that the store holds, coded anew, and how many failed."""
        rows, failed = self._code(sources)
        rejects = [reject_rows(reject, page) for page, reject in failed.items()]
        return pack(merge_rows([*rejects, *rows])), len(failed)

    def _reading_of(self, reject: Reject | None) -> str:
        return self.failed_reading if reject and reject.reason == "failed" else self.settings.reading

    def _read(self, page: Page) -> list[Article | Reject]:
        found = _attempt(lambda: list(self.stages.read_articles([page], published=self.settings.published)))
        if isinstance(found, Fault):
            return [Reject(page.location, "failed", found.name)]
        return [self._in_range(item, page) for item in found] or [Reject(page.location, "no-main-text")]

    def _in_range(self, found: Article | Reject, page: Page) -> Article | Reject:
        if isinstance(found, Article) and self.settings.is_out_of_range(found):
            return Reject(page.location, "out-of-range", found.published or f"after {found.published_after}")
        return found

    def _code(self, sources: Sequence[Source]) -> tuple[list[Rows], dict[str, Reject]]:
        """Code all at once; where that fails, one at a time to find those at fault."""
        found = _attempt(lambda: self._coded_rows(sources))
        if not isinstance(found, Fault):
            return found, {}
        if len(sources) == 1:
            return [], {sources[0].page: Reject(sources[0].location, "failed", found.name)}
        rows: list[Rows] = []
        failed: dict[str, Reject] = {}
        for source in sources:
            more, faults = self._code([source])
            rows += more
            failed |= faults
        return rows, failed

    def _coded_rows(self, sources: Sequence[Source]) -> list[Rows]:
        options = {"ontology": self.settings.ontology, "actors": self.settings.actors}
        articles = [source.article for source in sources]
        coded = self.stages.code_articles(articles, **options) if articles else ()
        return [self._rows_of(source, found) for source, found in zip(sources, coded, strict=True)]

    def _rows_of(self, source: Source, coded: Coded) -> Rows:
        id = source.article.id
        return merge_rows(
            [
                article_rows(source.article, source.page, self.coding),
                coded_rows(id, coded.claims, coded.attributions, coded.times, coded.places),
            ]
        )


def _attempt(work: Callable[[], Answer]) -> Answer | Fault:
    """Do the work; a fault of the page is named, one of the settings or of the package is raised."""
    try:
        return work()
    except DatelineError:
        raise
    except Exception as error:  # noqa: BLE001 - the outermost edge: one page must not stop a run
        return Fault(f"{type(error).__name__}: {error}"[:_LONGEST_NAME])
