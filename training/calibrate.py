"""Makes the confidence of claims honest: ``python training/calibrate.py``.

Fits a logistic regression from the act model's probability, whether a pattern agrees, and which roles are
filled, to whether the whole claim is right (type, an actor's head, a recipient's head), on one half of the
held-out fifth of ``training/corpus``; prints the reliability table and the expected calibration error (ECE, ten
bins) on the other half. Writes src/dateline/claims/models/calibration.json.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
import bench_claims as bench
from dateline.claims._confidence import FEATURES, confidence_features

TARGET = ROOT / "src" / "dateline" / "claims" / "models" / "calibration.json"


def gather() -> list[tuple[bool, np.ndarray, bool]]:
    """Return (in the half to fit, features, right) for each claim on the held-out fifth."""
    items = [json.loads(line) for line in bench.CORPUS.read_text(encoding="utf-8").splitlines()]
    items = [item for item in items if bench.held_out(item)]
    found = []
    for item, article in zip(items, bench.code_texts([i["text"] for i in items]), strict=True):
        right = {ours for _, ours in bench.match_item(item, article)}
        half = int(item["id"][:4], 16) % 2 == 0
        found += [(half, features_of(c), n in right) for n, c in enumerate(article.claims)]
    return found


def features_of(claim: Any) -> np.ndarray:
    """Return the features of a claim's confidence, from what the claim says of itself."""
    probability = float(claim.why.rsplit("model ", 1)[1]) if "model " in claim.why else None
    return confidence_features(probability, ":" in claim.why, claim.actors, claim.recipients)


def reliability(confidence: np.ndarray, right: np.ndarray) -> tuple[float, list[str]]:
    """Return the expected calibration error over ten bins, and a table of them."""
    error, rows = 0.0, []
    for low in np.arange(0, 1, 0.1):
        inside = (confidence >= low) & (confidence < low + 0.1)
        if inside.any():
            said, was = confidence[inside].mean(), right[inside].mean()
            error += inside.mean() * abs(said - was)
            rows.append(
                f"{low:.1f}-{low + 0.1:.1f}  said {said:.2f}  was {was:.2f}  {inside.sum():4d} {'#' * int(40 * was)}"
            )
    return float(error), rows


def main() -> None:
    """Fit, print and write."""
    data = gather()
    x = np.stack([features for _, features, _ in data])
    y = np.array([right for _, _, right in data])
    fit = np.array([half for half, _, _ in data])
    model = LogisticRegression(C=1.0).fit(x[fit], y[fit])
    error, rows = reliability(model.predict_proba(x[~fit])[:, 1], y[~fit])
    print("\n".join(rows))
    print(f"ECE on the other half: {error:.3f} over {int((~fit).sum())} claims")
    weights = dict(zip(FEATURES, model.coef_[0].round(4).tolist(), strict=True))
    TARGET.write_text(
        json.dumps({"intercept": round(float(model.intercept_[0]), 4), **weights}) + "\n", encoding="utf-8"
    )
    figures = ROOT / "training" / "figures" / "calibration.json"
    figures.write_text(
        json.dumps({"ece": round(error, 4), "claims": int((~fit).sum())}) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
