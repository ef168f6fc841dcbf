"""From names in a text to places on the map."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

import numpy as np

from dateline.language._parser import ParsedArticle
from dateline.places._gazetteer import Gazetteer, Place, load_gazetteer
from dateline.places._rank import Weights, load_weights, rank
from dateline.places._surroundings import Mention, read_mentions
from dateline.records import PlaceMention, Span

# No article names so many places; a hostile page is read in blocks to bound memory.
_BLOCK = 1_000


def resolve_toponyms(parsed_or_text: ParsedArticle | str, spans: Sequence[Span]) -> tuple[PlaceMention, ...]:
    """Return a mention for each span of the text, in the order given, resolved to GeoNames.

    Spans are character offsets into the article's text. A name that the gazetteer lacks comes back with
    ``geonameid`` None and no coordinates. ``confidence`` is the chance the ranker gives its choice.
    """
    if isinstance(parsed_or_text, str):
        return resolve_spans(parsed_or_text, spans)
    article = parsed_or_text.article
    return resolve_spans(article.text, spans, host_country=country_of_url(article.url))


def country_of_url(url: str | None) -> str:
    """Return the alpha-2 code of the country of the host's top-level domain, or ""."""
    host = urlsplit(url).hostname if url else None
    return load_gazetteer().country_of_domain(host) if host else ""


def resolve_spans(
    text: str, spans: Sequence[Span], *, host_country: str = "", weights: Weights | None = None
) -> tuple[PlaceMention, ...]:
    """Return a mention for each span; ``host_country`` is the publisher's, alpha-2, a weak hint."""
    mentions = read_mentions(text, spans)
    asked = [m for m in mentions if m.asked]
    others = [m for m in mentions if not m.asked][:_BLOCK]
    found: list[PlaceMention] = []
    for low in range(0, len(asked), _BLOCK):
        found += _resolve_block(text, asked[low : low + _BLOCK], others, host_country, weights)
    return tuple(found)


def _resolve_block(
    text: str,
    asked: Sequence[Mention],
    others: Sequence[Mention],
    host_country: str,
    weights: Weights | None,
) -> list[PlaceMention]:
    gazetteer = load_gazetteer()
    pairs, chance = rank([*asked, *others], weights or load_weights(), host_country=host_country)
    found = []
    for i, mention in enumerate(asked):
        low, high = np.searchsorted(pairs.mention, [i, i + 1])
        if low == high:
            found.append(PlaceMention(*mention.span, mention.text))
            continue
        best = low + int(np.argmax(chance[low:high]))
        place = gazetteer.place(int(pairs.row[best]))
        found.append(as_mention(gazetteer, text, mention.span, place, float(chance[best])))
    return found


def as_mention(gazetteer: Gazetteer, text: str, span: Span, place: Place, confidence: float) -> PlaceMention:
    """Return the mention of a place at a span of the text."""
    return PlaceMention(
        *span,
        text[span[0] : span[1]],
        place.id,
        place.name,
        gazetteer.alpha3(place.country),
        gazetteer.name(place.admin1) if place.admin1 >= 0 else None,
        place.lat,
        place.lon,
        place.feature,
        round(confidence, 4),
    )
