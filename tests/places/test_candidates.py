"""What a name may stand for."""

from __future__ import annotations

import pytest

from dateline.places._candidates import WAYS, find_candidates
from dateline.places._gazetteer import load_gazetteer
from dateline.places._surroundings import container_rows, read_mentions


def ways(phrase: str) -> dict[tuple[str, str], str]:
    gazetteer = load_gazetteer()
    found = find_candidates(phrase)
    places = [gazetteer.place(int(r)) for r in found.rows]
    return {(p.name, p.feature): WAYS[w] for p, w in zip(places, found.ways, strict=True)}


@pytest.mark.parametrize(
    ("phrase", "place", "way"),
    [
        ("W.Va.", ("West Virginia", "ADM1"), "abbreviation"),
        ("ON", ("Ontario", "ADM1"), "abbreviation"),
        ("Kenyans", ("Kenya", "PCLI"), "demonym"),
        ("U.S.", ("United States", "PCLI"), "alias"),
        ("northern Syria", ("Syria", "PCLI"), "modified"),
        ("city of Aleppo", ("Aleppo", "PPLA"), "generic"),
        ("Georgia", ("Georgia", "PCLI"), "main"),
        ("Georgia's", ("Georgia", "ADM1"), "main"),
        ("Munich", ("Munich", "PPLA"), "main"),
    ],
)
def test_each_way_leads_to_its_place(phrase: str, place: tuple[str, str], way: str) -> None:
    assert ways(phrase)[place] == way


def test_common_names_are_bounded() -> None:
    assert len(find_candidates("San Antonio")) <= 250


def test_unknown_names_have_no_candidates() -> None:
    assert len(find_candidates("Zzyzqplonk")) == len(find_candidates("")) == 0


def test_what_follows_a_town_is_read_as_what_holds_it() -> None:
    text = "Fires in Paris, Texas, and in Lima (Peru) burned on."
    paris, lima, *others = read_mentions(text, [(9, 14), (30, 34)])
    gazetteer = load_gazetteer()
    assert {gazetteer.place(r).name for r in paris.inside} >= {"Texas"}
    assert {gazetteer.place(r).country for r in lima.inside} >= {"PE"}
    assert not any(m.asked for m in others)


def test_words_that_hold_no_places_hold_none() -> None:
    assert container_rows("Tuesday") == ()
    assert container_rows("Ky.") == container_rows("Kentucky")
