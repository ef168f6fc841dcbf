"""The gazetteer and the keys of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.places._gazetteer import load_gazetteer
from dateline.places._names import key_hash, name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("St. Mary’s", "st marys"),
        ("Saint Mary's", "st marys"),
        ("The Hague", "hague"),
        ("São Tomé", "sao tome"),
        ("Ciudad-Juárez", "ciudad juarez"),
        ("W. Va.", "w va"),
        ("Łódź", "lodz"),
        ("THE", "the"),
        ("", ""),
    ],
)
def test_names_written_differently_share_a_key(name: str, key: str) -> None:
    assert name_key(name) == key


@given(st.text(max_size=100))
def test_the_key_of_a_key_is_itself_but_for_articles(name: str) -> None:
    key = name_key(name)
    assert key == key.strip()
    assert "  " not in key


def test_hashes_do_not_change_between_runs() -> None:
    assert key_hash("paris") == 1657316678316814225


def test_places_are_found_by_name_and_by_id() -> None:
    gazetteer = load_gazetteer()
    paris = gazetteer.by_id(2988507)
    assert paris is not None
    assert (paris.name, paris.country, paris.feature) == ("Paris", "FR", "PPLC")
    assert paris.is_settlement and not paris.is_country
    assert (paris.index, True) in gazetteer.rows("paris")
    assert gazetteer.by_id(1) is None
    assert gazetteer.rows("zzyzqplonk") == ()


def test_every_row_stands_on_the_globe_and_its_parents_exist() -> None:
    gazetteer = load_gazetteer()
    lat, lon = gazetteer.column("lat"), gazetteer.column("lon")
    assert (abs(lat) <= 90).all() and (abs(lon) <= 180).all()
    for parent in ("admin1", "admin2"):
        assert gazetteer.column(parent).max() < len(gazetteer)
    assert (gazetteer.column("id")[1:] > gazetteer.column("id")[:-1]).all()


def test_countries_are_known_by_code_and_by_domain() -> None:
    gazetteer = load_gazetteer()
    kenya = gazetteer.country_row("KE")
    assert kenya is not None and gazetteer.name(kenya) == "Kenya"
    assert gazetteer.alpha3("KE") == "KEN"
    assert gazetteer.country_of_domain("www.nation.co.ke") == "KE"
    assert gazetteer.country_of_domain("example.com") == ""
    texas = gazetteer.admin1_row("US", "TX")
    assert texas is not None and gazetteer.name(texas) == "Texas"
    assert gazetteer.admin1_row("US", "??") is None


@pytest.mark.parametrize(
    ("geonameid", "name"), [(4323288, "East Baton Rouge Parish"), (5379524, "Orange County")]
)
def test_counties_carry_their_ids(geonameid: int, name: str) -> None:
    county = load_gazetteer().by_id(geonameid)
    assert county is not None and (county.name, county.feature) == (name, "ADM2")
