"""Reads PolNeAR: articles with attributions in brat's standoff format."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Span = tuple[int, int]
_ROW = re.compile(r"^(T\d+)\t(\S+) ([\d; ]+)\t")


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution as annotated: the characters of each part; empty where it has none."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def read_polnear(folder: Path) -> Iterator[tuple[str, str, list[Gold]]]:
    """Yield id, text and attributions of each article, by the first annotator where there are several."""
    seen: set[str] = set()
    for path in sorted((folder / "attributions").glob("*.ann")):
        id = path.stem.rsplit("_", 1)[0]
        if id not in seen:
            seen.add(id)
            text = (folder / "text" / f"{id}.txt").read_text(encoding="utf-8")
            yield id, text, read_annotations(path.read_text(encoding="utf-8"))


def read_annotations(standoff: str) -> list[Gold]:
    """Return the attributions of a standoff file; a row may run on over lines, which are skipped."""
    lines = standoff.split("\n")
    rows = (m for line in lines if (m := _ROW.match(line)))
    spans = {m[1]: tuple(_span(piece) for piece in m[3].split(";")) for m in rows}
    golds = (_gold(line, spans) for line in lines if re.match(r"E\d+\t", line))
    return [g for g in golds if g.cue or g.content]


def _span(piece: str) -> Span:
    start, end = piece.split()
    return int(start), int(end)


def _gold(line: str, spans: dict[str, tuple[Span, ...]]) -> Gold:
    parts: dict[str, tuple[Span, ...]] = defaultdict(tuple)
    for item in line.split("\t")[1].split():
        role, _, row = item.partition(":")
        parts[role.rstrip("0123456789")] += spans.get(row, ())
    return Gold(parts["Source"], parts["Cue"], parts["Content"])
