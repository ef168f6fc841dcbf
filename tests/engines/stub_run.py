"""``dateline run`` with the stub stages, slowed down, as a process that a test can kill."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import stubs

import dateline.engines
from dateline.cli import main
from dateline.records import Article


def slow_code(
    articles: Iterable[Article], *, ontology: Path | None = None, actors: Path | None = None
) -> Iterator[stubs.Coded]:
    time.sleep(0.01)
    yield from stubs.code_articles(articles, ontology=ontology, actors=actors)


if __name__ == "__main__":
    stages = replace(stubs.STUBS, code_articles=slow_code)
    dateline.engines.load_stages = lambda: stages
    main()
