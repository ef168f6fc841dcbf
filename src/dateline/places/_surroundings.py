"""What stands around a name: "Paris, Texas", and the countries and states that the text names anywhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from dateline.places._candidates import Candidates, find_candidates
from dateline.places._gazetteer import load_gazetteer
from dateline.places._names import name_key
from dateline.places._words import abbreviations, aliases
from dateline.records import Span

_WORD = r"[A-Z][\w'’.-]{0,30}"
_CAPITALISED = re.compile(rf"{_WORD}(?: (?:of |and |the )?{_WORD}){{0,5}}")
_FOLLOWING = re.compile(rf"\s?,? ?\(?(?:in |of )?({_WORD}(?: {_WORD}){{0,2}})")
_AFTER = 60
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at ``span`` of the text and what it may stand for.

    ``inside`` holds the rows of the countries, states and counties that are named right after it
    ("Paris, Texas"). ``asked`` is false for a name looked up only for what it tells of others.
    """

    span: Span
    text: str
    key: str
    candidates: Candidates
    inside: frozenset[int]
    asked: bool = True


def read_mentions(text: str, spans: Sequence[Span]) -> list[Mention]:
    """Return a mention for each span, in order, and one for each country or state named elsewhere."""
    ordered = [_read(text, span, asked=True) for span in spans]
    taken = sorted(spans)
    starts = [start for start, _ in taken]
    ends = list(accumulate((end for _, end in taken), max))
    others = [s for s in _containers(text) if not _overlaps(s, starts, ends)]
    return ordered + [_read(text, span, asked=False) for span in others]


def _read(text: str, span: Span, *, asked: bool) -> Mention:
    phrase = text[span[0] : span[1]]
    return Mention(
        span, phrase, name_key(phrase), find_candidates(phrase), _named_after(text, span[1]), asked
    )


def _named_after(text: str, end: int) -> frozenset[int]:
    match = _FOLLOWING.match(text, end, min(len(text), end + _AFTER))
    if not match or "\n" in match[0]:
        return frozenset()
    words = match[1].split(" ")
    for n in range(len(words), 0, -1):
        rows = container_rows(" ".join(words[:n]))
        if rows:
            return frozenset(rows)
    return frozenset()


@lru_cache(maxsize=65_536)
def container_rows(phrase: str) -> tuple[int, ...]:
    """Return rows of the countries, first-level divisions and counties that a phrase may name."""
    short = abbreviations().get(phrase) or abbreviations().get(phrase.rstrip(".,'’"))
    if short:
        return short
    gazetteer = load_gazetteer()
    key = name_key(phrase.removesuffix("'s").removesuffix("’s"))
    named = [r for r, _ in gazetteer.rows(key)] + list(aliases().get(key, ()))
    return tuple({r for r in named if _contains_places(gazetteer.place(r).feature, key)})


def _contains_places(feature: str, key: str) -> bool:
    return feature in ("PCLI", "ADM1") or (feature == "ADM2" and " " in key)


def _containers(text: str) -> list[Span]:
    found = []
    for chunk in _CAPITALISED.finditer(text):
        words = [(chunk.start() + m.start(), chunk.start() + m.end()) for m in re.finditer(r"\S+", chunk[0])]
        i = 0
        while i < len(words):
            span = _longest_container(text, words, i)
            if span:
                found.append(span)
                i += sum(span[0] <= start < span[1] for start, _ in words)
            else:
                i += 1
    return found


def _longest_container(text: str, words: list[Span], i: int) -> Span | None:
    for n in range(min(_LONGEST, len(words) - i), 0, -1):
        start, end = words[i][0], words[i + n - 1][1]
        phrase = text[start:end]
        # A bare abbreviation ("Me.", "OR") says something only after a town.
        if container_rows(phrase) and (len(phrase) > 3 or name_key(phrase) in aliases()):
            return start, end
    return None


def _overlaps(span: Span, starts: list[int], ends: list[int]) -> bool:
    """Whether the span overlaps one of those with the sorted ``starts`` and, so far, furthest ``ends``."""
    before = bisect_left(starts, span[1])
    return before > 0 and ends[before - 1] > span[0]
