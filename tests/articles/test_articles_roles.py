"""The part each line of a page plays."""


from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.articles._roles import classify, is_byline, split_lines

BODY = (
    "Envoys of both countries met in the old customs house on Monday and signed a treaty on fishing rights."
)
MORE = "The treaty ends a quarrel of nine years over the waters west of the islands, the ministry said."
HEADLINE = "Envoys sign fishing treaty after nine years"


def roles(*lines: str, headline: str | None = None, from_markup: bool = False) -> dict[str, str]:
    text = "\n\n".join(lines)
    paragraphs, _ = classify(text, headline=headline, from_markup=from_markup)
    return {text[p.start : p.end]: p.role for p in paragraphs}


def role(line: str) -> str:
    """The role of a line that stands within a report."""
    return roles(HEADLINE, BODY, line, MORE)[line]


@pytest.mark.parametrize(
    "line",
    [
        "LEAVE A REPLY",
        "Leave a Replay",
        "Please enter your comment!",
        "Please enter your name here",
        "Your email address will not be published. Required fields are marked *",
        "Save my name, email, and website in this browser for the next time I comment.",
        "Read the full story",
        "To Read the Full Story",
        "Share on Facebook Share on Twitter",
        "Email WhatsApp Print More",
        "0",
        "1,204",
        "12K",
        "###",
        "___",
        "Advertisement",
        "Advertisement - Continue Reading Below",
        "Sign up for our newsletter",
        "Get the latest headlines in your inbox every morning",
        "We use cookies to improve your experience on our site.",
        "© 2018 Port Vale Media. All rights reserved.",
        "Copyright 2019 The Port Vale Post. All rights reserved. This material may not be published or broadcast.",
        "Related Stories:",
        "Tags: fishing, treaty, islands",
        "Home > News > Politics > Envoys sign",
        "#fishing #treaty",
        "(Reporting by Jane Poole; Editing by Sam Roe)",
        "Follow us on Twitter and Facebook",
        "Click here to comment on this article",
        "— Port Authority (@portauthority) July 16, 2018",
        "Image 2 of 3",
        "More",
        "View Comments",
        "https://vale.example/story/12",
    ],
)
def test_furniture(line: str) -> None:
    assert role(line) == "furniture"


@pytest.mark.parametrize(
    "line",
    [
        "The two sides will share the costs of the patrols.",
        "Contact between the two ministries was restored in May by the new envoy.",
        "“Nobody won and nobody lost,” she said.",
        "Sign-ups for the army doubled in March, the general said.",
        "Home to four thousand people, the island has no harbour of its own.",
        "The minister is a former correspondent who was arrested in 1998.",
        "By Monday evening the crowd had left the square.",
        "Comments by the minister angered the opposition, which walked out of parliament.",
        "More than 200 people were arrested.",
        "What both sides want",
        "BAGHDAD (AP) - A bomb killed three soldiers.",
        "Print shops in the capital were raided by police.",
    ],
)
def test_the_report_is_kept(line: str) -> None:
    assert role(line) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "The president, right, with the envoy in the capital, in mid-May.Credit...Ana Ruiz/EPA, via Shutterstock.",
        "FILE - In this May 4, 2016 file photo, a trawler lies off the western islands.",
        "Trawlers off the western islands on Monday. (AP Photo/Ana Ruiz)",
        "A trawler in the harbour. [Photo/Agencies]",
        "Photo: Ana Ruiz, AP",
        "Ana Ruiz/Getty Images",
        "(Getty Images)",
    ],
)
def test_captions(line: str) -> None:
    assert role(line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Poole",
        "By Reuters",
        "By Jane Poole, Senior correspondent",
        "BY JANE POOLE AND SAM ROE",
        "By Jane Poole and Sam Roe in Port Vale",
        "The Associated Press",
        "Xinhua | Updated: 2017-09-15 17:52",
        "Associated Press Monday, July 16, 2018",
        "The Associated Press — By JANE POOLE - Associated Press",
        "Jane Poole, Sam Roe and Ada BellAssociated Press",
    ],
)
def test_bylines(line: str) -> None:
    assert is_byline(line)
    assert role(line) == "byline"


@pytest.mark.parametrize(
    "line",
    ["By", "By Monday it was over.", "By the time they left", "Reuters building evacuated", "Jane Poole", ""],
)
def test_no_bylines(line: str) -> None:
    assert not is_byline(line)


def test_headline_breadcrumb_and_doubles() -> None:
    lines = [f"Home Vale Government {HEADLINE}", HEADLINE, "7", HEADLINE + " ", BODY, MORE]
    text = "\n\n".join(lines)
    paragraphs, headline = classify(text)
    assert [p.role for p in paragraphs] == ["furniture", "headline", "furniture", "furniture", "body", "body"]
    assert headline == HEADLINE


def test_the_site_is_cut_from_the_headline() -> None:
    _, headline = classify(f"{HEADLINE} | Vale Post\n\n{BODY}")
    assert headline == HEADLINE
    _, headline = classify(f"Talks fail | Vale Post\n\n{BODY}")
    assert headline == "Talks fail | Vale Post"


def test_a_text_may_have_no_headline() -> None:
    paragraphs, headline = classify(f"{BODY}\n\n{MORE}")
    assert headline is None
    assert [p.role for p in paragraphs] == ["body", "body"]


def test_a_stated_headline_is_found_below_labels() -> None:
    found = roles("Vale Politics Weather", "Islands", HEADLINE, BODY, headline=HEADLINE.upper())
    assert list(found.values()) == ["furniture", "furniture", "headline", "body"]


def test_comments_run_to_the_end_but_do_not_start_at_the_top() -> None:
    rant = "They should all be arrested and shot, every last one of these traitors in the ministry."
    found = roles(HEADLINE, "3 comments", BODY, MORE, "Comments (3)", rant)
    assert (found[BODY], found[MORE], found[rant]) == ("body", "body", "furniture")


def test_related_headlines_end_at_the_next_paragraph() -> None:
    found = roles(HEADLINE, BODY, "Related stories:", "Storm hits the western islands", MORE)
    assert (found["Storm hits the western islands"], found[MORE]) == ("furniture", "body")


def test_a_bio_is_furniture_at_the_foot_only() -> None:
    bio = "Jane Poole is a reporter who covers the islands for the Vale Post."
    others = [f"{BODY[:-1]}, for the {n}th time." for n in range(12)]
    assert roles(HEADLINE, *others, bio)[bio] == "furniture"
    assert roles(HEADLINE, others[0], bio, *others[1:])[bio] == "body"


def test_a_doubled_caption_and_a_paragraph_that_comes_again() -> None:
    caption = "Fishing boats lie in the harbour of Port Vale on Sunday"
    text = "\n".join([HEADLINE, caption, caption, BODY, MORE, BODY])
    assert [p.role for p in classify(text)[0]] == [
        "headline",
        "caption",
        "caption",
        "body",
        "body",
        "furniture",
    ]


def test_short_lines_are_labels_in_text_but_headings_in_markup() -> None:
    assert role("Fishing rights") == "furniture"
    assert roles(HEADLINE, BODY, "Fishing rights", MORE, from_markup=True)["Fishing rights"] == "body"


@given(st.text(max_size=400))
def test_spans_cover_every_line_and_nothing_else(text: str) -> None:
    paragraphs, _ = classify(text)
    pieces = [text[p.start : p.end] for p in paragraphs]
    assert all(piece == piece.strip() and piece for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(paragraphs))
    assert [(line.start, line.end) for line in split_lines(text)] == [(p.start, p.end) for p in paragraphs]


@pytest.mark.parametrize(
    "line",
    [
        "share " * 90,
        "a" * 590,
        "By " + "A" * 150,
        "-" * 590,
        "read " * 100,
        "Photo by " * 60,
        "(" * 500,
        "© " + "x" * 500,
    ],
)
def test_hostile_lines_take_no_time(line: str) -> None:
    start = time.perf_counter()
    classify("\n".join([line] * 20))
    assert time.perf_counter() - start < 2.0
