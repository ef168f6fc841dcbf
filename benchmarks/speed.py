"""Speed of a whole run: its seconds over those of the bare parser on the same text, in one process.

    python benchmarks/speed.py [--sample N] [--check]

Reads the Helsinki articles beside the repository (see shared/bench/README.md). Prints wall and processor
seconds; where others use the machine too, only the ratio of processor seconds says anything.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from _common import shared

LIMIT = 1.8
MAPPING = {"text": "text", "publisher": "publisher", "published": "scrape_time"}


@dataclass(frozen=True, slots=True)
class Seconds:
    """How long something took: on the wall's clock, and of the processor's time."""

    wall: float
    processor: float


def timed(work: Callable[[], object]) -> Seconds:
    """Run and time it."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Seconds(time.perf_counter() - wall, time.process_time() - processor)


def main() -> int:
    """Print the figures; return 1 with --check where the ratio is over the limit."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sample", type=int, help="take only so many articles")
    options.add_argument("--check", action="store_true", help="fail where the ratio is over the limit")
    chosen = options.parse_args()
    source = shared("bench", "helsinki", "helsinki_articles.csv")
    if source is None:
        print("speed: skipped, no reference data beside the repository")
        return 0
    ratio = measure(source, chosen.sample)
    return int(chosen.check and ratio > LIMIT)


def measure(source: Path, sample: int | None) -> float:
    """Time a run into a new database and the parser on the articles in it; print and return the ratio."""
    from dateline.engines import Settings, load_stages, run_pages
    from dateline.language import as_article, load_parser
    from dateline.store import open_store

    stages = load_stages()
    warm_up = as_article("Norway's prime minister met her Danish counterpart in Oslo on Monday.", id="0")
    load = timed(lambda: list(stages.code_articles([warm_up])))
    settings = Settings(mapping=MAPPING, paragraphs="###", limit=sample)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(Path(folder) / "a.duckdb", read_only=False) as store,
    ):
        run = timed(lambda: run_pages([source], store, settings, stages=stages))
        summary = store.summary()
        texts = [article.text for article in store.articles()]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    bare = timed(lambda: sum(1 for _ in load_parser().pipe(texts)))
    print(f"{summary.articles} articles, {sum(map(len, texts))} characters, {summary.claims} claims")
    print(f"{'':14}{'wall':>8}{'processor':>11}  seconds")
    for name, seconds in (("loading", load), ("whole run", run), ("bare parser", bare)):
        print(f"{name:14}{seconds.wall:8.2f}{seconds.processor:11.2f}")
    ratio = run.processor / bare.processor
    print(f"ratio         {run.wall / bare.wall:8.2f}{ratio:11.2f}  limit {LIMIT}")
    print(f"peak memory   {memory:8.0f} MiB before the bare parser ran")
    return ratio


if __name__ == "__main__":
    sys.exit(main())
