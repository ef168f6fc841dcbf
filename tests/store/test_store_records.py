"""Records come back from the database as they went in, whatever they hold."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.records import (
    Actor,
    Article,
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    Event,
    Evidence,
    Judgement,
    Lineage,
    Page,
    Paragraph,
    Passage,
    PlaceMention,
    Relation,
    SourceKind,
    SourceLink,
    Status,
    Story,
    TimeExpression,
    Witness,
)
from dateline.store import (
    Store,
    article_rows,
    coded_rows,
    event_rows,
    judgement_rows,
    lineage_rows,
    merge_rows,
    open_store,
    pack,
    page_rows,
    relation_rows,
    story_rows,
)

# Anything a page may hold but lone surrogates, which no text that was decoded has; NUL and escapes included.
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ids = st.text("0123456789abcdef", min_size=16, max_size=16)
days = st.none() | st.dates().map(lambda day: day.isoformat())
chances = st.floats(0, 1)
spans = st.tuples(st.integers(0, 50), st.integers(50, 99))
many_spans = st.lists(spans, max_size=3).map(tuple)
some_words = st.lists(words, max_size=3).map(tuple)
maybe = st.none() | words
whole = st.none() | st.integers(0, 2**40)
degrees = st.none() | st.floats(-180, 180)

times = st.builds(ClaimTime, raw=maybe, start=days, end=days)
places = st.builds(ClaimPlace, maybe, whole, maybe, maybe, maybe, degrees, degrees, maybe, st.just("named"))
actors = st.builds(
    Actor, words, st.integers(0, 9), st.integers(9, 99), maybe, maybe, some_words, maybe, maybe, maybe, maybe,
    words, chances,
)  # fmt: skip
links = st.builds(SourceLink, words, st.sampled_from(get_args(SourceKind)), st.none() | spans, st.booleans())
evidences = st.builds(
    Evidence, spans, spans, many_spans, many_spans, st.none() | spans, st.none() | spans, many_spans
)
claims = st.builds(
    Claim, ids, ids, words, maybe, maybe, st.none() | st.floats(-10, 10), st.none() | st.integers(1, 4),
    st.lists(actors, max_size=3).map(tuple), st.lists(actors, max_size=3).map(tuple), times, places,
    st.sampled_from(get_args(Status)), st.lists(links, max_size=3).map(tuple), st.booleans(), evidences,
    chances, words, words, some_words, words, words, maybe,
)  # fmt: skip
paragraphs = st.builds(Paragraph, st.integers(0, 9), st.integers(9, 99), st.sampled_from(["body", "quote"]))
articles = st.builds(
    Article, ids, words, st.lists(paragraphs, max_size=3).map(tuple), maybe, maybe, days, st.just("caller"),
    days, maybe, maybe, maybe, maybe, st.none() | spans,
)  # fmt: skip
witnesses = st.builds(Witness, words, st.just("outlet"), some_words, st.booleans())
events = st.builds(
    Event, ids, words, maybe, some_words, some_words, days, days, places, st.just("happened"), words,
    some_words, some_words, st.lists(witnesses, max_size=3).map(tuple), some_words, maybe,
    st.none() | st.integers(1, 4), st.none() | st.floats(-10, 10),
)  # fmt: skip
passages = st.builds(Passage, spans, spans)
lineages = st.builds(
    Lineage, ids, st.none() | ids, st.just("copy"), chances, maybe, st.lists(passages, max_size=3).map(tuple),
    chances, words,
)  # fmt: skip
stories = st.builds(Story, ids, some_words, maybe, days, days)
relations = st.builds(Relation, words, words, words, words, maybe, maybe, some_words, some_words)
judgements = st.builds(Judgement, ids, ids, st.booleans(), chances, words, words)

QUICK = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # each example is a few transactions


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "a.duckdb", read_only=False)


def write_article(store: Store, article: Article, *found: Claim) -> None:
    """Write an article on a page of its own, in place of the one of this id."""
    page = Page(article.id, "a.txt", article.text, "text")
    parts = [page_rows(page, "{}"), article_rows(article, page.id, "{}")]
    rows = merge_rows([*parts, coded_rows(article.id, found, (), (), ())])
    store.write_pages(pack(rows), pages=[page], again=(), unreadable=())


@QUICK
@given(article=articles, found=st.lists(claims, max_size=4, unique_by=lambda claim: claim.id))
def test_articles_and_claims_come_back(store: Store, article: Article, found: list[Claim]) -> None:
    found = [replace(claim, article=article.id) for claim in found]
    write_article(store, article, *found)
    assert list(store.articles("id = ?", [article.id])) == [article]
    assert store.claims("article = ?", [article.id]) == tuple(sorted(found, key=lambda claim: claim.id))


@QUICK
@given(
    lineage=st.lists(lineages, max_size=4),
    story=st.lists(stories, max_size=3, unique_by=lambda story: story.id),
    event=st.lists(events, max_size=3, unique_by=lambda event: event.id),
    judgement=st.lists(judgements, max_size=3, unique_by=lambda j: (j.left, j.right, j.judge)),
    relation=st.lists(relations, max_size=3),
)
def test_what_is_derived_comes_back(
    store: Store,
    lineage: list[Lineage],
    story: list[Story],
    event: list[Event],
    judgement: list[Judgement],
    relation: list[Relation],
) -> None:
    parts = [lineage_rows(lineage), story_rows(story), event_rows(event)]
    rows = merge_rows([*parts, judgement_rows(judgement), relation_rows(relation)])
    store.write_derived(pack(rows), "print")
    assert sorted(store.lineages(), key=repr) == sorted(lineage, key=repr)
    assert store.stories() == tuple(sorted(story, key=lambda s: s.id))
    assert store.events() == tuple(sorted(event, key=lambda e: e.id))
    assert store.judgements() == tuple(sorted(judgement, key=lambda j: (j.left, j.right, j.judge)))
    assert store.relations() == tuple(relation)
    assert store.meta()["derived"] == "print"


@QUICK
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    data=st.data(),
)
def test_spans_select_the_same_words_in_sql_as_in_python(
    store: Store, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    write_article(store, Article("0" * 16, text))
    rows = store.rows("SELECT substring(text, ? + 1, ? - ?) AS words FROM articles", [start, end, start])
    assert [row["words"] for row in rows] == [text[start:end]]


def test_lone_surrogates_are_replaced_and_shift_nothing(store: Store) -> None:
    article = Article("1" * 16, "caf\ud800 met", url="\udcff.html")
    write_article(store, article)
    (found,) = store.articles()
    assert (found.text, found.url) == ("caf? met", "?.html")


def test_what_was_read_in_an_article_is_kept(store: Store) -> None:
    rows = coded_rows(
        "2" * 16, (),
        [Attribution((0, 4), (5, 9), ((10, 20), (30, 40)), True, "Ana Ruiz")],
        [TimeExpression(3, 9, "Monday", "DATE", "2024-03-04", "2024-03-04", "2024-03-04", "day", "relative")],
        [PlaceMention(1, 5, "Oslo", 3143244, "Oslo", "NOR", "12", 59.9, 10.7, "PPLC", 0.9)],
    )  # fmt: skip
    store.write_pages(pack(rows), pages=(), again=(), unreadable=())
    (attribution,), (time,), (place,) = (list(store.table(t)) for t in ("attributions", "times", "places"))
    assert (attribution["source_end"], attribution["content"][1]["char_start"], attribution["direct"]) == (
        4,
        30,
        True,
    )
    assert (time["begin_day"], time["value"], time["char_end"]) == ("2024-03-04", "2024-03-04", 9)
    assert (place["geonameid"], place["lon"], place["text"]) == (3143244, 10.7, "Oslo")


def test_a_day_that_is_none_is_found_before_it_is_written() -> None:
    with pytest.raises(ValueError, match="day"):
        article_rows(Article("3" * 16, "text", published="2024-02-31"), "p", "{}")


RENAMED = {"start": "char_start", "end": "char_end", "begin": "begin_day"}


@pytest.mark.parametrize(
    ("record", "table", "elsewhere"),
    [
        (Page, "pages", {"content"}),
        (Article, "articles", {"paragraphs", "cited_span"}),
        (Claim, "claims", {"actors", "recipients", "time", "place", "source", "evidence"}),
        (TimeExpression, "times", set()),
        (PlaceMention, "places", set()),
        (Lineage, "lineage", {"passages"}),
        (Story, "stories", {"articles"}),
    ],
)
def test_every_field_of_a_record_has_a_column(
    store: Store, record: Any, table: str, elsewhere: set[str]
) -> None:
    columns = {row["column_name"] for row in store.rows(f"DESCRIBE {table}")}
    assert {RENAMED.get(f.name, f.name) for f in fields(record)} - elsewhere <= columns
