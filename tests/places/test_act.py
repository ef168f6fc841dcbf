"""Where an act took place, by its sentence."""

from __future__ import annotations

import pytest

from dateline.language._parser import as_article, parse_articles
from dateline.places import find_places, place_of_act


def place_at(text: str, trigger: str) -> tuple[str | None, str]:
    parsed = next(parse_articles([as_article(text)]))
    places = find_places(parsed)
    for i, paragraph in enumerate(parsed.paragraphs):
        for token in paragraph.doc:
            if token.text == trigger:
                place, span = place_of_act(parsed, i, token, places)
                assert (span is None) == (place.basis == "unknown")
                assert span is None or text[span[0] : span[1]] == place.raw
                return place.name, place.basis
    raise AssertionError(f"no {trigger} in the text")


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("Canada closed its embassy in Tehran.", "closed", "Tehran"),
        ("Canada cut ties with Iran and closed its embassy in Tehran.", "closed", "Tehran"),
        ("Norwegian envoys are flying to Ethiopia to meet rebels.", "flying", "Ethiopia"),
        ("Norwegian envoys are flying to Ethiopia to meet rebels.", "meet", "Ethiopia"),
        ("In Geneva, the ministers met and signed the accord.", "signed", "Geneva"),
        ("The delegations held talks at the presidential palace in Nairobi.", "talks", "Nairobi"),
        ("Russian forces shelled Kharkiv on Friday.", "shelled", "Kharkiv"),
    ],
)
def test_the_sentence_names_the_place(text: str, trigger: str, name: str) -> None:
    assert place_at(text, trigger) == (name, "named")


def test_the_first_of_two_acts_does_not_take_the_place_of_the_second() -> None:
    text = "One day passed.\nCanada cut ties with Iran and closed its embassy in Tehran."
    assert place_at(text, "cut") == (None, "unknown")


def test_the_dateline_sets_the_scene_in_the_lead_only() -> None:
    text = "NAIROBI, Kenya (AP) — Ministers signed a pact.\nGuards beat a reporter."
    assert place_at(text, "signed") == ("Nairobi", "scene")
    assert place_at(text, "beat") == (None, "unknown")
