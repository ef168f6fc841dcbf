"""Who did it and to whom: the noun phrases that a pattern names as actor and recipient."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.claims._ontology import Pattern
from dateline.claims._syntax import (
    clause_subjects,
    complement,
    conjuncts,
    content_head,
    controller,
    objects,
    owner,
    prep_objects,
    subjects,
)
from dateline.claims._words import syntax_words

__all__ = ["Roles", "find_roles"]


@dataclass(frozen=True, slots=True)
class Roles:
    """Heads of the noun phrases in the act's roles, in order of the text."""

    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]


def find_roles(token: Token, pattern: Pattern) -> Roles:
    """Return the roles of the act at the token, from the first of the pattern's places that is filled."""
    actors = _first_filled(token, pattern, pattern.actor)
    recipients = _all_filled(token, pattern)
    if pattern.flags.get("possessive") == "recipient" and not recipients:
        recipients, actors = tuple(owner(token)), tuple(h for h in actors if h not in owner(token))
    recipients = tuple(r for r in recipients if r not in actors)
    if pattern.flags.get("reciprocal") and not recipients and len(actors) > 1:
        recipients = actors
    return Roles(actors, recipients)


def _first_filled(token: Token, pattern: Pattern, places: Iterable[str]) -> tuple[Token, ...]:
    return next((tuple(found) for place in places if (found := _at(place, token, pattern))), ())


def _all_filled(token: Token, pattern: Pattern) -> tuple[Token, ...]:
    """Return the first place that is filled; "object" comes with what its owner or country adds."""
    for place in pattern.recipient:
        found = [content_head(h) for h in _at(place, token, pattern)]
        if place == "object" and "object" in pattern.sets:
            continue
        if found:
            return tuple(dict.fromkeys(found))
    if "object" in pattern.recipient and "object" in pattern.sets:
        return tuple(owner_or_self for o in objects(token) for owner_or_self in (owner(o) or [o]))
    return ()


def _at(place: str, token: Token, pattern: Pattern) -> list[Token]:
    reader = _PLACES.get(place)
    if reader is not None:
        return reader(token)
    found = prep_objects(token, place)
    carriers = objects(token) if token.pos_ != "NOUN" else []
    for carrier in carriers:
        if not found and ("object" in pattern.sets or place not in {"in", "at", "on", "of"}):
            found = prep_objects(carrier, place)
    return found or _shared_preposition(token, place)


def _shared_preposition(token: Token, prep: str) -> list[Token]:
    """Read "talks and a summit with X", "met and spoke with X": the last conjunct carries the phrase."""
    shared = [c for c in token.children if c.dep_ == "conj" and c.pos_ == token.pos_]
    if not shared or any(c.dep_ in {"dobj", "prep"} and c.i > token.i for c in token.children):
        return []
    return prep_objects(shared[-1], prep)


def _subjects(token: Token) -> list[Token]:
    if token.pos_ == "ADJ":
        return [h for c in token.head.children if c.dep_ == "nsubj" for h in conjuncts(c)]
    return [content_head(s) for s in subjects(token)]


def _between(token: Token) -> list[Token]:
    return prep_objects(token, "between")


def _demonym(noun: Token) -> list[Token]:
    modifiers = [c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"} and c.i < noun.i]
    named = [c for c in modifiers if c.ent_type_ in {"NORP", "GPE", "ORG", "PERSON"}]
    return [h for c in named for h in conjuncts(c)]


def _light_subject(noun: Token) -> list[Token]:
    """Read the subject of the light verb that carries the noun: "gave her backing", "in talks with"."""
    verb = noun.head
    if noun.dep_ in {"dobj", "attr"} and verb.lemma_ in syntax_words("light_verbs"):
        return subjects(verb)
    if noun.dep_ == "pobj":
        verb = noun.head.head
        if noun.head.lower_ in {"in", "into", "for", "on"} and verb.pos_ in {"VERB", "AUX"}:
            return clause_subjects(verb)
    return []


def _predicate_for(noun: Token) -> list[Token]:
    """Read "the help of X was key for Y": the beneficiary in the noun's predicate."""
    if noun.dep_ != "nsubj":
        return []
    predicates = [noun.head, *(c for c in noun.head.children if c.dep_ in {"acomp", "attr"})]
    for predicate in predicates:
        clause = [c for c in predicate.subtree if c.dep_ == "nsubj" and _opens_for_clause(c)]
        if found := prep_objects(predicate, "for") or clause:
            return found
    return []


def _opens_for_clause(subject: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "for" for c in subject.head.children)


def _in_object(adjective: Token) -> list[Token]:
    """Read "instrumental in allowing Y to ...": whom the clause after "in" is about."""
    preps = [
        c for c in (*adjective.children, *adjective.head.children) if c.dep_ == "prep" and c.lower_ == "in"
    ]
    clauses = [p for c in preps for p in c.children if p.dep_ == "pcomp"]
    for verb in clauses:
        inner = complement(verb)
        raised = [c for c in inner.children if c.dep_ == "nsubj"] if inner is not None else []
        if found := objects(verb) or raised:
            return found
    return []


def _dative(verb: Token) -> list[Token]:
    direct = [c for c in verb.children if c.dep_ == "dative"]
    found = [p for c in direct for p in ([c] if c.pos_ != "ADP" else c.children) if p.pos_ != "ADP"]
    return [h for p in found for h in conjuncts(p)]


def _object_owner(verb: Token) -> list[Token]:
    return [h for o in objects(verb) for h in owner(o)]


def _clause_subject(verb: Token) -> list[Token]:
    inner = complement(verb)
    own = [c for c in inner.children if c.dep_ in {"nsubj", "nsubjpass"}] if inner is not None else []
    return [h for c in own for h in conjuncts(c)]


def _clause_object(verb: Token) -> list[Token]:
    inner = complement(verb)
    if inner is None:
        return []
    while inner.lemma_ in {"be", "continue", "begin", "start"} and complement(inner) is not None:
        inner = complement(inner) or inner
    places = (prep_objects(inner, p) for p in ("with", "against", "on", "to", "from", "in"))
    return objects(inner) or next((found for found in places if found), [])


def _for_clause_subject(verb: Token) -> list[Token]:
    inner = [c for c in verb.children if c.dep_ in {"advcl", "ccomp", "xcomp"} and _marks_for(c)]
    found = [s for c in inner for s in c.children if s.dep_ in {"nsubj", "nsubjpass"}]
    return [h for s in found for h in conjuncts(s)] or prep_objects(verb, "for")


def _border(token: Token) -> list[Token]:
    """Read whose border forces stand on: "near the border with X", "X's border", else the state just named."""
    carriers = [token, *objects(token)] if token.pos_ == "VERB" else [token]
    lines = [t for c in carriers for t in c.subtree if t.lemma_ in {"border", "frontier"}]
    for line in lines:
        if found := prep_objects(line, "with") or prep_objects(line, "of") or owner(line) or _demonym(line):
            return found
        before = [t for t in token.sent if t.ent_type_ == "GPE" and t.i < token.i and t.ent_iob_ == "B"]
        if before:
            return before[-1:]
    return []


def _marks_for(verb: Token) -> bool:
    return any(c.lower_ == "for" and c.dep_ == "mark" for c in verb.children)


_PLACES: dict[str, Callable[[Token], list[Token]]] = {
    "subject": _subjects,
    "object": objects,
    "poss": lambda token: owner(token) if token.pos_ in {"NOUN", "PROPN"} else _object_owner(token),
    "demonym": _demonym,
    "light": _light_subject,
    "between": _between,
    "dative": _dative,
    "predicate-for": _predicate_for,
    "in-object": _in_object,
    "clause-subject": _clause_subject,
    "subclause-subject": _clause_subject,
    "clause-object": _clause_object,
    "clause-source": lambda token: [],
    "for-to-subject": _for_clause_subject,
    "border": _border,
    "controller": controller,
}
