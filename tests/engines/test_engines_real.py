"""A run with dateline's own stages, from pages to relations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engines.test_engines_run import tables

from dateline.engines import Settings, load_stages, run_pages
from dateline.store import Filter, Store, list_rows, open_store

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

PAGES = {
    "norway.html": """<html><head><title>Norway expels two diplomats</title>
<meta property="article:published_time" content="2024-03-05T08:00:00Z"></head><body><article>
<h1>Norway expels two diplomats</h1>
<p>Norway expelled two Russian diplomats on Monday over a breach at the parliament in Oslo, the foreign
ministry said.</p>
<p>Prime Minister Jonas Gahr Støre will travel to Stockholm on Thursday to meet his Swedish counterpart, his
office said in a statement.</p>
<p>Russia's embassy called the decision baseless and promised a response.</p>
</article></body></html>""",
    "kenya.txt": """Kenya sends police to the border

NAIROBI, 4 March 2024 - Kenya deployed hundreds of police to the border with Somalia on Sunday after \
gunmen attacked a bus in Mandera county. The interior minister condemned the attack and urged Somalia to act.
""",
}
POINTERS = (
    ("articles", "page", "pages"),
    ("claims", "article", "articles"),
    ("claim_actors", "claim", "claims"),
    ("claim_sources", "claim", "claims"),
    ("event_claims", "claim", "claims"),
    ("event_claims", "event", "events"),
    ("story_articles", "article", "articles"),
    ("judgements", "left_claim", "claims"),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("real")
    for name, content in PAGES.items():
        (top / name).write_text(content, encoding="utf-8")
    with open_store(top / "a.duckdb", read_only=False) as store:
        outcome = run_pages([top / name for name in PAGES], store, Settings(), stages=load_stages())
    assert (outcome.pages, outcome.rejected, outcome.summary.articles) == (2, 0, 2)
    return top / "a.duckdb"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with open_store(database) as store:
        yield store


def test_every_span_of_a_claim_selects_words_of_its_article(store: Store) -> None:
    texts = {article.id: article.text for article in store.articles()}
    claims = store.claims()
    assert len(claims) >= 3
    for claim in claims:
        evidence, text = claim.evidence, texts[claim.article]
        assert text[slice(*evidence.sentence)].strip()
        assert evidence.sentence[0] <= evidence.trigger[0] < evidence.trigger[1] <= evidence.sentence[1]
        for actor in (*claim.actors, *claim.recipients):
            assert text[actor.start : actor.end] == actor.raw
        for span in (*evidence.actors, *evidence.recipients, *evidence.source):
            assert text[slice(*span)].strip()
        if evidence.time:
            assert text[slice(*evidence.time)] == claim.time.raw
        if evidence.place:
            assert text[slice(*evidence.place)] == claim.place.raw


def test_ids_are_told_apart_and_point_at_rows(store: Store) -> None:
    for table, column, target in POINTERS:
        assert not list(store.rows(f"SELECT * FROM {table} WHERE {column} NOT IN (SELECT id FROM {target})"))
    for table in ("pages", "articles", "claims", "events", "stories"):
        assert not list(store.rows(f"SELECT id FROM {table} GROUP BY id HAVING count(*) > 1"))


def test_an_expulsion_is_found_with_its_day_and_sides(store: Store) -> None:
    (row,) = list_rows(store, "claims", Filter(type="SANCTION", where="sentence LIKE 'Norway expelled%'"))
    assert (row["actor_keys"], row["start"]) == (["NOR"], "2024-03-04")
    assert row["recipient_keys"][0].startswith("RUS")


def test_a_rerun_and_another_process_change_nothing(database: Path, tmp_path: Path) -> None:
    before = tables(database)
    pages = [database.parent / name for name in PAGES]
    with open_store(database, read_only=False) as store:
        run_pages(pages, store, Settings(), stages=load_stages())
    assert tables(database) == before
    with open_store(tmp_path / "b.duckdb", read_only=False) as store:
        run_pages(pages[::-1], store, Settings(workers=2), stages=load_stages())
    assert tables(tmp_path / "b.duckdb") == before


@pytest.mark.skipif(not SEEDS.exists(), reason="../shared/seeds is not beside this checkout")
def test_the_seeds_are_one_story_with_one_witness_for_what_both_say(tmp_path: Path) -> None:
    with open_store(tmp_path / "seeds.duckdb", read_only=False) as store:
        outcome = run_pages([SEEDS], store, Settings(published="2022-03-05"), stages=load_stages())
        assert (outcome.pages, outcome.rejected, outcome.summary.stories) == (2, 0, 1)
        shared = list(list_rows(store, "events", Filter(where="reports = 2")))
        (lineage,) = list_rows(store, "lineage", Filter(type="rewrite"))
    assert shared
    assert {row["witnesses"] for row in shared} == {1}
    assert lineage["cited"] == "The New York Times"
