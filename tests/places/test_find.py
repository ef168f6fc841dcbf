"""Finding the names of places, beyond what the parser labels."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language._parser import as_article, parse_articles
from dateline.places import find_places
from dateline.records import PlaceMention


def find(text: str, *, with_demonyms: bool = False) -> tuple[PlaceMention, ...]:
    return find_places(next(parse_articles([as_article(text)])), with_demonyms=with_demonyms)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Floods hit Lagos and Ibadan.", ["Lagos", "Ibadan"]),
        ("NAIROBI, Kenya (AP) — Ministers met.", ["NAIROBI", "Kenya"]),
        ("Kentucky State Police arrested a man in Lexington, Ky.", ["Kentucky", "Lexington", "Ky."]),
        ("The fleet crossed the Sea of Japan.", []),
        ("The Council of Elders met in March.", []),
        ("The attack on Kyiv killed dozens.", ["Kyiv"]),
        ("He was born in Churchill.", ["Churchill"]),
    ],
)
def test_names_are_found(text: str, names: list[str]) -> None:
    assert [m.text for m in find(text)] == names


def test_a_name_once_used_for_a_place_is_found_again() -> None:
    text = "Snow fell in Edmonton.\nPolice said the Edmonton school stays shut."
    assert [m.text for m in find(text)].count("Edmonton") == 2


def test_peoples_count_only_on_request() -> None:
    text = "Russian and Kenyan diplomats met."
    assert find(text) == ()
    assert [m.country for m in find(text, with_demonyms=True)] == ["RUS", "KEN"]


def test_norway_is_no_truth_value() -> None:
    assert [m.country for m in find("Norwegian ships sailed.", with_demonyms=True)] == ["NOR"]


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("Washington believes that the truce will hold.", True),
        ("Washington officials denied the report.", True),
        ("Crowds filled the streets of Washington.", False),
    ],
)
def test_a_capital_that_acts_is_doubted(text: str, doubted: bool) -> None:
    (mention,) = find(text)
    assert mention.feature == "PPLC"
    assert (mention.confidence <= 0.4) == doubted


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.sampled_from(
            ["Paris", "Texas", "in", "near", "the", "officials", ",", ".", "Georgia", "Mayor", "US", "—", "("]
        ),
        max_size=20,
    )
)
def test_mentions_repeat_the_text_and_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    found = find(text, with_demonyms=True)
    assert all(text[m.start : m.end] == m.text for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_a_shared_paragraph_counts_with_what_each_article_says_around_it() -> None:
    shared = "Crowds cheered Georgia as the skater left the ice after a long and happy evening."
    plain, named = parse_articles(
        [as_article(shared), as_article(f"Georgia Brown won the final in Oslo.\n{shared}")]
    )
    assert plain.paragraphs[0].doc is named.paragraphs[1].doc
    assert [m.text for m in find_places(plain)] == ["Georgia"]
    assert [m.text for m in find_places(named)] == ["Oslo"]
