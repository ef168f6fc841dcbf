"""Tells from the words of a source what it is: an outlet, a document, somebody named or nobody named."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.attributions._lexicon import load_source_words
from dateline.attributions._table import Table
from dateline.records import SourceKind

__all__ = ["Party", "head_row", "is_outlet", "parties"]

_INDEFINITE = frozenset(
    {"a", "an", "another", "one", "some", "several", "many", "other", "two", "three", "four", "five"}
)
_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their"})
_EDGES = frozenset({",", ";", "(", "and", "or", "both", "—", "–", "-"})


@dataclass(frozen=True, slots=True)
class Party:
    """One of the sources of a coordination, in rows; ``name`` is its words without a relative clause."""

    start: int
    end: int
    head: int
    name: str
    kind: SourceKind


def head_row(t: Table, start: int, end: int) -> int:
    """Return the row within the words whose head lies outside them."""
    return next((i for i in range(start, end) if not start <= t.heads[i] < end or t.heads[i] == i), start)


def parties(t: Table, start: int, end: int) -> list[Party]:
    """Return each source that the words name: "U.S. officials, villagers and businessmen" has three."""
    head = head_row(t, start, end)
    heads = _listed(t, start, end) or [head, *(h for h in _conjuncts(t, head) if start <= h < end)]
    if any(t.pos[h] not in ("NOUN", "PROPN") for h in heads):
        heads = [head]
    bounds = [start, *(max(start, t.left[h]) for h in heads[1:]), end]
    return [_party(t, bounds[k], bounds[k + 1], h) for k, h in enumerate(heads)]


def _listed(t: Table, start: int, end: int) -> list[int]:
    """Return the heads of an enumeration that the parse has torn apart; empty where it has not."""
    outside = [i for i in range(start, end) if not start <= t.heads[i] < end or t.heads[i] == i]
    nouns = [i for i in outside if t.pos[i] in ("NOUN", "PROPN")]
    if len(nouns) < 2:
        return []
    return sorted({*nouns, *(h for noun in nouns for h in _conjuncts(t, noun) if h < end)})


def _conjuncts(t: Table, head: int) -> list[int]:
    found: list[int] = []
    while (head_next := t.child(head, "conj")) is not None and head_next > head:
        found.append(head_next)
        head = head_next
    return found


def _party(t: Table, start: int, end: int, head: int) -> Party:
    while end - 1 > head and t.lowers[end - 1] in _EDGES:
        end -= 1
    stop = min(
        (t.left[c] for c in t.children[head] if c > head and t.deps[c] in ("relcl", "acl")), default=end
    )
    while stop - 1 > head and t.lowers[stop - 1] in _EDGES:
        stop -= 1
    stop = max(min(stop, end), head + 1)
    name = _text(t, start, stop)
    return Party(start, end, head, name, _kind(t, start, end, head, name))


def _text(t: Table, start: int, end: int) -> str:
    parts = [t.words[start]]
    for i in range(start + 1, end):
        parts += [" " * min(1, t.starts[i] - t.ends[i - 1]), t.words[i]]
    return "".join(parts).strip().removesuffix("’s").removesuffix("'s")


def _kind(t: Table, start: int, end: int, head: int, name: str) -> SourceKind:
    words = load_source_words()
    if is_outlet(name):
        return "outlet"
    if t.lemmas[head] in words.outlet_nouns and t.entities[head] != "PERSON":
        return "outlet"
    if is_anonymous(t, start, end, head):
        return "anonymous"
    if t.pos[head] == "NOUN" and t.lemmas[head] in words.document_nouns:
        return "document"
    return "speaker"


def is_outlet(name: str) -> bool:
    """Tell whether a name is a news outlet's: "Reuters", "The New York Times", "The Kyiv Post"."""
    words = load_source_words()
    plain = name.lower().removeprefix("the ").strip()
    if plain in words.outlets:
        return True
    parts = name.split()
    capital = all(p[:1].isupper() or p in ("of", "de", "y", "&") for p in parts)
    return capital and len(parts) > 1 and parts[-1].lower() in words.outlet_words


def is_anonymous(t: Table, start: int, end: int, head: int) -> bool:
    """Tell whether the source is people without a name: "officials", "a diplomat", "people close to him"."""
    words = load_source_words()
    if t.pos[head] == "PROPN" and t.lemmas[head] not in words.person_nouns:
        return False
    named = [head, *(c for c in t.children[head] if t.deps[c] == "appos")]
    if any(t.entities[i] == "PERSON" for i in named):
        return False
    lowers = t.lowers[start:end]
    text = " ".join(lowers)
    if words.anonymous_words.intersection(lowers) or any(p in text for p in words.anonymous_phrases):
        return True
    if t.lemmas[head] not in words.person_nouns:
        return False
    plural = t.tags[head] in ("NNS", "NNPS") or t.lowers[head] in ("people", "authorities")
    return bool(_INDEFINITE.intersection(lowers[:2])) or (plural and lowers[0] not in _DEFINITE)
