from __future__ import annotations

import pytest

from dateline.attributions import find_attributions, in_direct_speech
from dateline.language import as_article, parse_articles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The harbour will stay closed until Friday, Anna Weiss said.",
            ("Anna Weiss", "said", "The harbour will stay closed until Friday", False),
        ),
        (
            "Anna Weiss said that the harbour would stay closed.",
            ("Anna Weiss", "said", "that the harbour would stay closed", False),
        ),
        (
            "“We will not leave the harbour,” said Anna Weiss.",
            ("Anna Weiss", "said", "“We will not leave the harbour,”", True),
        ),
        (
            "Soldiers crossed the border at dawn, according to Reuters.",
            ("Reuters", "according to", "Soldiers crossed the border at dawn", False),
        ),
        (
            'Anna Weiss wrote on Twitter: "The talks have failed and the ships are leaving."',
            ("Anna Weiss", "wrote", '"The talks have failed and the ships are leaving."', True),
        ),
    ],
)
def test_plain_forms(told, text, expected):
    assert expected in told(text)


def test_split_quote_is_one_attribution(told):
    text = "“The talks failed,” Anna Weiss said. “We will try again next week.”"
    assert told(text) == [
        ("Anna Weiss", "said", "“The talks failed,” | “We will try again next week.”", True)
    ]


def test_title_in_quotes_is_no_attribution(told):
    assert told("The film “The Long Voyage” opened in Riga on Monday.") == []


def test_hook_names_the_speaker_first(parse):
    asked = []

    def name_of(paragraph, token):
        asked.append((paragraph, token.text))
        return "Anna Weiss"

    found = find_attributions(parse("The minister said that the port was closed."), name_of=name_of)
    assert [a.speaker for a in found] == ["Anna Weiss"]
    assert asked == [(0, "minister")]


def test_in_direct_speech(parse):
    text = "“The port is closed and the ships are gone,” Anna Weiss said."
    found = find_attributions(parse(text))
    start = text.index("ships")
    assert in_direct_speech(found, (start, start + 5))
    assert not in_direct_speech(found, (text.index("Weiss"), len(text)))


def test_a_paragraph_that_two_articles_share_reads_alike_in_both() -> None:
    shared = "“The bridge will open in May,” the minister said on Friday in a long talk with reporters."
    alone, below = parse_articles([as_article(shared), as_article(f"Work goes on.\n{shared}")])
    assert alone.paragraphs[0].doc is below.paragraphs[1].doc
    (first,), (second,) = find_attributions(alone), find_attributions(below)
    shift = len("Work goes on.\n")
    assert second.content == tuple((s + shift, e + shift) for s, e in first.content)
    assert (second.speaker, second.direct) == (first.speaker, first.direct)
