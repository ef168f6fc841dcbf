"""GEXF 1.2, dynamic: actors are nodes, each event an edge for each pair of parties, over its days.

Source: GEXF 1.2 draft, https://gexf.net.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from xml.sax.saxutils import quoteattr

from dateline.export._dossier import Dossier, read_dossiers
from dateline.export._format import Format, Request
from dateline.store import chosen_ids

# XML 1.0 has no way to write these at all.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<meta><creator>Dateline</creator><description>Who did what to whom</description></meta>
<graph mode="dynamic" defaultedgetype="directed" timeformat="date">
"""
_NODE_TYPES = {"country": "string", "sector": "string"}
_EDGE_TYPES = {
    "event": "string",
    "type": "string",
    "mode": "string",
    "status": "string",
    "standing": "string",
    "witnesses": "integer",
    "goldstein": "double",
    "quad": "integer",
}
_NODES = """SELECT x.actor AS key, max(a.country) AS country, max(a.sector) AS sector
FROM event_actors x JOIN event_claims c ON c.event = x.event
LEFT JOIN claim_actors a ON a.claim = c.claim AND a.role = x.role
    AND x.actor = concat_ws(' ', a.country, a.sector) AND a.country IS NOT NULL
WHERE x.event IN ({chosen}) GROUP BY x.actor ORDER BY x.actor"""


def _chunks(request: Request) -> Iterator[bytes]:
    yield (_HEAD + _attributes("node", _NODE_TYPES) + _attributes("edge", _EDGE_TYPES) + "<nodes>\n").encode()
    sql = _NODES.format(chosen=chosen_ids(request.store, "events", request.wanted))
    for row in request.store.rows(sql, request.wanted.parameters):
        values = {name: row[name] for name in _NODE_TYPES}
        yield f"<node {_pairs(id=row['key'], label=row['key'])}>{_values(values)}</node>\n".encode()
    yield b"</nodes>\n<edges>\n"
    for dossier in read_dossiers(request.store, request.wanted):
        yield "".join(_edges(dossier)).encode()
    yield b"</edges>\n</graph>\n</gexf>\n"


def _edges(dossier: Dossier) -> Iterator[str]:
    event = dossier.event
    values = {
        "event": event.id,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "standing": event.standing,
        "witnesses": len(event.witnesses),
        "goldstein": event.goldstein,
        "quad": event.quad,
    }
    for number, (source, target) in enumerate(product(event.actors, event.recipients)):
        place = _pairs(
            id=f"{event.id}:{number}", source=source, target=target, start=event.start, end=event.end
        )
        yield f"<edge {place}>{_values(values)}</edge>\n"


def _attributes(kind: str, types: Mapping[str, str]) -> str:
    rows = "".join(f"<attribute {_pairs(id=name, title=name, type=type)}/>" for name, type in types.items())
    return f'<attributes class="{kind}">{rows}</attributes>\n'


def _values(values: Mapping[str, object]) -> str:
    cells = (_pairs(**{"for": name, "value": value}) for name, value in values.items() if value is not None)
    return f"<attvalues>{''.join(f'<attvalue {cell}/>' for cell in cells)}</attvalues>"


def _pairs(**values: object) -> str:
    return " ".join(f"{name}={_quoted(value)}" for name, value in values.items() if value is not None)


def _quoted(value: object) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", str(value)))


GEXF = Format("gexf", "GEXF: a dynamic graph of actors, for Gephi and networkx", chunks=_chunks)
