"""The patterns and words of site furniture, as data files hold them, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from dateline.articles._data import read_data

__all__ = ["LONGEST", "captions", "furniture", "sections", "words"]

LONGEST = 600
"""Longer lines are running text; no pattern is tried on them whole."""

_NEVER = re.compile(r"(?!)")


def _load(name: str) -> Any:
    return read_data("furniture", name)


def _either(patterns: Iterable[str], *, end: str = "", flags: int = 0) -> re.Pattern[str]:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(f"(?:{joined}){end}", flags) if joined else _NEVER


@lru_cache(maxsize=1)
def furniture() -> Mapping[str, re.Pattern[str]]:
    """Patterns that make a line furniture: ``whole``, ``start``, and ``tail`` (below the report only)."""
    groups = _load("furniture.yaml").values()
    return {
        where: _either((p for group in groups for p in group.get(where, ())), flags=re.IGNORECASE)
        for where in ("whole", "start", "tail")
    }


@lru_cache(maxsize=1)
def captions() -> Mapping[str, re.Pattern[str]]:
    """Patterns that make a line a picture's caption: ``whole``, ``start`` and ``end``."""
    data = _load("captions.yaml")
    return {
        "whole": _either(data["whole"]),
        "start": _either(data["start"]),
        "end": _either(data["end"], end=r"\s?\Z"),
    }


@lru_cache(maxsize=1)
def sections() -> Mapping[str, re.Pattern[str]]:
    """Lines that open furniture: ``rest`` (to the page's end) and ``list`` (to the next full paragraph)."""
    return {
        where: _either(patterns, flags=re.IGNORECASE) for where, patterns in _load("sections.yaml").items()
    }


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """Word sets by name (``byline_words``, ``future`` ...); ``months`` maps words to numbers."""
    data = _load("heads.yaml")
    months = {word: number for number, names in data.pop("months").items() for word in names}
    return {**{name: frozenset(map(str, found)) for name, found in data.items()}, "months": months}
