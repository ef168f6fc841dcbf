"""How many independent sources stand behind an event, after copies and citations are collapsed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dateline.records import Article, Claim, Lineage, SourceKind, Witness

__all__ = ["Roots", "find_witnesses"]

_TAKEN = frozenset({"copy", "excerpt", "rewrite", "translation"})


class Roots:
    """Knows from where each article took its report: other articles, or outlets never seen."""

    def __init__(self, articles: Mapping[str, Article], lineages: Sequence[Lineage]) -> None:
        self._articles = articles
        self._parents: dict[str, list[Lineage]] = defaultdict(list)
        for lineage in lineages:
            self._parents[lineage.article].append(lineage)

    def parents(self, article: str) -> list[str]:
        """Return the ids of the articles that this one took words or its report from."""
        return [x.parent for x in self._parents[article] if x.parent and x.how in _TAKEN]

    def outlets(self, claim: Claim) -> list[str]:
        """Return the outlets that the claim rests on, its own publisher last."""
        named = [link.name for link in claim.source if link.kind == "outlet"]
        article = self._articles[claim.article]
        taken = [x.cited for x in self._parents[claim.article] if x.cited and x.how in _TAKEN]
        return [*named, *taken] or [article.publisher or f"article {article.id}"]


def find_witnesses(claims: Sequence[Claim], roots: Roots) -> tuple[Witness, ...]:
    """Return the independent witnesses of the claims of one event.

    Claims that share an outlet, a named speaker, or a line of descent between their articles rest on one
    witness; each connected group of claims is one.
    """
    keys: dict[str, list[str]] = defaultdict(list)
    here = {c.article: c.id for c in claims}
    for claim in claims:
        for key in _keys(claim, roots, here):
            keys[key].append(claim.id)
    groups = _components([c.id for c in claims], keys)
    by_id = {c.id: c for c in claims}
    found = [_witness([by_id[c] for c in group], roots) for group in groups]
    return tuple(sorted(found, key=lambda w: (w.name, w.claims)))


def _keys(claim: Claim, roots: Roots, here: Mapping[str, str]) -> list[str]:
    own = [f"article {claim.article}"]
    parents = [f"article {p}" for p in roots.parents(claim.article) if p in here]
    outlets = [f"outlet {o.casefold()}" for o in roots.outlets(claim)]
    speakers = [
        f"speaker {s.name.casefold()}" for s in claim.source if _is_named_speaker(s.kind, s.anonymous)
    ]
    return own + parents + outlets + speakers


def _is_named_speaker(kind: SourceKind, anonymous: bool) -> bool:
    return kind == "speaker" and not anonymous


def _components(claims: Sequence[str], keys: Mapping[str, Sequence[str]]) -> list[list[str]]:
    parent = {c: c for c in claims}

    def find(claim: str) -> str:
        while parent[claim] != claim:
            claim = parent[claim]
        return claim

    for members in keys.values():
        for member in members[1:]:
            low, high = sorted((find(members[0]), find(member)))
            parent[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for claim in sorted(claims):
        groups[find(claim)].append(claim)
    return list(groups.values())


def _witness(claims: Sequence[Claim], roots: Roots) -> Witness:
    """Name the witness by the outlet most claims rest on, or by the speaker that is all they have."""
    names = [name for claim in claims for name in roots.outlets(claim)]
    outlet_links = [link for claim in claims for link in claim.source if link.kind == "outlet"]
    speakers = [
        link.name for c in claims for link in c.source if _is_named_speaker(link.kind, link.anonymous)
    ]
    anonymous = all(any(link.anonymous for link in c.source) for c in claims) and not speakers
    kind: SourceKind = "outlet" if outlet_links else "publisher"
    name = min(names, key=lambda n: (-names.count(n), n))
    if speakers and not outlet_links:
        kind, name = "speaker", min(speakers, key=lambda n: (-speakers.count(n), n))
    return Witness(name=name, kind=kind, claims=tuple(sorted(c.id for c in claims)), anonymous=anonymous)
