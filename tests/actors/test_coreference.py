"""Noun phrases of an article → actors, with what the article said before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.actors import ArticleActors, find_actors
from dateline.language import ParsedArticle, as_article, parse_articles
from dateline.records import Actor


def read(text: str, day: str = "2022-03-05") -> tuple[ParsedArticle, ArticleActors]:
    (parsed,) = parse_articles([as_article(text, published=day)])
    return parsed, find_actors(parsed)


SCRAPS = [
    "Iran",
    ".",
    ",",
    "the",
    "president",
    "of",
    "and",
    "he",
    "its",
    "“",
    "”",
    "Mr.",
    "Xi",
    "officials",
    "met",
]


def ask(text: str, word: str, nth: int = 0, speaker: Actor | None = None) -> tuple[Actor, ...]:
    """The actors of the noun phrase that the nth such word heads."""
    parsed, actors = read(text)
    places = [(i, t) for i, p in enumerate(parsed.paragraphs) for t in p.doc if t.text == word]
    return actors.of(*places[nth], speaker=speaker)


def codes(found: tuple[Actor, ...]) -> list[str]:
    return [" ".join(p for p in (a.country, a.sector) if p) for a in found]


def test_offsets_are_those_of_the_article() -> None:
    text = "Rain fell.\nThe Turkish parliament voted on Monday."
    (actor,) = ask(text, "parliament")
    assert text[actor.start : actor.end] == actor.raw == "The Turkish parliament"
    assert codes((actor,)) == ["TUR LEG"]


def test_a_surname_is_who_the_article_introduced() -> None:
    text = "Elena Trump, a baker in Riga, spoke first. Later Trump left the hall."
    (actor,) = ask(text, "Trump", 1)
    assert actor.name == "Elena Trump"
    assert actor.wikidata is None


@pytest.mark.parametrize(
    ("text", "word", "nth", "expected"),
    [
        ("President Nicolás Maduro spoke. Mr. Maduro thanked Iran.", "Maduro", 1, ["VEN GOV"]),
        ("President Nicolás Maduro spoke. Then he thanked Iran.", "he", 0, ["VEN GOV"]),
        ("Canada closed its embassy in Kabul.", "embassy", 0, ["CAN GOV"]),
        ("The Kremlin has withdrawn its troops.", "troops", 0, ["RUS MIL"]),
        ("Peru and Chile signed the pact. The two countries share a border.", "countries", 0, ["PER", "CHL"]),
        ("Norway will pay. The country sells gas.", "country", 0, ["NOR"]),
        ("Kenya held a vote. The army stayed away.", "army", 0, ["KEN MIL"]),
        ("French and German officials met.", "officials", 0, ["FRA GOV", "DEU GOV"]),
        ("The treaty was signed on Monday.", "treaty", 0, []),
    ],
)
def test_coreference(text: str, word: str, nth: int, expected: list[str]) -> None:
    assert codes(ask(text, word, nth)) == expected


def test_first_person_is_the_speaker() -> None:
    speaker = Actor("Mr. Duque", 0, 9, country="COL", sector="GOV", id="person:Q17478000")
    text = "“We will not yield,” Mr. Duque said."
    (actor,) = ask(text, "We", speaker=speaker)
    assert actor.id == speaker.id
    assert ask(text, "We") == ()


def test_the_office_follows_the_day() -> None:
    parsed, actors = read("The Brazilian president flew home.")
    token = next(t for t in parsed.paragraphs[0].doc if t.text == "president")
    names = [actors.of(0, token, day=day)[0].name for day in ("2012-01-10", "2020-01-10")]
    assert names == ["Dilma Rousseff", "Jair Bolsonaro"]


def test_a_mention_is_words_and_place_only() -> None:
    parsed, actors = read("The old bridge fell.")
    token = next(t for t in parsed.paragraphs[0].doc if t.text == "bridge")
    mention = actors.mention(0, token)
    assert (mention.raw, mention.country, mention.id) == ("The old bridge", None, None)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=15))
def test_any_token_of_any_text_has_a_place_in_it(words: list[str]) -> None:
    parsed, actors = read(" ".join(words))
    for number, paragraph in enumerate(parsed.paragraphs):
        for token in paragraph.doc:
            for actor in (*actors.of(number, token), actors.mention(number, token)):
                assert parsed.article.text[actor.start : actor.end] == actor.raw
