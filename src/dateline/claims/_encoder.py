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

    def run(self, texts: Sequence[Pieces]) -> list[NDArray[np.float32]]:
        """Return the model's output for each text, in order.

        One text at a time: dynamic quantisation scales a whole batch by its largest value, so that in a
        batch a sentence's numbers would hang on its neighbours.
        """
        return [self._run_one(pieces) for pieces in texts]

    def _run_one(self, pieces: Pieces) -> NDArray[np.float32]:
        ids = np.array([pieces.ids], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        output: NDArray[np.float32] = self._session.run(None, inputs)[0][0]
        return output


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
