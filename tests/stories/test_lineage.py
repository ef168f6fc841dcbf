"""Lineage of articles."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stories._texts import ENVOYS, ENVOYS_RETOLD, FERRY, STRIKE, article

from dateline.records import Article
from dateline.stories import trace_lineage

WIRE = "MARROW (AP) — " + FERRY
LINES = (FERRY + "\n" + STRIKE + "\n" + ENVOYS).split("\n")


def test_a_copy_comes_from_the_earlier_page_whole() -> None:
    copy = article("a", FERRY, published="2031-05-08")
    (lineage,) = trace_lineage([copy, article("b", FERRY, published="2031-05-06")])
    assert (lineage.article, lineage.parent, lineage.how, lineage.share) == ("a", "b", "copy", 1.0)


def test_an_excerpt_is_the_child_of_the_longer_page() -> None:
    short = article("a", "\n".join(FERRY.split("\n")[:2]))
    (lineage,) = trace_lineage([short, article("b", FERRY)])
    assert (lineage.article, lineage.parent, lineage.how) == ("a", "b", "excerpt")


def test_a_rewrite_names_the_source_behind_both() -> None:
    carrier = article("b", "Envoys Travel to Lindmoor: NYT\n" + ENVOYS)
    lineages = trace_lineage([article("a", ENVOYS_RETOLD), carrier])
    first = lineages[0]
    assert (first.article, first.parent, first.how, first.cited) == (
        "a",
        "b",
        "rewrite",
        "The New York Times",
    )
    assert 0.3 < first.share < 1.0


def test_a_rewrite_in_another_language_is_a_translation() -> None:
    carrier = article("b", "Envoys Travel to Lindmoor: NYT\n" + ENVOYS, language="en")
    lineages = trace_lineage([article("a", ENVOYS_RETOLD, language="es"), carrier])
    assert lineages[0].how == "translation"


def test_reprints_share_the_agency_and_are_but_half_certain() -> None:
    pages = [article("a", WIRE, published="2031-05-06"), article("b", WIRE, published="2031-05-07")]
    (unseen, reprint) = trace_lineage(pages)
    assert (unseen.parent, unseen.how, unseen.cited) == (None, "citation", "The Associated Press")
    assert unseen.why == "carries its report"
    assert (reprint.article, reprint.parent, reprint.cited) == ("b", "a", "The Associated Press")
    assert reprint.confidence == 0.5


def test_the_best_parent_comes_first() -> None:
    both = article("c", FERRY + "\n" + "\n".join(STRIKE.split("\n")[:2]), published="2031-05-09")
    parents = [article("a", STRIKE, published="2031-05-06"), article("b", FERRY, published="2031-05-06")]
    mine = [line for line in trace_lineage([both, *parents]) if line.article == "c"]
    assert mine[0].parent == "b"


def test_an_outlet_cited_is_a_parent_not_seen() -> None:
    citing = article(
        "a", "Talks resumed on Friday, according to The New York Times, after a month of silence."
    )
    (lineage,) = trace_lineage([citing])
    assert (lineage.parent, lineage.how, lineage.cited) == (None, "citation", "The New York Times")


def test_the_outlet_that_the_article_leans_on_comes_first() -> None:
    text = "Talks resumed on Friday, according to Reuters. The BBC reported they had not; CNN reported both."
    lineages = trace_lineage([article("a", text, cited="Reuters")])
    assert [line.cited for line in lineages] == ["Reuters", "BBC News", "CNN"]


def test_one_line_for_a_child_and_a_parent() -> None:
    pages = [article(str(i), WIRE, published=f"2031-05-{i:02d}") for i in range(1, 9)]
    pairs = [(line.article, line.parent) for line in trace_lineage(pages)]
    assert len(pairs) == len(set(pairs))
    assert {child for child, parent in pairs if parent} == {str(i) for i in range(2, 9)}


def test_no_articles_no_lineage() -> None:
    assert trace_lineage(()) == ()
    assert trace_lineage([Article("a", ""), Article("b", "")]) == ()


_texts = st.lists(st.sampled_from(LINES), min_size=1, max_size=8).map("\n".join)


@given(_texts, _texts)
@settings(max_examples=25, deadline=None)
def test_passages_lie_within_both_and_shares_within_bounds(left: str, right: str) -> None:
    texts = {"a": left, "b": right}
    for line in trace_lineage([article("a", left), article("b", right)]):
        assert 0.0 <= line.share <= 1.0
        for passage in line.passages if line.parent else ():
            assert texts[line.article][slice(*passage.child)].strip()
            assert texts[line.parent][slice(*passage.parent)].strip()
