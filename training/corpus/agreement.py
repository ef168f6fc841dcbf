"""How far two annotators agree: ``python training/corpus/agreement.py``.

``second/annotation.txt`` is an independent annotation of 400 items, made from the guide alone. Prints F1 of triggers
(overlap), of type and trigger, of full claims (type, one actor and one recipient by overlap), and Cohen's kappa
of "codable or not" by item and of the type of triggers that both marked.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from build import as_record, ontology_modes
from markup import parse

Claim = dict[str, Any]


def pairs() -> list[tuple[list[Claim], list[Claim]]]:
    """Return for each item annotated twice both lists of claims."""
    lines = (HERE / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    first = {item["text"]: item["claims"] for item in map(json.loads, lines)}
    modes, found = ontology_modes(), []
    for line in (HERE / "second" / "annotation.txt").read_text(encoding="utf-8").splitlines():
        record = json.loads(json.dumps(as_record(parse(line.strip(), modes), "second")))
        if record["text"] in first:
            found.append((first[record["text"]], record["claims"]))
    return found


def touch(left: Sequence[int], right: Sequence[int]) -> bool:
    """Say whether two spans overlap."""
    return left[0] < right[1] and right[0] < left[1]


def same_trigger(a: Claim, b: Claim) -> bool:
    """Say whether two claims mark the same words as trigger."""
    return touch(a["trigger"], b["trigger"])


def same_type(a: Claim, b: Claim) -> bool:
    """Say whether two claims have trigger and type in common."""
    return same_trigger(a, b) and bool(a["type"] == b["type"])


def same_claim(a: Claim, b: Claim) -> bool:
    """Say whether two claims have type, one actor and one recipient in common."""
    return (
        a["type"] == b["type"]
        and _share(a["actors"], b["actors"])
        and _share(a["recipients"], b["recipients"])
    )


def _share(left: Sequence[Sequence[int]], right: Sequence[Sequence[int]]) -> bool:
    return any(touch(x, y) for x in left for y in right) or (not left and not right)


def matched(
    data: Sequence[tuple[list[Claim], list[Claim]]], same: Callable[[Claim, Claim], bool]
) -> list[tuple[Claim, Claim]]:
    """Return the pairs of claims that agree, each claim used once."""
    found = []
    for first, second in data:
        free = list(second)
        for claim in first:
            other = next((o for o in free if same(claim, o)), None)
            if other is not None:
                free.remove(other)
                found.append((claim, other))
    return found


def kappa(left: Sequence[object], right: Sequence[object]) -> float:
    """Return Cohen's kappa of two lists of labels."""
    n = len(left)
    observed = sum(a == b for a, b in zip(left, right, strict=True)) / n
    counts, others = Counter(left), Counter(right)
    chance = sum(counts[label] * others[label] for label in counts) / n**2
    return (observed - chance) / (1 - chance)


def main() -> None:
    """Print the agreement."""
    data = pairs()
    total = sum(len(a) + len(b) for a, b in data)
    print(f"{len(data)} items annotated twice")
    for name, same in (
        ("trigger", same_trigger),
        ("trigger and type", same_type),
        ("full claim", same_claim),
    ):
        print(f"F1 {name}: {2 * len(matched(data, same)) / total:.3f}")
    print(f"kappa codable or not: {kappa([bool(a) for a, _ in data], [bool(b) for _, b in data]):.3f}")
    both = matched(data, same_trigger)
    print(
        f"kappa type of shared triggers: {kappa([a['type'] for a, _ in both], [b['type'] for _, b in both]):.3f}"
    )
    print(
        f"kappa status of shared triggers: {kappa([a['status'] for a, _ in both], [b['status'] for _, b in both]):.3f}"
    )


if __name__ == "__main__":
    main()
