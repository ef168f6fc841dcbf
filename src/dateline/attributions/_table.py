"""Paragraphs as plain lists: one look-up a token costs far less than spaCy's token objects."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from spacy.tokens import Doc

from dateline.language import ParsedParagraph
from dateline.records import Span

__all__ = ["Table", "make_table"]

_KEPT_AS = "dateline.attributions"


@dataclass(frozen=True, slots=True)
class Table:
    """A parsed paragraph by columns; row i is token i of the paragraph's doc.

    ``starts`` and ``ends`` are character offsets into the article's text; ``left`` and ``right`` the
    first and last row of each token's subtree; ``sentence_of`` the row's place in ``sentences``, which
    are half-open pairs of rows. ``kept`` holds what was found before in the same words, by the rows of
    their quotes; reprints of the paragraph share it.
    """

    index: int
    words: list[str]
    lowers: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    entities: list[str]
    left: list[int]
    right: list[int]
    children: list[list[int]]
    sentences: list[tuple[int, int]]
    sentence_of: list[int]
    starts: list[int]
    ends: list[int]
    kept: dict[tuple[tuple[int, int], ...], Any] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int) -> Span:
        """Return the article's characters of the rows ``start`` to ``end`` (half-open)."""
        return self.starts[start], self.ends[end - 1]

    def child(self, row: int, *deps: str) -> int | None:
        """Return the first child of a row with one of these dependencies."""
        return next((c for c in self.children[row] if self.deps[c] in deps), None)

    def path_up(self, row: int) -> list[int]:
        """Return the row's ancestors, nearest first."""
        path: list[int] = []
        while self.heads[row] != row and len(path) < len(self):
            row = self.heads[row]
            path.append(row)
        return path


def make_table(parsed: ParsedParagraph, index: int) -> Table:
    """Return the columns of one paragraph; ``index`` is its place in the parsed article.

    All but the offsets depends on the doc alone and is kept with it.
    """
    kept = parsed.doc.user_data.get(_KEPT_AS)
    if not isinstance(kept, Table):
        kept = parsed.doc.user_data[_KEPT_AS] = _read(parsed.doc)
    offset = parsed.paragraph.start
    starts, ends = [offset + s for s in kept.starts], [offset + e for e in kept.ends]
    return replace(kept, index=index, starts=starts, ends=ends)


def _read(doc: Doc) -> Table:
    """Return the columns of a doc, offsets counted from its start."""
    tokens: list[Any] = list(doc)
    words: list[str] = [t.text for t in tokens]
    starts: list[int] = [t.idx for t in tokens]
    heads: list[int] = [t.head.i for t in tokens]
    children: list[list[int]] = [[] for _ in tokens]
    for i, h in enumerate(heads):
        if h != i:
            children[h].append(i)
    sentences = [(s.start, s.end) for s in doc.sents]
    return Table(
        index=0,
        words=words,
        lowers=[w.lower() for w in words],
        lemmas=[t.lemma_.lower() for t in tokens],
        pos=[t.pos_ for t in tokens],
        tags=[t.tag_ for t in tokens],
        deps=[t.dep_ for t in tokens],
        heads=heads,
        entities=[t.ent_type_ for t in tokens],
        left=[t.left_edge.i for t in tokens],
        right=[t.right_edge.i for t in tokens],
        children=children,
        sentences=sentences,
        sentence_of=[k for k, (s, e) in enumerate(sentences) for _ in range(s, e)],
        starts=starts,
        ends=[s + len(w) for s, w in zip(starts, words, strict=True)],
    )
