"""Days as sources give them: by day, month or year, with ends open or unknown."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

Certainty: TypeAlias = Literal[0, 1, 2]

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?\Z")


@lru_cache(maxsize=50_000)
def first_day(date: str | None) -> str:
    """Return the first day a date (day, month or year) can mean; the empty string where it is none."""
    if not date or not _DATE.match(date):
        return ""
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


@lru_cache(maxsize=50_000)
def last_day(date: str | None) -> str:
    """Return the last day a date can mean (a month's 31st stands for its end); "" where it is none."""
    if not date or not _DATE.match(date):
        return ""
    return date + "-12-31"[len(date) - 4 :] if len(date) < 10 else date


def covers(day: str, start: str | None, end: str | None, until: str | None) -> Certainty:
    """Return how surely a term covers a day: 2 surely, 1 as far as the dates' precision goes, 0 not."""
    closing = end or until
    if start and day < first_day(start):
        return 0
    if closing and day > last_day(closing):
        return 0
    sure = (not start or day >= last_day(start)) and (not closing or day <= first_day(closing))
    return 2 if sure else 1
