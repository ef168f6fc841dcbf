"""What the coder makes of sentences: type, parties, status; and that its evidence selects the words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.claims import code_articles
from dateline.language import as_article
from dateline.records import Claim


def code(text: str, published: str | None = "2021-06-16") -> tuple[Claim, ...]:
    return next(iter(code_articles([as_article(text, id="t", published=published)]))).claims


def told(claim: Claim) -> tuple[str, list[str | None], list[str | None], str]:
    return (
        claim.type,
        [a.country for a in claim.actors],
        [r.country for r in claim.recipients],
        claim.status,
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("France expelled two Russian diplomats.", ("SANCTION", ["FRA"], ["RUS"], "happened")),
        ("Two Russian diplomats were expelled by France.", ("SANCTION", ["FRA"], ["RUS"], "happened")),
        ("Turkey's bombardment of Syria went on all night.", ("ASSAULT", ["TUR"], ["SYR"], "happened")),
        ("Japan will lend Kenya two billion dollars.", ("AID", ["JPN"], ["KEN"], "planned")),
        ("Germany did not condemn Hungary.", ("ACCUSE", ["DEU"], ["HUN"], "denied")),
        (
            "Chile and Bolivia severed diplomatic relations.",
            ("SANCTION", ["CHL", "BOL"], ["CHL", "BOL"], "happened"),
        ),
        ("Egypt urged Ethiopia to halt the filling of the dam.", ("REQUEST", ["EGY"], ["ETH"], "happened")),
        ("Iran threatened to bomb Kuwait.", ("THREATEN", ["IRN"], ["KWT"], "happened")),
        ("Spain tried to annex Andorra.", ("COERCE", ["ESP"], ["AND"], "attempted")),
        ("Norway could recognise Somaliland's rival, Somalia.", ("SUPPORT", ["NOR"], ["SOM"], "possible")),
    ],
)
def test_one_act(text: str, wanted: tuple[str, list[str], list[str], str]) -> None:
    claims = code(text)
    assert wanted in [told(c) for c in claims]


@pytest.mark.parametrize(
    "text",
    [
        "The striker's late attack on the title delighted Madrid.",
        "Rain fell over Portugal for a third day.",
        "Shares in Tokyo closed higher on Friday.",
        "The novelist was born in Lagos in 1930 and studied law.",
        "",
        "   \n\n  ",
    ],
)
def test_silence_where_nothing_happened(text: str) -> None:
    assert code(text) == ()


def test_several_acts_of_one_sentence_keep_their_own_roles() -> None:
    claims = code("Peru recalled its ambassador from Mexico and closed its consulate in Tijuana.")
    assert {c.thing for c in claims} == {"ambassador", "consulate"}
    assert all([a.country for a in c.actors] == ["PER"] for c in claims)


def test_threatened_act_is_no_act_of_its_own() -> None:
    assert {c.type for c in code("Iran threatened to bomb Kuwait.")} == {"THREATEN"}


def test_day_and_place() -> None:
    (claim,) = code("Sweden closed its embassy in Minsk on 3 May 2020.")
    assert (claim.time.start, claim.time.end, claim.time.basis) == ("2020-05-03", "2020-05-03", "explicit")
    assert claim.place.country == "BLR"


def test_without_a_publication_day_nothing_is_invented() -> None:
    claims = code("France expelled two Russian diplomats on Monday.", published=None)
    assert claims and all(c.time.start is None for c in claims)


def test_codes_come_from_the_tables() -> None:
    (claim,) = code("France expelled two Russian diplomats.")
    assert (claim.mode, claim.cameo, claim.quad, claim.goldstein) == ("expel", "166", 4, -7.0)


def test_a_visit_and_its_purpose_are_one_consultation() -> None:
    claims = code("Danish officials travelled to Ghana to meet with the Ghanaian government.")
    assert [c.type for c in claims] == ["CONSULT"]


def test_same_input_same_claims() -> None:
    text = "Chile accused Peru of spying. Peru rejected the accusation by Chile."
    assert code(text) == code(text)


def test_other_languages_yield_no_claims() -> None:
    article = as_article("Francia expulsó a dos diplomáticos rusos.", id="es")
    from dataclasses import replace

    assert next(iter(code_articles([replace(article, language="es")]))).claims == ()


SENTENCES = st.lists(
    st.sampled_from(
        [
            "France expelled two Russian diplomats.",
            "“We condemn Israel’s raid on Lebanon,” said Egypt’s foreign minister.",
            "Zürich’s mayor met Chad’s president — in Bern.",
            "\tTurkey bombed Iraq;  Iraq protested.",
            "No talks were held.",
            "🙂 Ghana thanked Togo.",
        ]
    ),
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@given(SENTENCES)
def test_evidence_selects_exactly_the_words(sentences: list[str]) -> None:
    text = "\n\n".join(sentences)
    for claim in code(text):
        spans = [(a.start, a.end, a.raw) for a in (*claim.actors, *claim.recipients)]
        assert all(text[start:end] == raw for start, end, raw in spans)
        start, end = claim.evidence.sentence
        assert start <= claim.evidence.trigger[0] < claim.evidence.trigger[1] <= end
        if claim.evidence.time:
            assert text[slice(*claim.evidence.time)] == claim.time.raw
