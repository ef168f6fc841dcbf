"""Days of acts still to come."""

from dateline.claims._days import not_past
from dateline.records import ClaimTime

MONDAY = ClaimTime("Monday", "2018-07-09", "2018-07-09", "day", "relative")


def test_a_planned_monday_is_the_next_one() -> None:
    moved = not_past(MONDAY, "planned", "2018-07-15")
    assert (moved.start, moved.end, moved.raw) == ("2018-07-16", "2018-07-16", "Monday")


def test_what_happened_or_has_no_weekday_stays() -> None:
    assert not_past(MONDAY, "happened", "2018-07-15") is MONDAY
    assert not_past(MONDAY, "planned", None) is MONDAY
    assert not_past(MONDAY, "planned", "2018-07-09") is MONDAY
    year = ClaimTime("2017", "2017-01-01", "2017-12-31", "year", "explicit")
    assert not_past(year, "planned", "2018-07-15") is year
