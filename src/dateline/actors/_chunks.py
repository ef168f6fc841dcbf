"""A phrase cut into known pieces: countries, titles, agents, persons, bodies, and words between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from dateline.actors._knowledge import Entry, KnowledgeBase
from dateline.actors._tables import (
    CountryName,
    Title,
    country_names,
    courtesies,
    no_actors,
    sector_words,
    ships,
    stance_words,
    status_words,
    titles,
    words_named,
)
from dateline.actors._text import Word, acronym_key, singular

ChunkKind: TypeAlias = Literal[
    "user", "country", "city", "person", "body", "title", "agent", "courtesy", "former", "acting",
    "preposition", "conjunction", "comma", "possessive", "filler", "name", "word", "ship",
]  # fmt: skip

_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of words that is known as one thing; ``first`` and ``last`` count words, ``last`` excluded."""

    kind: ChunkKind
    first: int
    last: int
    key: str
    country: CountryName | None = None
    title: Title | None = None
    sectors: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    entries: tuple[Entry, ...] = ()


def chunks_of(words: list[Word], base: KnowledgeBase, day: str | None = None) -> list[Chunk]:
    """Cut a phrase's words into chunks, the longest known first, from left to right.

    With a day, a user's row counts only where it holds on that day.
    """
    found: list[Chunk] = []
    at = 0
    while at < len(words):
        chunk = _longest(words, at, base, day) or _single(words, at)
        found.append(_own_side(chunk, words))
        at = chunk.last
    named = [c for c in found if c.kind not in ("filler", "possessive")]
    return [_plain(c, base) if len(named) > 1 else c for c in found]


def _plain(chunk: Chunk, base: KnowledgeBase) -> Chunk:
    """A body of one common word ("Blue", "Together") is meant only where it stands alone."""
    if chunk.kind != "body" or " " in chunk.key or chunk.key.startswith("="):
        return chunk
    ours = any(base.body(n).source.startswith("dateline") for n in chunk.numbers if n < 0)
    return chunk if ours else replace(chunk, kind="name", numbers=())


def _own_side(chunk: Chunk, words: list[Word]) -> Chunk:
    """A country that a hyphen joins to "pro" or "backed" is somebody else's."""
    if not chunk.country:
        return chunk
    before, after = stance_words()
    pro = chunk.first > 0 and words[chunk.first].joined and words[chunk.first - 1].folded in before
    follows = words[chunk.last] if chunk.last < len(words) else None
    backed = follows is not None and follows.joined and follows.folded in after
    return replace(chunk, kind="filler", country=None) if pro or backed else chunk


def _longest(words: list[Word], at: int, base: KnowledgeBase, day: str | None) -> Chunk | None:
    if words[at].folded in words_named("determiners") or words[at].is_possessive:
        return None
    for end in range(_furthest(words, at, base), at, -1):
        if words[end - 1].is_possessive or (end == at + 1 and _is_half(words, at)):
            continue
        key = " ".join([w.folded for w in words[at:end]])
        if base.user and (own := _users(words[at:end], key, at, end, base, day)):
            return own
        if found := _known(words[at:end], key, at, end, base):
            return found
    return None


def _furthest(words: list[Word], at: int, base: KnowledgeBase) -> int:
    """The end of the longest run worth looking up: what no known phrase of several words opens with is one word."""
    may_open = base.user or words[at].is_capital or words[at].folded in _openers()
    return min(len(words), at + (_LONGEST if may_open else 1))


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """The first words of titles, agents and the like that are more than one word."""
    status = (key for kind in ("former", "acting") for key in status_words()[kind])
    keys = [*titles(), *sector_words(), *courtesies(), *no_actors(), *status]
    return frozenset(key.split(" ")[0] for key in keys if " " in key)


def _known(run: list[Word], key: str, at: int, end: int, base: KnowledgeBase) -> Chunk | None:
    acronym = acronym_key(run[0].text) if len(run) == 1 and run[0].is_acronym else None
    if key in no_actors():
        return Chunk("word", at, end, key)
    if len(run) == 1 and run[0].text in ships():
        return Chunk(
            "ship", at, end, key, country=CountryName(ships()[run[0].text], "ship"), sectors=("MIL",)
        )
    capital = run[0].is_capital
    if capital and (named := _named(run, key, acronym, at, end, base)):
        return named
    return _noun(key, at, end) if len(run) == 1 or run[0].folded in _openers() else None


def _is_half(words: list[Word], at: int) -> bool:
    """Whether a word is half of a double name (Amir-Abdollahian), where a title is none."""
    halves = words[at].joined or (at + 1 < len(words) and words[at + 1].joined and words[at + 1].is_capital)
    return halves and words[at].is_capital and words[at].folded in titles()


def _users(
    run: list[Word], key: str, at: int, end: int, base: KnowledgeBase, day: str | None
) -> Chunk | None:
    acronym = acronym_key(run[0].text) if len(run) == 1 and run[0].is_acronym else None
    for k in (acronym, key):
        entries = tuple(e for e in base.user.get(k or "", ()) if not day or e.covers(day))
        if k and entries:
            return Chunk("user", at, end, k, entries=entries)
    return None


def _named(
    run: list[Word], key: str, acronym: str | None, at: int, end: int, base: KnowledgeBase
) -> Chunk | None:
    for k in (acronym, key):
        if not k:
            continue
        if country := country_names().get(k):
            return Chunk("country", at, end, k, country=country)
        # One plain word names a body only where no common noun is spelt so.
        plain = len(run) == 1 and (_is_noun(key) if k == key else key in titles())
        if (numbers := base.numbers(k)) and not plain:
            kind: ChunkKind = "body" if numbers[0] < 0 or all(n < 0 for n in numbers) else "person"
            if kind == "body" or len(run) > 1 or len(key) > 3:
                return Chunk(kind, at, end, k, numbers=tuple(numbers))
    if (city := base.city(key)) and not acronym and key not in sector_words() and key not in courtesies():
        return Chunk("city", at, end, key, country=CountryName(city, "city"))
    return None


def _is_noun(key: str) -> bool:
    return key in titles() or key in sector_words() or singular(key) in sector_words()


def _noun(key: str, at: int, end: int) -> Chunk | None:
    lone = key if " " not in key else None
    if lone in courtesies():
        return Chunk("courtesy", at, end, key)
    for kind in ("former", "acting"):
        if key in status_words()[kind]:
            return Chunk("former" if kind == "former" else "acting", at, end, key)
    head, _, last = key.rpartition(" ")
    number = f"{head} {singular(last)}".strip()
    title = titles().get(key) or titles().get(number)
    sectors = sector_words().get(key) or sector_words().get(number) or ()
    if title:
        return Chunk("title", at, end, key, title=title, sectors=sectors)
    return Chunk("agent", at, end, key, sectors=sectors) if sectors else None


def _single(words: list[Word], at: int) -> Chunk:
    word = words[at]
    kind: ChunkKind = "word"
    if word.is_possessive:
        kind = "possessive"
    elif word.folded in {",", ";", "(", ")", "/"}:
        kind = "comma"
    elif word.folded in {"and", "&", "or", "nor", "plus"}:
        kind = "conjunction"
    elif word.folded in words_named("prepositions"):
        kind = "preposition"
    elif word.folded in words_named("fillers") or word.folded.isdigit():
        kind = "filler"
    elif word.is_capital or (word.joined and at and (words[at - 1].is_capital or words[at - 1].joined)):
        kind = "name"
    return Chunk(kind, at, at + 1, word.folded)
