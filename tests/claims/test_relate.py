"""What a source does to a target: marking, scores, and the fold of CONCEDE and RETREAT."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.claims import Relate, relate
from dateline.claims._relate import MARKERS, QUADS, TYPES15, mark

NAMES = st.text(alphabet="abcé XY'-", min_size=1, max_size=12)


def test_marks_stand_around_source_and_target() -> None:
    assert mark("Oslo sued the firm.", "Oslo", "the firm") == (
        "[unused1] Oslo [unused2] sued [unused3] the firm [unused4]."
    )


def test_source_and_target_of_one_name_are_two_places() -> None:
    text = mark("Police clashed with police.", "police", "police")
    assert text == "[unused1] Police [unused2] clashed with [unused3] police [unused4]."


def test_what_is_not_found_stands_before_the_sentence() -> None:
    assert mark("It rained.", "Bonn", "Rome") == (
        "[unused1] Bonn [unused2] [unused3] Rome [unused4] It rained."
    )


@given(NAMES, NAMES, NAMES)
def test_marking_loses_no_words(sentence: str, source: str, target: str) -> None:
    text = mark(sentence, source, target)
    for marker in MARKERS:
        assert text.count(marker) == 1
        text = text.replace(marker, "")
    assert all(text.count(c) >= sentence.count(c) for c in sentence if not c.isspace())


@pytest.mark.parametrize(
    ("sentence", "source", "target", "wanted"),
    [
        ("Oslo condemned the raid by Chad's army.", "Oslo", "Chad's army", "ACCUSE"),
        ("Gunmen killed two soldiers near Kidal.", "Gunmen", "two soldiers", "ASSAULT"),
        ("The rebels freed nine Kenyan nurses.", "The rebels", "nine Kenyan nurses", "YIELD"),
        ("Canada gave Haiti ten million dollars in aid.", "Canada", "Haiti", "AID"),
    ],
)
def test_plain_relations(sentence: str, source: str, target: str, wanted: str) -> None:
    (answer,) = relate([Relate(sentence, source, target)])
    assert answer.type15 == wanted
    assert answer.quad == QUADS[wanted]
    assert answer.type in {wanted, "RETREAT", "CONCEDE"}
    assert set(answer.scores) == set(TYPES15)
    assert sum(answer.scores.values()) == pytest.approx(1, abs=0.01)
    assert answer.confidence == max(answer.scores.values())


def test_answers_come_in_order_and_are_the_same_alone() -> None:
    questions = [Relate(f"Mali praised Togo {n} times.", "Mali", "Togo") for n in range(70)]
    answers = list(relate(questions))
    assert len(answers) == 70
    assert answers[69] == next(iter(relate([questions[69]])))
