"""The two pages the project began with: their quotes' speakers and the chains of the claims to be found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from dateline.attributions import find_attributions, source_chain
from dateline.language import as_article, parse_articles
from dateline.records import Article

SEEDS = Path(__file__).resolve().parents[3] / "shared/seeds"
CITED = "The New York Times"
pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="the reference data is not at hand")


def seed_article(id: str) -> Article:
    """The page as an article: captions set apart, and the outlet it says it leans on."""
    article = as_article((SEEDS / f"{id}.txt").read_text(encoding="utf-8"), id=id)
    paragraphs = tuple(
        replace(p, role="caption") if "Courtesy of" in article.text[p.start : p.end] else p
        for p in article.paragraphs
    )
    start = article.text.index(CITED)
    return replace(article, paragraphs=paragraphs, cited=CITED, cited_span=(start, start + len(CITED)))


@pytest.fixture(scope="module")
def found():
    expected = yaml.safe_load((SEEDS / "expected.yaml").read_text(encoding="utf-8"))["articles"]
    parsed = {id: next(iter(parse_articles([seed_article(id)]))) for id in expected}
    return expected, {id: (p, find_attributions(p)) for id, p in parsed.items()}


def test_quotes_have_their_speakers(found):
    expected, articles = found
    for id, (parsed, attributions) in articles.items():
        text = parsed.article.text
        for quote in expected[id].get("quotes", ()):
            speakers = [
                a.speaker
                for a in attributions
                for s, _ in a.content
                if a.direct and text.startswith(quote["begins"], s + 1)
            ]
            assert speakers == [quote["speaker"]]


def test_claims_have_their_chains(found):
    expected, articles = found
    wrong = []
    for id, (parsed, attributions) in articles.items():
        for claim in expected[id]["must"]:
            index, token = locate(parsed, claim["cue"])
            names = [link.name for link in source_chain(parsed, attributions, index, token)]
            if names != claim["source"]:
                wrong.append((claim["id"], names))
    assert wrong == []


def locate(parsed, words):
    """The paragraph and the highest token of the words."""
    start = parsed.article.text.index(words)
    for index, part in enumerate(parsed.paragraphs):
        offset = part.paragraph.start
        if offset <= start < part.paragraph.end:
            span = part.doc.char_span(start - offset, start - offset + len(words), alignment_mode="expand")
            return index, span.root
    raise AssertionError(words)
