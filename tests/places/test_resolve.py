"""Resolving given names among their namesakes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.places import resolve_toponyms


def resolve(text: str, *names: str) -> list[int | None]:
    spans = [(text.index(n), text.index(n) + len(n)) for n in names]
    return [m.geonameid for m in resolve_toponyms(text, spans)]


@pytest.mark.parametrize(
    ("text", "name", "geonameid"),
    [
        ("The mayor of Paris, Texas, resigned.", "Paris", 4717560),
        ("The mayor of Paris resigned, said the French president in Lyon.", "Paris", 2988507),
        ("A fire broke out in Springfield, Ill., on Monday.", "Springfield", 4250542),
        ("Police in Birmingham, Ala., made two arrests.", "Birmingham", 4049979),
        ("Police in Birmingham and Coventry made two arrests.", "Birmingham", 2655603),
        ("Tbilisi says that Georgia wants Abkhazia back.", "Georgia", 614540),
        ("Ministers met in Kyiv.", "Kyiv", 703448),
    ],
)
def test_a_name_is_told_from_its_namesakes(text: str, name: str, geonameid: int) -> None:
    assert resolve(text, name) == [geonameid]


def test_a_town_decides_for_the_state_around_it() -> None:
    assert resolve("Atlanta and the rest of Georgia voted.", "Atlanta", "Georgia") == [4180439, 4197000]


def test_the_text_may_name_one_name_twice_for_two_places() -> None:
    text = "He moved from Paris, France, to Paris, Texas."
    second = text.rindex("Paris")
    found = resolve_toponyms(text, [(14, 19), (second, second + 5)])
    assert [m.country for m in found] == ["FRA", "USA"]


def test_an_unknown_name_stays_unknown() -> None:
    (found,) = resolve_toponyms("Trouble in Zzyzqplonk again.", [(11, 21)])
    assert (found.geonameid, found.lat, found.country) == (None, None, None)


@given(st.text(max_size=60), st.data())
def test_any_span_of_any_text_gives_one_mention_that_repeats_its_words(
    text: str, data: st.DataObject
) -> None:
    bounds = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(bounds, bounds).map(lambda s: (min(s), max(s))), max_size=3))
    found = resolve_toponyms(text, spans)
    assert [(m.start, m.end, m.text) for m in found] == [(s, e, text[s:e]) for s, e in spans]
    assert all(0 <= m.confidence <= 1 for m in found)


def test_more_names_than_any_article_has_are_still_all_resolved() -> None:
    text = "Lagos. " * 1_200
    spans = [(i * 7, i * 7 + 5) for i in range(1_200)]
    found = resolve_toponyms(text, spans)
    assert len(found) == 1_200
    assert {m.geonameid for m in found} == {2332459}
