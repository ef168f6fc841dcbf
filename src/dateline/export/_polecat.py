"""POLECAT's sheet: 40 columns, one row an event, several values of a cell parted by semicolons.

Source: A. Halterman, B. Bagozzi, A. Beger, P. Schrodt, G. Scraborough, "PLOVER and POLECAT" (2023).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline.export._codes import cow_number, quad_name
from dateline.export._dossier import Dossier, Party, read_dossiers
from dateline.export._format import Format, Request
from dateline.export._sheet import Cell, joined, sheet_lines, unknown
from dateline.records import Actor, ClaimPlace

Parties = Callable[[Dossier], tuple[Party, ...]]


def _side(side: str, parties: Parties) -> list[Cell[Dossier]]:
    def cell(name: str, doc: str, value: Callable[[Actor], str | None]) -> Cell[Dossier]:
        return Cell(name, doc, lambda d: joined(value(party.actor) for party in parties(d)))

    who = side.lower()
    return [
        Cell(f"{side} Name", f"the {who}s, by name or key", lambda d: joined(p.name for p in parties(d))),
        cell(f"{side} Country", "ISO 3166 alpha-3", lambda a: a.country),
        cell(f"{side} COW", "Correlates of War number", lambda a: _text(cow_number(a.country))),
        cell(f"Primary {side} Sector", "first PLOVER sector of each", lambda a: a.sector),
        cell(f"{side} Sectors", "all PLOVER sectors", lambda a: joined(a.sectors)),
        cell(f"{side} Title", "office held on the day", lambda a: a.office),
        cell(f"{side} Name Raw", "the words of the text", lambda a: a.raw),
        Cell(f"Wikipedia {side} ID", "left empty: Dateline knows Wikidata ids only", unknown),
    ]


def _text(number: int | None) -> str | None:
    return None if number is None else str(number)


def _place(value: Callable[[ClaimPlace], object]) -> Callable[[Dossier], object]:
    return lambda dossier: value(dossier.event.place)


def is_settlement(place: ClaimPlace) -> bool:
    """Whether the place is a city, town or village."""
    return (place.feature or "").startswith("PPL")


def _named(prefix: str) -> Callable[[Dossier], str]:
    """The names of parties whose identity is of this kind ("person:", "org:")."""

    def names(dossier: Dossier) -> str:
        people = (p.actor for p in (*dossier.actors, *dossier.recipients))
        return joined(a.name for a in people if (a.id or "").startswith(prefix))

    return names


CELLS: tuple[Cell[Dossier], ...] = (
    Cell("Event ID", "id of the event", lambda d: d.event.id),
    Cell("Event Date", "first day; empty where no text tells it", lambda d: d.day),
    Cell("Event Type", "PLOVER event type", lambda d: d.event.type),
    Cell("Event Mode", "PLOVER mode", lambda d: d.event.mode),
    Cell("Intensity", "Goldstein value of the CAMEO code, -10 to 10", lambda d: d.event.goldstein),
    Cell("Quad Code", "quad class in words", lambda d: (quad_name(d.event.quad) or "").upper()),
    Cell("Contexts", "PLOVER contexts", lambda d: joined(c for claim in d.claims for c in claim.contexts)),
    *_side("Actor", lambda d: d.actors),
    *_side("Recipient", lambda d: d.recipients),
    Cell("Placename", "GeoNames name", _place(lambda p: p.name)),
    Cell(
        "City",
        "name, where the place is a settlement",
        _place(lambda p: p.name if is_settlement(p) else None),
    ),
    Cell("District", "left empty: second-level divisions are not stored", unknown),
    Cell("Province", "first-level division", _place(lambda p: p.admin1)),
    Cell("Country", "ISO 3166 alpha-3", _place(lambda p: p.country)),
    Cell("Latitude", "degrees, WGS 84", _place(lambda p: p.lat)),
    Cell("Longitude", "degrees, WGS 84", _place(lambda p: p.lon)),
    Cell("GeoNames ID", "GeoNames id", _place(lambda p: p.geonameid)),
    Cell("Raw Placename", "the words of the text", _place(lambda p: p.raw)),
    Cell("Feature Type", "GeoNames feature code", _place(lambda p: p.feature)),
    Cell("Source", "publishers of the reports", lambda d: joined(a.publisher for a in d.articles)),
    Cell("Publication Date", "day of the first report", lambda d: d.articles[0].published),
    Cell("Story People", "persons among the parties", _named("person:")),
    Cell("Story Organizations", "organisations among the parties", _named("org:")),
    Cell("Story Locations", "places that the claims name", lambda d: joined(c.place.name for c in d.claims)),
    Cell("Language", "languages of the reports, ISO 639-1", lambda d: joined(a.language for a in d.articles)),
    Cell("Version", "coder and version", lambda d: f"{d.lead.coder} {d.lead.version}"),
)


def _chunks(request: Request) -> Iterator[bytes]:
    return sheet_lines(CELLS, read_dossiers(request.store, request.wanted), header=True)


POLECAT = Format(
    "polecat", "POLECAT's 40 columns, tab-separated with a head line; a row an event", chunks=_chunks
)
