"""Finds the words that two articles share: runs of equal words, and sentences retold in other words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from dateline.records import Article, Passage, Span
from dateline.stories._words import Word, content_spans, stop_stems, words

_GRAM = 5
# A passage goes on across a few changed words on either side.
_GAP = 4
# Places of one gram beyond these are refrains, which alignment needs no more of.
_PLACES = 8
# A page is read so many words deep, and a word looked for in so many sentences: the web is hostile.
_LONGEST = 20_000
_SENTENCES = 40
_SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bSen)(?<!\bGen)(?<!\bGov)(?<!\bRep)(?<![A-Z]\.[A-Z])(?<!\b[A-Z])"
    r"[.!?][\"'”’)\]]{0,2}\s+(?=[\"'“‘(\[]{0,2}[A-Z0-9])|\n+"
)
_QUOTED = re.compile(r"“[^”\n]{1,2000}”|\"[^\"\n]{1,2000}\"")
_FEWEST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Run:
    """Equal words in both: half-open ranges of word numbers, ``left`` to ``left_end`` and so on."""

    left: int
    left_end: int
    right: int
    right_end: int

    def swapped(self) -> Run:
        """Return the run seen from the other article."""
        return Run(self.right, self.right_end, self.left, self.left_end)


class Reading:
    """An article read for comparison: its content words, sentences and what stands in quotation marks."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.words: list[Word] = []
        self.sentences: list[tuple[int, int]] = []
        for start, end in content_spans(article):
            if len(self.words) < _LONGEST:
                self._read(start, end)
        self.stems = [w.stem for w in self.words]

    def _read(self, start: int, end: int) -> None:
        for first, last in _sentences(self.article.text, start, end):
            count = len(self.words)
            self.words.extend(islice(words(self.article.text, first, last), _LONGEST - count))
            if len(self.words) > count:
                self.sentences.append((count, len(self.words)))

    @cached_property
    def grams(self) -> dict[tuple[str, ...], list[int]]:
        """Places of each run of five words."""
        places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for i in range(len(self.stems) - _GRAM + 1):
            found = places[tuple(self.stems[i : i + _GRAM])]
            if len(found) < _PLACES:
                found.append(i)
        return dict(places)

    @cached_property
    def telling(self) -> list[frozenset[str]]:
        """The stems of each sentence that say something."""
        return [_telling(self.stems[first:last]) for first, last in self.sentences]

    @cached_property
    def bearers(self) -> dict[str, list[int]]:
        """The numbers of the sentences (the first few dozen) that hold each telling stem."""
        bearers: defaultdict[str, list[int]] = defaultdict(list)
        for number, telling in enumerate(self.telling):
            for stem in telling:
                if len(bearers[stem]) < _SENTENCES:
                    bearers[stem].append(number)
        return dict(bearers)

    @cached_property
    def density(self) -> float:
        """The part of the words that are names or numbers."""
        named = sum(1 for w in self.words if w.raw[0].isupper() or w.raw[0].isdigit())
        return named / len(self.words) if self.words else 0.0

    @cached_property
    def quoted(self) -> list[bool]:
        """Whether each word stands in quotation marks."""
        spans = [
            m.span() for start, end in content_spans(self.article) for m in _marks(self.article, start, end)
        ]
        marked, at = [], 0
        for word in self.words:
            while at < len(spans) and spans[at][1] <= word.start:
                at += 1
            marked.append(at < len(spans) and spans[at][0] <= word.start)
        return marked

    def span(self, first: int, last: int) -> Span:
        """Return the characters of the words ``first`` to ``last`` (half-open)."""
        return self.words[first].start, self.words[last - 1].end


def _marks(article: Article, start: int, end: int) -> Iterator[re.Match[str]]:
    return _QUOTED.finditer(article.text, start, end)


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        yield at, match.end()
        at = match.end()
    yield at, end


def equal_runs(left: Reading, right: Reading) -> list[Run]:
    """Return the runs of at least five equal words, the longest at each place of ``left``, in its order."""
    runs: list[Run] = []
    at, stop = 0, len(left.stems) - _GRAM + 1
    while at < stop:
        places = right.grams.get(tuple(left.stems[at : at + _GRAM]))
        if places is None:
            at += 1
            continue
        expected = runs[-1].right_end if runs else 0
        length, place = max((_extend(left.stems, right.stems, at, p), -abs(p - expected), p) for p in places)[
            ::2
        ]
        runs.append(Run(at, at + length, place, place + length))
        at += length
    return runs


def _extend(left: Sequence[str], right: Sequence[str], i: int, j: int) -> int:
    length, most = _GRAM, min(len(left) - i, len(right) - j)
    while length < most and left[i + length] == right[j + length]:
        length += 1
    return length


def chained(runs: Sequence[Run]) -> list[Run]:
    """Join neighbouring runs that only a few changed words part, in both articles."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and 0 <= run.left - last.left_end <= _GAP and 0 <= run.right - last.right_end <= _GAP:
            joined[-1] = Run(last.left, run.left_end, last.right, run.right_end)
        else:
            joined.append(run)
    return joined


def retold(
    child: Reading, parent: Reading, rarity: Callable[[str], float], *, least: float, fewest: int = 4
) -> list[Run]:
    """Return the child's sentences that a sentence of the parent's tells in other words.

    ``least`` is the part of a sentence's weight (its words by rarity) that both must share, and ``fewest``
    the number of telling words.
    """
    found = []
    for (first, last), telling in zip(child.sentences, child.telling, strict=True):
        if len(telling) < _FEWEST_WORDS:
            continue
        total = sum(map(rarity, telling)) or 1.0
        match = _best_sentence(telling, parent, rarity)
        if match and match[0] >= least * total and match[1] >= fewest:
            found.append(Run(first, last, *parent.sentences[match[2]]))
    return found


def _best_sentence(
    telling: frozenset[str], parent: Reading, rarity: Callable[[str], float]
) -> tuple[float, int, int] | None:
    """Return the shared weight, the number of shared words, and the number of the parent's best sentence."""
    weights: dict[int, float] = {}
    counts = Counter[int]()
    for stem in telling & parent.bearers.keys():
        for number in parent.bearers[stem]:
            weights[number] = weights.get(number, 0.0) + rarity(stem)
            counts[number] += 1
    if not weights:
        return None
    best = min(weights, key=lambda number: (-round(weights[number], 6), number))
    return weights[best], counts[best], best


def _telling(stems: Sequence[str]) -> frozenset[str]:
    return frozenset(s for s in stems if len(s) > 1) - stop_stems()


def share(runs: Sequence[Run], reading: Reading) -> float:
    """Return the part of the left article's words that the runs cover, 0 to 1."""
    covered = {i for run in runs for i in range(run.left, run.left_end)}
    return len(covered) / len(reading.words) if reading.words else 0.0


def passages(runs: Sequence[Run], child: Reading, parent: Reading) -> tuple[Passage, ...]:
    """Return the runs as spans of characters, the child being the left."""
    return tuple(Passage(child.span(r.left, r.left_end), parent.span(r.right, r.right_end)) for r in runs)
