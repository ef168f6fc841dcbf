"""What a later run may rely on: fingerprints, and the days asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.engines import Settings
from dateline.errors import ConfigurationError
from dateline.records import Article

days = st.dates().map(lambda day: day.isoformat())


def test_reading_depends_on_the_days_only() -> None:
    plain = Settings()
    assert plain.reading == Settings(workers=4, limit=9, ontology=Path("x")).reading
    others = [Settings(published="2024-01-01"), Settings(since="2024-01-01"), Settings(until="2024-01-01")]
    assert len({plain.reading, *(other.reading for other in others)}) == 4


def test_coding_depends_on_what_the_files_hold_not_on_their_names(tmp_path: Path) -> None:
    for name, content in (("a.yaml", "x"), ("b.yaml", "x"), ("c.yaml", "y")):
        (tmp_path / name).write_text(content)
    a, b, c = (Settings(ontology=tmp_path / f"{name}.yaml").coding("1") for name in "abc")
    assert a == b != c
    assert (
        len(
            {
                a,
                Settings().coding("1"),
                Settings().coding("2"),
                Settings(actors=tmp_path / "a.yaml").coding("1"),
            }
        )
        == 4
    )


def test_coding_depends_on_every_file_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "types").mkdir()
    (tmp_path / "types" / "a.yaml").write_text("x")
    settings = Settings(ontology=tmp_path)
    before = settings.coding("1")
    (tmp_path / "types" / "b.yaml").write_text("y")
    assert settings.coding("1") != before


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(ConfigurationError, match="nowhere"):
        Settings(actors=Path("/nowhere")).coding("1")


@given(since=st.none() | days, until=st.none() | days, published=st.none() | days, after=st.none() | days)
def test_only_what_is_known_to_lie_outside_is_out_of_range(
    since: str | None, until: str | None, published: str | None, after: str | None
) -> None:
    article = Article("a", "", published=published, published_after=after)
    too_early = bool(since and published) and published < since
    too_late = bool(until) and ((published or after or "") > until)
    assert Settings(since=since, until=until).is_out_of_range(article) == (too_early or too_late)


def test_an_unknown_day_is_never_out_of_range() -> None:
    narrow = Settings(since="2024-01-01", until="2024-01-02")
    article = Article("a", "")
    assert not narrow.is_out_of_range(article)
    assert narrow.is_out_of_range(replace(article, published_after="2024-02-01"))
    assert not narrow.is_out_of_range(replace(article, published_after="2023-02-01"))
