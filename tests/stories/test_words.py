"""Words, their stems and their places."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Article, Paragraph
from dateline.stories._words import (
    content_spans,
    content_stems,
    frequencies,
    headline_of,
    stem,
    stop_stems,
    words,
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("visited", "visits"),
        ("Ministries", "ministry"),
        ("Lindmoor's", "Lindmoor"),
        ("Lindmoor’s", "lindmoor"),
        ("U.S.", "US"),
        ("12,500", "12500"),
        ("closing", "closed"),
    ],
)
def test_inflections_share_a_stem(left: str, right: str) -> None:
    assert stem(left) == stem(right)


@pytest.mark.parametrize(("left", "right"), [("press", "pres"), ("2019", "2020"), ("boss", "bos")])
def test_other_words_keep_apart(left: str, right: str) -> None:
    assert stem(left) != stem(right)


@given(st.text(max_size=300))
def test_words_stand_where_they_say(text: str) -> None:
    found = list(words(text))
    assert all(text[w.start : w.end] == w.raw for w in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(
    st.text(alphabet="ABCabc '’-.,0123", min_size=1, max_size=200), st.integers(0, 50), st.integers(0, 200)
)
def test_words_stay_within_the_bounds_asked_for(text: str, start: int, end: int) -> None:
    assert all(start <= w.start and w.end <= end for w in words(text, start, end))


def test_a_run_of_letters_without_end_is_no_word() -> None:
    assert [w.raw for w in words("a " + "x" * 100_000 + " b")] == ["a", "b"]


def test_furniture_and_captions_are_not_content() -> None:
    text = "Envoys met. Sign up now. A caption."
    paragraphs = (Paragraph(0, 11, "body"), Paragraph(12, 24, "furniture"), Paragraph(25, 35, "caption"))
    assert content_stems(Article("a", text, paragraphs)) == ["envoy", "met"]


def test_a_page_that_is_but_a_picture_reports_by_its_caption() -> None:
    assert content_spans(Article("a", "A caption.", (Paragraph(0, 10, "caption"),))) == ((0, 10),)


def test_without_paragraphs_the_whole_text_counts() -> None:
    assert content_spans(Article("a", "Envoys met.")) == ((0, 11),)
    assert content_spans(Article("a", "")) == ()


def test_headline_comes_from_the_record_and_else_from_the_page() -> None:
    marked = Article("a", "Envoys meet\nThey met.", (Paragraph(0, 11, "headline"), Paragraph(12, 21, "body")))
    assert headline_of(marked) == "Envoys meet"
    assert headline_of(Article("a", "They met.", headline="Talks")) == "Talks"
    assert headline_of(Article("a", "They met.")) == ""


def test_tables_hold_what_the_code_looks_up() -> None:
    assert {stem("said"), stem("would")} <= stop_stems()
    table = frequencies()
    assert 0 < max(table.counts.values()) <= table.documents
    assert table.counts[stem("president")] > table.counts[stem("helicopter")]
