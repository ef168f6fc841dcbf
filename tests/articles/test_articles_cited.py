"""The outlet an article leans on."""

from __future__ import annotations

import pytest

from dateline.articles._cited import Citation, find_citation
from dateline.articles._outlets import host_of, named_outlet, outlet_of_publisher
from dateline.articles._roles import classify

HEADLINE = "Envoys sign fishing treaty after nine years"
BODY = (
    "Envoys of both countries met in the old customs house on Monday and signed a treaty on fishing rights."
)


def cite(*lines: str, byline: str | None = None, publisher: str | None = None) -> Citation | None:
    text = "\n\n".join(lines)
    paragraphs, headline = classify(text)
    found = find_citation(text, paragraphs, headline=headline, byline=byline, publisher=publisher)
    if found and found.span:
        assert 0 <= found.span[0] < found.span[1] <= len(text)
    return found


def name(*lines: str, byline: str | None = None, publisher: str | None = None) -> str | None:
    found = cite(*lines, byline=byline, publisher=publisher)
    return found.name if found else None


@pytest.mark.parametrize(
    ("body", "outlet"),
    [
        ("CARACAS (Reuters) - Envoys met on Monday to end a quarrel of nine years.", "Reuters"),
        ("BERLIN (AP) — Envoys met on Monday to end a quarrel of nine years.", "The Associated Press"),
        ("BRUSSELS, July 13 (Reuters) - Envoys met on Monday to end the quarrel.", "Reuters"),
        ("Envoys met on Monday to end a quarrel of nine years. — AFP", "Agence France-Presse"),
        (
            "Envoys met on Monday, as reported by The New York Times, to end the quarrel.",
            "The New York Times",
        ),
        ("As reported The New York TimesThis weekend envoys met to end the quarrel.", "The New York Times"),
        ("Envoys met on Monday, according to the Financial Times, to end the quarrel.", "Financial Times"),
        ("Envoys met on Monday, The Guardian reported, to end the quarrel of nine years.", "The Guardian"),
        ("Envoys met on Monday to end the quarrel, the newspaper Le Monde reported.", "Le Monde"),
        ("Envoys met on Monday, state news agency Xinhua reported, to end the quarrel.", "Xinhua"),
        ("Envoys met on Monday, according to the daily Diario del Puerto.", "Diario del Puerto"),
        ("PORT VALE (Vale News) — Envoys met on Monday to end a quarrel of nine years.", "Vale News"),
        ("Envoys met on Monday to end the quarrel. (With inputs from PTI)", "Press Trust of India"),
        ("This article was originally published by Vale Weekly.", "Vale Weekly"),
        ("Envoys met on Monday to end a quarrel, people familiar with the matter said.", None),
        ("The apology was accepted by the times and customs of the islands, they said.", None),
        ("Envoys met on Monday, according to the ministry, to end the quarrel.", None),
    ],
)
def test_in_the_body(body: str, outlet: str | None) -> None:
    assert name(HEADLINE, body) == outlet


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("By Reuters", "Reuters"),
        ("The Associated Press", "The Associated Press"),
        ("© 2018 Thomson/Reuters. All rights reserved.", "Reuters"),
        ("Copyright 2018 by CNN NewSource. All rights reserved.", "CNN NewSource"),
        ("CBS News•", "CBS News"),
        ("By Jane Poole", None),
        ("(Photo: Ana Ruiz, AP)", None),
        ("Ana Ruiz via EPA-EFE", None),
    ],
)
def test_in_furniture(line: str, outlet: str | None) -> None:
    assert name(HEADLINE, line, BODY) == outlet


def test_in_the_headline() -> None:
    assert name(f"{HEADLINE}: NYT", BODY) == "The New York Times"
    assert name(f"{HEADLINE}: Vale Weekly", BODY) is None
    credit = "A trawler in the harbour.Credit...Ana Ruiz. Courtesy of Vale Weekly."
    assert name(f"{HEADLINE}: Vale Weekly", credit, BODY) == "Vale Weekly"


def test_in_a_stated_byline() -> None:
    found = cite(HEADLINE, BODY + " AP was there.", byline="Associated Press")
    assert found is not None
    assert found.name == "The Associated Press"
    assert found.span is not None


def test_a_wire_credit_counts_before_a_rewrite() -> None:
    rewrite = "Envoys met on Monday, The Guardian reported, to end the quarrel of nine years."
    assert name(HEADLINE, rewrite, BODY, "© AFP 2018") == "Agence France-Presse"


def test_a_citation_far_down_is_no_leaning() -> None:
    assert name(HEADLINE, *[f"{BODY} {n}." for n in range(5)], "It was over, The Guardian reported.") is None


def test_no_outlet_cites_itself() -> None:
    body = "CARACAS (Reuters) - Envoys met on Monday to end a quarrel of nine years."
    assert name(HEADLINE, body, publisher="reuters.com") is None
    assert name(HEADLINE, body, publisher="Reuters") is None
    assert name(HEADLINE, "PORT VALE (Vale News) — Envoys met on Monday.", publisher="Vale News") is None


def test_an_unknown_outlets_name_ends_before_the_next_word() -> None:
    found = cite(HEADLINE, "As reported by the news agency Vale PressThis week envoys met at last.")
    assert found is not None
    assert found.name == "Vale Press"


def test_outlets_by_name_and_host() -> None:
    assert named_outlet("NYT") == named_outlet("The  New York Times")
    assert host_of("https://www.vale.example/a?b=c") == "vale.example"
    assert host_of("http://[broken") is None
    for publisher in ("edition.cnn.com", "CNN", "www.cnn.com"):
        outlet = outlet_of_publisher(publisher)
        assert outlet is not None
        assert outlet.name == "CNN"
    assert outlet_of_publisher("example.com") is None
