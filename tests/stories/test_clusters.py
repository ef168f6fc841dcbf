"""Bottom-up grouping."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.stories._clusters import (
    Cluster,
    Link,
    Merging,
    _joined_link,
    agglomerate,
    days_apart,
    features,
    merging,
)

A, B, C = {"ferry": 0.8, "marrow": 0.6}, {"ferry": 0.6, "marrow": 0.8}, {"strike": 1.0}


def unit(*words: str) -> dict[str, float]:
    """Return a vector of length 1 in which all words weigh the same."""
    return dict.fromkeys(words, 1 / math.sqrt(len(words)))


def test_alike_articles_become_one_group() -> None:
    assert agglomerate([A, C, B], [None] * 3) == [[0, 2], [1]]


def test_ties_are_one_story_whatever_their_words_say() -> None:
    assert agglomerate([A, C, B], [None] * 3, tied=[(0, 1), (0, 1)]) == [[0, 1, 2]]


def test_a_judge_decides() -> None:
    assert agglomerate([A, C, B], [None] * 3, judge=lambda left, right, found: False) == [[0], [1], [2]]


def test_nothing_makes_no_groups() -> None:
    assert agglomerate([], []) == []
    assert agglomerate([{}, {}], [None, None]) == [[0], [1]]


def test_a_joined_group_knows_its_average() -> None:
    group = Cluster([0], A, []).joined(Cluster([1], B, []))
    assert group.members == [0, 1]
    assert group.cohesion() == pytest.approx(0.96)
    assert group.similarity(Cluster([2], A, [])) == pytest.approx((1 + 0.96) / 2)


def test_one_article_has_no_cohesion() -> None:
    assert Cluster([0], A, []).cohesion() is None
    assert 0 < Cluster([0], A, []).expected_cohesion() < 1


@pytest.mark.parametrize(
    ("left", "right", "gap"), [([10], [10], 0), ([10], [13], 3), ([10, 11, 12], [14], 3)]
)
def test_days_apart_is_measured_between_middle_days(left: list[int], right: list[int], gap: int) -> None:
    assert days_apart(Cluster([0], A, left), Cluster([1], B, right)) == pytest.approx(math.log1p(gap))


def test_an_unknown_day_speaks_for_nothing() -> None:
    assert days_apart(Cluster([0], A, []), Cluster([1], B, [10])) == 0.0


def test_the_learned_weights_favour_alike_groups_near_in_time() -> None:
    weights = merging()
    assert weights.similarity > 0 and weights.days < 0 and weights.size < 0
    near, far = Cluster([1], B, [10]), Cluster([1], B, [400])
    one = Cluster([0], A, [10])
    assert weights.score(features(one, near, 0.3, 0.3)) > weights.score(features(one, far, 0.3, 0.3))


def test_scores_take_features_of_the_right_number() -> None:
    with pytest.raises(ValueError, match="shorter"):
        Merging(0, 1, 1, 1, 1, 1).score((1.0,))


def test_a_group_keeps_its_average_to_one_that_both_parts_knew() -> None:
    link = _joined_link(
        (Cluster([0], A, []), Cluster([1, 2], B, [])),
        (Link(0.9, 0.9), Link(0.5, 0.3)),
        Cluster([0, 1, 2], A, []),
        Cluster([3], C, []),
    )
    assert (link.closest, link.average) == (0.9, pytest.approx(0.5))


def test_a_group_measures_its_average_to_one_that_only_one_part_knew() -> None:
    parts = (Cluster([0], A, []), Cluster([1], B, []))
    joined = parts[0].joined(parts[1])
    link = _joined_link(parts, (None, Link(0.5, 0.5)), joined, Cluster([2], A, []))
    assert (link.closest, link.average) == (0.5, pytest.approx((1 + 0.96) / 2))


_sets = st.lists(st.sets(st.sampled_from("abcdefghij"), min_size=1, max_size=4), min_size=1, max_size=8)


@given(_sets)
@settings(max_examples=40, deadline=None)
def test_each_article_is_in_exactly_one_group(sets: list[set[str]]) -> None:
    groups = agglomerate([unit(*sorted(s)) for s in sets], [None] * len(sets))
    assert sorted(i for group in groups for i in group) == list(range(len(sets)))
