"""Small stages in place of the real ones: quick, with faults on demand. Importable by worker processes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.engines import Stages
from dateline.pages import read_pages
from dateline.records import (
    Actor,
    Article,
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    Event,
    Evidence,
    Judgement,
    Lineage,
    Page,
    Paragraph,
    Passage,
    PlaceMention,
    Reject,
    Relation,
    SourceLink,
    Story,
    TimeExpression,
    Witness,
)

_MEETING = re.compile(r"([A-Z][a-z]+) met ([A-Z][a-z]+)")


@dataclass(frozen=True, slots=True)
class Coded:
    article: Article
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[PlaceMention, ...] = ()


def digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def read_articles(pages: Iterable[Page], *, published: str | None) -> Iterator[Article | Reject]:
    for page in pages:
        if "CRASH" in page.content:
            raise ValueError("a stage broke")
        if "consent" in page.content:
            yield Reject(page.location, "consent-wall", "says consent")
            continue
        paragraphs = tuple(
            Paragraph(m.start(), m.end(), "body") for m in re.finditer(r"[^\n]+", page.content)
        )
        yield Article(
            id=page.id, text=page.content, paragraphs=paragraphs, publisher=page.publisher,
            published=page.published or published, published_basis="caller",
            language="es" if "España" in page.content else "en",
        )  # fmt: skip


def code_articles(
    articles: Iterable[Article], *, ontology: Path | None = None, actors: Path | None = None
) -> Iterator[Coded]:
    for article in articles:
        if "BOOM" in article.text:
            raise RuntimeError("no such frame")
        type = ontology.read_text().strip() if ontology else "CONSULT"
        found = _MEETING.finditer(article.text) if article.language == "en" else ()
        claims = tuple(_claim(article, m, type) for m in found)
        yield Coded(article, claims, attributions=(Attribution((0, 1), None, ((1, 2),), False),))


def _claim(article: Article, found: re.Match[str], type: str) -> Claim:
    left, right = (
        Actor(found[n], *found.span(n), id=found[n].upper(), country=found[n][:3].upper(), sector="GOV",
              sectors=("GOV",), name=found[n]) for n in (1, 2)
    )  # fmt: skip
    evidence = Evidence(
        trigger=(found.end(1) + 1, found.end(1) + 4), sentence=found.span(), actors=(found.span(1),),
        recipients=(found.span(2),),
    )  # fmt: skip
    return Claim(
        id=digest(article.id, found.start()), article=article.id, type=type, mode="visit", cameo="042",
        goldstein=1.9, quad=1, actors=(left,), recipients=(right,),
        time=ClaimTime(start=article.published, end=article.published, basis="publication"),
        place=ClaimPlace(), status="happened", source=(SourceLink("The Courier", "outlet"),), quote=False,
        evidence=evidence, confidence=0.5, coder="stub", version="1",
    )  # fmt: skip


def trace_lineage(articles: tuple[Article, ...]) -> tuple[Lineage, ...]:
    first: dict[str, str] = {}
    found = []
    for article in articles:
        parent = first.setdefault(article.text.splitlines()[-1], article.id)
        if parent != article.id:
            found.append(Lineage(article.id, parent, "copy", 1.0, passages=(Passage((0, 5), (0, 5)),)))
    return tuple(found)


def group_stories(articles: tuple[Article, ...], lineages: tuple[Lineage, ...]) -> tuple[Story, ...]:
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(article.text[:5], []).append(article)
    return tuple(_story(name, group) for name, group in groups.items())


def _story(name: str, articles: list[Article]) -> Story:
    days = sorted(article.published for article in articles if article.published) or [None]
    return Story(digest(name), tuple(article.id for article in articles), name, days[0], days[-1])


def merge_claims(
    claims: tuple[Claim, ...],
    articles: tuple[Article, ...],
    lineages: tuple[Lineage, ...],
    stories: tuple[Story, ...],
    verdicts: tuple[Judgement, ...] = (),
) -> tuple[tuple[Event, ...], tuple[Judgement, ...]]:
    groups: dict[tuple[str | None, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.type, claim.actors[0].id, claim.recipients[0].id), []).append(claim)
    events = tuple(_event(group, stories) for group in groups.values())
    judgements = tuple(
        Judgement(group[0].id, other.id, True, 1.0, "same pair")
        for group in groups.values()
        for other in group[1:]
    )
    return events, judgements


def _event(claims: list[Claim], stories: tuple[Story, ...]) -> Event:
    ids = tuple(claim.id for claim in claims)
    articles = tuple(dict.fromkeys(claim.article for claim in claims))
    return Event(
        id=digest(*ids), type=claims[0].type, mode="visit", actors=(claims[0].actors[0].id or "",),
        recipients=(claims[0].recipients[0].id or "",), start=claims[0].time.start, end=claims[0].time.end,
        place=ClaimPlace(), status="happened", standing="single-sourced", claims=ids, articles=articles,
        witnesses=(Witness("The Courier", "outlet", ids),),
        story=next((s.id for s in stories if articles[0] in s.articles), None),
    )  # fmt: skip


def derive_relations(events: tuple[Event, ...], claims: tuple[Claim, ...]) -> tuple[Relation, ...]:
    return tuple(
        Relation(e.actors[0], e.recipients[0], "talks", "open", e.start, None, (e.id,), (), 1) for e in events
    )


STUBS = Stages(
    read_pages,
    read_articles,
    code_articles,
    trace_lineage,
    group_stories,
    merge_claims,
    derive_relations,
    "1",
)
