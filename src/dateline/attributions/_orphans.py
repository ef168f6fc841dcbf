"""Quotes without a cue beside them: after a colon in the paragraph before, or by who acts next to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.attributions._candidates import Reading
from dateline.attributions._drafts import Draft, quotes_of
from dateline.attributions._lexicon import load_cues
from dateline.attributions._model import Model

__all__ = ["adopt_orphans"]

# Fewer words than this, and nobody said to have said them, make a title or a scare quote.
_LEAST_SPEECH = 5
_STOPS = frozenset(".!?…,")


def adopt_orphans(readings: Sequence[Reading], drafts: list[Draft], model: Model) -> list[Draft]:
    """Return the drafts with those of quotes that nobody had claimed, in order of the text."""
    drafts = _after_colons(readings, drafts, model)
    claimed = {key for d in drafts for key in _claims(readings, d)}
    orphans = [
        Draft(p, None, source, (reading.quotes[k].span,), True)
        for p, reading in enumerate(readings)
        for k in range(len(reading.quotes))
        if (p, k) not in claimed and _is_speech(reading, k) and (source := _actor_beside(reading, k))
    ]
    return sorted([*drafts, *orphans], key=lambda d: (d.paragraph, _place(readings[d.paragraph], d)))


def _place(reading: Reading, draft: Draft) -> int:
    return reading.table.starts[draft.cue] if draft.cue is not None else draft.content[0][0]


def _claims(readings: Sequence[Reading], draft: Draft) -> Iterator[tuple[int, int]]:
    for reading in readings[draft.paragraph :]:
        if len(reading.table) and reading.table.starts[0] < draft.content[-1][1]:
            yield from ((reading.table.index, k) for k in quotes_of(reading, draft))


def _after_colons(readings: Sequence[Reading], drafts: list[Draft], model: Model) -> list[Draft]:
    """Let a paragraph that ends with a colon introduce the quote that opens the next."""
    drafts = list(drafts)
    for before, after in pairwise(readings):
        if before.table.words[-1:] != [":"] or not after.rows or after.rows[0][0] > 0:
            continue
        p, quote = before.table.index, after.quotes[0].span
        last = len(before.table.sentences) - 1
        own = [d for d in drafts if d.paragraph == p and d.cue and before.table.sentence_of[d.cue] == last]
        if any(quote in d.content for d in drafts):
            continue
        if own and not own[-1].direct:
            drafts[drafts.index(own[-1])] = replace(own[-1], content=(quote,), direct=True)
        elif not own and (draft := _introduction(before, quote, model)):
            drafts.append(draft)
    return drafts


def _introduction(before: Reading, quote: tuple[int, int], model: Model) -> Draft | None:
    """Return the attribution whose cue is the last reporting verb before the colon."""
    t = before.table
    start, end = t.sentences[-1]
    verbs = [
        i for i in range(start, end) if t.pos[i] == "VERB" and t.lemmas[i] in load_cues().reporting_verbs
    ]
    if not verbs:
        return None
    source, score = model.best_source(before, verbs[-1])
    rows = source.pieces[0] if source and score >= model.source_threshold else None
    return Draft(t.index, verbs[-1], rows, (quote,), True)


def _is_speech(reading: Reading, k: int) -> bool:
    """Whether a quote is a sentence of its own, not words quoted within one."""
    t, (start, end) = reading.table, reading.rows[k]
    if reading.quotes[k].words < _LEAST_SPEECH or end - start < _LEAST_SPEECH:
        return False
    opens = start == 0 or t.words[start - 1] in _STOPS or t.sentence_of[start] != t.sentence_of[start - 1]
    return opens and any(w in _STOPS for w in t.words[end - 2 : end])


def _actor_beside(reading: Reading, k: int) -> tuple[int, int] | None:
    """Return the subject of the sentence before the quote in its paragraph, or else of the one after."""
    t, (start, end) = reading.table, reading.rows[k]
    before = [s for s in t.sentences if s[1] <= start][-1:]
    after = [s for s in t.sentences if s[0] >= end][:1]
    for first, last in before + after:
        for i in range(first, last):
            if t.deps[i] == "nsubj" and reading.inside[i] < 0 and _is_person(reading, i):
                return t.left[i], t.right[i] + 1
    return None


def _is_person(reading: Reading, row: int) -> bool:
    t = reading.table
    return t.entities[row] == "PERSON" or t.lowers[row] in ("he", "she")
