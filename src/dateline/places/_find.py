"""Finds the names of places in an article, and resolves them.

The parser's entities come first; the gazetteer then recovers what the small parser mislabels: datelines,
countries and states, names after "in", names inside those of bodies ("Kentucky State Police"), and any
further mention of a name that the article has once used for a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from dateline.language._parser import ParsedArticle
from dateline.places._candidates import WAYS, find_candidates
from dateline.places._gazetteer import load_gazetteer
from dateline.places._metonyms import doubt_governments
from dateline.places._names import name_key
from dateline.places._resolve import country_of_url, resolve_spans
from dateline.places._surroundings import container_rows
from dateline.places._words import abbreviations, aliases, before_places, before_towns, demonyms, not_places
from dateline.records import PlaceMention, Span

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_BODY_LABELS = frozenset({"ORG", "FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"})
_PEOPLES = frozenset({"NORP", "", "PERSON", "GPE", "LANGUAGE", "ORG"})
_DATELINE = re.compile(r"[A-Z][A-Z.'’ -]{2,40}(?=,| \(|:| ?[—–-])")
_LEADING = re.compile(r"(?:the|The|THE)\s+")
_TRAILING = re.compile(r"(?:['’]s|['’]|[\s,.;:])+$")
_SURE_WAYS = frozenset({"main", "abbreviation", "alias", "generic"})
_LARGE = 100_000
_LONGEST = 4
_SHORTEST = 4


def find_places(parsed: ParsedArticle, *, with_demonyms: bool = False) -> tuple[PlaceMention, ...]:
    """Return the places that the readable paragraphs name, in order of the text, resolved to GeoNames.

    Names that the gazetteer lacks are left out. With ``with_demonyms`` adjectives and peoples count as
    names of the country they come from ("Russian"), as the geoparsing corpora have it.
    """
    article = parsed.article
    spans = find_spans(parsed, with_demonyms=with_demonyms)
    found = resolve_spans(article.text, spans, host_country=country_of_url(article.url))
    return doubt_governments(parsed, [m for m in found if m.geonameid is not None])


def find_spans(parsed: ParsedArticle, *, with_demonyms: bool) -> list[Span]:
    """Return the spans of the article's text that name places, in order, none over another."""
    return _Finder(parsed, with_demonyms).spans()


class _FreeSpans:
    """Spans of one paragraph, none over another: the first come stay."""

    def __init__(self, length: int) -> None:
        self.spans: list[Span] = []
        self._taken = bytearray(length + 1)

    def add(self, proposals: Iterator[Span]) -> None:
        """Take in the proposals that overlap no span before them."""
        for start, end in proposals:
            if start < end and not any(self._taken[start:end]):
                self.spans.append((start, end))
                self._taken[start:end] = b"\1" * (end - start)


class _Finder:
    """The names of one article: proposals, the surest first, none over another."""

    def __init__(self, parsed: ParsedArticle, with_demonyms: bool) -> None:
        self._parsed = parsed
        self._with_demonyms = with_demonyms
        self._names_of_people = {
            token.text
            for p in parsed.paragraphs
            for ent in p.doc.ents
            if ent.label_ == "PERSON" and len(ent) > 1
            for token in ent
        }
        self._common_words = _common_words(parsed)
        self._known: set[str] = set()

    def spans(self) -> list[Span]:
        """Return the spans of the names, in order of the text."""
        paragraphs = self._parsed.paragraphs
        taken = [self._read(p.doc) for p in paragraphs]
        for p, spans in zip(paragraphs, taken, strict=True):
            spans.add(self._uncommon(p.doc, self._repeated(p.doc)))
        starts = [p.paragraph.start for p in paragraphs]
        return sorted((o + s, o + e) for o, found in zip(starts, taken, strict=True) for s, e in found.spans)

    def _read(self, doc: Doc) -> _FreeSpans:
        spans = _FreeSpans(len(doc.text))
        spans.add(self._uncommon(doc, self._stated(doc)))
        self._known.update(name_key(doc.text[s:e]) for s, e in spans.spans)
        spans.add(self._uncommon(doc, self._inside_bodies(doc)))
        if self._with_demonyms:
            spans.add(_peoples(doc))
        return spans

    def _uncommon(self, doc: Doc, proposals: Iterator[Span]) -> Iterator[Span]:
        return ((s, e) for s, e in proposals if not self._is_common(doc.text[s:e]))

    def _is_common(self, name: str) -> bool:
        """Whether the name is a plain word, here or anywhere: "Council", "March", "South"."""
        plain = name.lower()
        return plain in not_places() or (plain in self._common_words and not name.isupper())

    def _stated(self, doc: Doc) -> Iterator[Span]:
        match = _DATELINE.match(doc.text)
        if match and len(find_candidates(match[0].title())):
            yield match.span()
        for ent in doc.ents:
            if ent.label_ in _PLACE_LABELS and not self._is_person(ent):
                yield from _entity_spans(ent)
        for token in doc:
            if token.text[:1].isupper():
                yield from self._plain_names(token)

    def _is_person(self, ent: SpacySpan) -> bool:
        """Whether a one-word entity is the name of somebody named in full elsewhere ("Georgia skates")."""
        return len(ent) == 1 and ent.text in self._names_of_people and not _follows_locative(ent)

    def _plain_names(self, token: Token) -> Iterator[Span]:
        if token.ent_type_ == "LOC" and token.ent_iob_ == "I":
            return  # "Japan" of "the Sea of Japan"
        for span in _runs(token):
            if _stands_alone(span) and span.text not in self._names_of_people and _is_large_town(span):
                yield span.start_char, span.end_char
                return
            whole = span[0].ent_type_ not in ("PERSON", "DATE") or _is_whole_entity(span)
            if whole and _follows_locative(span) and _may_be_named(span):
                yield span.start_char, span.end_char
                return
            outside = not any(t.ent_type_ in (*_BODY_LABELS, "PERSON") for t in span)
            if outside and span.text not in self._names_of_people and _is_division(span):
                yield span.start_char, span.end_char
                return

    def _inside_bodies(self, doc: Doc) -> Iterator[Span]:
        for ent in doc.ents:
            if ent.label_ not in _BODY_LABELS or len(ent) < 2:
                continue
            for token in ent:
                yield from self._inside_body(ent, token)

    def _inside_body(self, ent: SpacySpan, token: Token) -> Iterator[Span]:
        first = token.i == ent.start or token.doc[token.i - 1].lower_ in ("the", "of", "in", "and", ",")
        for span in _runs(token):
            if span.end > ent.end or span.text in self._names_of_people:
                continue
            if _is_division(span) or (first and _is_large_town(span)):
                yield span.start_char, span.end_char
                return

    def _repeated(self, doc: Doc) -> Iterator[Span]:
        """Propose further mentions of names that the article uses for places."""
        for token in doc:
            if not token.text[:1].isupper():
                continue
            for span in _runs(token):
                if name_key(span.text) in self._known and len(span.text) >= _SHORTEST:
                    if not self._is_part_of_person(span):
                        yield span.start_char, span.end_char
                    break

    def _is_part_of_person(self, span: SpacySpan) -> bool:
        return span[0].ent_type_ == "PERSON" and (
            not _is_whole_entity(span) or span.text in self._names_of_people
        )


def _common_words(parsed: ParsedArticle) -> frozenset[str]:
    tokens = (token for p in parsed.paragraphs for token in p.doc)
    return frozenset(t.text for t in tokens if t.is_alpha and t.is_lower and t.pos_ != "PROPN")


def _runs(token: Token) -> Iterator[SpacySpan]:
    """Yield the runs of words that start at a token and end in a capitalised one, the longest first."""
    doc = token.doc
    for n in range(min(_LONGEST, len(doc) - token.i), 0, -1):
        if doc[token.i + n - 1].text[:1].isupper():
            yield doc[token.i : token.i + n]


def _is_whole_entity(span: SpacySpan) -> bool:
    before = span.doc[span.start - 1].ent_iob_ if span.start else "O"
    starts = span[0].ent_iob_ == "B" or before == "O"
    ends = span.end == len(span.doc) or span.doc[span.end].ent_iob_ != "I"
    return starts and ends


def _stands_alone(span: SpacySpan) -> bool:
    """Whether the words are one entity of their own, whatever its label, or none at all."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    if span[0].ent_type_ == "DATE" or (span[0].ent_type_ == "PERSON" and before not in before_towns()):
        return False
    bare = not any(t.ent_type_ for t in span)
    neighbours = (span.doc[i] for i in (span.start - 1, span.end) if 0 <= i < len(span.doc))
    return not any(t.pos_ == "PROPN" for t in neighbours) and (bare or _is_whole_entity(span))


def _follows_locative(span: SpacySpan) -> bool:
    return bool(span.start) and span.doc[span.start - 1].lower_ in before_places()


def _may_be_named(span: SpacySpan) -> bool:
    if len(span.text) < _SHORTEST or not all(t.pos_ == "PROPN" for t in span):
        return False
    return _has_main_name(span.text)


@lru_cache(maxsize=65_536)
def _has_main_name(text: str) -> bool:
    """Whether the words are a place's main name, not one of the many that it may also go by."""
    return any(WAYS[way] in _SURE_WAYS for way in find_candidates(text).ways)


@lru_cache(maxsize=65_536)
def _names_division(text: str) -> bool:
    if text in abbreviations():
        return len(text) >= _SHORTEST - 1 and "." in text
    if len(text) < _SHORTEST:
        return text in ("U.S.", "US", "UK", "USA", "UAE", "EU")
    gazetteer = load_gazetteer()
    key = name_key(text)
    main = {row for row, is_main in gazetteer.rows(key) if is_main} | set(aliases().get(key, ()))
    return bool(main & set(container_rows(text)))


def _is_division(span: SpacySpan) -> bool:
    """Whether the words are the main name of a country, a state or a county."""
    return not all(t.is_stop for t in span) and span[0].pos_ == "PROPN" and _names_division(span.text)


@lru_cache(maxsize=65_536)
def _names_large_town(text: str) -> bool:
    gazetteer = load_gazetteer()
    rows = gazetteer.rows(name_key(text))
    towns = (gazetteer.place(row) for row, is_main in rows if is_main)
    return any(t.is_settlement and t.population >= _LARGE for t in towns)


def _is_large_town(span: SpacySpan) -> bool:
    return len(span.text) >= _SHORTEST and span[0].pos_ == "PROPN" and _names_large_town(span.text)


def _peoples(doc: Doc) -> Iterator[Span]:
    for token in doc:
        if token.text[:1].isupper() and token.ent_type_ in _PEOPLES and name_key(token.text) in demonyms():
            yield token.idx, token.idx + len(token)


def _entity_spans(ent: SpacySpan) -> Iterator[Span]:
    text = ent.doc.text
    whole = _trim(text, ent.start_char, ent.end_char)
    if len(find_candidates(text[whole[0] : whole[1]])):
        if any(t.pos_ == "PROPN" for t in ent):
            yield whole
        return
    for part in re.finditer(r"[^,]+?(?=,| and | or |$)", ent.text):
        start, end = _trim(text, ent.start_char + part.start(), ent.start_char + part.end())
        if len(find_candidates(text[start:end])):
            yield start, end


def _trim(text: str, start: int, end: int) -> Span:
    start += len(text[start:end]) - len(text[start:end].lstrip())
    match = _LEADING.match(text, start, end)
    start = match.end() if match else start
    tail = _TRAILING.search(text, start, end)
    # "Ky." and "U.S." keep their dot.
    if tail and not (text[start:end].endswith(".") and container_rows(text[start:end])):
        end = tail.start()
    return start, end
