"""Claims → events: pairs are judged, judgements make groups, a user's verdicts win."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from dateline.events._compare import Facts, compare, facts_of, settings
from dateline.events._event import make_event
from dateline.events._witnesses import Roots
from dateline.records import Article, Claim, Event, Judgement, Lineage, Story

__all__ = ["merge_claims"]

# A block of claims that could be compared pair by pair; a larger one is compared with its neighbours only.
_BLOCK_LIMIT = 400
# Claims of one type and party that are yet two happenings: worth a row. That others have nothing to do with
# each other is not.
_SAMPLE = 12
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
    judgements = [j for j in _judge(facts) if _pair(j.left, j.right) not in own] + list(own.values())
    groups = _group(facts, judgements)
    roots = Roots(by_id, tuple(lineages))
    events = [make_event([facts[c] for c in group], by_id, roots) for group in groups]
    return tuple(sorted(events, key=lambda e: e.id)), tuple(sorted(judgements, key=_judgement_key))


def _judge(facts: Mapping[str, Facts]) -> Iterator[Judgement]:
    for left, right in _candidates(facts):
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


def _candidates(facts: Mapping[str, Facts]) -> Iterator[tuple[str, str]]:
    blocks: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for claim_id, fact in facts.items():
        for party in sorted(fact.parties) or ["?"]:
            for family in _families(fact.claim.type):
                blocks[(family, party, fact.story or "")].append(claim_id)
                if fact.claim.time.start is not None:
                    blocks[(family, party, fact.claim.time.start)].append(claim_id)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        for pair in _pairs(blocks[key]):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _pairs(block: list[str]) -> Iterator[tuple[str, str]]:
    if len(block) <= _BLOCK_LIMIT:
        yield from combinations(block, 2)
        return
    for n, left in enumerate(block):
        yield from ((left, right) for right in block[n + 1 : n + 1 + _BLOCK_LIMIT // 4])


def _families(event_type: str) -> list[str]:
    pairs = settings()["compatible_types"]
    return [event_type, *("+".join(sorted(pair)) for pair in pairs if event_type in pair)]


def _can_cross_stories(left: Facts, right: Facts) -> bool:
    """Claims of two stories meet only where both say when, and both sides are named."""
    timed = left.claim.time.start is not None and right.claim.time.start is not None
    return timed and bool(left.actors and right.actors and left.recipients and right.recipients)


def _group(facts: Mapping[str, Facts], judgements: Sequence[Judgement]) -> list[list[str]]:
    """Join claims by judgement, surest first, never two groups that hold a pair which cannot be one happening."""
    group_of = {claim: {claim} for claim in facts}
    own = {_pair(j.left, j.right): j.same for j in judgements if j.judge != "dateline"}
    own_first = sorted(judgements, key=lambda j: (j.judge == "dateline", -j.score, _pair(j.left, j.right)))
    for judgement in own_first:
        if not judgement.same or not {judgement.left, judgement.right} <= group_of.keys():
            continue
        left, right = group_of[judgement.left], group_of[judgement.right]
        if left is right or (judgement.judge == "dateline" and not _may_join(left, right, facts, own)):
            continue
        left |= right
        for claim in right:
            group_of[claim] = left
    unique = {id(group): sorted(group) for group in group_of.values()}
    return sorted(unique.values())


def _may_join(
    left: set[str], right: set[str], facts: Mapping[str, Facts], own: Mapping[tuple[str, str], bool]
) -> bool:
    """Compare across two groups; of large ones a sample, in order of ids, says enough."""
    for a in sorted(left)[:_SAMPLE]:
        for b in sorted(right)[:_SAMPLE]:
            verdict = own.get(_pair(a, b))
            if verdict is False or (verdict is None and compare(facts[a], facts[b]).score == 0.0):
                return False
    return True


def _pair(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left <= right else (right, left)


def _judgement_key(judgement: Judgement) -> tuple[str, str]:
    return judgement.left, judgement.right
