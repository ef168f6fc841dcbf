"""The two pages the project began with: what must come out, and what must not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
import seeds

pytestmark = pytest.mark.skipif(
    not seeds.SEEDS.exists(), reason="../shared/seeds is not beside this checkout"
)

PUBLISHED = "2022-03-05"


@pytest.fixture(scope="module")
def dated() -> dict[str, Any]:
    return seeds.code_seeds(PUBLISHED)


@pytest.fixture(scope="module")
def scores(dated: dict[str, Any]) -> dict[str, seeds.Score]:
    wanted = seeds.expected()["articles"]
    return {name: seeds.score_article(coded, wanted[name], dated=True) for name, coded in dated.items()}


def test_claims(scores: dict[str, seeds.Score]) -> None:
    missed = [line for s in scores.values() for line in s.missed]
    assert sum(len(s.hit) for s in scores.values()) >= 23, "\n".join(missed)


def test_nothing_that_must_never_be_said(scores: dict[str, seeds.Score]) -> None:
    assert [line for s in scores.values() for line in s.never] == []


def test_few_extra_claims(scores: dict[str, seeds.Score]) -> None:
    extra = [line for s in scores.values() for line in s.extra]
    assert len(extra) <= 6, "\n".join(extra)


def test_story_lineage_merges_witnesses_and_relations(scores: dict[str, seeds.Score]) -> None:
    found = {name: claim for s in scores.values() for name, claim in s.hit.items()}
    wrong = list(seeds.check_events(PUBLISHED, found))
    assert not [
        line for line in wrong if "wrongly merged" in line or "witnesses" in line or "stories" in line
    ]
    assert not [line for line in wrong if line.startswith("lineage")]
    assert sum("merge" in line for line in wrong) <= 1, "\n".join(wrong)
    assert sum("relation" in line for line in wrong) <= 1, "\n".join(wrong)


def test_furniture_headline_caption_and_cited_outlet(dated: dict[str, Any]) -> None:
    for name, wanted in seeds.expected()["articles"].items():
        article = dated[name].article
        assert article.headline == wanted["headline"]
        assert (article.cited, article.language) == (wanted["cited"], wanted["language"])
        furniture = [article.text[p.start : p.end] for p in article.paragraphs if p.role == "furniture"]
        for words in wanted["furniture"]:
            assert any(words in line for line in furniture), words
        captions = [article.text[p.start : p.end] for p in article.paragraphs if p.role == "caption"]
        assert "caption" not in wanted or any(wanted["caption"] in line for line in captions)


def test_quotes_have_their_speakers(dated: dict[str, Any]) -> None:
    for name, wanted in seeds.expected()["articles"].items():
        article = dated[name].article
        for quote in wanted.get("quotes", ()):
            start = article.text.find(quote["begins"])
            speakers = {
                a.speaker
                for a in dated[name].attributions
                if a.direct and any(s <= start + 2 and start < e for s, e in a.content)
            }
            assert quote["speaker"] in speakers, (quote, speakers)


def test_without_a_publication_day_nothing_is_invented() -> None:
    wanted = seeds.expected()["articles"]
    for name, coded in seeds.code_seeds(None).items():
        text = coded.article.text
        score = seeds.score_article(coded, wanted[name], dated=False)
        assert len(score.hit) >= len(wanted[name]["must"]) - 3, "\n".join(score.missed)
        for claim in coded.claims:
            if claim.time.start is not None:
                said = text[slice(*claim.evidence.time)] if claim.evidence.time else ""
                assert claim.time.start[:4] in {"2019", "2022"}, said
                assert "Saturday" not in said and "weekend" not in said
