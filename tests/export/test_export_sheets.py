"""The sheets of POLECAT, ICEWS and GDELT: their columns in their order, and what stands in them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dateline.export import (
    GDELT_EVENT_CELLS,
    GDELT_MENTION_CELLS,
    ICEWS_CELLS,
    POLECAT_CELLS,
    export_file,
)
from tests.export.conftest import FIRST, SECOND

POLECAT = """
Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor
Country, Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia
Actor ID, Recipient Name, Recipient Country, Recipient COW, Primary Recipient Sector, Recipient
Sectors, Recipient Title, Recipient Name Raw, Wikipedia Recipient ID, Placename, City, District,
Province, Country, Latitude, Longitude, GeoNames ID, Raw Placename, Feature Type, Source,
Publication Date, Story People, Story Organizations, Story Locations, Language, Version
"""
ICEWS = """
Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code,
Intensity, Target Name, Target Sectors, Target Country, Story ID, Sentence Number, Publisher, City,
District, Province, Country, Latitude, Longitude
"""
PARTY = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
GDELT = [
    *["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"],
    *(f"Actor{n}{column}" for n in (1, 2) for column in PARTY.split()),
    *["IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"],
    *["NumMentions", "NumSources", "NumArticles", "AvgTone"],
    *(f"{side}Geo_{column}" for side in ("Actor1", "Actor2", "Action") for column in GEO.split()),
    *["DATEADDED", "SOURCEURL"],
]
MENTIONS = """GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID
Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone
MentionDocTranslationInfo Extras"""


def sheet(database: Path, file: Path, format: str, table: str | None = None) -> list[list[str]]:
    export_file(database, file, format=format, table=table)
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(
    ("cells", "names", "count"),
    [
        (POLECAT_CELLS, " ".join(POLECAT.split()).split(", "), 40),
        (ICEWS_CELLS, " ".join(ICEWS.split()).split(", "), 20),
        (GDELT_EVENT_CELLS, GDELT, 61),
        (GDELT_MENTION_CELLS, MENTIONS.split(), 16),
    ],
)
def test_columns_stand_in_their_order(cells: tuple, names: list[str], count: int) -> None:
    assert [cell.name for cell in cells] == names
    assert len(names) == count
    assert all(cell.doc for cell in cells)


def test_polecat(database: Path, tmp_path: Path) -> None:
    head, first, second = sheet(database, tmp_path / "o", "polecat")
    assert head == [cell.name for cell in POLECAT_CELLS]
    row = dict(zip(head, first, strict=True))
    assert row | {
        "Event ID": FIRST, "Event Date": "2024-06-10", "Quad Code": "MATERIAL CONFLICT", "Intensity": "-7.0",
        "Contexts": "diplomatic", "Actor Name": "Peru", "Actor COW": "135", "Recipient Name": "Government (Chile)",
        "Recipient Sectors": "GOV; ELI", "Primary Recipient Sector": "GOV", "City": "Lima", "District": "",
        "Latitude": "-12.04318", "GeoNames ID": "3936456", "Source": "Meridian; Sierra",
        "Publication Date": "2024-06-11", "Language": "en", "Version": "stub 9",
    } == row  # fmt: skip
    row = dict(zip(head, second, strict=True))
    assert row | {
        "Event Date": "", "Actor Name": "Anna Ruiz; Peru", "Actor Title": "foreign minister",
        "Story People": "Anna Ruiz", "Placename": "", "Latitude": "", "Publication Date": "",
        "Recipient Name": 'rebels <of> the "hills"',
    } == row  # fmt: skip


def test_icews_has_a_row_for_each_pair(database: Path, tmp_path: Path) -> None:
    head, *rows = sheet(database, tmp_path / "o", "icews")
    assert head == [cell.name for cell in ICEWS_CELLS]
    dicts = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(r["Event ID"], r["Source Name"], r["Target Country"]) for r in dicts] == [
        (FIRST, "Peru", "Chile"),
        (SECOND, "Anna Ruiz", ""),
        (SECOND, "Peru", ""),
    ]
    assert dicts[0] | {
        "Event Text": "Expel or withdraw", "CAMEO Code": "166", "Target Sectors": "Government,Elite",
        "Publisher": "Sierra", "City": "Lima", "Province": "Lima Province", "Country": "Peru",
    } == dicts[0]  # fmt: skip


def test_gdelt_events(database: Path, tmp_path: Path) -> None:
    rows = sheet(database, tmp_path / "o", "gdelt")
    first, second = (dict(zip(GDELT, row, strict=True)) for row in rows)
    assert first | {
        "GLOBALEVENTID": str(int(FIRST[:13], 16)), "SQLDATE": "20240610", "MonthYear": "202406",
        "FractionDate": "2024.5205", "Actor1Code": "PER", "Actor1Name": "PERU", "Actor2Code": "CHLGOVELI",
        "Actor2Type2Code": "ELI", "Actor2Type3Code": "", "IsRootEvent": "1", "EventCode": "166",
        "EventBaseCode": "166", "EventRootCode": "16", "QuadClass": "4", "NumMentions": "2", "NumSources": "1",
        "NumArticles": "2", "AvgTone": "", "ActionGeo_Type": "4", "ActionGeo_CountryCode": "PE",
        "ActionGeo_FullName": "Lima, Lima Province, Peru", "DATEADDED": "20240611000000",
        "SOURCEURL": "https://sierra.example/a b",
    } == first  # fmt: skip
    assert (
        second | {"SQLDATE": "", "MonthYear": "", "Year": "", "ActionGeo_Type": "", "SOURCEURL": ""} == second
    )
    assert int(first["GLOBALEVENTID"]) < 2**53


def test_gdelt_mentions(database: Path, tmp_path: Path) -> None:
    rows = sheet(database, tmp_path / "o", "gdelt", "mentions")
    dicts = [dict(zip(MENTIONS.split(), row, strict=True)) for row in rows]
    assert [(r["MentionSourceName"], r["Confidence"], r["MentionType"]) for r in dicts] == [
        ("Sierra", "90", "1"),
        ("Meridian", "70", "1"),
        ("", "50", "2"),
    ]
    assert dicts[0] | {"ActionCharOffset": "5", "Actor2CharOffset": "14", "EventTimeDate": "20240611000000",
                       "MentionTimeDate": "20240612000000"} == dicts[0]  # fmt: skip
    assert dicts[2]["MentionIdentifier"] == "art3"
