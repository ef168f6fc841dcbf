"""What a page's markup states of its report: JSON-LD, Open Graph and other meta elements."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import msgspec
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dateline.articles._attributes import attribute_pattern, markup_words, names_of
from dateline.articles._roles import clean, is_byline, without_site

__all__ = ["Markup", "parse", "read_markup"]

_ARTICLE_TYPE = re.compile(r"article|report|posting\Z", re.I)
_LONGEST_JSON = 2_000_000


@dataclass(frozen=True, slots=True)
class Markup:
    """What the markup states; None where it states nothing. ``body`` is JSON-LD's articleBody."""

    headline: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None
    body: str | None = None


def parse(content: str) -> HtmlElement | None:
    """Parse markup however broken; None where nothing of it is an element."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(content.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError, AssertionError):
        return None


def read_markup(tree: HtmlElement) -> Markup:
    """Return what the page states of its report, the most telling place first."""
    meta = _meta(tree)
    article = next(_articles_in_json(tree), {})
    return Markup(
        headline=_headline(tree, meta, article),
        byline=_names(article.get("author")) or _first(meta, "meta_bylines") or _shown_byline(tree),
        publisher=meta.get("og:site_name")
        or _names(article.get("publisher"))
        or _first(meta, "meta_publishers"),
        published=_text(article.get("datePublished")) or _first(meta, "meta_days"),
        language=_language(tree, meta, article),
        url=_url(tree, meta),
        body=_text(article.get("articleBody")),
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Meta elements by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = clean(element.get("content") or "")
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _first(meta: dict[str, str], topic: str) -> str | None:
    values = (meta[name] for name in markup_words(topic) if name in meta)
    return next((value for value in values if "://" not in value), None)


def _publisher(meta: dict[str, str], article: dict[str, Any]) -> str | None:
    return meta.get("og:site_name") or _names(article.get("publisher")) or _first(meta, "meta_publishers")


def _shown_byline(tree: HtmlElement) -> str | None:
    """The words of the first element that names itself the author's, or that reads "By ..."."""
    pattern = attribute_pattern("bylines")
    for element in tree.iter("a", "span", "p", "div", "address"):
        stated = element.get("rel") == "author" or element.get("itemprop") == "author"
        stated = stated or bool(pattern.search(names_of(element)))
        if stated or (element.text or "").strip()[:3].lower() == "by ":
            shown = clean(" ".join(element.itertext()))
            if is_byline(shown) or (stated and 1 < len(shown) < 120):
                return shown
    return None


def _articles_in_json(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            for item in _items(_decoded(script.text or "")):
                kinds = item.get("@type")
                if any(
                    _ARTICLE_TYPE.search(str(kind))
                    for kind in (kinds if isinstance(kinds, list) else [kinds])
                ):
                    yield item


def _decoded(source: str) -> Any:
    if len(source) > _LONGEST_JSON:
        return None
    try:
        return msgspec.json.decode(source.strip().removesuffix(";").encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        pass
    try:  # line breaks within strings are the commonest fault
        return msgspec.json.decode(re.sub(r"[\x00-\x1f]", " ", source).strip().encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        return None


def _items(value: Any) -> Iterator[dict[str, Any]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()
            if isinstance(main := item.get("mainEntity"), dict):
                yield main


def _text(value: Any) -> str | None:
    return html.unescape(value).strip() or None if isinstance(value, str) else None


def _names(value: Any) -> str | None:
    """The names in a JSON-LD person or organisation, or in a list of them."""
    if isinstance(value, list):
        names = list(dict.fromkeys(name for part in value if (name := _names(part))))
        return ", ".join(names) or None
    if isinstance(value, dict):
        return _names(value.get("name"))
    name = _text(value)
    return clean(name) if name and "://" not in name else None


def _headline(tree: HtmlElement, meta: dict[str, str], article: dict[str, Any]) -> str | None:
    """The visible headline where it is one with what the markup states, else what the markup states."""
    stated = _text(article.get("headline")) or _first(meta, "meta_headlines")
    tops = [clean(" ".join(cast("list[str]", h1.xpath(".//text()")))) for h1 in tree.iter("h1")]
    tops = [top for top in tops if top.count(" ") >= 2]
    if stated:
        stated = without_site(clean(stated))
        return next((top for top in tops if _alike(top, stated)), stated)
    if tops:
        return tops[0]
    title = tree.find(".//title")
    return (
        without_site(clean(title.text)) if title is not None and title.text and title.text.strip() else None
    )


def _alike(one: str, other: str) -> bool:
    a, b = set(one.casefold().split()), set(other.casefold().split())
    return len(a & b) * 10 >= 8 * min(len(a), len(b))


def _language(tree: HtmlElement, meta: dict[str, str], article: dict[str, Any]) -> str | None:
    stated = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    stated = stated or _text(article.get("inLanguage")) or meta.get("og:locale") or meta.get("language")
    code = re.match(r"[a-z]{2,3}(?=[-_]|\Z)", (stated or "").strip().lower())
    return code.group() if code else None


def _url(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    return next((url for url in (canonical, meta.get("og:url")) if url and url.startswith("http")), None)
