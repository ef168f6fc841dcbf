"""Days of acts still to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dateline.records import ClaimTime, Status

__all__ = ["not_past"]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK = timedelta(days=7)


def not_past(time: ClaimTime, status: Status, published: str | None) -> ClaimTime:
    """Return the day of a planned act: its weekday is the next one, not the last ("Monday's summit").

    Other times, and those of acts that are not planned, come back as they are.
    """
    if status != "planned" or published is None or time.start is None or time.granularity != "day":
        return time
    words = (time.raw or "").casefold()
    if not any(day in words for day in _WEEKDAYS) or "last" in words or time.start >= published:
        return time
    moved = (date.fromisoformat(time.start) + _WEEK).isoformat()
    return replace(time, start=moved, end=moved) if time.end == time.start else time
