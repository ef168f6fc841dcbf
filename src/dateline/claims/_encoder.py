"""A small sentence encoder (MiniLM, int8) run by onnxruntime, and the word pieces it reads.

The weights are all-MiniLM-L6-v2 (Apache-2.0), fine-tuned by the recipes in ``training/``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.resources import resource

__all__ = ["MAX_PIECES", "Encoder", "Pieces", "load_encoder"]

MAX_PIECES = 192
# Texts of like length share a batch, so that little is padded.
_BATCH = 16


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as the encoder reads it: piece ids, and each piece's span of characters."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]

    def at(self, character: int) -> int | None:
        """Return the index of the piece that covers a character, or None past the encoder's reach."""
        for index, (start, end) in enumerate(self.offsets):
            if start <= character < end:
                return index
        return None


class Encoder:
    """Texts → vectors of their word pieces."""

    def __init__(self, session: Any, tokenizer: Any) -> None:
        self._session = session
        self._tokenizer = tokenizer

    def pieces(self, text: str) -> Pieces:
        """Return the word pieces of a text, cut off after MAX_PIECES."""
        encoding = self._tokenizer.encode(text)
        return Pieces(tuple(encoding.ids), tuple(encoding.offsets))

    def run(self, batch: Sequence[Pieces]) -> list[NDArray[np.float32]]:
        """Return for each text the model's output, in order; per text an array of its first output."""
        found: list[NDArray[np.float32]] = [np.zeros(0, dtype=np.float32)] * len(batch)
        order = sorted(range(len(batch)), key=lambda n: len(batch[n].ids))
        for first in range(0, len(order), _BATCH):
            numbers = order[first : first + _BATCH]
            ids, mask = _padded([batch[n].ids for n in numbers])
            output = self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
            for number, row in zip(numbers, output, strict=True):
                found[number] = row
        return found


@lru_cache(maxsize=2)
def load_encoder(name: str) -> Encoder:
    """Return the shipped model ``name`` ("acts", "relate"), loaded once a process, on one thread.

    One thread keeps results the same whatever the machine; a run takes its speed from processes.
    Raises ResourceError where the model is missing.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    path = resource("claims", "models", f"{name}.onnx")
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(resource("claims", "models", "tokenizer.json")))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_PIECES)
    return Encoder(session, tokenizer)


def _padded(rows: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    longest = max(len(row) for row in rows)
    ids = np.zeros((len(rows), longest), dtype=np.int64)
    mask = np.zeros_like(ids)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = row
        mask[number, : len(row)] = 1
    return ids, mask
