"""Where an act took place: what its sentence says, and, in the lead, where the scene is set."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Doc, Token

from dateline.language._parser import ParsedArticle, ParsedParagraph
from dateline.places._words import read_table
from dateline.records import ClaimPlace, PlaceBasis, PlaceMention, Span

_CLAUSES = frozenset({"xcomp", "advcl", "ccomp", "pcomp"})
_NOUN_ARGUMENTS = frozenset({"dobj", "obj", "nsubjpass", "attr", "oprd"})
_DATELINE_END = re.compile(r"[^.\n]{0,40}?(?:\([^)\n]{1,40}\))?\s?[—–-]{1,2}\s")
_MOST_CLIMBS = 4


@lru_cache(maxsize=1)
def _acts() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_table("acts.yaml").items()}


def _is(token: Token, kind: str) -> bool:
    return token.lemma_.lower() in _acts()[kind]


def place_of_act(
    parsed: ParsedArticle, paragraph_index: int, trigger: Token, places: Sequence[PlaceMention]
) -> tuple[ClaimPlace, Span | None]:
    """Return where the act of ``trigger`` took place, and the words that say so.

    ``paragraph_index`` counts ``parsed.paragraphs``; ``trigger`` is a token of that paragraph's doc;
    ``places`` come from ``find_places``. Basis "named": the sentence says it of this act; "scene": the
    lead's dateline, or the place set in the sentence before, in the lead; else "unknown", and no span.
    """
    paragraph = parsed.paragraphs[paragraph_index]
    by_token = _places_by_token(paragraph, places)
    found = _most_specific(list(_named(trigger, by_token)))
    if found:
        return _as_claim_place(found, "named"), (found.start, found.end)
    scene = _scene(parsed, paragraph_index, trigger, places) if _is_lead(parsed, paragraph_index) else None
    if scene:
        return _as_claim_place(scene, "scene"), (scene.start, scene.end)
    return ClaimPlace(), None


def _places_by_token(paragraph: ParsedParagraph, places: Sequence[PlaceMention]) -> dict[int, PlaceMention]:
    """Return the places of a paragraph by the token that heads their name."""
    found = {}
    offset = paragraph.paragraph.start
    for p in places:
        if not paragraph.paragraph.start <= p.start < paragraph.paragraph.end:
            continue
        span = paragraph.doc.char_span(p.start - offset, p.end - offset, alignment_mode="expand")
        if span is not None and len(span):
            found[span.root.i] = p
    return found


def _named(trigger: Token, by_token: dict[int, PlaceMention]) -> list[PlaceMention]:
    """Return the places of the nearest level of the sentence that names any: the act, then what holds it."""
    token = trigger
    for _ in range(_MOST_CLIMBS):
        found = list(_places_of(token, by_token))
        if found:
            return found
        upper = _holder(token)
        if upper is None:
            return _shared(trigger, by_token)
        token = upper
    return []


def _places_of(token: Token, by_token: dict[int, PlaceMention]) -> Iterator[PlaceMention]:
    for child in token.children:
        if child.dep_ in ("prep", "prt", "advmod"):
            yield from _prepositional(token, child, by_token)
        elif child.dep_ in _NOUN_ARGUMENTS:
            if _is(token, "happen_in_object") and child.dep_ in ("dobj", "nsubjpass"):
                yield from _at(child, by_token)
            yield from _inside_noun(child, by_token)
        elif child.dep_ == "nsubj" and token.pos_ in ("VERB", "AUX"):
            # "Officials in Washington accused": where they sit is not where the act is.
            if not _is(child, "government_words"):
                yield from _inside_noun(child, by_token)
        elif child.dep_ == "compound" and _is(token, "happenings"):
            yield from _at(child, by_token)


def _prepositional(token: Token, prep: Token, by_token: dict[int, PlaceMention]) -> Iterator[PlaceMention]:
    acts = _acts()
    word = prep.lower_
    locative = word in acts["locatives"]
    goal = word in acts["goals"] and _is(token, "movements")
    of_object = word in acts["objects"] and _is(token, "happenings")
    for child in prep.children:
        if child.dep_ == "prep" and (locative or goal or word in ("from", "out")):
            yield from _prepositional(token, child, by_token)
        if child.dep_ not in ("pobj", "pcomp"):
            continue
        if locative or goal or of_object:
            yield from _at(child, by_token)
        if locative or goal or word in ("with", "of", "by", "against", "between"):
            yield from _inside_noun(child, by_token)


def _at(token: Token, by_token: dict[int, PlaceMention]) -> Iterator[PlaceMention]:
    """Yield the place a noun phrase is, or stands in: "Caracas", "Caracas airport", "Kyiv and Lviv"."""
    if token.i in by_token:
        yield by_token[token.i]
    if _is(token, "facilities"):
        for child in token.children:
            if child.dep_ in ("compound", "nmod", "poss", "amod") and child.i in by_token:
                yield by_token[child.i]
    for child in token.children:
        if child.dep_ in ("appos", "conj"):
            yield from _at(child, by_token)
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from _of(token, child, by_token)


def _of(token: Token, prep: Token, by_token: dict[int, PlaceMention]) -> Iterator[PlaceMention]:
    if _is(token, "facilities"):
        for child in prep.children:
            if child.dep_ == "pobj":
                yield from _at(child, by_token)


def _inside_noun(noun: Token, by_token: dict[int, PlaceMention]) -> Iterator[PlaceMention]:
    """Yield the places that a noun's own locatives name: "its embassy in Caracas"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in _acts()["locatives"]:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from _at(inner, by_token)
                    yield from _inside_noun(inner, by_token)


def _holder(token: Token) -> Token | None:
    """Return what the act hangs on, where a place said of that is also the act's."""
    head = token.head
    if head is token or token.dep_ in ("ROOT", "conj", "relcl", "acl"):
        return None
    if token.dep_ in ("xcomp", "advcl") and head.pos_ in ("VERB", "AUX"):
        bound = token.dep_ == "xcomp" or _is(head, "movements") or _is(token, "results")
        return head if bound else None
    if token.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") and head.pos_ in ("VERB", "AUX"):
        return head
    if token.dep_ == "pobj" and head.dep_ == "prep" and head.head.pos_ in ("VERB", "NOUN"):
        return head.head if head.lower_ in ("for", "in", "during", "at", "with") else None
    return None


def _shared(trigger: Token, by_token: dict[int, PlaceMention]) -> list[PlaceMention]:
    """Return the place that joined verbs share: "In Oslo, they met and signed", "met and spoke in Oslo"."""
    if trigger.dep_ == "conj" and trigger.head.pos_ == trigger.pos_:
        first = trigger.head
        upper = first if _is(trigger, "results") else _holder(first)
        if upper is not None and (upper is first or _is(upper, "movements")):
            return list(_places_of(upper, by_token))
        leading = [c for c in first.children if c.dep_ == "prep" and c.i < first.i]
        return [p for c in leading for p in _prepositional(first, c, by_token)]
    if any(c.dep_ in (*_NOUN_ARGUMENTS, "prep", "ccomp", "xcomp") for c in trigger.children):
        return []
    joined = [c for c in trigger.children if c.dep_ == "conj" and c.pos_ == trigger.pos_]
    return [p for c in joined for p in _places_of(c, by_token)]


def _most_specific(found: list[PlaceMention]) -> PlaceMention | None:
    """Return the smallest of the places, the first among equals: Caracas before Venezuela."""
    return min(found, key=_extent) if found else None


def _extent(place: PlaceMention) -> int:
    feature = place.feature or ""
    order = ("PPL", "ADM5", "ADM4", "ADM3", "ADMD", "ADM2", "ADM1", "PCL", "RGN", "CONT")
    return next((i for i, start in enumerate(order) if feature.startswith(start)), len(order))


def _is_lead(parsed: ParsedArticle, paragraph_index: int) -> bool:
    body = [i for i, p in enumerate(parsed.paragraphs) if p.paragraph.role == "body"]
    return bool(body) and body[0] == paragraph_index


def _scene(
    parsed: ParsedArticle, paragraph_index: int, trigger: Token, places: Sequence[PlaceMention]
) -> PlaceMention | None:
    paragraph = parsed.paragraphs[paragraph_index]
    dateline = _dateline(parsed, paragraph, places)
    if dateline:
        return dateline
    before = _sentence_before(paragraph.doc, trigger)
    if before is None:
        return None
    by_token = _places_by_token(paragraph, places)
    return _most_specific(_named(before, by_token))


def _dateline(
    parsed: ParsedArticle, paragraph: ParsedParagraph, places: Sequence[PlaceMention]
) -> PlaceMention | None:
    start = paragraph.paragraph.start
    first = next((p for p in places if start <= p.start <= start + 1), None)
    text = parsed.article.text
    return first if first and _DATELINE_END.match(text, first.end) else None


def _sentence_before(doc: Doc, trigger: Token) -> Token | None:
    sentences = list(doc.sents)
    at = next((i for i, s in enumerate(sentences) if s.start <= trigger.i < s.end), 0)
    return sentences[at - 1].root if at else None


def _as_claim_place(place: PlaceMention, basis: PlaceBasis) -> ClaimPlace:
    return ClaimPlace(
        place.text,
        place.geonameid,
        place.name,
        place.country,
        place.admin1,
        place.lat,
        place.lon,
        place.feature,
        basis,
    )
