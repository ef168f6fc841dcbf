"""Puts found cues, sources and contents together into attributions of the article."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.attributions._candidates import Reading
from dateline.attributions._drafts import Draft, make_drafts
from dateline.attributions._model import load_model
from dateline.attributions._orphans import adopt_orphans
from dateline.attributions._readings import make_readings
from dateline.attributions._sources import parties
from dateline.attributions._speakers import NameOf, Speakers
from dateline.attributions._table import Table
from dateline.language import ParsedArticle
from dateline.records import Attribution, Span

__all__ = ["find_attributions", "in_direct_speech"]


def find_attributions(parsed: ParsedArticle, *, name_of: NameOf | None = None) -> tuple[Attribution, ...]:
    """Return who is said to have said what, in order of their cues in the text.

    Spans are characters of the article's text; quoted contents hold their marks. ``name_of`` takes the
    index of a parsed paragraph and a token of it and returns the name of the actor that the token
    stands for, or None; it is asked first, the article's own names and pronouns after it.
    """
    readings = make_readings(parsed)
    speakers = Speakers(parsed, readings, name_of)
    model = load_model()
    drafts = adopt_orphans(readings, make_drafts(readings, model), model)
    return tuple(_attribution(readings[d.paragraph], d, speakers) for d in drafts)


def in_direct_speech(attributions: Iterable[Attribution], span: Span) -> bool:
    """Tell whether the span stands within the content of a direct quote."""
    return any(a.direct and any(s <= span[0] and span[1] <= e for s, e in a.content) for a in attributions)


def _attribution(reading: Reading, draft: Draft, speakers: Speakers) -> Attribution:
    t = reading.table
    cue = None if draft.cue is None else t.span(*_cue_rows(t, draft.cue))
    if draft.source is None:
        return Attribution(None, cue, draft.content, draft.direct)
    start, end = draft.source
    named = parties(t, start, end)
    speaker = ", ".join(speakers.name(draft.paragraph, p) for p in named)
    anonymous = all(p.kind == "anonymous" for p in named)
    return Attribution(t.span(start, end), cue, draft.content, draft.direct, speaker, anonymous)


def _cue_rows(t: Table, cue: int) -> tuple[int, int]:
    """The cue with the auxiliaries, negation and particle that touch it."""
    start, end = cue, cue + 1
    own = {c for c in t.children[cue] if t.deps[c] in ("aux", "auxpass", "neg", "prt")}
    own |= {c for c in t.children[cue] if t.lowers[cue] == "according" and t.lowers[c] == "to"}
    while start - 1 in own:
        start -= 1
    while end in own:
        end += 1
    return start, end
