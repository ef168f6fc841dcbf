"""The noun phrase that a token heads: its words, less what merely tells more of it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

# A clause or an aside on the noun names no actor; other deputies of the head do.
_LEFT_OUT = frozenset(
    {
        "relcl",
        "acl",
        "advcl",
        "parataxis",
        "ccomp",
        "csubj",
        "cc:preconj",
        "dep",
        "nsubj",
        "aux",
        "cop",
        "mark",
        "advmod",
    }
)
_KEPT_PREPOSITIONS = frozenset({"of", "in", "from", "to", "at", "for"})
NO_ACTORS = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
# "Accuse the leader of fraud": what follows "of" belongs to the verb.
_VERBS_OF = frozenset(
    {
        "accuse",
        "convict",
        "suspect",
        "acquit",
        "warn",
        "inform",
        "rid",
        "deprive",
        "clear",
        "remind",
        "rob",
        "strip",
        "notify",
        "assure",
    }
)
_EDGES = frozenset(
    {",", ";", ":", "-", "–", "—", "and", "or", "but", "both", '"', "“", "”", "'", "‘", "’", "(", ")"}
)


def phrase_tokens(token: Token, *, conjuncts: bool = True) -> tuple[int, int]:
    """Return the half-open token range, about ``token``, of the noun phrase it heads."""
    kept = sorted(t.i for t in _within(token, conjuncts))
    at = kept.index(token.i)
    first = last = at
    while first and kept[first - 1] == kept[first] - 1:
        first -= 1
    while last + 1 < len(kept) and kept[last + 1] == kept[last] + 1:
        last += 1
    return _trim(token.doc, kept[first], kept[last] + 1, token.i)


def _within(token: Token, conjuncts: bool) -> Iterator[Token]:
    stack = [token]
    while stack:
        current = stack.pop()
        yield current
        stack += [c for c in current.children if _belongs(c, current, token, conjuncts)]


def _belongs(child: Token, parent: Token, head: Token, conjuncts: bool) -> bool:
    if child.dep_ in _LEFT_OUT or child.ent_type_ in NO_ACTORS:
        return False
    if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"):
        return False
    if child.dep_ in ("conj", "cc") and parent is head and not conjuncts:
        return False
    if (
        child.dep_ == "prep"
        and child.lower_ == "of"
        and parent.head.lemma_ in _VERBS_OF
        and parent.dep_ == "dobj"
    ):
        return False
    if child.dep_ == "prep":
        return child.lower_ in _KEPT_PREPOSITIONS and not any(
            o.ent_type_ in NO_ACTORS for o in child.children
        )
    return True


def _trim(doc: Doc, first: int, last: int, head: int) -> tuple[int, int]:
    while first < head and (doc[first].is_space or doc[first].lower_ in _EDGES):
        first += 1
    while last - 1 > head and (doc[last - 1].is_space or doc[last - 1].lower_ in _EDGES):
        last -= 1
    return first, last
