"""Full dates in words and figures, for date lines and for the bound that a text itself proves."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from dateutil import parser as dateutil_parser

from dateline.articles._patterns import words

__all__ = ["before_date", "day_of", "is_date_line", "latest_proved_day", "stated_day"]

_ISO = re.compile(r"\b(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_FIGURES = re.compile(r"\b(\d{1,2})([-/.])(\d{1,2})\2(\d{4})\b")
_YEAR = re.compile(r"\b(?:in|since|during|of) ((?:19|20)\d\d)\b(?!-|–|s\b|/)")
_WORD = re.compile(r"[^\W\d_][\w.'’]{0,20}|\d{1,4}")
_SENTENCE = re.compile(r"[^.!?\n]{1,1000}(?:\.(?=\w)[^.!?\n]{1,1000}){0,20}")
_PRINTED = range(1900, 2101)


@lru_cache(maxsize=1)
def _worded() -> tuple[re.Pattern[str], ...]:
    months = "|".join(sorted(words()["months"], key=len, reverse=True))
    month = rf"(?P<month>{months})\.?"
    day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|º|\.)?"
    year = r"(?P<year>(?:19|20)\d\d)\b"
    return (
        re.compile(rf"\b{month}\s{{1,3}}{day},?\s{{1,3}}{year}", re.I),
        re.compile(
            rf"\b{day}(?:\s{{1,3}}|-)(?:of |de |d')?{month}(?:\s{{1,3}}|,\s{{1,3}}|-)(?:de |del )?{year}",
            re.I,
        ),
        re.compile(
            rf"\b(?:in|since|during|from|early|late|mid-?)\s{{1,3}}{month},?\s{{1,3}}(?:of )?{year}", re.I
        ),
    )


def day_of(stated: str | None) -> str | None:
    """Return the day of a record's own time of publication, ISO 8601 or any common form, else None."""
    if not stated or not stated.strip():
        return None
    stated = stated.strip()[:80]
    found = stated_day(stated)
    if found or not re.search(r"\d{4}", stated) or _FIGURES.search(stated):
        return found
    try:
        parsed = dateutil_parser.parse(stated, default=datetime(1, 1, 1), fuzzy=False)
    except (ValueError, OverflowError, TypeError):
        return None
    return parsed.date().isoformat() if parsed.year in _PRINTED else None


def stated_day(text: str) -> str | None:
    """Return the first full date in ``text`` as an ISO day; None where there is none or it is ambiguous."""
    candidates = [(match.start(), day) for match, day in _full_dates(text)]
    return min(candidates)[1] if candidates else None


def before_date(text: str) -> str:
    """Return what stands before the first full date, all of it where there is none or nothing before it."""
    starts = [match.start() for match, _ in _full_dates(text)]
    return text[: min(starts)].rstrip(" ,-–—|·•") or text if starts else text


def _full_dates(text: str) -> list[tuple[re.Match[str], str]]:
    found = [(m, _iso(m[1], m[3], m[4])) for m in _ISO.finditer(text)]
    found += [(m, _figures(m[1], m[2], m[3], m[4])) for m in _FIGURES.finditer(text)]
    months = words()["months"]
    for pattern in _worded()[:2]:
        found += [(m, _iso(m["year"], months[m["month"].lower()], m["day"])) for m in pattern.finditer(text)]
    return [(match, day) for match, day in found if day]


def _iso(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat() if int(year) in _PRINTED else None
    except ValueError:
        return None


def _figures(first: str, mark: str, second: str, year: str) -> str | None:
    """Read 16.07.2018 and 07/16/2018; with both figures below 13 and a slash, who wrote it is unknown."""
    if mark == "." or int(first) > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if int(second) > 12 else None


def is_date_line(line: str) -> bool:
    """Tell whether a line holds nothing but when the page was published or changed."""
    if len(line) > 90 or not re.search(r"\d|yesterday|today", line, re.I):
        return False
    tokens = [token.lower() for token in _WORD.findall(line)]
    table = words()
    named = [t for t in tokens if t in table["months"] or t in table["weekdays"]]
    known = all(t.isdigit() or t in named or t.rstrip(".") in table["date_words"] for t in tokens)
    figures = stated_day(line) or named or re.search(r"\b(ago|yesterday)\b|\d:\d\d|\d ?[ap]\.?m", line, re.I)
    return bool(known and figures and tokens)


def latest_proved_day(text: str) -> str | None:
    """Return the latest day that the text tells of as past: no earlier can it have been published.

    Full dates count as such, a month from its first day, a year from January 1st. Sentences that look
    ahead ("will", "scheduled") and days after "by", "until" and the like prove nothing.
    """
    future = words()["future"]
    days = [
        day
        for sentence in _SENTENCE.findall(text)
        if re.search(r"\d{4}", sentence) and not future & set(re.findall(r"[a-z]+", sentence.lower()))
        for day in _days_in(sentence)
    ]
    return max(days, default=None)


def _days_in(sentence: str) -> list[str]:
    months = words()["months"]
    found = _full_dates(sentence)
    found += [
        (m, f"{m['year']}-{months[m['month'].lower()]:02d}-01") for m in _worded()[2].finditer(sentence)
    ]
    found += [(m, f"{m[1]}-01-01") for m in _YEAR.finditer(sentence)]
    return [day for match, day in found if not _is_bounded(sentence[: match.start()])]


def _is_bounded(before: str) -> bool:
    last = re.search(r"(\w+)\W{0,3}\Z", before[-20:])
    return last is not None and last[1].lower() in words()["bounds"]
