"""Articles with known stories, as the benchmark and the training of stories read them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from dateline.records import Article, Paragraph

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A set of articles and the story of each, by article id; articles stand in order of day and id."""

    name: str
    articles: tuple[Article, ...]
    stories: Mapping[str, str]


def load_sets() -> dict[str, Labelled]:
    """Return the sets: newscluster, ECB+ train and ECB+ dev."""
    return {s.name: s for s in (newscluster(), ecb("Train"), ecb("Dev"))}


def newscluster() -> Labelled:
    """Return Giveme5W1H's articles; each line of text is a paragraph."""
    lines = (SHARED / "bench" / "stories" / "newscluster.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    articles = [
        _article(
            r["id"],
            r["text"],
            published=r["published"][:10],
            publisher=r["publisher"],
            headline=r["headline"],
        )
        for r in rows
    ]
    return _labelled("newscluster", articles, {r["id"]: str(r["story"]) for r in rows})


def ecb(part: str) -> Labelled:
    """Return the articles of ECB+ (``Train`` or ``Dev``); a subtopic is a story."""
    path = SHARED / "bench" / "coreference" / f"ECB_{part}_corpus.txt"
    texts = dict(_ecb_texts(path))
    stories = {id: re.sub(r"_[0-9]+", "_", id) for id in texts}
    return _labelled(f"ecb-{part.lower()}", [_article(id, text) for id, text in texts.items()], stories)


def _ecb_texts(path: Path) -> Iterator[tuple[str, str]]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    for id, document in groupby((r for r in rows if len(r) == 5), key=lambda r: r[0]):
        sentences = groupby(document, key=lambda r: r[1])
        yield id, "\n".join(" ".join(r[3] for r in sentence) for _, sentence in sentences)


def _article(
    id: str,
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    headline: str | None = None,
) -> Article:
    paragraphs = tuple(Paragraph(m.start(), m.end(), "body") for m in re.finditer(r"[^\n]+", text))
    return Article(id, text, paragraphs, publisher=publisher, published=published, headline=headline)


def _labelled(name: str, articles: list[Article], stories: Mapping[str, str]) -> Labelled:
    ordered = sorted(articles, key=lambda a: (a.published or "9999", a.id))
    return Labelled(name, tuple(ordered), stories)
