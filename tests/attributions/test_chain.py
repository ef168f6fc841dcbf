from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.attributions import find_attributions, source_chain
from dateline.language import as_article, parse_articles


def chain(text: str, trigger: str, **about):
    """The chain behind the first token of the text that reads ``trigger``."""
    article = replace(as_article(text), **about)
    parsed = next(iter(parse_articles([article])))
    attributions = find_attributions(parsed)
    for index, part in enumerate(parsed.paragraphs):
        for token in part.doc:
            if token.text == trigger:
                return source_chain(parsed, attributions, index, token)
    raise AssertionError(trigger)


def names(*args, **about) -> list[str]:
    return [link.name for link in chain(*args, **about)]


def test_what_the_article_says_itself_has_no_chain():
    assert names("The army attacked the port on Monday.", "attacked") == []


def test_speaker_with_span_and_kind():
    text = "Anna Weiss said that the army had attacked the port."
    (link,) = chain(text, "attacked")
    assert (link.name, link.kind, link.anonymous) == ("Anna Weiss", "speaker", False)
    assert text[slice(*link.span)] == "Anna Weiss"


def test_the_cue_itself_is_not_within_the_content():
    assert names("Anna Weiss accused the army of attacking the port.", "accused") == []


def test_coordinated_sources_are_links_of_their_own():
    text = "The army attacked the port, according to local officials, fishermen and aid workers."
    links = chain(text, "attacked")
    assert [link.name for link in links] == ["local officials", "fishermen", "aid workers"]


def test_unnamed_sources_are_anonymous():
    text = "The army attacked the port, according to people familiar with the plan."
    (link,) = chain(text, "attacked")
    assert (link.name, link.kind, link.anonymous) == ("people familiar with the plan", "anonymous", True)


def test_outlet_comes_before_the_speaker_it_quotes():
    text = "Reuters reported that Anna Weiss said that the army had attacked the port."
    links = chain(text, "attacked")
    assert [(link.name, link.kind) for link in links] == [("Reuters", "outlet"), ("Anna Weiss", "speaker")]


def test_outlet_named_last_is_outermost_all_the_same():
    text = "The army had attacked the port, Anna Weiss said on Friday, Reuters reported."
    assert names(text, "attacked") == ["Reuters", "Anna Weiss"]


def test_a_pronoun_for_nobody_named_is_no_link():
    assert names("They said that the army had attacked the port.", "attacked") == []


def test_the_page_s_own_publisher_is_left_out():
    text = "The army attacked the port, The Riga Times reported."
    assert names(text, "attacked") == ["The Riga Times"]
    assert names(text, "attacked", publisher="Riga Times") == []


def test_outlet_that_the_article_leans_on_governs_the_lead_only():
    text = "The army attacked the port on Monday morning.\nIt withdrew at night after heavy fighting."
    about = {"cited": "The Riga Times", "cited_span": None}
    assert names(text, "attacked", **about) == ["The Riga Times"]
    assert names(text, "withdrew", **about) == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The mayor expressed his support for the strike on Monday.", "support"),
        ("The army responded to the raid by shelling the port.", "shelling"),
        ("The talks will go on, according to aides, as the army advances on the port.", "advances"),
        ("The army's attack on the port has closed the road, according to aides.", "attack"),
        ("The rebels want to attack the port.", "attack"),
    ],
)
def test_the_article_vouches_itself(text, trigger):
    assert names(text, trigger) == []
