"""Every rule of the grammar has a sentence in which it, and no other, names the time."""

from __future__ import annotations

from string import capwords

import pytest
import yaml

from dateline.resources import resource
from dateline.times import find_times_in_text
from dateline.times._find import _MEANINGS
from dateline.times._grammar import load_grammar

# The rule, a sentence, the words it matches (modifiers before them included) and their value for 2022-03-05.
EXAMPLES = [
    ("iso", "Posted 2021-06-30 here.", "2021-06-30", "2021-06-30"),
    ("slashed", "Posted 6/30/21 here.", "6/30/21", "2021-06-30"),
    ("dotted", "Posted 30.6.2021 here.", "30.6.2021", "2021-06-30"),
    ("day-month", "It rained on the second of June 2021.", "the second of June 2021", "2021-06-02"),
    ("month-day", "It rained on Wed., June 2, 2021.", "Wed., June 2, 2021", "2021-06-02"),
    ("day-before-range", "It rained from 2 to 4 June 2021.", "2", "2021-06-02"),
    ("second-day", "It rained on June 2 and 4, badly.", "4", "2022-06-04"),
    ("month-year", "It rained in June of that year.", "June of that year", "2022-06"),
    ("month-before-range", "It rained from June to July 2019.", "June", "2019-06"),
    ("month-plain", "June rain flooded it.", "June", "2021-06"),
    ("month-after-cue", "It rained in May.", "May", "2021-05"),
    ("month-before-cue", "It rained May and June.", "May", "2021-05"),
    ("month-mid", "It rained, mid-Sept, there.", "mid-Sept", "2021-09"),
    ("month-relative", "It rained last May.", "last May", "2021-05"),
    ("year-era", "It rained in 44 BC.", "44 BC", "BC0044"),
    ("era-year", "It rained in AD 410.", "AD 410", "0410"),
    ("the-year", "It rained in the year 2012.", "the year 2012", "2012"),
    ("year", "It rained in 2012.", "2012", "2012"),
    ("year-early", "It rained in 1215.", "1215", "1215"),
    ("year-short", "It rained in 2012-13.", "13", "2013"),
    ("year-bc-range", "It rained in 431-404 BC.", "431", "BC0431"),
    ("decade", "It rained in the 1930s.", "the 1930s", "193"),
    ("decade-short", "It rained in the 30s.", "the 30s", "193"),
    ("decade-bare", "It rained in mid 30s.", "mid 30s", "193"),
    ("decade-era", "It rained in the 430s BC.", "the 430s BC", "BC043"),
    ("decade-word", "It rained in the early thirties.", "the early thirties", "193"),
    ("century", "It rained in the 20th century.", "the 20th century", "19"),
    ("season-year", "It rained in the fall of 2012.", "the fall of 2012", "2012-FA"),
    ("season-plain", "It rained in summer.", "summer", "2021-SU"),
    ("season-fall", "It rained in the fall.", "the fall", "2021-FA"),
    ("season-relative", "It rained last autumn.", "last autumn", "2021-FA"),
    ("quarter", "It rained in the second quarter of 2012.", "the second quarter of 2012", "2012-Q2"),
    ("quarter-code", "It rained in Q2 2012.", "Q2 2012", "2012-Q2"),
    ("half", "It rained in the latter half of 2012.", "the latter half of 2012", "2012-H2"),
    ("weekday", "It rained on Monday night.", "Monday night", "2022-02-28TNI"),
    ("weekday-short", "It rained on Mon with hail.", "Mon", "2022-02-28"),
    ("weekday-part", "It rained in the evening of Monday.", "the evening of Monday", "2022-02-28TEV"),
    ("weekend", "It rained last weekend.", "last weekend", "2022-W08-WE"),
    ("past-decade", "It rained in the past month.", "the past month", "P1M"),
    ("last-decade", "It rained in the last decade.", "the last decade", "P1DE"),
    (
        "same-last-year",
        "It rained more than in the same month a year ago.",
        "the same month a year ago",
        "2021-03",
    ),
    ("today", "It rained the day before yesterday.", "the day before yesterday", "2022-03-03"),
    ("overnight", "It rained overnight.", "overnight", "2022-03-05TNI"),
    ("last-night", "It rained last night.", "last night", "2022-03-04TNI"),
    ("partday-that", "It rained this morning.", "this morning", "2022-03-05TMO"),
    ("noon", "It rained at noon.", "noon", "2022-03-05T12:00"),
    ("partday-at", "It rained at dusk.", "dusk", "XXXX-XX-XXTEV"),
    ("partday-the", "It rained in the evening.", "the evening", "XXXX-XX-XXTEV"),
    ("this-unit", "It rained this week.", "this week", "2022-W09"),
    ("the-unit-following", "It rained the day before.", "the day before", "2022-03-04"),
    ("the-unit", "It rained at the end of the year.", "the end of the year", "2022"),
    ("ago", "It rained four months ago.", "four months ago", "2021-11"),
    ("later", "It rained two years earlier.", "two years earlier", "2020"),
    ("before-that", "It rained two years before.", "two years before", "2020"),
    ("from-now", "It will rain two weeks from now.", "two weeks from now", "2022-W11"),
    ("rate", "It rained twice a week.", "a week", "P1W"),
    ("duration", "It rained for almost three full days.", "almost three full days", "P3D"),
    ("duration-one", "It rained for a whole day.", "a whole day", "P1D"),
    ("duration-quarters", "It rained for two consecutive quarters.", "two consecutive quarters", "P2Q"),
    ("duration-range", "It rained for two to three weeks.", "two to three weeks", "P2W"),
    ("duration-adjective", "A three-week rain.", "three-week", "P3W"),
    ("duration-year-old", "A three-week-old rain.", "three-week-old", "P3W"),
    ("half-unit", "It rained a half-hour.", "a half-hour", "PT30M"),
    ("long-word", "A yearlong rain.", "yearlong", "P1Y"),
    ("year-ago", "More than in the year-ago quarter.", "year-ago", "2021"),
    ("unit-long", "A decades-long rain.", "decades-long", "PXDE"),
    ("last-units", "It rained in the last two months.", "the last two months", "P2M"),
    ("last-number", "It rained in the two previous months.", "the two previous months", "P2M"),
    ("bare-units", "It rained for weeks.", "weeks", "PXW"),
    ("bare-units-of", "It brought weeks of rain.", "weeks", "PXW"),
    ("every", "It rained every other day.", "every other day", "P2D"),
    ("every-weekday", "It rained each Friday.", "each Friday", "XXXX-WXX-5"),
    ("every-season", "It rained every summer.", "every summer", "XXXX-SU"),
    ("weekdays", "It rained on Fridays.", "Fridays", "XXXX-WXX-5"),
    ("adverb-set", "It rained daily.", "daily", "P1D"),
    ("per", "It costs more per month.", "per month", "P1M"),
    ("clock-half", "It rained at 9:30 p.m. GMT Monday.", "9:30 p.m. GMT Monday", "2022-02-28T21:30Z"),
    ("clock", "It rained at 21:30.", "21:30", "2022-03-05T21:30"),
    ("military-clock", "It rained at 0930 GMT.", "0930 GMT", "2022-03-05T09:30Z"),
    ("oclock", "It rained at nine o'clock.", "nine o'clock", "2022-03-05T09:00"),
    ("present", "It rains these days.", "these days", "PRESENT_REF"),
    ("the-moment", "It rains at the moment.", "the moment", "PRESENT_REF"),
    ("past", "It rained lately.", "lately", "PAST_REF"),
    ("future", "It may rain in the near future.", "the near future", "FUTURE_REF"),
    ("soon", "It will soon rain.", "soon", "FUTURE_REF"),
    ("that-time", "At that time it rained.", "that time", "PAST_REF"),
]
HOLIDAYS = yaml.safe_load(resource("ontology", "times", "holidays.yaml").read_text(encoding="utf-8"))
# Read only in histories; test_times_find.py has one.
ELSEWHERE = {"past-history"}


@pytest.mark.parametrize(("rule", "text", "words", "value"), EXAMPLES)
def test_example(rule: str, text: str, words: str, value: str) -> None:
    found = [t for t in find_times_in_text(text, published="2022-03-05") if t.text == words]
    assert [t.value for t in found] == [value]
    names = [m.rule.name for m in load_grammar().find(text) if text[m.start : m.end] == words]
    assert names == [rule]


def test_every_rule_has_an_example() -> None:
    names = {r.name for r in load_grammar().rules if r.meaning not in ("nothing", "holiday")}
    assert names - ELSEWHERE == {name for name, *_ in EXAMPLES}


def test_every_meaning_is_known_and_used() -> None:
    assert {r.meaning for r in load_grammar().rules} - {"nothing"} == set(_MEANINGS)
    wanted = {name for prefix in load_grammar().prefixes for name in prefix.settings["of"]}
    assert wanted <= set(_MEANINGS)


@pytest.mark.parametrize("entry", HOLIDAYS, ids=lambda entry: str(entry["name"]))
def test_every_named_day_is_found_and_fixed_by_its_year(entry: dict[str, object]) -> None:
    name = capwords(str(entry["name"]))
    text = f"Since {name}, they marched." if "year" in entry else f"They marched on {name} 2019."
    (found,) = find_times_in_text(text)
    assert found.begin == found.end_day == found.value
    assert found.value.startswith(str(entry.get("year", 2019)))
    assert find_times_in_text(text.replace("'", "’"))[0].value == found.value


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Easter", "2019-04-21"),
        ("Pentecost", "2019-06-09"),
        ("Ash Wednesday", "2019-03-06"),
        ("Thanksgiving", "2019-11-28"),
        ("Memorial Day", "2019-05-27"),
        ("Columbus Day", "2019-10-14"),
        ("Boxing Day", "2019-12-26"),
    ],
)
def test_moving_days(name: str, day: str) -> None:
    assert find_times_in_text(f"They marched on {name} 2019.")[0].value == day
