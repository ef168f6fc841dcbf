"""The time that governs an act: the one that hangs on its verb, or on the verbs above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

import yaml
from spacy.tokens import Doc, Token

from dateline.language import ParsedArticle, ParsedParagraph
from dateline.records import ClaimTime, Span, TimeExpression
from dateline.resources import resource

__all__ = ["governing_time"]

_Head: TypeAlias = tuple[Token, TimeExpression]

_DEEP = 40  # steps up a tree; deeper ones are no sentences
_BETWEEN = re.compile(r"\s{0,3}(?P<word>to|until|till|through|and|[-–—])\s{0,3}", re.IGNORECASE)
_OWN_CLAUSE = frozenset({"relcl", "ccomp", "advcl", "csubj", "parataxis", "acl", "pcomp"})
_DESCRIBING = frozenset({"amod", "compound", "nummod", "poss", "nmod"})
_QUOTE_MARKS = '"“”«»'
_LOOKED_BACK = 3  # quoted paragraphs that may lie between a speech and its time


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    data = yaml.safe_load(resource("ontology", "times", "governing.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(map(str, words)) for name, words in data.items()}


def governing_time(
    parsed: ParsedArticle, paragraph_index: int, trigger: Token, times: Sequence[TimeExpression]
) -> tuple[ClaimTime, Span | None]:
    """Return the time of the act at ``trigger`` and its span; an unknown one where the text ties none to it.

    ``trigger`` is a token of the paragraph ``parsed.paragraphs[paragraph_index]``; ``times`` what
    ``find_times`` found in the article. A time in the act's own clause comes first, then that of the words
    above it, never across the border of a relative clause, of reported words or of a quotation. A quotation's
    "he said" goes by the time that its speaker's words were given just before. The publication day is no
    act's day. Where the text fixes no day, ``raw`` and the span may still be there.
    """
    paragraph = parsed.paragraphs[paragraph_index]
    chosen = _in_sentence(paragraph, trigger, times)
    if chosen is None and (chain := list(_climb(trigger)))[-1].dep_ == "ROOT":
        chosen = _before_quotation(parsed, paragraph_index, chain[-1], times)
    if chosen is None:
        return ClaimTime(), None
    return _claim_time(chosen, times, parsed.article.text)


def _in_sentence(
    paragraph: ParsedParagraph, trigger: Token, times: Sequence[TimeExpression]
) -> TimeExpression | None:
    heads = [(t, e) for t, e in _heads(paragraph, times) if t.sent == trigger.sent]
    if not heads:
        return None
    below = trigger
    for node in _climb(trigger):
        near = [(length, e) for t, e in heads if (length := _distance(t, node, trigger)) is not None]
        if below.dep_ == "conj" and below.pos_ in ("VERB", "AUX") and node != trigger:
            near = [(n, e) for n, e in near if e.start < paragraph.paragraph.start + node.idx]
        if near:
            return _nearest(near, paragraph.paragraph.start + trigger.idx)
        below = node
    return None


def _nearest(near: list[tuple[int, TimeExpression]], position: int) -> TimeExpression:
    """Return the time that fixes a day, then the one the fewest steps away, then the nearest in the text."""
    return min(near, key=lambda pair: (pair[1].begin is None, pair[0], abs(pair[1].start - position)))[1]


def _heads(paragraph: ParsedParagraph, times: Sequence[TimeExpression]) -> Iterator[_Head]:
    """Yield the times of the paragraph that can date an act, each with the token that its words hang by."""
    offset = paragraph.paragraph.start
    for expression in times:
        if not (offset <= expression.start < paragraph.paragraph.end) or not _can_date(expression):
            continue
        span = paragraph.doc.char_span(
            expression.start - offset, expression.end - offset, alignment_mode="expand"
        )
        if span is not None:
            yield span.root, expression


def _can_date(expression: TimeExpression) -> bool:
    if expression.value in ("PAST_REF", "FUTURE_REF"):
        return False
    if expression.value == "PRESENT_REF":
        return expression.text.lower() in _words()["present"]
    return expression.type in ("DATE", "TIME") or expression.begin is not None


def _climb(trigger: Token) -> Iterator[Token]:
    """Yield the trigger, then each word above it whose time holds for it as well."""
    node = trigger
    yield node
    for _ in range(_DEEP):
        if node.head == node or not _shares_time(node):
            return
        node = node.head
        yield node


def _shares_time(node: Token) -> bool:
    words, head = _words(), node.head
    if _quoted(node) != _quoted(head):
        return False
    if node.dep_ == "prep":  # "following" and "including" are tagged as verbs
        return _prepositions_share(node)
    if node.pos_ in ("VERB", "AUX"):
        return node.dep_ in words["verb_climbs"] and _is_close_clause(node)
    if node.dep_ == "nsubj":
        return head.lemma_ in words["happening"]
    if node.dep_ in ("dobj", "obj", "nsubjpass") and head.lemma_ in words["separate_objects"]:
        return False
    return node.dep_ in words["noun_climbs"]


def _is_close_clause(node: Token) -> bool:
    """Say whether a verb's clause has no tense of its own: "to meet", "leaving"; not "as it steps up"."""
    if node.dep_ not in ("advcl", "acl"):
        return True
    has_mark = any(child.dep_ == "mark" for child in node.children)
    return not has_mark and (node.tag_ == "VBG" or any(child.lower_ == "to" for child in node.children))


def _prepositions_share(node: Token) -> bool:
    words, lemma = _words(), node.lower_
    if lemma in words["shared_prepositions"]:
        return node.head.lemma_ not in words["separate_objects"] or node.head.pos_ not in ("VERB", "AUX")
    low, high = sorted((node.i, node.head.i))
    between = node.doc[low : high + 1]
    return lemma in words["sequence_prepositions"] and not any(token.text == "," for token in between)


def _distance(root: Token, node: Token, trigger: Token) -> int | None:
    """Return the steps from the time at ``root`` up to ``node``; None where it has a clause of its own."""
    token = root
    for steps in range(_DEEP):
        if token == node:
            return steps if _quoted(root) == _quoted(trigger) else None
        if token.head == token or _is_border(token, root, node, trigger):
            return None
        token = token.head
    return None


def _is_border(token: Token, root: Token, node: Token, trigger: Token) -> bool:
    """Say whether the time below ``token`` belongs to it alone."""
    if token.pos_ in ("VERB", "AUX"):
        if token.dep_ == "xcomp":
            return token.head.lemma_ in _words()["looking_ahead"]
        # A time after the last of joined verbs holds for the verbs before it; one before it does not.
        return token.dep_ in _OWN_CLAUSE or (
            token.dep_ == "conj" and (token.i < trigger.i or root.i < token.i or _is_split(token))
        )
    if token.dep_ == "prep" and root.head != token:  # "since the coup in 2014" dates the coup
        return token.lower_ not in _words()["shared_prepositions"]
    if token.dep_ in ("nsubj", "nsubjpass") and token != root:
        return token.lemma_.lower() in _words()["events"]
    # "the 2019 agreement" dates the agreement, not what is done to it.
    return token.dep_ in _DESCRIBING and token.head != node


def _is_split(verb: Token) -> bool:
    """Say whether a joined verb has a subject of its own, so that its time is its own too."""
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _quoted(token: Token) -> bool:
    return token.i in _quoted_tokens(token.doc)


@lru_cache(maxsize=256)
def _quoted_tokens(doc: Doc) -> frozenset[int]:
    """Return the indices of the tokens within quotation marks."""
    inside, found = False, set()
    for token in doc:
        if token.text in ("“", "«"):
            inside = True
        elif token.text in ("”", "»"):
            inside = False
        elif token.text == '"':
            inside = not inside
        elif inside:
            found.add(token.i)
    return frozenset(found)


def _before_quotation(
    parsed: ParsedArticle, index: int, verb: Token, times: Sequence[TimeExpression]
) -> TimeExpression | None:
    """Return the time that the paragraph before a quotation gives its speaker's words."""
    if not _is_quotation(parsed.paragraphs[index]) or verb.lemma_ not in _words()["speech"]:
        return None
    for earlier in reversed(parsed.paragraphs[max(0, index - _LOOKED_BACK) : index]):
        if _is_quotation(earlier):
            continue
        root = next(iter(earlier.doc.sents)).root
        return _in_sentence(earlier, root, times) if _same_subject(verb, root) else None
    return None


def _is_quotation(paragraph: ParsedParagraph) -> bool:
    return paragraph.doc.text[:1] in _QUOTE_MARKS


def _same_subject(verb: Token, earlier: Token) -> bool:
    own, other = _subject(verb), _subject(earlier)
    return bool(other) and bool(own & other or own & _words()["pronouns"])


def _subject(verb: Token) -> frozenset[str]:
    found = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    return frozenset(
        token.lower_
        for child in found
        for token in (child, *child.children)
        if token.pos_ in ("PROPN", "PRON")
    )


def _claim_time(chosen: TimeExpression, times: Sequence[TimeExpression], text: str) -> tuple[ClaimTime, Span]:
    first, last = _range(chosen, times, text)
    span = (first.start, last.end)
    if first is not last:
        return ClaimTime(text[slice(*span)], first.begin, last.end_day, "range", chosen.basis), span
    return _bounded(chosen, text), span


def _range(
    chosen: TimeExpression, times: Sequence[TimeExpression], text: str
) -> tuple[TimeExpression, TimeExpression]:
    """Return the two ends where ``chosen`` is one of them, as in "from 3 to 5 May"; else ``chosen`` twice."""
    place = next((i for i, e in enumerate(times) if e.start == chosen.start), None)
    if place is None:
        return chosen, chosen
    for first, last in pairwise(times[max(0, place - 1) : place + 2]):
        if _spans(first, last, text):
            return first, last
    return chosen, chosen


def _spans(first: TimeExpression, last: TimeExpression, text: str) -> bool:
    joint = _BETWEEN.fullmatch(text[first.end : min(last.start, first.end + 12)])
    if joint is None or first.begin is None or last.end_day is None or first.begin > last.end_day:
        return False
    return joint["word"].lower() != "and" or _word_before(first, text) == "between"


def _word_before(expression: TimeExpression, text: str) -> str:
    found = re.search(r"(\w{1,12})\s{1,3}$", text[max(0, expression.start - 16) : expression.start])
    return found[1].lower() if found else ""


def _bounded(chosen: TimeExpression, text: str) -> ClaimTime:
    """Return the time, open at the side that "since", "until", "after" or "before" leaves open."""
    words, before = _words(), _word_before(chosen, text)
    start, end, granularity = chosen.begin, chosen.end_day, chosen.granularity
    if before in words["from_then"]:
        end, granularity = None, "range"
    elif before in words["until_then"]:
        start, granularity = None, "range"
    elif before in words["after_then"]:
        start, end, granularity = end, None, "range"
    elif before in words["before_then"]:
        start, end, granularity = None, start, "range"
    return ClaimTime(chosen.text, start, end, granularity, chosen.basis)
