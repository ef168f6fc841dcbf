"""GDELT 2.0's sheets without head lines: events (61 columns) and mentions (16 columns).

Source: "The GDELT Event Database Data Format Codebook V2.0" (2015). Where GDELT counts
outlets, Dateline counts witnesses: NumSources is the number of independent sources behind an event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateline.export._codes import cameo_country, cameo_role, country_name, fips
from dateline.export._dossier import Dossier, Party, read_dossiers
from dateline.export._format import Format, Request
from dateline.export._sheet import Cell, sheet_lines, unknown
from dateline.records import Article, Claim, ClaimPlace

_TYPE_CODES = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim of an event: GDELT's mention."""

    dossier: Dossier
    claim: Claim
    article: Article


def number(id: str) -> int:
    """Return an id as a number: its first 13 hex digits, so that R and JavaScript hold it exactly."""
    return int(id[:13], 16)


def _day(day: str | None) -> str | None:
    return day and day.replace("-", "")


def _moment(day: str | None) -> str | None:
    return day and f"{_day(day)}000000"


def _fraction(day: str | None) -> str | None:
    if day is None:
        return None
    year, month, date = map(int, day.split("-"))
    return f"{year + (month * 30 + date) / 365:.4f}"


def _roles(party: Party) -> list[str]:
    return [role for role in map(cameo_role, party.actor.sectors) if role][:_TYPE_CODES]


def _country(party: Party) -> str | None:
    return cameo_country(party.actor.country)


def _side(side: str, find: Callable[[Dossier], Party | None]) -> list[Cell[Dossier]]:
    def cell(column: str, doc: str, value: Callable[[Party], str | None]) -> Cell[Dossier]:
        def found(dossier: Dossier) -> str | None:
            party = find(dossier)
            return None if party is None else value(party)

        return Cell(f"{side}{column}", doc, found)

    def role(place: int) -> Callable[[Party], str | None]:
        return lambda party: dict(enumerate(_roles(party))).get(place)

    empty = ("KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
    return [
        cell("Code", "CAMEO country code and role codes", lambda p: "".join([_country(p) or "", *_roles(p)])),
        cell("Name", "name or key, in capitals", lambda p: p.name.upper()),
        cell("CountryCode", "CAMEO country code", _country),
        *(Cell(f"{side}{column}", "left empty", unknown) for column in empty),
        *(cell(f"Type{n + 1}Code", "CAMEO role code", role(n)) for n in range(_TYPE_CODES)),
    ]


def _geo_type(place: ClaimPlace) -> int | None:
    """1 country, 2 US state, 3 US city, 4 city elsewhere, 5 state elsewhere; landmarks count as cities."""
    feature, is_us = place.feature or "", place.country == "USA"
    if place.lat is None:
        return None
    if feature.startswith(("PCL", "TERR")):
        return 1
    if feature.startswith("ADM"):
        return 2 if is_us else 5
    return 3 if is_us else 4


def _full_name(place: ClaimPlace) -> str:
    country = country_name(place.country)
    parts = (place.name, place.admin1, country)
    return ", ".join(dict.fromkeys(part for part in parts if part))


_GEO: tuple[tuple[str, str, Callable[[ClaimPlace], object]], ...] = (
    ("Type", "1 country, 2 US state, 3 US city, 4 city elsewhere, 5 state elsewhere", _geo_type),
    ("FullName", "place, first-level division, country", _full_name),
    ("CountryCode", "FIPS 10-4 country code", lambda p: fips(p.country)),
    ("ADM1Code", "left empty: GeoNames names divisions otherwise", unknown),
    ("ADM2Code", "left empty", unknown),
    ("Lat", "degrees, WGS 84", lambda p: p.lat),
    ("Long", "degrees, WGS 84", lambda p: p.lon),
    ("FeatureID", "left empty: GNS ids are not GeoNames ids", unknown),
)


def _geo() -> Iterator[Cell[Dossier]]:
    for side in ("Actor1", "Actor2"):
        for column, _, _ in _GEO:
            yield Cell(f"{side}Geo_{column}", "left empty: Dateline places acts, not parties", unknown)
    for column, doc, value in _GEO:
        yield Cell(f"ActionGeo_{column}", doc, lambda d, value=value: value(d.event.place))  # type: ignore[misc]


def _is_root(dossier: Dossier) -> int:
    """Whether the lead claim stands in the first paragraph of its report's body, as 1 or 0."""
    bodies = (p for p in dossier.lead_article.paragraphs if p.role == "body")
    first = next(bodies, None)
    return int(first is not None and dossier.lead.evidence.trigger[0] < first.end)


def _base(code: str | None) -> str | None:
    return code and code[:3]


def _root(code: str | None) -> str | None:
    return code and code[:2]


EVENT_CELLS: tuple[Cell[Dossier], ...] = (
    Cell("GLOBALEVENTID", "first 13 hex digits of the event's id, as a number", lambda d: number(d.event.id)),
    Cell("SQLDATE", "first day, YYYYMMDD; empty where no text tells it", lambda d: _day(d.day)),
    Cell("MonthYear", "YYYYMM", lambda d: (_day(d.day) or "")[:6]),
    Cell("Year", "YYYY", lambda d: (d.day or "")[:4]),
    Cell("FractionDate", "year and (month * 30 + day) / 365", lambda d: _fraction(d.day)),
    *_side("Actor1", lambda d: next(iter(d.actors), None)),
    *_side("Actor2", lambda d: next(iter(d.recipients), None)),
    Cell("IsRootEvent", "1 where the lead claim stands in its report's first paragraph", _is_root),
    Cell("EventCode", "CAMEO code of the lead claim", lambda d: d.lead.cameo),
    Cell("EventBaseCode", "its first three digits", lambda d: _base(d.lead.cameo)),
    Cell("EventRootCode", "its first two digits", lambda d: _root(d.lead.cameo)),
    Cell("QuadClass", "1, 2 verbal and material cooperation, 3, 4 conflict", lambda d: d.event.quad),
    Cell("GoldsteinScale", "Goldstein value, -10 to 10", lambda d: d.event.goldstein),
    Cell("NumMentions", "claims", lambda d: len(d.claims)),
    Cell("NumSources", "independent witnesses, not outlets: ten reprints of one report count once",
         lambda d: len(d.event.witnesses)),
    Cell("NumArticles", "reports, reprints among them", lambda d: len(d.articles)),
    Cell("AvgTone", "left empty: Dateline measures no tone", unknown),
    *_geo(),
    Cell("DATEADDED", "day of the first report, YYYYMMDD000000", lambda d: _moment(d.articles[0].published)),
    Cell("SOURCEURL", "address of the report of the lead claim", lambda d: d.lead_article.url),
)  # fmt: skip

MENTION_CELLS: tuple[Cell[Mention], ...] = (
    Cell("GLOBALEVENTID", "as in the sheet of events", lambda m: number(m.dossier.event.id)),
    Cell(
        "EventTimeDate", "day of the event's first report", lambda m: _moment(m.dossier.articles[0].published)
    ),
    Cell("MentionTimeDate", "day of this report", lambda m: _moment(m.article.published)),
    Cell("MentionType", "1 web page, 2 no address is known", lambda m: 1 if m.article.url else 2),
    Cell("MentionSourceName", "publisher", lambda m: m.article.publisher),
    Cell("MentionIdentifier", "address, or the article's id", lambda m: m.article.url or m.article.id),
    Cell("SentenceID", "left empty: claims are found by character, not by number", unknown),
    Cell("Actor1CharOffset", "first character of the actor", lambda m: _first(m.claim.evidence.actors)),
    Cell(
        "Actor2CharOffset", "first character of the recipient", lambda m: _first(m.claim.evidence.recipients)
    ),
    Cell("ActionCharOffset", "first character of the trigger", lambda m: m.claim.evidence.trigger[0]),
    Cell("InRawText", "always 1: every claim stands in the text as it was read", lambda m: 1),
    Cell("Confidence", "per cent", lambda m: round(m.claim.confidence * 100)),
    Cell("MentionDocLen", "characters of the article", lambda m: len(m.article.text)),
    Cell("MentionDocTone", "left empty", unknown),
    Cell("MentionDocTranslationInfo", "left empty: only English is coded", unknown),
    Cell("Extras", "left empty", unknown),
)


def _first(spans: tuple[tuple[int, int], ...]) -> int | None:
    return min((start for start, _ in spans), default=None)


def _mentions(dossier: Dossier) -> Iterator[Mention]:
    articles = {article.id: article for article in dossier.articles}
    return (Mention(dossier, claim, articles[claim.article]) for claim in dossier.claims)


def _chunks(request: Request) -> Iterator[bytes]:
    dossiers = read_dossiers(request.store, request.wanted)
    if request.table == "mentions":
        mentions = (mention for dossier in dossiers for mention in _mentions(dossier))
        return sheet_lines(MENTION_CELLS, mentions, header=False)
    return sheet_lines(EVENT_CELLS, dossiers, header=False)


GDELT = Format(
    "gdelt",
    "GDELT 2.0: events (61 columns) and mentions (16), tab-separated without a head line",
    tables=("events", "mentions"),
    chunks=_chunks,
)
