"""Groups articles bottom-up, the closest first, and asks at each step whether two groups tell one story."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from dateline.resources import resource
from dateline.stories._neighbours import Vectors, neighbours
from dateline.stories._profiles import Vector, dot

_VECTOR_WORDS = 2000
# Beyond a dozen members, size says nothing more.
_LARGE = 12
_FLOOR = 0.01
_USUAL_COHESION = 0.2


@dataclass(frozen=True, slots=True)
class Merging:
    """Weights of the decision to merge, learned by ``training/story_merging.py``."""

    intercept: float
    similarity: float
    cohesion: float
    size: float
    closest: float
    days: float

    def score(self, features: tuple[float, ...]) -> float:
        """Return the log-odds that two groups tell one story."""
        weights = (self.similarity, self.cohesion, self.size, self.closest, self.days)
        return self.intercept + sum(w * x for w, x in zip(weights, features, strict=True))


@lru_cache(maxsize=1)
def merging() -> Merging:
    """Return the shipped weights."""
    data: dict[str, Any] = yaml.safe_load(resource("stories", "merging.yaml").read_text(encoding="utf-8"))
    return Merging(**data["weights"])


class Cluster:
    """A group of articles: its members, the sum of their vectors, and their days (ordinals)."""

    __slots__ = ("_cohesion", "days", "members", "middle", "total")

    def __init__(self, members: list[int], total: Vector, days: list[int]) -> None:
        self.members, self.total, self.days = members, total, sorted(days)
        self.middle = self.days[len(days) // 2] if days else None
        self._cohesion: float | None = None

    def joined(self, other: Cluster) -> Cluster:
        """Return both groups as one; of very long sums only the weightiest words are kept."""
        total = dict(self.total)
        for word, weight in other.total.items():
            total[word] = total.get(word, 0.0) + weight
        if len(total) > 2 * _VECTOR_WORDS:
            total = dict(heapq.nlargest(_VECTOR_WORDS, total.items(), key=lambda item: (item[1], item[0])))
        return Cluster(sorted(self.members + other.members), total, self.days + other.days)

    def similarity(self, other: Cluster) -> float:
        """Return the average similarity of this group's members to the other's."""
        return dot(self.total, other.total) / (len(self.members) * len(other.members))

    def cohesion(self) -> float | None:
        """Return the average similarity of two members; None where there is but one."""
        size = len(self.members)
        if self._cohesion is None and size > 1:
            self._cohesion = max(0.0, (dot(self.total, self.total) - size) / (size * (size - 1)))
        return self._cohesion

    def expected_cohesion(self) -> float:
        """Return the cohesion; of a single article, that of a usual story."""
        known = self.cohesion()
        return _USUAL_COHESION if known is None else known


Judge = Callable[[Cluster, Cluster, tuple[float, ...]], bool]


def features(left: Cluster, right: Cluster, similarity: float, closest: float) -> tuple[float, ...]:
    """Return what the decision to merge two groups rests on, in the order of ``Merging``."""
    within = (left.expected_cohesion() + right.expected_cohesion()) / 2
    smaller = min(len(left.members), len(right.members), _LARGE)
    return (
        math.log(similarity + _FLOOR),
        math.log((similarity + _FLOOR) / (within + _FLOOR)),
        math.log(smaller),
        math.log(max(closest, similarity) + _FLOOR),
        days_apart(left, right),
    )


def days_apart(left: Cluster, right: Cluster) -> float:
    """Return the logarithm of the days between the groups' middle days; 0 where a day is unknown."""
    if left.middle is None or right.middle is None:
        return 0.0
    return math.log1p(abs(left.middle - right.middle))


@dataclass(frozen=True, slots=True)
class Link:
    """Two groups that may belong together: the highest and the average similarity of their members."""

    closest: float
    average: float


class Agglomeration:
    """The groups as they stand, and the pairs of groups still to be judged, the closest first."""

    def __init__(self, clusters: Sequence[Cluster], judge: Judge) -> None:
        self.clusters = dict(enumerate(clusters))
        self._judge = judge
        self._links: dict[int, dict[int, Link]] = {i: {} for i in self.clusters}
        self._queue: list[tuple[float, int, int]] = []
        self._next = len(clusters)

    def link(self, left: int, right: int, link: Link) -> None:
        """Note that two groups may belong together."""
        self._links[left][right] = self._links[right][left] = link
        heapq.heappush(self._queue, (-link.average, min(left, right), max(left, right)))

    def run(self) -> list[Cluster]:
        """Merge until no pair is judged one story."""
        while self._queue:
            distance, left, right = heapq.heappop(self._queue)
            if left in self.clusters and right in self.clusters:
                a, b, link = self.clusters[left], self.clusters[right], self._links[left][right]
                if self._judge(a, b, features(a, b, -distance, link.closest)):
                    self.merge(left, right)
        return [self.clusters[i] for i in sorted(self.clusters)]

    def merge(self, left: int, right: int) -> int:
        """Make two groups one and return its number."""
        new, self._next = self._next, self._next + 1
        a, b = self.clusters.pop(left), self.clusters.pop(right)
        joined = self.clusters[new] = a.joined(b)
        of_a, of_b = self._links.pop(left), self._links.pop(right)
        self._links[new] = {}
        for other in sorted((of_a.keys() | of_b.keys()) - {left, right}):
            for old in (left, right):
                self._links[other].pop(old, None)
            both = (of_a.get(other), of_b.get(other))
            self.link(new, other, _joined_link((a, b), both, joined, self.clusters[other]))
        return new


def _joined_link(
    parts: tuple[Cluster, Cluster], links: tuple[Link | None, Link | None], joined: Cluster, other: Cluster
) -> Link:
    """Return the link of two joined groups to another, from the links they had where each had one."""
    left, right = links
    if left is None or right is None:
        closest = max(link.closest for link in links if link)
        return Link(closest, joined.similarity(other))
    sizes = [len(part.members) for part in parts]
    average = (sizes[0] * left.average + sizes[1] * right.average) / sum(sizes)
    return Link(max(left.closest, right.closest), average)


def agglomerate(
    vectors: Sequence[Vector],
    days: Sequence[int | None],
    *,
    judge: Judge | None = None,
    tied: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Return groups of indices, each sorted; pairs in ``tied`` are one story whatever their words say."""
    single = [
        Cluster([i], v, [] if d is None else [d]) for i, (v, d) in enumerate(zip(vectors, days, strict=True))
    ]
    groups = Agglomeration(single, judge or _judge)
    for left, right, similarity in neighbours(Vectors(vectors)):
        groups.link(left, right, Link(similarity, similarity))
    place = {i: i for i in range(len(single))}
    for left, right in tied:
        _tie(groups, place, left, right)
    return sorted(cluster.members for cluster in groups.run())


def _tie(groups: Agglomeration, place: dict[int, int], left: int, right: int) -> None:
    if place[left] != place[right]:
        new = groups.merge(place[left], place[right])
        place.update(dict.fromkeys(groups.clusters[new].members, new))


def _judge(_left: Cluster, _right: Cluster, found: tuple[float, ...]) -> bool:
    return merging().score(found) > 0
