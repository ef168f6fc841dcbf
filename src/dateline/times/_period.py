"""Stretches of the calendar, from a day to a century, and how to count in them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta
from typing import Literal, TypeAlias

from dateline.records import Granularity

__all__ = ["SEASONS", "Days", "Period", "Unit", "containing", "narrowed", "nearest"]

Unit: TypeAlias = Literal[
    "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"
]
Days: TypeAlias = tuple[date, date]

SEASONS = ("SP", "SU", "FA", "WI")
_GRANULARITY: dict[Unit, Granularity] = {
    "day": "day",
    "week": "week",
    "weekend": "range",
    "month": "month",
    "quarter": "range",
    "half": "range",
    "season": "season",
    "year": "year",
    "decade": "decade",
    "century": "range",
}
_IN_YEAR: dict[Unit, int] = {"month": 12, "quarter": 4, "half": 2, "season": 4}
_MONTHS_EACH: dict[Unit, int] = {"month": 1, "quarter": 3, "half": 6, "season": 3}
_YEARS_EACH: dict[Unit, int] = {"year": 1, "decade": 10, "century": 100}


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of the calendar.

    ``year`` is negative before Christ (-490 is 490 BC); a decade or century has its first year. ``index``
    is the month, quarter or half (from 1), the season (0 spring to 3 winter) or the ISO week.
    """

    unit: Unit
    year: int
    index: int = 0
    day: int = 0

    @property
    def granularity(self) -> Granularity:
        """The granularity that records use for this unit."""
        return _GRANULARITY[self.unit]

    @property
    def value(self) -> str:
        """The TIMEX3 value, such as "2022-W09-WE", "199" or "BC0490"."""
        era, year = ("BC", -self.year) if self.year < 0 else ("", self.year)
        digits = {"decade": f"{year // 10:03}", "century": f"{year // 100:02}"}.get(self.unit, f"{year:04}")
        return f"{era}{digits}{self._within_year()}"

    def _within_year(self) -> str:
        if self.unit == "season":
            return f"-{SEASONS[self.index]}"
        return {
            "day": f"-{self.index:02}-{self.day:02}",
            "month": f"-{self.index:02}",
            "week": f"-W{self.index:02}",
            "weekend": f"-W{self.index:02}-WE",
            "quarter": f"-Q{self.index}",
            "half": f"-H{self.index}",
        }.get(self.unit, "")

    def days(self) -> Days | None:
        """Return the first and last day, both included; None outside the years 1 to 9999."""
        if not 1 <= self.year <= MAXYEAR - 100:
            return None
        if self.unit == "day":
            day = date(self.year, self.index, self.day)
            return day, day
        if self.unit in ("week", "weekend"):
            first = date.fromisocalendar(self.year, self.index, 6 if self.unit == "weekend" else 1)
            return first, date.fromisocalendar(self.year, self.index, 7)
        if self.unit in _YEARS_EACH:
            return date(self.year, 1, 1), date(self.year + _YEARS_EACH[self.unit] - 1, 12, 31)
        return self._months()

    def _months(self) -> Days:
        length = _MONTHS_EACH[self.unit]
        start = 3 + 3 * self.index if self.unit == "season" else (self.index - 1) * length + 1
        last = start + length - 1
        year = self.year + (last - 1) // 12
        month = (last - 1) % 12 + 1
        return date(self.year, start, 1), date(year, month, calendar.monthrange(year, month)[1])

    def shift(self, count: int) -> Period | None:
        """Return the period ``count`` units later (earlier where negative); None outside the calendar."""
        if self.unit in _YEARS_EACH:
            return replace(self, year=self.year + count * _YEARS_EACH[self.unit])
        if self.unit in _IN_YEAR:
            base = 0 if self.unit == "season" else 1
            years, index = divmod(self.index - base + count, _IN_YEAR[self.unit])
            return replace(self, year=self.year + years, index=index + base)
        return self._shift_days(count * (1 if self.unit == "day" else 7))

    def _shift_days(self, count: int) -> Period | None:
        days = self.days()
        if days is None:
            return None
        try:
            return containing(days[0] + timedelta(days=count), self.unit)
        except OverflowError:
            return None

    def enlarged(self, unit: Unit) -> Period | None:
        """Return the period of ``unit`` in which this one begins; None where this one is larger."""
        if unit == self.unit:
            return self
        if unit in _YEARS_EACH and (
            self.unit not in _YEARS_EACH or _YEARS_EACH[self.unit] < _YEARS_EACH[unit]
        ):
            each = _YEARS_EACH[unit]
            return Period(unit, self.year // each * each if self.year > 0 else -(-self.year // each * each))
        if unit == "month" and self.unit == "day":
            return Period("month", self.year, self.index)
        days = self.days()
        smaller = days is not None and (days[1] - days[0]).days <= _TYPICAL_DAYS[unit]
        return containing(days[0], unit) if days and smaller else None


_TYPICAL_DAYS: dict[Unit, int] = {
    "day": 1, "weekend": 2, "week": 7, "month": 31, "quarter": 92, "season": 92, "half": 184,
    "year": 366, "decade": 3653, "century": 36525,
}  # fmt: skip


def containing(day: date, unit: Unit) -> Period:
    """Return the period of ``unit`` that holds ``day`` (the weekend of its week, for a weekend)."""
    if unit == "day":
        return Period("day", day.year, day.month, day.day)
    if unit in ("week", "weekend"):
        year, week, _ = day.isocalendar()
        return Period(unit, year, week)
    if unit == "season":
        years, index = divmod(day.month - 3, 12)
        return Period("season", day.year + years, index // 3)
    if unit in _MONTHS_EACH:
        return Period(unit, day.year, (day.month - 1) // _MONTHS_EACH[unit] + 1)
    each = _YEARS_EACH[unit]
    return Period(unit, day.year // each * each)


def narrowed(days: Days, mod: str | None) -> Days:
    """Return the first, middle or last third of ``days`` for START, MID, END; else all of them."""
    first, last = days
    third = ((last - first).days + 1) // 3
    if mod is None or third == 0:
        return days
    early, late = first + timedelta(days=third - 1), last - timedelta(days=third - 1)
    day = timedelta(days=1)
    return {"START": (first, early), "MID": (early + day, late - day), "END": (late, last)}[mod]


def nearest(candidates: list[Period], reference: date) -> Period:
    """Return the candidate whose days lie nearest to ``reference``; the earlier of two as near."""

    def distance(period: Period) -> int:
        days = period.days()
        if days is None:
            return MAXYEAR * 366
        return max((days[0] - reference).days, (reference - days[1]).days, 0)

    return min(candidates, key=distance)
