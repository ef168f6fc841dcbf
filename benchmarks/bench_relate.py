"""The relation model: macro F1 of root, quad and binary classes on plv_train, by folds of sentences.

``python benchmarks/bench_relate.py [--check]`` prints figures kept in ``training/figures/relate.json`` and measures the
shipped model's speed. The figures are those that ``training/relate.py --folds 5 --only 2`` printed, two of five
folds, started from plain MiniLM; the shipped model starts from the act model's encoder and has no folds yet.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from _common import check_floors, report

FIGURES = Path(__file__).resolve().parents[1] / "training" / "figures" / "relate.json"
PEERS = {
    "Universal PETRARCH root": 0.463,
    "Universal PETRARCH quad": 0.518,
    "Universal PETRARCH binary": 0.808,
    "GPT-4 zero-shot root": 0.615,
    "GPT-4 zero-shot quad": 0.767,
    "GPT-4 zero-shot binary": 0.934,
    "NLI tree, roberta-large, root": 0.824,
    "NLI tree, roberta-large, quad": 0.896,
    "NLI tree, roberta-large, binary": 0.964,
    "ConfliBERT root (unseen rows)": 0.867,
    "ConfliBERT quad (unseen rows)": 0.963,
    "ConfliBERT binary (unseen rows)": 0.984,
}


def measure_speed() -> float:
    """Return sentences a second of the shipped model in one process."""
    from dateline.claims import Relate, relate

    question = Relate(
        "Cairo's parliament condemned the raid by Israeli forces on Rafah.", "Cairo", "Israeli forces"
    )
    list(relate([question]))
    start = time.perf_counter()
    list(relate([question] * 200))
    return 200 / (time.perf_counter() - start)


def main() -> int:
    """Print figures beside floors and peers; with --check return 1 where one lies below."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    kept = json.loads(FIGURES.read_text(encoding="utf-8"))
    figures = {name: float(kept[name]) for name in ("root", "quad", "binary")}
    report("relate", {**figures, "sentences_per_second": measure_speed()}, peers=PEERS)
    return check_floors("relate", figures) if options.check else 0


if __name__ == "__main__":
    sys.exit(main())
