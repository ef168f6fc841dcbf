"""Make src/dateline/stories/word_frequencies.tsv: in how many news texts each word stem occurs.

Sources: PolNeAR (train and dev), ECB+ train, Local Global Lexicon, TR-News; see shared/bench/README.md.
Only counts of single words are kept. Run: ``python training/word_frequencies.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from dateline.stories._words import words

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT.parent / "shared" / "bench"
TABLE = ROOT / "src" / "dateline" / "stories" / "word_frequencies.tsv"
_LEAST = 2


def main() -> None:
    """Count and write the table, most frequent first."""
    counts: Counter[str] = Counter()
    documents = 0
    for text in _texts():
        counts.update({w.stem for w in words(text)})
        documents += 1
    rows = sorted((-n, stem) for stem, n in counts.items() if n >= _LEAST)
    lines = [f"#documents\t{documents}", *(f"{stem}\t{-n}" for n, stem in rows)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _texts() -> Iterator[str]:
    for path in sorted((BENCH / "quotes" / "polnear").glob("*/text/*")):
        yield path.read_text(encoding="utf-8", errors="replace")
    for name in ("lgl.xml", "TR-News.xml"):
        xml = (BENCH / "places" / name).read_text(encoding="utf-8")
        yield from re.findall(r"(?s)<text>(.*?)</text>", xml)
    rows = (
        line.split("\t") for line in (BENCH / "coreference" / "ECB_Train_corpus.txt").open(encoding="utf-8")
    )
    for _, document in groupby((row for row in rows if len(row) == 5), key=lambda row: row[0]):
        yield " ".join(row[3] for row in document)


if __name__ == "__main__":
    main()
