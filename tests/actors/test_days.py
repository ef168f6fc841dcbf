"""Terms and days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.actors._days import covers, first_day, last_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-02", "2019-02-01", "2019-02-31"),
        ("2019-02-03", "2019-02-03", "2019-02-03"),
        ("soon", "", ""),
    ],
)
def test_first_and_last_day(text: str, first: str, last: str) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


@pytest.mark.parametrize(
    ("day", "certainty"),
    [("2016-12-31", 0), ("2017-06-01", 1), ("2018-01-01", 2), ("2020-03-15", 1), ("2020-04-01", 0)],
)
def test_a_year_covers_as_far_as_it_is_precise(day: str, certainty: int) -> None:
    assert covers(day, "2017", "2020-03", None) == certainty


def test_an_open_term_covers_until_last_seen() -> None:
    assert covers("2022-07-01", "2019-05-20", None, "2022-07-23") == 2
    assert covers("2022-08-01", "2019-05-20", None, "2022-07-23") == 0


@given(st.dates(), st.dates(), st.dates())
def test_exact_terms_are_never_doubtful(start: date, end: date, day: date) -> None:
    found = covers(day.isoformat(), start.isoformat(), end.isoformat(), None)
    assert found == (2 if start <= day <= end else 0)
