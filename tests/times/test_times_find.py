"""Times found in sentences and what they are resolved to."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Article, Paragraph, TimeExpression
from dateline.times import find_times, find_times_in_text

SATURDAY = "2022-03-05"


def one(text: str, published: str | None = SATURDAY) -> TimeExpression:
    found = find_times_in_text(text, published=published)
    assert len(found) == 1, found
    return found[0]


def values(text: str, published: str | None = SATURDAY) -> list[tuple[str, str]]:
    return [(t.text, t.value) for t in find_times_in_text(text, published=published)]


EXPLICIT = [
    ("The treaty was signed on 4 July 1990.", "4 July 1990", "1990-07-04"),
    ("The treaty was signed on July 4, 1990.", "July 4, 1990", "1990-07-04"),
    ("Signed on the 4th of July, 1990, it held.", "the 4th of July, 1990", "1990-07-04"),
    ("Signed on Wednesday, 4 July 1990 in Bonn.", "Wednesday, 4 July 1990", "1990-07-04"),
    ("Updated 2018-07-15 by the desk.", "2018-07-15", "2018-07-15"),
    ("Updated 7/15/2018 by the desk.", "7/15/2018", "2018-07-15"),
    ("Updated 15/7/2018 by the desk.", "15/7/2018", "2018-07-15"),
    ("Updated 2018/07/15 by the desk.", "2018/07/15", "2018-07-15"),
    ("Updated 15-07-2018 by the desk.", "15-07-2018", "2018-07-15"),
    ("Updated 15.07.2018.", "15.07.2018", "2018-07-15"),
    ("Posted 15 Jul 2018 14:05 GMT by staff", "15 Jul 2018 14:05 GMT", "2018-07-15T14:05Z"),
    ("Posted 2018-07-15T14:05:00Z by staff", "2018-07-15T14:05:00Z", "2018-07-15T14:05Z"),
    ("The envoy resigned in February 2022.", "February 2022", "2022-02"),
    ("The embassy was closed in 2019.", "2019", "2019"),
    ("Ties cooled in the 1980s.", "the 1980s", "198"),
    ("Ties cooled in the late 1980s.", "the late 1980s", "198"),
    ("Ties cooled in the '80s.", "the '80s", "198"),
    ("A border of the 19th century.", "the 19th century", "18"),
    ("A border of the nineteenth century.", "the nineteenth century", "18"),
    ("The city fell in 493 BC to the Persians.", "493 BC", "BC0493"),
    ("The league lost ground in the 470s BC.", "the 470s BC", "BC047"),
    ("The mountain erupted in AD 79 at noonday.", "AD 79", "0079"),
    ("Growth slowed in the third quarter of 2013.", "the third quarter of 2013", "2013-Q3"),
    ("Growth slowed in the first half of 2013.", "the first half of 2013", "2013-H1"),
    ("Talks resumed in the summer of 2016.", "the summer of 2016", "2016-SU"),
    ("Talks resumed on New Year's Eve 2016.", "New Year's Eve 2016", "2016-12-31"),
    ("Talks resumed on Good Friday 2016.", "Good Friday 2016", "2016-03-25"),
    ("Talks resumed on Labor Day 2016.", "Labor Day 2016", "2016-09-05"),
    ("Talks resumed on Memorial Day 2016.", "Memorial Day 2016", "2016-05-30"),
    ("Guards opened fire on the night of May 13, 2014.", "the night of May 13, 2014", "2014-05-13TNI"),
]


@pytest.mark.parametrize(("text", "words", "value"), EXPLICIT)
@pytest.mark.parametrize("published", [SATURDAY, None])
def test_what_the_text_itself_fixes(text: str, words: str, value: str, published: str | None) -> None:
    expression = one(text, published)
    assert (expression.text, expression.value, expression.basis) == (words, value, "explicit")


FROM_PUBLICATION = [
    ("The ministers met on Saturday.", "2022-03-05"),
    ("The ministers met on Tuesday.", "2022-03-01"),
    ("The ministers will meet on Tuesday.", "2022-03-08"),
    ("Officials are traveling to Caracas on Saturday.", "2022-03-05"),
    ("The ministers met last Saturday.", "2022-02-26"),
    ("The ministers will meet next Saturday.", "2022-03-12"),
    ("The ministers met last week.", "2022-W08"),
    ("The ministers met last month.", "2022-02"),
    ("The ministers meet next year.", "2023"),
    ("The ministers meet this weekend.", "2022-W09-WE"),
    ("They met three years ago.", "2019"),
    ("They met two days ago.", "2022-03-03"),
    ("They met yesterday.", "2022-03-04"),
    ("They met yesterday afternoon.", "2022-03-04TAF"),
    ("They met last night.", "2022-03-04TNI"),
    ("They meet tomorrow.", "2022-03-06"),
    ("They met late on Tuesday.", "2022-03-01"),
    ("They met in mid-February.", "2022-02"),
    ("They met in December.", "2021-12"),
    ("They met on December 11.", "2021-12-11"),
    ("They will meet on June 17.", "2022-06-17"),
    ("They will meet in June.", "2022-06"),
    ("The work should be completed in October.", "2022-10"),
    ("They met earlier this year.", "2022"),
    ("They met last summer.", "2021-SU"),
    ("They met in the fourth quarter.", "2021-Q4"),
    ("They met at 8 p.m. yesterday.", "2022-03-04T20:00"),
    ("They met at Christmas.", "2021-12-25"),
    ("They met at the end of last month.", "2022-02"),
]


@pytest.mark.parametrize(("text", "value"), FROM_PUBLICATION)
def test_what_the_publication_day_fixes(text: str, value: str) -> None:
    expression = one(text)
    assert (expression.value, expression.basis) == (value, "relative")
    assert expression.begin is not None


@pytest.mark.parametrize(("text", "value"), FROM_PUBLICATION)
def test_without_a_publication_day_nothing_is_invented(text: str, value: str) -> None:
    expression = one(text, None)
    assert expression.begin is expression.end_day is None
    assert expression.basis == "unknown"
    assert expression.value.startswith(("X", "P"))


@pytest.mark.parametrize(
    ("words", "value"), [("today", SATURDAY), ("tonight", f"{SATURDAY}TNI"), ("now", "PRESENT_REF")]
)
def test_today_is_the_day_of_publication(words: str, value: str) -> None:
    expression = one(f"The guards are on strike {words}.")
    assert (expression.value, expression.begin, expression.basis) == (value, SATURDAY, "publication")


UNDATED = [
    ("The ban lasted three years.", "three years", "DURATION", "P3Y"),
    ("The ban lasted more than two hours.", "more than two hours", "DURATION", "PT2H"),
    ("The ban lasted twenty-five days.", "twenty-five days", "DURATION", "P25D"),
    ("The ban lasted several weeks.", "several weeks", "DURATION", "PXW"),
    ("The ban lasted a dozen years.", "a dozen years", "DURATION", "P12Y"),
    ("The ban lasted half an hour.", "half an hour", "DURATION", "PT30M"),
    ("The ban lasted a year and a half.", "a year and a half", "DURATION", "P1.5Y"),
    ("A 12-hour flight followed.", "12-hour", "DURATION", "PT12H"),
    ("A 33-year-old was held.", "33-year-old", "DURATION", "P33Y"),
    ("The highest visit in years.", "years", "DURATION", "PXY"),
    ("They talk every day.", "every day", "SET", "P1D"),
    ("They talk every two weeks.", "every two weeks", "SET", "P2W"),
    ("They talk every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
    ("They talk three times a week.", "a week", "SET", "P1W"),
    ("The annual parade was held.", "annual", "SET", "P1Y"),
    ("It has recently changed.", "recently", "DATE", "PAST_REF"),
    ("A few days ago it changed.", "A few days ago", "DATE", "PAST_REF"),
    ("It may change in the future.", "the future", "DATE", "FUTURE_REF"),
    ("They met in recent days.", "recent days", "DURATION", "PXD"),
]


@pytest.mark.parametrize(("text", "words", "type_", "value"), UNDATED)
def test_what_has_no_day(text: str, words: str, type_: str, value: str) -> None:
    expression = one(text)
    assert (expression.text, expression.type, expression.value) == (words, type_, value)
    assert expression.begin is None


def test_a_stretch_up_to_now_has_days() -> None:
    expression = one("Exports fell in the last three years.")
    assert (expression.value, expression.begin, expression.end_day) == ("P3Y", "2019-03-05", SATURDAY)
    assert expression.granularity == "range"


@pytest.mark.parametrize(
    ("words", "begin", "end"),
    [
        ("early February 2022", "2022-02-01", "2022-02-09"),
        ("mid-February 2022", "2022-02-10", "2022-02-19"),
        ("the end of 2020", "2020-09-01", "2020-12-31"),
        ("the beginning of 2020", "2020-01-01", "2020-05-01"),
    ],
)
def test_modifiers_narrow_the_days(words: str, begin: str, end: str) -> None:
    expression = one(f"He left in {words}.")
    assert expression.text == words
    assert (expression.begin, expression.end_day) == (begin, end)


def test_earlier_this_year_ends_today() -> None:
    assert one("He left earlier this year.").end_day == SATURDAY
    assert one("He leaves later this year.").begin == SATURDAY


@pytest.mark.parametrize(
    ("second", "value"),
    [
        ("In the middle of the same month he left.", "2021-05"),
        ("He left that year.", "2021"),
        ("He left two weeks later.", "2021-W21"),
        ("He left the next day.", "2021-05-13"),
        ("He left the previous day.", "2021-05-11"),
        ("He left a year earlier.", "2020"),
        ("At that time he left.", "2021-05-12"),
        ("That night he left.", "2021-05-12TNI"),
    ],
)
@pytest.mark.parametrize("published", [SATURDAY, None])
def test_the_last_day_spoken_of(second: str, value: str, published: str | None) -> None:
    found = find_times_in_text(f"She came on 12 May 2021. {second}", published=published)
    assert [t.value for t in found] == ["2021-05-12", value]
    assert found[1].basis == "relative"


def test_the_last_day_spoken_of_reaches_over_paragraphs() -> None:
    found = values("In February 2022 they met.\nIn the middle of the same month they met again.", None)
    assert found[1] == ("the middle of the same month", "2022-02")


RANGES = [
    ("from 3 to 5 May 2010", ["2010-05-03", "2010-05-05"]),
    ("between 1990 and 1995", ["1990", "1995"]),
    ("on April 6 and 7, with", ["2022-04-06", "2022-04-07"]),
    ("in 1957-60 or so", ["1957", "1960"]),
    ("from May to June 2012", ["2012-05", "2012-06"]),
    ("in 499–493 BC", ["BC0499", "BC0493"]),
    ("on 10-12 May 2011", ["2011-05-10", "2011-05-12"]),
]


@pytest.mark.parametrize(("words", "expected"), RANGES)
def test_both_ends_of_a_range(words: str, expected: list[str]) -> None:
    assert [value for _, value in values(f"They fought {words}.")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may march in the second row.",
        "Some 2,019 troops and 1500 soldiers crossed.",
        "Theresa May spoke of a $2000 fee.",
        "The price rose to 7.5 and then to 99.",
        "Room 2010 is on the first floor.",
        "The sun sat low over the sea.",
        "A quarter of the voters stayed home.",
        "He turned down the offer of 31/02/2020.",
        "",
    ],
)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert values(text) == []


HISTORY = (
    "The peace of 1919 failed, as did the pact of 1925. "
    "The war began in 1939. By June 1940 the front had moved. In September the army crossed the river. "
    "It was 1941 before the siege began. In May the city fell. In December the offensive stopped. "
    "In January it began anew."
)


@pytest.mark.parametrize("published", ["2009-12-19", None])
def test_a_history_runs_by_its_own_days(published: str | None) -> None:
    found = [value for _, value in values(HISTORY, published)]
    assert found[2:] == ["1939", "1940-06", "1940-09", "1941", "1941-05", "1941-12", "1942-01"]


def test_news_with_a_look_back_runs_by_its_day() -> None:
    text = "The envoy, who left in 2019, met the minister on Tuesday. Talks resume in April."
    assert [value for _, value in values(text)] == ["2019", "2022-03-01", "2022-04"]


def test_a_time_of_day_takes_the_day_beside_it() -> None:
    found = values("The raid began at 5:34 AM on March 20, 2003.")
    assert found == [("5:34 AM", "2003-03-20T05:34"), ("March 20, 2003", "2003-03-20")]


def test_a_time_of_day_takes_the_day_named_before_it_in_its_sentence() -> None:
    assert values("On Tuesday, hours after the vote, he spoke at 8:45 PM EDT.")[-1] == (
        "8:45 PM EDT",
        "2022-03-01T20:45-04",
    )
    assert values("He came on Tuesday. He spoke at 8:45 PM.")[-1][1] == "2022-03-05T20:45"


def test_furniture_is_not_read_and_spans_point_into_the_text() -> None:
    text = "Home 1 May 2020\nThey met on 2 May 2020.\nPosted 3 May 2020"
    lines = [m.span() for m in re.finditer(r"[^\n]+", text)]
    roles = ("furniture", "body", "byline")
    paragraphs = tuple(Paragraph(*span, role) for span, role in zip(lines, roles, strict=True))
    found = find_times(Article(id="a", text=text, paragraphs=paragraphs))
    assert [(t.text, text[t.start : t.end]) for t in found] == [("2 May 2020", "2 May 2020")]


@pytest.mark.parametrize("published", ["", "soon", "2022-13-40"])
def test_a_publication_day_that_is_none_counts_as_unknown(published: str) -> None:
    assert one("They met on Saturday.", published).begin is None


VOCABULARY = [
    "in",
    "the",
    "May",
    "2019",
    "1957",
    "-",
    "60",
    "3",
    "to",
    "of",
    "last",
    "two",
    "weeks",
    "ago",
    "on",
    "Monday",
    ",",
    ".",
    "early",
    "end",
    "BC",
    "years",
    "later",
    "that",
    "day",
    "night",
    "8",
    "p.m.",
    "GMT",
    "quarter",
    "every",
    "second",
    "half",
    "century",
    "99999",
    "31",
    "February",
    "th",
    "'s",
    "summer",
    "next",
    "same",
    "a",
]


@given(
    st.lists(st.sampled_from(VOCABULARY), max_size=40),
    st.sampled_from([SATURDAY, None, "0001-01-01", "9999-12-31"]),
)
def test_every_time_is_well_formed(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    place = 0
    for expression in find_times_in_text(text, published=published):
        assert place <= expression.start < expression.end <= len(text)
        assert expression.text == text[expression.start : expression.end]
        assert expression.value
        place = expression.end
        if expression.begin is not None:
            assert expression.end_day is not None
            assert date.fromisoformat(expression.begin) <= date.fromisoformat(expression.end_day)
            assert expression.basis != "unknown"


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2099, 12, 31)))
def test_a_day_written_out_comes_back(day: date) -> None:
    for pattern in ("%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%m/%d/%Y", "%d.%m.%Y", "%d %b %Y", "%A, %d %B %Y"):
        expression = one(f"He left on {day.strftime(pattern)} for good.", None)
        assert (expression.begin, expression.end_day) == (day.isoformat(), day.isoformat()), pattern


@given(st.text(max_size=300))
def test_any_text_at_all(text: str) -> None:
    for expression in find_times_in_text(text, published=SATURDAY):
        assert text[expression.start : expression.end] == expression.text


@pytest.mark.parametrize(
    "piece", ["1/", "May ", "two ", "2019-", "('", "aA", "twenty-", "1.1.1", "the early "]
)
def test_long_hostile_text_takes_time_in_proportion(piece: str) -> None:
    assert isinstance(find_times_in_text(piece * 5000, published=SATURDAY), tuple)
