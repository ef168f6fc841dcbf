"""What a source does to a target: the relation model behind ``dateline relate``.

Source and target are marked in the sentence, a fine-tuned MiniLM reads it and scores 15 types: PLOVER's 16
with CONCEDE and RETREAT folded into YIELD, as in Hu et al., "Leveraging Codebook Knowledge" (ACL 2024).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from dateline.claims._encoder import load_encoder

__all__ = ["TYPES15", "Relate", "Related", "mark", "relate"]

TYPES15 = (
    *("AGREE", "CONSULT", "SUPPORT", "YIELD", "COOPERATE", "AID", "REQUEST", "ACCUSE"),
    *("REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
QUADS = dict(zip(TYPES15, (1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4), strict=True))
MARKERS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")
_BATCH = 64
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Relate:
    """A question: what does ``source`` do to ``target`` in ``sentence``?"""

    sentence: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Related:
    """The answer. ``type`` is one of PLOVER's 16, ``type15`` with CONCEDE and RETREAT folded into YIELD.

    ``quad`` is 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict;
    ``confidence`` the probability of ``type15``; ``scores`` those of all 15 (they sum to 1).
    """

    type: str
    type15: str
    quad: int
    confidence: float
    scores: dict[str, float] = field(default_factory=dict)


def relate(questions: Iterable[Relate]) -> Iterator[Related]:
    """Yield the answer to each question, in order."""
    encoder = load_encoder("relate")
    questions = iter(questions)
    while batch := list(islice(questions, _BATCH)):
        pieces = [encoder.pieces(mark(q.sentence, q.source, q.target)) for q in batch]
        for question, logits in zip(batch, encoder.run(pieces), strict=True):
            yield _answer(question, logits)


def mark(sentence: str, source: str, target: str) -> str:
    """Return the sentence with source and target between markers; one that is not found stands before it."""
    at_source = _find(sentence, source, None)
    at_target = _find(sentence, target, at_source)
    marks = [(span, MARKERS[n : n + 2]) for n, span in ((0, at_source), (2, at_target)) if span is not None]
    text = sentence
    for (start, end), (before, after) in sorted(marks, reverse=True):
        text = f"{text[:start]}{before} {text[start:end]} {after}{text[end:]}"
    for words, span, n in ((target, at_target, 2), (source, at_source, 0)):
        if span is None:
            text = f"{MARKERS[n]} {words} {MARKERS[n + 1]} {text}"
    return text


def _find(sentence: str, words: str, taken: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the first place of the words (case ignored, a leading article too) that is not taken."""
    for variant in dict.fromkeys((words.strip(), _ARTICLE.sub("", words.strip()))):
        for match in re.finditer(re.escape(variant), sentence, re.IGNORECASE) if variant else ():
            if taken is None or match.end() <= taken[0] or taken[1] <= match.start():
                return match.span()
    return None


def _answer(question: Relate, logits: NDArray[np.float32]) -> Related:
    shifted = np.exp(np.asarray(logits, dtype=np.float64) - np.max(logits))
    scores = shifted / shifted.sum()
    best = int(scores.argmax())
    type15 = TYPES15[best]
    return Related(
        type=_unfold(question) if type15 == "YIELD" else type15,
        type15=type15,
        quad=QUADS[type15],
        confidence=round(float(scores[best]), 4),
        scores={name: round(float(score), 4) for name, score in zip(TYPES15, scores, strict=True)},
    )


def _unfold(question: Relate) -> str:
    """Tell RETREAT from CONCEDE by the ontology's triggers in the sentence."""
    from dateline.claims._ontology import load_ontology
    from dateline.claims._patterns import match_patterns
    from dateline.language import load_parser

    found = [p.type for _, p in match_patterns(load_ontology(), load_parser()(question.sentence))]
    return "RETREAT" if found.count("RETREAT") > found.count("CONCEDE") else "CONCEDE"
