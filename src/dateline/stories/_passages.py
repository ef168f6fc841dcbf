"""Finds the words that two articles share: runs of equal words, and sentences retold in other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from dateline.records import Article, Passage, Span
from dateline.stories._fingerprints import GRAM, Hashes, codes, shingles
from dateline.stories._neighbours import ranges
from dateline.stories._words import content_spans, raw_words, stem, stop_stems, word_spans

# A passage goes on across a few changed words on either side.
_GAP = 4
# Places of one gram beyond these are refrains, which alignment needs no more of.
_PLACES = 8
# A page is read so many words deep, and a word looked for in so many sentences: the web is hostile.
_LONGEST = 20_000
_SENTENCES = 40
# Words compared at once where a run goes on; twice as many each time.
_BLOCK = 32
# Begins with the characters that end a sentence, which the engine can search for.
_SENTENCE_END = re.compile(
    r"[.!?\n](?:(?<=\n)\n*|(?<!\n)(?<!\bMr[.!?])(?<!\bMs[.!?])(?<!\bDr[.!?])(?<!\bSt[.!?])(?<!\bMrs[.!?])"
    r"(?<!\bSen[.!?])(?<!\bGen[.!?])(?<!\bGov[.!?])(?<!\bRep[.!?])(?<![A-Z]\.[A-Z][.!?])(?<!\b[A-Z][.!?])"
    r"[\"'”’)\]]{0,2}\s+(?=[\"'“‘(\[]{0,2}[A-Z0-9]))"
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


@dataclass(frozen=True, slots=True)
class Telling:
    """Telling stems in order of their sentences: the stem, its code, and the number of its sentence."""

    stems: list[str]
    codes: Hashes
    sentences: NDArray[np.intp]


class Reading:
    """An article read for comparison: its content words, sentences and what stands in quotation marks."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.stems: list[str] = []
        self.sentences: list[tuple[int, int]] = []
        self._named = 0
        self._weights: tuple[Callable[[str], float], NDArray[np.float64]] | None = None
        for start, end in content_spans(article):
            if len(self.stems) < _LONGEST:
                self._read(start, end)
        self.codes = codes(self.stems)

    def _read(self, start: int, end: int) -> None:
        for first, last in _sentences(self.article.text, start, end):
            count = len(self.stems)
            found = raw_words(self.article.text, first, last)[: _LONGEST - count]
            if found:
                self.stems.extend(map(stem, found))
                self.sentences.append((count, count + len(found)))
                self._named += sum(1 for raw in found if raw[0].isupper() or raw[0].isdigit())

    @cached_property
    def places(self) -> list[Span]:
        """Where each word stands, which only kin are asked for."""
        spans = content_spans(self.article)
        found = (place for start, end in spans for place in word_spans(self.article.text, start, end))
        return list(islice(found, len(self.stems)))

    @cached_property
    def shingles(self) -> Hashes:
        """The hashes of the runs of five words, in order."""
        return shingles(self.codes)

    @cached_property
    def sorted_shingles(self) -> tuple[Hashes, NDArray[np.intp]]:
        """The hashes of the runs of five words in ascending order, and where each stands."""
        order = np.argsort(self.shingles, kind="stable")
        return self.shingles[order], order

    @cached_property
    def telling(self) -> Telling:
        """The stems of each sentence that say something, each once."""
        found = [_telling(self.stems[first:last]) for first, last in self.sentences]
        stems = [stem for sentence in found for stem in sentence]
        sentences = np.repeat(np.arange(len(found)), [len(sentence) for sentence in found])
        return Telling(stems, codes(stems), sentences)

    @cached_property
    def bearers(self) -> tuple[Hashes, NDArray[np.intp]]:
        """The codes of the telling stems in ascending order, and the sentence of each."""
        order = np.argsort(self.telling.codes, kind="stable")
        return self.telling.codes[order], self.telling.sentences[order]

    @property
    def density(self) -> float:
        """The part of the words that are names or numbers."""
        return self._named / len(self.stems) if self.stems else 0.0

    @cached_property
    def quoted(self) -> NDArray[np.bool_]:
        """Whether each word stands in quotation marks."""
        marks = [
            m.span() for start, end in content_spans(self.article) for m in _marks(self.article, start, end)
        ]
        if not marks:
            return np.zeros(len(self.stems), np.bool_)
        begins, ends = np.array(marks).T
        starts = np.array([start for start, _ in self.places], np.int64)
        # The first mark that ends after the word began.
        nearest = np.searchsorted(ends, starts, "right")
        inside = begins[np.minimum(nearest, len(marks) - 1)] <= starts
        return np.asarray((nearest < len(marks)) & inside)

    def weights(self, rarity: Callable[[str], float]) -> NDArray[np.float64]:
        """Return the weight of each telling stem; kept, since all of a corpus are weighed alike."""
        if self._weights is None or self._weights[0] != rarity:
            found = np.array([rarity(stem) for stem in self.telling.stems], np.float64)
            self._weights = (rarity, found)
        return self._weights[1]

    def span(self, first: int, last: int) -> Span:
        """Return the characters of the words ``first`` to ``last`` (half-open)."""
        return self.places[first][0], self.places[last - 1][1]


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
    hashes, order = right.sorted_shingles
    first = np.searchsorted(hashes, left.shingles, "left")
    last = np.minimum(np.searchsorted(hashes, left.shingles, "right"), first + _PLACES)
    for at in np.flatnonzero(last > first).tolist():
        if runs and at < runs[-1].left_end:
            continue
        expected = runs[-1].right_end if runs else 0
        places = order[first[at] : last[at]].tolist()
        length, _, place = max(
            (_extend(left.codes, right.codes, at, p), -abs(p - expected), p) for p in places
        )
        runs.append(Run(at, at + length, place, place + length))
    return runs


def _extend(left: Hashes, right: Hashes, i: int, j: int) -> int:
    length, most, block = GRAM, min(len(left) - i, len(right) - j), _BLOCK
    while length < most:
        end = min(length + block, most)
        differ = left[i + length : i + end] != right[j + length : j + end]
        where = int(differ.argmax())
        if differ[where]:
            return length + where
        length, block = end, 2 * block
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
    telling, weights = child.telling, child.weights(rarity)
    sizes = np.bincount(telling.sentences, minlength=len(child.sentences))
    totals = np.bincount(telling.sentences, weights, minlength=len(child.sentences))
    totals[totals == 0.0] = 1.0
    found = []
    for number, other, weight, count in _best_sentences(telling, weights, parent):
        if sizes[number] >= _FEWEST_WORDS and weight >= least * totals[number] and count >= fewest:
            found.append(Run(*child.sentences[number], *parent.sentences[other]))
    return found


def _best_sentences(
    telling: Telling, weights: NDArray[np.float64], parent: Reading
) -> list[tuple[int, int, float, int]]:
    """Return for each sentence the parent's most alike, the first of equals: both numbers, the weight and
    number of the words they share."""
    stems, sentences = _shared_stems(telling, parent)
    width = len(parent.sentences) + 1
    pairs, inverse = np.unique(telling.sentences[stems] * width + sentences, return_inverse=True)
    shared = np.bincount(inverse, weights[stems], minlength=len(pairs))
    counts = np.bincount(inverse, minlength=len(pairs))
    own, other = np.divmod(pairs, width)
    order = np.lexsort((other, -np.round(shared, 6), own))
    best = order[np.flatnonzero(np.diff(own[order], prepend=-1))]
    columns = (own[best], other[best], shared[best], counts[best])
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _shared_stems(telling: Telling, parent: Reading) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return each telling stem's number beside each sentence (the first few dozen) of the parent with it."""
    known, sentences = parent.bearers
    first = np.searchsorted(known, telling.codes, "left")
    counts = np.minimum(np.searchsorted(known, telling.codes, "right") - first, _SENTENCES)
    stems, places = ranges(first, counts)
    return stems, sentences[places]


def _telling(stems: Sequence[str]) -> list[str]:
    return [s for s in dict.fromkeys(stems) if len(s) > 1 and s not in stop_stems()]


def covered(runs: Sequence[Run], reading: Reading) -> NDArray[np.bool_]:
    """Return which of the left article's words the runs cover."""
    mask = np.zeros(len(reading.stems), np.bool_)
    for run in runs:
        mask[run.left : run.left_end] = True
    return mask


def share(runs: Sequence[Run], reading: Reading) -> float:
    """Return the part of the left article's words that the runs cover, 0 to 1."""
    return int(covered(runs, reading).sum()) / len(reading.stems) if reading.stems else 0.0


def passages(runs: Sequence[Run], child: Reading, parent: Reading) -> tuple[Passage, ...]:
    """Return the runs as spans of characters, the child being the left."""
    return tuple(Passage(child.span(r.left, r.left_end), parent.span(r.right, r.right_end)) for r in runs)
