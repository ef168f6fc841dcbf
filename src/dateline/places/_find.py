"""Finds the names of places in an article, and resolves them.

The parser's entities come first; the gazetteer then recovers what the small parser mislabels: datelines,
countries and states, names after "in", names inside those of bodies ("Kentucky State Police"), and any
further mention of a name that the article has once used for a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.language._parser import ParsedArticle
from dateline.places._metonyms import doubt_governments
from dateline.places._names import name_key
from dateline.places._paragraph import Name, ParagraphNames, Run, names_of_paragraph
from dateline.places._resolve import country_of_url, resolve_spans
from dateline.places._words import not_places
from dateline.records import PlaceMention, Span


def find_places(parsed: ParsedArticle, *, with_demonyms: bool = False) -> tuple[PlaceMention, ...]:
    """Return the places that the readable paragraphs name, in order of the text, resolved to GeoNames.

    Names that the gazetteer lacks are left out. With ``with_demonyms`` adjectives and peoples count as
    names of the country they come from ("Russian"), as the geoparsing corpora have it.
    """
    article = parsed.article
    spans = find_spans(parsed, with_demonyms=with_demonyms)
    found = resolve_spans(article.text, spans, host_country=country_of_url(article.url))
    acting = {
        p.paragraph.start + start
        for p in parsed.paragraphs
        for start in names_of_paragraph(p.doc).governments
    }
    return doubt_governments(acting, [m for m in found if m.geonameid is not None])


def find_spans(parsed: ParsedArticle, *, with_demonyms: bool) -> list[Span]:
    """Return the spans of the article's text that name places, in order, none over another."""
    return _Finder(parsed, with_demonyms).spans()


class _FreeSpans:
    """Spans of one paragraph, none over another: the first come stay."""

    def __init__(self, length: int) -> None:
        self.spans: list[Span] = []
        self._taken = bytearray(length + 1)

    def add(self, proposals: Iterable[Span]) -> None:
        """Take in the proposals that overlap no span before them."""
        for start, end in proposals:
            if start < end and not any(self._taken[start:end]):
                self.spans.append((start, end))
                self._taken[start:end] = b"\1" * (end - start)


class _Finder:
    """The names of one article: proposals, the surest first, none over another."""

    def __init__(self, parsed: ParsedArticle, with_demonyms: bool) -> None:
        self._starts = [p.paragraph.start for p in parsed.paragraphs]
        self._names = [names_of_paragraph(p.doc) for p in parsed.paragraphs]
        self._with_demonyms = with_demonyms
        self._names_of_people = frozenset[str]().union(*(n.people for n in self._names))
        self._common_words = frozenset[str]().union(*(n.common for n in self._names))
        self._known: set[str] = set()

    def spans(self) -> list[Span]:
        """Return the spans of the names, in order of the text."""
        taken = [self._read(names) for names in self._names]
        for names, spans in zip(self._names, taken, strict=True):
            spans.add(self._uncommon(names.text, self._repeated(names)))
        starts = self._starts
        return sorted((o + s, o + e) for o, found in zip(starts, taken, strict=True) for s, e in found.spans)

    def _read(self, names: ParagraphNames) -> _FreeSpans:
        text = names.text
        spans = _FreeSpans(len(text))
        spans.add(self._uncommon(text, self._stated(names)))
        self._known.update(name_key(text[s:e]) for s, e in spans.spans)
        spans.add(self._uncommon(text, self._longest(names.inside)))
        if self._with_demonyms:
            spans.add(names.peoples)
        return spans

    def _uncommon(self, text: str, proposals: Iterator[Span]) -> Iterator[Span]:
        return ((s, e) for s, e in proposals if not self._is_common(text[s:e]))

    def _is_common(self, name: str) -> bool:
        """Whether the name is a plain word, here or anywhere: "Council", "March", "South"."""
        plain = name.lower()
        return plain in not_places() or (plain in self._common_words and not name.isupper())

    def _stated(self, names: ParagraphNames) -> Iterator[Span]:
        if names.dateline:
            yield names.dateline
        for lone, spans in names.entities:
            # A one-word entity may be the name of somebody named in full elsewhere ("Georgia skates").
            if lone not in self._names_of_people:
                yield from spans
        yield from self._longest(names.stated)

    def _longest(self, names: list[list[Name]]) -> Iterator[Span]:
        """Propose, of the names that begin at one token, the longest that is no person's."""
        for own in names:
            free = (n for n in own if n.sure or n.text not in self._names_of_people)
            if name := next(free, None):
                yield name.start, name.end

    def _repeated(self, names: ParagraphNames) -> Iterator[Span]:
        """Propose further mentions of names that the article uses for places."""
        for own in names.runs:
            known = (r for r in own if r.key in self._known)
            run = next(known, None)
            if run and not self._is_part_of_person(run):
                yield run.start, run.end

    def _is_part_of_person(self, run: Run) -> bool:
        return run.in_person or (run.of_person and run.text in self._names_of_people)
