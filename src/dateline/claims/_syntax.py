"""Where in a dependency parse the parts of an act stand: subject, object, prepositional objects, owner.

Labels are those of ClearNLP as spaCy's English pipelines use them. Functions take a token and return the
heads of noun phrases, conjuncts included, in order of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dateline.claims._words import syntax_words

__all__ = [
    "clause_subjects",
    "complement",
    "conjuncts",
    "content_head",
    "controller",
    "has_negation",
    "is_passive",
    "objects",
    "owner",
    "prep_objects",
    "subjects",
]

_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_OBJECTS = frozenset({"dobj", "obj"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_NO_PARTY = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
_EMBEDDED = frozenset({"xcomp", "advcl", "pcomp", "acl", "ccomp", "conj", "relcl", "dep"})


def conjuncts(token: Token) -> list[Token]:
    """Return the token and the noun phrases coordinated under it."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}:
            found += conjuncts(child)
    return found


def content_head(token: Token) -> Token:
    """Return the noun that a quantity counts: "thousands of soldiers" → soldiers; else the token."""
    if token.lemma_.lower() in syntax_words("quantities") or token.pos_ == "NUM":
        inner = [p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in _pobj(c)]
        if inner:
            return inner[0]
    return token


def is_passive(verb: Token) -> bool:
    """Say whether the verb is passive: it has a passive subject or auxiliary, or is a bare participle."""
    if any(c.dep_ in _PASSIVE_SUBJECTS or c.dep_ == "auxpass" for c in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ == "VERB":
        return not _own_subjects(verb) and not _own_auxiliaries(verb) and is_passive(verb.head)
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and not _own_auxiliaries(verb)


def has_negation(token: Token) -> bool:
    """Say whether "not", "never", "no" and the like stand directly under the token."""
    return any(
        c.dep_ == "neg" or (c.lower_ in {"no", "never", "neither"} and c.dep_ in {"det", "advmod", "preconj"})
        for c in token.children
    )


def subjects(verb: Token) -> list[Token]:
    """Return who does what the verb says: subject, agent of a passive, or the controller of a bare verb."""
    if is_passive(verb):
        return _agents(verb)
    own = _own_subjects(verb)
    return own or controller(verb)


def clause_subjects(verb: Token) -> list[Token]:
    """Return the grammatical subjects of the clause, active or passive."""
    own = [c for c in verb.children if c.dep_ in _SUBJECTS | _PASSIVE_SUBJECTS]
    return _expand(own) or controller(verb)


def objects(verb: Token) -> list[Token]:
    """Return whom or what the act is done to: object, passive subject, or the noun a participle modifies."""
    if is_passive(verb):
        return _patients(verb)
    own = [c for c in verb.children if c.dep_ in _OBJECTS]
    if not own and verb.dep_ == "relcl":
        return _relative_object(verb)
    if not own and verb.dep_ != "conj":
        shared = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"]
        return objects(shared[-1]) if shared and not _follows_own_complement(verb) else []
    return [head for o in own for head in conjuncts(_unrelative(o, verb))]


def prep_objects(token: Token, prep: str) -> list[Token]:
    """Return the objects of preposition ``prep`` ("to", "out of") attached to the token."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative", "prt", "advmod"} and child.lower_ == prep:
            found += [h for p in _pobj(child) for h in conjuncts(p)]
            found += [h for c in child.children if c.dep_ == "conj" for p in _pobj(c) for h in conjuncts(p)]
    return [h for h in found + _added(token, prep, found) if h.ent_type_ not in _NO_PARTY]


def _added(token: Token, prep: str, found: list[Token]) -> list[Token]:
    """Read the tail of "help from Russia, as well as from Iran", which hangs on the verb's "as"."""
    if not found:
        return []
    anchors = [token, token.head] if token.pos_ == "NOUN" else [token]
    ccs = [c for a in anchors for c in a.children if c.dep_ == "cc" and c.i > found[-1].i]
    preps = [p for cc in ccs for p in cc.children if p.dep_ == "prep" and p.lower_ == prep]
    return [h for p in preps for o in _pobj(p) for h in conjuncts(o)]


def owner(noun: Token) -> list[Token]:
    """Return the possessor: "Russia's invasion" → Russia, "its embassy" → its."""
    return [h for c in noun.children if c.dep_ == "poss" for h in conjuncts(c)]


def complement(verb: Token) -> Token | None:
    """Return the head of the verb's clausal complement ("promised to leave" → leave), or None."""
    return next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp"}), None)


def controller(verb: Token, *, depth: int = 6) -> list[Token]:
    """Return the understood subject of a verb without one of its own, from the clause that governs it."""
    if depth == 0 or verb.dep_ not in _EMBEDDED:
        return []
    head = verb.head
    if verb.dep_ in {"relcl", "acl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return _subject_of_modifier(verb, depth)
    if verb.dep_ == "pcomp":
        head = head.head
    if head.pos_ in {"NOUN", "PROPN"}:
        return owner(head) or _light_subjects(head)
    if head.pos_ not in {"VERB", "AUX", "ADJ"}:
        return []
    if verb.dep_ in {"xcomp", "ccomp"} and head.lemma_ in syntax_words("object_control"):
        raised = objects(head) or [c for c in head.children if c.dep_ == "dative"]
        if raised:
            return raised
    if verb.dep_ == "conj" and is_passive(head) and not is_passive(verb):
        return _patients(head)
    own = [c for c in head.children if c.dep_ in _SUBJECTS | _PASSIVE_SUBJECTS]
    if is_passive(head) and verb.dep_ != "conj":
        return _agents(head) if verb.dep_ in {"advcl", "pcomp"} and _agents(head) else _expand(own)
    return _expand([_unrelative(o, head) for o in own]) or controller(head, depth=depth - 1)


def _subject_of_modifier(verb: Token, depth: int) -> list[Token]:
    noun = verb.head
    if verb.dep_ == "acl" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return owner(noun) or _light_subjects(noun)
    if verb.dep_ == "acl" and noun.lemma_ in syntax_words("owned_plans"):
        return owner(noun) or _light_subjects(noun)
    return conjuncts(noun) if depth and noun.dep_ != "conj" else [noun]


def _light_subjects(noun: Token) -> list[Token]:
    verb = noun.head
    while verb.dep_ in {"prep", "pobj", "pcomp"} and verb.head is not verb:
        verb = verb.head
    return _own_subjects(verb) if verb.pos_ in {"VERB", "AUX"} else []


def _own_subjects(verb: Token) -> list[Token]:
    return _expand([_unrelative(c, verb) for c in verb.children if c.dep_ in _SUBJECTS])


def _own_auxiliaries(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]


def _agents(verb: Token) -> list[Token]:
    by = [c for c in verb.children if c.dep_ in {"agent", "prep"} and c.lower_ == "by"]
    found = [h for b in by for p in _pobj(b) for h in conjuncts(p)]
    if not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return _agents(verb.head)
    return found


def _patients(verb: Token) -> list[Token]:
    own = [_unrelative(c, verb) for c in verb.children if c.dep_ in _PASSIVE_SUBJECTS]
    if own:
        return _expand(own)
    if verb.dep_ in {"acl", "relcl"}:
        return [verb.head]
    return _patients(verb.head) if verb.dep_ == "conj" else controller(verb)


def _relative_object(verb: Token) -> list[Token]:
    return [verb.head] if _own_subjects(verb) else []


def _unrelative(token: Token, verb: Token) -> Token:
    if token.lower_ in _RELATIVE and token.pos_ in {"PRON", "DET", "SCONJ"}:
        clause = verb
        while clause.dep_ in {"conj", "xcomp", "ccomp"} and clause.head is not clause:
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return token


def _follows_own_complement(verb: Token) -> bool:
    return any(c.dep_ in {"prep", "ccomp", "xcomp", "advcl"} and c.i > verb.i for c in verb.children)


def _pobj(prep: Token) -> Iterator[Token]:
    for child in prep.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ in {"prep", "pcomp"} and child.tag_ in {"IN", "TO"}:
            yield from _pobj(child)


def _expand(tokens: Iterable[Token]) -> list[Token]:
    return [head for token in tokens for head in conjuncts(token)]
