"""What one paragraph says of places whatever the article around it: found once a doc and kept with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from dateline.places._candidates import WAYS, find_candidates
from dateline.places._gazetteer import load_gazetteer
from dateline.places._metonyms import is_government
from dateline.places._names import name_key
from dateline.places._surroundings import container_rows
from dateline.places._words import abbreviations, aliases, before_places, before_towns, demonyms
from dateline.records import Span

__all__ = ["SHORTEST", "Name", "ParagraphNames", "Run", "names_of_paragraph"]

SHORTEST = 4
_KEPT_AS = "dateline.places"
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_BODY_LABELS = frozenset({"ORG", "FAC", "EVENT", "PRODUCT", "LAW", "WORK_OF_ART"})
_NO_DIVISION = _BODY_LABELS | {"PERSON"}
_PEOPLES = frozenset({"NORP", "", "PERSON", "GPE", "LANGUAGE", "ORG"})
_INSIDE_FIRST = frozenset({"the", "of", "in", "and", ","})
_DATELINE = re.compile(r"[A-Z][A-Z.'’ -]{2,40}(?=,| \(|:| ?[—–-])")
_LEADING = re.compile(r"(?:the|The|THE)\s+")
_TRAILING = re.compile(r"(?:['’]s|['’]|[\s,.;:])+$")
_SURE_WAYS = frozenset({"main", "abbreviation", "alias", "generic"})
_LARGE = 100_000
_LONGEST = 4


class Name(NamedTuple):
    """A possible name: characters of the doc and words; ``sure`` even where a person bears the name."""

    start: int
    end: int
    text: str
    sure: bool = False


class Run(NamedTuple):
    """Words in a row, the last capitalised; ``in_person`` where they are no more than part of a person's name."""

    start: int
    end: int
    text: str
    key: str
    of_person: bool
    in_person: bool


@dataclass(frozen=True, slots=True)
class ParagraphNames:
    """What the article's finder chooses from; character offsets count from the doc's start.

    ``stated`` and ``inside`` hold, for each token that begins any, the names that may be proposed there,
    the longest first; ``runs`` the runs that begin at each capitalised token. ``governments`` are the
    starts of names that act, ``people`` the words of persons' names, ``common`` plain words.
    """

    text: str
    dateline: Span | None
    entities: list[tuple[str | None, tuple[Span, ...]]]
    stated: list[list[Name]]
    inside: list[list[Name]]
    runs: list[list[Run]]
    peoples: list[Span]
    people: frozenset[str]
    common: frozenset[str]
    governments: frozenset[int]


def names_of_paragraph(doc: Doc) -> ParagraphNames:
    """Return what a doc says of places; kept in its ``user_data``, so that a reprint costs nothing."""
    kept = doc.user_data.get(_KEPT_AS)
    if not isinstance(kept, ParagraphNames):
        kept = doc.user_data[_KEPT_AS] = _Words(doc).names()
    return kept


class _Words:
    """A doc's tokens as plain lists: one look-up a token costs far less than spaCy's token objects."""

    def __init__(self, doc: Doc) -> None:
        tokens = list(doc)
        self._doc = doc
        self._text: str = doc.text
        self._words: list[str] = [t.text for t in tokens]
        self._lowers = [w.lower() for w in self._words]
        self._pos: list[str] = [t.pos_ for t in tokens]
        self._labels: list[str] = [t.ent_type_ for t in tokens]
        self._iobs: list[str] = [t.ent_iob_ for t in tokens]
        self._starts: list[int] = [t.idx for t in tokens]
        self._ends = [s + len(w) for s, w in zip(self._starts, self._words, strict=True)]
        self._capital = [w[:1].isupper() for w in self._words]

    def names(self) -> ParagraphNames:
        """Return all that the paragraph alone tells."""
        capitals = [i for i, capital in enumerate(self._capital) if capital]
        runs = [self._runs(i) for i in capitals]
        match = _DATELINE.match(self._text)
        entities = list(self._doc.ents)
        bodies = [e for e in entities if e.label_ in _BODY_LABELS and len(e) > 1]
        persons = [e for e in entities if e.label_ == "PERSON" and len(e) > 1]
        stated = (
            [n for r in own if (n := self._stated(*r))] for own in runs if not self._in_place(own[0][0])
        )
        inside = (list(self._inside(e.start, e.end, i)) for e in bodies for i in range(e.start, e.end))
        return ParagraphNames(
            text=self._text,
            dateline=match.span() if match and len(find_candidates(match[0].title())) else None,
            entities=[self._entity(e) for e in entities if e.label_ in _PLACE_LABELS],
            stated=[names for names in stated if names],
            inside=[names for names in inside if names],
            runs=[[self._run(*r) for r in own if self._is_long(*r)] for own in runs],
            peoples=[self._span(i, i + 1) for i in capitals if self._is_people(i)],
            people=frozenset(w for e in persons for w in self._words[e.start : e.end]),
            common=frozenset(w for w, p in zip(self._words, self._pos, strict=True) if _is_plain(w, p)),
            governments=frozenset(
                self._starts[i]
                for i, p in enumerate(self._pos)
                if p == "PROPN" and is_government(self._doc[i])
            ),
        )

    def _runs(self, i: int) -> list[tuple[int, int]]:
        """Return the runs of words that start at a token and end in a capitalised one, the longest first."""
        longest = min(_LONGEST, len(self._words) - i)
        return [(i, i + n) for n in range(longest, 0, -1) if self._capital[i + n - 1]]

    def _span(self, first: int, last: int) -> Span:
        return self._starts[first], self._ends[last - 1]

    def _words_of(self, first: int, last: int) -> str:
        return self._text[self._starts[first] : self._ends[last - 1]]

    def _is_long(self, first: int, last: int) -> bool:
        return self._ends[last - 1] - self._starts[first] >= SHORTEST

    def _run(self, first: int, last: int) -> Run:
        text = self._words_of(first, last)
        of_person = self._labels[first] == "PERSON"
        in_person = of_person and not self._is_whole_entity(first, last)
        return Run(*self._span(first, last), text, name_key(text), of_person, in_person)

    def _in_place(self, i: int) -> bool:
        """Whether a token is within a longer place's name: "Japan" of "the Sea of Japan"."""
        return self._labels[i] == "LOC" and self._iobs[i] == "I"

    def _is_people(self, i: int) -> bool:
        return self._labels[i] in _PEOPLES and name_key(self._words[i]) in demonyms()

    def _entity(self, entity: SpacySpan) -> tuple[str | None, tuple[Span, ...]]:
        """The names within an entity, and the lone word that they rest on, which may be a person's."""
        first, last = entity.start, entity.end
        lone = last - first == 1 and not self._follows_locative(first)
        return self._words[first] if lone else None, tuple(self._entity_spans(first, last))

    def _entity_spans(self, first: int, last: int) -> Iterator[Span]:
        begin, stop = self._span(first, last)
        whole = _trim(self._text, begin, stop)
        if len(find_candidates(self._text[whole[0] : whole[1]])):
            if "PROPN" in self._pos[first:last]:
                yield whole
            return
        for part in re.finditer(r"[^,]+?(?=,| and | or |$)", self._text[begin:stop]):
            start, end = _trim(self._text, begin + part.start(), begin + part.end())
            if len(find_candidates(self._text[start:end])):
                yield start, end

    def _stated(self, first: int, last: int) -> Name | None:
        """The words as a name that stands for itself: a large town, a name after "in", a country or state."""
        text = self._words_of(first, last)
        sure = self._follows_locative(first) and self._may_be_named(first, last, text)
        if sure or self._is_town_alone(first, last, text) or self._is_division_alone(first, last, text):
            return Name(*self._span(first, last), text, sure)
        return None

    def _may_be_named(self, first: int, last: int, text: str) -> bool:
        whole = self._labels[first] not in ("PERSON", "DATE") or self._is_whole_entity(first, last)
        named = len(text) >= SHORTEST and all(p == "PROPN" for p in self._pos[first:last])
        return whole and named and _has_main_name(text)

    def _is_town_alone(self, first: int, last: int, text: str) -> bool:
        return self._is_large_town(first, text) and self._stands_alone(first, last)

    def _is_division_alone(self, first: int, last: int, text: str) -> bool:
        outside = _NO_DIVISION.isdisjoint(self._labels[first:last])
        return outside and self._is_division(first, last, text)

    def _inside(self, start: int, end: int, i: int) -> Iterator[Name]:
        """The names that start at a token of a body's name."""
        leads = i == start or self._lowers[i - 1] in _INSIDE_FIRST
        for first, last in self._runs(i) if self._pos[i] == "PROPN" else ():
            text = self._words_of(first, last)
            if last <= end and (
                self._is_division(first, last, text) or (leads and self._is_large_town(first, text))
            ):
                yield Name(*self._span(first, last), text)

    def _is_whole_entity(self, first: int, last: int) -> bool:
        before = self._iobs[first - 1] if first else "O"
        ends = last == len(self._words) or self._iobs[last] != "I"
        return (self._iobs[first] == "B" or before == "O") and ends

    def _stands_alone(self, first: int, last: int) -> bool:
        """Whether the words are one entity of their own, whatever its label, or none at all."""
        before, label = self._lowers[first - 1] if first else "", self._labels[first]
        if label == "DATE" or (label == "PERSON" and before not in before_towns()):
            return False
        neighbours = [self._pos[i] for i in (first - 1, last) if 0 <= i < len(self._pos)]
        bare = not any(self._labels[first:last])
        return "PROPN" not in neighbours and (bare or self._is_whole_entity(first, last))

    def _follows_locative(self, first: int) -> bool:
        return bool(first) and self._lowers[first - 1] in before_places()

    def _is_division(self, first: int, last: int, text: str) -> bool:
        """Whether the words are the main name of a country, a state or a county."""
        named = self._pos[first] == "PROPN" and _names_division(text)
        return named and not all(t.is_stop for t in self._doc[first:last])

    def _is_large_town(self, first: int, text: str) -> bool:
        return len(text) >= SHORTEST and self._pos[first] == "PROPN" and _names_large_town(text)


def _is_plain(word: str, pos: str) -> bool:
    return pos != "PROPN" and word.islower() and word.isalpha()


@lru_cache(maxsize=65_536)
def _has_main_name(text: str) -> bool:
    """Whether the words are a place's main name, not one of the many that it may also go by."""
    return any(WAYS[way] in _SURE_WAYS for way in find_candidates(text).ways)


@lru_cache(maxsize=65_536)
def _names_division(text: str) -> bool:
    if text in abbreviations():
        return len(text) >= SHORTEST - 1 and "." in text
    if len(text) < SHORTEST:
        return text in ("U.S.", "US", "UK", "USA", "UAE", "EU")
    gazetteer = load_gazetteer()
    key = name_key(text)
    main = {row for row, is_main in gazetteer.rows(key) if is_main} | set(aliases().get(key, ()))
    return bool(main & set(container_rows(text)))


@lru_cache(maxsize=65_536)
def _names_large_town(text: str) -> bool:
    gazetteer = load_gazetteer()
    rows = gazetteer.rows(name_key(text))
    towns = (gazetteer.place(row) for row, is_main in rows if is_main)
    return any(t.is_settlement and t.population >= _LARGE for t in towns)


def _trim(text: str, start: int, end: int) -> Span:
    start += len(text[start:end]) - len(text[start:end].lstrip())
    match = _LEADING.match(text, start, end)
    start = match.end() if match else start
    tail = _TRAILING.search(text, start, end)
    # "Ky." and "U.S." keep their dot.
    if tail and not (text[start:end].endswith(".") and container_rows(text[start:end])):
        end = tail.start()
    return start, end
