"""Claims → events: pairs are judged, judgements make groups, a user's verdicts win."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from dateline.events._compare import Facts, compare, facts_of, settings
from dateline.events._event import make_event
from dateline.events._witnesses import Roots
from dateline.records import Article, Claim, Event, Judgement, Lineage, Story

__all__ = ["merge_claims"]

# The claims of a block are compared pair by pair; those of a larger one only with the next few, in each of
# several orders that bring alike claims together (the sorted neighbourhood of Hernández & Stolfo 1995).
_BLOCK_LIMIT = 120
_WINDOW = 20
# Claims of one type and party that are yet two happenings: worth a row. That others have nothing to do with
# each other is not.
_SAMPLE = 12
_COMPARED = 1 << 16
_TOLD_APART = frozenset({"other days", "other place", "other thing", "other mode"})


def merge_claims(
    claims: Sequence[Claim],
    articles: Iterable[Article],
    lineages: Iterable[Lineage],
    stories: Iterable[Story],
    verdicts: Iterable[Judgement] = (),
) -> tuple[tuple[Event, ...], tuple[Judgement, ...]]:
    """Return the events that the claims describe, and the judgements that merged or kept apart.

    Every claim is in exactly one event. ``verdicts`` are a user's own judgements on pairs of claim ids; they
    win over ours. The result hangs on the set of claims only, not on their order.
    """
    by_id = {a.id: a for a in articles}
    story_of = {article: story.id for story in stories for article in story.articles}
    facts = {
        c.id: facts_of(c, by_id[c.article], story_of.get(c.article))
        for c in sorted(claims, key=lambda c: c.id)
    }
    own = {_pair(v.left, v.right): v for v in verdicts}
    judgements = [
        j for j in _judge(facts, {c for pair in own for c in pair}) if _pair(j.left, j.right) not in own
    ] + list(own.values())
    groups = _group(facts, judgements)
    roots = Roots(by_id, tuple(lineages))
    events = [make_event([facts[c] for c in group], by_id, roots) for group in groups]
    return tuple(sorted(events, key=lambda e: e.id)), tuple(sorted(judgements, key=_judgement_key))


def _judge(facts: Mapping[str, Facts], judged: Collection[str]) -> Iterator[Judgement]:
    for left, right in _candidates(facts, judged):
        verdict = compare(facts[left], facts[right])
        same_story = facts[left].story is not None and facts[left].story == facts[right].story
        if not same_story and not _can_cross_stories(facts[left], facts[right]):
            continue
        least = settings()["thresholds"]["same_story" if same_story else "across_stories"]
        if facts[left].claim.article == facts[right].claim.article:
            least = settings()["thresholds"]["across_stories"]
        if verdict.score >= least:
            yield Judgement(left, right, same=True, score=verdict.score, reason=verdict.reason)
        elif same_story and verdict.reason in _TOLD_APART:
            yield Judgement(left, right, same=False, score=0.0, reason=verdict.reason)


def _candidates(facts: Mapping[str, Facts], judged: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs worth comparing: each twin with its lead, and the leads with their like.

    ``judged`` are claims on which a user has a verdict: they are nobody's twins.
    """
    lead_of = _leads(facts, judged)
    yield from ((lead, claim) for claim, lead in lead_of.items() if claim != lead)
    seen: set[tuple[str, str]] = set()
    for block in _blocks({claim: facts[claim] for claim, lead in lead_of.items() if claim == lead}):
        for pair in _pairs(block, facts):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _leads(facts: Mapping[str, Facts], judged: Collection[str]) -> dict[str, str]:
    """Return for each claim the first that says the very same in the very same words, often itself.

    What copies repeat is compared with others once only. A claim has no twin in its own article.
    """
    firsts: dict[Hashable, str] = {}
    times: Counter[Hashable] = Counter()
    lead_of = {}
    for claim_id, fact in facts.items():
        alike = claim_id if claim_id in judged or not fact.words else _likeness(fact)
        times[alike, fact.claim.article] += 1
        lead_of[claim_id] = firsts.setdefault((alike, times[alike, fact.claim.article]), claim_id)
    return lead_of


def _likeness(fact: Facts) -> Hashable:
    """Return all that comparing looks at: two claims alike in it are one to every third."""
    claim, place = fact.claim, fact.claim.place
    act = (claim.type, claim.mode, claim.thing, claim.trigger, claim.time.start, claim.time.end)
    where = (place.country, place.geonameid, place.feature)
    return (fact.story, act, where, fact.actors, fact.recipients, fact.words)


def _blocks(facts: Mapping[str, Facts]) -> Iterator[list[str]]:
    blocks: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for claim_id, fact in facts.items():
        for party in sorted(fact.parties) or ["?"]:
            for family in _families(fact.claim.type):
                blocks[(family, party, fact.story or "")].append(claim_id)
                if fact.claim.time.start is not None:
                    blocks[(family, party, fact.claim.time.start)].append(claim_id)
    yield from (blocks[key] for key in sorted(blocks))


def _pairs(block: Sequence[str], facts: Mapping[str, Facts]) -> Iterator[tuple[str, str]]:
    if len(block) <= _BLOCK_LIMIT:
        yield from (_pair(left, right) for left, right in combinations(block, 2))
        return
    orders = (
        sorted(block, key=lambda c: (_act(facts[c]), c)),
        sorted(block, key=lambda c: (_sign(facts[c], b"a"), c)),
        sorted(block, key=lambda c: (_sign(facts[c], b"b"), c)),
    )
    for order in orders:
        for n, left in enumerate(order):
            yield from (_pair(left, right) for right in order[n + 1 : n + 1 + _WINDOW])


def _act(fact: Facts) -> tuple[str, ...]:
    claim = fact.claim
    return (claim.time.start or "", claim.type, claim.mode or "", claim.thing or "", claim.trigger or "")


def _sign(fact: Facts, salt: bytes) -> int:
    """Return a number that two sentences share the likelier the more words they share (MinHash)."""
    return min((crc32(salt + word.encode()) for word in fact.words), default=0)


def _families(event_type: str) -> list[str]:
    pairs = settings()["compatible_types"]
    return [event_type, *("+".join(sorted(pair)) for pair in pairs if event_type in pair)]


def _can_cross_stories(left: Facts, right: Facts) -> bool:
    """Claims of two stories meet only where both say when, and both sides are named."""
    timed = left.claim.time.start is not None and right.claim.time.start is not None
    return timed and bool(left.actors and right.actors and left.recipients and right.recipients)


def _group(facts: Mapping[str, Facts], judgements: Sequence[Judgement]) -> list[list[str]]:
    """Join claims by judgement, surest first, never two groups that hold a pair which cannot be one happening."""
    group_of = {claim: Group(claim) for claim in facts}
    own = {_pair(j.left, j.right): j.same for j in judgements if j.judge != "dateline"}
    own_first = sorted(judgements, key=lambda j: (j.judge == "dateline", -j.score, _pair(j.left, j.right)))
    may_be_one = _remembering(facts)
    for judgement in own_first:
        if not judgement.same or not {judgement.left, judgement.right} <= group_of.keys():
            continue
        left, right = group_of[judgement.left], group_of[judgement.right]
        if left is right or (judgement.judge == "dateline" and not _may_join(left, right, may_be_one, own)):
            continue
        larger, smaller = (left, right) if len(left.claims) >= len(right.claims) else (right, left)
        larger.take(smaller)
        group_of.update(dict.fromkeys(smaller.claims, larger))
    unique = {id(group): sorted(group.claims) for group in group_of.values()}
    return sorted(unique.values())


class Group:
    """Claims of one happening, and the first of them in order of ids: of many a sample says enough."""

    __slots__ = ("claims", "sample")

    def __init__(self, claim: str) -> None:
        self.claims = [claim]
        self.sample = [claim]

    def take(self, other: Group) -> None:
        """Take in the claims of another group."""
        self.claims += other.claims
        self.sample = sorted(self.sample + other.sample)[:_SAMPLE]


def _remembering(facts: Mapping[str, Facts]) -> Callable[[str, str], bool]:
    """Return the question whether two claims can be one happening; the last answers are remembered."""

    @lru_cache(maxsize=_COMPARED)
    def may_be_one(left: str, right: str) -> bool:
        return compare(facts[left], facts[right]).score > 0.0

    return may_be_one


def _may_join(
    left: Group, right: Group, may_be_one: Callable[[str, str], bool], own: Mapping[tuple[str, str], bool]
) -> bool:
    """Compare across two groups; a user's verdict on a pair goes before ours."""
    pairs = (_pair(a, b) for a in left.sample for b in right.sample)
    return all(own[pair] if pair in own else may_be_one(*pair) for pair in pairs)


def _pair(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left <= right else (right, left)


def _judgement_key(judgement: Judgement) -> tuple[str, str]:
    return judgement.left, judgement.right
