"""Capitals that stand for their governments: "Washington believes", "Washington officials"."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Token

from dateline.places._words import read_table
from dateline.records import PlaceMention

# Below any confidence at which a place should be put on a map.
DOUBT = 0.4


def doubt_governments(acting: Set[int], mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Return the mentions, those of capitals that act as governments with ``confidence`` 0.4 at most.

    ``acting`` holds where in the article's text a name that acts begins.
    """
    return tuple(
        replace(m, confidence=min(m.confidence, DOUBT)) if m.feature == "PPLC" and m.start in acting else m
        for m in mentions
    )


def is_government(token: Token) -> bool:
    """Whether a capital's name acts: subject of "believes", modifier of "officials"."""
    if token.dep_ == "nsubj":
        return token.head.lemma_.lower() in _words("government_verbs")
    if token.dep_ in ("compound", "nmod", "poss"):
        return token.head.lemma_.lower() in _words("government_words")
    return False


@lru_cache(maxsize=2)
def _words(kind: str) -> frozenset[str]:
    return frozenset(read_table("acts.yaml")[kind])
