"""How likely two claims are to describe one happening."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from dateline.records import Actor, Article, Claim
from dateline.resources import resource

__all__ = ["Facts", "Verdict", "compare", "facts_of", "settings"]

_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Facts:
    """What merging looks at in a claim, worked out once."""

    claim: Claim
    story: str | None
    actors: frozenset[str]
    recipients: frozenset[str]
    words: frozenset[str]
    outlet: str | None = None

    @property
    def parties(self) -> frozenset[str]:
        """All parties of the act, in either role."""
        return self.actors | self.recipients


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two claims can be one happening (``score`` 0 where they cannot), and why."""

    score: float
    reason: str


def facts_of(claim: Claim, article: Article, story: str | None) -> Facts:
    """Return the facts of a claim that merging compares."""
    start, end = claim.evidence.sentence
    words = frozenset(w.lower() for w in _WORD.findall(article.text[start:end]))
    return Facts(
        claim=claim,
        story=story,
        actors=_party_keys(claim, "actors"),
        recipients=_party_keys(claim, "recipients"),
        words=words,
    )


def compare(left: Facts, right: Facts) -> Verdict:
    """Score two claims from 0 (cannot be one happening) to 1, with the reason in words."""
    if (conflict := _conflict(left, right)) is not None:
        return Verdict(0.0, conflict)
    swapped = _reciprocal(left, right) and _overlap(left.actors, right.actors) < _overlap(
        left.actors, right.recipients
    )
    actors, recipients = (
        (_overlap(left.actors, right.recipients), _overlap(left.recipients, right.actors))
        if swapped
        else (_overlap(left.actors, right.actors), _overlap(left.recipients, right.recipients))
    )
    if min(actors, recipients) == 0.0:
        return Verdict(0.0, "other actors")
    parts = {
        "type": 1.0 if left.claim.type == right.claim.type else 0.6,
        "actors": actors,
        "recipients": recipients,
        "time": _time_score(left.claim, right.claim),
        "place": _place_score(left.claim, right.claim),
        "words": _words_score(left, right),
    }
    weights = settings()["weights"]
    score = sum(weights[name] * value for name, value in parts.items())
    return Verdict(round(score, 4), ", ".join(f"{k} {v:.2f}" for k, v in parts.items()))


@lru_cache(maxsize=1)
def settings() -> dict[str, Any]:
    """Return the merging rules of ``ontology/events/merging.yaml``."""
    path = resource("ontology", "events", "merging.yaml")
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def _conflict(left: Facts, right: Facts) -> str | None:
    a, b, rules = left.claim, right.claim, settings()
    if a.type != b.type and {a.type, b.type} not in [set(pair) for pair in rules["compatible_types"]]:
        return "other type"
    if a.type in rules["mode_matters"] and a.mode and b.mode and a.mode != b.mode:
        return "other mode"
    if a.type in rules["thing_matters"] and a.type == b.type and (a.thing or b.thing) and a.thing != b.thing:
        return "other thing"
    if _days_apart(a, b):
        return "other days"
    if _places_apart(a, b):
        return "other place"
    return None


def _reciprocal(left: Facts, right: Facts) -> bool:
    return {left.claim.type, right.claim.type} <= set(settings()["reciprocal"])


def _party_keys(claim: Claim, role: str) -> frozenset[str]:
    parties: tuple[Actor, ...] = getattr(claim, role)
    return frozenset(_party_key(a) for a in parties if a.country or a.sector) or frozenset(
        a.raw.casefold() for a in parties
    )


def _party_key(actor: Actor) -> str:
    """A state acts through its organs; its banks, rebels and newspapers are others."""
    if actor.country is None:
        return actor.id or actor.name or actor.raw.casefold()
    organs = set(settings()["state_sectors"])
    state = actor.sector is None or actor.sector in organs
    return actor.country if state else f"{actor.country} {actor.sector}"


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Overlap of two sets of parties; a side that names nobody fits anybody, but proves little."""
    if not left or not right:
        return 0.5
    return len(left & right) / min(len(left), len(right))


def _days_apart(a: Claim, b: Claim) -> bool:
    if a.time.start is None or b.time.start is None:
        return False
    return (a.time.end or a.time.start) < b.time.start or (b.time.end or b.time.start) < a.time.start


def _places_apart(a: Claim, b: Claim) -> bool:
    if a.place.country and b.place.country and a.place.country != b.place.country:
        return True
    towns = a.place.geonameid and b.place.geonameid and a.place.geonameid != b.place.geonameid
    return bool(towns and _is_town(a) and _is_town(b))


def _is_town(claim: Claim) -> bool:
    return (claim.place.feature or "").startswith(("P", "S"))


def _time_score(a: Claim, b: Claim) -> float:
    if a.time.start is None or b.time.start is None:
        return 0.6 if a.time.start == b.time.start else 0.4
    return 1.0 if (a.time.start, a.time.end) == (b.time.start, b.time.end) else 0.8


def _place_score(a: Claim, b: Claim) -> float:
    if a.place.country is None or b.place.country is None:
        return 0.5
    return 1.0


def _words_score(left: Facts, right: Facts) -> float:
    if not left.words or not right.words:
        return 0.0
    same_trigger = 0.4 * (left.claim.trigger == right.claim.trigger)
    shared = len(left.words & right.words) / min(len(left.words), len(right.words))
    return min(1.0, shared + same_trigger)
