"""The words of ontology/attributions: cues and what tells one kind of source from another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from dateline.resources import resource

__all__ = ["Cues", "SourceWords", "load_cues", "load_source_words"]

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """Cue lemmas by their kind; see ontology/attributions/cues.yaml."""

    reporting_verbs: Words
    reporting_nouns: Words
    reporting_prepositions: Words
    hedges: Words
    topic_verbs: Words
    topic_nouns: Words
    performing_verbs: Words
    background_openers: Words


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Words about sources; see ontology/attributions/sources.yaml. ``descriptions`` maps to titles."""

    outlets: Words
    outlet_words: Words
    outlet_nouns: Words
    document_nouns: Words
    person_nouns: Words
    anonymous_words: Words
    anonymous_phrases: Words
    titles: Words
    male_titles: Words
    female_titles: Words
    male_names: Words
    female_names: Words
    descriptions: dict[str, Words]


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """Return the cue words; read once a process."""
    return Cues(**{k: frozenset(v) for k, v in _read("cues.yaml").items()})


@lru_cache(maxsize=1)
def load_source_words() -> SourceWords:
    """Return the source words, outlets in lower case without "the"; read once a process."""
    data = _read("sources.yaml")
    descriptions = {k: frozenset(v) for k, v in data.pop("descriptions").items()}
    words = {k: frozenset(w.lower().removeprefix("the ") for w in v) for k, v in data.items()}
    return SourceWords(**words, descriptions=descriptions)


def _read(name: str) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(resource("ontology", "attributions", name).read_bytes(), Loader=loader)
    assert isinstance(data, dict)
    return data
