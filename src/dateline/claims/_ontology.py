"""What the field knows about acts: types, modes and trigger patterns, read from YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import ConfigurationError
from dateline.resources import resource

__all__ = ["EventType", "Ontology", "Pattern", "load_ontology"]

_POS_OF_KEY = {"verbs": "VERB", "nouns": "NOUN", "adjectives": "ADJ"}
_DEFAULT_ACTOR = {"VERB": ("subject",), "NOUN": ("poss", "by", "demonym"), "ADJ": ("subject",)}
_DEFAULT_RECIPIENT = {"VERB": ("object",), "NOUN": ("of", "against", "on"), "ADJ": ()}
_WORD_SETS = frozenset(
    {"object", "object_not", "prep_not", "actor_sectors", "recipient_sectors"}
    | {"predicate", "modifier", "modifier_not", "adverb", "particle"}
)
_FLAGS = frozenset(
    {"mode", "cameo", "requires", "reciprocal", "no_object", "no_clause", "possessive", "prep_required"}
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a type's triggers: which words in which frame carry the act, and where its roles stand.

    ``actor`` and ``recipient`` name syntactic places in order of preference: "subject", "object", "poss",
    "demonym", "dative", or a preposition. ``sets`` holds word sets that restrict the frame (``object``:
    the direct object's head must be one of these), ``flags`` single settings. ``key`` is "TYPE:n" with
    the pattern's number in its file, so that a claim can say which line decided.
    """

    key: str
    type: str
    pos: str
    lemmas: frozenset[str]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    sets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    flags: Mapping[str, Any] = field(default_factory=dict)
    prep_object: tuple[str, frozenset[str]] | None = None

    @property
    def specificity(self) -> int:
        """How much the frame asks for: the most specific pattern that fits wins."""
        narrowing = sum(k in self.sets for k in ("object", "particle", "predicate", "modifier", "adverb"))
        return 2 * narrowing + 2 * (self.prep_object is not None) + ("requires" in self.flags)


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of act with its definition, modes and codes (CAMEO, quad class)."""

    name: str
    quad: int
    cameo: str | None
    definition: str
    modes: Mapping[str, Mapping[str, str]]
    counts: tuple[str, ...] = ()
    counts_not: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()

    def cameo_of(self, mode: str | None, pattern: Pattern | None = None) -> str | None:
        """Return the CAMEO code of an act of this type, the finest that pattern or mode gives."""
        if pattern is not None and "cameo" in pattern.flags:
            return str(pattern.flags["cameo"])
        return self.modes.get(mode or "", {}).get("cameo", self.cameo)


@dataclass(frozen=True, slots=True)
class Ontology:
    """All event types, their patterns by part of speech and lemma, and the Goldstein scale."""

    types: Mapping[str, EventType]
    patterns: Mapping[tuple[str, str], tuple[Pattern, ...]]
    goldstein: Mapping[str, float]

    def goldstein_of(self, cameo: str | None) -> float | None:
        """Return the Goldstein value of a CAMEO code, from its longest prefix in the table."""
        codes = (cameo[:n] for n in range(len(cameo), 1, -1)) if cameo else ()
        return next((self.goldstein[code] for code in codes if code in self.goldstein), None)


@lru_cache(maxsize=4)
def load_ontology(extra: Path | None = None) -> Ontology:
    """Return PLOVER's 16 types; the types in ``extra`` (one YAML file) add to or replace them by name.

    Raises ConfigurationError where a file is no YAML, lacks a field, or names an unknown setting.
    """
    files = sorted(resource("ontology", "plover").glob("*.yaml"))
    types = {t.name: t for path in files for t in _read_types(path)}
    if extra is not None:
        types.update({t.name: t for t in _read_types(extra)})
    goldstein = yaml.safe_load(resource("ontology", "goldstein.yaml").read_text(encoding="utf-8"))
    return Ontology(types, _index(types.values()), {str(k): float(v) for k, v in goldstein.items()})


def _read_types(path: Path) -> list[EventType]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigurationError(
            f"cannot be read as YAML: {error}", where=str(path), todo="see docs/how-to"
        ) from error
    entries = data.get("types", [data]) if isinstance(data, dict) else data
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise ConfigurationError("holds no event type", where=str(path), todo="give a mapping with 'name'")
    return [_event_type(entry, path) for entry in entries]


def _event_type(entry: Mapping[str, Any], path: Path) -> EventType:
    missing = [k for k in ("name", "quad", "definition", "triggers") if k not in entry]
    if missing:
        raise ConfigurationError(f"an event type lacks {', '.join(missing)}", where=str(path), todo="add it")
    name = str(entry["name"])
    patterns = tuple(
        p for n, row in enumerate(entry["triggers"], start=1) for p in _patterns(name, n, row, path)
    )
    return EventType(
        name=name,
        quad=int(entry["quad"]),
        cameo=str(entry["cameo"]) if entry.get("cameo") else None,
        definition=str(entry["definition"]),
        modes=entry.get("modes") or {},
        counts=tuple(entry.get("counts") or ()),
        counts_not=tuple(entry.get("counts_not") or ()),
        examples=tuple(entry.get("examples") or ()),
        patterns=patterns,
    )


def _patterns(name: str, number: int, row: Mapping[str, Any], path: Path) -> Iterable[Pattern]:
    known = {*_POS_OF_KEY, *_WORD_SETS, *_FLAGS, "actor", "recipient", "prep_object"}
    if unknown := sorted(set(row) - known):
        raise ConfigurationError(
            f"trigger {number} of {name} has unknown settings: {', '.join(unknown)}",
            where=str(path),
            todo=f"use {', '.join(sorted(known))}",
        )
    prep = row.get("prep_object")
    for key, pos in _POS_OF_KEY.items():
        if key in row:
            yield Pattern(
                key=f"{name}:{number}",
                type=name,
                pos=pos,
                lemmas=_words(row[key]),
                actor=tuple(row.get("actor", _DEFAULT_ACTOR[pos])),
                recipient=tuple(row.get("recipient", _DEFAULT_RECIPIENT[pos])),
                sets={k: _words(row[k]) for k in _WORD_SETS if k in row},
                flags={k: row[k] for k in _FLAGS if k in row},
                prep_object=(prep[0], _words(" ".join(prep[1:]))) if prep else None,
            )


def _words(value: object) -> frozenset[str]:
    if not isinstance(value, str):
        raise ConfigurationError(f"{value!r} is no list of words", todo="write words separated by spaces")
    return frozenset(value.split())


def _index(types: Iterable[EventType]) -> dict[tuple[str, str], tuple[Pattern, ...]]:
    index: dict[tuple[str, str], list[Pattern]] = {}
    for event_type in types:
        for pattern in event_type.patterns:
            for lemma in pattern.lemmas:
                index.setdefault((pattern.pos, lemma), []).append(pattern)
    return {k: tuple(sorted(v, key=lambda p: (-p.specificity, p.key))) for k, v in index.items()}
