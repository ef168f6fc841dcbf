"""Sentences a second of actors, times and places, each and together, on parsed Helsinki articles, one core.

``python benchmarks/reading_speed.py`` reads 60 rows of ``../shared/bench/helsinki``, warms up on eight articles
and counts processor seconds on the rest. Must: 1,000 sentences a second for all three.
"""

from __future__ import annotations

import sys
import time
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _common import report, shared

WARM = 8


def main() -> None:
    """Print the figures."""
    from dateline.actors import find_actors
    from dateline.articles import read_articles
    from dateline.language import parse_articles
    from dateline.pages import read_pages
    from dateline.places import find_places
    from dateline.records import Article
    from dateline.times import find_times

    path = shared("bench", "helsinki", "helsinki_articles.csv")
    if path is None:
        sys.exit("../shared/bench is not here: nothing to measure")
    columns = {"text": "text", "publisher": "publisher", "published": "scrape_time"}
    pages = islice(read_pages([path], mapping=columns, paragraphs="###"), 100, 160)
    parsed = list(parse_articles(a for a in read_articles(pages) if isinstance(a, Article)))
    stages = {
        "actors": find_actors,
        "times": lambda p: find_times(p.article, parsed=p),
        "places": find_places,
    }
    sentences = sum(1 for p in parsed[WARM:] for part in p.paragraphs for _ in part.doc.sents)
    seconds = {}
    for name, stage in stages.items():
        for article in parsed[:WARM]:
            stage(article)
        start = time.process_time()
        for article in parsed[WARM:]:
            stage(article)
        seconds[name] = time.process_time() - start
    figures = {name: sentences / spent for name, spent in seconds.items()}
    report("reading", {**figures, "all three": sentences / sum(seconds.values())})


if __name__ == "__main__":
    main()
