"""Pages that show a consent wall, a paywall or an error message in place of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.articles._data import read_data
from dateline.records import Paragraph

__all__ = ["why_no_article"]

_FEWEST_WORDS = 3
_SCANNED = 20_000


@dataclass(frozen=True, slots=True)
class _Wall:
    reason: str
    words: int
    few: int
    many: int
    per_hundred: float
    patterns: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=1)
def _walls() -> tuple[_Wall, ...]:
    data = read_data("furniture", "walls.yaml")
    return tuple(
        _Wall(
            reason,
            row["words"],
            row["few"],
            row["many"],
            row["per_hundred"],
            tuple(re.compile(pattern, re.IGNORECASE) for pattern in row["patterns"]),
        )
        for reason, row in data.items()
    )


def why_no_article(text: str, paragraphs: Sequence[Paragraph], *, visible: str | None = None) -> str | None:
    """Return the reject reason where the page holds no report, else None.

    ``visible`` is what the page shows beside its main text, where markup told them apart.
    """
    body = " ".join(text[p.start : p.end] for p in paragraphs if p.role in ("body", "quote"))
    words = len(body.split())
    shown = (visible if visible is not None else text)[:_SCANNED]
    for wall in _walls():
        if _stands(wall, shown, words) or _fills(wall, body[:_SCANNED], words):
            return wall.reason
    if words >= _FEWEST_WORDS:
        return None
    return "no-main-text" if visible is not None else "not-news"


def _stands(wall: _Wall, shown: str, words: int) -> bool:
    return words <= wall.words and len(shown.split()) < 600 and _kinds(wall, shown) >= wall.few


def _fills(wall: _Wall, body: str, words: int) -> bool:
    if _kinds(wall, body) < wall.many:
        return False
    return sum(len(p.findall(body)) for p in wall.patterns) * 100 >= wall.per_hundred * words


def _kinds(wall: _Wall, text: str) -> int:
    return sum(bool(pattern.search(text)) for pattern in wall.patterns)
