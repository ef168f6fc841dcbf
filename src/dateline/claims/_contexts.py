"""What an act is about: PLOVER's contexts, by the words of its sentence."""

from __future__ import annotations

from functools import lru_cache

import yaml
from spacy.tokens import Span

from dateline.resources import resource

__all__ = ["contexts_of"]


def contexts_of(sentence: Span) -> tuple[str, ...]:
    """Return the contexts whose words stand in the sentence, in alphabetical order."""
    lemmas = {token.lemma_.lower() for token in sentence}
    return tuple(name for name, words in _contexts().items() if words & lemmas)


@lru_cache(maxsize=1)
def _contexts() -> dict[str, frozenset[str]]:
    data = yaml.safe_load(resource("ontology", "contexts.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(data[name].split()) for name in sorted(data)}
