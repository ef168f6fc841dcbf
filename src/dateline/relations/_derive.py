"""A ledger of states between pairs of actors, opened and closed by events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

import yaml

from dateline.records import Actor, Claim, Event, Relation
from dateline.resources import resource

__all__ = ["derive_relations"]

_REAL = frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True)
class _Change:
    """One event that sets the state of a pair."""

    left: str
    right: str
    about: str
    state: str
    since: str | None
    event: str
    witnesses: int


def derive_relations(events: Sequence[Event], claims: Sequence[Claim]) -> tuple[Relation, ...]:
    """Return the states that the events open, each until the next event that changes it.

    Only what happened or goes on counts; which act changes what is in ``ontology/relations``. ``since``
    is as fine as the claims say: a day, month or year.
    """
    by_id = {c.id: c for c in claims}
    ledger: dict[tuple[str, str, str], list[_Change]] = defaultdict(list)
    for event in events:
        for change in _changes(event, [by_id[c] for c in event.claims]):
            ledger[(change.about, change.left, change.right)].append(change)
    relations = [r for key in sorted(ledger) for r in _states(ledger[key])]
    return tuple(relations)


def _changes(event: Event, claims: Sequence[Claim]) -> Iterator[_Change]:
    seen: set[tuple[str, str, str, str]] = set()
    for claim in claims:
        for rule, state in _states_of(claim):
            for left, right in _pairs(claim, rule):
                key = (left, right, rule["about"], state)
                if key not in seen:
                    seen.add(key)
                    since = _since([c for c in claims if c.time.start] or [claim])
                    yield _Change(left, right, rule["about"], state, since, event.id, len(event.witnesses))


def _states_of(claim: Claim) -> Iterator[tuple[Mapping[str, Any], str]]:
    for rule in _rules():
        for change in rule["changes"]:
            if _fits(change, claim):
                yield rule, change["state"]
                break


def _fits(change: Mapping[str, Any], claim: Claim) -> bool:
    statuses = change["statuses"].split() if "statuses" in change else _REAL
    return (
        claim.type == change["type"]
        and claim.status in statuses
        and ("mode" not in change or claim.mode == change["mode"])
        and ("triggers" not in change or claim.trigger in change["triggers"].split())
        and ("things" not in change or (claim.thing or "") in change["things"].split())
    )


def _pairs(claim: Claim, rule: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for actor in claim.actors:
        for recipient in claim.recipients:
            left, right = _key(actor, None), _key(recipient, rule.get("recipients"))
            if left is None or right is None or left == right:
                continue
            yield (left, right) if rule.get("directed") else (min(left, right), max(left, right))


def _key(actor: Actor, sector: str | None) -> str | None:
    if actor.country is None:
        return actor.name
    with_sector = sector == "sector" and actor.sector not in {None, "GOV"}
    return f"{actor.country} {actor.sector}" if with_sector else actor.country


def _since(claims: Sequence[Claim]) -> str | None:
    times = [c.time for c in claims if c.time.start is not None]
    if not times:
        return None
    time = min(times, key=lambda t: t.start or "")
    cut = {"year": 4, "decade": 4, "season": 7, "month": 7}.get(time.granularity or "day", 10)
    return (time.start or "")[:cut]


def _states(changes: Sequence[_Change]) -> Iterator[Relation]:
    ordered = sorted(changes, key=lambda c: (c.since or "", c.state, c.event))
    merged: list[Relation] = []
    for change in ordered:
        last = merged[-1] if merged else None
        if last is not None and last.state == change.state:
            merged[-1] = replace(
                last,
                opened_by=tuple(sorted({*last.opened_by, change.event})),
                since=last.since or change.since,
                witnesses=max(last.witnesses, change.witnesses),
            )
            continue
        merged.append(
            Relation(
                left=change.left,
                right=change.right,
                about=change.about,
                state=change.state,
                since=change.since,
                until=None,
                opened_by=(change.event,),
                witnesses=change.witnesses,
            )
        )
    for relation, following in pairwise(merged):
        yield replace(relation, until=following.since, closed_by=following.opened_by)
    yield merged[-1]


@lru_cache(maxsize=1)
def _rules() -> tuple[Mapping[str, Any], ...]:
    files = sorted(resource("ontology", "relations").glob("*.yaml"))
    return tuple(rule for path in files for rule in yaml.safe_load(path.read_text(encoding="utf-8")))
