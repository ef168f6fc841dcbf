"""Stories, all at once and as articles arrive."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stories._texts import FERRY, FERRY_AGAIN, STRIKE, article

from dateline.records import Article, Lineage
from dateline.stories import StoryIndex, group_stories, trace_lineage

ARTICLES = (
    article("ferry", FERRY, published="2031-05-06", headline="Ferry aground off Marrow"),
    article("ferry-again", FERRY_AGAIN, published="2031-05-07"),
    article("strike", STRIKE, published="2031-05-06"),
)


def test_reports_of_one_happening_are_one_story_and_others_are_not() -> None:
    members = {frozenset(s.articles) for s in group_stories(ARTICLES)}
    assert members == {frozenset({"ferry", "ferry-again"}), frozenset({"strike"})}


def test_a_story_tells_its_headline_and_days() -> None:
    story = group_stories(ARTICLES)[0]
    assert story.headline == "Ferry aground off Marrow"
    assert (story.first_day, story.last_day) == ("2031-05-06", "2031-05-07")


def test_an_undated_story_has_no_days() -> None:
    (story,) = group_stories([article("a", FERRY)])
    assert (story.first_day, story.last_day, story.headline) == (None, None, None)


@given(st.permutations(ARTICLES))
@settings(max_examples=6, deadline=None)
def test_order_of_input_is_all_one(articles: list[Article]) -> None:
    assert group_stories(articles) == group_stories(ARTICLES)
    assert trace_lineage(articles) == trace_lineage(ARTICLES)


def test_two_attacks_in_one_city_in_one_week_are_two_stories() -> None:
    market = (
        "A bomb in a parked van killed nine people at the fish market of Lindmoor on Monday, police said.\n"
        "Inspector Dana Weil said the van had been stolen in Halsted; stallholder Omar Beck lost two sons.\n"
        "The Red Dawn claimed the blast at the fish market in a letter to a broadcaster."
    )
    station = (
        "A gunman shot four commuters dead at the Northgate railway station in Lindmoor on Friday evening.\n"
        "Guards overpowered the man, a dismissed signalman named Karel Vance, on platform six.\n"
        "Doctors at Saint Brigid hospital operated on eleven wounded; trains to Ostmark stood still."
    )
    days = ("2031-05-05", "2031-05-05", "2031-05-09", "2031-05-09")
    texts = (
        market,
        market.replace("killed nine people", "left nine dead"),
        station,
        station.replace("four", "4"),
    )
    articles = [article(f"a{i}", t, published=d) for i, (t, d) in enumerate(zip(texts, days, strict=True))]
    assert [s.articles for s in group_stories(articles)] == [("a0", "a1"), ("a2", "a3")]


def test_a_translation_is_in_the_story_of_its_original() -> None:
    spanish = article(
        "es", "Maestros de Veldania dejaron las aulas; Petra Osei habla de fracaso.", language="es"
    )
    tie = Lineage("es", "strike", "translation", 0.9)
    assert [s.articles for s in group_stories([*ARTICLES, spanish], [tie])][1] == ("strike", "es")


@pytest.mark.parametrize("how", ["citation", "excerpt"])
def test_a_citation_or_an_excerpt_ties_nothing(how: str) -> None:
    line = Lineage("strike", "ferry", how, 1.0)  # type: ignore[arg-type]
    assert group_stories(ARTICLES, [line]) == group_stories(ARTICLES)


def test_a_parent_not_given_is_passed_over() -> None:
    assert group_stories(ARTICLES, [Lineage("ferry", "elsewhere", "copy", 1.0)]) == group_stories(ARTICLES)


def test_an_index_settles_to_what_the_batch_gives() -> None:
    shuffled = list(ARTICLES)
    random.Random(7).shuffle(shuffled)
    index = StoryIndex()
    for one in shuffled:
        index.add(one)
    assert index.stories() == group_stories(ARTICLES)


def test_an_index_goes_on_after_settling() -> None:
    index = StoryIndex()
    index.add(ARTICLES[0])
    first = index.stories()[0].id
    assert index.add(ARTICLES[1]) == first
    assert index.stories() == group_stories(ARTICLES[:2])


def test_an_index_places_at_once_under_the_id_of_the_first() -> None:
    index = StoryIndex()
    ferry, strike, again = (index.add(ARTICLES[i]) for i in (0, 2, 1))
    assert ferry == again != strike
    assert index.add(ARTICLES[0]) == ferry
    assert index.stories()[0].id == ferry
    assert index.renamed == {}


def test_a_late_page_renames_its_story_and_says_so() -> None:
    index = StoryIndex()
    first = index.add(ARTICLES[1])
    index.add(ARTICLES[0])
    settled = index.stories()
    assert len(settled) == 1
    assert index.renamed == {first: settled[0].id}


def test_a_day_that_is_none_is_no_fault() -> None:
    assert len(group_stories([article("a", FERRY, published="yesterday"), article("b", FERRY)])) == 1


def test_no_articles_no_stories() -> None:
    assert group_stories(()) == ()
    assert StoryIndex().stories() == ()


def test_empty_texts_are_stories_of_their_own() -> None:
    assert len(group_stories([Article("a", ""), Article("b", "")])) == 2
