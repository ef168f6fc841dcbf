"""A small database whose every value a test knows: two events, told by three articles, one of them a copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.records import (
    Actor,
    Article,
    Claim,
    ClaimPlace,
    ClaimTime,
    Event,
    Evidence,
    Lineage,
    Page,
    Paragraph,
    SourceLink,
    Story,
    Witness,
)
from dateline.store import (
    article_rows,
    coded_rows,
    event_rows,
    lineage_rows,
    merge_rows,
    open_store,
    pack,
    page_rows,
    story_rows,
)

FIRST = "a" * 16
SECOND = "b" * 16
TEXT = "Peru expelled two Chilean diplomats\tin Lima on Monday. Later Anna Ruiz met rebels <of> the hills."

PERU = Actor("Peru", 0, 4, country="PER", id="PER", basis="name")
DIPLOMATS = Actor(
    "two Chilean diplomats", 14, 35, country="CHL", sector="GOV", sectors=("GOV", "ELI"), id="CHL GOV"
)
RUIZ = Actor(
    "Anna Ruiz", 61, 70, country="PER", sector="GOV", sectors=("GOV",), name="Anna Ruiz",
    office="foreign minister", id="person:Q1", wikidata="Q1",
)  # fmt: skip
REBELS = Actor('rebels <of> the "hills"', 75, 96, sector="REB", sectors=("REB",))
LIMA = ClaimPlace("Lima", 3936456, "Lima", "PER", "Lima Province", -12.04318, -77.02824, "PPLC", "named")


def claim(id: str, article: str, *, confidence: float) -> Claim:
    """The expulsion, as an article tells it."""
    evidence = Evidence(trigger=(5, 13), sentence=(0, 54), actors=((0, 4),), recipients=((14, 35),))
    return Claim(
        id=id, article=article, type="SANCTION", mode="expel", cameo="166", goldstein=-7.0, quad=4,
        actors=(PERU,), recipients=(DIPLOMATS,), time=ClaimTime("Monday", "2024-06-10", "2024-06-10", "day"),
        place=LIMA, status="happened", source=(SourceLink("Meridian", "outlet"),), quote=False,
        evidence=evidence, confidence=confidence, coder="stub", version="9", contexts=("diplomatic",),
    )  # fmt: skip


def meeting() -> Claim:
    """The second act: a meeting of which no day and place are known."""
    evidence = Evidence(trigger=(71, 74), sentence=(55, 97), actors=((61, 70),), recipients=((75, 96),))
    return Claim(
        id="3" * 16, article="art3", type="CONSULT", mode=None, cameo="040", goldstein=1.0, quad=1,
        actors=(RUIZ, PERU), recipients=(REBELS,), time=ClaimTime(), place=ClaimPlace(), status="denied",
        source=(), quote=False, evidence=evidence, confidence=0.5, coder="stub", version="9",
    )  # fmt: skip


CLAIMS = (claim("1" * 16, "art1", confidence=0.7), claim("2" * 16, "art2", confidence=0.9), meeting())
EVENTS = (
    Event(
        FIRST, "SANCTION", "expel", ("PER",), ("CHL GOV",), "2024-06-10", "2024-06-10", LIMA, "happened",
        "single-sourced", ("1" * 16, "2" * 16), ("art1", "art2"),
        (Witness("Meridian", "outlet", ("1" * 16, "2" * 16)),), story="s1", quad=4, goldstein=-7.0,
    ),
    Event(
        SECOND, "CONSULT", None, ("PER GOV", "PER"), ('rebels <of> the "hills"',), None, None, ClaimPlace(),
        "denied", "denied", ("3" * 16,), ("art3",), (Witness("art3", "publisher", ("3" * 16,)),), quad=1,
        goldstein=1.0,
    ),
)  # fmt: skip


def article(id: str, publisher: str | None, published: str | None) -> Article:
    """An article whose one body paragraph is TEXT."""
    url = f"https://{publisher.lower()}.example/a b" if publisher else None
    return Article(
        id, TEXT, (Paragraph(0, len(TEXT), "body"),), url, publisher, published, "markup" if published else "unknown",
        headline="=HYPERLINK(1)", language="en",
    )  # fmt: skip


ARTICLES = (
    article("art1", "Meridian", "2024-06-11"),
    article("art2", "Sierra", "2024-06-12"),
    article("art3", None, None),
)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database's file; tests only read it."""
    file = tmp_path_factory.mktemp("export") / "a.duckdb"
    pages = [Page(a.id, f"{a.id}.txt", a.text, "text") for a in ARTICLES]
    rows = merge_rows(
        [page_rows(page, "{}") | article_rows(a, a.id, "{}") for page, a in zip(pages, ARTICLES, strict=True)]
        + [coded_rows(a.id, [c for c in CLAIMS if c.article == a.id], (), (), ()) for a in ARTICLES]
    )
    derived = [
        event_rows(EVENTS),
        lineage_rows([Lineage("art2", "art1", "copy", 1.0)]),
        story_rows([Story("s1", ("art1", "art2"))]),
    ]
    with open_store(file, read_only=False) as store:
        store.write_pages(pack(rows), pages=pages, again=(), unreadable=())
        store.write_derived(pack(merge_rows(derived)), "x")
    return file
