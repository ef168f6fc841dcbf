"""Topics that somebody raised: "one of the issues addressed by the minister was the blockade"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.attributions._candidates import Candidate, Reading
from dateline.attributions._lexicon import load_cues
from dateline.attributions._model import Found
from dateline.attributions._table import Table

__all__ = ["find_topics"]

_CERTAIN = 9.0


def find_topics(reading: Reading) -> Iterator[Found]:
    """Yield cues of the kind "the point X made is CONTENT", which no clause of their own gives away."""
    t, cues = reading.table, load_cues()
    for cue in range(len(t)):
        if t.deps[cue] not in ("acl", "relcl") or t.lemmas[cue] not in cues.topic_verbs:
            continue
        noun = t.heads[cue]
        source, content = _speaker(t, cue), _complement(t, noun)
        if t.lemmas[noun] in cues.topic_nouns and source and content:
            yield Found(cue, Candidate("topic", (source,)), Candidate("topic", (content,)), _CERTAIN)


def _speaker(t: Table, cue: int) -> tuple[int, int] | None:
    row = t.child(cue, "nsubj")
    agent = t.child(cue, "agent")
    if agent is not None:
        row = t.child(agent, "pobj")
    return None if row is None else (t.left[row], t.right[row] + 1)


def _complement(t: Table, noun: int) -> tuple[int, int] | None:
    """Return what the verb "be" says of the noun, or of "one of" such nouns."""
    node = noun
    while t.deps[node] in ("pobj", "prep") and t.heads[node] != node:
        node = t.heads[node]
    verb = t.heads[node]
    if t.deps[node] not in ("nsubj", "attr") or t.lemmas[verb] != "be":
        return None
    row = next((c for c in t.children[verb] if c > verb and t.deps[c] in ("attr", "ccomp", "nsubj")), None)
    return None if row is None else (t.left[row], t.right[row] + 1)
