"""Acts as they are being coded: what a pattern found, before days, places and sources are joined on."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.claims._ontology import Pattern
from dateline.records import Actor, Span, Status

__all__ = ["Draft", "is_party", "party_keys"]


@dataclass(frozen=True, slots=True)
class Draft:
    """An act at a token of paragraph ``paragraph_index``, with its roles resolved.

    ``pattern`` is the line of the ontology that fits, ``probability`` the act model's (0 to 1); at least one of
    the two is there. ``span`` is the trigger's, ``sentence`` its sentence's span in the article's text.
    """

    paragraph_index: int
    token: Token
    type: str
    pattern: Pattern | None
    probability: float | None
    status: Status
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    span: Span
    sentence: Span
    role: str = "body"
    mode: str | None = None
    quoted: bool = False


def is_party(actor: Actor) -> bool:
    """Say whether the mention names a political actor: it has a country or a sector."""
    return actor.country is not None or actor.sector is not None


def party_keys(actors: tuple[Actor, ...]) -> frozenset[str]:
    """Return who the actors are, coarsely: countries, or names and words where there is none."""
    return frozenset(a.country or a.id or a.raw.lower() for a in actors)
