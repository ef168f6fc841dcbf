"""The two pages the project began with, coded and held against what a person codes from them.

``python benchmarks/seeds.py [--no-published]`` prints what is right, missed and extra. The pages and
``expected.yaml`` are read from ``../shared/seeds``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

SEEDS = Path(__file__).resolve().parents[1].parent / "shared" / "seeds"


@dataclass
class Score:
    """What was right and wrong; ``missed`` and ``extra`` hold lines for a reader."""

    must: int = 0
    hit: dict[str, Any] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    sources_wrong: list[str] = field(default_factory=list)


def expected() -> dict[str, Any]:
    """Return ``expected.yaml`` as nested mappings."""
    data: dict[str, Any] = yaml.safe_load((SEEDS / "expected.yaml").read_text(encoding="utf-8"))
    return data


def code_seeds(published: str | None) -> dict[str, Any]:
    """Return the coded article of each seed page, by file name."""
    from dateline.articles import read_articles
    from dateline.claims import code_articles
    from dateline.pages import read_pages

    found = {}
    for path in sorted(SEEDS.glob("0*.txt")):
        articles = list(read_articles(read_pages([path]), published=published))
        found[path.stem] = next(iter(code_articles(articles)))
    return found


def score_article(coded: Any, wanted: Mapping[str, Any], *, dated: bool) -> Score:
    """Hold an article's claims against the must, may and never lists of ``expected.yaml``."""
    score = Score(must=len(wanted["must"]))
    free = list(coded.claims)
    for entry in wanted["must"]:
        fits = [c for c in coded.claims if matches(c, entry, coded.article.text, dated=dated)]
        unused = [c for c in fits if c in free] or fits
        if not unused:
            score.missed.append(_told_missing(entry, coded))
            continue
        best = max(unused, key=lambda c: _source_right(c, entry))
        score.hit[entry["id"]] = best
        if best in free:
            free.remove(best)
        if not _source_right(best, entry):
            score.sources_wrong.append(
                f"{entry['id']}: {[s.name for s in best.source]} for {entry['source']}"
            )
    may = [*wanted.get("may", ()), *wanted["must"]]
    for claim in free:
        if not any(_loosely(claim, entry, coded.article.text) for entry in may):
            score.extra.append(told(claim, coded.article.text))
    for entry in wanted.get("never", ()):
        bad = [c for c in coded.claims if _forbidden(c, entry, coded.article.text)]
        score.never += [f"{entry['why']}: {told(c, coded.article.text)}" for c in bad]
    return score


def matches(claim: Any, entry: Mapping[str, Any], text: str, *, dated: bool) -> bool:
    """Say whether a claim is what the entry asks for: type, countries, status, day and place, at its cue."""
    return (
        claim.type in _listed(entry["type"])
        and _at_cue(claim, entry["cue"], text)
        and _parties_right(claim.actors, entry.get("actor"))
        and _parties_right(claim.recipients, entry.get("recipient"))
        and ("status" not in entry or claim.status in _listed(entry["status"]))
        and (not dated or _day_right(claim, entry))
        and _place_right(claim, entry)
    )


def _at_cue(claim: Any, cue: str, text: str) -> bool:
    start, end = claim.evidence.sentence
    at = text.find(cue)
    while at >= 0:
        if start <= at < end or start < at + len(cue) <= end:
            return True
        at = text.find(cue, at + 1)
    return False


def _parties_right(parties: Sequence[Any], wanted: Any) -> bool:
    if wanted is None:
        return True
    found = {a.country or (a.name or a.id or a.raw) for a in parties if a.country or a.sector}
    names = [w.split(" ")[0] if w else None for w in wanted]
    if None in names:
        return found <= {n for n in names if n}
    return len(found) == len(set(names)) and all(any(_named(n, f) for f in found) for n in names)


def _named(wanted: str | None, found: str) -> bool:
    return wanted == found or (wanted == "NATO" and ("NATO" in found or "North Atlantic" in found))


def _day_right(claim: Any, entry: Mapping[str, Any]) -> bool:
    if "date" not in entry:
        return True
    if entry["date"] is None:
        return claim.time.start is None
    days = [str(d) for d in _listed(entry["date"])]
    return claim.time.start is not None and any(claim.time.start.startswith(d[:10]) for d in days)


def _place_right(claim: Any, entry: Mapping[str, Any]) -> bool:
    return "place" not in entry or entry["place"] in {claim.place.name, claim.place.raw}


def _source_right(claim: Any, entry: Mapping[str, Any]) -> bool:
    return [s.name.casefold() for s in claim.source] == [s.casefold() for s in entry.get("source", [])]


def _loosely(claim: Any, entry: Mapping[str, Any], text: str) -> bool:
    return claim.type in _listed(entry["type"]) and _at_cue(claim, entry["cue"], text)


def _forbidden(claim: Any, entry: Mapping[str, Any], text: str) -> bool:
    if not _at_cue(claim, entry["cue"], text):
        return False
    if "type" not in entry:
        start = text.find(entry["cue"])
        return bool(start <= claim.evidence.trigger[0] < start + len(entry["cue"]))
    if claim.type not in _listed(entry["type"]):
        return False
    if "actor" in entry and not _parties_right(claim.actors, entry["actor"]):
        return False
    return claim.status in _listed(entry.get("status", ["happened", "ongoing", "planned"]))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def told(claim: Any, text: str) -> str:
    """Return a claim in one line."""

    def parties(actors: Sequence[Any]) -> str:
        return ", ".join(f"{a.raw}={a.country or '-'} {a.sector or ''}".strip() for a in actors) or "-"

    trigger = text[claim.evidence.trigger[0] : claim.evidence.trigger[1]]
    sources = [s.name for s in claim.source]
    return (
        f"{claim.type}/{claim.mode} [{trigger}] {parties(claim.actors)} → {parties(claim.recipients)} | "
        f"{claim.status} | {claim.time.start}..{claim.time.end} | {claim.place.name or claim.place.raw} | "
        f"{sources} | {claim.why}"
    )


def _told_missing(entry: Mapping[str, Any], coded: Any) -> str:
    near = [c for c in coded.claims if _at_cue(c, entry["cue"], coded.article.text)]
    lines = "".join(f"\n      has: {told(c, coded.article.text)}" for c in near)
    return f"{entry['id']} {entry['type']} {entry.get('actor')} → {entry.get('recipient')}: {entry['cue']}{lines}"


def check_events(published: str | None, found: Mapping[str, Any]) -> Iterator[str]:
    """Run the whole way on the seeds and yield what is wrong with story, merges, witnesses and relations."""
    from dateline.events import merge_claims
    from dateline.relations import derive_relations
    from dateline.stories import group_stories, trace_lineage

    wanted = expected()
    coded = code_seeds(published)
    articles = tuple(c.article for c in coded.values())
    lineages = trace_lineage(articles)
    stories = group_stories(articles, lineages)
    if len(stories) != 1:
        yield f"{len(stories)} stories for 1"
    derived = wanted["story"]["derived"]
    ids = {c.article.id: name for name, c in coded.items()}
    if not any(
        ids[x.article] == derived["to"]
        and ids.get(x.parent or "") == derived["from"]
        and x.how == derived["how"]
        for x in lineages
    ):
        yield f"lineage: {[(ids[x.article], ids.get(x.parent or ''), x.how, x.cited) for x in lineages]}"
    claims = [c for x in coded.values() for c in x.claims]
    events, _ = merge_claims(claims, articles, lineages, stories)
    event_of = {c: e for e in events for c in e.claims}
    for entry in wanted["events"]:
        if not all(name in found for name in entry["claims"]):
            yield f"merge {entry['claims']}: a claim is missed"
            continue
        into = {event_of[found[name].id].id for name in entry["claims"]}
        if len(into) != 1:
            yield f"not merged: {entry['claims']}"
        elif "witnesses" in entry:
            event = event_of[found[entry["claims"][0]].id]
            if len(event.witnesses) != entry["witnesses"]:
                yield f"witnesses of {entry['claims']}: {[w.name for w in event.witnesses]}"
    yield from _wrong_merges(wanted, found, event_of)
    relations = derive_relations(events, claims)
    for entry in wanted["relations"]:
        if not any(_relation_right(r, entry) for r in relations):
            yield f"relation missed: {entry}"


def _wrong_merges(
    wanted: Mapping[str, Any], found: Mapping[str, Any], event_of: Mapping[str, Any]
) -> Iterator[str]:
    together = [set(e["claims"]) for e in wanted["events"]]
    names = sorted(found)
    for n, left in enumerate(names):
        for right in names[n + 1 :]:
            same = event_of[found[left].id] is event_of[found[right].id] and found[left] is not found[right]
            if same and not any({left, right} <= group for group in together):
                yield f"wrongly merged: {left} and {right}"


def _relation_right(relation: Any, entry: Mapping[str, Any]) -> bool:
    pair = {relation.left, relation.right}
    return (
        pair == set(entry["pair"])
        and relation.about == entry["about"]
        and relation.state in _listed(entry["state"])
        and ("since" not in entry or str(relation.since).startswith(str(entry["since"])))
    )


def main() -> int:
    """Print the score; return 1 where a seed is coded worse than the project promises."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-published", action="store_true")
    parser.add_argument("--all", action="store_true", help="print every claim")
    options = parser.parse_args()
    published = None if options.no_published else "2022-03-05"
    hits, missed, extra, never = 0, 0, 0, 0
    found: dict[str, Any] = {}
    for name, coded in code_seeds(published).items():
        score = score_article(coded, expected()["articles"][name], dated=published is not None)
        found.update(score.hit)
        hits += len(score.hit)
        missed += len(score.missed)
        extra += len(score.extra)
        never += len(score.never)
        print(f"== {name}: {len(score.hit)} of {score.must}")
        if options.all:
            print("\n".join("   " + told(c, coded.article.text) for c in coded.claims))
        for title in ("missed", "never", "extra", "sources_wrong"):
            for line in getattr(score, title):
                print(f"   {title}: {line}")
    for line in check_events(published, found):
        print("  ", line)
    print(f"seeds: {hits} of {hits + missed} must, {never} never, {extra} extra")
    return int(hits < 23 or never > 0 or extra > 6)


if __name__ == "__main__":
    if not SEEDS.exists():
        sys.exit("../shared/seeds is not here: nothing to measure")
    sys.exit(main())
