"""Which drafts stand: the roles that a pattern requires, the sectors it allows, and repetitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.claims._drafts import Draft, is_party, party_keys
from dateline.claims._ontology import Pattern
from dateline.claims._syntax import complement, objects
from dateline.records import Actor

__all__ = ["join_purposes", "meets_requirements", "without_repetitions"]

_PERSONS = frozenset(
    {"GOV", "LEG", "MIL", "JUD", "COP", "SPY", "OPP", "REB", "PTY", "CVL", "NGO", "IGO", "MED"}
)


# An act that the model doubts stands only where its pattern's frame holds two political actors.
_DOUBTED = 0.4


def meets_requirements(draft: Draft) -> bool:
    """Say whether the draft has the roles its pattern asks for, and a political actor at all."""
    actors = any(is_party(a) for a in draft.actors)
    recipients = any(is_party(r) for r in draft.recipients)
    if not (actors or recipients):
        return False
    if draft.pattern is None:
        return True
    if draft.probability is not None and draft.probability < _DOUBTED:
        return actors and recipients
    return draft.probability is not None or _frame_filled(draft, draft.pattern, actors, recipients)


def _frame_filled(draft: Draft, pattern: Pattern, actors: bool, recipients: bool) -> bool:
    """Hold a draft that no model has confirmed to all that its pattern asks for."""
    if not _required_roles(draft, pattern, actors, recipients):
        return False
    return _sectors_fit(pattern, "actor_sectors", draft.actors) and (
        not draft.recipients or _sectors_fit(pattern, "recipient_sectors", draft.recipients)
    )


def _required_roles(draft: Draft, pattern: Pattern, actors: bool, recipients: bool) -> bool:
    match pattern.flags.get("requires"):
        case "both":
            return actors and recipients
        case "recipient":
            return recipients
        case "actor":
            return actors
        case "recipient_or_object":
            return recipients or bool(draft.recipients) or bool(objects(draft.token))
        case "recipient_or_clause":
            return recipients or complement(draft.token) is not None
        case _:
            return True


def _sectors_fit(pattern: Pattern, key: str, parties: Sequence[Actor]) -> bool:
    allowed = pattern.sets.get(key)
    if allowed is None:
        return True
    sectors = {s for p in parties for s in (*p.sectors, p.sector) if s}
    if not sectors:
        # A bare country acts through its government.
        bare = any(p.country for p in parties) and bool(allowed & {"GOV", "MIL"})
        return bare or "none" in allowed
    return bool(sectors & allowed)


def join_purposes(drafts: Sequence[Draft]) -> list[Draft]:
    """Join an act with its own purpose: "are traveling to X to meet with Y" is one consultation with Y."""
    joined: list[Draft] = []
    for draft in drafts:
        host = next((d for d in joined if _is_purpose_of(draft, d)), None)
        if host is None:
            joined.append(draft)
            continue
        recipients = draft.recipients if _any_party(draft.recipients) else host.recipients
        joined[joined.index(host)] = replace(host, recipients=recipients)
    return joined


def _is_purpose_of(draft: Draft, host: Draft) -> bool:
    if draft.type != host.type or draft.paragraph_index != host.paragraph_index:
        return False
    token = draft.token
    if token.pos_ == "NOUN":
        linked = token.dep_ == "pobj" and token.head.lower_ == "for" and token.head.head == host.token
    else:
        purpose = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
        linked = purpose and token.head == host.token
    return linked and (not draft.actors or party_keys(draft.actors) == party_keys(host.actors))


def _any_party(actors: Sequence[Actor]) -> bool:
    return any(is_party(a) for a in actors)


def without_repetitions(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what only repeats: a headline or caption the body restates, a noun that refers back.

    An act told twice by verbs with different words of time or place stays twice; merging them is the
    events' work.
    """
    body = [d for d in drafts if d.role not in {"headline", "caption"}]
    kept: list[Draft] = []
    for draft in drafts:
        pool = kept if draft.role not in {"headline", "caption"} else body
        if any(_repeats(draft, other) for other in pool):
            continue
        kept.append(draft)
    return kept


def _repeats(draft: Draft, other: Draft) -> bool:
    if draft is other or draft.type != other.type or draft.quoted != other.quoted:
        return False
    if draft.token.pos_ != "NOUN" and draft.role not in {"headline", "caption"}:
        return False
    if draft.mode and other.mode and draft.mode != other.mode:
        return False
    return _covered(draft.actors, other.actors) and _covered(draft.recipients, other.recipients)


def _covered(part: Sequence[Actor], whole: Sequence[Actor]) -> bool:
    return all(any(_same_party(actor, other) for other in whole) for actor in part)


def _same_party(actor: Actor, other: Actor) -> bool:
    """A state and its government are one party here; a state and its banks are not."""
    if not (actor.country or other.country):
        return (actor.id or actor.raw.casefold()) == (other.id or other.raw.casefold())
    sectors = {actor.sector or "GOV", other.sector or "GOV"}
    return actor.country == other.country and len(sectors) == 1
