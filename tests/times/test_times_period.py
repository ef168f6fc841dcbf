"""The calendar's stretches: values, days, counting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.times._period import Period, Unit, containing, narrowed, nearest

UNITS: tuple[Unit, ...] = (
    "day",
    "week",
    "weekend",
    "month",
    "quarter",
    "half",
    "season",
    "year",
    "decade",
    "century",
)
DAYS = st.dates(min_value=date(1200, 1, 1), max_value=date(2300, 12, 31))


@pytest.mark.parametrize(
    ("period", "value"),
    [
        (Period("day", 2022, 3, 5), "2022-03-05"),
        (Period("month", 2022, 2), "2022-02"),
        (Period("year", 2019), "2019"),
        (Period("week", 2022, 9), "2022-W09"),
        (Period("weekend", 2022, 9), "2022-W09-WE"),
        (Period("quarter", 2013, 3), "2013-Q3"),
        (Period("half", 2008, 2), "2008-H2"),
        (Period("season", 2019, 1), "2019-SU"),
        (Period("season", 2019, 3), "2019-WI"),
        (Period("decade", 1990), "199"),
        (Period("century", 1900), "19"),
        (Period("year", -490), "BC0490"),
        (Period("month", -480, 4), "BC0480-04"),
        (Period("decade", -470), "BC047"),
        (Period("year", 79), "0079"),
    ],
)
def test_value(period: Period, value: str) -> None:
    assert period.value == value


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period("month", 2024, 2), "2024-02-01", "2024-02-29"),
        (Period("weekend", 2022, 9), "2022-03-05", "2022-03-06"),
        (Period("week", 2022, 9), "2022-02-28", "2022-03-06"),
        (Period("quarter", 2013, 4), "2013-10-01", "2013-12-31"),
        (Period("season", 2019, 3), "2019-12-01", "2020-02-29"),
        (Period("decade", 1980), "1980-01-01", "1989-12-31"),
        (Period("century", 1800), "1800-01-01", "1899-12-31"),
    ],
)
def test_days(period: Period, first: str, last: str) -> None:
    days = period.days()
    assert days is not None
    assert [day.isoformat() for day in days] == [first, last]


def test_days_before_christ_are_unknown() -> None:
    assert Period("year", -490).days() is None


@pytest.mark.parametrize(
    ("period", "count", "value"),
    [
        (Period("month", 2022, 1), -1, "2021-12"),
        (Period("month", 2021, 12), 2, "2022-02"),
        (Period("day", 2024, 2, 28), 2, "2024-03-01"),
        (Period("week", 2020, 53), 1, "2021-W01"),
        (Period("season", 2019, 3), 1, "2020-SP"),
        (Period("quarter", 2013, 1), -1, "2012-Q4"),
        (Period("decade", 1990), -2, "197"),
        (Period("year", -490), 1, "BC0489"),
    ],
)
def test_shift(period: Period, count: int, value: str) -> None:
    shifted = period.shift(count)
    assert shifted is not None
    assert shifted.value == value


@given(DAYS, st.sampled_from(UNITS))
def test_a_period_holds_the_day_it_was_made_of(day: date, unit: Unit) -> None:
    days = containing(day, unit).days()
    assert days is not None
    assert days[0] <= day <= days[1] or unit == "weekend"


@given(DAYS, st.sampled_from(UNITS), st.integers(-40, 40))
def test_shifting_there_and_back_changes_nothing(day: date, unit: Unit, count: int) -> None:
    period = containing(day, unit)
    there = period.shift(count)
    assert there is not None
    assert there.shift(-count) == period


@given(DAYS, st.sampled_from(UNITS))
def test_neighbours_touch(day: date, unit: Unit) -> None:
    period = containing(day, unit)
    after = period.shift(1)
    assert after is not None
    own, following = period.days(), after.days()
    assert own is not None
    assert following is not None
    gap = (following[0] - own[1]).days
    assert gap == (6 if unit == "weekend" else 1)


@pytest.mark.parametrize(
    ("period", "unit", "value"),
    [
        (Period("day", 2022, 3, 5), "month", "2022-03"),
        (Period("day", 2022, 3, 5), "weekend", "2022-W09-WE"),
        (Period("month", 2022, 2), "year", "2022"),
        (Period("year", 1987), "decade", "198"),
        (Period("season", -480, 1), "year", "BC0480"),
        (Period("day", -480, 8, 20), "month", "BC0480-08"),
    ],
)
def test_enlarged(period: Period, unit: Unit, value: str) -> None:
    larger = period.enlarged(unit)
    assert larger is not None
    assert larger.value == value


def test_a_year_fits_in_no_month() -> None:
    assert Period("year", 2022).enlarged("month") is None
    assert Period("decade", 2020).enlarged("year") is None


def test_narrowed_takes_thirds() -> None:
    days = (date(2022, 2, 1), date(2022, 2, 28))
    assert narrowed(days, "START") == (date(2022, 2, 1), date(2022, 2, 9))
    assert narrowed(days, "MID") == (date(2022, 2, 10), date(2022, 2, 19))
    assert narrowed(days, "END") == (date(2022, 2, 20), date(2022, 2, 28))
    assert narrowed(days, None) == days


@given(DAYS, st.integers(0, 4000), st.sampled_from(["START", "MID", "END", None]))
def test_narrowed_stays_within(day: date, length: int, mod: str | None) -> None:
    days = (day, day + timedelta(days=length))
    first, last = narrowed(days, mod)
    assert days[0] <= first <= last <= days[1]


def test_nearest_takes_the_earlier_of_two_as_near() -> None:
    earlier, later = Period("day", 2022, 3, 4), Period("day", 2022, 3, 6)
    assert nearest([later, earlier], date(2022, 3, 5)) is later
    assert nearest([earlier, later], date(2022, 3, 5)) is earlier
    assert nearest([Period("year", -1), earlier], date(2022, 3, 5)) is earlier
