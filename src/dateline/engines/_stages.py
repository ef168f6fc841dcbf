"""The stages that a run goes through, as plain functions; a test may put others in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from dateline import __version__
from dateline.engines._settings import fingerprint
from dateline.records import (
    Article,
    Attribution,
    Claim,
    Event,
    Judgement,
    Lineage,
    Page,
    PlaceMention,
    Reject,
    Relation,
    Story,
    TimeExpression,
)
from dateline.resources import resource


class Coded(Protocol):
    """An article with what it was found to say."""

    @property
    def article(self) -> Article: ...
    @property
    def claims(self) -> tuple[Claim, ...]: ...
    @property
    def attributions(self) -> tuple[Attribution, ...]: ...
    @property
    def times(self) -> tuple[TimeExpression, ...]: ...
    @property
    def places(self) -> tuple[PlaceMention, ...]: ...


@dataclass(frozen=True, slots=True)
class Stages:
    """The doors of the stages. Functions must be importable by name, since worker processes look them up.

    ``coder_version`` names the coder, its version and its knowledge; on a change articles are coded anew.
    """

    read_pages: Callable[..., Iterator[Page | Reject]]
    read_articles: Callable[..., Iterator[Article | Reject]]
    code_articles: Callable[..., Iterable[Coded]]
    trace_lineage: Callable[[tuple[Article, ...]], tuple[Lineage, ...]]
    group_stories: Callable[[tuple[Article, ...], tuple[Lineage, ...]], tuple[Story, ...]]
    merge_claims: Callable[..., tuple[tuple[Event, ...], tuple[Judgement, ...]]]
    derive_relations: Callable[[tuple[Event, ...], tuple[Claim, ...]], tuple[Relation, ...]]
    coder_version: str


def load_stages() -> Stages:
    """Return dateline's own stages; imports them, which takes a second or two."""
    from dateline import articles, claims, events, pages, relations, stories

    return Stages(
        read_pages=pages.read_pages,
        read_articles=articles.read_articles,
        code_articles=claims.code_articles,
        trace_lineage=stories.trace_lineage,
        group_stories=stories.group_stories,
        merge_claims=events.merge_claims,
        derive_relations=relations.derive_relations,
        coder_version=f"{claims.CODER} {__version__} {fingerprint(resource('ontology'))}",
    )
