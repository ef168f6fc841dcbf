"""What the act model sees besides the encoder's vectors: patterns, status words, paths in the parse.

Used alike when the model is trained and when it is run, so that both see the same.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from dateline.claims._arguments import Roles, find_roles
from dateline.claims._ontology import Ontology, Pattern
from dateline.claims._patterns import match_patterns
from dateline.claims._status import status_of
from dateline.records import Status

__all__ = [
    "ARC_SIZE",
    "PATHS",
    "STATUSES",
    "TYPES",
    "WORD_SIZE",
    "Proposal",
    "arc_features",
    "is_act_word",
    "is_party_word",
    "path_index",
    "propose",
    "word_features",
]

TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
STATUSES: tuple[Status, ...] = ("happened", "ongoing", "planned", "attempted", "possible", "denied")
PATHS = 4096
_POS = ("VERB", "NOUN", "PROPN", "PRON", "ADJ", "ADP", "ADV", "AUX")
_ENTITIES = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "DATE", "CARDINAL", "MONEY", "EVENT")
_DISTANCES = (-16, -8, -4, -2, 0, 2, 4, 8, 16)
_ACT_POS = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "AUX", "ADP", "ADV"})
_PARTY_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
WORD_SIZE = 1 + len(TYPES) + len(_POS) + 1 + len(STATUSES) + 2
ARC_SIZE = 2 + 2 + len(_POS) + len(_ENTITIES) + len(_DISTANCES) + 1 + 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the patterns say of one token: the pattern that fits, its roles, and the status they read."""

    pattern: Pattern
    roles: Roles
    status: Status | None


def propose(doc: Doc, ontology: Ontology) -> dict[int, Proposal]:
    """Return the patterns' proposals, by the index of the token that carries the act."""
    return {
        token.i: Proposal(pattern, find_roles(token, pattern), status_of(token))
        for token, pattern in match_patterns(ontology, doc)
    }


def is_act_word(token: Token) -> bool:
    """Say whether the token could carry an act."""
    return token.pos_ in _ACT_POS and token.is_alpha


def is_party_word(token: Token) -> bool:
    """Say whether the token could head the name of an actor or recipient."""
    return token.pos_ in _PARTY_POS or token.ent_type_ in {"NORP", "GPE"}


def word_features(token: Token, proposal: Proposal | None) -> NDArray[np.float32]:
    """Return the token's features, shape (WORD_SIZE,)."""
    status = proposal.status if proposal else _status_or_none(token)
    return np.concatenate(
        [
            _one_hot(TYPES, proposal.pattern.type if proposal else None, other=True),
            _one_hot(_POS, token.pos_, other=True),
            _one_hot(STATUSES, status),
            np.array([proposal is not None and status is None, token.dep_ == "ROOT"], dtype=np.float32),
        ]
    )


def arc_features(trigger: Token, word: Token, proposal: Proposal | None) -> NDArray[np.float32]:
    """Return the features of ``word`` as a party of the act at ``trigger``, shape (ARC_SIZE,)."""
    roles = proposal.roles if proposal else None
    flags = [
        roles is not None and word in roles.actors,
        roles is not None and word in roles.recipients,
        proposal is not None,
        word.ent_type_ != "",
    ]
    return np.concatenate(
        [
            np.array(flags, dtype=np.float32),
            _one_hot(_POS, word.pos_),
            _one_hot(_ENTITIES, word.ent_type_),
            _bucket(word.i - trigger.i),
            np.array([word.sent == trigger.sent, word.dep_ == "conj"], dtype=np.float32),
        ]
    )


def path_index(trigger: Token, word: Token) -> int:
    """Return the hashed path in the parse from trigger to word, 0 to PATHS - 1."""
    up = [trigger, *trigger.ancestors]
    down = [word, *word.ancestors]
    shared = next((t for t in up if t in down), None)
    if shared is None:
        return 0
    climbs = [_label(t) for t in up[: up.index(shared)]]
    falls = [_label(t) for t in reversed(down[: down.index(shared)])]
    if len(climbs) + len(falls) > 7:
        return 1
    path = "^".join(climbs) + "|" + ">".join(falls) + "|" + trigger.pos_ + ("p" if _passive(trigger) else "")
    return 2 + zlib.crc32(path.encode()) % (PATHS - 2)


def _label(token: Token) -> str:
    return f"{token.dep_}:{token.lower_}" if token.dep_ in {"prep", "agent", "mark"} else token.dep_


def _passive(token: Token) -> bool:
    return any(c.dep_ in {"nsubjpass", "auxpass"} for c in token.children) or token.tag_ == "VBN"


def _status_or_none(token: Token) -> Status | None:
    return status_of(token) if token.pos_ in {"VERB", "NOUN", "ADJ"} else None


def _one_hot(names: Sequence[str], name: str | None, *, other: bool = False) -> NDArray[np.float32]:
    vector = np.zeros(len(names) + other, dtype=np.float32)
    if name in names:
        vector[names.index(name)] = 1.0
    elif other:
        vector[-1] = 1.0
    return vector


def _bucket(distance: int) -> NDArray[np.float32]:
    vector = np.zeros(len(_DISTANCES) + 1, dtype=np.float32)
    vector[sum(distance >= edge for edge in _DISTANCES)] = 1.0
    return vector
