"""The two pages the project began with: each actor of the expected claims, from the word that heads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.actors import ArticleActors, find_actors
from dateline.language import ParsedArticle, as_article, parse_articles

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="../shared/seeds is absent")

# page, words before the head and the head itself, expected country (or name) and sector
CASES = [
    ("002", "Senior U.S. officials", ["USA GOV"]),
    ("002", "the government", ["VEN GOV"]),
    ("002", "The United States", ["USA"]),
    ("002", "after accusing the authoritarian leader", ["VEN GOV"]),
    ("002", "The Trump administration", ["USA GOV"]),
    ("002", "opposition leader, Juan Guaidó", ["VEN OPP"]),
    ("002", "\n\nMr. Maduro", ["VEN GOV"]),
    ("002", "as well as from Iran", ["IRN", "CHN"]),
    ("002", "Russian energy companies", ["RUS BUS"]),
    ("002", "with Yuri Borisov", ["RUS GOV"]),
    ("000", "several high-ranking officials", ["GOV"]),
    ("000", "meet with the government", ["VEN GOV"]),
    ("000", "accusing the leader", ["VEN GOV"]),
    ("000", "help of Russian energy companies", ["RUS BUS"]),
    ("000", "meeting of the North Atlantic Treaty Organization", ["NATO IGO"]),
    ("000", "with President Iván Duque", ["COL GOV"]),
    ("000", "was the support of China", ["CHN", "RUS"]),
    ("000", "vice president Marta Lucía Ramírez", ["COL GOV"]),
    ("000", "summoned the ambassador", ["RUS GOV"]),
    ("000", "The diplomat", ["RUS GOV"]),
    ("000", "promised the government", ["COL GOV"]),
    ("000", "Russian Deputy Prime Minister Yuri Borisov", ["RUS GOV"]),
    ("000", "thousands of Russian soldiers", ["RUS MIL"]),
    ("000", "The Kremlin", ["RUS GOV"]),
    ("000", "withdrawn its troops", ["RUS MIL"]),
]


def read(page: str, published: str | None) -> tuple[ParsedArticle, ArticleActors]:
    path = next(SEEDS.glob(f"{page}_*.txt"))
    article = as_article(path.read_text(encoding="utf-8"), published=published)
    (parsed,) = parse_articles([article])
    return parsed, find_actors(parsed)


def codes(page: str, words: str, day: str | None) -> list[str]:
    parsed, actors = read(page, day)
    at = parsed.article.text.index(words) + len(words) - 1
    for number, paragraph in enumerate(parsed.paragraphs):
        for token in paragraph.doc:
            start = paragraph.paragraph.start + token.idx
            if start <= at < start + len(token) + 1:
                head = token.head if token.pos_ == "VERB" else token
                found = actors.of(number, head if head is token else _subject(head))
                return [" ".join(p for p in (a.country or _body(a.id), a.sector) if p) for a in found]
    raise AssertionError(words)


def _subject(verb):  # type: ignore[no-untyped-def]
    return next(c for c in verb.children if c.dep_ == "nsubj")


def _body(identity: str | None) -> str | None:
    return identity.removeprefix("org:") if identity and identity.startswith("org:") else None


@pytest.mark.parametrize("day", ["2022-03-05", None])
@pytest.mark.parametrize(("page", "words", "expected"), CASES)
def test_actors_of_the_seeds(page: str, words: str, expected: list[str], day: str | None) -> None:
    assert codes(page, words, day) == expected
