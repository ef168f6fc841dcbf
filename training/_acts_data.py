"""Sentences with labels for the act model, from our corpus and, weakly, from public relation data."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span, Token

from _common import load_tokenizer
from _labels import read_labels
from dateline.claims import load_ontology
from dateline.claims._features import (
    ARC_SIZE,
    STATUSES,
    TYPES,
    WORD_SIZE,
    Proposal,
    arc_features,
    is_act_word,
    is_party_word,
    path_index,
    propose,
    word_features,
)
from dateline.claims._relate import _find
from dateline.language import load_parser

__all__ = ["MODES", "Example", "ExampleAct", "read_corpus", "read_penta", "read_plv", "read_real"]

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "training" / "corpus" / "corpus.jsonl"
RELATION = ROOT.parent / "shared" / "bench" / "relation"
ONTOLOGY = load_ontology()
MODES = sorted(f"{t.name}/{m}" for t in ONTOLOGY.types.values() for m in t.modes)
_PIECES = 192
Floats = NDArray[np.float32]


@dataclass
class ExampleAct:
    """An act of a sentence: its word's piece and features, labels (-1 where unknown), and its parties."""

    piece: int
    type: int
    status: int
    mode: int
    features: Floats
    party_pieces: list[int]
    arc_features: Floats
    paths: NDArray[np.int64]
    roles: Floats


@dataclass
class Example:
    """A sentence: piece ids, the words that could carry an act with their types (0 none, -1 unknown), acts.

    ``bag`` is the quad class that some act of the sentence has (0: no act), where words are not labelled.
    """

    ids: list[int]
    word_pieces: list[int]
    word_features: Floats
    word_types: list[int]
    acts: list[ExampleAct] = field(default_factory=list)
    bag: int | None = None


@dataclass
class _Label:
    """An act to be learnt: the tokens of its trigger, the one that carries it, and its parties' heads."""

    words: list[Token]
    carrier: Token
    type: str
    status: int
    mode: int
    actors: set[int]
    recipients: set[int]


class _Reader:
    """Turns parsed sentences with labels into examples."""

    def __init__(self) -> None:
        self._tokenizer = load_tokenizer()

    def example(
        self, sentence: Span, labels: Sequence[_Label], proposals: dict[int, Proposal], *, whole: bool
    ) -> Example | None:
        """Return the example; ``whole`` says that words without a label are known to carry no act."""
        encoding = self._tokenizer.encode(sentence.text)
        pieces = _piece_of(sentence, encoding.offsets[:_PIECES])
        words = [t for t in sentence if is_act_word(t) and t.i in pieces]
        if not words:
            return None
        types = {t.i: TYPES.index(label.type) + 1 for label in labels for t in label.words}
        example = Example(
            ids=encoding.ids[:_PIECES],
            word_pieces=[pieces[t.i] for t in words],
            word_features=np.stack([word_features(t, proposals.get(t.i)) for t in words]),
            word_types=[types.get(t.i, 0 if whole else -1) for t in words],
        )
        assert example.word_features.shape[1] == WORD_SIZE
        for label in labels:
            if label.carrier.i in pieces:
                example.acts.append(_act(sentence, label, proposals.get(label.carrier.i), pieces))
        return example


def read_corpus() -> list[Example]:
    """Return four fifths of our corpus, sentence by sentence."""
    items = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    return _examples([i for i in items if int(i["id"], 16) % 5 != 0])


def read_plv() -> list[Example]:
    """Return the rows of plv_train whose type and parties some pattern of the sentence explains."""
    with (RELATION / "plv_train.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    reader, found = _Reader(), []
    for row, doc in zip(rows, load_parser().pipe([r["sentence"] for r in rows]), strict=True):
        at = _find(row["sentence"], row["source"], None)
        to = _find(row["sentence"], row["target"], at)
        if at is not None and to is not None:
            types = ["CONCEDE", "RETREAT"] if row["root"] == "YIELD" else [row["root"]]
            found.append(_weak(reader, doc, types, _roots(doc, [at]), _roots(doc, [to])))
    return [e for e in found if e is not None]


def read_penta() -> list[Example]:
    """Return four fifths of cameo_penta_train: the class of a whole sentence is known, no word."""
    with (RELATION / "cameo_penta_train.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [r for r in csv.DictReader(lines, delimiter="\t") if _is_taught(r["sentence"])]
    reader, found = _Reader(), []
    for row, doc in zip(rows, load_parser().pipe([r["sentence"] for r in rows]), strict=True):
        example = reader.example(doc[:], [], propose(doc, ONTOLOGY), whole=False)
        if example is not None:
            example.bag = int(row["penta"])
            found.append(example)
    return found


def read_real(folder: Path) -> list[Example]:
    """Return the public sentences that were labelled by offsets (``training/labels``)."""
    return _examples(read_labels(folder))


def _examples(items: Sequence[dict[str, Any]]) -> list[Example]:
    reader, found = _Reader(), []
    for item, doc in zip(items, load_parser().pipe([i["text"] for i in items]), strict=True):
        proposals = propose(doc, ONTOLOGY)
        labels = [_corpus_label(doc, c, proposals) for c in item["claims"]]
        for sentence in doc.sents:
            own = [x for x in labels if x is not None and sentence.start <= x.carrier.i < sentence.end]
            found.append(reader.example(sentence, own, proposals, whole=True))
    return [e for e in found if e is not None]


def _is_taught(sentence: str) -> bool:
    """Say whether a sentence is in the four fifths that models learn from."""
    return int(sha256(_key(sentence).encode()).hexdigest(), 16) % 5 != 0


def _corpus_label(doc: Doc, claim: dict[str, Any], proposals: dict[int, Proposal]) -> _Label | None:
    span = doc.char_span(*claim["trigger"], alignment_mode="expand")
    if span is None:
        return None
    words = [t for t in span if is_act_word(t) and t.pos_ in {"VERB", "NOUN", "ADJ", "PROPN"}]
    words = words or [t for t in span if is_act_word(t)]
    if not words:
        return None
    root = span.root if span.root in words else words[0]
    typed = [t for t in words if t.i in proposals and proposals[t.i].pattern.type == claim["type"]]
    return _Label(
        words=words,
        carrier=typed[0] if typed else root,
        type=claim["type"],
        status=STATUSES.index(claim["status"]),
        mode=MODES.index(f"{claim['type']}/{claim['mode']}") + 1 if claim["mode"] else 0,
        actors=_roots(doc, claim["actors"]),
        recipients=_roots(doc, claim["recipients"]),
    )


def _weak(
    reader: _Reader, doc: Doc, types: Sequence[str], actors: set[int], recipients: set[int]
) -> Example | None:
    """Return the example of a sentence whose parties are known, if a pattern of one of the types has both."""
    proposals = propose(doc, ONTOLOGY)
    carrier = _carrier(proposals, types, actors, recipients)
    if carrier is None:
        return None
    token, kind = doc[carrier], proposals[carrier].pattern.type
    label = _Label([token], token, kind, -1, -1, actors, recipients)
    return reader.example(token.sent, [label], proposals, whole=False)


def _carrier(
    proposals: dict[int, Proposal], types: Sequence[str], actors: set[int], recipients: set[int]
) -> int | None:
    """Return the index of the first pattern's word that has one of the types and shares both parties."""
    for index, proposal in sorted(proposals.items()):
        roles = proposal.roles
        shares_actor = bool(actors & {t.i for t in roles.actors})
        shares_recipient = bool(recipients & {t.i for t in roles.recipients})
        if proposal.pattern.type in types and shares_actor and shares_recipient:
            return index
    return None


def _act(sentence: Span, label: _Label, proposal: Proposal | None, pieces: dict[int, int]) -> ExampleAct:
    carrier = label.carrier
    parties = [t for t in sentence if is_party_word(t) and t.i in pieces and t.i != carrier.i]
    arcs = [arc_features(carrier, t, proposal) for t in parties]
    roles = [[t.i in label.actors, t.i in label.recipients] for t in parties]
    return ExampleAct(
        piece=pieces[carrier.i],
        type=TYPES.index(label.type),
        status=label.status,
        mode=label.mode,
        features=word_features(carrier, proposal),
        party_pieces=[pieces[t.i] for t in parties],
        arc_features=np.stack(arcs) if arcs else np.zeros((0, ARC_SIZE), dtype=np.float32),
        paths=np.array([path_index(carrier, t) for t in parties], dtype=np.int64),
        roles=np.array(roles, dtype=np.float32).reshape(-1, 2),
    )


def _piece_of(sentence: Span, offsets: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return the piece that covers each token's first character, by token index."""
    at = {c: n for n, (start, end) in enumerate(offsets) for c in range(start, end)}
    places = {t.i: at.get(t.idx - sentence.start_char) for t in sentence}
    return {i: piece for i, piece in places.items() if piece is not None}


def _roots(doc: Doc, spans: Iterable[Sequence[int]]) -> set[int]:
    found = (doc.char_span(*span, alignment_mode="expand") for span in spans)
    return {words.root.i for words in found if words is not None}


def _key(sentence: str) -> str:
    return "".join(c for c in sentence.casefold() if c.isalnum())
