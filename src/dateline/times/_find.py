"""Finds the time expressions of an article and reads each in the light of those before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from dateline.language import READABLE_ROLES, ParsedArticle, as_article
from dateline.records import Article, TimeExpression
from dateline.times import _dates, _relative
from dateline.times._context import Context, Reading
from dateline.times._grammar import Match, load_grammar
from dateline.times._period import Period
from dateline.times._tense import tense_reader

__all__ = ["find_times", "find_times_in_text"]

_MEANINGS: Final[dict[str, Callable[[Match, Context], Reading | None]]] = {
    "ago": _relative.ago,
    "calendar": _dates.calendar_day,
    "century": _dates.century,
    "clock": _dates.clock,
    "decade": _dates.decade,
    "deictic": _relative.deictic,
    "dotted": _dates.dotted,
    "duration": _relative.duration,
    "every": _relative.every,
    "every_season": _relative.every_season,
    "every_weekday": _relative.every_weekday,
    "first_of_range": _dates.first_of_range,
    "half": _dates.half,
    "holiday": _dates.holiday,
    "iso": _dates.iso,
    "month": _dates.month,
    "offset": _relative.offset,
    "often": _relative.often,
    "partday": _relative.partday,
    "quarter": _dates.quarter,
    "reference": _relative.reference,
    "relative": _relative.relative,
    "same_time": _relative.same_time,
    "season": _dates.season,
    "second_of_range": _dates.second_of_range,
    "short_year": _dates.short_year,
    "slashed": _dates.slashed,
    "span": _relative.span,
    "weekday": _dates.weekday,
    "weekend": _relative.weekend,
    "year": _dates.year,
    "year_before": _relative.year_before,
    "year_before_christ": _dates.year_before_christ,
}
_BRACKET = 80  # characters before an expression in which a bracket may open
_LOOK_AHEAD = re.compile(r"\b(?:until|till|since)\s{1,3}$")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_OPENING = 15  # characters before a time that stands at the head of its sentence ("In the summer of")
_NEAR_CLOCK = 24  # characters between a time of day and its date
_DAYS_NAMED = frozenset({"calendar", "weekday", "iso", "slashed", "dotted", "deictic"})
_MIN_DATED = 2  # explicit years that a history must have
_MANY_DATED = 5
_LONG_AGO = 5  # years; a history told with few dates lies further back
_PAST_SHARE = 0.7
_DEICTIC_SHARE = 0.2
_OF_ITS_DAY = frozenset({"weekday", "deictic", "weekend"})


def find_times(article: Article, *, parsed: ParsedArticle | None = None) -> tuple[TimeExpression, ...]:
    """Return the time expressions of the readable paragraphs of ``article``, in order of the text.

    Spans are offsets into ``article.text``; days ISO 8601. ``parsed`` may give the tense of the verb that
    a bare weekday or month belongs to; without it, words near it tell. Nothing is resolved against a
    publication day that the article does not have.
    """
    paragraphs = [p for p in article.paragraphs if p.role in READABLE_ROLES and p.start < p.end]
    grammar = load_grammar()
    matches = [(p.start, grammar.find(article.text[p.start : p.end])) for p in paragraphs]
    published = _day(article.published)
    context = Context(published, _is_history([m for _, found in matches for m in found], published))
    found: list[TimeExpression] = []
    for start, paragraph_matches in matches:
        context.tense_of = tense_reader(parsed, start)
        found.extend(_read(paragraph_matches, context, start))
    return tuple(found)


def find_times_in_text(text: str, *, published: str | None = None) -> tuple[TimeExpression, ...]:
    """Return the time expressions of bare text, each line a paragraph; ``published`` is a day, ISO 8601."""
    return find_times(as_article(text, published=published))


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _is_history(matches: Sequence[Match], published: date | None) -> bool:
    """Say whether the text tells of a past of its own, by the years it names."""
    years = [int(m.groups["year"]) for m in matches if m.groups.get("year", "").isdigit()]
    if len(years) < (_MIN_DATED if published else _MANY_DATED):
        return False
    of_its_day = sum(1 for m in matches if m.rule.meaning in _OF_ITS_DAY)
    gap = 0 if len(years) >= _MANY_DATED else _LONG_AGO
    past = sum(1 for year in years if published is None or year < published.year - gap)
    return past / len(years) > _PAST_SHARE and of_its_day / len(years) < _DEICTIC_SHARE


def _read(matches: Sequence[Match], context: Context, offset: int) -> Iterator[TimeExpression]:
    for i, match in enumerate(matches):
        context.beside = _day_beside(matches, i, context)
        reading = _MEANINGS[match.rule.meaning](match, context)
        if reading is None:
            continue
        context.previous = reading.period
        if reading.period is not None and not _is_aside(match, reading.period, context):
            context.remember(reading.period)
        yield _expression(match, reading, offset)


def _is_aside(match: Match, period: Period, context: Context) -> bool:
    """Say whether a time is no step of the narrative: in brackets, a look back, or an end told ahead."""
    text = match.tokens.text
    before = text[max(0, match.start - _BRACKET) : match.start]
    if before.rfind("(") > before.rfind(")"):
        return True
    last = context.last("year")
    if match.rule.meaning in ("relative", "offset", "ago") and last and period.year < last.year:
        return True
    ahead = match.rule.meaning == "year" and last is not None and period.year > last.year
    return bool(_LOOK_AHEAD.search(before)) or (ahead and not _opens_sentence(before))


def _opens_sentence(before: str) -> bool:
    return len(_SENTENCE_END.split(before)[-1]) <= _OPENING


def _day_beside(matches: Sequence[Match], i: int, context: Context) -> Period | None:
    """Return the day named near a time of day: after it ("5:34 AM on March 20, 2003"), or before it."""
    match = matches[i]
    if match.rule.meaning != "clock":
        return None
    following = matches[i + 1] if i + 1 < len(matches) else None
    if following and following.start - match.end <= _NEAR_CLOCK and following.rule.meaning in _DAYS_NAMED:
        reading = _MEANINGS[following.rule.meaning](following, context)
        return reading.period if reading else None
    previous = context.previous
    before = match.tokens.text[matches[i - 1].end : match.start] if i else ". "
    same_sentence = len(before) <= _BRACKET and not _SENTENCE_END.search(before)
    return previous if same_sentence and previous is not None and previous.unit == "day" else None


def _expression(match: Match, reading: Reading, offset: int) -> TimeExpression:
    days = reading.days
    return TimeExpression(
        start=match.start + offset,
        end=match.end + offset,
        text=match.tokens.text[match.start : match.end],
        type=reading.type,
        value=reading.value,
        begin=days[0].isoformat() if days else None,
        end_day=days[1].isoformat() if days else None,
        granularity=reading.granularity,
        basis=reading.basis if days or reading.basis == "explicit" else "unknown",
    )
