"""Days of publication in every form, and the bound that a text itself proves."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.articles._days import day_of, is_date_line, latest_proved_day, stated_day


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2018-07-15T07:54:28-04:00", "2018-07-15"),
        ("2017-09-15 17:52", "2017-09-15"),
        ("20240302", "2024-03-02"),
        ("July 15, 2018", "2018-07-15"),
        ("15 July 2018", "2018-07-15"),
        ("Sept. 4th, 2021", "2021-09-04"),
        ("Sun, 15 Jul 2018 11:30:00 GMT", "2018-07-15"),
        ("4 de marzo de 2022", "2022-03-04"),
        ("16.07.2018", "2018-07-16"),
        ("1:03 PM 07/16/2018", "2018-07-16"),
        ("16/07/2018", "2018-07-16"),
        ("05/05/2021", "2021-05-05"),
        ("03/04/2021", None),
        ("2021-13-45", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_stated_days(stated: str | None, day: str | None) -> None:
    assert day_of(stated) == day


@given(st.dates(min_value=date(1980, 1, 1), max_value=date(2050, 12, 31)))
def test_a_day_is_read_back_from_every_form(day: date) -> None:
    forms = (day.isoformat(), day.strftime("%B %d, %Y"), day.strftime("%d %b %Y"), day.strftime("%d.%m.%Y"))
    assert {stated_day(form) for form in forms} == {day.isoformat()}


@given(st.text(max_size=80))
def test_anything_at_all_gives_a_day_or_none(text: str) -> None:
    found = day_of(text)
    assert found is None or date.fromisoformat(found)


@pytest.mark.parametrize(
    "line",
    [
        "July 15, 2018",
        "Updated: 2017-09-15 17:52",
        "Posted at 2:00 pm on July 15, 2018",
        "Sunday, July 15, 2018, 11:30 a.m.",
        "5:43 a.m. ET, July 16, 2018",
        "4 hours ago",
        "1 hr 7 min ago",
        "Mardi 4 juin 2019",
    ],
)
def test_date_lines(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "In July 2018 the envoys left.",
        "Route 66",
        "42",
        "March for peace",
        "The ministers met on July 15, 2018",
        "July 15, 2018 was the day on which everything changed for the small port of Ilo and its fishermen",
    ],
)
def test_lines_that_are_no_date_lines(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They met in February 2022. Ties broke in 2019.", "2022-02-01"),
        ("The treaty was signed on 4 May 2021.", "2021-05-04"),
        ("It should be noted that in March 2020 the border closed.", "2020-03-01"),
        ("Elections will be held in 2030. The army rebelled in 2021.", "2021-01-01"),
        ("The loan must be repaid by June 2035.", None),
        ("They have until 1 May 2040 to answer.", None),
        ("Nothing is dated here, in 350 words.", None),
    ],
)
def test_the_latest_day_a_text_proves(text: str, day: str | None) -> None:
    assert latest_proved_day(text) == day
