"""The tense around a time, by the parser and by words alone."""

from __future__ import annotations

import pytest

from dateline.language import as_article, parse_articles
from dateline.times import find_times, find_times_in_text

SENTENCES = [
    ("The king arrived on Saturday.", "past"),
    ("The king will arrive on Saturday.", "future"),
    ("The king is arriving on Saturday.", "future"),
    ("The king is expected to arrive on Saturday.", "future"),
    ("The king had arrived by Saturday.", "past"),
    ("On Saturday, the king arrived.", "past"),
    ("On Saturday, the king will arrive.", "future"),
    ("The king could soon arrive on Saturday.", "future"),
]
DAYS = {"past": "2022-02-26", "future": "2022-03-05"}


@pytest.mark.parametrize(("text", "tense"), SENTENCES)
def test_words_alone(text: str, tense: str) -> None:
    days = [t.begin for t in find_times_in_text(text, published="2022-03-02") if t.text == "Saturday"]
    assert days == [DAYS[tense]]


@pytest.mark.parametrize(("text", "tense"), SENTENCES)
def test_the_parser(text: str, tense: str) -> None:
    article = as_article(text, published="2022-03-02")
    parsed = next(iter(parse_articles([article])))
    days = [t.begin for t in find_times(article, parsed=parsed) if t.text == "Saturday"]
    assert days == [DAYS[tense]]


def test_another_sentence_does_not_count() -> None:
    found = find_times_in_text(
        "It will rain. The king arrived Saturday. It will snow.", published="2022-03-02"
    )
    assert found[0].begin == DAYS["past"]
