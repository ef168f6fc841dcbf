"""What a time expression may lean on: the day of publication, days spoken of before, tense."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from dateline.records import Granularity, TimeBasis, TimeType
from dateline.times._grammar import Match
from dateline.times._period import Days, Period, Unit, containing, narrowed

__all__ = ["Context", "Reading", "Tense", "TenseOf", "dated"]

Tense: TypeAlias = Literal["past", "future"] | None
TenseOf: TypeAlias = Callable[[Match], Tense]

_REMEMBERED = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """What a match means: the fields of a TimeExpression but its place, and the period to remember."""

    type: TimeType
    value: str
    days: Days | None = None
    granularity: Granularity | None = None
    basis: TimeBasis = "unknown"
    period: Period | None = None


@dataclass(slots=True)
class Context:
    """The state of reading one article.

    ``history`` is true where the text tells of years long before its publication, or has no publication
    day and dates its own narrative: "in May" then goes by the last day spoken of. ``previous`` is the
    period of the expression just before, part of the narrative or not; ``beside`` the day named next to a
    time of day.
    """

    published: date | None
    history: bool = False
    tense_of: TenseOf = lambda _: None
    spoken: deque[Period] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    previous: Period | None = None
    beside: Period | None = None

    def remember(self, period: Period) -> None:
        """Take ``period`` as the last spoken of."""
        self.spoken.append(period)

    def last(self, unit: Unit) -> Period | None:
        """Return the last period spoken of, enlarged to ``unit``; None where none fits in one."""
        for period in reversed(self.spoken):
            if found := period.enlarged(unit):
                return found
        return None

    def now(self, unit: Unit) -> Period | None:
        """Return the ``unit`` of the publication day, or in a history of the last day spoken of."""
        if self.history or self.published is None:
            return self.last(unit) if self.history else None
        return containing(self.published, unit)

    def step(self, unit: Unit, count: int) -> Period | None:
        """Return the ``unit`` from which words step on: that last spoken of; back also from publication."""
        return self.last(unit) if count > 0 else self.narrative(unit)

    def narrative(self, unit: Unit) -> Period | None:
        """Return the ``unit`` last spoken of, else that of the publication day."""
        return self.last(unit) or self.now(unit)


def dated(period: Period, match: Match, basis: TimeBasis, *, suffix: str = "") -> Reading:
    """Return the reading of ``match`` as ``period``, narrowed by its modifier ("early", "the end of")."""
    days = period.days()
    return Reading(
        "TIME" if suffix else "DATE",
        period.value + suffix,
        narrowed(days, match.mod) if days else None,
        period.granularity,
        basis,
        period,
    )
