"""Labels of public news sentences: offsets and types only; the sentences stay where they are published.

``training/labels/*.jsonl`` holds ``{"sentence": sha256[:16], "claims": [...]}`` with claims as in the corpus. The
sentences are found again in ``../shared/bench`` by their hash: paragraphs cut by ``SENTENCE``.
"""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

__all__ = ["read_labels", "sentence_key", "sentences"]

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench"
SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")


def sentence_key(text: str) -> str:
    """Return the hash by which a sentence is found again."""
    return sha256(text.encode()).hexdigest()[:16]


def sentences() -> Iterator[str]:
    """Yield the sentences of the public sets, cut as they were for labelling."""
    for paragraph in _paragraphs():
        for sentence in SENTENCE.split(paragraph.strip()):
            yield sentence.strip()


def read_labels(folder: Path) -> list[dict[str, Any]]:
    """Return the labelled sentences with their text, in order of their hashes; none where the sets are absent."""
    paths = sorted(folder.glob("*.jsonl"))
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    wanted = {item["sentence"]: item["claims"] for item in map(json.loads, lines)}
    found: dict[str, dict[str, Any]] = {}
    for sentence in sentences() if BENCH.exists() else ():
        key = sentence_key(sentence)
        if key in wanted:
            found[key] = {"id": key, "text": sentence, "claims": wanted[key]}
    return [found[key] for key in sorted(found)]


def _paragraphs() -> Iterator[str]:
    csv.field_size_limit(10**9)
    with (BENCH / "stories" / "newscluster.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield from json.loads(line)["text"].split("\n")
    for name in ("TR-News.xml", "lgl.xml"):
        for article in ElementTree.parse(BENCH / "places" / name).getroot():
            yield from (article.findtext("text") or "").split("\n")
    for path in sorted((BENCH / "quotes" / "polnear" / "train" / "text").glob("*.txt"))[:300]:
        yield from path.read_text(encoding="utf-8").split("\n")
    with (BENCH / "helsinki" / "helsinki_articles.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            yield from row["text"].split(" ### ")
