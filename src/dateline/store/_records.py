"""Rows → records: the way back from ``_rows``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from dateline.records import (
    Actor,
    Article,
    Claim,
    ClaimPlace,
    ClaimTime,
    Event,
    Evidence,
    Judgement,
    Lineage,
    Paragraph,
    Passage,
    Relation,
    SourceLink,
    Span,
    Story,
    Witness,
)
from dateline.store._rows import Row

Grouped = dict[Any, list[Row]]


def grouped(rows: Iterable[Row], *keys: str) -> Grouped:
    """Return rows by the value of their columns ``keys`` (a tuple where there are several)."""
    groups: Grouped = defaultdict(list)
    for row in rows:
        groups[row[keys[0]] if len(keys) == 1 else tuple(row[key] for key in keys)].append(row)
    return groups


def article_record(row: Row, paragraphs: Iterable[Row]) -> Article:
    """Return the article of a row of ``articles`` and its rows of ``paragraphs``."""
    parts = tuple(Paragraph(p["char_start"], p["char_end"], p["role"]) for p in paragraphs)
    return Article(
        **_fields(Article, row, "paragraphs", "cited_span"),
        paragraphs=parts,
        cited_span=_span(row, "cited"),
    )


def claim_record(row: Row, actors: Grouped, sources: Iterable[Row]) -> Claim:
    """Return the claim of a row; ``actors`` holds rows of ``claim_actors`` by (claim, role)."""
    evidence = Evidence(
        trigger=_span(row, "trigger") or (0, 0),
        sentence=_span(row, "sentence") or (0, 0),
        actors=_spans(row["actor_spans"]),
        recipients=_spans(row["recipient_spans"]),
        time=_span(row, "time_char"),
        place=_span(row, "place_char"),
        source=_spans(row["source_spans"]),
    )
    return Claim(
        **_fields(Claim, row, "actors", "recipients", "time", "place", "source", "evidence", "contexts"),
        actors=tuple(map(_actor, actors.get((row["id"], "actor"), ()))),
        recipients=tuple(map(_actor, actors.get((row["id"], "recipient"), ()))),
        time=ClaimTime(**{f.name: row[f"time_{f.name}"] for f in fields(ClaimTime)}),
        place=_place(row),
        source=tuple(map(_source_link, sources)),
        evidence=evidence,
        contexts=tuple(row["contexts"]),
    )


def lineage_record(row: Row, passages: Iterable[Row]) -> Lineage:
    """Return the lineage of a row and its rows of ``passages``."""
    pairs = tuple(Passage(_span(p, "child") or (0, 0), _span(p, "parent") or (0, 0)) for p in passages)
    return Lineage(**_fields(Lineage, row, "passages"), passages=pairs)


def story_record(row: Row, articles: Iterable[Row]) -> Story:
    """Return the story of a row and its rows of ``story_articles``."""
    return Story(**_fields(Story, row, "articles"), articles=tuple(a["article"] for a in articles))


def event_record(row: Row, members: dict[str, Grouped]) -> Event:
    """Return the event of a row; ``members`` holds the rows of each ``event_*`` table by event id."""
    id = row["id"]
    actors = members["event_actors"].get(id, ())
    return Event(
        **_fields(
            Event, row, "start", "end", "place", "disagreements",
            "actors", "recipients", "claims", "articles", "witnesses",
        ),
        start=row["start_day"],
        end=row["end_day"],
        place=_place(row),
        actors=tuple(a["actor"] for a in actors if a["role"] == "actor"),
        recipients=tuple(a["actor"] for a in actors if a["role"] == "recipient"),
        claims=tuple(c["claim"] for c in members["event_claims"].get(id, ())),
        articles=tuple(a["article"] for a in members["event_articles"].get(id, ())),
        witnesses=tuple(map(_witness, members["event_witnesses"].get(id, ()))),
        disagreements=tuple(row["disagreements"]),
    )  # fmt: skip


def judgement_record(row: Row) -> Judgement:
    """Return the judgement of a row of ``judgements`` or ``verdicts``."""
    return Judgement(
        left=row["left_claim"], right=row["right_claim"], **_fields(Judgement, row, "left", "right")
    )


def relation_record(row: Row) -> Relation:
    """Return the relation of a row."""
    return Relation(
        **_fields(Relation, row, "left", "right", "opened_by", "closed_by"),
        left=row["left_actor"],
        right=row["right_actor"],
        opened_by=tuple(row["opened_by"]),
        closed_by=tuple(row["closed_by"]),
    )


def _actor(row: Row) -> Actor:
    return Actor(
        **_fields(Actor, row, "start", "end", "id", "sectors"),
        start=row["char_start"],
        end=row["char_end"],
        id=row["actor"],
        sectors=tuple(row["sectors"]),
    )


def _source_link(row: Row) -> SourceLink:
    return SourceLink(**_fields(SourceLink, row, "span"), span=_span(row, "char"))


def _witness(row: Row) -> Witness:
    return Witness(**_fields(Witness, row, "claims"), claims=tuple(row["claims"]))


def _place(row: Row) -> ClaimPlace:
    return ClaimPlace(**{f.name: row[f"place_{f.name}"] for f in fields(ClaimPlace)})


def _fields(record_type: Any, row: Row, *skipped: str) -> dict[str, Any]:
    return {f.name: row[f.name] for f in fields(record_type) if f.name not in skipped}


def _span(row: Row, name: str) -> Span | None:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return None if start is None else (start, end)


def _spans(spans: Iterable[dict[str, int]]) -> tuple[Span, ...]:
    return tuple((span["char_start"], span["char_end"]) for span in spans)


def unpacked(cursor: Any) -> Iterator[Row]:
    """Yield the rows of an executed DuckDB query as dicts, a thousand fetched at a time."""
    names = [column[0] for column in cursor.description]
    while part := cursor.fetchmany(1000):
        for values in part:
            yield dict(zip(names, values, strict=True))
