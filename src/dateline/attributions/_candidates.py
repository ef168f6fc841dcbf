"""Words that may be the source or the content of a cue, each with the grammar that proposes it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dateline.attributions._quotes import Quote
from dateline.attributions._table import Table

__all__ = ["Candidate", "Reading", "contents", "read_quotes", "sources"]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_CHAIN = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "dep", "acl"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "csubj", "csubjpass", "parataxis"})
_EDGES = frozenset({",", ";", ":", ".", "-", "--", "–", "—", "…"})
_LONGEST_CHAIN = 5
_MOST_NEAR = 40
_NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
_JOINTS = frozenset({",", "and", "or"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})


class Candidate(NamedTuple):
    """Proposed words: ``pieces`` are half-open pairs of rows of one paragraph, ``label`` says by what.

    A named tuple, since an article has thousands of them, and a frozen class takes four times as long to make.
    """

    label: str
    pieces: tuple[tuple[int, int], ...]
    quote: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A paragraph with its quotes.

    ``rows`` gives the rows of each quote, ``inside`` the quote that a row stands in (-1: none), ``near``
    for each sentence the quotes that stand in it or touch it.
    """

    table: Table
    quotes: Sequence[Quote]
    rows: list[tuple[int, int]]
    inside: list[int]
    near: list[list[int]]


def read_quotes(table: Table, quotes: Sequence[Quote]) -> Reading:
    """Return the paragraph with the rows that each of its quotes covers (marks included)."""
    rows, inside = [], [-1] * len(table)
    for k, quote in enumerate(quotes):
        start = bisect_right(table.ends, quote.start)
        end = bisect_left(table.starts, quote.end)
        rows.append((start, max(start, end)))
        for i in range(start, min(end, len(table))):
            inside[i] = k
    return Reading(table, quotes, rows, inside, _near(table, rows))


def _near(t: Table, rows: list[tuple[int, int]]) -> list[list[int]]:
    near: list[list[int]] = []
    first = 0
    for start, end in t.sentences:
        while first < len(rows) and rows[first][1] <= start - 1:
            first += 1
        last = first
        while last < len(rows) and rows[last][0] < end + 1 and last - first < _MOST_NEAR:
            last += 1
        near.append(list(range(first, last)))
    return near


def sources(reading: Reading, cue: int) -> list[Candidate]:
    """Return the words that may say whose the cue is, nearest grammar first."""
    found: dict[tuple[int, int], str] = {}
    for label, start, end in _source_spans(reading.table, cue):
        if start < end:
            found.setdefault((start, end), label)
    return [Candidate(label, (span,)) for span, label in found.items()]


def _source_spans(t: Table, cue: int) -> Iterator[tuple[str, int, int]]:
    for c in t.children[cue]:
        dep = t.deps[c]
        if dep in _SUBJECTS or dep in ("poss", "agent", "compound", "amod"):
            yield from _whole(t, c, dep)
        if dep in ("agent", "prep"):
            yield from _objects(t, c)
    if t.pos[cue] in ("ADP", "SCONJ", "VERB", "ADV"):
        yield from _objects(t, cue)
    yield from _inherited(t, cue)
    yield from _beside(t, cue)
    if t.words[cue] == ":":
        start = t.sentences[t.sentence_of[cue]][0]
        yield "colon", start, cue


def _beside(t: Table, cue: int) -> Iterator[tuple[str, int, int]]:
    """The nominal words next to a cue, whatever the parse makes of them."""
    first, last = t.sentences[t.sentence_of[cue]]
    end = cue
    while end > first and t.pos[end - 1] in ("AUX", "ADV", "PART"):
        end -= 1
    start = end
    while start > first and t.pos[start - 1] in _NAMING:
        start -= 1
    yield "near-left", start, end
    end = cue + 1
    while end < last and t.pos[end] in _NAMING:
        end += 1
    yield "near-right", cue + 1, end


def _whole(t: Table, c: int, label: str) -> Iterator[tuple[str, int, int]]:
    if label != "agent":
        yield label, t.left[c], t.right[c] + 1


def _objects(t: Table, preposition: int) -> Iterator[tuple[str, int, int]]:
    for c in t.children[preposition]:
        if t.deps[c] in ("pobj", "pcomp", "prep"):
            inner = c if t.deps[c] != "prep" else t.child(c, "pobj")
            if inner is not None:
                end = _list_end(t, t.right[inner] + 1)
                yield f"p-{t.lowers[preposition]}", t.left[inner], end


def _list_end(t: Table, end: int) -> int:
    """Return the end of an enumeration that the parse broke off at ``end``: ", villagers and businessmen"."""
    at, joined = end, False
    while at < len(t) - 1 and not joined and t.lowers[at] in _JOINTS:
        joined = t.lowers[at] in ("and", "or")
        at += 1
        joined = joined or t.lowers[at] in ("and", "or")
        at += t.lowers[at] in ("and", "or")
        while at < len(t) and t.pos[at] in _NOMINAL:
            at += 1
    return at if joined and t.pos[at - 1] in ("NOUN", "PROPN") else end


def _inherited(t: Table, cue: int) -> Iterator[tuple[str, int, int]]:
    """A cue without a subject of its own shares that of the verb it hangs from; a clause's is its noun."""
    node, path = cue, ""
    for _ in range(_LONGEST_CHAIN):
        head, dep = t.heads[node], t.deps[node]
        if head == node:
            return
        if dep in ("relcl", "acl"):
            yield f"{path}{dep}-head", t.left[head], min(t.left[node], t.right[head] + 1)
            yield f"{path}{dep}-noun", _noun_start(t, head), head + 1
        path += f"{dep}>"
        subject = t.child(head, "nsubj", "nsubjpass")
        if subject is not None and t.left[subject] != t.left[node]:
            yield f"{path}subj", t.left[subject], t.right[subject] + 1
        poss = t.child(head, "poss")
        if poss is not None and dep in ("pobj", "dobj", "acl", "amod", "nsubj"):
            yield f"{path}poss", t.left[poss], t.right[poss] + 1
        node = head


def _noun_start(t: Table, noun: int) -> int:
    starts = [t.left[c] for c in t.children[noun] if c < noun and t.deps[c] in _PREMODIFIERS]
    return min(starts, default=noun)


_PREMODIFIERS = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "predet"})


def contents(reading: Reading, cue: int) -> list[Candidate]:
    """Return the words that may be what the cue lays to its source."""
    found: dict[tuple[tuple[int, int], ...], Candidate] = {}
    for candidate in _content_candidates(reading, cue):
        pieces = _trimmed(reading.table, candidate.pieces)
        if pieces and pieces not in found and not any(s <= cue < e for s, e in pieces):
            found[pieces] = Candidate(candidate.label, pieces, candidate.quote)
    return list(found.values())


def _content_candidates(reading: Reading, cue: int) -> Iterator[Candidate]:
    t = reading.table
    yield from _quoted(reading, cue)
    yield from _left_clauses(t, cue)
    yield from _right_parts(t, cue)
    yield from _governors(t, cue)
    yield from _sentence_parts(t, cue)


def _left_clauses(t: Table, cue: int) -> Iterator[Candidate]:
    for c in t.children[cue]:
        if c < cue and t.deps[c] in _CLAUSES | {"dobj", "nsubjpass", "nsubj", "attr", "advmod", "dep"}:
            end = min(t.right[c] + 1, cue)
            subject = t.child(cue, "nsubj")
            if subject is not None and t.left[c] < subject < end:
                end = t.left[subject]
            yield Candidate(f"left-{t.deps[c]}", ((t.left[c], end),))


def _right_parts(t: Table, cue: int) -> Iterator[Candidate]:
    """Each right-hand child alone, without its preposition, and with all that follows it."""
    inner = [c for c in t.children[cue] if c > cue and t.deps[c] not in ("punct", "cc")]
    last = max((t.right[c] + 1 for c in inner), default=cue)
    for c in inner:
        dep = t.deps[c]
        start = max(t.left[c], cue + 1)
        label = f"{dep}-{t.lowers[c]}" if dep in ("prep", "agent") else dep
        yield Candidate(f"one-{label}", ((start, t.right[c] + 1),))
        if dep in ("prep", "agent", "dative", "prt") and t.right[c] > c:
            yield Candidate(f"in-{label}", ((c + 1, t.right[c] + 1),))
        yield Candidate(f"rest-{label}", ((start, last),))


def _governors(t: Table, cue: int) -> Iterator[Candidate]:
    """The clause that a cue hangs from, without the cue: "..., the ministry said", "according to"."""
    node, path = cue, ""
    for _ in range(3):
        head, dep = t.heads[node], t.deps[node]
        if head == node:
            return
        path += f"{dep}>"
        pieces = ((t.left[head], t.left[node]), (t.right[node] + 1, t.right[head] + 1))
        yield Candidate(f"gov-{path}", tuple((s, e) for s, e in pieces if s < e))
        if dep == "relcl" or dep == "acl":
            yield Candidate(f"govnoun-{path}", ((_noun_start(t, head), head + 1),))
        node = head


def _sentence_parts(t: Table, cue: int) -> Iterator[Candidate]:
    start, end = t.sentences[t.sentence_of[cue]]
    subject = t.child(cue, *_SUBJECTS, "agent")
    objects = [t.right[c] for c in t.children[cue] if t.deps[c] in ("pobj", "pcomp", "prep")]
    first = min(cue, t.left[subject] if subject is not None else cue)
    last = max([cue, *objects, t.right[subject] if subject is not None else cue]) + 1
    yield Candidate("before", ((start, first),))
    yield Candidate("after", ((last, end),))
    yield Candidate("after-cue", ((cue + 1, end),))
    if first > start and last < end:
        yield Candidate("around", ((start, first), (last, end)))


def _quoted(reading: Reading, cue: int) -> Iterator[Candidate]:
    """Quotes that touch the cue's sentence or follow it, alone and together."""
    t = reading.table
    start, end = t.sentences[t.sentence_of[cue]]
    near = [k for k in reading.near[t.sentence_of[cue]] if reading.inside[cue] != k]
    for k in near:
        s, e = reading.rows[k]
        side = "before" if e <= cue else "after"
        where = "in" if s < end and e > start else "out"
        yield Candidate(f"quote-{side}-{where}", (reading.rows[k],), k)
    if len(near) > 1:
        yield Candidate("quotes", tuple(reading.rows[k] for k in near), near[0])


def _trimmed(t: Table, pieces: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Drop stops and commas at both ends of each piece, and pieces of which nothing is left."""
    words, kept = t.words, []
    for start, end in pieces:
        while start < end and words[start] in _EDGES:
            start += 1
        while start < end and words[end - 1] in _EDGES:
            end -= 1
        if start < end:
            kept.append((start, end))
    return tuple(kept)
