"""Reads LGL and TR-News: articles with toponyms, their GeoNames ids and coordinates."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

NEAR_KM = 161.0
FOLDS = 5


def fold_of(index: int) -> int:
    """Return the fold of a corpus's article by its position."""
    return index % FOLDS


@dataclass(frozen=True, slots=True)
class Gold:
    """A toponym: its span, and its place where the corpus gives one (degrees, WGS 84)."""

    start: int
    end: int
    geonameid: int | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Document:
    """An article of the corpus and its toponyms, in order."""

    id: str
    text: str
    url: str
    gold: tuple[Gold, ...]

    @property
    def located(self) -> tuple[Gold, ...]:
        """The toponyms that the corpus puts on the map."""
        return tuple(g for g in self.gold if g.geonameid and g.lat is not None)


def read_documents(path: Path) -> list[Document]:
    """Return the articles of an LGL-style XML file."""
    return [_document(a) for a in ET.parse(path).getroot().iter("article")]


def _document(article: ET.Element) -> Document:
    text = article.findtext("text") or ""
    gold = sorted((_gold(t, text) for t in article.iter("toponym")), key=lambda g: g.start)
    url = (article.findtext("url") or "").strip()
    return Document(article.get("docid", ""), text, url, tuple(gold))


def _gold(toponym: ET.Element, text: str) -> Gold:
    phrase = toponym.findtext("phrase") or ""
    start = _anchor(text, phrase, int(toponym.findtext("start") or 0))
    tag = toponym.find("gaztag")
    id = tag.get("geonameid") if tag is not None else None
    lat, lon = (tag.findtext(axis) if tag is not None else None for axis in ("lat", "lon"))
    return Gold(
        start,
        start + len(phrase),
        int(id) if id else None,
        float(lat) if lat else None,
        float(lon) if lon else None,
    )


def _anchor(text: str, phrase: str, start: int) -> int:
    """Return where the phrase stands; some TR-News articles give offsets that are off by a little."""
    if text.startswith(phrase, start):
        return start
    before, after = text.rfind(phrase, 0, start), text.find(phrase, start)
    found = [p for p in (before, after) if p >= 0]
    return min(found, key=lambda p: abs(p - start)) if found else start


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance between two points (degrees)."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12_742 * math.asin(min(1.0, math.sqrt(h)))
