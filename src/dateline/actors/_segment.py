"""One actor's worth of a phrase → who that is: names first, then offices, bodies, agents, countries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from dateline.actors._chunks import Chunk
from dateline.actors._knowledge import Entry, KnowledgeBase
from dateline.actors._persons import Hints, Person, find_head, find_person, person_id
from dateline.actors._tables import CountryName, Title, away_nouns, name_words, sector_words, words_named
from dateline.actors._text import Word, singular

Form: TypeAlias = Literal["person", "unknown", "office", "body", "agent", "adjective", "country"]

# After these a country is the other side ("ambassador to Poland"), not the actor's own.
_NAMED = frozenset({"name", "person", "city", "courtesy"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What a stretch of words ``first`` to ``last`` names, before it becomes an Actor."""

    form: Form
    first: int
    last: int
    country: str | None = None
    sectors: tuple[str, ...] = ()
    name: str | None = None
    office: str | None = None
    id: str | None = None
    wikidata: str | None = None
    basis: str = "unknown"
    confidence: float = 0.5
    known: bool = False
    country_after: bool = False


@dataclass(frozen=True, slots=True)
class _Segment:
    """The chunks of one actor, cut at the first preposition into head and complement."""

    chunks: list[Chunk]
    head: list[Chunk]
    rest: list[Chunk]
    words: list[Word]
    base: KnowledgeBase
    day: str | None
    context: str | None

    @property
    def former(self) -> bool:
        return any(c.kind == "former" for c in self.head)

    def find(self, *kinds: str) -> Chunk | None:
        """Return the head's last chunk of these kinds."""
        return next((c for c in reversed(self.head) if c.kind in kinds), None)


def resolve_segment(
    chunks: list[Chunk], words: list[Word], base: KnowledgeBase, day: str | None, context: str | None
) -> Finding | None:
    """Return what the chunks name, or None where that is no actor."""
    chunks = _without_partitive(_with_context(chunks, words, context))
    chunks = _with_titled_name(chunks[1:] if chunks and chunks[0].kind == "preposition" else chunks)
    if not chunks:
        return None
    cut = next((i for i, c in enumerate(chunks) if c.kind == "preposition"), len(chunks))
    seg = _Segment(chunks, _without_last_fillers(chunks[:cut]), chunks[cut:], words, base, day, context)
    if seg.head and seg.head[0].kind == "ship" and len(seg.head) > 1:
        country = _country_of(seg.head[0], seg)
        return Finding("body", *_span(seg), country=country, sectors=("MIL",), basis="name", confidence=0.8)
    if not seg.head or singular(seg.words[seg.head[-1].last - 1].folded) in away_nouns():
        return None
    return (
        _user(seg)
        or _person(seg)
        or _head_body(seg)
        or _office(seg)
        or _agent(seg)
        or _bare(seg)
        or _surname(seg)
    )


def _without_last_fillers(head: list[Chunk]) -> list[Chunk]:
    """ "ANC members": those that are counted at the end say nothing of who they are."""
    last = next((i for i in range(len(head) - 1, -1, -1) if head[i].kind != "filler"), -1)
    return head[: last + 1] or head


def _with_titled_name(chunks: list[Chunk]) -> list[Chunk]:
    """Read "Prime Minister of Israel Benjamin Netanyahu" as one head: title, country, name."""
    cut = next((i for i, c in enumerate(chunks) if c.kind == "preposition"), len(chunks))
    rest = chunks[cut + 1 :]
    if (
        not 0 < cut < len(chunks)
        or chunks[cut].key != "of"
        or chunks[cut - 1].kind != "title"
        or len(rest) < 2
    ):
        return chunks
    named = all(c.kind in ("name", "person") for c in rest[1:])
    return [*chunks[:cut], *rest] if rest[0].kind in ("country", "city", "body") and named else chunks


def _without_partitive(chunks: list[Chunk]) -> list[Chunk]:
    """Read "dozens of soldiers" as soldiers: counting words lend their place to what they count."""
    cut = next((i for i, c in enumerate(chunks) if c.kind == "preposition"), len(chunks))
    if 0 < cut < len(chunks) and chunks[cut].key == "of" and all(c.kind == "filler" for c in chunks[:cut]):
        return _without_partitive(chunks[cut + 1 :])
    return chunks


def _with_context(chunks: list[Chunk], words: list[Word], context: str | None) -> list[Chunk]:
    """Read "the country" as the country that the context gives; where it gives none, as one unknown."""
    for i, chunk in enumerate(chunks):
        pointing = i > 0 and chunks[i - 1].key in words_named("pointing")
        if i == 0 and len(chunks) > 1 and chunk.key in words_named("possessives") and context:
            chunks = [replace(chunk, kind="country", country=CountryName(context, "name")), *chunks[1:]]
        if chunk.key in words_named("country_nouns") and pointing:
            place = CountryName(context, "name") if context else None
            chunks = [*chunks[:i], replace(chunk, kind="country", country=place), *chunks[i + 1 :]]
    return chunks


def _span(seg: _Segment) -> tuple[int, int]:
    return seg.chunks[0].first, seg.chunks[-1].last


def _user(seg: _Segment) -> Finding | None:
    chunk = seg.find("user")
    if not chunk:
        return None
    entry = chunk.entries[0]
    identity = person_id(entry.name, entry.wikidata) if entry.wikidata else f"org:{entry.name}"
    return Finding(
        "person",
        *_span(seg),
        country=entry.country,
        sectors=entry.sectors,
        name=entry.name,
        id=identity,
        wikidata=entry.wikidata,
        basis="name",
        confidence=1.0,
        known=True,
    )


def _country(seg: _Segment, *, upto: int | None = None) -> tuple[str | None, bool]:
    """Return the country that the segment's modifiers or its complement give, and whether it comes after."""
    before = seg.head if upto is None else [c for c in seg.head if c.first < upto]
    for chunk in before:
        if iso := _country_of(chunk, seg):
            return iso, False
    away = False
    for chunk in seg.rest:
        if chunk.kind == "preposition":
            away = chunk.key in words_named("away_prepositions")
        elif not away and chunk.kind == "country" and not chunk.country:
            return None, False
        elif not away and (iso := _country_of(chunk, seg)):
            return iso, True
    return None, False


def _country_of(chunk: Chunk, seg: _Segment) -> str | None:
    if chunk.country:
        return chunk.country.iso3
    if chunk.kind == "body":
        return _entry(chunk, seg).country
    if chunk.kind in ("person", "name"):
        return _country_of_person(chunk, seg)
    return None


def _country_of_person(chunk: Chunk, seg: _Segment) -> str | None:
    """The country of a leader whose government, allies or envoy a phrase names."""
    words = [w.folded for w in seg.words[chunk.first : chunk.last] if not w.is_possessive]
    before = next((c for c in seg.chunks if c.last == chunk.first), None)
    hints = Hints(seg.day, None, before.title if before else None, before.key if before else "")
    person = find_person(words, hints, seg.base)
    if not (person and person.entry.rank <= 2) and len(words) == 1:
        person = find_head(words[0], seg.base)
    return person.entry.country if person and person.entry.rank <= 2 else None


def _entry(chunk: Chunk, seg: _Segment) -> Entry:
    """Return the body a chunk names that stood on the day, else the first."""
    entries = [seg.base.body(n) for n in chunk.numbers if n < 0]
    living = [e for e in entries if not seg.day or e.covers(seg.day)]
    if not seg.day:
        living = [e for e in entries if not e.end] or entries
    local = [e for e in living or entries if seg.context and e.country == seg.context]
    return (local or living or entries)[0]


def _title(seg: _Segment, name_first: int) -> tuple[Title | None, str]:
    """The first title before a name, with the sectors of all ("Deputy Defence Minister General X")."""
    chunks = [c for c in seg.head if c.title and c.first < name_first]
    if not chunks or chunks[0].title is None:
        return None, ""
    sectors = tuple(dict.fromkeys(s for c in chunks if c.title for s in c.title.sectors))
    return replace(chunks[0].title, sectors=sectors), chunks[0].key


def _name_run(seg: _Segment) -> list[Chunk]:
    """Return the chunks at the end of the head that could be a person's name."""
    run: list[Chunk] = []
    for chunk in reversed(seg.head):
        if chunk.kind not in _NAMED and not (run and chunk.kind == "comma"):
            break
        run.insert(0, chunk)
    while run and run[0].kind == "courtesy":
        run.pop(0)
    return run


def _person(seg: _Segment) -> Finding | None:
    run = _name_run(seg)
    if not run:
        return None
    first = run[0].first
    title, key = _title(seg, first)
    polite = any(c.kind == "courtesy" for c in seg.head)
    country, after = _country(seg, upto=first)
    hints = Hints(seg.day, country or (seg.context if title else None), title, key, seg.former)
    words = [w.folded for w in seg.words[first : run[-1].last] if not w.is_possessive]
    person = find_person(words, hints, seg.base) or _without_context(words, hints, country, seg)
    if person and (len(words) > 1 or title or polite or len(seg.head) == 1):
        return _known_person(seg, person, hints)
    if not (title or polite) or (run[0].kind == "city" and len(run) == 1 and not polite):
        return None
    return _unknown_person(seg, first, run[-1].last, hints, country, after)


def _without_context(words: list[str], hints: Hints, country: str | None, seg: _Segment) -> Person | None:
    """A country that only the context gives is no ground to refuse a full name."""
    if country or not hints.country:
        return None
    return find_person(words, replace(hints, country=None), seg.base)


def _known_person(seg: _Segment, person: Person, hints: Hints) -> Finding:
    entry = person.entry
    sectors = person.sectors
    if (
        hints.title
        and not hints.former
        and (not person.office or not set(sectors) & set(hints.title.sectors))
    ):
        # What the text calls somebody outranks what the table does not know of the day.
        sectors = tuple(dict.fromkeys((*hints.title.sectors, *sectors)))
    return Finding(
        "person",
        *_span(seg),
        country=entry.country,
        sectors=sectors,
        name=entry.name,
        office=person.office,
        id=person_id(entry.name, entry.wikidata),
        wikidata=entry.wikidata,
        basis="name",
        confidence=person.confidence,
        known=True,
    )


def _unknown_person(
    seg: _Segment, first: int, last: int, hints: Hints, country: str | None, after: bool
) -> Finding:
    """A name no table knows, typed by the title before it."""
    name = " ".join(w.text for w in seg.words[first:last])
    sectors = hints.title.sectors if hints.title else ()
    if hints.former and "GOV" in sectors:
        sectors = ("ELI",)
    return Finding(
        form="person" if hints.title else "unknown",
        first=_span(seg)[0],
        last=_span(seg)[1],
        country=country or (seg.context if hints.title else None),
        sectors=sectors,
        name=name,
        office=_title_words(seg, first),
        id=person_id(name, None),
        basis="apposition",
        confidence=0.6,
        country_after=after,
    )


def _title_words(seg: _Segment, name_first: int) -> str | None:
    """The title before a name, in the text's own words."""
    chunk = next((c for c in seg.head if c.title and c.first < name_first), None)
    return " ".join(w.text for w in seg.words[chunk.first : chunk.last]) if chunk else None


def _head_body(seg: _Segment) -> Finding | None:
    """A body or a seat named as such: the Kremlin, Northern Fleet, NATO."""
    chunk = seg.head[-1]
    if chunk.kind == "possessive" and len(seg.head) > 1:
        chunk = seg.head[-2]
    if chunk.kind != "body":
        return None
    entry = _entry(chunk, seg)
    modifier, _ = _country(seg)
    if modifier and entry.country and modifier != entry.country and chunk.key in sector_words():
        return None  # Germany's Foreign Office is not the one in London
    # The Kenya Red Cross is no part of the body that a table knows by the bare name.
    national = modifier if modifier and modifier != entry.country else None
    return Finding(
        form="body",
        first=_span(seg)[0],
        last=_span(seg)[1],
        country=entry.country or national,
        sectors=entry.sectors,
        name=None if national and not entry.country else entry.name,
        id=None if national and not entry.country else f"org:{entry.name}",
        basis="name",
        confidence=0.9,
        known=True,
    )


def _office(seg: _Segment) -> Finding | None:
    """An office without its holder's name: the holder of the day, where the table knows."""
    chunk = seg.head[-1]
    if chunk.kind != "title" or chunk.title is None:
        return None
    title = chunk.title
    if title.rank == 3 and _is_plural(chunk):
        return None
    country, after = _country(seg)
    body = next((c for c in seg.chunks if c.kind == "body"), None)
    sectors = _office_sectors(seg, title, body)
    country = country or (seg.context if not body else None)
    found = Finding(
        "office",
        *_span(seg),
        country=country,
        sectors=sectors,
        office=_office_name(seg, title, chunk),
        basis="office",
        confidence=0.7,
        country_after=after,
    )
    return _with_holder(seg, found, title, chunk)


def _office_name(seg: _Segment, title: Title, chunk: Chunk) -> str:
    """The office's own name; for the many lesser ones, the words as they stand."""
    if title.rank < 3:
        return title.office
    return " ".join(w.text for w in seg.words[chunk.first : chunk.last])


def _is_plural(chunk: Chunk) -> bool:
    last = chunk.key.rpartition(" ")[2]
    return singular(last) != last


def _office_sectors(seg: _Segment, title: Title, body: Chunk | None) -> tuple[str, ...]:
    if seg.former and {"GOV", "LEG"} & set(title.sectors):
        return ("ELI",)
    if body and title.rank != 2 and (sectors := _entry(body, seg).sectors):
        return sectors
    return title.sectors


def _with_holder(seg: _Segment, found: Finding, title: Title, chunk: Chunk) -> Finding:
    acting = any(c.kind == "acting" for c in seg.head)
    if not (found.country and seg.day) or seg.former or acting or title.rank == 3 or _is_plural(chunk):
        return found
    holder = seg.base.holder(found.country, chunk.key, seg.day)
    if not holder:
        return found
    identity = person_id(holder.name, holder.wikidata)
    return replace(
        found,
        name=holder.name,
        office=holder.office,
        id=identity,
        wikidata=holder.wikidata,
        confidence=0.9 if holder.certain else 0.7,
        known=True,
    )


def _agent(seg: _Segment) -> Finding | None:
    """An agent noun at the head: its sector, and the country of its modifiers."""
    chunk = seg.find("agent", "title")
    if chunk and _is_head(chunk, seg):
        sectors = chunk.sectors or (chunk.title.sectors if chunk.title else ())
    else:
        sectors = _name_sectors(seg)
    if not sectors:
        return None
    country, after = _country(seg)
    if body := seg.find("body"):
        return _of_body(seg, _entry(body, seg), sectors, country)
    if seg.former and {"GOV", "LEG"} & set(sectors):
        sectors = ("ELI",)
    return Finding(
        "agent",
        *_span(seg),
        country=country,
        sectors=sectors,
        basis="agent",
        confidence=0.8 if country else 0.5,
        country_after=after,
    )


def _of_body(seg: _Segment, entry: Entry, sectors: tuple[str, ...], country: str | None) -> Finding:
    """People or parts of a body: NATO officials, the Northern Fleet's Arctic Group."""
    if entry.kind == "company" and sectors == ("CVL",):
        # Amazon's tribes are no company's people.
        return Finding("agent", *_span(seg), sectors=sectors, basis="agent", confidence=0.4)
    if entry.kind != "group":
        sectors = entry.sectors or sectors
    sectors = ("ELI",) if seg.former and {"GOV", "LEG"} & set(sectors) else sectors
    international = "IGO" in sectors
    return Finding(
        "agent",
        *_span(seg),
        country=country,
        sectors=sectors,
        id=f"org:{entry.name}" if international else None,
        basis="agent",
        confidence=0.8,
    )


def _is_head(chunk: Chunk, seg: _Segment) -> bool:
    """Whether nothing but names and fillers follow: "military" is no head of "military support"."""
    return all(c.kind not in ("word",) for c in seg.head if c.first >= chunk.last)


def _name_sectors(seg: _Segment) -> tuple[str, ...]:
    """The sector that a word of a proper name gives away: Brigade, University, Party."""
    words = [w for w in seg.words[seg.head[0].first : seg.head[-1].last] if not w.is_possessive]
    folded = [w.folded for w in words]
    for last in range(len(folded), 0, -1):
        if not words[last - 1].is_capital:
            continue
        for size in (3, 2, 1):
            if last >= size:
                key = " ".join([*folded[last - size : last - 1], singular(folded[last - 1])])
                if sector := name_words().get(key):
                    return (sector,)
    return ()


def _bare(seg: _Segment) -> Finding | None:
    """Nothing but a country, people or place, or a noun with a country before it."""
    chunk = next((c for c in seg.head if c.country), None)
    if chunk is None or chunk.country is None:
        return None
    place = chunk.country
    alone = all(c is chunk or c.kind in ("filler", "possessive") for c in seg.head)
    sectors = _place_sectors(place.form, place.sector) if alone else ()
    form: Form = "adjective" if place.adjectival or place.form == "adjective" else "country"
    basis = {"adjective": "demonym", "people": "demonym", "metonym": "metonym", "capital": "metonym"}.get(
        place.form, "name"
    )
    if not alone and place.form == "city":
        return None
    if place.form == "name" and not alone and form == "country":
        form = "adjective"
    return Finding(
        form, *_span(seg), country=place.iso3, sectors=sectors, basis=basis, confidence=0.9 if alone else 0.4
    )


def _place_sectors(form: str, sector: str | None) -> tuple[str, ...]:
    if sector:
        return (sector,)
    return {"capital": ("GOV",), "metonym": ("GOV",), "city": ("CVL",)}.get(form, ())


def _surname(seg: _Segment) -> Finding | None:
    """A lone capitalised name that no table knows."""
    run = _name_run(seg)
    if not run or len(run) != len(seg.head) or seg.rest or run[0].kind == "city":
        return None
    name = " ".join(w.text for w in seg.words[run[0].first : run[-1].last])
    return Finding("unknown", *_span(seg), name=name, confidence=0.1)
