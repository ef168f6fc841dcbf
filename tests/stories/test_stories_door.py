"""The door of the stage: stories and lineage of a few articles of our own writing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.records import Article, Paragraph
from dateline.stories import StoryIndex, group_stories, trace_lineage

FERRY = (
    "A ferry with 212 passengers ran aground off the island of Marrow on Tuesday night, its owner said.\n"
    "Captain Ilse Harboe told reporters that the rudder had failed soon after the vessel left Port Kestrel.\n"
    "Two helicopters lifted forty passengers to safety before fog closed in over the strait.\n"
    "The operator, Northern Lines, said all aboard were accounted for and that nobody had been badly hurt.\n"
    "Divers will inspect the hull at daybreak, and the harbour at Port Kestrel stays shut until then."
)
FERRY_AGAIN = (
    "Passengers of a ferry that ran aground near Marrow island spoke on Wednesday of hours in the dark.\n"
    "The vessel of Northern Lines had left Port Kestrel with 212 aboard when its rudder failed.\n"
    "The coast guard used helicopters until fog closed in over the strait; nobody was badly hurt.\n"
    "Captain Ilse Harboe stayed on the bridge until the last passenger had gone ashore."
)
STRIKE = (
    "Teachers in Veldania walked out of their classrooms on Monday over pay, closing 900 schools.\n"
    "The union's chair, Petra Osei, said that talks with the education ministry had broken down on Friday.\n"
    "Minister Tomas Reyl called the walkout reckless and offered a rise of three per cent.\n"
    "Parents in the capital Lindmoor were told to keep their children at home until Thursday."
)


def article(id: str, text: str, **known: object) -> Article:
    """Return an article each line of which is a body paragraph."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(at, at + len(line), "body"))
        at += len(line) + 1
    return replace(Article(id, text, tuple(paragraphs)), **known)


ARTICLES = (
    article("ferry", FERRY, published="2031-05-06"),
    article("ferry-again", FERRY_AGAIN, published="2031-05-07"),
    article("strike", STRIKE, published="2031-05-06"),
)


def test_reports_of_one_happening_are_one_story_and_others_are_not() -> None:
    stories = group_stories(ARTICLES)
    assert {frozenset(s.articles) for s in stories} == {
        frozenset({"ferry", "ferry-again"}),
        frozenset({"strike"}),
    }


def test_a_story_tells_its_days() -> None:
    story = next(s for s in group_stories(ARTICLES) if "ferry" in s.articles)
    assert (story.first_day, story.last_day) == ("2031-05-06", "2031-05-07")


@given(st.permutations(ARTICLES))
@settings(max_examples=6, deadline=None)
def test_order_of_input_is_all_one(articles: list[Article]) -> None:
    assert group_stories(articles) == group_stories(ARTICLES)
    assert trace_lineage(articles) == trace_lineage(ARTICLES)


def test_an_index_settles_to_what_the_batch_gives() -> None:
    shuffled = list(ARTICLES)
    random.Random(7).shuffle(shuffled)
    index = StoryIndex()
    for one in shuffled:
        index.add(one)
    assert index.stories() == group_stories(ARTICLES)


def test_an_index_places_at_once_under_the_id_of_the_first() -> None:
    index = StoryIndex()
    ids = [index.add(one) for one in sorted(ARTICLES, key=lambda a: (a.published or "", a.id))]
    assert ids[0] == ids[2] != ids[1]
    assert index.add(ARTICLES[0]) == ids[0]
    assert index.stories()[0].id == ids[0]
    assert index.renamed == {}


def test_a_late_page_renames_its_story_and_says_so() -> None:
    index = StoryIndex()
    first = index.add(ARTICLES[1])
    index.add(ARTICLES[0])
    settled = index.stories()
    assert len(settled) == 1
    assert index.renamed == {first: settled[0].id}


def test_a_copy_comes_from_the_earlier_page_whole() -> None:
    copy = article("reprint", FERRY, published="2031-05-08")
    (lineage,) = trace_lineage([copy, ARTICLES[0]])
    assert (lineage.article, lineage.parent, lineage.how, lineage.share) == ("reprint", "ferry", "copy", 1.0)


def test_an_excerpt_is_the_child_of_the_longer_page() -> None:
    short = article("short", "\n".join(FERRY.split("\n")[:2]))
    (lineage,) = trace_lineage([short, replace(ARTICLES[0], published=None)])
    assert (lineage.article, lineage.parent, lineage.how) == ("short", "ferry", "excerpt")


def test_passages_point_at_equal_words_in_both() -> None:
    short = article("short", "\n".join(FERRY.split("\n")[1:3]))
    (lineage,) = trace_lineage([short, ARTICLES[0]])
    for passage in lineage.passages:
        assert short.text[slice(*passage.child)] == FERRY[slice(*passage.parent)]


def test_unrelated_articles_have_no_lineage() -> None:
    assert trace_lineage([ARTICLES[0], ARTICLES[2]]) == ()


@pytest.mark.parametrize("words", ["The New York Times", "the New York Times"])
def test_a_cited_outlet_is_a_parent_not_seen(words: str) -> None:
    citing = article(
        "citing", f"Talks resumed on Friday, according to {words}, after a month of silence in Bern."
    )
    (lineage,) = trace_lineage([citing])
    assert (lineage.parent, lineage.how, lineage.cited) == (None, "citation", "The New York Times")


def test_no_articles_no_stories() -> None:
    assert group_stories(()) == ()
    assert trace_lineage(()) == ()


def test_empty_text_is_a_story_of_its_own() -> None:
    stories = group_stories([Article("a", ""), Article("b", "")])
    assert len(stories) == 2
