"""GeoJSON, GEXF, FollowTheMoney and JSON-LD, read back by the tools of their users."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx
import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from dateline.export import export_file
from dateline.store import Filter
from tests.export.conftest import FIRST, SECOND

SCHEMA = Namespace("https://schema.org/")
PROV = Namespace("http://www.w3.org/ns/prov#")


def test_geojson(database: Path, tmp_path: Path) -> None:
    export_file(database, tmp_path / "o", format="geojson")
    found = json.loads((tmp_path / "o").read_text())
    first, second = found["features"]
    assert found["type"] == "FeatureCollection"
    assert (first["type"], first["id"]) == ("Feature", FIRST)
    assert first["geometry"] == {"type": "Point", "coordinates": [-77.02824, -12.04318]}
    assert first["properties"]["title"] == "SANCTION/expel: PER → CHL GOV"
    assert (second["geometry"], second["properties"]["start"]) == (None, None)


def test_geojson_of_nothing_is_still_geojson(database: Path, tmp_path: Path) -> None:
    export_file(database, tmp_path / "o", format="geojson", wanted=Filter(type="AID"))
    assert json.loads((tmp_path / "o").read_text()) == {"type": "FeatureCollection", "features": []}


def test_gexf_edges_carry_spans(database: Path, tmp_path: Path) -> None:
    export_file(database, tmp_path / "o.gexf", format="gexf")
    graph = networkx.read_gexf(tmp_path / "o.gexf")
    assert graph.nodes["CHL GOV"] == {"label": "CHL GOV", "country": "CHL", "sector": "GOV"}
    assert graph.nodes["PER"]["country"] == "PER"
    assert sorted(graph.edges) == [
        ("PER", "CHL GOV"), ("PER", 'rebels <of> the "hills"'), ("PER GOV", 'rebels <of> the "hills"'),
    ]  # fmt: skip
    edge = graph.edges["PER", "CHL GOV"]
    assert edge | {
        "event": FIRST, "type": "SANCTION", "goldstein": -7.0, "witnesses": 1, "start": "2024-06-10",
        "end": "2024-06-10", "id": f"{FIRST}:0",
    } == edge  # fmt: skip
    assert "start" not in graph.edges["PER", 'rebels <of> the "hills"']


def test_gexf_heeds_the_filters(database: Path, tmp_path: Path) -> None:
    export_file(database, tmp_path / "o.gexf", format="gexf", wanted=Filter(type="SANCTION"))
    assert set(networkx.read_gexf(tmp_path / "o.gexf").nodes) == {"PER", "CHL GOV"}


def entities(database: Path, file: Path) -> dict[str, dict[str, Any]]:
    export_file(database, file, format="ftm")
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert len({line["id"] for line in lines}) == len(lines)
    return {line["id"]: line for line in lines}


def test_ftm_entities_stand_for_what_is_known(database: Path, tmp_path: Path) -> None:
    found = entities(database, tmp_path / "o")
    event = found[f"dateline-event-{FIRST}"]
    assert event["schema"] == "Event"
    assert event["properties"] | {
        "startDate": ["2024-06-10"], "country": ["pe"], "location": ["Lima"], "publisher": ["Meridian", "Sierra"],
    } == event["properties"]  # fmt: skip
    (organizer,) = event["properties"]["organizer"]
    assert found[organizer]["properties"]["name"] == ["Peru"]
    schemas = {
        entity["properties"]["name"][0]: entity["schema"] for id, entity in found.items() if "-actor-" in id
    }
    assert schemas == {
        "Peru": "LegalEntity", "Government (Chile)": "PublicBody", "Anna Ruiz": "Person",
        'rebels <of> the "hills"': "LegalEntity",
    }  # fmt: skip
    assert found["dateline-claim-" + "1" * 16]["properties"]["role"] == ["Meridian ← Meridian"]


def test_ftm_links_lead_somewhere(database: Path, tmp_path: Path) -> None:
    found = entities(database, tmp_path / "o")
    links = ("organizer", "involved", "proof", "document", "entity")
    ends = {id for e in found.values() for name in links for id in e["properties"].get(name, ())}
    assert ends <= set(found)
    assert len(ends) == 3 + 4 + 2


def test_ftm_loads_in_alephs_library(database: Path, tmp_path: Path) -> None:
    library = pytest.importorskip("followthemoney", reason="not in this environment: uv sync --group aleph")
    for entity in entities(database, tmp_path / "o").values():
        proxy = library.model.get_proxy(entity, cleaned=False)
        library.model[entity["schema"]].validate(entity)
        assert {k: sorted(v) for k, v in proxy.to_dict()["properties"].items()} == {
            k: sorted(v) for k, v in entity["properties"].items()
        }


def test_jsonld_is_rdf_that_says_what_came_from_what(database: Path, tmp_path: Path) -> None:
    export_file(database, tmp_path / "o.jsonld", format="jsonld")
    graph = Graph().parse(tmp_path / "o.jsonld", format="json-ld")
    event, claim = URIRef(f"urn:dateline:event:{FIRST}"), URIRef("urn:dateline:claim:" + "1" * 16)
    article, copy = URIRef("urn:dateline:article:art1"), URIRef("urn:dateline:article:art2")
    assert set(graph.subjects(RDF.type, SCHEMA.Event)) == {event, URIRef(f"urn:dateline:event:{SECOND}")}
    assert len(set(graph.subjects(RDF.type, SCHEMA.NewsArticle))) == 3
    assert (event, PROV.wasDerivedFrom, claim) in graph
    assert (claim, PROV.wasDerivedFrom, article) in graph
    assert (copy, PROV.wasDerivedFrom, article) in graph
    assert (claim, PROV.wasAttributedTo, URIRef("urn:dateline:source:Meridian")) in graph
    assert (article, SCHEMA.url, URIRef("https://meridian.example/a%20b")) in graph
    (start,) = graph.objects(event, SCHEMA.startDate)
    assert start.toPython().isoformat() == "2024-06-10"
    assert list(graph.objects(URIRef(f"urn:dateline:event:{SECOND}"), SCHEMA.startDate)) == []


def test_jsonld_heeds_the_filters(database: Path, tmp_path: Path) -> None:
    export_file(database, tmp_path / "o.jsonld", format="jsonld", wanted=Filter(type="CONSULT"))
    graph = Graph().parse(tmp_path / "o.jsonld", format="json-ld")
    assert set(graph.subjects(RDF.type, SCHEMA.NewsArticle)) == {URIRef("urn:dateline:article:art3")}
