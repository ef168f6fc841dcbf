"""Which pattern of the ontology fits a token: the act's type, found in its syntactic frame."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dateline.claims._ontology import Ontology, Pattern
from dateline.claims._syntax import complement, content_head, objects, prep_objects

__all__ = ["could_hold_act", "handled_thing", "match_pattern", "match_patterns"]

_PARTICLES = frozenset({"prt", "advmod", "prep", "advcl"})


def could_hold_act(ontology: Ontology, doc: Doc) -> Iterator[Token]:
    """Yield the tokens whose lemma and part of speech begin some pattern."""
    for token in doc:
        if any((pos, token.lemma_.lower()) in ontology.patterns for pos in _readings(token)):
            yield token


def match_patterns(ontology: Ontology, doc: Doc) -> list[tuple[Token, Pattern]]:
    """Return each act-bearing token with the most specific pattern that fits it, in order of the text.

    A noun that a verb's pattern takes as its object ("hold talks", "impose sanctions") belongs to the
    verb's act and is left out.
    """
    matches = [
        (token, pattern)
        for token in could_hold_act(ontology, doc)
        if (pattern := match_pattern(ontology, token)) is not None
    ]
    consumed = {n.i for token, pattern in matches for n in _consumed(token, pattern)}
    return [(token, pattern) for token, pattern in matches if token.i not in consumed]


def match_pattern(ontology: Ontology, token: Token) -> Pattern | None:
    """Return the most specific pattern that fits the token, or None."""
    candidates = [
        p for pos in _readings(token) for p in ontology.patterns.get((pos, token.lemma_.lower()), ())
    ]
    particles = _particles(token)
    claimed = {w for p in candidates for w in p.sets.get("particle", ())} & particles
    for pattern in sorted(candidates, key=lambda p: (-p.specificity, p.key)):
        if claimed and not {"particle", "object"} & set(pattern.sets):
            continue
        if _fits(pattern, token, particles):
            return pattern
    return None


def handled_thing(token: Token, pattern: Pattern | None) -> str | None:
    """Return the lemma of what the act handles where the frame names it: "closed its embassy" → embassy."""
    nouns = _consumed(token, pattern) if pattern is not None else ()
    return next((noun.lemma_.lower() for noun in nouns), None)


def _readings(token: Token) -> tuple[str, ...]:
    if token.pos_ in {"VERB", "AUX"}:
        return ("ADJ",) if token.dep_ == "amod" else ("VERB",)
    if token.pos_ in {"NOUN", "PROPN"}:
        return ("NOUN",) if token.dep_ != "compound" else ()
    return ("ADJ",) if token.pos_ == "ADJ" else ()


def _fits(pattern: Pattern, token: Token, particles: frozenset[str]) -> bool:
    sets, flags = pattern.sets, pattern.flags
    if "particle" in sets and not sets["particle"] & particles:
        return False
    if "adverb" in sets and not sets["adverb"] & {c.lower_ for c in token.children}:
        return False
    if pattern.prep_object is not None and not _prep_heads(token, *pattern.prep_object):
        return False
    if "prep_not" in sets and sets["prep_not"] & _prep_words(token):
        return False
    if flags.get("prep_required") and not _has_preposition(token, flags["prep_required"]):
        return False
    return _objects_fit(pattern, token) and _clauses_fit(pattern, token)


def _objects_fit(pattern: Pattern, token: Token) -> bool:
    sets = pattern.sets
    wanted = {"object", "object_not", "modifier", "modifier_not"} & set(sets)
    if not wanted and not pattern.flags.get("no_object"):
        return True
    found = objects(token)
    if pattern.flags.get("no_object") and found:
        return False
    heads = [*found, *(content_head(o) for o in found)]
    words = {w for h in heads for w in (h.lower_, h.lemma_.lower())}
    if "object" in sets and not sets["object"] & words:
        return False
    if "object_not" in sets and sets["object_not"] & words:
        return False
    modifiers = {c.lower_ for o in found for c in o.children}
    if "modifier" in sets and not sets["modifier"] & modifiers:
        return False
    return not ("modifier_not" in sets and sets["modifier_not"] & modifiers)


def _clauses_fit(pattern: Pattern, token: Token) -> bool:
    if "predicate" in pattern.sets and not pattern.sets["predicate"] & _predicate_words(token):
        return False
    if pattern.flags.get("no_clause") and complement(token) is not None:
        return False
    return pattern.flags.get("requires") != "clause" or complement(token) is not None


def _consumed(token: Token, pattern: Pattern) -> Iterator[Token]:
    if "object" in pattern.sets:
        for noun in objects(token):
            for head in (noun, content_head(noun)):
                if pattern.sets["object"] & {head.lower_, head.lemma_.lower()}:
                    yield head
    if pattern.prep_object is not None:
        yield from _prep_heads(token, *pattern.prep_object)


def _particles(token: Token) -> frozenset[str]:
    return frozenset(c.lower_ for c in token.children if c.dep_ in _PARTICLES)


def _prep_heads(token: Token, prep: str, words: frozenset[str]) -> list[Token]:
    return [h for h in prep_objects(token, prep) if {h.lower_, h.lemma_.lower()} & words]


def _prep_words(token: Token) -> set[str]:
    preps = [c for c in token.children if c.dep_ == "prep"]
    return {p.lemma_.lower() for c in preps for p in c.children if p.dep_ == "pobj"}


def _has_preposition(token: Token, prep: str) -> bool:
    return any(c.lower_ == prep and (c.dep_ in {"prep", "mark"} or c.i == token.i + 1) for c in token.subtree)


def _predicate_words(token: Token) -> set[str]:
    found: set[str] = set()
    for child in token.children:
        if child.dep_ in {"oprd", "attr", "xcomp", "ccomp", "acomp"}:
            found |= {child.lemma_.lower()} | {c.lemma_.lower() for c in child.children if c.dep_ == "attr"}
        if child.dep_ == "prep" and child.lower_ == "as":
            found |= {p.lemma_.lower() for p in child.children}
    return found
