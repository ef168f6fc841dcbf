"""Weighted words of articles."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st
from tests.stories._texts import FERRY, STRIKE, article

from dateline.stories._profiles import Weigher, dot, profile


def test_a_vector_has_length_one() -> None:
    vector = Weigher().vector(profile(article("a", FERRY)))
    assert math.isclose(sum(x * x for x in vector.values()), 1.0)


def test_rare_words_weigh_more_than_common_ones() -> None:
    weigher = Weigher()
    assert weigher.rarity("kestrel") > weigher.rarity("school") > weigher.rarity("president")


def test_words_of_the_corpus_lose_weight() -> None:
    weigher = Weigher()
    before = weigher.rarity("kestrel")
    weigher.add([profile(article("a", FERRY))])
    assert weigher.rarity("kestrel") < before


def test_the_headline_counts_most() -> None:
    plain = profile(article("a", FERRY, headline="Ferry aground"))
    times = dict(zip(plain.stems, plain.times, strict=True))
    other = profile(article("a", FERRY, headline="Weather"))
    assert times["aground"] == dict(zip(other.stems, other.times, strict=True))["aground"] + 2


def test_the_first_line_stands_in_for_a_headline() -> None:
    one = profile(article("a", FERRY))
    times = dict(zip(one.stems, one.times, strict=True))
    assert times["marrow"] > times["daybreak"]


def test_an_empty_article_has_an_empty_vector() -> None:
    assert Weigher().vector(profile(article("a", ""))) == {}


def test_undated_articles_come_last() -> None:
    dated, undated = profile(article("z", STRIKE, published="2031-05-06")), profile(article("a", STRIKE))
    assert sorted([undated, dated], key=lambda p: p.order) == [dated, undated]


_vectors = st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 1), max_size=6)


@given(_vectors, _vectors)
def test_dot_does_not_depend_on_the_order(left: dict[str, float], right: dict[str, float]) -> None:
    assert math.isclose(dot(left, right), dot(right, left), abs_tol=1e-12)
