"""Rules as data: how patterns become regular expressions, and which matches win."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ConfigurationError
from dateline.times._grammar import Grammar, load_grammar
from dateline.times._vocabulary import Vocabulary, load_vocabulary

WORDS: dict[str, Any] = {
    "capitalised": ["MONTH"],
    "classes": {"MONTH": {"may": 5, "june": 6}, "UNIT": ["week", "month"], "LAST": ["last", "past"]},
}


def grammar(*rules: dict[str, Any], prefixes: tuple[dict[str, Any], ...] = ()) -> Grammar:
    data = {"macros": {"month": "MONTH .?"}, "rules": list(rules), "prefixes": list(prefixes)}
    return Grammar(Vocabulary(WORDS), data)


def found(own: Grammar, text: str) -> list[tuple[str, str]]:
    return [(m.rule.name, text[m.start : m.end]) for m in own.find(text)]


def test_classes_macros_names_and_options() -> None:
    own = grammar(
        {"name": "month", "pattern": "( the )? month:( @month ) ( year:YEAR )?", "meaning": "month"},
        {"name": "last", "pattern": "rel:LAST unit:UNIT", "meaning": "relative"},
    )
    text = "Last week, not in May. 2019 but in June 2020"
    matches = own.find(text)
    assert [m.groups for m in matches] == [
        {"rel": "Last", "unit": "week"},
        {"month": "May.", "year": "2019"},
        {"month": "June", "year": "2020"},
    ]


def test_the_longer_match_wins_then_the_earlier_rule() -> None:
    own = grammar(
        {"name": "short", "pattern": "MONTH", "meaning": "month"},
        {"name": "first", "pattern": "MONTH YEAR", "meaning": "month"},
        {"name": "second", "pattern": "MONTH YEAR", "meaning": "month"},
    )
    assert found(own, "June 2019, June") == [("first", "June 2019"), ("short", "June")]


def test_surroundings_are_no_part_of_the_match() -> None:
    own = grammar(
        {"name": "a", "pattern": "MONTH", "meaning": "month", "after": "in | by", "not_before": "YEAR"}
    )
    assert found(own, "in May, May, by June 2019, by June") == [("a", "May"), ("a", "June")]


def test_a_capital_tells_the_month_from_the_verb() -> None:
    own = grammar({"name": "a", "pattern": "MONTH", "meaning": "month"})
    assert found(own, "They may go in May") == [("a", "May")]


def test_nothing_shields_words() -> None:
    own = grammar(
        {"name": "no", "pattern": "past UNIT", "meaning": "nothing"},
        {"name": "unit", "pattern": "UNIT", "meaning": "duration"},
    )
    assert found(own, "past week and week") == [("unit", "week")]


def test_prefixes_reach_no_further_back_than_the_match_before() -> None:
    prefix = {"pattern": "( the )? end of", "mod": "END", "of": ["month"]}
    own = grammar({"name": "m", "pattern": "MONTH", "meaning": "month"}, prefixes=(prefix,))
    matches = own.find("At the end of May and June")
    assert [(m.tokens.words(m.first, m.last), m.mod) for m in matches] == [
        ("the end of May", "END"),
        ("June", None),
    ]


@pytest.mark.parametrize("pattern", ["( MONTH", "MONTH )", "MONTH | | )"])
def test_a_broken_pattern_is_told_with_its_rule(pattern: str) -> None:
    with pytest.raises(ConfigurationError, match="'broken'"):
        grammar({"name": "broken", "pattern": pattern, "meaning": "month"})


def test_an_unknown_class_is_told() -> None:
    with pytest.raises(ConfigurationError, match="WEEKDAY"):
        grammar({"name": "a", "pattern": "WEEKDAY", "meaning": "weekday"})


def test_tokens_split_badly_joined_words_but_no_dates() -> None:
    tokens = load_vocabulary().encode("TimesThis weekend 2018-07-15T14:05:00Z, 15.07.2018 at 8 p.m.")
    words = [tokens.words(i, i + 1) for i in range(len(tokens.spans))]
    assert words == [
        "Times",
        "This",
        "weekend",
        "2018-07-15T14:05:00Z",
        ",",
        "15.07.2018",
        "at",
        "8",
        "p.m.",
    ]


@given(st.text(max_size=200))
def test_tokens_cover_all_but_the_gaps(text: str) -> None:
    tokens = load_vocabulary().encode(text)
    assert len(tokens.codes) == len(tokens.spans)
    place = 0
    for start, end in tokens.spans:
        assert start < end
        assert not text[place:start].strip()
        place = end
    assert not text[place:].strip()


@given(
    st.lists(
        st.sampled_from(
            [
                "in",
                "the",
                "May",
                "2019",
                "-",
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
            ]
        )
    )
)
def test_matches_are_in_order_and_apart(words: list[str]) -> None:
    place = 0
    for match in load_grammar().find(" ".join(words)):
        assert place <= match.start < match.end
        place = match.end
