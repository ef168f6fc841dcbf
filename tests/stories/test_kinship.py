"""How two articles are akin."""

from __future__ import annotations

from tests.stories._texts import ENVOYS, ENVOYS_RETOLD, FERRY, FERRY_AGAIN, STRIKE, article

from dateline.records import Article
from dateline.stories._kinship import Kinship, told_runs
from dateline.stories._lineage import Corpus

SPEECH = (
    "“We have waited for the copper long enough, and we shall wait no longer than the first of June, "
    "whatever the envoys say,” President Aldo Ferrin said."
)


def between(left: Article, right: Article) -> Kinship:
    """Hold two articles, in order of day and id, side by side."""
    return Corpus([left, right]).kinship(0, 1)


def test_the_same_report_twice_is_a_copy() -> None:
    akin = between(article("a", FERRY), article("b", FERRY + "\nRead more."))
    assert akin.kind == "copy"
    assert akin.left.share == 1.0 > akin.right.share


def test_a_brief_from_a_long_report_is_an_excerpt() -> None:
    akin = between(article("a", "\n".join(FERRY.split("\n")[:2])), article("b", FERRY))
    assert (akin.kind, akin.parent) == ("excerpt", "right")


def test_a_report_retold_is_a_rewrite_of_the_nearer_to_the_source() -> None:
    carrier = article("a", "Envoys Travel to Lindmoor: NYT\n" + ENVOYS)
    akin = between(carrier, article("b", ENVOYS_RETOLD))
    assert (akin.kind, akin.parent) == ("rewrite", "left")
    assert len(told_runs(akin.right)) >= 3


def test_two_reports_of_one_speech_have_a_common_source() -> None:
    one, other = article("a", FERRY + "\n" + SPEECH), article("b", STRIKE + "\n" + SPEECH)
    akin = between(one, other)
    assert (akin.kind, akin.parent) == ("common-source", "both")
    assert akin.left.share > 0 and akin.left.own_share < akin.left.share


def test_two_accounts_of_one_happening_are_no_kin() -> None:
    akin = between(article("a", FERRY), article("b", FERRY_AGAIN))
    assert (akin.kind, akin.parent) == ("none", "unknown")


def test_unrelated_articles_are_no_kin() -> None:
    assert between(article("a", FERRY), article("b", STRIKE)).kind == "none"


def test_two_reprints_of_an_agency_come_both_from_it() -> None:
    wire = "MARROW (AP) — " + FERRY
    akin = between(article("a", wire, published="2031-05-06"), article("b", wire, published="2031-05-07"))
    assert (akin.kind, akin.parent) == ("copy", "both")


def test_the_agencys_own_page_is_the_parent_of_its_reprint() -> None:
    wire = "MARROW (AP) — " + FERRY
    akin = between(
        article("a", wire, publisher="lindmoor.example"), article("b", wire, publisher="apnews.com")
    )
    assert (akin.kind, akin.parent) == ("copy", "right")


def test_empty_articles_are_no_kin() -> None:
    assert between(Article("a", ""), Article("b", "")).kind == "none"
