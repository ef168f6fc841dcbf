"""What the weights look at: a cue's words and grammar, and each candidate source and content."""

from __future__ import annotations

from typing import TypeAlias

from dateline.attributions._candidates import Candidate, Reading
from dateline.attributions._lexicon import load_cues
from dateline.attributions._table import Table

__all__ = ["Choice", "choice_features", "content_features", "cue_features", "source_features"]

Choice: TypeAlias = tuple[Candidate | None, float]

_PLAIN_DEPS = frozenset({"punct", "det"})
_LENGTHS = (1, 2, 3, 5, 8, 13, 21, 34)
_SIZES = [sum(n > limit for limit in _LENGTHS) for n in range(_LENGTHS[-1] + 1)]


def _size(n: int) -> int:
    return _SIZES[n] if 0 <= n < len(_SIZES) else len(_LENGTHS) * (n > 0)


def _quoted_between(reading: Reading, cue: int, start: int, end: int) -> bool:
    """Tell whether a quote near the cue's sentence shares rows with these."""
    rows = reading.rows
    return any(rows[k][0] < end and rows[k][1] > start for k in reading.near[reading.table.sentence_of[cue]])


def _word(t: Table, row: int, start: int, end: int) -> str:
    return t.lowers[row] if start <= row < end else "^"


def content_features(reading: Reading, cue: int, candidate: Candidate) -> list[str]:
    """Return the features of a candidate content of the cue at this row."""
    t, label = reading.table, candidate.label
    lemma, pos = t.lemmas[cue], t.pos[cue]
    start, end = candidate.pieces[0]
    last = candidate.pieces[-1][1]
    sent_start, sent_end = t.sentences[t.sentence_of[cue]]
    quoted = "q" if reading.inside[start] >= 0 else "-"
    near = _quoted_between(reading, cue, sent_start, sent_end)
    side = "l" if end <= cue else "r"
    gap = start - cue if side == "r" else cue - end
    first, n = t.lowers[start], sum(e - s for s, e in candidate.pieces)
    before, after = _word(t, start - 1, sent_start, sent_end), _word(t, last, sent_start, len(t))
    return [
        f"l={label}",
        f"lp={label}|{pos}",
        f"ll={lemma}|{label}",
        f"lq={label}|{quoted}{near}",
        f"f={first}",
        f"fl={first}|{label}",
        f"fp={t.pos[start]}|{label}",
        f"fL={lemma}|{first}",
        f"n={label}|{_size(n)}",
        f"nl={lemma}|{side}|{_size(n)}",
        f"b={before}|{side}",
        f"bl={before}|{label}",
        f"a={after}|{side}",
        f"e={t.lowers[last - 1]}|{label}",
        f"g={side}|{_size(gap)}|{pos}",
        f"gl={label}|{_size(gap)}",
        f"d={label}|{t.deps[cue]}",
        f"t={label}|{t.tags[cue]}",
        f"w={label}|{last == sent_end}|{start == sent_start}",
        f"nx={t.lowers[cue + 1] if cue + 1 < len(t) else '$'}|{label}",
        f"in={reading.inside[start] == reading.inside[cue]}|{reading.inside[cue] >= 0}|{quoted}",
    ]


def source_features(reading: Reading, cue: int, candidate: Candidate) -> list[str]:
    """Return the features of a candidate source of the cue at this row."""
    t, label = reading.table, candidate.label
    lemma, pos = t.lemmas[cue], t.pos[cue]
    start, end = candidate.pieces[0]
    head = _head(t, start, end)
    entity = t.entities[head] or "-"
    side = "l" if end <= cue else "r"
    gap = start - cue if side == "r" else cue - end
    return [
        f"l={label}",
        f"lp={label}|{pos}",
        f"ll={lemma}|{label}",
        f"h={t.lemmas[head]}",
        f"hp={t.tags[head]}|{label}",
        f"hL={t.lemmas[head]}|{lemma}",
        f"e={entity}|{label}",
        f"eL={entity}|{lemma}",
        f"f={t.lowers[start]}|{label}",
        f"n={label}|{_size(end - start)}",
        f"g={label}|{_size(gap)}|{side}",
        f"t={label}|{t.tags[cue]}",
        f"d={label}|{t.deps[cue]}",
        f"dh={t.deps[head]}|{t.pos[head]}|{pos}",
        f"q={reading.inside[start] == reading.inside[cue]}|{label}",
        f"s={t.sentence_of[start] == t.sentence_of[cue]}|{label}",
    ]


def _head(t: Table, start: int, end: int) -> int:
    """Return the row within the words whose head lies outside them."""
    return next((i for i in range(start, end) if not start <= t.heads[i] < end or t.heads[i] == i), start)


def cue_features(reading: Reading, cue: int) -> list[str]:
    """Return the features of a token as a cue by itself."""
    t = reading.table
    lemma, pos, dep = t.lemmas[cue], t.pos[cue], t.deps[cue]
    start, end = t.sentences[t.sentence_of[cue]]
    head = t.heads[cue]
    near = _quoted_between(reading, cue, start, end + 1)
    spoken = reading.inside[cue] >= 0
    before, after = _word(t, cue - 1, start, end), _word(t, cue + 1, start, end)
    features = [
        f"L={lemma}|{pos}",
        f"w={t.lowers[cue]}",
        f"t={t.tags[cue]}",
        f"d={dep}|{pos}",
        f"dL={dep}|{lemma}",
        f"p={before}",
        f"pL={before}|{lemma}",
        f"x={after}",
        f"xL={after}|{lemma}",
        f"x2={_word(t, cue + 2, start, end)}|{after}",
        f"p2={_word(t, cue - 2, start, end)}|{before}",
        f"h={t.lemmas[head]}|{dep}",
        f"hp={t.pos[head]}|{dep}",
        f"q={near}|{spoken}",
        f"qL={near}|{spoken}|{lemma}",
        f"e={end - cue < 3}|{pos}",
    ]
    features += _ancestor_features(t, cue)
    features += _children_features(t, cue)
    return features


def _label(choice: Choice) -> str:
    return choice[0].label if choice[0] else "-"


def choice_features(reading: Reading, cue: int, source: Choice, content: Choice) -> list[str]:
    """Return what a cue's best source and content say for it."""
    t = reading.table
    lemma, pos = t.lemmas[cue], t.pos[cue]
    start, end = t.sentences[t.sentence_of[cue]]
    near = _quoted_between(reading, cue, start, end + 1)
    said, said_odds = _label(content), round(content[1])
    whose, whose_odds = _label(source), round(source[1])
    features = [
        f"c={said}",
        f"cL={said}|{lemma}",
        f"cs={said}|{whose}",
        f"csq={said_odds}|{whose_odds}|{near}",
        f"cq={said}|{said_odds}",
        f"sq={whose}|{whose_odds}",
        f"s={whose}|{pos}",
        f"sL={whose}|{lemma}",
    ]
    return features + _made_of(t, lemma, source[0], content[0])


def _made_of(t: Table, lemma: str, source: Candidate | None, content: Candidate | None) -> list[str]:
    """What the chosen source and content are made of."""
    features = []
    reports = lemma in load_cues().reporting_verbs
    if source:
        head = _head(t, *source.pieces[0])
        kind = t.entities[head] or t.tags[head]
        features += [
            f"S={t.lemmas[head]}",
            f"Sk={kind}|{lemma}",
            f"Sr={kind}|{reports}",
            f"Sl={kind}|{source.label}",
        ]
    if content:
        start = content.pieces[0][0]
        size = _size(sum(e - s for s, e in content.pieces))
        features += [f"C={t.lowers[start]}|{lemma}", f"Cp={t.pos[start]}|{reports}", f"Cn={size}|{lemma}"]
        features += [f"Cr={content.label}|{reports}", f"Cl={size}|{content.label}"]
    return features


def _ancestor_features(t: Table, cue: int) -> list[str]:
    """The verbs above: a cue within another's content is rarer than one that governs its sentence."""
    path = [cue, *t.path_up(cue)[:4]]
    deps = ">".join(t.deps[i] for i in path[:3])
    verbs = [i for i in path[1:] if t.pos[i] in ("VERB", "AUX")]
    features = [f"A={deps}", f"Ad={deps}|{t.pos[cue]}", f"An={len(path)}"]
    if verbs:
        features += [f"Av={t.lemmas[verbs[0]]}|{t.deps[cue]}", f"AL={t.lemmas[verbs[0]]}|{t.lemmas[cue]}"]
    return features


def _children_features(t: Table, cue: int) -> list[str]:
    lemma, features = t.lemmas[cue], []
    for c in t.children[cue]:
        dep = t.deps[c]
        if dep in _PLAIN_DEPS:
            continue
        features += [f"k={dep}|{t.pos[cue]}", f"kL={dep}|{lemma}", f"kl={dep}|{t.lemmas[c]}"]
        if dep in ("prep", "dobj", "aux", "neg", "prt", "nsubj"):
            features.append(f"kll={dep}|{t.lemmas[c]}|{lemma}")
        if dep in ("nsubj", "nsubjpass"):
            features += [f"ke={t.entities[c]}|{t.tags[c]}", f"keL={t.entities[c] or t.tags[c]}|{lemma}"]
        if dep in ("ccomp", "xcomp", "advcl"):
            mark = t.child(c, "mark", "aux", "advmod")
            features.append(f"km={dep}|{t.lowers[mark] if mark is not None else '-'}|{lemma}")
    return features
