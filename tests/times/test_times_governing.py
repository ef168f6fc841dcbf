"""Which time governs which act, in sentences of every shape that news has."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from dateline.language import ParsedArticle, as_article, parse_articles
from dateline.records import ClaimTime, Span, TimeExpression
from dateline.times import find_times, governing_time

SATURDAY = "2022-03-05"
SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


def read(text: str, published: str | None = SATURDAY) -> tuple[ParsedArticle, tuple[TimeExpression, ...]]:
    article = as_article(text, published=published)
    parsed = next(iter(parse_articles([article])))
    return parsed, find_times(article, parsed=parsed)


def governed(text: str, word: str, published: str | None = SATURDAY) -> tuple[ClaimTime, Span | None]:
    parsed, times = read(text, published)
    for index, paragraph in enumerate(parsed.paragraphs):
        for token in paragraph.doc:
            if token.text == word:
                return governing_time(parsed, index, token, times)
    raise AssertionError(word)


GOVERNED = [
    ("The guards struck on Friday.", "struck", "2022-03-04"),
    ("On Friday the guards struck.", "struck", "2022-03-04"),
    ("Rebels attacked the town on Friday, the ministry said on Thursday.", "attacked", "2022-03-04"),
    ("Rebels attacked the town on Friday, the ministry said on Thursday.", "said", "2022-03-03"),
    ("The minister said on Monday that troops had crossed the border.", "crossed", None),
    ("The minister said on Monday that troops had crossed the border.", "said", "2022-02-28"),
    ("The kingdom cut ties with the republic and shut its consulate in Basel in 2019.", "cut", "2019-01-01"),
    ("The kingdom cut ties with the republic and shut its consulate in Basel in 2019.", "shut", "2019-01-01"),
    ("In 2018 Canada expelled three diplomats and in 2019 it closed its embassy.", "expelled", "2018-01-01"),
    ("In 2018 Canada expelled three diplomats and in 2019 it closed its embassy.", "closed", "2019-01-01"),
    (
        "The republic, which imposed sanctions in 2017, recognised the council in 2019.",
        "imposed",
        "2017-01-01",
    ),
    (
        "The republic, which imposed sanctions in 2017, recognised the council in 2019.",
        "recognised",
        "2019-01-01",
    ),
    ("The army tried to topple the council in 2020.", "topple", "2020-01-01"),
    ("The army tried to topple the council in 2020.", "tried", "2020-01-01"),
    ("Turkey plans to visit Baghdad on Thursday.", "visit", "2022-03-10"),
    ("Turkey plans to visit Baghdad on Thursday.", "plans", None),
    ("The two sides held talks in Geneva last week.", "talks", "2022-02-21"),
    ("On Monday the union condemned the invasion of its neighbour.", "invasion", None),
    ("On Monday the union condemned the invasion of its neighbour.", "condemned", "2022-02-28"),
    ("The 2015 agreement was signed on Monday by both kings.", "signed", "2022-02-28"),
    ("The 2015 agreement was signed on Monday by both kings.", "agreement", "2015-01-01"),
    ("“We will strike on Friday,” the general said on Wednesday.", "said", "2022-03-02"),
    ("“We will strike on Friday,” the general said on Wednesday.", "strike", "2022-03-11"),
    ("France summoned the ambassador today.", "summoned", SATURDAY),
    ("Current and former officials met the envoy.", "met", None),
    ("The war lasted three years.", "lasted", None),
    ("The invasion on 24 February has prompted France to send arms.", "invasion", "2022-02-24"),
    ("The invasion on 24 February has prompted France to send arms.", "prompted", None),
    ("Since the coup in 2014, the army has jailed hundreds.", "jailed", None),
    ("Since the coup in 2014, the army has jailed hundreds.", "coup", "2014-01-01"),
    ("Washington on Thursday imposed sanctions on two banks.", "sanctions", "2022-03-03"),
    ("A meeting scheduled for Tuesday was cancelled on Monday.", "cancelled", "2022-02-28"),
    ("Gunmen struck the port overnight, killing two guards.", "killing", SATURDAY),
    ("The king protested on Friday after the senate passed the bill on Thursday.", "passed", "2022-03-03"),
    ("The king protested on Friday after the senate passed the bill on Thursday.", "protested", "2022-03-04"),
    ("The guards struck. The envoy left on Friday.", "struck", None),
    ("They closed the port in 2019, after accusing the owner of fraud.", "accusing", None),
]


@pytest.mark.parametrize(("text", "word", "start"), GOVERNED)
def test_governing_time(text: str, word: str, start: str | None) -> None:
    time, span = governed(text, word)
    assert time.start == start
    if start is None:
        assert (time, span) == (ClaimTime(), None)
    else:
        assert span is not None
        assert text[slice(*span)] == time.raw


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("since 2014", "2014-01-01", None),
        ("until May 2014", None, "2014-05-31"),
        ("after 3 May 2014", "2014-05-03", None),
        ("before 3 May 2014", None, "2014-05-03"),
        ("from 3 to 5 May 2014", "2014-05-03", "2014-05-05"),
        ("between 2010 and 2014", "2010-01-01", "2014-12-31"),
    ],
)
def test_bounds_and_ranges(words: str, start: str | None, end: str | None) -> None:
    time, span = governed(f"The army shelled the city {words}.", "shelled")
    assert (time.start, time.end, time.granularity) == (start, end, "range")
    assert span is not None


def test_two_days_joined_by_and_are_no_range() -> None:
    time, _ = governed("The army shelled the city on May 3 and June 9.", "shelled")
    assert (time.start, time.end) in {("2022-05-03", "2022-05-03"), ("2022-06-09", "2022-06-09")}


def test_without_a_publication_day_the_words_are_kept() -> None:
    time, span = governed("The guards struck on Friday.", "struck", None)
    assert (time.raw, time.start, time.end, time.basis) == ("Friday", None, None, "unknown")
    assert span == (21, 27)


SPEECH = (
    "In May 2021, Chancellor Okoye voiced her support for the northern council.\n"
    "“They have our full trust”, {who} said after receiving the council’s envoy."
)


@pytest.mark.parametrize(
    ("who", "start"), [("Okoye", "2021-05-01"), ("she", "2021-05-01"), ("Lindqvist", None)]
)
def test_a_quotation_goes_by_the_time_of_its_speech(who: str, start: str | None) -> None:
    time, _ = governed(SPEECH.format(who=who), "receiving")
    assert time.start == start


def test_a_paragraph_without_quotation_takes_no_time_from_the_one_before() -> None:
    text = "In May 2021, Chancellor Okoye met the council.\nOkoye said the council was strong."
    assert governed(text, "said")[0] == ClaimTime()


@pytest.mark.skipif(not SEEDS.exists(), reason="the two seed pages are not here")
@pytest.mark.parametrize("published", [SATURDAY, None])
def test_the_seed_pages(published: str | None) -> None:
    expected = yaml.safe_load((SEEDS / "expected.yaml").read_text(encoding="utf-8"))
    for name, article in expected["articles"].items():
        parsed, times = read((SEEDS / f"{name}.txt").read_text(encoding="utf-8"), published)
        for claim in article["must"]:
            if claim.get("date") and (published or claim["date"] != "2022-03-05"):
                starts = _starts(parsed, times, claim["cue"])
                assert _holds(claim["date"], starts, published), (claim["id"], starts)


def _starts(parsed: ParsedArticle, times: tuple[TimeExpression, ...], cue: str) -> set[str | None]:
    found = set()
    place = parsed.article.text.find(cue)
    for index, paragraph in enumerate(parsed.paragraphs):
        offset = paragraph.paragraph.start
        for token in paragraph.doc:
            inside = place <= offset + token.idx < place + len(cue)
            if inside and (token.pos_ == "VERB" or token.text == "meeting"):
                found.add(governing_time(parsed, index, token, times)[0].start)
    return found


def _holds(day: object, starts: set[str | None], published: str | None) -> bool:
    wanted = [str(d) for d in day] if isinstance(day, list) else [str(day)]
    if published is None and all(len(d) == 10 for d in wanted):
        return starts == {None}
    return any(start and start.startswith(tuple(wanted)) for start in starts)
