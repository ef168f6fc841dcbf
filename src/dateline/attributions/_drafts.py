"""From found cues to drafts: no doubles, whole quotes, speeches that run on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.attributions._candidates import Candidate, Reading
from dateline.attributions._model import Found, Model
from dateline.attributions._table import Table
from dateline.attributions._topics import find_topics
from dateline.records import Span

__all__ = ["Draft", "make_drafts", "quotes_of"]

# So many words may stand before the mark of a quote that is the content all the same: "called it "a farce"".
_LEAD_WORDS = 3
_QUOTED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before its speaker is named: cue and source in rows, content in characters."""

    paragraph: int
    cue: int | None
    source: tuple[int, int] | None
    content: tuple[Span, ...]
    direct: bool


def make_drafts(readings: Sequence[Reading], model: Model) -> list[Draft]:
    """Return the attributions of an article's paragraphs, in order of their cues."""
    drafts: list[Draft] = []
    for reading in readings:
        drafts += [d for f in _find(reading, model) if (d := _draft(reading, f))]
    return _run_on(readings, drafts)


def _find(reading: Reading, model: Model) -> list[Found]:
    """Return what the paragraph's cues are of; a paragraph with the same quotes is judged once by a model."""
    kept, rows = reading.table.kept, tuple(reading.rows)
    judge: Model | None
    found: list[Found]
    judge, found = kept.get(rows, (None, []))
    if judge is not model:
        found = distinct(reading, [*find_topics(reading), *model.find(reading)])
        kept[rows] = model, found
    return found


def distinct(reading: Reading, found: Sequence[Found]) -> list[Found]:
    """Of cues that lay the same words to the same source, keep the likeliest; a colon yields to words."""
    words = reading.table.words
    kept: list[Found] = []
    for f in sorted(found, key=lambda f: (words[f.cue] == ":", -f.score, f.cue)):
        if not any(_same(f, k, colon=words[f.cue] == ":") for k in kept):
            kept.append(f)
    return sorted(kept, key=lambda f: f.cue)


def _same(left: Found, right: Found, *, colon: bool) -> bool:
    if left.cue == right.cue:
        return True
    if not colon and left.source and right.source and left.source.pieces != right.source.pieces:
        return False
    a, b = _rows(left.content), _rows(right.content)
    return len(a & b) >= 0.8 * max(len(a), len(b), 1)


def _rows(candidate: Candidate | None) -> set[int]:
    return {i for s, e in candidate.pieces for i in range(s, e)} if candidate else set()


def _draft(reading: Reading, found: Found) -> Draft | None:
    if found.content is None:
        return None
    pieces = [_snap(reading, found.cue, piece) for piece in found.content.pieces]
    pieces = _cut_out(sorted(set(pieces)), found)
    if not pieces:
        return None
    share = sum(reading.inside[i] >= 0 for s, e in pieces for i in range(s, e)) / sum(
        e - s for s, e in pieces
    )
    direct = share >= _QUOTED_SHARE and reading.inside[found.cue] < 0
    content = tuple(reading.table.span(*piece) for piece in pieces)
    source = _quoted_as_saying(reading.table, found.cue)
    if source is None and found.source:
        source = found.source.pieces[0]
    return Draft(reading.table.index, found.cue, source, content, direct)


def _quoted_as_saying(t: Table, cue: int) -> tuple[int, int] | None:
    """ "AP quoted two officials as saying": those who say are the object of the verb that quotes."""
    preposition = t.heads[cue]
    verb = t.heads[preposition]
    if t.lowers[preposition] != "as" or t.lemmas[verb] not in ("quote", "cite"):
        return None
    row = t.child(verb, "dobj", "nsubjpass")
    return None if row is None else (t.left[row], t.right[row] + 1)


def _snap(reading: Reading, cue: int, piece: tuple[int, int]) -> tuple[int, int]:
    """Let a piece that begins or ends within a quote hold the whole of it."""
    start, end = piece
    for k in {reading.inside[start], reading.inside[end - 1]} - {-1, reading.inside[cue]}:
        s, e = reading.rows[k]
        if start < s and s - start <= _LEAD_WORDS and e >= end:
            start = s
        start, end = min(start, s), max(end, e)
    return start, end


def _cut_out(pieces: list[tuple[int, int]], found: Found) -> list[tuple[int, int]]:
    """Drop what a piece shares with an earlier one or the source, and pieces that swallow the cue."""
    kept: list[tuple[int, int]] = []
    source = found.source.pieces[0] if found.source else (0, 0)
    for whole in pieces:
        for start, end in _without(whole, source):
            start = max(start, kept[-1][1]) if kept else start
            if start < end and not start <= found.cue < end:
                kept.append((start, end))
    return kept


def _without(piece: tuple[int, int], hole: tuple[int, int]) -> list[tuple[int, int]]:
    """Return what is left of a piece around a hole that lies within it."""
    if not piece[0] <= hole[0] < hole[1] <= piece[1]:
        return [piece]
    return [part for part in ((piece[0], hole[0]), (hole[1], piece[1])) if part[0] < part[1]]


def _run_on(readings: Sequence[Reading], drafts: list[Draft]) -> list[Draft]:
    """Give each direct speech the quotes that follow it and that no cue of their own claims."""
    claimed = {(d.paragraph, k) for d in drafts for k in quotes_of(readings[d.paragraph], d)}
    result = []
    for draft in drafts:
        extra = list(_following(readings, draft, claimed)) if draft.direct else []
        claimed.update(extra)
        spans = tuple(readings[p].quotes[k].span for p, k in extra)
        result.append(replace(draft, content=tuple(sorted(draft.content + spans))))
    return result


def quotes_of(reading: Reading, draft: Draft) -> Iterator[int]:
    """Yield the quotes of a paragraph that a draft's content shares characters with."""
    for k, quote in enumerate(reading.quotes):
        if any(s < quote.end and e > quote.start for s, e in draft.content):
            yield k


def _following(
    readings: Sequence[Reading], draft: Draft, claimed: set[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the quotes that run on: at once after the cue's sentence, then whole quoted paragraphs."""
    reading = readings[draft.paragraph]
    own = list(quotes_of(reading, draft))
    if not own:
        return
    last, p = own[-1], draft.paragraph
    while last + 1 < len(reading.quotes) and (p, last + 1) not in claimed:
        if not _adjoins(reading, draft, last):
            return
        last += 1
        yield p, last
    if last + 1 == len(reading.quotes):
        yield from _paragraphs_on(readings, p, claimed)


def _adjoins(reading: Reading, draft: Draft, last: int) -> bool:
    """Whether nothing but the cue's own sentence stands between a quote and the next."""
    t = reading.table
    start = reading.rows[last + 1][0]
    gap = range(reading.rows[last][1], start)
    sentence = -1 if draft.cue is None else t.sentence_of[draft.cue]
    opens = start == len(t) or t.words[start - 1] in {".", "?", "!", ":", ","} or start - 1 in gap[:0]
    return opens and all(t.sentence_of[i] == sentence or t.pos[i] == "PUNCT" for i in gap)


def _paragraphs_on(
    readings: Sequence[Reading], p: int, claimed: set[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the quotes of the next paragraphs as long as each is nothing but unclaimed quote."""
    for reading in readings[p + 1 :]:
        table, rows = reading.table, reading.rows
        if len(rows) != 1 or rows[0][0] > 0 or rows[0][1] < len(table) - 1 or (table.index, 0) in claimed:
            return
        yield table.index, 0
