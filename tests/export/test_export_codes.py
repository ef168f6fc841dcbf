"""Codes of other datasets."""

from __future__ import annotations

import re

import pytest
import yaml

from dateline.actors import countries
from dateline.export import sectors
from dateline.export._codes import cameo_country, cameo_label, cameo_role, cow_number, fips
from dateline.resources import resource


@pytest.mark.parametrize(
    ("iso3", "cow", "code", "cameo"),
    [
        ("PER", 135, "PE", "PER"),
        ("DEU", 255, "GM", "DEU"),
        ("ROU", 360, "RO", "ROM"),
        ("XKX", 347, "KV", None),
    ],
)
def test_countries(iso3: str, cow: int, code: str, cameo: str | None) -> None:
    assert (cow_number(iso3), fips(iso3), cameo_country(iso3)) == (cow, code, cameo)


def test_what_is_no_country_has_no_code() -> None:
    assert (cow_number(None), fips("QQQ"), cameo_country(None), cameo_role(None), cameo_label(None)) == (
        None,
    ) * 5


def test_every_code_that_the_ontology_gives_has_a_label_of_its_own() -> None:
    files = resource("ontology", "plover").glob("*.yaml")
    codes = {
        code for file in files for code in re.findall(r'cameo: "?(\d+)', file.read_text(encoding="utf-8"))
    }
    labels = yaml.safe_load(resource("export", "codes.yaml").read_text(encoding="utf-8"))["cameo_labels"]
    assert codes - set(labels) == set()


def test_a_code_without_label_has_its_parents() -> None:
    assert cameo_label("1661") == cameo_label("166") == "Expel or withdraw"


def test_every_sector_of_an_actor_has_a_name() -> None:
    assert {"GOV", "REB", "JRN", "PTY"} <= set(sectors())
    assert (cameo_role("JRN"), cameo_role("MED"), cameo_role("PTY")) == ("MED", "HLH", None)


def test_most_countries_have_a_fips_code() -> None:
    lacking = [
        iso3 for iso3, country in countries().items() if country.cow and not country.end and not fips(iso3)
    ]
    assert lacking == []
