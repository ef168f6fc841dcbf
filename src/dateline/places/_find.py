"""Finds the names of places in an article, and resolves them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from dateline.language._parser import ParsedArticle, ParsedParagraph
from dateline.places._candidates import find_candidates
from dateline.places._names import name_key
from dateline.places._resolve import country_of_url, resolve_spans
from dateline.places._surroundings import container_rows
from dateline.places._words import demonyms
from dateline.records import PlaceMention, Span

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_PEOPLES = frozenset({"NORP", "", "PERSON", "GPE"})
_DATELINE = re.compile(r"[A-Z][A-Z.'’ -]{2,40}(?=,| \(|:| ?[—–-])")
_LEADING = re.compile(r"(?:the|The|THE)\s+")
_TRAILING = re.compile(r"(?:['’]s|['’]|[\s,.;:])+$")
_IN = frozenset({"in", "at", "near", "from", "to", "into", "outside", "around", "across", "of"})


def find_places(parsed: ParsedArticle, *, with_demonyms: bool = False) -> tuple[PlaceMention, ...]:
    """Return the places that the readable paragraphs name, in order of the text, resolved to GeoNames.

    Names that the gazetteer lacks are left out. With ``with_demonyms`` adjectives and peoples count as
    names of the country they come from ("Russian"), as the geoparsing corpora have it.
    """
    spans: list[Span] = []
    for paragraph in parsed.paragraphs:
        offset = paragraph.paragraph.start
        spans += [(offset + s, offset + e) for s, e in _paragraph_spans(paragraph, with_demonyms)]
    article = parsed.article
    found = resolve_spans(article.text, spans, host_country=country_of_url(article.url))
    return tuple(m for m in found if m.geonameid is not None)


def _paragraph_spans(paragraph: ParsedParagraph, with_demonyms: bool) -> list[Span]:
    doc = paragraph.doc
    chosen: dict[int, Span] = {}
    taken = [False] * (len(doc.text) + 1)
    for start, end in _proposals(paragraph, with_demonyms):
        if start < end and not any(taken[start:end]):
            chosen[start] = (start, end)
            taken[start:end] = [True] * (end - start)
    return [chosen[start] for start in sorted(chosen)]


def _proposals(paragraph: ParsedParagraph, with_demonyms: bool) -> Iterator[Span]:
    doc = paragraph.doc
    match = _DATELINE.match(doc.text)
    if match and len(find_candidates(match[0].title())):
        yield match.span()
    for ent in doc.ents:
        if ent.label_ in _PLACE_LABELS:
            yield from _entity_spans(ent)
    for token in doc:
        yield from _token_spans(token, with_demonyms)


def _entity_spans(ent: SpacySpan) -> Iterator[Span]:
    start = ent.start_char
    whole = _trim(ent.doc.text, start, ent.end_char)
    if len(find_candidates(ent.doc.text[whole[0] : whole[1]])):
        yield whole
        return
    for part in re.finditer(r"[^,]+", ent.text):
        yield _trim(ent.doc.text, start + part.start(), start + part.end())


def _trim(text: str, start: int, end: int) -> Span:
    start += len(text[start:end]) - len(text[start:end].lstrip())
    match = _LEADING.match(text, start, end)
    start = match.end() if match else start
    tail = _TRAILING.search(text, start, end)
    # "Ky." and "U.S." keep their dot.
    if tail and not (text[start:end].endswith(".") and container_rows(text[start:end])):
        end = tail.start()
    return start, end


def _token_spans(token: Token, with_demonyms: bool) -> Iterator[Span]:
    """Propose names the entity recogniser passed over: countries, states, and "in X"."""
    if not token.text[:1].isupper():
        return
    if (
        with_demonyms
        and token.ent_type_ in ("NORP", "", "PERSON", "GPE")
        and name_key(token.text) in demonyms()
    ):
        yield token.idx, token.idx + len(token)
        return
    if token.ent_type_ in ("PERSON", "ORG", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT", "DATE"):
        return
    for n in (3, 2, 1):
        if token.i + n > len(token.doc):
            continue
        span = token.doc[token.i : token.i + n]
        if span[-1].text[:1].isupper() and _is_sure(span):
            yield span.start_char, span.end_char
            return


def _is_sure(span: SpacySpan) -> bool:
    """Whether the words name a country or state outright, or stand after "in" and name a known place."""
    if len(span.text) > 3 and container_rows(span.text):
        return True
    before = span.doc[span.start - 1] if span.start else None
    if before is None or before.lower_ not in _IN or not all(t.pos_ == "PROPN" for t in span):
        return False
    return len(find_candidates(span.text)) > 0 and len(span.text) > 3
