"""A phrase and a day → the actors it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.actors._chunks import Chunk, chunks_of
from dateline.actors._knowledge import KnowledgeBase, load_knowledge_base
from dateline.actors._persons import person_id
from dateline.actors._segment import Finding, resolve_segment
from dateline.actors._text import Word, words_of
from dateline.records import Actor

BLOCS = frozenset({"EUR", "UNO", "IGO"})


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the phrase between conjunctions: its chunks, and whether a comma led in."""

    chunks: list[Chunk]
    after: str


def resolve(
    phrase: str,
    *,
    day: str | None = None,
    context: str | None = None,
    knowledge_base: KnowledgeBase | None = None,
) -> tuple[Actor, ...]:
    """Return the actors a phrase names as of a day (ISO), offsets counted within the phrase.

    Several for a compound ("US and Venezuelan officials"), none where it names no political actor.
    ``context`` is the country that an office or body without one belongs to: its alpha-3 code, its name, or
    words that name it. A person is what they were on the day; without a day, what they last were.
    """
    base = knowledge_base or load_knowledge_base()
    context = _country_of(context, day, base)
    # Only a user's rows depend on the day; else a phrase is cut once, whichever article it stands in.
    words, parts = _cut(phrase, base, day if base.user else None)
    found = [resolve_segment(p.chunks, words, base, day, context) for p in parts]
    merged = _share(parts, found)
    return tuple(_distinct(_actor(f, words, phrase) for f in merged))


def _country_of(context: str | None, day: str | None, base: KnowledgeBase) -> str | None:
    """Return the code of the country that the context names first, or None."""
    if context is None or (len(context) == 3 and context.isascii() and context.isupper()):
        return context
    return next((a.country for a in resolve(context, day=day, knowledge_base=base) if a.country), None)


@lru_cache(maxsize=20_000)
def _cut(phrase: str, base: KnowledgeBase, day: str | None) -> tuple[list[Word], list[_Part]]:
    """Return a phrase's words and its parts, which nobody may change."""
    words = words_of(phrase)
    return words, _parts(chunks_of(words, base, day))


def _parts(chunks: list[Chunk]) -> list[_Part]:
    """Cut at conjunctions and commas."""
    parts: list[_Part] = []
    current: list[Chunk] = []
    after = ""
    for chunk in _without_asides(chunks):
        if chunk.kind not in ("conjunction", "comma"):
            current.append(chunk)
            continue
        if current:
            parts.append(_Part(current, after))
            current, after = [], ""
        after = "and" if chunk.kind == "conjunction" else after or ","
    return _without_places([*parts, _Part(current, after)] if current else parts)


def _without_asides(chunks: list[Chunk]) -> list[Chunk]:
    """Leave out what stands in brackets ("(NATO)"), but for a name in a name ("(Vladimir) Putin")."""
    out: list[Chunk] = []
    aside: list[Chunk] | None = None
    for number, chunk in enumerate(chunks):
        if chunk.key == "(":
            aside = []
        elif chunk.key == ")":
            follows = number + 1 < len(chunks) and chunks[number + 1].kind in ("name", "person")
            out += (aside or []) if follows else []
            aside = None
        else:
            (out if aside is None else aside).append(chunk)
    return out


def _without_places(parts: list[_Part]) -> list[_Part]:
    """Leave out where somebody is: ", in Caracas, Venezuela"."""
    out: list[_Part] = []
    place = False
    for part in parts:
        starts = part.after == "," and part.chunks[0].kind == "preposition"
        place = starts or (place and part.after == ",")
        if not place:
            out.append(part)
    return out


def _share(parts: list[_Part], found: list[Finding | None]) -> list[Finding]:
    """Let the parts of a compound lend each other head, country and name."""
    out: list[Finding] = []
    is_list = any(p.after == "and" for p in parts)
    if found and found[0] is None and any(c.kind == "preposition" for c in parts[0].chunks):
        # "The help of Russian companies and banks": what follows belongs to the complement.
        return []
    for number, (part, finding) in enumerate(zip(parts, found, strict=True)):
        before = out[-1] if out else None
        if finding is None:
            continue
        if before and part.after and (joined := _joined(before, finding, part, is_list)):
            out[-1] = joined
            continue
        if before and (filled := _filled(before, finding)):
            finding = filled
        if number and finding.form == "agent" and finding.sectors and finding.country:
            out = [_with_head(f, finding) if f.form == "adjective" else f for f in out]
        out.append(finding)
    return out


def _joined(before: Finding, finding: Finding, part: _Part, is_list: bool) -> Finding | None:
    """One actor said twice: a description and a name, or two titles of one name."""
    describes, names = ("agent", "office", "body"), ("person", "unknown")
    same = not (before.country and finding.country and before.country != finding.country)
    if part.after == "and":
        starts_bare = part.chunks[0].kind in ("title", "former", "acting")
        if before.form == "office" and not before.name and finding.form in names and starts_bare and same:
            return replace(finding, country=finding.country or before.country)
        return None
    if is_list and len(part.chunks) == 1:
        return None
    if before.form in names and finding.form in describes and same:
        return _described(before, finding)
    if before.form in describes and finding.form in names and same and not before.name:
        return _described(finding, before)
    if before.form == "body" and finding.form == "agent" and same:
        return before
    return None


def _described(named: Finding, description: Finding) -> Finding:
    """A name with what an apposition says of it; the tables' own knowledge of the person wins."""
    first, last = min(named.first, description.first), max(named.last, description.last)
    if named.known and named.sectors != ("ELI",):
        return replace(named, first=first, last=last)
    return replace(
        named,
        first=first,
        last=last,
        form="person",
        country=named.country or description.country,
        id=named.id or (person_id(named.name, None) if named.name else None),
        sectors=description.sectors or named.sectors,
        office=description.office,
        basis="apposition",
        confidence=max(0.7, description.confidence),
    )


def _filled(before: Finding, finding: Finding) -> Finding | None:
    """A later part without a country takes the first's ("Russian companies and banks")."""
    if finding.form == "agent" and not finding.country and before.form == "agent" and before.country:
        return replace(finding, country=before.country)
    if finding.form == "country" and before.form in ("agent", "office") and before.country_after:
        return replace(_with_head(finding, before), first=finding.first)
    return None


def _with_head(finding: Finding, head: Finding) -> Finding:
    return replace(finding, form="agent", sectors=head.sectors, basis=head.basis, confidence=head.confidence)


def _actor(finding: Finding, words: list[Word], phrase: str) -> Actor:
    start, end = words[finding.first].start, words[finding.last - 1].end
    sector = finding.sectors[0] if finding.sectors else None
    return Actor(
        raw=phrase[start:end],
        start=start,
        end=end,
        country=None if finding.country in BLOCS else finding.country,
        sector=sector,
        sectors=finding.sectors,
        name=finding.name,
        office=finding.office,
        id=finding.id or _id(finding.country, sector),
        wikidata=finding.wikidata,
        basis=finding.basis,
        confidence=round(finding.confidence, 2),
    )


def bloc(actor: Actor, knowledge_base: KnowledgeBase | None = None) -> str | None:
    """Return the code that stands in a country's stead for an international body: EUR, UNO or IGO."""
    if actor.country or not actor.id:
        return None
    if actor.id.startswith("org:"):
        base = knowledge_base or load_knowledge_base()
        entries = base.lookup(actor.id.removeprefix("org:"))
        found = next((e.country for e in entries if e.country in BLOCS), None)
        return found or ("IGO" if actor.sector == "IGO" else None)
    return "IGO" if "IGO" in actor.sectors else None


def _id(country: str | None, sector: str | None) -> str | None:
    return " ".join(p for p in (country, sector) if p) if country and country not in BLOCS else None


def _distinct(actors: Iterator[Actor]) -> Iterator[Actor]:
    seen = set()
    for actor in actors:
        key = actor.id or actor.sector
        if key and key not in seen:
            seen.add(key)
            yield actor
