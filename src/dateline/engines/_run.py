"""A whole run: pages → claims in batches, then lineage, stories, events and relations of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from dateline.engines._batch import Coder, Source
from dateline.engines._pool import map_in_order
from dateline.engines._settings import Settings
from dateline.engines._stages import Stages
from dateline.engines._watch import SILENT, Watcher
from dateline.records import Article, Page, Reject, Summary
from dateline.store import (
    Packed,
    Store,
    event_rows,
    judgement_rows,
    lineage_rows,
    merge_rows,
    pack,
    reject_rows,
    relation_rows,
    story_rows,
)

Item = TypeVar("Item")

_BATCH_PAGES = 16


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found: the counts of the whole database, and this run's pages and rejects."""

    summary: Summary
    pages: int
    rejected: int


@dataclass(frozen=True, slots=True)
class _Task:
    """A batch as it was read: pages to code, pages found once more, and what could not be read."""

    read: tuple[Page | Reject, ...]
    fresh: tuple[Page, ...]
    again: tuple[Page, ...]
    rejects: tuple[Reject, ...]
    known_rejects: int


@dataclass(slots=True)
class _Tally:
    pages: int = 0
    rejected: int = 0
    in_flight: set[str] = field(default_factory=set)


def run_pages(
    inputs: Sequence[str | Path],
    store: Store,
    settings: Settings,
    *,
    stages: Stages,
    watcher: Watcher = SILENT,
) -> Outcome:
    """Read pages, code them and merge what all pages in the store say.

    Each batch of pages is written in one transaction and pages that the store holds are not read again, so a
    run that was killed goes on where it stopped, and ends in the same tables. Raises InputError,
    ConfigurationError, ResourceError or StoreError; a page that cannot be used is a row of ``rejects``.
    """
    coder = Coder(stages, settings, settings.coding(stages.coder_version))
    watcher.phase("reading")
    tally = _read_and_code(inputs, store, coder, watcher)
    watcher.phase("coding anew")
    _code_anew(store, coder)
    _derive(store, stages, watcher)
    return Outcome(store.summary(), tally.pages, tally.rejected)


def _read_and_code(inputs: Sequence[str | Path], store: Store, coder: Coder, watcher: Watcher) -> _Tally:
    settings, tally = coder.settings, _Tally()
    found = coder.stages.read_pages(inputs, mapping=settings.mapping, paragraphs=settings.paragraphs)
    batches = _batched(islice(found, settings.limit), _BATCH_PAGES)
    tasks = (_task(batch, store, coder, tally) for batch in batches)
    for task, (packed, rejected) in map_in_order(_Work(coder), tasks, workers=settings.workers):
        _write(store, task, packed)
        tally.in_flight.difference_update(page.id for page in task.fresh)
        tally.pages += len(task.read)
        tally.rejected += rejected + len(task.rejects) + task.known_rejects
        watcher.done(task.read)
    return tally


@dataclass(frozen=True, slots=True)
class _Work:
    """What a worker process does with a task."""

    coder: Coder

    def __call__(self, task: _Task) -> tuple[Packed, int]:
        return self.coder.read_and_code(task.fresh) if task.fresh else ([], 0)


def _task(batch: tuple[Page | Reject, ...], store: Store, coder: Coder, tally: _Tally) -> _Task:
    """Tell the pages of a batch that are new from those that the store holds or that are being coded."""
    pages = [item for item in batch if isinstance(item, Page)]
    known = store.known_pages(page.id for page in pages)
    valid = {coder.settings.reading, coder.failed_reading}
    fresh: list[Page] = []
    again: list[Page] = []
    for page in pages:
        held = known.get(page.id)
        if page.id in tally.in_flight:
            again.append(page)
        elif held is None or held.reading not in valid:
            fresh.append(page)
            tally.in_flight.add(page.id)
            again += [replace(page, location=place) for place in held.locations] if held else []
        elif page.location not in held.locations:
            again.append(page)
    rejects = {item.location: item for item in batch if isinstance(item, Reject)}
    known_rejects = sum(known[p.id].rejected for p in pages if p.id in known and p.id not in tally.in_flight)
    return _Task(batch, tuple(fresh), tuple(again), tuple(rejects.values()), known_rejects)


def _write(store: Store, task: _Task, packed: Packed) -> None:
    """Write a batch in one transaction; a batch that holds nothing new writes nothing."""
    if not (task.fresh or task.again or task.rejects):
        return
    store.write_pages(
        packed + pack(merge_rows(map(reject_rows, task.rejects))),
        pages=task.fresh,
        again=task.again,
        unreadable=[reject.location for reject in task.rejects],
    )


def _code_anew(store: Store, coder: Coder) -> None:
    """Code the articles whose claims were made with another coder, ontology or actors file."""
    stale = [
        row["id"]
        for row in store.rows("SELECT id FROM articles WHERE coding != ? ORDER BY id", [coder.coding])
    ]
    batches = (_sources(store, ids) for ids in _batched(stale, _BATCH_PAGES))
    for sources, (packed, _) in map_in_order(coder.code_anew, batches, workers=coder.settings.workers):
        store.write_coded(
            packed, pages=[source.page for source in sources], failed_reading=coder.failed_reading
        )


def _sources(store: Store, ids: Sequence[str]) -> tuple[Source, ...]:
    rows = store.rows(
        "SELECT t.id, p.id AS page, p.location FROM articles t JOIN pages p ON p.id = t.page "
        "WHERE t.id IN (SELECT unnest(?))",
        [list(ids)],
    )
    pages = {row["id"]: (row["page"], row["location"]) for row in rows}
    articles: Iterator[Article] = store.articles("id IN (SELECT unnest(?))", [list(ids)])
    return tuple(Source(article, *pages[article.id]) for article in articles)


def _derive(store: Store, stages: Stages, watcher: Watcher) -> None:
    """Replace what is derived from all articles and claims, unless these are as they were."""
    fingerprint = store.derived_fingerprint()
    if store.meta().get("derived") == fingerprint:
        return
    articles, claims, verdicts = tuple(store.articles()), store.claims(), store.judgements("verdicts")
    watcher.phase("tracing lineage")
    lineages = stages.trace_lineage(articles)
    stories = stages.group_stories(articles, lineages)
    watcher.phase("merging claims")
    events, judgements = stages.merge_claims(claims, articles, lineages, stories, verdicts=verdicts)
    relations = stages.derive_relations(events, claims)
    rows = merge_rows(
        [
            lineage_rows(lineages),
            story_rows(stories),
            event_rows(events),
            judgement_rows(judgements),
            relation_rows(relations),
        ]
    )
    store.write_derived(pack(rows), fingerprint)


def _batched(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    items = iter(items)
    while batch := tuple(islice(items, size)):
        yield batch
