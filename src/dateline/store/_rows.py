"""Records → rows, a dict of column values each; ``_records`` turns them back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, TypeAlias

import msgspec

from dateline.records import (
    Actor,
    Article,
    Attribution,
    Claim,
    ClaimPlace,
    Event,
    Judgement,
    Lineage,
    Page,
    PlaceMention,
    Reject,
    Relation,
    Span,
    Story,
    TimeExpression,
)

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, list[Row]]
Packed: TypeAlias = list[tuple[str, str]]
"""Tables with rows of theirs as a JSON array: cheap to send between processes and to insert."""

_CHUNK_ROWS = 2000


def pack(rows: Rows) -> Packed:
    """Return rows as JSON, some thousand at a time; lone surrogates, which no database holds, become "?"."""
    return [
        (table, _encode(part[n : n + _CHUNK_ROWS]))
        for table, part in rows.items()
        for n in range(0, len(part), _CHUNK_ROWS)
    ]


def merge_rows(parts: Iterable[Rows]) -> Rows:
    """Return the rows of all parts, table by table, in order."""
    merged: Rows = {}
    for part in parts:
        for table, rows in part.items():
            merged.setdefault(table, []).extend(rows)
    return merged


def page_rows(page: Page, reading: str) -> Rows:
    """Return the row of a page that was read with the options ``reading``."""
    row = _plain(page, "content") | {"locations": [page.location], "reading": reading}
    return {"pages": [row]}


def reject_rows(reject: Reject, page: str | None = None) -> Rows:
    """Return the row of a reject; ``page`` is the id of the page, where one could be read."""
    return {"rejects": [_plain(reject) | {"page": page}]}


def article_rows(article: Article, page: str, coding: str) -> Rows:
    """Return the rows of an article read from ``page`` and coded with the settings ``coding``."""
    row = _plain(article, "paragraphs", "cited_span") | _span("cited", article.cited_span)
    row |= _days(article, "published", "published_after") | {"page": page, "coding": coding}
    paragraphs = [_located(p, article.id, n) for n, p in enumerate(article.paragraphs)]
    return {"articles": [row], "paragraphs": paragraphs}


def coded_rows(
    article: str,
    claims: Sequence[Claim],
    attributions: Sequence[Attribution],
    times: Sequence[TimeExpression],
    places: Sequence[PlaceMention],
) -> Rows:
    """Return the rows of what the article of this id was found to say."""
    return {
        "claims": [_claim(claim) for claim in claims],
        "claim_actors": [row for claim in claims for row in _claim_actors(claim)],
        "claim_sources": [row for claim in claims for row in _claim_sources(claim)],
        "attributions": [_attribution(a, article, n) for n, a in enumerate(attributions)],
        "times": [_time(time, article, n) for n, time in enumerate(times)],
        "places": [_located(place, article, n) for n, place in enumerate(places)],
    }


def lineage_rows(lineages: Iterable[Lineage]) -> Rows:
    """Return the rows of lineages and their passages."""
    rows: Rows = {"lineage": [], "passages": []}
    seen: dict[str, int] = {}
    for lineage in lineages:
        position = seen[lineage.article] = seen.get(lineage.article, -1) + 1
        rows["lineage"].append(_plain(lineage, "passages") | {"position": position})
        rows["passages"] += [
            {"article": lineage.article, "lineage": position, "position": n}
            | _span("child", passage.child)
            | _span("parent", passage.parent)
            for n, passage in enumerate(lineage.passages)
        ]
    return rows


def story_rows(stories: Iterable[Story]) -> Rows:
    """Return the rows of stories and their articles."""
    rows: Rows = {"stories": [], "story_articles": []}
    for story in stories:
        rows["stories"].append(_plain(story, "articles") | _days(story, "first_day", "last_day"))
        rows["story_articles"] += _members("story", story.id, "article", story.articles)
    return rows


def event_rows(events: Iterable[Event]) -> Rows:
    """Return the rows of events and of what they are made of."""
    rows: Rows = {
        t: [] for t in ("events", "event_actors", "event_claims", "event_articles", "event_witnesses")
    }
    for event in events:
        rows["events"].append(_event(event))
        rows["event_actors"] += _members("event", event.id, "actor", event.actors, role="actor")
        rows["event_actors"] += _members("event", event.id, "actor", event.recipients, role="recipient")
        rows["event_claims"] += _members("event", event.id, "claim", event.claims)
        rows["event_articles"] += _members("event", event.id, "article", event.articles)
        rows["event_witnesses"] += [
            _plain(witness) | {"event": event.id, "position": n} for n, witness in enumerate(event.witnesses)
        ]
    return rows


def judgement_rows(judgements: Iterable[Judgement], *, table: str = "judgements") -> Rows:
    """Return the rows of judgements; ``table`` may be "verdicts"."""
    return {
        table: [
            _plain(judgement, "left", "right")
            | {"left_claim": judgement.left, "right_claim": judgement.right}
            for judgement in judgements
        ]
    }


def relation_rows(relations: Iterable[Relation]) -> Rows:
    """Return the rows of relations, in order."""
    return {
        "relations": [
            _plain(relation, "left", "right")
            | {"position": n, "left_actor": relation.left, "right_actor": relation.right}
            for n, relation in enumerate(relations)
        ]
    }


def _claim(claim: Claim) -> Row:
    evidence = claim.evidence
    parts = ("actors", "recipients", "time", "place", "source", "evidence")
    return (
        _plain(claim, *parts)
        | {
            f"time_{name}": value
            for name, value in (_plain(claim.time) | _days(claim.time, "start", "end")).items()
        }
        | _place(claim.place)
        | _span("trigger", evidence.trigger)
        | _span("sentence", evidence.sentence)
        | _span("time_char", evidence.time)
        | _span("place_char", evidence.place)
        | {"actor_spans": _spans(evidence.actors), "recipient_spans": _spans(evidence.recipients)}
        | {"source_spans": _spans(evidence.source)}
    )


def _claim_actors(claim: Claim) -> Iterator[Row]:
    for role, actors in (("actor", claim.actors), ("recipient", claim.recipients)):
        for position, actor in enumerate(actors):
            yield {"claim": claim.id, "role": role, "position": position} | _actor(actor)


def _actor(actor: Actor) -> Row:
    row = _plain(actor, "id", "start", "end")
    return row | {"actor": actor.id, "char_start": actor.start, "char_end": actor.end}


def _claim_sources(claim: Claim) -> Iterator[Row]:
    for position, link in enumerate(claim.source):
        yield {"claim": claim.id, "position": position} | _plain(link, "span") | _span("char", link.span)


def _attribution(attribution: Attribution, article: str, position: int) -> Row:
    row = _plain(attribution, "source", "cue", "content") | {"article": article, "position": position}
    row |= _span("source", attribution.source) | _span("cue", attribution.cue)
    return row | {"content": _spans(attribution.content)}


def _time(time: TimeExpression, article: str, position: int) -> Row:
    row = _located(time, article, position) | _days(time, "end_day")
    return row | {"begin_day": _days(time, "begin")["begin"]}


def _event(event: Event) -> Row:
    members = ("actors", "recipients", "claims", "articles", "witnesses", "start", "end", "place")
    days = _days(event, "start", "end")
    return _plain(event, *members) | _place(event.place) | {f"{name}_day": day for name, day in days.items()}


def _place(place: ClaimPlace) -> Row:
    return {f"place_{name}": value for name, value in _plain(place).items()}


def _members(owner: str, id: str, member: str, ids: Sequence[str], **more: str) -> list[Row]:
    return [{owner: id, "position": n, member: value} | more for n, value in enumerate(ids)]


def _located(record: Any, article: str, position: int) -> Row:
    row = _plain(record, "start", "end")
    return row | {"article": article, "position": position} | _span("char", (record.start, record.end))


def _plain(record: Any, *skipped: str) -> Row:
    return {f.name: getattr(record, f.name) for f in fields(record) if f.name not in skipped}


def _span(name: str, span: Span | None) -> Row:
    start, end = span or (None, None)
    return {f"{name}_start": start, f"{name}_end": end}


def _spans(spans: Iterable[Span]) -> list[Row]:
    return [_span("char", span) for span in spans]


def _days(record: Any, *names: str) -> Row:
    """Check that these fields are days, so that a bad one is known before the database refuses a batch."""
    days = {name: getattr(record, name) for name in names}
    for day in days.values():
        if day is not None:
            date.fromisoformat(day)
    return days


def _encode(rows: list[Row]) -> str:
    try:
        return msgspec.json.encode(rows).decode()
    except UnicodeEncodeError:
        return json.dumps(rows, ensure_ascii=False).encode("utf-8", "replace").decode()
