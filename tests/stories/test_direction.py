"""Which of two came first."""

from __future__ import annotations

from tests.stories._texts import ENVOYS, ENVOYS_RETOLD, FERRY, article

from dateline.records import Article
from dateline.stories._credits import read_credits
from dateline.stories._direction import Direction, direction
from dateline.stories._passages import Reading


def between(left: Article, right: Article, covers: tuple[float, float] = (0.0, 0.0)) -> Direction:
    """Weigh two articles."""
    return direction(Reading(left), Reading(right), read_credits(left), read_credits(right), covers)


def test_the_earlier_day_speaks_for_the_parent() -> None:
    way = between(article("a", FERRY, published="2031-05-06"), article("b", FERRY, published="2031-05-07"))
    assert way.score > 0 and way.reasons == ("day",)


def test_a_credit_outweighs_the_day() -> None:
    line = "Envoys met on Monday, The New York Times reported, in the old town of Lindmoor."
    child = article("a", line, published="2031-05-06")
    parent = article("b", line, published="2031-05-07", publisher="nytimes.com")
    way = between(child, parent)
    assert way.score < 0 and way.reasons[0] == "credit"


def test_the_more_covered_is_the_child() -> None:
    assert between(article("a", FERRY), article("b", FERRY), (0.3, 1.0)).score > 0


def test_first_hand_sources_speak_for_the_parent() -> None:
    way = between(article("a", ENVOYS), article("b", ENVOYS_RETOLD))
    assert way.score > 0 and "first hand" in way.reasons


def test_who_carries_a_report_is_nearer_to_it_than_who_cites_it() -> None:
    carrier = article("a", "Courtesy of The New York Times.\n" + ENVOYS)
    way = between(carrier, article("b", ENVOYS_RETOLD))
    assert way.reasons[0] == "nearer to the source" and way.score > 0


def test_the_other_way_round_the_score_is_the_opposite() -> None:
    a, b = article("a", ENVOYS, published="2031-05-06"), article("b", ENVOYS_RETOLD, published="2031-05-07")
    assert abs(between(a, b, (0.2, 0.4)).score + between(b, a, (0.4, 0.2)).score) < 1e-9


def test_nothing_known_decides_nothing() -> None:
    assert between(article("a", FERRY), article("b", FERRY)) == Direction(0.0, ())
