"""The country that a context names, whichever way it is written."""

import pytest

from dateline.actors import resolve


@pytest.mark.parametrize(
    "context", ["USA", "United States", "the United States", "American officials", "Washington"]
)
def test_an_office_alone_takes_the_contexts_country_and_holder(context: str) -> None:
    (actor,) = resolve("the vice president", day="2010-01-01", context=context)
    assert (actor.country, actor.sector, actor.name) == ("USA", "GOV", "Joe Biden")


@pytest.mark.parametrize("context", [None, "", "a windy day", "the meeting"])
def test_a_context_without_a_country_gives_none(context: str | None) -> None:
    assert [a.country for a in resolve("the vice president", day="2010-01-01", context=context)] == [None]
