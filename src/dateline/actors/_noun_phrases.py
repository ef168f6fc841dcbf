"""The noun phrase that a token heads: its words, less what merely tells more of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
_HEADS, _PHRASES = "dateline.actors.heads", "dateline.actors.phrases"
_BACKWARD_AT = "dateline.actors.backward"
_BACKWARD = frozenset({"that", "its", "their", "his", "her"})
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


def phrase_heads(doc: Doc) -> list[int]:
    """Return the tokens that head a doc's noun phrases, in order; found once a doc and kept with it."""
    heads: list[int] | None = doc.user_data.get(_HEADS)
    if heads is None:
        heads = doc.user_data[_HEADS] = [chunk.root.i for chunk in doc.noun_chunks]
    return heads


def points_back(token: Token) -> bool:
    """Whether the words under a token hold one that points back in the text: "its", "that"."""
    places: list[int] | None = token.doc.user_data.get(_BACKWARD_AT)
    if places is None:
        places = [t.i for t in token.doc if t.lower_ in _BACKWARD]
        token.doc.user_data[_BACKWARD_AT] = places
    near = bisect_left(places, token.left_edge.i) < bisect_right(places, token.right_edge.i)
    return near and any(t.lower_ in _BACKWARD for t in token.subtree)


def phrase_tokens(token: Token) -> tuple[int, int]:
    """Return the half-open token range, about ``token``, of the noun phrase it heads; kept with the doc."""
    kept: dict[int, tuple[int, int]] = token.doc.user_data.setdefault(_PHRASES, {})
    if token.i not in kept:
        kept[token.i] = _find_phrase(token)
    return kept[token.i]


def _find_phrase(token: Token) -> tuple[int, int]:
    head: int = token.i
    kept = {t.i for t in _within(token)}
    first = last = head
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return _trim(token.doc, first, last + 1, head)


def _within(token: Token) -> Iterator[Token]:
    stack = [token]
    while stack:
        current = stack.pop()
        yield current
        stack += [c for c in current.children if _belongs(c, current)]


def _belongs(child: Token, parent: Token) -> bool:
    if child.dep_ in _LEFT_OUT or child.ent_type_ in NO_ACTORS:
        return False
    if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"):
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
