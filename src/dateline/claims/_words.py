"""Word sets of the ontology that the reading of syntax rests on."""

from __future__ import annotations

from functools import lru_cache

import yaml

from dateline.resources import resource

__all__ = ["syntax_words"]


@lru_cache(maxsize=16)
def syntax_words(name: str) -> frozenset[str]:
    """Return one word set of ``ontology/syntax.yaml``."""
    return _tables()[name]


@lru_cache(maxsize=1)
def _tables() -> dict[str, frozenset[str]]:
    data = yaml.safe_load(resource("ontology", "syntax.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in data.items()}
