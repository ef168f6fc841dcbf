from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.attributions._quotes import find_quotes
from dateline.language import as_article


def quoted(text: str) -> list[tuple[str, bool]]:
    return [(text[q.start : q.end], q.closed) for q in find_quotes(text, as_article(text).paragraphs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we stay” and left.", ["“we stay”"]),
        ('He said "we stay" and left.', ['"we stay"']),
        ("«Nous restons», he said.", ["«Nous restons»"]),
        ("‘We’re staying,’ he said.", ["‘We’re staying,’"]),
        ("'We're staying,' he said.", ["'We're staying,'"]),
        ("“We heard ‘leave now’ twice,” she said.", ["“We heard ‘leave now’ twice,”"]),
        ("The ministers' talks and the ships' crews waited.", []),
        ("In the '90s nobody said so.", []),
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
    ],
)
def test_marks(text, expected):
    assert [words for words, _ in quoted(text)] == expected


def test_speech_over_paragraphs_gives_a_quote_in_each():
    text = "“We began early.\n“Then it rained.”"
    assert quoted(text) == [("“We began early.", False), ("“Then it rained.”", True)]


def test_unclosed_mark_in_the_middle_ends_with_its_sentence():
    text = "The “old order has ended. Nobody else spoke."
    assert quoted(text) == [("“old order has ended.", False)]


def test_words_are_counted():
    (quote,) = find_quotes("“Three small words”", as_article("“Three small words”").paragraphs)
    assert (quote.words, quote.paragraph, quote.span) == (3, 0, (0, 19))


@given(st.text(alphabet="ab ‘’“”'\"«».\n", max_size=200))
def test_quotes_are_in_order_and_within_their_paragraph(text):
    paragraphs = as_article(text).paragraphs
    quotes = find_quotes(text, paragraphs)
    for before, after in pairwise(quotes):
        assert before.end <= after.start
    for q in quotes:
        assert paragraphs[q.paragraph].start <= q.start < q.end <= paragraphs[q.paragraph].end


@pytest.mark.parametrize("hostile", ["“", "'a ", "‘a ", "'a' ", '"a ', " 'a“b"])
def test_hostile_marks_take_linear_time(hostile):
    text = hostile * (200_000 // len(hostile))
    begin = time.process_time()
    find_quotes(text, as_article(text).paragraphs)
    assert time.process_time() - begin < 5
