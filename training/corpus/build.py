"""Builds and validates the corpus: ``python training/corpus/build.py [--check]``.

Reads ``source/*.txt`` (one item a line, inline markup), writes ``corpus.jsonl`` (one item a line with
character spans) and prints what it holds. ``--check`` writes nothing and returns 1 where an item is wrong, repeated,
or the written file is stale.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from dateline.claims import load_ontology

sys.path.insert(0, str(Path(__file__).resolve().parent))
from markup import Item, MarkupError, parse

HERE = Path(__file__).resolve().parent
CORPUS = HERE / "corpus.jsonl"
_NAME_OR_NUMBER = re.compile(r"\b(?:[A-Z][\w'’-]*|\d[\d.,]*)\b")


def ontology_modes() -> dict[str, frozenset[str]]:
    """Return PLOVER's types with their modes, from the ontology that ships with the package."""
    return {t.name: frozenset(t.modes) for t in load_ontology().types.values()}


def read_source(
    folder: Path, modes: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, Item | MarkupError]]:
    """Yield (place, item) for every item of the source files; an unreadable one comes as its error."""
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                place = f"{path.name}:{number}"
                try:
                    yield place, parse(line.strip(), modes)
                except MarkupError as error:
                    yield place, error


def as_record(item: Item, place: str) -> dict[str, object]:
    """Return an item as it stands in ``corpus.jsonl``; ``id`` is a hash of the text."""
    return {
        "id": sha256(item.text.encode()).hexdigest()[:12],
        "part": place.split("_")[0],
        "text": item.text,
        "claims": [asdict(act) for act in item.acts],
    }


def skeleton(text: str) -> str:
    """Return the text with names and numbers blanked: two items of one template share it."""
    return _NAME_OR_NUMBER.sub("_", text)


def faults(items: Iterable[tuple[str, Item | MarkupError]]) -> Iterator[str]:
    """Yield a line for each item that is unreadable or that repeats another."""
    seen: dict[str, str] = {}
    for place, item in items:
        if isinstance(item, MarkupError):
            yield f"{place}: {item}"
        elif (key := re.sub(r"\W+", " ", item.text).casefold()) in seen:
            yield f"{place}: repeats {seen[key]}"
        else:
            seen[key] = place


def summary(items: list[Item]) -> Iterator[str]:
    """Yield what the corpus holds, line by line."""
    acts = [act for item in items for act in item.acts]
    empty = sum(not item.acts for item in items)
    template, uses = Counter(skeleton(item.text) for item in items).most_common(1)[0]
    yield f"{len(items)} items, {len(acts)} claims; {empty} items ({empty / len(items):.0%}) with nothing codable"
    yield f"most used template: {uses} items ({uses / len(items):.2%}): {template[:60]}"
    for title, key in (("types", "type"), ("statuses", "status")):
        counts = Counter(getattr(act, key) for act in acts)
        yield f"{title}: " + ", ".join(f"{name} {n}" for name, n in counts.most_common())
    modes = Counter(f"{a.type}/{a.mode}" for a in acts if a.mode)
    yield f"modes: {len(modes)} seen: " + ", ".join(f"{name} {n}" for name, n in modes.most_common())
    yield f"with source: {sum(bool(a.sources) for a in acts)}, chains of two or more: {_chains(acts)}"
    yield f"in direct speech: {sum(a.direct for a in acts)}"


def _chains(acts: Iterable[object]) -> int:
    return sum(len({s.depth for s in getattr(a, "sources", ())}) > 1 for a in acts)


def main() -> int:
    """Build or check; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    placed = list(read_source(HERE / "source", ontology_modes()))
    wrong = list(faults(placed))
    good = [(place, item) for place, item in placed if isinstance(item, Item)]
    lines = "".join(json.dumps(as_record(i, p), ensure_ascii=False) + "\n" for p, i in good)
    print("\n".join([*wrong, *summary([item for _, item in good])]))
    if options.check:
        stale = not CORPUS.exists() or CORPUS.read_text(encoding="utf-8") != lines
        print(
            "corpus.jsonl is stale: run training/corpus/build.py" if stale else "corpus.jsonl is up to date"
        )
        return int(bool(wrong) or stale)
    CORPUS.write_text(lines, encoding="utf-8")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
