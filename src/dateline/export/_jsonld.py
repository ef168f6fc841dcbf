"""JSON-LD: schema.org's Event, Claim and NewsArticle, with PROV-O saying what came from what and whom.

Source: https://schema.org and https://www.w3.org/TR/prov-o/. The context stands in the file, so
that nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any
from urllib.parse import quote

import msgspec

from dateline.export._dossier import Dossier, Party, read_dossiers, sentence
from dateline.export._format import Format, Request
from dateline.export._geojson import json_items
from dateline.records import Article, Claim, ClaimPlace
from dateline.store import Store, chosen_ids

Node = dict[str, Any]

_AT_ONCE = 500

_CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "startDate": {"@type": "xsd:date"},
    "endDate": {"@type": "xsd:date"},
    "datePublished": {"@type": "xsd:date"},
    "prov:wasDerivedFrom": {"@type": "@id"},
}
_ARTICLES = """id IN (SELECT article FROM event_articles WHERE event IN ({chosen}))"""


def _chunks(request: Request) -> Iterator[bytes]:
    store, wanted = request.store, request.wanted
    nodes = chain(
        _articles(store, request),
        (node for dossier in read_dossiers(store, wanted) for node in _nodes(dossier)),
    )
    yield b'{"@context":' + msgspec.json.encode(_CONTEXT) + b',"@graph":['
    yield from json_items(nodes)
    yield b"\n]}\n"


def _articles(store: Store, request: Request) -> Iterator[Node]:
    """The articles of all events that are wanted, each once, with the articles they came from."""
    chosen = chosen_ids(store, "events", request.wanted)
    sql = f"""SELECT t.id, list(n.parent ORDER BY n.position) FILTER (n.parent IS NOT NULL) AS parents
    FROM articles t LEFT JOIN lineage n ON n.article = t.id
    WHERE t.{_ARTICLES.format(chosen=chosen)} GROUP BY t.id ORDER BY t.id"""
    rows = store.rows(sql, request.wanted.parameters)
    while part := {row["id"]: row["parents"] or [] for row in islice(rows, _AT_ONCE)}:
        for article in store.articles("id IN (SELECT unnest(?))", [list(part)]):
            yield _article(article, part[article.id])


def _article(article: Article, parents: list[str]) -> Node:
    return _known(
        {
            "@id": _urn("article", article.id),
            "@type": ["NewsArticle", "prov:Entity"],
            "headline": article.headline,
            "datePublished": article.published,
            "inLanguage": article.language,
            "url": _address(article.url),
            "publisher": _agent(article.publisher, "Organization"),
            "prov:wasAttributedTo": _agent(article.publisher, "Organization"),
            "prov:wasDerivedFrom": [_urn("article", parent) for parent in parents],
        }
    )


def _nodes(dossier: Dossier) -> Iterator[Node]:
    yield _event(dossier)
    articles = {article.id: article for article in dossier.articles}
    for claim in dossier.claims:
        yield _claim(claim, articles[claim.article])


def _event(dossier: Dossier) -> Node:
    event = dossier.event
    return _known(
        {
            "@id": _urn("event", event.id),
            "@type": ["Event", "prov:Entity"],
            "name": dossier.title,
            "additionalType": event.type,
            "startDate": event.start,
            "endDate": event.end,
            "location": _location(event.place),
            "organizer": [_party(party) for party in dossier.actors],
            "attendee": [_party(party) for party in dossier.recipients],
            "keywords": [word for word in (event.mode, event.status, event.standing) if word],
            "description": dossier.sentence,
            "prov:wasDerivedFrom": [_urn("claim", claim.id) for claim in dossier.claims],
            "prov:wasAttributedTo": [_agent(witness.name, "Thing") for witness in event.witnesses],
        }
    )


def _claim(claim: Claim, article: Article) -> Node:
    return _known(
        {
            "@id": _urn("claim", claim.id),
            "@type": ["Claim", "prov:Entity"],
            "text": sentence(claim, article),
            "appearance": {"@id": _urn("article", article.id)},
            "prov:wasDerivedFrom": [_urn("article", article.id)],
            "prov:wasAttributedTo": [_agent(link.name, "Thing") for link in claim.source]
            or _agent(article.publisher, "Organization"),
            "prov:wasGeneratedBy": {
                "@id": _urn("coder", f"{claim.coder}-{claim.version}"),
                "@type": "prov:Activity",
            },
        }
    )


def _party(party: Party) -> Node:
    actor = party.actor
    kind = "Person" if (actor.id or "").startswith("person:") else "Organization"
    same = f"http://www.wikidata.org/entity/{actor.wikidata}" if actor.wikidata else None
    return _known({"@id": _urn("actor", party.key), "@type": kind, "name": party.name, "sameAs": same})


def _location(place: ClaimPlace) -> Node | None:
    if not (place.name or place.raw):
        return None
    geo = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    number = place.geonameid
    return _known(
        {
            "@id": f"https://sws.geonames.org/{number}/" if number else None,
            "@type": "Place",
            "name": place.name or place.raw,
            "address": place.country,
            "geo": geo if place.lat is not None else None,
        }
    )


def _agent(name: str | None, kind: str) -> Node | None:
    if not name:
        return None
    return {"@id": _urn("source", name), "@type": [kind, "prov:Agent"], "name": name}


def _urn(kind: str, id: str) -> str:
    return f"urn:dateline:{kind}:{quote(id, safe='')}"


def _address(url: str | None) -> str | None:
    """An address that RDF takes for one: blanks and the like written as %20."""
    if url is None or not url.startswith(("http://", "https://")):
        return None
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~")


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, [])}


JSONLD = Format("jsonld", "JSON-LD: schema.org and PROV-O, for RDF tools and web pages", chunks=_chunks)
