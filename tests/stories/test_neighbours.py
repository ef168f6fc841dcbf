"""Likely relatives by their weightiest words."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stories._neighbours import Vectors, neighbours, ranges, weightiest
from dateline.stories._profiles import dot

A, B, C = {"ferry": 0.8, "marrow": 0.6}, {"ferry": 0.6, "marrow": 0.8}, {"strike": 1.0}


def test_neighbours_are_pairs_that_share_weighty_words() -> None:
    assert list(neighbours(Vectors([A, C, B]))) == [(0, 2, pytest.approx(0.96))]


def test_nothing_has_no_neighbours() -> None:
    assert list(neighbours(Vectors([]))) == []
    assert list(neighbours(Vectors([{}, {}]))) == []


def test_the_nearest_come_first_and_equals_in_order() -> None:
    vectors = Vectors([{"ferry": 0.1}, A, {"marrow": 1.0}, A, {"strike": 0.2}, B])
    assert vectors.nearest(5).tolist() == [1, 3, 2, 0]


def test_a_word_that_all_share_is_looked_up_a_bounded_number_of_times() -> None:
    pairs = list(neighbours(Vectors([{"ferry": 1.0}] * 500)))
    assert len(pairs) <= 500 * 40
    assert {later for _, later, _ in pairs} == set(range(1, 500))
    assert min(earlier for earlier, later, _ in pairs if later == 499) == 199


def test_the_weightiest_words_come_first_and_ties_are_settled() -> None:
    assert weightiest({"a": 0.1, "b": 0.5, "c": 0.5}) == ["c", "b", "a"]


def test_ranges_tell_whose_each_number_is() -> None:
    owners, numbers = ranges(np.array([5, 9, 0]), np.array([2, 0, 3]))
    assert (owners.tolist(), numbers.tolist()) == ([0, 0, 2, 2, 2], [5, 6, 0, 1, 2])


_vectors = st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 1), max_size=6)


@given(st.lists(_vectors, min_size=2, max_size=5))
def test_packed_vectors_have_the_same_products(found: list[dict[str, float]]) -> None:
    packed = Vectors(found)
    assert len(packed) == len(found)
    assert math.isclose(packed.similarity(0, 1), dot(found[0], found[1]), abs_tol=1e-12)
    assert math.isclose(packed.similarity(1, 0), dot(found[0], found[1]), abs_tol=1e-12)
