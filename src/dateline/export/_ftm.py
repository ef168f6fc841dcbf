"""FollowTheMoney entities, one JSON object a line: parties, articles, events and what documents what.

Source: https://followthemoney.tech, model 4. An entity of several events may be written more
than once; Aleph and ``ftm aggregate`` put entities of one id together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha1
from typing import Any

import msgspec

from dateline.export._codes import alpha2, alpha3_language, sector_name
from dateline.export._dossier import Dossier, Party, read_dossiers, sentence
from dateline.export._format import Format, Request
from dateline.records import Article, Claim

Entity = dict[str, Any]

_PUBLIC = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
_AT_ONCE = 4096


def _chunks(request: Request) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder()
    recent: dict[str, None] = {}
    for dossier in read_dossiers(request.store, request.wanted):
        for entity in _entities(dossier):
            if entity["id"] not in recent:
                yield encoder.encode(entity) + b"\n"
            recent[entity["id"]] = None
        while len(recent) > _AT_ONCE:
            del recent[next(iter(recent))]


def _entities(dossier: Dossier) -> Iterator[Entity]:
    yield from map(_party, (*dossier.actors, *dossier.recipients))
    yield from map(_article, dossier.articles)
    yield _event(dossier)
    articles = {article.id: article for article in dossier.articles}
    for claim in dossier.claims:
        yield _documentation(dossier, claim, articles[claim.article])


def _event(dossier: Dossier) -> Entity:
    event = dossier.event
    return _entity(
        f"dateline-event-{event.id}",
        "Event",
        name=[dossier.title],
        startDate=[event.start],
        endDate=[event.end],
        location=[event.place.name or event.place.raw],
        country=[_country(event.place.country)],
        summary=[dossier.sentence],
        organizer=[_party_id(party) for party in dossier.actors],
        involved=[_party_id(party) for party in dossier.recipients],
        proof=[_article_id(article.id) for article in dossier.articles],
        publisher=[article.publisher for article in dossier.articles],
        sourceUrl=[article.url for article in dossier.articles],
        recordId=[event.id],
        keywords=[event.type, event.mode, event.status, event.standing],
    )


def _party(party: Party) -> Entity:
    actor = party.actor
    return _entity(
        _party_id(party),
        _schema(party),
        name=[party.name],
        alias=[actor.raw],
        country=[_country(actor.country)],
        wikidataId=[actor.wikidata],
        sector=[sector_name(sector) for sector in actor.sectors],
    )


def _schema(party: Party) -> str:
    id, sector = party.actor.id or "", party.actor.sector
    if id.startswith("person:"):
        return "Person"
    if id.startswith("org:"):
        return "PublicBody" if sector in _PUBLIC else "Organization"
    return "PublicBody" if sector in _PUBLIC else "LegalEntity"


def _party_id(party: Party) -> str:
    named = (party.actor.id or "").startswith(("person:", "org:"))
    words = party.actor.id if named else party.key
    return f"dateline-actor-{sha1(str(words).encode(), usedforsecurity=False).hexdigest()}"


def _country(iso3: str | None) -> str | None:
    code = alpha2(iso3)
    return code and code.lower()


def _article_id(id: str) -> str:
    return f"dateline-article-{id}"


def _article(article: Article) -> Entity:
    return _entity(
        _article_id(article.id),
        "Article",
        title=[article.headline],
        author=[article.byline],
        publisher=[article.publisher],
        publishedAt=[article.published],
        sourceUrl=[article.url],
        language=[alpha3_language(article.language)],
        bodyText=[article.text],
    )


def _documentation(dossier: Dossier, claim: Claim, article: Article) -> Entity:
    return _entity(
        f"dateline-claim-{claim.id}",
        "Documentation",
        document=[_article_id(claim.article)],
        entity=[f"dateline-event-{dossier.event.id}"],
        role=[" ← ".join([article.publisher or "", *(link.name for link in claim.source)]).strip(" ←")],
        summary=[sentence(claim, article)],
        date=[article.published],
        recordId=[claim.id],
    )


def _entity(id: str, schema: str, **properties: Iterable[str | None]) -> Entity:
    """An entity with those properties that are known, each value once."""
    stripped = {name: [(value or "").strip() for value in values] for name, values in properties.items()}
    known = {name: list(dict.fromkeys(filter(None, values))) for name, values in stripped.items()}
    return {"id": id, "schema": schema, "properties": {name: v for name, v in known.items() if v}}


FTM = Format("ftm", "FollowTheMoney entities, for Aleph and OpenSanctions' tools", chunks=_chunks)
