"""Credits: whose report an article carries, and whose it leans on."""

from __future__ import annotations

import pytest
from tests.stories._texts import article

from dateline.records import Article, Paragraph
from dateline.stories._credits import canonical, outlets, publisher_of, read_credits


@pytest.mark.parametrize(
    "line",
    [
        "LINDMOOR (AP) — Envoys met on Monday.",
        "By Petra Osei, Associated Press",
        "Copyright 2031 The Associated Press. All rights reserved.",
        "The Associated Press contributed to this report.",
        "The Associated Press",
    ],
)
def test_an_agency_is_carried(line: str) -> None:
    assert read_credits(article("a", line)).carried == {"The Associated Press"}


@pytest.mark.parametrize(
    "line",
    [
        "As reported by The New York Times, several envoys met on Monday in the capital, Lindmoor.",
        "The New York Times reported on Monday that envoys had met in the capital.",
        "The envoys met on Monday, according to the New York Times, in the old town of Lindmoor.",
        "The minister told The New York Times that the envoys had met in Lindmoor, and that all was well.",
    ],
)
def test_an_outlet_is_cited(line: str) -> None:
    credits = read_credits(article("a", line))
    assert (credits.cited, credits.carried) == ({"The New York Times"}, frozenset())


@pytest.mark.parametrize("line", ["Envoys Travel to Lindmoor: NYT", "Courtesy of The New York Times."])
def test_a_report_handed_on_is_carried(line: str) -> None:
    assert "The New York Times" in read_credits(article("a", line)).carried


def test_a_picture_does_not_make_the_report_the_agencys() -> None:
    one = article("a", "Envoys at dinner (Photo: Petra Osei, AP)", role="caption")
    other = article("b", "Photo: Petra Osei, AP", role="furniture")
    assert not read_credits(one).carried and not read_credits(other).carried


def test_a_mention_in_passing_is_no_credit() -> None:
    credits = read_credits(article("a", "The owner of The New York Times was among the guests that night."))
    assert not credits.carried and not credits.cited


def test_the_articles_own_fields_count() -> None:
    one = Article("a", "They met.", (Paragraph(0, 9, "body"),), byline="Reuters", cited="NYT")
    assert read_credits(one).carried == {"Reuters"}
    assert "The New York Times" in {canonical(c) for c in read_credits(one).cited}


def test_an_outlet_is_no_source_of_its_own() -> None:
    one = article("a", "LINDMOOR (Reuters) - Envoys met on Monday.", publisher="reuters.com")
    assert read_credits(one).publisher == "Reuters"
    assert read_credits(one).sources == frozenset()


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ({"publisher": "apnews.com"}, "The Associated Press"),
        ({"url": "https://www.nytimes.com/2031/05/06/x.html"}, "The New York Times"),
        ({"publisher": "lindmoor-herald.example"}, "lindmoor-herald.example"),
        ({"publisher": "notapnews.com"}, "notapnews.com"),
        ({}, None),
    ],
)
def test_publishers_are_known_by_their_domains(known: dict[str, str], name: str | None) -> None:
    assert publisher_of(Article("a", "", **known)) == name  # type: ignore[arg-type]


def test_every_outlet_is_called_by_its_own_name() -> None:
    assert all(canonical(outlet.name) == outlet.name for outlet in outlets())
    assert canonical("The Lindmoor Herald") == "The Lindmoor Herald"


def test_a_line_without_end_is_read_in_time() -> None:
    assert read_credits(article("a", "according to " * 100_000)).cited == frozenset()
