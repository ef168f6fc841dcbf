from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.attributions import find_attributions
from dateline.language import ParsedArticle, as_article, parse_articles
from dateline.records import Attribution


@pytest.fixture(scope="session")
def parse() -> Callable[[str], ParsedArticle]:
    return lambda text: next(iter(parse_articles([as_article(text)])))


@pytest.fixture(scope="session")
def told(parse: Callable[[str], ParsedArticle]) -> Callable[[str], list[tuple[str | None, str, str, bool]]]:
    """Speaker, cue, content and directness of each attribution, in words."""

    def find(text: str) -> list[tuple[str | None, str, str, bool]]:
        return [_plain(text, a) for a in find_attributions(parse(text))]

    return find


def _plain(text: str, a: Attribution) -> tuple[str | None, str, str, bool]:
    cue = text[slice(*a.cue)] if a.cue else ""
    return a.speaker, cue, " | ".join(text[s:e] for s, e in a.content), a.direct
