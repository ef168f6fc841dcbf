"""What every benchmark shares: where the data lies, how figures are printed, and their floors."""

from __future__ import annotations

from pathlib import Path

import yaml

__all__ = ["check_floors", "floors", "report", "shared"]

_ROOT = Path(__file__).resolve().parent.parent


def shared(*parts: str) -> Path | None:
    """Return a path in the reference data beside the repository; None where it is absent."""
    path = _ROOT.parent.joinpath("shared", *parts)
    return path if path.exists() else None


def floors(stage: str) -> dict[str, float]:
    """Return the floors of a stage, measure by measure."""
    data = yaml.safe_load((_ROOT / "benchmarks" / "floors.yaml").read_text(encoding="utf-8")) or {}
    return data.get(stage) or {}


def report(stage: str, figures: dict[str, float], *, peers: dict[str, float] | None = None) -> None:
    """Print each figure beside its floor, and the peers' figures below."""
    lowest = floors(stage)
    print(f"{stage:30} {'ours':>7} {'floor':>7}")
    for name, value in figures.items():
        floor = f"{lowest[name]:7.3f}" if name in lowest else "      -"
        print(f"  {name:28} {value:7.3f} {floor}")
    for name, value in (peers or {}).items():
        print(f"  peer: {name:40} {value:.3f}")


def check_floors(stage: str, figures: dict[str, float]) -> int:
    """Return 1, saying which, where a figure lies below its floor; else 0."""
    below = [name for name, floor in floors(stage).items() if figures.get(name, 0.0) < floor]
    for name in below:
        print(f"below the floor: {stage} {name} {figures.get(name, 0.0):.3f} < {floors(stage)[name]:.3f}")
    return 1 if below else 0
