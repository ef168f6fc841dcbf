"""How time and memory of lineage and stories grow with the number of articles.

Articles are made from real ones (newscluster): sentences cut, joined and reworded; each made-up story
renames its names and changes its longer words, so that two stories made from one report are no kin, however
many are made; it is told by one to eight articles, some of them copies or excerpts. Prints seconds of
processor time and peak memory for each decade, each in a process of its own.
Run: ``python benchmarks/growth_stories.py [--large]`` (100, 1,000, 10,000; with ``--large`` also 100,000).
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from _common import shared
from _stories_data import newscluster
from dateline.records import Article, Paragraph
from dateline.stories import group_stories, trace_lineage

_NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
_LONGER = re.compile(r"\b[a-z]{5,}\b")
# Ways to change a word: enough that two stories from one report seldom have the same.
_ENDINGS = [a + b + c for a in "bdfgklmn" for b in "aeiou" for c in "bdfgklmn"]
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def make(count: int) -> list[Article]:
    """Return ``count`` made articles, the same each time."""
    rng = random.Random(count)
    bases = [_SENTENCE.split(a.text) for a in newscluster().articles if len(a.text) > 600]
    articles: list[Article] = []
    while len(articles) < count:
        articles.extend(_story(rng, bases, len(articles)))
    return articles[:count]


def _story(rng: random.Random, bases: list[list[str]], number: int) -> Iterator[Article]:
    base, other = rng.choice(bases), rng.choice(bases)
    tag = "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(3))
    day = f"20{rng.randrange(10, 30)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 28):02d}"
    ending = rng.choice(_ENDINGS)
    for i in range(rng.randrange(1, 9)):
        kept = [s for s in base if rng.random() < rng.choice((0.4, 0.8, 1.0))] or base
        told = [_reworded(rng, s) if i % 3 == 2 else s for s in kept]
        joined = told + rng.sample(other, min(len(other), rng.randrange(3)))
        text = _NAME.sub(lambda m: m.group() + tag, "\n".join(joined))
        text = _LONGER.sub(lambda m: m.group() + ending, text)
        paragraphs = tuple(Paragraph(m.start(), m.end(), "body") for m in re.finditer(r"[^\n]+", text))
        yield Article(f"{number:06d}-{i}", text, paragraphs, published=day)


def _reworded(rng: random.Random, sentence: str) -> str:
    words = sentence.split()
    for _ in range(len(words) // 5):
        i = rng.randrange(len(words))
        words[i] = words[i][::-1] if words[i].islower() else words[i]
    return " ".join(words)


def measure(count: int) -> str:
    """Return a line: articles, seconds of each stage, peak memory of this process in MiB."""
    articles = make(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    lineages = trace_lineage(articles)
    traced = time.process_time()
    stories = group_stories(articles, lineages)
    grouped = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = f"{len(lineages):8} lineages {len(stories):7} stories"
    times = f"{traced - start:8.1f} s lineage {grouped - traced:8.1f} s stories"
    return f"{count:7} articles {found} {times} {before:6.0f} to {peak:6.0f} MiB"


def main() -> int:
    """Measure each decade in a process of its own."""
    if shared("bench", "stories", "newscluster.jsonl") is None:
        print("skipped: shared/bench/stories is not here")
        return 0
    if sys.argv[1:2] == ["--count"]:
        print(measure(int(sys.argv[2])))
        return 0
    for count in (100, 1_000, 10_000, *([100_000] if "--large" in sys.argv else [])):
        subprocess.run([sys.executable, str(Path(__file__)), "--count", str(count)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
