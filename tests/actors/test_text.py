"""Folding, words and sketches of names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.actors._text import acronym_key, fold, singular, sketch, words_of


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Nicolás Maduro", "nicolas maduro"),
        ("the U.S. Senate", "us senate"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Sao Tome-Principe", "sao tome principe"),
        ("People's Liberation Army", "people 's liberation army"),
        ("Łódź", "lodz"),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_an_acronym_is_no_ordinary_word() -> None:
    assert acronym_key("U.S.") == acronym_key("US") == "=US"
    assert acronym_key("us") is None
    assert acronym_key("Us") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("zelensky", "zelenskyy"),
        ("mohammed hussein", "mohamed hussein"),
        ("sergei shoigu", "sergey shoigu"),
        ("yuri", "yuriy"),
    ],
)
def test_transliterations_share_a_sketch(one: str, other: str) -> None:
    assert sketch(one) == sketch(other)


def test_different_names_do_not_share_a_sketch() -> None:
    assert sketch("ivan duque") != sketch("ivan duda")


@pytest.mark.parametrize(
    ("plural", "one"),
    [("soldiers", "soldier"), ("policemen", "policeman"), ("authorities", "authority"), ("press", "press")],
)
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    words = words_of(text)
    assert all(text[w.start : w.end] == w.text for w in words)
    assert all(a.end <= b.start for a, b in pairwise(words))


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    folded = fold(text)
    if not folded.startswith("the "):
        assert fold(folded) == folded
