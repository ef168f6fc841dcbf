"""Cues of credit and of sources."""

from __future__ import annotations

import pytest

from dateline.errors import ConfigurationError
from dateline.stories._cues import cue


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("before", "Envoys met, according to the "),
        ("before", "As reported "),
        ("after", " newspaper has reported"),
        ("handed_on", "Courtesy of "),
        ("rights", "Copyright 2031 The Lindmoor Herald"),
        ("picture", "Petra Osei/AP"),
        ("reuters_staff", "(Reporting by Petra Osei)"),
        ("first_hand", "people familiar with the matter"),
        ("second_hand", "has reportedly left"),
    ],
)
def test_each_cue_finds_its_words(name: str, text: str) -> None:
    assert cue(name).search(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [("before", "told the truth of "), ("handed_on", "courtesy to "), ("rights", "In Copyright")],
)
def test_no_cue_finds_others(name: str, text: str) -> None:
    assert not cue(name).search(text)


def test_a_cue_that_is_not_there_is_a_fault_of_configuration() -> None:
    with pytest.raises(ConfigurationError, match="nonesuch"):
        cue("nonesuch")
