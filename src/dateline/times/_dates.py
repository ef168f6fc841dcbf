"""Dates that name their place in the calendar: days, months, years, seasons, weekdays, feasts, hours."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dateutil import easter

from dateline.records import TimeBasis
from dateline.times._context import Context, Reading, dated
from dateline.times._grammar import Match
from dateline.times._period import SEASONS, Period, containing, nearest
from dateline.times._vocabulary import Vocabulary, load_vocabulary

__all__ = [
    "calendar_day",
    "century",
    "clock",
    "decade",
    "dotted",
    "first_of_range",
    "half",
    "holiday",
    "iso",
    "month",
    "ordinal",
    "quarter",
    "season",
    "second_of_range",
    "short_year",
    "slashed",
    "weekday",
    "year",
    "year_before_christ",
]

# A month so many before the last one spoken of is that of the next year: narratives run forward.
_BACK = 7


def _lookup(name: str, word: str) -> int | None:
    found = load_vocabulary().meaning(name, word)
    return int(found) if found is not None else None


def _month_number(words: str) -> int:
    word = words.rstrip(". ")
    return _lookup("MONTH", word) or _lookup("MONTH_SHORT", word) or 0


def ordinal(words: str) -> int:
    """Return the number of "4th", "fourth" or "twenty-fourth"; 0 where it is none."""
    digits = re.match(r"\d{1,4}", words)
    if digits:
        return int(digits[0])
    parts = [p for p in re.split(r"[\s-]+", words.lower()) if p]
    return sum(_lookup("ORDINAL_WORD", p) or _lookup("TENS", p) or 0 for p in parts)


def _stated_year(groups: dict[str, str]) -> int | None:
    words = groups.get("year") or groups.get("oldyear") or groups.get("rangeyear")
    if words is None:
        return None
    number = int(re.sub(r"\D", "", words))
    return -number if _before_christ(groups.get("era") or groups.get("oldera")) else number


def _before_christ(era: str | None) -> bool:
    return era is not None and re.sub(r"[\s.]", "", era).lower().startswith("bc")


def _year_of(match: Match, context: Context) -> tuple[int | None, TimeBasis]:
    """Return the year that the words give, themselves or by "of that year"."""
    stated = _stated_year(match.groups)
    if stated is not None:
        return stated, "explicit"
    relation = match.groups.get("yearrel")
    if relation is None:
        return None, "unknown"
    spoken = relation.lower() in ("that", "same", "following", "previous")
    base = context.narrative("year") if spoken else context.now("year")
    shift = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(relation.lower(), 0)
    return (base.year + shift, "relative") if base else (None, "unknown")


def _valid(year: int, number: int, day: int) -> Period | None:
    try:
        date(max(year, 4) if year > 0 else 4, number, day)
    except ValueError:
        return None
    return Period("day", year, number, day)


def _day_in(year: int, number: int, day: int) -> Period | None:
    return _valid(year, number, day) if 1 <= number <= 12 and -5000 < year <= 9000 else None


def iso(match: Match, context: Context) -> Reading | None:
    """Read "2018-07-15" and "2018-07-15T14:00"."""
    words = match.groups["date"]
    period = _day_in(int(words[:4]), int(words[5:7]), int(words[8:10]))
    if period is None or period.days() is None:
        return None
    clock_time = re.match(r"T(\d\d):?(\d\d)", words[10:])
    zone = "Z" if words.endswith("Z") else ""
    suffix = f"T{clock_time[1]}:{clock_time[2]}{zone}" if clock_time else ""
    return dated(period, match, "explicit", suffix=suffix)


def slashed(match: Match, context: Context) -> Reading | None:
    """Read "7/15/2018" the American way, "15/7/2018" the only way it can be."""
    first, second, year = (int(part) for part in match.groups["date"].split("/"))
    year += 0 if year > 99 else (1900 if year > 50 else 2000)
    period = _day_in(year, first, second) or _day_in(year, second, first)
    return dated(period, match, "explicit") if period else None


def dotted(match: Match, context: Context) -> Reading | None:
    """Read "15.07.2018" and "15-07-2018", the day first where it can be."""
    day, number, year = (int(part) for part in re.split(r"[.-]", match.groups["date"]))
    period = _day_in(year, number, day) or _day_in(year, day, number)
    return dated(period, match, "explicit") if period and year > 0 else None


def calendar_day(match: Match, context: Context) -> Reading | None:
    """Read a day of a month, with its year or without."""
    groups = match.groups
    number = _month_number(groups["month"])
    day = ordinal(groups.get("day") or groups["day_word"])
    year, basis = _year_of(match, context)
    return _day_reading(match, context, year, number, day, basis)


def _day_reading(
    match: Match, context: Context, year: int | None, number: int, day: int, basis: TimeBasis
) -> Reading | None:
    suffix = _part_suffix(match) or _clock_suffix(match.groups)
    if _valid(4, number, day) is None:
        return None
    if year is not None:
        period = _day_in(year, number, day)
    else:
        period, basis = _undated(match, context, Period("day", 4, number, day)), "relative"
    if period is None:
        return Reading("TIME" if suffix else "DATE", f"XXXX-{number:02}-{day:02}{suffix}", granularity="day")
    return dated(period, match, basis, suffix=suffix)


def _part_suffix(match: Match) -> str:
    part = match.groups.get("part")
    return f"T{load_vocabulary().meaning('PARTDAY', part)}" if part else ""


def _undated(match: Match, context: Context, period: Period) -> Period | None:
    """Return ``period``, whose year is not said, in the year that the context makes likeliest."""
    base = context.now("day")
    if base is None or context.history:
        return _in_narrative(context, period)
    tense = context.tense_of(match)
    years = (base.year - 1, base.year, base.year + 1)
    candidates = [p for year in years if (p := _moved(period, year))]
    today = context.published
    assert today is not None
    # A day without its year is a near one, whatever the tense ("has a June 1 deadline").
    if tense == "past" and period.unit != "day":
        candidates = [p for p in candidates if (d := p.days()) and d[0] <= today] or candidates
    elif tense == "future":
        candidates = [p for p in candidates if (d := p.days()) and d[1] >= today] or candidates
    return nearest(candidates, today) if candidates else None


def _moved(period: Period, year: int) -> Period | None:
    if period.unit == "day":
        return _day_in(year, period.index, period.day)
    return replace(period, year=year)


def _in_narrative(context: Context, period: Period) -> Period | None:
    """Return ``period`` in the year of the narrative, which runs forward over the turn of a year."""
    if not context.history:
        return None
    year = context.last("year")
    if year is None:
        return None
    finer = context.last("month")
    if finer is None or finer.year != year.year or period.unit == "season":
        return _moved(period, year.year)
    months = period.index - finer.index
    return _moved(period, year.year + (1 if months < -_BACK else 0))


def first_of_range(match: Match, context: Context) -> Reading | None:
    """Read "3" in "3 to 5 May 2010", from the words that follow."""
    groups = match.groups
    year = _stated_year(groups)
    return _day_reading(
        match, context, year, _month_number(groups["rangemonth"]), ordinal(groups["day"]), "explicit"
    )


def second_of_range(match: Match, context: Context) -> Reading | None:
    """Read "7" in "April 6 and 7", from the day before it."""
    last = context.previous
    if last is None or last.unit != "day":
        return _day_reading(
            match, context, None, _month_before(match), ordinal(match.groups["day"]), "relative"
        )
    return _day_reading(match, context, last.year, last.index, ordinal(match.groups["day"]), "relative")


def _month_before(match: Match) -> int:
    return _month_number(match.tokens.words(match.first - 3, match.first - 2))


def month(match: Match, context: Context) -> Reading | None:
    """Read a month, with its year or without."""
    number = _month_number(match.groups["month"])
    if not number:
        return None
    year, basis = _year_of(match, context)
    if year is not None:
        return dated(Period("month", year, number), match, basis)
    period = _related(match, context, Period("month", 4, number)) or _undated(
        match, context, Period("month", 4, number)
    )
    if period is None:
        return Reading("DATE", f"XXXX-{number:02}", granularity="month")
    return dated(period, match, "relative")


def _related(match: Match, context: Context, period: Period) -> Period | None:
    """Return the "last", "next" or "this" one of a month or season before, after or around now."""
    relation = match.groups.get("rel", "").lower().split(" ")[-1]
    base = context.now("day")
    days = base.days() if base else None
    if not relation or base is None or days is None:
        return None
    candidates = [p for offset in (-1, 0, 1) if (p := _moved(period, base.year + offset))]
    if relation in load_vocabulary().meanings["LAST"]:
        return max((p for p in candidates if (d := p.days()) and d[1] < days[0]), key=_order, default=None)
    if relation in load_vocabulary().meanings["NEXT"] or relation == "following":
        return min((p for p in candidates if (d := p.days()) and d[0] > days[1]), key=_order, default=None)
    return _moved(period, base.year)


def _order(period: Period) -> tuple[int, int, int]:
    return period.year, period.index, period.day


def year(match: Match, context: Context) -> Reading | None:
    """Read a year, before Christ or after."""
    number = _stated_year(match.groups)
    return dated(Period("year", number), match, "explicit") if number else None


def year_before_christ(match: Match, context: Context) -> Reading | None:
    """Read "499" in "499-493 BC"."""
    return dated(Period("year", -int(match.groups["year"])), match, "explicit")


def short_year(match: Match, context: Context) -> Reading | None:
    """Read "60" in "1957-60", in the century of the year before it."""
    last = context.previous
    if last is None or last.year < 0:
        return None
    number = last.year // 100 * 100 + int(match.groups["short"])
    return dated(Period("year", number), match, "explicit") if number > last.year else None


def decade(match: Match, context: Context) -> Reading | None:
    """Read "the 1980s", "the '80s", "the eighties" and "the 470s BC"."""
    words = match.groups.get("decade")
    if words is None:
        number = _lookup("TENS_DECADE", match.groups["decade_word"]) or 0
    else:
        number = int(re.sub(r"\D", "", words))
    if _before_christ(match.groups.get("era")):
        return dated(Period("decade", -number), match, "explicit")
    number += 1900 if number < 100 and number >= 20 else 2000 if number < 20 else 0
    if words is not None and number % 100 == 0 and number < 2000:
        return dated(Period("century", number), match, "explicit")
    return dated(Period("decade", number), match, "explicit")


def century(match: Match, context: Context) -> Reading | None:
    """Read "the 19th century"; its value is the first two digits of its years."""
    number = ordinal(match.groups.get("century") or match.groups["century_word"])
    if not 1 <= number <= 40:
        return None
    first = -(number - 1) * 100 if _before_christ(match.groups.get("era")) else (number - 1) * 100
    period = Period("century", first)
    if first <= 0:
        sign = "BC" if first < 0 or _before_christ(match.groups.get("era")) else ""
        return Reading("DATE", f"{sign}{number - 1:02}", None, "range", "explicit")
    return dated(period, match, "explicit")


def season(match: Match, context: Context) -> Reading | None:
    """Read a season of a year, said or not."""
    number = _lookup("SEASON", match.groups["season"].lower().removesuffix("time")) or 0
    year, basis = _year_of(match, context)
    period: Period | None = Period("season", 4, number)
    assert period is not None
    if year is not None:
        return dated(Period("season", year, number), match, basis)
    period = _related(match, context, period) or _undated(match, context, period)
    if period is None:
        return Reading("DATE", f"XXXX-{SEASONS[number]}", granularity="season")
    return dated(period, match, "relative")


def quarter(match: Match, context: Context) -> Reading | None:
    """Read "the third quarter of this year" and "Q3"."""
    groups = match.groups
    code = groups.get("quarter_code")
    number = int(code[1]) if code else ordinal(groups.get("quarter_word") or groups["quarter"])
    if not 1 <= number <= 4:
        return None
    year, basis = _year_of(match, context)
    if year is None:
        period = _undated(match, context, Period("quarter", 4, number))
        return dated(period, match, "relative") if period else Reading("DATE", f"XXXX-Q{number}")
    return dated(Period("quarter", year, number), match, basis)


def half(match: Match, context: Context) -> Reading | None:
    """Read "the first half of 2009"."""
    number = ordinal(match.groups["half_word"]) or 2
    year, basis = _year_of(match, context)
    if year is None:
        base = context.narrative("year")
        year, basis = (base.year, "relative") if base else (None, "unknown")
    return dated(Period("half", year, number), match, basis) if year else Reading("DATE", f"XXXX-H{number}")


def weekday(match: Match, context: Context) -> Reading | None:
    """Read a weekday by the tense around it: the last one, or the one to come."""
    number = (
        _lookup("WEEKDAY", match.groups["weekday"]) or _lookup("WEEKDAY_SHORT", match.groups["weekday"]) or 0
    )
    suffix = _part_suffix(match)
    base = context.now("day")
    days = base.days() if base else None
    if days is None:
        return Reading("TIME" if suffix else "DATE", f"XXXX-WXX-{number}{suffix}", granularity="day")
    day = _weekday_from(days[0], number, _direction(match, context))
    return dated(containing(day, "day"), match, "relative", suffix=suffix)


def _direction(match: Match, context: Context) -> str:
    relation = match.groups.get("rel", "").lower().split(" ")[-1]
    meanings = load_vocabulary().meanings
    if relation in meanings["LAST"]:
        return "before"
    if relation in meanings["NEXT"] or relation in meanings["FOLLOWING"]:
        return "after"
    return "on-or-after" if context.tense_of(match) == "future" else "on-or-before"


def _weekday_from(day: date, number: int, direction: str) -> date:
    ahead = (number - day.isoweekday()) % 7
    behind = (day.isoweekday() - number) % 7
    if direction == "before":
        return day - timedelta(days=behind or 7)
    if direction == "after":
        return day + timedelta(days=ahead or 7)
    return day + timedelta(days=ahead) if direction == "on-or-after" else day - timedelta(days=behind)


def holiday(match: Match, context: Context) -> Reading | None:
    """Read a named day, in the year said or the one the context gives."""
    entry = match.rule.settings["holiday"]
    if "year" in entry:
        return dated(_holiday_in(entry, entry["year"]), match, "explicit")
    year, basis = _year_of(match, context)
    if year is not None:
        return dated(_holiday_in(entry, year), match, basis) if year > 0 else None
    base = context.now("day")
    days = base.days() if base else None
    if base is None or days is None:
        fixed = f"{entry['month']:02}-{entry['day']:02}" if "day" in entry else "XX-XX"
        return Reading("DATE", f"XXXX-{fixed}", granularity="day")
    candidates = [_holiday_in(entry, base.year + offset) for offset in (-1, 0, 1)]
    return dated(nearest(candidates, days[0]), match, "relative")


def _holiday_in(entry: dict[str, Any], year: int) -> Period:
    if "easter" in entry:
        return containing(easter.easter(year) + timedelta(days=entry["easter"]), "day")
    if "nth" in entry:
        return containing(_nth_weekday(year, *entry["nth"]), "day")
    return Period("day", year, entry["month"], entry["day"])


def _nth_weekday(year: int, number: int, weekday_number: int, count: int) -> date:
    if count > 0:
        first = _weekday_from(date(year, number, 1), weekday_number, "on-or-after")
        return first + timedelta(weeks=count - 1)
    last = date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
    return _weekday_from(last, weekday_number, "on-or-before") + timedelta(weeks=count + 1)


def clock(match: Match, context: Context) -> Reading | None:
    """Read a time of the day, on the day named beside it, else the last spoken of or that of publication."""
    suffix = _clock_suffix(match.groups)
    if not suffix:
        return None
    period = _clock_day(match, context)
    if period is None:
        return Reading("TIME", f"XXXX-XX-XX{suffix}", granularity="day")
    basis: TimeBasis = "publication" if match.groups.get("deictic", "").lower() == "today" else "relative"
    return dated(period, match, basis, suffix=suffix)


def _clock_day(match: Match, context: Context) -> Period | None:
    deictic = match.groups.get("deictic", "").lower()
    if deictic:
        today = context.now("day")
        return today.shift({"yesterday": -1, "tomorrow": 1}.get(deictic, 0)) if today else None
    if "weekday" in match.groups:
        reading = weekday(match, context)
        return reading.period if reading else None
    if context.beside is not None:
        return context.beside
    return context.narrative("day") if context.history else context.now("day")


def _clock_suffix(groups: dict[str, str]) -> str:
    hour, minute = _hour_and_minute(groups)
    if hour is None:
        return ""
    half_day = re.sub(r"\W", "", groups.get("half", "")).lower()
    if half_day and not 1 <= hour <= 12:
        return ""
    if half_day:
        hour = hour % 12 + (12 if half_day == "pm" else 0)
    elif groups.get("part", "").lower() in ("afternoon", "evening") and hour < 12:
        hour += 12
    vocabulary = load_vocabulary()
    zone = _zone(vocabulary, groups.get("zone", ""))
    return f"T{hour:02}:{minute:02}{zone}"


def _zone(vocabulary: Vocabulary, words: str) -> str:
    return str(vocabulary.meaning("ZONE", words) or "")


def _hour_and_minute(groups: dict[str, str]) -> tuple[int | None, int]:
    if words := groups.get("clock"):
        hour, minute = words.split(":")[:2]
        return int(hour), int(minute)
    if words := groups.get("military"):
        hour_number, minute_number = int(words[:2]), int(words[2:])
        return (hour_number, minute_number) if hour_number < 25 and minute_number < 60 else (None, 0)
    if words := groups.get("hour_word"):
        return _lookup("HOUR_WORD", words), 0
    if words := groups.get("hour"):
        return (int(words) if words.isdigit() else _lookup("DIGIT_WORD", words)), 0
    return None, 0
