"""HTML pages: main text, what the markup states, walls."""

# ruff: noqa: E501 - lines of pages stand as pages have them
from __future__ import annotations

import pytest

from dateline.articles import read_articles
from dateline.articles._html import main_paragraphs, prune, visible_text
from dateline.articles._markup import Markup, parse, read_markup
from dateline.records import Article, Page, Reject

BODY = [
    "Envoys of both countries met in the old customs house on Monday and signed a treaty on fishing rights.",
    "The treaty ends a quarrel of nine years over the waters west of the islands, the ministry said.",
    "“Nobody won and nobody lost,” the chief negotiator told reporters in the harbour after the signing.",
    "Patrol boats of the two navies left the disputed waters on Sunday evening, two witnesses said.",
]
HEADLINE = "Envoys sign fishing treaty after nine years"
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in BODY)


def html(body: str, head: str = "") -> str:
    return f"<html lang='en'><head>{head}</head><body>{body}</body></html>"


def read(content: str, **stated: str) -> Article | Reject:
    (item,) = read_articles([Page("0" * 16, "a.html", content, "html", **stated)])  # type: ignore[arg-type]
    return item


def article(content: str, **stated: str) -> Article:
    item = read(content, **stated)
    assert isinstance(item, Article), item
    return item


def markup(content: str) -> Markup:
    tree = parse(content)
    assert tree is not None
    return read_markup(tree)


def test_the_headline_comes_first_and_once() -> None:
    found = article(html(f"<article><h1>{HEADLINE}</h1>{PARAGRAPHS}</article>"))
    assert found.text == "\n\n".join([HEADLINE, *BODY])
    assert [p.role for p in found.paragraphs] == ["headline"] + ["body"] * 4


def test_comments_related_links_and_tweets_stay_out() -> None:
    noise = (
        "<div class='related-stories'><p>Storm sinks three boats off the northern coast</p></div>"
        "<blockquote class='twitter-tweet'><p>Treason! Arrest the ministers now!</p></blockquote>"
        "<div class='author-bio'><p>Jane Poole writes about fish.</p></div>"
        "<div id='comments'><p>They attacked my cousin, shoot them all.</p></div>"
    )
    text = article(html(f"<article><h1>{HEADLINE}</h1>{PARAGRAPHS}{noise}</article>")).text
    assert all(body in text for body in BODY)
    assert not any(words in text for words in ("Storm", "Treason", "Poole", "cousin"))


def test_comments_under_a_plain_heading_stay_out() -> None:
    comments = "<section><h4>Comments</h4><div><p>Shoot all of the traitors in the ministry tonight, I say.</p></div></section>"
    text = article(html(f"<article><h1>{HEADLINE}</h1>{PARAGRAPHS}{comments}</article>")).text
    assert text.endswith(BODY[-1])


def test_a_page_laid_out_in_a_table() -> None:
    found = article(
        html(f"<table><tr><td><a href='/'>Home</a></td><td><h1>{HEADLINE}</h1>{PARAGRAPHS}</td></tr></table>")
    )
    assert found.text == "\n\n".join([HEADLINE, *BODY])


def test_a_container_named_like_furniture_is_kept() -> None:
    tree = parse(html(f"<div class='related-content'><h1>{HEADLINE}</h1>{PARAGRAPHS}</div>"))
    assert tree is not None
    prune(tree)
    assert BODY[0] in visible_text(tree)


def test_the_stated_body_helps_where_the_page_shows_little() -> None:
    tree = parse(html(f"<p>{BODY[0]}</p>"))
    assert tree is not None
    assert main_paragraphs(tree, None, "\n".join(BODY * 3)) == BODY * 3


def test_json_ld_and_meta() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline":'
        ' "Envoys sign fishing treaty after nine years", "datePublished": "2021-05-04T10:00:00Z", "author":'
        ' [{"name": "Jane Poole"}, {"name": "Sam Roe"}], "publisher": {"name": "Vale Post"}}]}</script>'
        '<link rel="canonical" href="https://vale.example/treaty">'
    )
    found = markup(html(f"<h1>{HEADLINE}</h1>", head))
    assert found == Markup(
        headline=HEADLINE,
        byline="Jane Poole, Sam Roe",
        publisher="Vale Post",
        published="2021-05-04T10:00:00Z",
        language="en",
        url="https://vale.example/treaty",
    )


@pytest.mark.parametrize("broken", ["{", "[" * 5000, "null", "[1, 2]", '{"@type": 5}', '{"@graph": 7}', ""])
def test_broken_json_ld_is_passed_over(broken: str) -> None:
    head = (
        f'<script type="application/ld+json">{broken}</script><meta property="og:title" content="{HEADLINE}">'
    )
    assert markup(html("", head)).headline == HEADLINE


def test_the_visible_headline_counts_before_a_title_with_the_site() -> None:
    found = markup(html(f"<h1>{HEADLINE}</h1>", f"<title>{HEADLINE} | Vale Post</title>"))
    assert found.headline == HEADLINE
    assert markup(html("", f"<title>{HEADLINE} | Vale Post</title>")).headline == HEADLINE


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2021-05-04T23:00:00+02:00">', "2021-05-04"),
        ('<meta name="date" content="2021-05-04">', "2021-05-04"),
        ('<meta name="DCSext.articleFirstPublished" content="2021-05-04 13:23">', "2021-05-04"),
        ('<meta itemprop="datePublished" content="2021-05-04">', "2021-05-04"),
    ],
)
def test_days_in_markup(head: str, day: str) -> None:
    found = article(html(f"<h1>{HEADLINE}</h1>{PARAGRAPHS}", head))
    assert (found.published, found.published_basis) == (day, "markup")


def test_the_time_element_is_a_last_resort() -> None:
    found = article(html(f"<h1>{HEADLINE}</h1><time datetime='2021-05-04'>4 May</time>{PARAGRAPHS}"))
    assert found.published == "2021-05-04"


def test_a_byline_in_the_page() -> None:
    found = article(
        html(f"<h1>{HEADLINE}</h1><p class='byline'>By <a rel='author'>Jane Poole</a></p>{PARAGRAPHS}")
    )
    assert found.byline == "Jane Poole"


def test_what_a_record_states_counts_before_markup() -> None:
    head = '<meta property="og:site_name" content="Vale Post"><meta name="date" content="2021-05-04">'
    found = article(
        html(PARAGRAPHS, head),
        publisher="Isle Echo",
        published="2020-01-02",
        headline="Treaty signed at last",
    )
    assert (found.publisher, found.published, found.published_basis) == ("Isle Echo", "2020-01-02", "record")
    assert found.headline == "Treaty signed at last"
    assert found.text.startswith("Treaty signed at last\n\n")


def test_the_host_stands_for_an_unnamed_publisher() -> None:
    assert article(html(PARAGRAPHS), url="https://www.vale.example/treaty").publisher == "vale.example"


CONSENT = (
    "<h1>We value your privacy</h1><p>We and our 40 partners store and/or access information on a device.</p>"
    "<p>You can accept all cookies or manage your choices. Some vendors rely on legitimate interests.</p>"
)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (html(CONSENT), "consent-wall"),
        (html("<h1>404 Not Found</h1><p>The page you are looking for could not be found.</p>"), "error-page"),
        (html("<h1>Access denied</h1><p>You don't have permission to view this page.</p>"), "error-page"),
        (
            html("<p>Checking your browser before you go on. Please enable JavaScript and cookies.</p>"),
            "error-page",
        ),
        (
            html(f"<h1>{HEADLINE}</h1><p>Envoys met on Monday.</p><p>Subscribe to continue reading.</p>"),
            "paywall",
        ),
        (html("<nav><a>Home</a></nav>"), "no-main-text"),
        ("<!-- nothing -->", "no-main-text"),
    ],
)
def test_walls(content: str, reason: str) -> None:
    item = read(content)
    assert isinstance(item, Reject)
    assert (item.reason, item.location) == (reason, "a.html")


def test_a_cookie_banner_beside_a_report_is_no_wall() -> None:
    banner = (
        "<div class='cookie-banner'><p>We use cookies. By continuing you accept our cookie policy.</p></div>"
    )
    assert BODY[3] in article(html(banner + f"<h1>{HEADLINE}</h1>{PARAGRAPHS}")).text


def test_broken_markup_and_a_declaration_of_encoding() -> None:
    content = f'<?xml version="1.0" encoding="ISO-8859-1"?><html><body><div><p>{BODY[0]}<p>{BODY[1]}<p>{BODY[2]}</b></div>'
    assert BODY[1] in article(content).text


def test_deep_markup_is_read() -> None:
    content = html("<div>" * 400 + PARAGRAPHS + "</div>" * 400)
    assert BODY[2] in article(content).text
