"""States between pairs of actors, opened and closed by events."""

from __future__ import annotations

from dataclasses import replace

from dateline.records import ClaimTime, Event
from dateline.relations import derive_relations
from tests.events.test_merge import actor, claim, merge


def year(text: str) -> ClaimTime:
    return ClaimTime(text, f"{text}-01-01", f"{text}-12-31", "year", "explicit")


def states(events: list[Event], *claims: object) -> list[tuple[str, str, str, str, str | None, str | None]]:
    relations = derive_relations(events, claims)  # type: ignore[arg-type]
    return [(r.left, r.right, r.about, r.state, r.since, r.until) for r in relations]


def test_a_closed_embassy_since_a_year() -> None:
    closed = claim("1", "a", trigger="close", time=year("2019"))
    assert states(merge(closed), closed) == [("CHL", "PER", "embassy", "closed", "2019", None)]


def test_a_later_event_ends_the_state() -> None:
    closed = claim("1", "a", trigger="close", time=year("2019"))
    opened = claim("2", "b", type="COOPERATE", mode=None, trigger="reopen", time=year("2022"))
    assert states(merge(closed, opened), closed, opened) == [
        ("CHL", "PER", "embassy", "closed", "2019", "2022"),
        ("CHL", "PER", "embassy", "open", "2022", None),
    ]


def test_what_is_only_planned_or_denied_opens_nothing() -> None:
    for status in ("planned", "possible", "denied", "attempted"):
        unreal = claim("1", "a", trigger="close", status=status)
        assert states(merge(unreal), unreal) == []


def test_recognition_goes_to_the_sector_and_one_way() -> None:
    recognised = claim(
        "1",
        "a",
        type="SUPPORT",
        mode=None,
        thing=None,
        trigger="recognize",
        recipients=(actor("PER", "OPP"),),
    )
    assert states(merge(recognised), recognised) == [
        ("CHL", "PER OPP", "recognition", "recognised", None, None)
    ]


def test_pairs_of_undirected_relations_are_in_alphabetical_order() -> None:
    closed = replace(claim("1", "a", trigger="close"), actors=(actor("PER"),), recipients=(actor("CHL"),))
    assert states(merge(closed), closed)[0][:2] == ("CHL", "PER")
