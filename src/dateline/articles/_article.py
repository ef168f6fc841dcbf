"""Page to Article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dateline.articles._cited import find_citation
from dateline.articles._days import before_date, day_of, is_date_line, latest_proved_day, stated_day
from dateline.articles._html import main_paragraphs, markup_day, prune, visible_text
from dateline.articles._language import language_of
from dateline.articles._markup import Markup, parse, read_markup
from dateline.articles._outlets import host_of, named_outlet
from dateline.articles._roles import classify, clean, is_byline
from dateline.articles._walls import why_no_article
from dateline.records import Article, Page, Paragraph, PublishedBasis, Reject

__all__ = ["read_articles"]

_HEAD = 1500


def read_articles(
    pages: Iterable[Page | Reject], *, published: str | None = None
) -> Iterator[Article | Reject]:
    """Yield the Article on each page, or a Reject where it shows none; a Reject given comes out as it is.

    Plain text is kept character for character, each line a paragraph with its role. Of HTML the main text
    is taken, the headline first, with a blank line between paragraphs. ``published`` is the day (ISO 8601)
    that holds for pages which state none themselves.
    """
    for page in pages:
        if isinstance(page, Reject):
            yield page
        elif page.kind == "html":
            yield _from_markup(page, published)
        else:
            yield _from_text(page, published)


def _from_text(page: Page, published: str | None) -> Article | Reject:
    paragraphs, headline = classify(page.content, headline=page.headline)
    if reason := why_no_article(page.content, paragraphs):
        return Reject(page.location, reason)
    return _article(page, page.content, paragraphs, Markup(headline=headline), None, published)


def _from_markup(page: Page, published: str | None) -> Article | Reject:
    tree = parse(page.content)
    if tree is None:
        return Reject(page.location, "no-main-text")
    markup = read_markup(tree)
    day = day_of(markup.published) or markup_day(tree, page.url or markup.url)
    visible = visible_text(tree)
    prune(tree)
    text = "\n\n".join(main_paragraphs(tree, page.headline or markup.headline, markup.body))
    paragraphs, _ = classify(text, headline=page.headline or markup.headline, from_markup=True)
    if reason := why_no_article(text, paragraphs, visible=visible):
        return Reject(page.location, reason)
    return _article(page, text, paragraphs, markup, day, published)


def _article(
    page: Page,
    text: str,
    paragraphs: Sequence[Paragraph],
    markup: Markup,
    markup_day: str | None,
    caller_day: str | None,
) -> Article:
    url = page.url or markup.url
    publisher = page.publisher or markup.publisher or host_of(url)
    headline = page.headline or markup.headline
    byline = _byline(text, paragraphs, page.byline or markup.byline)
    citation = find_citation(text, paragraphs, headline=headline, byline=byline, publisher=publisher, url=url)
    day, basis = _published(page, markup_day, _text_day(text, paragraphs), caller_day)
    body = "\n".join(text[p.start : p.end] for p in paragraphs if p.role in ("body", "quote"))
    return Article(
        id=page.id,
        text=text,
        paragraphs=tuple(paragraphs),
        url=url,
        publisher=publisher,
        published=day,
        published_basis=basis,
        published_after=None if day else latest_proved_day(body),
        headline=clean(headline) if headline else None,
        byline=byline,
        language=language_of(body, page.language or markup.language),
        cited=citation.name if citation else None,
        cited_span=citation.span if citation else None,
    )


def _byline(text: str, paragraphs: Sequence[Paragraph], stated: str | None) -> str | None:
    if stated:
        return _without_by(clean(stated))
    line = next((text[p.start : p.end] for p in paragraphs if p.role == "byline"), None)
    return _without_by(clean(line)) if line and is_byline(clean(line)) else None


def _without_by(byline: str) -> str:
    """Cut "By" off, and a date or the outlet's own name behind a dash or bar."""
    name, *others = re.split(
        r"\s{0,3}(?:[|•·–—]|\s-\s)\s{0,3}", byline[3:] if byline[:3].lower() == "by " else byline
    )
    kept = [part for part in others if part and not is_date_line(part) and named_outlet(part) is None]
    return ", ".join([before_date(name.strip()), *kept])


def _text_day(text: str, paragraphs: Sequence[Paragraph]) -> str | None:
    """The day in a date line or byline near the top."""
    for paragraph in paragraphs:
        if paragraph.start > _HEAD:
            return None
        if paragraph.role in ("dateline", "byline") and (
            day := stated_day(text[paragraph.start : paragraph.end])
        ):
            return day
    return None


def _published(
    page: Page, markup: str | None, text: str | None, caller: str | None
) -> tuple[str | None, PublishedBasis]:
    """The day of publication and what it rests on, the most trustworthy first."""
    if record := day_of(page.published):
        return record, "record"
    if markup:
        return markup, "markup"
    if text:
        return text, "text"
    return (caller, "caller") if caller else (None, "unknown")
