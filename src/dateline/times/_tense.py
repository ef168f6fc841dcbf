"""Whether the words around a time expression speak of what was or of what is to come."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Token

from dateline.language import ParsedArticle
from dateline.times._context import Tense, TenseOf
from dateline.times._grammar import Match
from dateline.times._vocabulary import load_vocabulary

__all__ = ["tense_reader", "verb_tense"]

_BEFORE = 120  # characters looked at before the expression
_AFTER = 60


def tense_reader(parsed: ParsedArticle | None, paragraph_start: int) -> TenseOf:
    """Return what tells the tense around a match in the paragraph that begins at ``paragraph_start``."""
    for paragraph in parsed.paragraphs if parsed else ():
        if paragraph.paragraph.start == paragraph_start:
            doc = paragraph.doc
            return lambda match: _by_parse(
                doc.char_span(match.start, match.end, alignment_mode="expand"), match
            )
    return _by_words


def _by_parse(span: object, match: Match) -> Tense:
    if span is None:
        return _by_words(match)
    token: Token = span.root  # type: ignore[attr-defined]
    for ancestor in (token, *token.ancestors):
        if ancestor.pos_ in ("VERB", "AUX"):
            return verb_tense(ancestor)
    return _by_words(match)


def verb_tense(verb: Token) -> Tense:
    """Return "future" for will, going to, present progressive and infinitives; "past" for what is done."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    cues = load_vocabulary().meanings["FUTURE_AUX"]
    if helpers & cues.keys():
        return "past" if helpers & {"have", "’ve", "'ve"} else "future"
    if verb.tag_ in ("VBD", "VBN"):
        return "past"
    if verb.tag_ == "VBG" and helpers & {"is", "are", "am", "'s", "’s", "'re", "’re"}:
        return "future"
    if verb.tag_ == "VB" and "to" in helpers:
        return "future"
    return "past" if verb.tag_ == "VBG" else None


@lru_cache(maxsize=1)
def _cues() -> re.Pattern[str]:
    data = load_vocabulary().data
    future, past, deadline = ("|".join(data[f"{kind}_cues"]) for kind in ("future", "past", "deadline"))
    return re.compile(rf"\b(?:(?P<future>{future})|(?P<past>{past})|(?P<deadline>{deadline}))(?!\w)")


def _by_words(match: Match) -> Tense:
    """Return the tense of the cue nearest before the expression in its sentence, else the first after it."""
    text = match.tokens.text
    before = re.split(r"[.!?;]\s", text[max(0, match.start - _BEFORE) : match.start])[-1]
    after = re.split(r"[.!?;](?:\s|$)", text[match.end : match.end + _AFTER])[0]
    found = list(_cues().finditer(before)) or list(_cues().finditer(after))[:1]
    verbs = [cue for cue in found if not cue["deadline"]]
    if not verbs:
        return "future" if found else None
    return "future" if verbs[-1]["future"] else "past"
