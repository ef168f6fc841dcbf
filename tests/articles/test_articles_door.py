"""Pages in, articles out: text as it is, metadata, days and their basis, the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dateline.articles import read_articles
from dateline.cli.articles import command
from dateline.errors import UsageError
from dateline.pages import read_pages
from dateline.records import Article, Page, Reject

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
BODY = (
    "Envoys of both countries met in the old customs house on Monday and signed a treaty on fishing rights."
)
HEADLINE = "Envoys sign fishing treaty after nine years"


def read(content: str, caller: str | None = None, **stated: str) -> Article | Reject:
    pages = [Page("0" * 16, "a.txt", content, "text", **stated)]  # type: ignore[arg-type]
    (item,) = read_articles(pages, published=caller)
    return item


def article(content: str, caller: str | None = None, **stated: str) -> Article:
    item = read(content, caller, **stated)
    assert isinstance(item, Article), item
    return item


def test_text_is_kept_as_it_is() -> None:
    text = f"  {HEADLINE}\n\n0\n\t{BODY} \n"
    found = article(text)
    assert found.text == text
    assert (found.headline, found.language) == (HEADLINE, None)
    assert [text[p.start : p.end] for p in found.paragraphs] == [HEADLINE, "0", BODY]


def test_rejects_pass_through() -> None:
    reject = Reject("b.html", "binary")
    assert list(read_articles([reject])) == [reject]


@pytest.mark.parametrize(
    ("lines", "stated", "caller", "expected"),
    [
        (["May 4, 2021"], {"published": "2020-02-03T10:00:00Z"}, "2019-01-01", ("2020-02-03", "record")),
        (["May 4, 2021"], {}, "2019-01-01", ("2021-05-04", "text")),
        (["May 4, 2021"], {"published": "no date found"}, None, ("2021-05-04", "text")),
        ([], {}, "2019-01-01", ("2019-01-01", "caller")),
        ([], {}, None, (None, "unknown")),
    ],
)
def test_the_day_and_its_basis(
    lines: list[str], stated: dict[str, str], caller: str | None, expected: tuple[str | None, str]
) -> None:
    found = article("\n\n".join([HEADLINE, *lines, BODY]), caller, **stated)
    assert (found.published, found.published_basis) == expected


def test_the_bound_stands_only_where_no_day_is_known() -> None:
    text = f"{HEADLINE}\n\n{BODY} Ties broke in March 2019."
    assert article(text).published_after == "2019-03-01"
    assert article(text, "2021-05-04").published_after is None


def test_bylines_lose_their_by_their_date_and_their_outlet() -> None:
    lines = f"{HEADLINE}\n\nBy Jane Poole -   Associated Press -   Saturday, July 14, 2018\n\n{BODY}"
    assert article(lines).byline == "Jane Poole"
    assert article(f"{HEADLINE}\n\n{BODY}", byline="By Sam Roe | 4 May 2021").byline == "Sam Roe"
    assert article(f"{HEADLINE}\n\n{BODY}", byline="Sam Roe February 28, 2024").byline == "Sam Roe"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El ministro llegó el lunes a la capital para reunirse con el presidente. " * 3, "es"),
        ("Der Minister traf am Montag in der Hauptstadt ein, um den Präsidenten zu treffen. " * 3, "de"),
        (BODY + " " + BODY, "en"),
    ],
)
def test_other_languages_are_kept(text: str, language: str) -> None:
    assert article(text).language == language
    assert article(text, language="xx").language == language


@pytest.mark.parametrize("text", ["Share\nTweet\nEmail", "0\n\n###", HEADLINE])
def test_pages_without_a_report(text: str) -> None:
    item = read(text)
    assert isinstance(item, Reject)
    assert item.reason == "not-news"


@given(st.text(max_size=300))
def test_any_text_gives_an_article_or_a_reject(text: str) -> None:
    item = read(text)
    if isinstance(item, Article):
        assert item.text == text
        assert all(0 <= p.start < p.end <= len(text) for p in item.paragraphs)


def test_the_same_page_gives_the_same_article() -> None:
    assert read(f"{HEADLINE}\n\n{BODY}") == read(f"{HEADLINE}\n\n{BODY}")


@pytest.mark.skipif(not SEEDS.exists(), reason="no reference data in ../shared")
def test_the_seed_pages() -> None:
    expected = yaml.safe_load((SEEDS / "expected.yaml").read_text("utf-8"))["articles"]
    for name, want in expected.items():
        (found,) = read_articles(read_pages([SEEDS / f"{name}.txt"]))
        assert isinstance(found, Article)
        assert (found.headline, found.cited, found.language) == (
            want["headline"],
            want["cited"],
            want["language"],
        )
        roles = {found.text[p.start : p.end]: p.role for p in found.paragraphs}
        for words in want["furniture"]:
            assert any(words in line and role == "furniture" for line, role in roles.items()), words
        if "caption" in want:
            assert any(want["caption"] in line and role == "caption" for line, role in roles.items())
        cues = [item["cue"] for item in want["must"]] + [quote["begins"] for quote in want.get("quotes", [])]
        for cue in cues:
            assert any(cue in line and role == "body" for line, role in roles.items()), cue


def test_the_samples() -> None:
    items = list(read_articles(read_pages([ROOT / "samples"])))
    articles = {item.headline: item for item in items if isinstance(item, Article)}
    assert [item.reason for item in items if isinstance(item, Reject)] == ["consent-wall"]
    assert len(items) == 13
    reprint = next(item for item in items if isinstance(item, Article) and item.publisher == "Sierra Daily")
    assert (reprint.cited, reprint.published) == ("Meridian Press", "2024-06-12")
    assert "treason" not in reprint.text
    rewrite = articles["Chile and Peru end two years of silence with a visit to Lima"]
    assert (rewrite.cited, rewrite.published, rewrite.published_after) == (
        "Meridian Press",
        None,
        "2023-01-01",
    )
    assert (
        articles["Junta expels Australian diplomat in row over sanctions"].cited == "Coral Sea Broadcasting"
    )


def run(*arguments: str, stdin: str | None = None) -> tuple[int, list[dict[str, object]], str]:
    result = CliRunner().invoke(command, list(arguments), input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()], result.stderr


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'words,seen\n"{HEADLINE} ### {BODY}",2021-05-04\n,2021-05-04\n')
    code, rows, errors = run(str(tmp_path), "--map", "text=words,published=seen", "--paragraphs", "###")
    assert code == 1
    assert [(row["headline"], row["published"]) for row in rows] == [(HEADLINE, "2021-05-04")]
    assert "a.csv#1: empty" in errors


def test_the_command_reads_standard_input() -> None:
    code, rows, errors = run(
        "-", "--published", "2021-05-04", stdin=json.dumps({"text": f"{HEADLINE}\n{BODY}"})
    )
    assert (code, errors) == (0, "")
    assert (rows[0]["published"], rows[0]["published_basis"]) == ("2021-05-04", "caller")
    assert {"id", "url", "publisher", "byline", "language", "cited", "text", "paragraphs"} <= rows[0].keys()


@pytest.mark.parametrize(
    "arguments", [["-", "--published", "4 May"], ["-", "--map", "words=text"], ["-", "--map", "text"]]
)
def test_wrong_options_are_usage_errors(arguments: list[str]) -> None:
    with pytest.raises(UsageError):
        run(*arguments, stdin="x")
