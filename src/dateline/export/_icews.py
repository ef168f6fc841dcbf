"""ICEWS's sheet: 20 columns, one row for each actor and recipient of an event.

Source: E. Boschee et al., "ICEWS Coded Event Data", Harvard Dataverse, doi:10.7910/DVN/28075.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from dateline.export._codes import cameo_label, country_name, sector_name
from dateline.export._dossier import Dossier, Party, read_dossiers
from dateline.export._format import Format, Request
from dateline.export._polecat import is_settlement
from dateline.export._sheet import Cell, sheet_lines, unknown


@dataclass(frozen=True, slots=True)
class Dyad:
    """An event from one actor to one recipient; either may be missing."""

    dossier: Dossier
    source: Party | None
    target: Party | None


def dyads(dossier: Dossier) -> Iterator[Dyad]:
    """Yield each pair of an actor and a recipient of an event."""
    for source, target in product(dossier.actors or (None,), dossier.recipients or (None,)):
        yield Dyad(dossier, source, target)


def _side(side: str, party: Callable[[Dyad], Party | None]) -> list[Cell[Dyad]]:
    def cell(column: str, doc: str, value: Callable[[Party], str | None]) -> Cell[Dyad]:
        def found(dyad: Dyad) -> str | None:
            one = party(dyad)
            return None if one is None else value(one)

        return Cell(f"{side} {column}", doc, found)

    return [
        cell("Name", f"the {side.lower()}, by name or key", lambda p: p.name),
        cell("Sectors", "names of its PLOVER sectors", lambda p: ",".join(map(sector_name, p.actor.sectors))),
        cell("Country", "English name", lambda p: country_name(p.actor.country)),
    ]


def _city(dyad: Dyad) -> str | None:
    place = dyad.dossier.event.place
    return place.name if is_settlement(place) else None


CELLS: tuple[Cell[Dyad], ...] = (
    Cell("Event ID", "id of the event; its rows for several pairs share it", lambda d: d.dossier.event.id),
    Cell("Event Date", "first day; empty where no text tells it", lambda d: d.dossier.day),
    *_side("Source", lambda d: d.source),
    Cell("Event Text", "label of the CAMEO code", lambda d: cameo_label(d.dossier.lead.cameo)),
    Cell("CAMEO Code", "CAMEO code", lambda d: d.dossier.lead.cameo),
    Cell("Intensity", "Goldstein value of the CAMEO code, -10 to 10", lambda d: d.dossier.event.goldstein),
    *_side("Target", lambda d: d.target),
    Cell("Story ID", "id of the story", lambda d: d.dossier.event.story),
    Cell("Sentence Number", "left empty: claims are found by character, not by number", unknown),
    Cell(
        "Publisher", "publisher of the report of the lead claim", lambda d: d.dossier.lead_article.publisher
    ),
    Cell("City", "name, where the place is a settlement", _city),
    Cell("District", "left empty: second-level divisions are not stored", unknown),
    Cell("Province", "first-level division", lambda d: d.dossier.event.place.admin1),
    Cell("Country", "English name", lambda d: country_name(d.dossier.event.place.country)),
    Cell("Latitude", "degrees, WGS 84", lambda d: d.dossier.event.place.lat),
    Cell("Longitude", "degrees, WGS 84", lambda d: d.dossier.event.place.lon),
)


def _chunks(request: Request) -> Iterator[bytes]:
    pairs = (pair for dossier in read_dossiers(request.store, request.wanted) for pair in dyads(dossier))
    return sheet_lines(CELLS, pairs, header=True)


ICEWS = Format(
    "icews", "ICEWS's 20 columns, tab-separated with a head line; a row a pair of parties", chunks=_chunks
)
