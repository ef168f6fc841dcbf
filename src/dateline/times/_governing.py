"""The time that governs an act: the one that hangs on its verb, or on the verbs above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from dateline.language import ParsedArticle
from dateline.records import ClaimTime, Span, TimeExpression

__all__ = ["governing_time"]

# Where a time inside such a part of the clause belongs to that part alone.
_OWN_CLAUSE = frozenset({"relcl", "ccomp", "advcl", "csubj", "parataxis", "acl", "pcomp"})
# From an embedded act the time of the verb above holds too ("tried to topple", "a meeting was held").
_CLIMBS = frozenset(
    {"xcomp", "dobj", "obj", "pobj", "prep", "nsubj", "nsubjpass", "compound", "conj", "attr", "agent"}
    | {"dative", "amod", "nmod", "oprd", "poss", "pcomp", "advcl", "acl", "appos", "npadvmod"}
)
_USED = frozenset({"DATE", "TIME"})
_TIED = 40


def governing_time(
    parsed: ParsedArticle, paragraph_index: int, trigger: Token, times: Sequence[TimeExpression]
) -> tuple[ClaimTime, Span | None]:
    """Return the time of the act at ``trigger`` and its span; an unknown one where the text ties none to it.

    ``trigger`` is a token of the paragraph ``parsed.paragraphs[paragraph_index]``; ``times`` what
    ``find_times`` found in the article. A time in the act's own clause comes first, then that of the verbs
    above it, never past the border of a relative clause or of speech. The publication day is no act's day.
    """
    paragraph = parsed.paragraphs[paragraph_index]
    heads = _heads(paragraph.doc, paragraph.paragraph.start, times)
    for node in _climb(trigger):
        near = [t for root, t in heads if _attached(root, node, trigger)]
        if near:
            chosen = min(near, key=lambda t: abs(t.start - paragraph.paragraph.start - trigger.idx))
            return _claim_time(chosen), (chosen.start, chosen.end)
    return ClaimTime(), None


def _heads(doc: Doc, offset: int, times: Sequence[TimeExpression]) -> list[tuple[Token, TimeExpression]]:
    """Return the times that fix a day or more, each with the token that its words hang by."""
    found = []
    for time in times:
        if (time.type not in _USED and time.begin is None) or not 0 <= time.start - offset < len(doc.text):
            continue
        span = doc.char_span(time.start - offset, time.end - offset, alignment_mode="expand")
        if span is not None and (time.begin or time.value[0].isdigit()):
            found.append((span.root, time))
    return found


def _climb(trigger: Token) -> Iterator[Token]:
    """Yield the trigger, then each word above it whose time holds for it as well."""
    node = trigger
    yield node
    for _ in range(_TIED):
        if node.dep_ not in _CLIMBS or node.head == node:
            return
        node = node.head
        yield node


def _attached(root: Token, node: Token, trigger: Token) -> bool:
    """Say whether the time at ``root`` hangs on ``node``, with no clause or verb of its own between."""
    token = root
    for _ in range(_TIED):
        if token == node:
            return True
        if token.head == token or _is_border(token, trigger):
            return False
        token = token.head
    return False


def _is_border(token: Token, trigger: Token) -> bool:
    if token.dep_ in _OWN_CLAUSE and token.pos_ in ("VERB", "AUX"):
        return True
    # A time after the last of joined verbs holds for the verbs before it; one before it does not.
    return token.dep_ == "conj" and token.pos_ in ("VERB", "AUX") and token.i < trigger.i


def _claim_time(time: TimeExpression) -> ClaimTime:
    return ClaimTime(time.text, time.begin, time.end_day, time.granularity, time.basis)
