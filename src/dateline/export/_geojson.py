"""GeoJSON (RFC 7946): a feature an event; one without coordinates has a null geometry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from dateline.export._dossier import Dossier, read_dossiers
from dateline.export._format import Format, Request


def _chunks(request: Request) -> Iterator[bytes]:
    features = (_feature(dossier) for dossier in read_dossiers(request.store, request.wanted))
    yield b'{"type":"FeatureCollection","features":['
    yield from json_items(features)
    yield b"\n]}\n"


def json_items(items: Iterable[Any]) -> Iterator[bytes]:
    """Yield the items of a JSON array, one a line, parted by commas."""
    encoder = msgspec.json.Encoder()
    for number, item in enumerate(items):
        yield (b",\n" if number else b"\n") + encoder.encode(item)


def _feature(dossier: Dossier) -> dict[str, Any]:
    place = dossier.event.place
    is_placed = place.lat is not None and place.lon is not None
    point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return {
        "type": "Feature",
        "id": dossier.event.id,
        "geometry": point if is_placed else None,
        "properties": _properties(dossier),
    }


def _properties(dossier: Dossier) -> dict[str, Any]:
    event = dossier.event
    return {
        "title": dossier.title,
        "type": event.type,
        "mode": event.mode,
        "start": event.start,
        "end": event.end,
        "actors": event.actors,
        "recipients": event.recipients,
        "place": event.place.name,
        "place_basis": event.place.basis,
        "country": event.place.country,
        "status": event.status,
        "standing": event.standing,
        "witnesses": len(event.witnesses),
        "reports": len(event.articles),
        "goldstein": event.goldstein,
        "quad": event.quad,
        "story": event.story,
        "sentence": dossier.sentence,
        "url": dossier.lead_article.url,
    }


GEOJSON = Format("geojson", "GeoJSON: a feature an event, for QGIS, Leaflet, kepler.gl", chunks=_chunks)
