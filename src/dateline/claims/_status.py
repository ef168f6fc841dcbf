"""Whether the act happened, goes on, is planned, tried, possible or denied, from the words that govern it."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

import yaml
from spacy.tokens import Token

from dateline.claims._syntax import has_negation
from dateline.records import Status
from dateline.resources import resource

__all__ = ["SKIP", "status_of"]

SKIP = "skip"
_CLIMB = frozenset({"xcomp", "ccomp", "pcomp", "pobj", "prep", "acl", "dobj", "conj", "advcl"})
_CONTINUOUS_NOUNS = frozenset({"talk", "talks", "negotiation", "negotiations", "dialogue", "war", "fighting"})
_FACTUAL_PREPS = frozenset({"by", "after", "following", "in", "since", "for", "over", "despite", "upon"})


def status_of(trigger: Token) -> Status | None:
    """Return the status of the act at the trigger, or None where the act is no claim of its own.

    Reads, from the inside out: negation, auxiliaries and tense of the trigger itself, then the verbs, nouns
    and markers that govern it ("tried to", "the risk of", "if").
    """
    status = _own_status(trigger)
    outer = _governed_status(trigger)
    if SKIP in (status, outer):
        return None
    if outer == "denied" and status == "denied":
        return "happened"
    return cast(Status, outer if outer is not None and status in {None, "ongoing"} else status or "happened")


def _own_status(trigger: Token) -> str | None:
    if has_negation(trigger) or any(
        has_negation(v) for v in _light_verbs(trigger) if v.pos_ in {"VERB", "AUX"}
    ):
        return "denied"
    if trigger.pos_ in {"NOUN", "PROPN", "ADJ"}:
        return _noun_status(trigger)
    return _verb_status(trigger)


def _verb_status(verb: Token) -> str | None:
    carrier = verb
    while carrier.dep_ == "conj" and carrier.head.pos_ == "VERB" and not _auxiliaries(carrier):
        if carrier.tag_ != carrier.head.tag_:
            break
        carrier = carrier.head
    auxiliaries = _auxiliaries(carrier)
    if any(has_negation(v) for v in (carrier,)) and carrier is not verb:
        return None
    for auxiliary in auxiliaries:
        if (status := _table("modals").get(auxiliary.lower_)) is not None:
            return _softened(status, auxiliary, carrier)
    if carrier.tag_ == "VBG" and any(a.lemma_ == "be" and a.tag_ in {"VBZ", "VBP"} for a in auxiliaries):
        return "planned" if _is_going_to(carrier) else "ongoing"
    return None


def _softened(status: str, auxiliary: Token, verb: Token) -> str:
    if auxiliary.lower_ in {"would", "'d"} and verb.dep_ == "ccomp" and verb.head.tag_ in {"VBD", "VBN"}:
        return "planned"
    return status


def _noun_status(noun: Token) -> str | None:
    words = _table("adjectives")
    for child in noun.children:
        if child.dep_ in {"amod", "compound"} and (status := words.get(child.lower_)) is not None:
            return status
    light = next(_verb for _verb in (*_light_verbs(noun), None))
    if light is not None and light.pos_ == "VERB" and (status := _verb_status(light)) is not None:
        return status
    if noun.lower_ in _CONTINUOUS_NOUNS and noun.dep_ == "pobj" and noun.head.lower_ in {"in", "amid"}:
        return "ongoing"
    return None


def _light_verbs(noun: Token) -> list[Token]:
    if noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ not in {"dobj", "nsubjpass", "pobj", "attr"}:
        return []
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    light = {"hold", "have", "conduct", "be", "launch", "make", "give", "take", "pay", "carry", "provide"}
    return [verb] if verb.lemma_ in light else []


def _governed_status(trigger: Token) -> str | None:
    """Climb from the act to what governs it, and take the first word that says something of its status."""
    token, depth = trigger, 0
    while token.head is not token and token.dep_ in _CLIMB and depth < 6:
        if (marked := _marker_status(token)) is not None:
            return marked
        head = token.head
        if token.dep_ == "prep" and token.lower_ in _FACTUAL_PREPS and head.pos_ == "VERB":
            return None
        if token.dep_ == "dobj" and head.pos_ == "VERB" and head.lemma_ not in _governing_objects():
            return _clause_status(head) if token is trigger else None
        if token.dep_ == "advcl" and not _is_purpose(token):
            return None
        if (status := _word_status(head, token)) is not None:
            return status
        if head.pos_ == "VERB" and token.dep_ in {"xcomp", "advcl", "conj"}:
            own = _verb_status(head) if token.dep_ != "conj" else None
            if has_negation(head) and token.dep_ == "xcomp":
                return "denied"
            if own in {"planned", "possible"}:
                return own
        if token.dep_ == "ccomp" and head.pos_ == "VERB" and has_negation(head) and head.lemma_ != "say":
            return "possible"
        token, depth = head, depth + 1
    return _marker_status(token)


def _clause_status(verb: Token) -> str | None:
    """Status of the clause whose verb a nominal act is the object of ("would end the war" → possible)."""
    return None if verb.lemma_ in {"end", "stop", "condemn"} else _table("verbs").get(verb.lemma_)


def _governing_objects() -> frozenset[str]:
    verbs = _table("verbs")
    return frozenset(verb for verb, status in verbs.items() if status not in {"ongoing"})


def _word_status(head: Token, token: Token) -> str | None:
    if head.pos_ in {"VERB", "AUX"}:
        status = _table("verbs").get(head.lemma_.lower())
        if status == "denies":
            return "denied"
        if status == "agreed":
            return SKIP if has_negation(token) else "planned"
        if status == "denied" and has_negation(head):
            return None
        if status == "attempted" and head.lemma_ == "fail" and has_negation(head):
            return None
        return status if token.dep_ in {"xcomp", "ccomp", "dobj", "pcomp", "prep", "advcl"} else None
    if head.pos_ in {"NOUN", "PROPN"}:
        return _table("nouns").get(head.lemma_.lower())
    if head.pos_ == "ADJ" and head.lower_ in {"ready", "due", "likely", "expected", "set", "willing", "able"}:
        return "planned" if head.lower_ in {"due", "set", "expected", "ready"} else "possible"
    return None


def _marker_status(token: Token) -> str | None:
    words = _table("markers")
    marks = [c for c in token.children if c.dep_ in {"mark", "advmod", "prep"} and c.i < token.i]
    if token.dep_ in {"pcomp", "pobj"}:
        marks.append(token.head)
    for mark in marks:
        follows = mark.doc[mark.i + 1].lower_ if mark.i + 1 < len(mark.doc) else ""
        for key in (
            mark.lower_,
            f"{mark.lower_}_{follows}",
            f"{mark.nbor(-1).lower_ if mark.i else ''}_{mark.lower_}",
        ):
            if key in words and (words[key] != "planned" or token.pos_ != "VERB"):
                return words[key]
    return None


def _auxiliaries(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]


def _is_going_to(verb: Token) -> bool:
    return verb.lemma_ == "go" and any(c.dep_ == "xcomp" for c in verb.children)


def _is_purpose(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


@lru_cache(maxsize=8)
def _table(kind: str) -> dict[str, str]:
    data = yaml.safe_load(resource("ontology", "status.yaml").read_text(encoding="utf-8"))
    return {word: status for status, words in data[kind].items() for word in words.split()}
