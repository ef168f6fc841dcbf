"""Where an act took place, by its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dateline.language._parser import ParsedArticle, as_article, parse_articles
from dateline.places import find_places, place_of_act
from dateline.records import PlaceMention

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"


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


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("A bomb exploded outside a mosque in Kabul, killing a guard.", "killing", "Kabul"),
        ("Jets bombed targets in southern Lebanon and killed three people.", "killed", "Lebanon"),
        ("She will travel to Caracas to meet rebels and sign a deal.", "sign", "Caracas"),
        ("The attack on Kyiv killed dozens.", "attack", "Kyiv"),
        ("Soldiers were deployed to Belarus.", "deployed", "Belarus"),
        ("The minister told reporters in Berlin that aid would go to Ukraine.", "told", "Berlin"),
    ],
)
def test_goals_objects_and_results(text: str, trigger: str, name: str) -> None:
    assert place_at("One day passed.\n" + text, trigger) == (name, "named")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Officials in Washington accused Beijing of spying.", "accused"),
        ("France, which has troops in Mali, condemned the coup.", "condemned"),
        ("He promised aid to Ukraine.", "promised"),
        ("Norway imposed sanctions on Belarus.", "imposed"),
        ("North Korea fired a missile into the Sea of Japan.", "fired"),
    ],
)
def test_places_of_others_are_not_the_place_of_the_act(text: str, trigger: str) -> None:
    assert place_at("One day passed.\n" + text, trigger) == (None, "unknown")


def test_the_sentence_before_sets_the_scene_of_the_lead() -> None:
    text = "Ministers gathered in Oslo on Monday. They signed a pact."
    assert place_at(text, "signed") == ("Oslo", "scene")


@pytest.mark.skipif(not SEEDS.exists(), reason="no reference data beside the repository")
def test_every_place_of_the_seeds_comes_out_at_its_trigger() -> None:
    expected = yaml.safe_load((SEEDS / "expected.yaml").read_text(encoding="utf-8"))
    for id, article in expected["articles"].items():
        text = (SEEDS / f"{id}.txt").read_text(encoding="utf-8")
        parsed = next(parse_articles([as_article(text)]))
        places = find_places(parsed)
        wanted = [claim for claim in article["must"] if claim.get("place")]
        for claim in wanted:
            assert claim["place"] in _places_in(parsed, places, claim["cue"]), claim["id"]


def _places_in(parsed: ParsedArticle, places: tuple[PlaceMention, ...], cue: str) -> set[str | None]:
    """Return the places of the verbs within the cue."""
    found: set[str | None] = set()
    for i, paragraph in enumerate(parsed.paragraphs):
        at = paragraph.doc.text.find(cue)
        verbs = (
            [t for t in paragraph.doc if at <= t.idx < at + len(cue) and t.pos_ == "VERB"] if at >= 0 else []
        )
        found.update(place_of_act(parsed, i, verb, places)[0].name for verb in verbs)
    return found
