"""Which person a name means, and what that person was on the day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from dateline.actors._days import first_day, last_day
from dateline.actors._knowledge import Entry, KnowledgeBase, presumed
from dateline.actors._offices import office_key
from dateline.actors._tables import Title, countries, words_named
from dateline.actors._text import fold, sketch

_FIRST_NAME_ALIKE = 82.0
_NAME_ALIKE = 88.0


@dataclass(frozen=True, slots=True)
class Hints:
    """What stands around a name: country, title and whether it is called former; and the day."""

    day: str | None = None
    country: str | None = None
    title: Title | None = None
    title_key: str = ""
    former: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A person as of the day: entry of the office held (or last held), sectors, and how sure that is."""

    entry: Entry
    sectors: tuple[str, ...]
    office: str | None
    confidence: float


def person_id(name: str, wikidata: str | None) -> str:
    """Return a person's stable id: the Wikidata id where there is one, else the folded name."""
    return f"person:{wikidata or re.sub(r'[^a-z0-9]+', '-', fold(name))}"


def find_person(words: list[str], hints: Hints, base: KnowledgeBase) -> Person | None:
    """Return the person that folded words of a name mean in the light of what stands around them."""
    key = " ".join(words)
    if len(words) == 1:
        return _by_surname(key, hints, base)
    for numbers, strict in ((base.numbers(key), False), (base.like(key), True)):
        bearers = [n for n in numbers if n >= 0 and (hints.country or hints.title or _own_name(key, n, base))]
        if found := _choose(bearers, hints, base, strict=strict):
            return found
    return _choose(_alike(words, hints, base), hints, base, strict=True)


def _own_name(key: str, number: int, base: KnowledgeBase) -> bool:
    """Whether a name alone may name the person: its full form, or that of somebody who held an office."""
    terms = base.person(number)
    return (
        any(e.office for e in terms)
        or fold(terms[0].name) == key
        or not terms[0].source.startswith("openeventdata")
    )


def _alike(words: list[str], hints: Hints, base: KnowledgeBase) -> list[int]:
    """Persons of this surname whose first name reads alike: only with a country or title that agrees."""
    if not (hints.country or hints.title):
        rank = 2 if len(words[0]) == 1 else 1
        heads = [n for n in _same_surname(words, base) if any(e.rank <= rank for e in base.person(n))]
        return _longer_name(words, base) or heads
    return _same_surname(words, base) or _longer_name(words, base)


def _same_surname(words: list[str], base: KnowledgeBase) -> list[int]:
    first = sketch(words[0])
    found = []
    for number in base.surname(words[-1]):
        name = fold(base.person(number)[0].name).split()
        initial = len(words[0]) == 1 and name[0][:1] == words[0]
        if initial or fuzz.ratio(sketch(name[0]), first) >= _FIRST_NAME_ALIKE:
            found.append(number)
    return found


def _longer_name(words: list[str], base: KnowledgeBase) -> list[int]:
    """Persons filed under a shorter form of a name of three words or more."""
    if len(words) < 3:
        return []
    for shorter in (words[:-1], [words[0], words[-1]], words[:2]):
        if found := base.like(" ".join(shorter)):
            return [n for n in found if _compatible(words, base.person(n)[0].name)]
    return []


def _compatible(words: list[str], name: str) -> bool:
    """Whether each word of the table's name is among the words at hand, in one spelling or another."""
    mine = {sketch(w) for w in words}
    if fuzz.ratio(sketch("".join(words)), sketch(fold(name).replace(" ", ""))) >= _NAME_ALIKE:
        return True
    return all(sketch(w) in mine or len(w) == 1 for w in fold(name).split())


def _by_surname(key: str, hints: Hints, base: KnowledgeBase) -> Person | None:
    if key in words_named("not_surnames") and not hints.title:
        return None
    if whole := [n for n in base.numbers(key) if n >= 0]:
        return _choose(whole, hints, base)
    numbers = base.surname(key)
    if hints.title or hints.country:
        return _choose([n for n in numbers if _fits(base.person(n), hints)], hints, base, strict=True)
    # A name's last word is its surname before any other is.
    last = [n for n in numbers if fold(base.person(n)[0].name).endswith(key)]
    numbers = last if any(e.rank == 1 for n in last for e in base.person(n)) else numbers
    past = [n for n in numbers if any(_heads(e, 1) and _begun(e, hints.day) for e in base.person(n))]
    for rank in (1, 2):
        heads = [
            n for n in numbers if any(_heads(e, rank) and _in_office(e, hints.day) for e in base.person(n))
        ]
        if heads:
            # A minister is not named by a surname that a head of state or government bore.
            clear = rank == 1 or not set(past) - set(heads)
            return _choose(heads, hints, base) if clear and len(_identities(heads, base)) == 1 else None
    return _choose(past, hints, base) if len(_identities(past, base)) == 1 else None


def _begun(entry: Entry, day: str | None) -> bool:
    return not day or first_day(entry.start) <= day


def find_head(key: str, base: KnowledgeBase) -> Person | None:
    """Return the one head of state or government, of any time, with this surname ("Obama administration")."""
    heads = [n for n in base.surname(key) if any(_heads(e, 1) for e in base.person(n))]
    heads = [n for n in heads if fold(base.person(n)[0].name).endswith(key)] or heads
    return _choose(heads, Hints(), base) if len(_identities(heads, base)) == 1 else None


def _heads(entry: Entry, rank: int) -> bool:
    """Whether the entry is an office of this rank in a state of its own, so that a surname alone names it."""
    state = countries().get(entry.country or "")
    return entry.rank == rank and entry.office is not None and state is not None and state.cow is not None


def _identities(numbers: Iterable[int], base: KnowledgeBase) -> set[str]:
    return {base.person(n)[0].wikidata or base.person(n)[0].name for n in numbers}


def _in_office(entry: Entry, day: str | None) -> bool:
    if not entry.office:
        return False
    return bool(presumed(entry).covers(day)) if day else not entry.end


def _fits(terms: tuple[Entry, ...], hints: Hints) -> bool:
    """Whether a person of this surname held an office of the title's kind, in the country, by the day."""
    return any(_term_fits(e, hints) for e in terms)


def _term_fits(entry: Entry, hints: Hints) -> bool:
    if hints.country and entry.country != hints.country:
        return False
    if hints.day and not hints.former and not presumed(entry).covers(hints.day):
        return False
    if not hints.title:
        return entry.rank <= 2
    if hints.title.rank == 1 and not hints.former:
        return entry.rank == 1 and _same_office(entry, hints)
    return bool(set(entry.sectors) & set(hints.title.sectors)) and (
        _same_office(entry, hints) or bool(hints.country)
    )


def _same_office(entry: Entry, hints: Hints) -> bool:
    if not (entry.office and hints.title):
        return False
    country = entry.country or ""
    mine, theirs = office_key(hints.title.office, country), office_key(entry.office, country)
    words = set(hints.title_key.split()) - {"of", "the", "for"}
    return mine == theirs or (len(words) > 1 and words <= set(fold(entry.office).split()))


def _choose(numbers: list[int], hints: Hints, base: KnowledgeBase, *, strict: bool = False) -> Person | None:
    """Return the likeliest of several persons; None where two are as likely, or none agrees (strict)."""
    ranked = sorted(((_score(base.person(n), hints), -n) for n in set(numbers)), reverse=True)
    if not ranked:
        return None
    (best, number) = ranked[0]
    if hints.country and strict and not any(e.country == hints.country for e in base.person(-number)):
        return None
    if len(ranked) > 1 and ranked[1][0] == best and len(_identities((-n for _, n in ranked[:2]), base)) > 1:
        countries = {base.person(-n)[0].country for s, n in ranked if s == best}
        if len(countries) > 1 or strict:
            return None
    return as_of(base.person(-number), hints)


def _score(terms: tuple[Entry, ...], hints: Hints) -> tuple[int, int, int, int, int]:
    country = sum(e.country == hints.country for e in terms) > 0 if hints.country else False
    office = any(_same_office(e, hints) for e in terms)
    now = any(_in_office(e, hints.day) for e in terms)
    return (
        int(country),
        int(office),
        int(now),
        -min(e.rank for e in terms),
        int(terms[0].wikidata is not None),
    )


def as_of(terms: tuple[Entry, ...], hints: Hints) -> Person:
    """Return what a person was on the day: in office, out of it (ELI), or not yet known."""
    local = tuple(e for e in terms if e.country == hints.country) or terms
    held = _held(local, hints.day)
    if held and not hints.former:
        term = min(
            held,
            key=lambda e: (not _same_office(e, hints), e.rank, e.office is None, not _ours(e), _neg(e.start)),
        )
        return Person(term, _all_sectors(term, held), term.office, _certainty(term, hints.day))
    return _out_of_office(local, hints)


def _held(terms: tuple[Entry, ...], day: str | None) -> list[Entry]:
    """The terms that hold on the day; those long unseen only where nothing surer holds."""
    if day is None:
        terms = tuple(e for e in terms if e.office) or terms
        last = max(last_day(e.end or e.until) for e in terms)
        return [e for e in terms if not e.end and last_day(e.until)[:4] == last[:4]]
    held = [e for e in terms if e.covers(day)]
    return held or [e for e in terms if e.office and presumed(e).covers(day) and not _outlived(e, terms)]


def _outlived(entry: Entry, terms: tuple[Entry, ...]) -> bool:
    """Whether the person did something else after the entry was last seen to hold."""
    return any((e.start or "") > (entry.until or "") or (e.end or "") > (entry.until or "") for e in terms)


def _certainty(term: Entry, day: str | None) -> float:
    if day and not term.covers(day):
        return 0.6
    return 0.95 if term.office else 0.7


def _all_sectors(term: Entry, held: list[Entry]) -> tuple[str, ...]:
    extra = (s for e in held if e.rank <= term.rank for s in e.sectors)
    return tuple(dict.fromkeys((*term.sectors, *extra)))


_LASTING = frozenset({"REL", "OPP", "REB", "PRM", "BUS", "EDU", "CVL", "JRN", "ELI", "PTY", "CRM", "NGO"})


def _out_of_office(terms: tuple[Entry, ...], hints: Hints) -> Person:
    past = [e for e in terms if not hints.day or (e.start or "") <= hints.day]
    if not past:
        return Person(terms[0], hints.title.sectors if hints.title else (), None, 0.4)
    term = max(past, key=lambda e: (e.office is not None, e.end or e.until or e.start or "", -e.rank))
    lasting = _LASTING & set(term.sectors)
    if hints.title and not hints.former and not lasting:
        return Person(term, hints.title.sectors, None, 0.6)
    if hints.day or hints.former or lasting:
        return Person(term, term.sectors if lasting else ("ELI",), None, 0.7)
    return Person(term, tuple(dict.fromkeys((*term.sectors, "ELI"))), None, 0.6)


def _ours(entry: Entry) -> bool:
    """Whether the ontology itself has the row, as where one crown is worn in many countries."""
    return entry.source.startswith("dateline")


def _neg(date: str | None) -> tuple[int, ...]:
    return tuple(-ord(c) for c in date or "")
