"""The act model: which words carry an act, of what type and status, and who its parties are.

One pass of the encoder over a sentence, then small heads over word vectors, patterns' proposals and paths in
the parse. Trained by ``training/acts.py`` on ``training/corpus``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span, Token

from dateline.claims._encoder import Encoder, load_encoder
from dateline.claims._features import (
    STATUSES,
    TYPES,
    Proposal,
    arc_features,
    is_act_word,
    is_party_word,
    path_index,
    word_features,
)
from dateline.records import Status
from dateline.resources import resource

__all__ = ["Act", "ActModel", "load_act_model"]

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Act:
    """An act the model reads: its word, type, status and parties, with probabilities (0 to 1)."""

    token: Token
    type: str
    probability: float
    status: Status
    mode: str | None
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    """A word with the probability that it carries an act, the likeliest type (its number), and its features."""

    probability: float
    token: Token
    kind: int
    row: Floats


class ActModel:
    """Reads acts in parsed sentences. ``heads`` are the weights of the small layers, by name."""

    def __init__(self, encoder: Encoder, heads: Mapping[str, Floats], modes: Sequence[str]) -> None:
        self._encoder = encoder
        self._heads = heads
        self._modes = list(modes)

    def read(
        self,
        doc: Doc,
        sentences: Sequence[Span],
        proposals: Mapping[int, Proposal],
        *,
        least: float = 0.5,
    ) -> list[Act]:
        """Return the acts in these sentences of ``doc``: all that are proposed, others from ``least`` on."""
        batch = [self._encoder.pieces(sentence.text) for sentence in sentences]
        hidden = self._encoder.run(batch) if batch else []
        found = []
        for sentence, pieces, rows in zip(sentences, batch, hidden, strict=True):
            places = {t.i: pieces.at(t.idx - sentence.start_char) for t in sentence}
            vectors = {i: rows[place] for i, place in places.items() if place is not None}
            found += self._read_sentence(doc, sentence, vectors, proposals, least)
        return found

    def _read_sentence(
        self,
        doc: Doc,
        sentence: Span,
        vectors: Mapping[int, Floats],
        proposals: Mapping[int, Proposal],
        least: float,
    ) -> list[Act]:
        words = [t for t in sentence if t.i in vectors and is_act_word(t)]
        if not words:
            return []
        features = np.stack(
            [np.concatenate([vectors[t.i], word_features(t, proposals.get(t.i))]) for t in words]
        )
        scores = _softmax(self._two_layers("t", features))
        scored = [
            _Scored(float(1 - p[0]), t, int(p[1:].argmax()), f)
            for p, t, f in zip(scores, words, features, strict=True)
        ]
        proposed = [c for c in scored if c.token.i in proposals]
        others = [c for c in scored if c.probability >= least and c.token.i not in proposals]
        kept = sorted([*proposed, *_apart(others, proposed)], key=lambda c: c.token.i)
        parties = [t for t in sentence if t.i in vectors and is_party_word(t)]
        return [self._act(c.token, c.kind, c.probability, c.row, vectors, parties, proposals) for c in kept]

    def _act(
        self,
        token: Token,
        kind: int,
        probability: float,
        row: Floats,
        vectors: Mapping[int, Floats],
        parties: Sequence[Token],
        proposals: Mapping[int, Proposal],
    ) -> Act:
        type_vector = np.zeros(len(TYPES), dtype=np.float32)
        type_vector[kind] = 1.0
        actors, recipients = self._parties(token, type_vector, vectors, parties, proposals.get(token.i))
        status = STATUSES[int(self._linear("st", row).argmax())]
        modes = self._linear("md", np.concatenate([vectors[token.i], type_vector]))
        return Act(
            token=token,
            type=TYPES[kind],
            probability=probability,
            status=status,
            mode=self._mode(TYPES[kind], modes),
            actors=actors,
            recipients=recipients,
        )

    def _parties(
        self,
        token: Token,
        type_vector: Floats,
        vectors: Mapping[int, Floats],
        parties: Sequence[Token],
        proposal: Proposal | None,
    ) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
        others = [p for p in parties if p.i != token.i]
        if not others or (proposal is not None and proposal.roles.actors and proposal.roles.recipients):
            # A frame that is full needs no help.
            return (), ()
        rows = np.stack(
            [
                np.concatenate(
                    [
                        vectors[token.i],
                        vectors[word.i],
                        arc_features(token, word, proposal),
                        self._heads["path.weight"][path_index(token, word)],
                        type_vector,
                    ]
                )
                for word in others
            ]
        )
        scores = self._two_layers("a", rows)
        actors = tuple(w for w, s in zip(others, scores, strict=True) if s[0] > 0)
        return actors, tuple(w for w, s in zip(others, scores, strict=True) if s[1] > 0)

    def _mode(self, event_type: str, scores: Floats) -> str | None:
        """Return the likeliest of the type's own modes, or None (the first score) where that is likelier."""
        own = [n for n, name in enumerate(self._modes, start=1) if name.startswith(f"{event_type}/")]
        best = max([0, *own], key=lambda n: float(scores[n]))
        return self._modes[best - 1].split("/")[1] if best else None

    def _linear(self, name: str, rows: Floats) -> Floats:
        result: Floats = rows @ self._heads[f"{name}.weight"].T + self._heads[f"{name}.bias"]
        return result

    def _two_layers(self, name: str, rows: Floats) -> Floats:
        return self._linear(f"{name}2", _gelu(self._linear(f"{name}1", rows)))


@lru_cache(maxsize=1)
def load_act_model() -> ActModel:
    """Return the shipped act model; loaded once a process."""
    with np.load(resource("claims", "models", "acts_heads.npz")) as stored:
        heads = {name: stored[name].astype(np.float32) for name in stored.files if name != "modes"}
        modes = [str(m) for m in stored["modes"]]
    return ActModel(load_encoder("acts"), heads, modes)


def _apart(chosen: Sequence[_Scored], beside: Sequence[_Scored]) -> list[_Scored]:
    """Keep the likeliest of neighbouring words of one type, none that neighbours a word ``beside``."""
    kept: list[_Scored] = []
    for candidate in sorted(chosen, key=lambda c: (-c.probability, c.token.i)):
        if not any(_one_act(candidate, other) for other in (*kept, *beside)):
            kept.append(candidate)
    return kept


def _one_act(left: _Scored, right: _Scored) -> bool:
    a, b = left.token, right.token
    linked = abs(a.i - b.i) <= 1 or a.head == b or b.head == a
    return left.kind == right.kind and linked and "conj" not in {a.dep_, b.dep_}


def _gelu(x: Floats) -> Floats:
    result: Floats = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
    return result


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    result: Floats = e / e.sum(axis=-1, keepdims=True)
    return result
