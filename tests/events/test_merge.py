"""Which claims become one event, and how many witnesses stand behind it."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from dateline.events import merge_claims
from dateline.events._compare import facts_of
from dateline.events._merge import _BLOCK_LIMIT, _leads, _pairs
from dateline.records import (
    Actor,
    Article,
    Claim,
    ClaimPlace,
    ClaimTime,
    Event,
    Evidence,
    Judgement,
    Lineage,
    SourceLink,
    Story,
)

TEXT = "Chile shut its embassy in Lima after a quarrel over water and fish."
STORY = Story("s", ("a", "b", "c"))


def article(name: str, publisher: str | None = None) -> Article:
    return Article(id=name, text=TEXT, publisher=publisher or f"{name}.example")


def actor(country: str, sector: str | None = None) -> Actor:
    return Actor(country, 0, 5, country=country, sector=sector, id=f"{country} {sector or ''}".strip())


def claim(name: str, where: str, **changes: object) -> Claim:
    made = Claim(
        id=name,
        article=where,
        type="SANCTION",
        mode="withdraw",
        cameo="161",
        goldstein=-4.0,
        quad=4,
        actors=(actor("CHL"),),
        recipients=(actor("PER"),),
        time=ClaimTime(),
        place=ClaimPlace(),
        status="happened",
        source=(),
        quote=False,
        evidence=Evidence(trigger=(6, 10), sentence=(0, len(TEXT))),
        confidence=0.9,
        coder="test",
        version="0",
        trigger="shut",
        thing="embassy",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def merge(
    *claims: Claim, lineages: tuple[Lineage, ...] = (), verdicts: tuple[Judgement, ...] = ()
) -> list[Event]:
    articles = [article(name) for name in "abc"]
    events, _ = merge_claims(claims, articles, lineages, [STORY], verdicts)
    return list(events)


def day(text: str) -> ClaimTime:
    return ClaimTime(raw=text, start=text, end=text, granularity="day", basis="explicit")


def test_two_reports_of_one_act_are_one_event_with_two_witnesses() -> None:
    (event,) = merge(claim("1", "a"), claim("2", "b"))
    assert event.claims == ("1", "2")
    assert [w.name for w in event.witnesses] == ["a.example", "b.example"]
    assert event.standing == "confirmed"


def test_other_day_thing_type_or_party_is_another_event() -> None:
    base = claim("1", "a", time=day("2020-05-01"))
    others = [
        claim("2", "b", time=day("2020-05-09")),
        claim("2", "b", thing="consulate"),
        claim("2", "b", type="ACCUSE", thing=None),
        claim("2", "b", recipients=(actor("BOL"),)),
        claim("2", "b", recipients=(actor("PER", "OPP"),)),
    ]
    assert [len(merge(base, other)) for other in others] == [2] * 5


def test_a_state_and_its_government_are_one_party_its_banks_are_not() -> None:
    assert len(merge(claim("1", "a"), claim("2", "b", actors=(actor("CHL", "GOV"),)))) == 1
    assert len(merge(claim("1", "a"), claim("2", "b", actors=(actor("CHL", "BUS"),)))) == 2


def test_a_copy_adds_no_witness() -> None:
    lineages = (Lineage("b", "a", "copy", 0.98), Lineage("c", "a", "excerpt", 0.6))
    (event,) = merge(claim("1", "a"), claim("2", "b"), claim("3", "c"), lineages=lineages)
    assert len(event.articles) == 3 and len(event.witnesses) == 1
    assert event.standing == "single-sourced"


def test_two_papers_that_cite_a_third_are_one_witness() -> None:
    cited = (SourceLink("El Faro", "outlet"),)
    (event,) = merge(claim("1", "a", source=cited), claim("2", "b", source=cited))
    assert [(w.name, w.kind) for w in event.witnesses] == [("El Faro", "outlet")]


def test_anonymous_sources_alone_are_told() -> None:
    hidden = (SourceLink("a diplomat", "anonymous", anonymous=True),)
    (event,) = merge(claim("1", "a", source=hidden))
    assert event.standing == "anonymous"


def test_a_denial_contradicts() -> None:
    (event,) = merge(claim("1", "a"), claim("2", "b", status="denied"))
    assert event.standing == "contradicted"
    assert "status" in event.disagreements


def test_a_users_verdict_wins() -> None:
    apart = Judgement("1", "2", same=False, score=1.0, reason="read both", judge="user")
    assert len(merge(claim("1", "a"), claim("2", "b"), verdicts=(apart,))) == 2
    together = replace(apart, same=True)
    assert len(merge(claim("1", "a"), claim("2", "b", type="ACCUSE"), verdicts=(together,))) == 1


def test_the_order_of_claims_does_not_matter() -> None:
    claims = [claim("1", "a"), claim("2", "b"), claim("3", "c", thing="consulate")]
    results = [merge(*order) for order in permutations(claims)]
    assert all(r == results[0] for r in results)


def test_every_claim_is_in_exactly_one_event() -> None:
    claims = [claim(str(n), "abc"[n % 3], thing=("embassy", "consulate")[n % 2]) for n in range(12)]
    found = [c for event in merge(*claims) for c in event.claims]
    assert sorted(found) == sorted(c.id for c in claims)


def test_the_narrowest_day_is_the_events() -> None:
    year = ClaimTime("2020", "2020-01-01", "2020-12-31", "year", "explicit")
    (event,) = merge(claim("1", "a", time=year), claim("2", "b", time=day("2020-05-01")))
    assert (event.start, event.end) == ("2020-05-01", "2020-05-01")
    assert "day" in event.disagreements


def test_what_copies_repeat_is_compared_with_others_once() -> None:
    articles = [article(f"a{n:04d}") for n in range(400)]
    claims = [claim(f"{n:04d}", a.id) for n, a in enumerate(articles)]
    events, judgements = merge_claims(claims, articles, (), [Story("s", tuple(a.id for a in articles))])
    assert [len(event.claims) for event in events] == [400]
    assert len(judgements) == 399


def test_a_claim_has_no_twin_in_its_own_article() -> None:
    twice = [claim("1", "a"), claim("2", "a"), claim("3", "b"), claim("4", "b")]
    lead_of = _leads({c.id: facts_of(c, article(c.article), "s") for c in twice}, ())
    assert lead_of == {"1": "1", "2": "2", "3": "1", "4": "2"}


def test_a_verdict_on_one_of_many_copies_holds() -> None:
    articles = [article(name) for name in "abc"]
    apart = Judgement("2", "3", same=False, score=1.0, reason="read both", judge="user")
    claims = [claim("1", "a"), claim("2", "b"), claim("3", "c")]
    events, _ = merge_claims(claims, articles, (), [STORY], [apart])
    assert not any({"2", "3"} <= set(event.claims) for event in events)


def test_claims_of_a_large_block_meet_those_most_alike() -> None:
    count = _BLOCK_LIMIT + 80
    texts = {
        f"a{n:03d}": f"Chile shut consulate{n // 2} over fishing{n // 2} quota{n // 2}." for n in range(count)
    }
    articles = [replace(article(name), text=text) for name, text in texts.items()]
    facts = {
        a.id: facts_of(
            claim(a.id, a.id, evidence=Evidence((6, 10), sentence=(0, len(a.text))), trigger=f"shut {a.id}"),
            a,
            "s",
        )
        for a in articles
    }
    pairs = set(_pairs(sorted(facts), facts))
    assert all((f"a{n:03d}", f"a{n + 1:03d}") in pairs for n in range(0, count, 2))
    assert len(pairs) < count * 60
