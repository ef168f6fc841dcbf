"""A group of claims → one event: its fields, its standing, and where its claims differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256

from dateline.events._compare import Facts
from dateline.events._witnesses import Roots, find_witnesses
from dateline.records import Actor, Article, Claim, ClaimPlace, Event, Status, Witness

__all__ = ["actor_key", "make_event"]

_REAL = frozenset({"happened", "ongoing"})


def actor_key(actor: Actor) -> str:
    """Return the key of an actor in events and relations: "USA GOV", "NATO", or its words."""
    if actor.country:
        return f"{actor.country} {actor.sector}" if actor.sector else actor.country
    return actor.name or actor.raw


def make_event(facts: Sequence[Facts], articles: Mapping[str, Article], roots: Roots) -> Event:
    """Return the event that the claims of ``facts`` describe; its id hangs on its claims alone."""
    claims = sorted((f.claim for f in facts), key=lambda c: c.id)
    lead = min(claims, key=lambda c: (-c.confidence, articles[c.article].published or "9999", c.id))
    witnesses = find_witnesses(claims, roots)
    start, end = _days(claims)
    return Event(
        id=sha256("\n".join(c.id for c in claims).encode()).hexdigest()[:16],
        type=Counter(c.type for c in claims).most_common(1)[0][0],
        mode=next((m for m, _ in Counter(c.mode for c in claims if c.mode).most_common(1)), None),
        actors=_keys(claims, "actors"),
        recipients=_keys(claims, "recipients"),
        start=start,
        end=end,
        place=_place(claims),
        status=_status(claims),
        standing=_standing(claims, witnesses),
        claims=tuple(c.id for c in claims),
        articles=tuple(sorted({c.article for c in claims})),
        witnesses=witnesses,
        disagreements=_disagreements(claims),
        story=min((f.story for f in facts if f.story), default=None),
        quad=lead.quad,
        goldstein=lead.goldstein,
    )


def _keys(claims: Sequence[Claim], role: str) -> tuple[str, ...]:
    """Return the actors' keys; a bare country gives way to the sector another claim names for it."""
    found = {actor_key(a) for c in claims for a in getattr(c, role)}
    named = {key.split(" ")[0] for key in found if " " in key}
    return tuple(sorted(key for key in found if key not in named))


def _days(claims: Sequence[Claim]) -> tuple[str | None, str | None]:
    """Return the narrowest span of days that a claim gives."""
    timed = [c.time for c in claims if c.time.start is not None and c.status != "denied"]
    if not timed:
        return None, None
    best = min(timed, key=lambda t: (_length(t.start, t.end), t.start))
    return best.start, best.end


def _length(start: str | None, end: str | None) -> int:
    if start is None or end is None:
        return 10**6
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _place(claims: Sequence[Claim]) -> ClaimPlace:
    ranked = [c.place for c in claims if c.place.basis == "named"] or [c.place for c in claims]
    return max(
        ranked, key=lambda p: (p.geonameid is not None, (p.feature or "").startswith("P"), p.raw or "")
    )


def _status(claims: Sequence[Claim]) -> Status:
    counts = Counter(c.status for c in claims)
    return max(counts, key=lambda s: (counts[s], s in _REAL, s))


def _standing(claims: Sequence[Claim], witnesses: Sequence[Witness]) -> str:
    statuses = {c.status for c in claims}
    if "denied" in statuses:
        return "contradicted" if statuses & _REAL else "denied"
    if len(witnesses) > 1:
        return "confirmed"
    return "anonymous" if all(w.anonymous for w in witnesses) else "single-sourced"


def _disagreements(claims: Sequence[Claim]) -> tuple[str, ...]:
    fields: dict[str, set[object]] = {
        "day": {(c.time.start, c.time.end) for c in claims if c.time.start},
        "place": {c.place.geonameid for c in claims if c.place.geonameid and c.place.basis == "named"},
        "status": {c.status for c in claims},
        "type": {c.type for c in claims},
    }
    return tuple(sorted(name for name, values in fields.items() if len(values) > 1))
