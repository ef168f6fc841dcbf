"""The knowledge base: look-ups, holders, a user's own rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.actors import actor_faults, countries, load_knowledge_base, read_user_rows, resolve
from dateline.actors._offices import office_key
from dateline.errors import ConfigurationError

BASE = load_knowledge_base()


@pytest.mark.parametrize(
    ("alias", "country", "kind"),
    [
        ("the Kremlin", "RUS", "metonym"),
        ("US", "USA", "name"),
        ("Kyiv", "UKR", "capital"),
        ("Foggy Bottom", "USA", "metonym"),
        ("Soviet Union", "SUN", "name"),
        ("Kharkiv", "UKR", "city"),
    ],
)
def test_lookup_of_places(alias: str, country: str, kind: str) -> None:
    (entry,) = BASE.lookup(alias)
    assert (entry.country, entry.kind) == (country, kind)


def test_ordinary_words_are_no_acronyms() -> None:
    assert BASE.lookup("us") == ()
    assert BASE.lookup("Ruritania") == ()


def test_lookup_with_a_day_keeps_what_held_then() -> None:
    (rebels,) = BASE.lookup("Taliban", day="2015-06-01")[:1]
    (rulers,) = BASE.lookup("Taliban", day="2022-06-01")[:1]
    assert (rebels.sectors, rulers.sectors) == (("REB",), ("GOV",))


def test_each_row_names_source_and_licence() -> None:
    entries = [*BASE.lookup("Nicolás Maduro"), *BASE.lookup("NATO")]
    assert all(e.source and e.licence for e in entries)


@pytest.mark.parametrize(
    ("country", "office", "day", "name"),
    [
        ("RUS", "president", "2010-06-01", "Dmitry Medvedev"),
        ("GBR", "foreign secretary", "2012-06-01", "William Hague"),
        ("DEU", "chancellor", "2010-05-02", "Angela Merkel"),
        ("UKR", "prime minister", "2022-03-05", "Denys Shmyhal"),
    ],
)
def test_holder_of_the_day(country: str, office: str, day: str, name: str) -> None:
    holder = BASE.holder(country, office, day)
    assert holder is not None
    assert holder.name == name


@pytest.mark.parametrize(
    ("country", "office", "day"),
    [
        ("FRA", "president", "2040-01-01"),  # after all that the tables saw
        ("RUS", "deputy prime minister", "2022-03-05"),  # several at a time
        ("XYZ", "president", "2022-03-05"),
        ("VEN", "minister of dragons", "2022-03-05"),
    ],
)
def test_no_name_where_the_table_cannot_know(country: str, office: str, day: str) -> None:
    assert BASE.holder(country, office, day) is None


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Foreign Minister", "Minister for Foreign Affairs", "FRA"),
        ("Secretary of State", "foreign minister", "USA"),
        ("Chancellor", "head of government", "DEU"),
        ("Defense Minister", "Minister of National Defence", "POL"),
        ("Prime Minister of Kuwait", "prime minister", "KWT"),
        ("Head of the Federal Department of Foreign Affairs", "foreign minister", "CHE"),
    ],
)
def test_titles_of_one_office_share_a_key(one: str, other: str, country: str) -> None:
    assert office_key(one, country) == office_key(other, country)


def test_lesser_ministers_are_not_the_minister() -> None:
    assert office_key("Minister of State for Foreign Affairs", "GBR") != office_key(
        "foreign secretary", "GBR"
    )


def test_countries_have_codes_and_life_spans() -> None:
    assert countries()["VEN"].cow == 101
    assert countries()["CSK"].end == "1992-12-31"
    assert len({c.iso3 for c in countries().values()}) == len(countries()) > 230


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(
        "alias,country,sector,name,wikidata,start,end\n"
        "Kremlin,VEN,OPP,House Kremlin,,,\n"
        "Ruritania,COL,PTY;OPP,,,2020,2021-06\n",
        encoding="utf-8",
    )
    return path


def test_a_users_row_wins(own: Path) -> None:
    (actor,) = resolve("the Kremlin", knowledge_base=load_knowledge_base(own))
    assert (actor.country, actor.sector, actor.name) == ("VEN", "OPP", "House Kremlin")
    (shipped,) = resolve("the Kremlin")
    assert shipped.country == "RUS"


def test_a_users_row_holds_on_its_days_only(own: Path) -> None:
    base = load_knowledge_base(own)
    (actor,) = resolve("Ruritania", day="2020-07-01", knowledge_base=base)
    assert actor.sectors == ("PTY", "OPP")
    assert resolve("Ruritania", day="2023-01-01", knowledge_base=base) == ()


def test_a_bad_row_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("alias,country\nA,VEN\n,COL\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        read_user_rows(path)
    assert "line 3" in str(caught.value)


def test_faults_of_a_row() -> None:
    good = {"alias": "Blue Bloc", "country": "VEN", "sector": "OPP", "start": "2020", "end": "2021"}
    assert actor_faults(good) == []
    assert len(actor_faults({**good, "country": "VEX", "sector": "OPX"})) == 2
    assert actor_faults({**good, "start": "2022"}) == ["start lies after end"]
