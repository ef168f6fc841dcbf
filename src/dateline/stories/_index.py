"""Puts articles into stories, one by one or all at once."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256

from dateline.records import Article, Lineage, Story
from dateline.stories._clusters import Cluster, agglomerate, features, merging
from dateline.stories._neighbours import weightiest
from dateline.stories._profiles import Profile, Weigher, profile

# Words taken over make one story only where they are most of what the article says.
_TYING = frozenset({"copy", "rewrite", "translation"})
_TYING_SHARE = 0.5
# Of a word's bearers the last few are enough to find a story by.
_BEARERS = 50


def group_stories(articles: Iterable[Article], lineages: Iterable[Lineage] = ()) -> tuple[Story, ...]:
    """Return the stories that articles tell, each article in exactly one; the order of input is all one.

    A story's id is made from its earliest member (by day, then id), so it stays while later pages come in.
    """
    profiles = {article.id: profile(article) for article in articles}
    return _settled(profiles.values(), lineages)


class StoryIndex:
    """Stories while articles arrive.

    ``add`` places an article at once, by what is known so far. ``stories`` settles: it equals
    ``group_stories`` of the same articles, in whatever order they came, and may join or part what ``add``
    had placed; ``renamed`` then tells the new id of each story whose earliest member's story has another.
    """

    def __init__(self) -> None:
        self.renamed: dict[str, str] = {}
        self._profiles: dict[str, Profile] = {}
        self._weigher = Weigher()
        self._story_of: dict[str, str] = {}
        self._clusters: dict[str, Cluster] = {}
        self._bearers: defaultdict[str, deque[str]] = defaultdict(lambda: deque(maxlen=_BEARERS))

    def add(self, article: Article) -> str:
        """Take in an article and return the id of its story; an article already known keeps its story."""
        if article.id not in self._story_of:
            one = profile(article)
            self._profiles[article.id] = one
            self._weigher.add([one])
            self._place(one)
        return self._story_of[article.id]

    def stories(self, lineages: Iterable[Lineage] = ()) -> tuple[Story, ...]:
        """Settle and return all stories, in order of their first members."""
        settled = _settled(self._profiles.values(), lineages)
        before, self._story_of = self._story_of, {id: s.id for s in settled for id in s.articles}
        self.renamed = {before[s.articles[0]]: s.id for s in settled if before[s.articles[0]] != s.id}
        self._clusters = {}
        self._bearers.clear()
        for story in settled:
            for id in story.articles:
                self._enter(story.id, self._profiles[id], self._weigher.vector(self._profiles[id]))
        return settled

    def _place(self, one: Profile) -> None:
        vector = self._weigher.vector(one)
        alone = _alone(one, vector)
        scored = [(self._score(alone, story), story) for story in sorted(self._likely(vector))]
        best = max(scored, default=(0.0, ""), key=lambda pair: pair[0])
        story = best[1] if best[0] > 0 else story_id(one.id)
        self._story_of[one.id] = story
        self._enter(story, one, vector)

    def _score(self, alone: Cluster, story: str) -> float:
        cluster = self._clusters[story]
        similarity = alone.similarity(cluster)
        return merging().score(features(alone, cluster, similarity, similarity))

    def _likely(self, vector: Mapping[str, float]) -> set[str]:
        return {self._story_of[id] for word in weightiest(vector) for id in self._bearers.get(word, ())}

    def _enter(self, story: str, one: Profile, vector: dict[str, float]) -> None:
        alone = _alone(one, vector)
        known = self._clusters.get(story)
        self._clusters[story] = known.joined(alone) if known else alone
        for word in weightiest(vector):
            self._bearers[word].append(one.id)


def _alone(one: Profile, vector: dict[str, float]) -> Cluster:
    day = _ordinal(one.published)
    return Cluster([0], vector, [] if day is None else [day])


def _settled(found: Iterable[Profile], lineages: Iterable[Lineage]) -> tuple[Story, ...]:
    profiles = sorted(found, key=lambda p: p.order)
    number = {p.id: i for i, p in enumerate(profiles)}
    groups = agglomerate(*_compared(profiles), tied=_ties(lineages, number))
    return tuple(_story([profiles[i] for i in group]) for group in groups)


def vectors_and_days(articles: Sequence[Article]) -> tuple[list[dict[str, float]], list[int | None]]:
    """Return what ``agglomerate`` compares, in the order of the articles."""
    return _compared([profile(article) for article in articles])


def _compared(profiles: Sequence[Profile]) -> tuple[list[dict[str, float]], list[int | None]]:
    weigher = Weigher()
    weigher.add(profiles)
    return [weigher.vector(p) for p in profiles], [_ordinal(p.published) for p in profiles]


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def _ties(lineages: Iterable[Lineage], number: dict[str, int]) -> list[tuple[int, int]]:
    pairs = (
        (number[line.article], number[line.parent])
        for line in lineages
        if line.parent in number
        and line.article in number
        and line.how in _TYING
        and line.share >= _TYING_SHARE
    )
    return sorted((min(pair), max(pair)) for pair in pairs)


def _story(members: Sequence[Profile]) -> Story:
    days = sorted(p.published for p in members if p.published)
    return Story(
        id=story_id(members[0].id),
        articles=tuple(p.id for p in members),
        headline=next((p.headline for p in members if p.headline), None),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
    )


def story_id(first: str) -> str:
    """Return the id of the story whose earliest member is the article ``first``."""
    return sha256(f"story\0{first}".encode()).hexdigest()[:16]
