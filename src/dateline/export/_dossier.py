"""An event with everything that stands behind it, read from the store a few hundred at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dateline.events import actor_key
from dateline.export._codes import country_name, sector_name
from dateline.records import Actor, Article, Claim, Event
from dateline.store import Filter, Store, chosen_ids

_AT_ONCE = 500
_NEVER = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an event: its key ("PER GOV"), and the best of the claims' records of that actor."""

    key: str
    actor: Actor

    @property
    def name(self) -> str:
        """The name of the person, body or country; "Government (Peru)"; or the key."""
        country = country_name(self.actor.country)
        if self.actor.name or not country:
            return self.actor.name or self.key
        sector = self.actor.sector
        return f"{sector_name(sector)} ({country})" if sector else country


@dataclass(frozen=True, slots=True)
class Dossier:
    """An event, its parties, claims (the most certain first) and reports (in order of their day)."""

    event: Event
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    claims: tuple[Claim, ...]
    articles: tuple[Article, ...]

    @property
    def lead(self) -> Claim:
        """The claim that the event's type-dependent codes come from: the most certain one."""
        return self.claims[0]

    @property
    def lead_article(self) -> Article:
        """The article that makes the lead claim."""
        return next(article for article in self.articles if article.id == self.lead.article)

    @property
    def sentence(self) -> str:
        """The sentence of the lead claim, in the article's own words."""
        return sentence(self.lead, self.lead_article)

    @property
    def day(self) -> str | None:
        """The first day of the event, None where no text tells it."""
        return self.event.start

    @property
    def title(self) -> str:
        """Who does what to whom, in a line: "SANCTION/expel: PER → CHL GOV"."""
        what = "/".join(filter(None, (self.event.type, self.event.mode)))
        sides = [", ".join(p.key for p in side) for side in (self.actors, self.recipients)]
        return f"{what}: {sides[0] or '?'}" + (f" → {sides[1]}" if sides[1] else "")


def sentence(claim: Claim, article: Article) -> str:
    """Return the words of a claim's sentence."""
    start, end = claim.evidence.sentence
    return article.text[start:end]


def read_dossiers(store: Store, wanted: Filter) -> Iterator[Dossier]:
    """Yield the events that are wanted, in the order of ``dateline show FILE events``.

    Memory stays flat: a few hundred are held at a time. Raises UsageError where a filter is no good.
    """
    ids = (row["id"] for row in store.rows(chosen_ids(store, "events", wanted), wanted.parameters))
    while part := list(islice(ids, _AT_ONCE)):
        yield from _dossiers(store, part)


def _dossiers(store: Store, ids: list[str]) -> Iterator[Dossier]:
    events = {event.id: event for event in store.events("id IN (SELECT unnest(?))", [ids])}
    claims = _by_id(
        store.claims("id IN (SELECT claim FROM event_claims WHERE event IN (SELECT unnest(?)))", [ids])
    )
    article_ids = sorted({claim.article for claim in claims.values()})
    articles = _by_id(store.articles("id IN (SELECT unnest(?))", [article_ids]))
    return (_dossier(events[id], claims, articles) for id in ids)


def _by_id(records: Iterable[Any]) -> dict[str, Any]:
    return {record.id: record for record in records}


def _dossier(event: Event, claims: dict[str, Claim], articles: dict[str, Article]) -> Dossier:
    def rank(claim: Claim) -> tuple[float, str, str]:
        return -claim.confidence, articles[claim.article].published or _NEVER, claim.id

    told = sorted((claims[id] for id in event.claims), key=rank)
    reports = sorted((articles[id] for id in event.articles), key=lambda a: (a.published or _NEVER, a.id))
    return Dossier(
        event=event,
        actors=_parties(event.actors, (a for c in told for a in c.actors)),
        recipients=_parties(event.recipients, (a for c in told for a in c.recipients)),
        claims=tuple(told),
        articles=tuple(reports),
    )


def _parties(keys: Iterable[str], actors: Iterable[Actor]) -> tuple[Party, ...]:
    """For each key, the actor told with a name if there is one; the most certain claim's comes first."""
    found: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        found[actor_key(actor)].append(actor)
    return tuple(Party(key, _best(key, found[key])) for key in keys)


def _best(key: str, actors: list[Actor]) -> Actor:
    """A key that no claim's actor bears (events may be merged otherwise) is all that is known of it."""
    return max(actors, key=lambda a: a.name is not None, default=Actor(raw=key, start=0, end=0))
