"""Times said from another time, and stretches: "last week", "two days later", "three years"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final, Literal

from dateutil.relativedelta import relativedelta

from dateline.records import TimeBasis
from dateline.times._context import Context, Reading, dated
from dateline.times._grammar import Match
from dateline.times._period import SEASONS, Days, Unit, containing
from dateline.times._vocabulary import load_vocabulary

__all__ = [
    "ago",
    "deictic",
    "duration",
    "every",
    "every_season",
    "every_weekday",
    "number_of",
    "offset",
    "often",
    "partday",
    "reference",
    "relative",
    "same_time",
    "span",
    "weekend",
    "year_before",
]

_CALENDAR: Final[dict[str, Unit]] = {
    "D": "day", "N": "day", "W": "week", "WE": "weekend", "F": "week", "M": "month", "Q": "quarter",
    "Y": "year", "DE": "decade", "CE": "century",
}  # fmt: skip
_UNKNOWN: Final[dict[Unit, str]] = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX",
    "quarter": "XXXX-QX", "half": "XXXX-HX", "season": "XXXX-XX", "year": "XXXX", "decade": "XXX",
    "century": "XX",
}  # fmt: skip
_ADVERBS: Final = {
    "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annual": "P1Y",
    "annually": "P1Y", "hourly": "PT1H", "quarterly": "P1Q", "biweekly": "P2W", "fortnightly": "P2W",
}  # fmt: skip
_HALVES: Final = {"H": "PT30M", "Y": "P6M", "DE": "P5Y", "CE": "P50Y", "D": "PT12H"}
_EARLIER: Final = frozenset({"ago", "back", "earlier", "before", "previously", "beforehand"})
_Anchor = Literal["now", "narrative"]


def _unit_of(match: Match) -> str:
    words = match.groups["unit"].lower().split("-")[-1].strip()
    vocabulary = load_vocabulary()
    found = (vocabulary.meaning(name, words) for name in ("UNIT", "UNITS", "LONG_WORD"))
    return next(str(code) for code in found if code)


def number_of(words: str) -> float | None:
    """Return the number that "twenty-five", "1,200" or "a dozen" say; None for none."""
    words = words.lower().strip()
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", words):
        return float(words.replace(",", ""))
    if words.startswith("half"):
        return 0.5
    if words == "a dozen":
        return 12
    vocabulary = load_vocabulary()
    total = 0
    for part in re.split(r"[\s-]+", words):
        scale = vocabulary.meaning("SCALE", part)
        value = vocabulary.meaning("DIGIT_WORD", part) or vocabulary.meaning("TENS", part)
        total = max(total, 1) * scale if scale else total + (value or 0)
    return total or None


def _count(match: Match) -> float | None:
    """Return how many units the words say; None where they leave it open ("several")."""
    groups = match.groups
    more = 0.5 if "half" in groups else 0
    if "one" in groups:
        return 1 + more
    if "number" in groups:
        return (number_of(groups["number"]) or 0) + more or None
    return 2 if groups.get("vague", "").lower() in ("a couple of", "couple of", "a couple") else None


def _length(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of a duration, such as P3Y, PT2H or PXD."""
    if count == 0.5 and unit in _HALVES:
        return _HALVES[unit]
    if unit == "F":
        count, unit = (count * 2 if count else None), "W"
    amount = "X" if count is None else f"{count:g}" if count < 1e6 else f"{count:.0f}"
    code = load_vocabulary().data["unit_codes"][unit]
    return f"PT{amount}{code[1]}" if code[0] == "T" else f"P{amount}{code}"


def _unresolved(unit: Unit, suffix: str = "") -> Reading:
    return Reading("TIME" if suffix else "DATE", _UNKNOWN[unit] + suffix, granularity=None)


def _moved(
    match: Match, context: Context, unit: Unit, count: int, anchor: _Anchor, suffix: str = ""
) -> Reading:
    base = context.now(unit) if anchor == "now" else context.step(unit, count)
    period = base.shift(count) if base else None
    if period is None:
        return _unresolved(unit, suffix)
    return _clipped(dated(period, match, "relative", suffix=suffix), match, context)


def _clipped(reading: Reading, match: Match, context: Context) -> Reading:
    """Return ``reading`` cut at the publication day where the words say "earlier this year"."""
    today, days = context.published, reading.days
    if days is None or today is None or match.prefix not in ("earlier", "later") or context.history:
        return reading
    if not days[0] <= today <= days[1]:
        return reading
    cut: Days = (days[0], today) if match.prefix == "earlier" else (today, days[1])
    return Reading(reading.type, reading.value, cut, reading.granularity, reading.basis, reading.period)


def _relation(match: Match) -> tuple[int, _Anchor]:
    """Return how many units on, and from where, "last", "the following" or "that same" point."""
    words = match.groups.get("rel", "").lower().split(" ")
    meanings = load_vocabulary().meanings
    word, definite = words[-1], words[0] == "the"
    if word in meanings["BEFORE_THAT"] or word == "before":
        return -1, "narrative"
    if word in meanings["LAST"]:
        return -1, "now"
    if word in meanings["NEXT"]:
        return 1, "narrative" if definite else "now"
    if word in meanings["FOLLOWING"]:
        return 1, "narrative"
    return 0, "now" if word in ("this", "current") else "narrative"


def relative(match: Match, context: Context) -> Reading | None:
    """Read "last week", "the same month", "the following day", "this year"."""
    unit = _unit_of(match)
    count, anchor = _relation(match)
    return _moved(match, context, _CALENDAR[unit], count * (2 if unit == "F" else 1), anchor)


def weekend(match: Match, context: Context) -> Reading | None:
    """Read "this weekend"; the last one where Monday to Thursday speak of "the weekend" in the past."""
    count, anchor = _relation(match)
    base = context.now("weekend") if anchor == "now" else context.last("weekend") or context.now("weekend")
    today = context.published
    early_in_week = today is not None and today.isoweekday() < 5 and not context.history
    if early_in_week and (count == 0 and context.tense_of(match) == "past"):
        count = -1
    period = base.shift(count) if base else None
    return dated(period, match, "relative") if period else _unresolved("weekend")


def deictic(match: Match, context: Context) -> Reading | None:
    """Read "today", "yesterday", "tomorrow night", "tonight"."""
    words = match.groups["deictic"].lower()
    shifts = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
    part = "night" if words == "tonight" else match.groups.get("part")
    suffix = f"T{load_vocabulary().meaning('PARTDAY', part)}" if part else ""
    if context.history and words == "today":
        return Reading("DATE", "PRESENT_REF")
    base = context.now("day")
    period = base.shift(shifts.get(words, 0)) if base else None
    if period is None:
        return Reading("DATE", "PRESENT_REF") if words == "today" else _unresolved("day", suffix)
    basis: TimeBasis = "publication" if words in ("today", "tonight") else "relative"
    return dated(period, match, basis, suffix=suffix)


def partday(match: Match, context: Context) -> Reading | None:
    """Read "this morning", "that afternoon", "last night", "overnight"."""
    part = match.groups["part"].lower()
    suffix = "T" + str(load_vocabulary().meaning("PARTDAY", part) or "NI")
    relation = match.groups.get("rel", "").lower()
    if not relation:
        base = context.now("day") if part == "overnight" and not context.history else None
        return dated(base, match, "relative", suffix=suffix) if base else _unresolved("day", suffix)
    if relation == "this" and not context.history and context.published:
        return dated(containing(context.published, "day"), match, "publication", suffix=suffix)
    count, anchor = _relation(match)
    return _moved(match, context, "day", count, anchor, suffix)


def ago(match: Match, context: Context) -> Reading | None:
    """Read "three years ago" and "two weeks from now", from the publication day."""
    back = match.groups.get("way", "").lower() in _EARLIER
    return _away(match, context, -1 if back else 1, "now")


def offset(match: Match, context: Context) -> Reading | None:
    """Read "two weeks later" and "a year earlier", from the last day spoken of."""
    back = match.groups["way"].lower() in _EARLIER
    return _away(match, context, -1 if back else 1, "narrative")


def _away(match: Match, context: Context, direction: int, anchor: _Anchor) -> Reading:
    unit = _unit_of(match)
    count = _count(match) if {"one", "number", "vague"} & match.groups.keys() else _bare_count(match)
    whole = int(count) if count is not None and count == int(count) and count < 5000 else None
    if unit not in _CALENDAR or whole is None:
        return Reading("DATE", "PAST_REF" if direction < 0 else "FUTURE_REF")
    return _moved(match, context, _CALENDAR[unit], direction * whole * (2 if unit == "F" else 1), anchor)


def _bare_count(match: Match) -> float | None:
    """Return 1 for "the day before", None for "weeks later"."""
    return 1 if load_vocabulary().meaning("UNIT", match.groups["unit"]) else None


def duration(match: Match, context: Context) -> Reading | None:
    """Read "three years", "a few days", "12-hour", "23-year-old", "decades-long"."""
    unit = _unit_of(match)
    known = {"one", "number", "vague"} & match.groups.keys()
    whole = 1 if load_vocabulary().meaning("LONG_WORD", match.groups["unit"]) else None
    return Reading("DURATION", _length(_count(match) if known else whole, unit))


def span(match: Match, context: Context) -> Reading | None:
    """Read "the last three years", "the next few months", "recent days": a stretch up to, or from, now."""
    unit = _unit_of(match)
    count = _count(match)
    singular = (
        load_vocabulary().meaning("UNIT", match.groups["unit"])
        and not {"number", "vague"} & match.groups.keys()
    )
    count = 1 if singular else count
    value = _length(count, unit)
    days = _stretch(match, context, count, unit)
    return Reading("DURATION", value, days, "range" if days else None, "relative" if days else "unknown")


def _stretch(match: Match, context: Context, count: float | None, unit: str) -> Days | None:
    today = context.published
    relation = match.groups["rel"].lower().split(" ")[-1]
    meanings = load_vocabulary().meanings
    if today is None or context.history or count is None or count != int(count) or count > 1000:
        return None
    if relation in meanings["LAST"] and relation not in meanings["BEFORE_THAT"]:
        return _reach(today, -int(count), unit)
    return _reach(today, int(count), unit) if relation in meanings["NEXT"] else None


def _reach(today: date, count: int, unit: str) -> Days | None:
    steps = {"D": {"days": count}, "W": {"weeks": count}, "M": {"months": count}, "Q": {"months": 3 * count},
             "Y": {"years": count}, "DE": {"years": 10 * count}, "CE": {"years": 100 * count}}  # fmt: skip
    if unit not in steps:
        return None
    try:
        other = today + relativedelta(**steps[unit])  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return None
    return (other, today) if count < 0 else (today, other)


def every(match: Match, context: Context) -> Reading | None:
    """Read "every day", "every two years", "a year" in "15 a year"."""
    count = number_of(match.groups["number"]) if "number" in match.groups else 1
    if re.search(r"\bother\b", match.tokens.words(match.first, match.last).lower()):
        count = 2
    return Reading("SET", _length(count, _unit_of(match)))


def every_weekday(match: Match, context: Context) -> Reading | None:
    """Read "every Friday" and "Fridays"."""
    word = (match.groups.get("weekday") or match.groups["weekdays"]).lower().removesuffix("s")
    part = match.groups.get("part")
    suffix = f"T{load_vocabulary().meaning('PARTDAY', part)}" if part else ""
    return Reading("SET", f"XXXX-WXX-{load_vocabulary().meaning('WEEKDAY', word)}{suffix}")


def every_season(match: Match, context: Context) -> Reading | None:
    """Read "every summer"."""
    number = load_vocabulary().meaning("SEASON", match.groups["season"])
    return Reading("SET", f"XXXX-{SEASONS[number]}")


def often(match: Match, context: Context) -> Reading | None:
    """Read "daily", "annual"."""
    return Reading("SET", _ADVERBS[match.groups["often"].lower()])


def reference(match: Match, context: Context) -> Reading | None:
    """Read "now", "recently", "the future"; "now" is the publication day where the text is of its day."""
    settings = match.rule.settings
    if (settings.get("history") and not context.history) or (settings.get("news") and context.history):
        return None
    value = str(settings["value"])
    if value != "PRESENT_REF" or context.history or context.published is None:
        return Reading("DATE", value)
    days = (context.published, context.published + timedelta(0))
    return Reading("DATE", value, days, "day", "publication")


def year_before(match: Match, context: Context) -> Reading | None:
    """Read "the same month a year ago": the time last spoken of, a year before."""
    base = context.spoken[-1] if context.spoken else context.now("month")
    if base is None or base.unit in ("week", "weekend", "day"):
        base = context.narrative("month")
    if base is None:
        return Reading("DATE", "PAST_REF")
    return dated(replace(base, year=base.year - 1), match, "relative")


def same_time(match: Match, context: Context) -> Reading | None:
    """Read "at that time": the time last spoken of."""
    if not context.spoken:
        return Reading("DATE", "PAST_REF")
    return dated(context.spoken[-1], match, "relative")
