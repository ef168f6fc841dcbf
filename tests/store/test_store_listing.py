"""What ``show`` lists: every listing with every filter is SQL that runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import REJECT_REASONS, UsageError
from dateline.records import (
    Actor,
    Article,
    Claim,
    ClaimPlace,
    ClaimTime,
    Event,
    Evidence,
    Page,
    Reject,
    Relation,
    SourceLink,
    Witness,
)
from dateline.store import (
    LISTINGS,
    Filter,
    Store,
    article_rows,
    coded_rows,
    event_rows,
    list_rows,
    load_listing,
    merge_rows,
    open_store,
    pack,
    page_rows,
    reject_rows,
    relation_rows,
)

TEXT = "Norway's premier met Ana Ruiz in Oslo, the Post said."
ALL_FILTERS = {"actor": "NOR", "type": "CONSULT", "since": "2024-01-01", "until": "2024-12-31", "story": "5"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """One article with one claim of two actors, one event of two days, and one relation."""
    page = Page("1" * 16, "a.txt", TEXT, "text")
    claim = Claim(
        id="c" * 16, article=page.id, type="CONSULT", mode="visit", cameo="042", goldstein=1.9, quad=1,
        actors=(Actor("Norway's premier", 0, 16, "NOR", "GOV", ("GOV",), id="NOR GOV"),),
        recipients=(
            Actor("Ana Ruiz", 21, 29, "ESP", "GOV", ("GOV",), "Ana Ruiz", id="person:Q1", wikidata="Q1"),
        ),
        time=ClaimTime(start="2024-03-04", end="2024-03-05"), place=ClaimPlace(name="Oslo", country="NOR"),
        status="happened", quote=False,
        source=(SourceLink("the Post", "outlet"), SourceLink("aides", "anonymous")),
        evidence=Evidence((17, 20), (0, 53)), confidence=0.8765, coder="c", version="1",
    )  # fmt: skip
    event = Event(
        "e" * 16, "CONSULT", "visit", ("NOR GOV",), ("person:Q1",), "2024-03-04", "2024-03-05", claim.place,
        "happened", "single-sourced", (claim.id,), (page.id,), (Witness("the Post", "outlet", (claim.id,)),),
    )  # fmt: skip
    store = open_store(tmp_path / "a.duckdb", read_only=False)
    rows = [
        page_rows(page, "{}"),
        article_rows(Article(page.id, TEXT, published="2024-03-06"), page.id, "{}"),
    ]
    rows.append(coded_rows(page.id, [claim], (), (), ()))
    store.write_pages(pack(merge_rows(rows)), pages=[page], again=(), unreadable=())
    relation = Relation("ESP", "NOR", "talks", "under way", "2024-03", "2024-05")
    store.write_derived(pack(merge_rows([event_rows([event]), relation_rows([relation])])), "x")
    return store


@pytest.mark.parametrize("what", LISTINGS)
def test_every_listing_runs_with_all_its_filters_at_once(store: Store, what: str) -> None:
    named = {name: value for name, value in ALL_FILTERS.items() if name in load_listing(what).filters}
    rows = list(list_rows(store, what, Filter(**named, where="true", limit=3)))
    assert all(set(row) == set(load_listing(what).columns) for row in rows)


def test_an_event_is_listed_with_people_by_name(store: Store) -> None:
    (row,) = list_rows(store, "events", Filter())
    assert (row["days"], row["what"]) == ("2024-03-04 … 2024-03-05", "CONSULT/visit")
    assert (row["actors"], row["recipients"]) == (["NOR GOV"], ["Ana Ruiz (ESP GOV)"])
    assert (row["recipient_keys"], row["place"], row["witnesses"], row["reports"]) == (
        ["person:Q1"],
        "Oslo",
        1,
        1,
    )


def test_a_claim_is_listed_with_its_words_and_its_chain(store: Store) -> None:
    (row,) = list_rows(store, "claims", Filter())
    assert (row["trigger"], row["sentence"], row["source"]) == ("met", TEXT, ["the Post", "aides"])


@pytest.mark.parametrize("actor", ["nor", "NOR GOV", "nor gov", "esp", "Ana Ruiz", "person:q1", "Q1"])
def test_an_actor_is_found_by_country_key_name_or_wikidata(store: Store, actor: str) -> None:
    assert len(list(list_rows(store, "events", Filter(actor=actor)))) == 1


@pytest.mark.parametrize("actor", ["NO", "NOR MIL", "Ana", "GOV", "%", ""])
def test_an_actor_is_not_found_by_half_a_key(store: Store, actor: str) -> None:
    assert not list(list_rows(store, "events", Filter(actor=actor)))


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2024-03-05", None, 1), ("2024-03-06", None, 0), (None, "2024-03-04", 1), (None, "2024-03-03", 0),
        ("2024-03-05", "2024-03-05", 1),
    ],
)  # fmt: skip
def test_an_event_is_found_on_each_of_its_days(store: Store, since: str, until: str, found: int) -> None:
    assert len(list(list_rows(store, "events", Filter(since=since, until=until)))) == found


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [("2024-05-20", None, 1), ("2024-06-01", None, 0), (None, "2024-03-01", 1), (None, "2024-02-28", 0)],
)
def test_a_relation_known_by_months_is_found_on_days(
    store: Store, since: str, until: str, found: int
) -> None:
    assert len(list(list_rows(store, "relations", Filter(since=since, until=until)))) == found


def test_a_reject_is_listed_with_what_its_reason_means(store: Store) -> None:
    rows = merge_rows(reject_rows(Reject(f"{reason}.html", reason)) for reason in REJECT_REASONS)
    store.write_pages(pack(rows), pages=(), again=(), unreadable=())
    found = {row["reason"]: row["meaning"] for row in list_rows(store, "rejects", Filter())}
    assert found == REJECT_REASONS


def test_what_cannot_be_filtered_is_said(store: Store) -> None:
    with pytest.raises(UsageError, match="rejects cannot be filtered by --actor, --story"):
        list(list_rows(store, "rejects", Filter(actor="NOR", story="5")))
