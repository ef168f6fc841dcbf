"""Winnowed shingles."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.stories._fingerprints import Hashes, codes, fingerprints, sharing_pairs, shingles


def chosen(stems: list[str]) -> set[int]:
    """Return the fingerprints of a text of these words."""
    return set(fingerprints(shingles(codes(stems))).tolist())


def prints(*sets: set[int]) -> list[Hashes]:
    """Return fingerprints of articles as they are compared."""
    return [np.array(sorted(one), np.uint64) for one in sets]


_stems = st.lists(st.sampled_from("abcdefghijklmnop"), min_size=12, max_size=20)


@given(_stems, _stems, _stems)
def test_a_shared_run_of_twelve_words_is_never_missed(
    shared: list[str], before: list[str], after: list[str]
) -> None:
    assert chosen(before + shared) & chosen(shared + after)


def test_fingerprints_are_a_part_of_the_shingles() -> None:
    stems = [f"w{i}" for i in range(500)]
    assert 0 < len(chosen(stems)) < 200


def test_too_few_words_have_none() -> None:
    assert chosen(["a", "b", "c", "d"]) == set()
    assert len(chosen(["a", "b", "c", "d", "e"])) == 1


def test_pairs_name_the_earlier_first() -> None:
    assert list(sharing_pairs(prints({1, 2, 3}, {9}, {2, 3, 4}))) == [(0, 2)]


def test_one_shared_print_of_many_is_chance() -> None:
    assert list(sharing_pairs(prints({1, 2, 3}, {3, 4, 5}))) == []


def test_many_copies_of_one_text_stay_cheap() -> None:
    pairs = list(sharing_pairs(prints({1, 2, 3}) * 500))
    assert len(pairs) < 500 * 17
    assert all(any(pair[1] == i for pair in pairs) for i in range(1, 500))
