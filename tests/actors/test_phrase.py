"""Phrases and days → actors."""

from __future__ import annotations

import pytest

from dateline.actors import resolve

DAY = "2022-03-05"


def codes(phrase: str, day: str | None = DAY, context: str | None = None) -> list[str | None]:
    return [
        a.id if not (a.id or "").startswith("person:") else f"{a.country} {a.sector}"
        for a in resolve(phrase, day=day, context=context)
    ]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("US and Venezuelan officials", ["USA GOV", "VEN GOV"]),
        ("Russian energy companies and banks", ["RUS BUS"]),
        ("Iran and China", ["IRN", "CHN"]),
        ("presidents of Ukraine and Russia", ["UKR GOV", "RUS GOV"]),
        ("thousands of Ukrainian soldiers", ["UKR MIL"]),
        ("the Biden administration", ["USA GOV"]),
        ("the government of President Nicolás Maduro", ["VEN GOV"]),
        ("Washington officials", ["USA GOV"]),
        ("Kremlin spokesman", ["RUS GOV"]),
        ("the Kremlin", ["RUS GOV"]),
        ("Ministry of Defence of Ukraine", ["UKR GOV"]),
        ("Russia's ambassador to Poland", ["RUS GOV"]),
        ("the vice president", [None]),
        ("military support", []),
        ("allies in Latin America", []),
        ("dozens of", []),
        ("many of,", []),
    ],
)
def test_resolves_groups_and_countries(phrase: str, expected: list[str | None]) -> None:
    assert codes(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "day", "name", "office"),
    [
        ("Russian Deputy Prime Minister Yuri Borisov", DAY, "Yuriy Borisov", "Deputy Prime Minister"),
        ("President (Vladimir) Putin", DAY, "Vladimir Putin", "President"),
        ("Prime Minister Putin", "2010-03-05", "Vladimir Putin", "Prime Minister"),
        ("Zelensky", DAY, "Volodymyr Zelenskyy", "President"),
        ("the Venezuelan president", "2004-08-01", "Hugo Chávez", "President"),
    ],
)
def test_takes_the_office_of_the_day(phrase: str, day: str, name: str, office: str) -> None:
    (actor,) = resolve(phrase, day=day)
    assert (actor.name, actor.office) == (name, office)
