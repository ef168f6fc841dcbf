from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.attributions import find_attributions
from dateline.language import as_article, parse_articles


def test_speech_goes_on_in_whole_quoted_paragraphs(told):
    text = "“They came at night,” Maria Silva said.\n“They took everything we had.\n“Nobody helped us.”"
    ((who, cue, content, direct),) = told(text)
    assert (who, cue, direct) == ("Maria Silva", "said", True)
    assert content == "“They came at night,” | “They took everything we had. | “Nobody helped us.”"


def test_a_new_cue_ends_the_speech(told):
    text = "“They came at night,” Maria Silva said.\n“We were asleep,” said Tom Reed."
    assert [(who, content) for who, _, content, _ in told(text)] == [
        ("Maria Silva", "“They came at night,”"),
        ("Tom Reed", "“We were asleep,”"),
    ]


def test_quote_of_two_sentences_is_whole(told):
    text = "“We were asleep. Nobody heard the soldiers come,” said Tom Reed."
    assert told(text) == [("Tom Reed", "said", "“We were asleep. Nobody heard the soldiers come,”", True)]


def test_words_before_a_quote_that_is_the_content_are_left_out(told):
    ((_, cue, content, direct),) = told("Anna Weiss called the vote “a farce staged for the cameras.”")
    assert (cue, content, direct) == ("called", "“a farce staged for the cameras.”", True)


def test_those_quoted_as_saying_are_the_source(told):
    found = told("Reuters quoted two officials as saying that the army had left the port.")
    assert ("two officials", "saying", "that the army had left the port", False) in found


@pytest.mark.parametrize("source", ["ministers", "the ministry"])
def test_source_is_no_part_of_the_content(told, source):
    ((_, _, content, _),) = told(f"The port, {source} said, is closed.")
    assert source not in content


WORDS = st.lists(
    st.sampled_from(
        ["“", "”", '"', "Anna", "Weiss", "said", "that", "the", "port", "is", ",", ".", ":", "he", "\n"]
    ),
    max_size=40,
)


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_spans_lie_within_the_text_in_order_and_apart(words):
    text = " ".join(words)
    (parsed,) = parse_articles([as_article(text)])
    for a in find_attributions(parsed):
        assert a.content
        spans = [*a.content]
        assert spans == sorted(spans)
        assert all(0 <= s < e <= len(text) for s, e in [*spans, *filter(None, (a.source, a.cue))])
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
