"""The ontology: PLOVER's types as data, a user's own beside them, and clear words where a file is wrong."""

from pathlib import Path

import pytest

from dateline.claims import load_ontology
from dateline.errors import ConfigurationError

MODES_WITHOUT = {"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID"}


def test_plover_is_whole() -> None:
    ontology = load_ontology()
    assert len(ontology.types) == 16
    assert {name for name, t in ontology.types.items() if not t.modes} == MODES_WITHOUT
    for event_type in ontology.types.values():
        assert event_type.definition and event_type.counts and len(event_type.examples) == 3
        assert event_type.quad in {1, 2, 3, 4}
        assert ontology.goldstein_of(event_type.cameo) is not None


def test_patterns_name_known_modes_only() -> None:
    for event_type in load_ontology().types.values():
        for pattern in event_type.patterns:
            assert pattern.flags.get("mode", None) in {None, *event_type.modes}


def test_goldstein_falls_back_to_the_root_code() -> None:
    ontology = load_ontology()
    assert ontology.goldstein_of("0874") == 10.0
    assert ontology.goldstein_of("0873") == ontology.goldstein_of("087") == 9.0
    assert ontology.goldstein_of(None) is None


def test_a_users_type_is_added(tmp_path: Path) -> None:
    path = tmp_path / "coup.yaml"
    path.write_text(
        "name: COUP\nquad: 4\ndefinition: Soldiers take power.\n"
        "triggers:\n- verbs: overthrow topple\n  recipient: [object]\n",
        encoding="utf-8",
    )
    ontology = load_ontology(path)
    assert len(ontology.types) == 17
    assert ontology.patterns[("VERB", "topple")][0].type == "COUP"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("name: COUP\nquad: 4\n", "lacks definition, triggers"),
        ("name: [", "cannot be read as YAML"),
        ("- 1", "holds no event type"),
        ("name: A\nquad: 1\ndefinition: d\ntriggers:\n- verbs: x\n  colour: red\n", "colour"),
        ("name: A\nquad: 1\ndefinition: d\ntriggers:\n- verbs: [x]\n", "no list of words"),
    ],
)
def test_a_wrong_file_is_named_with_its_fault(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=complaint):
        load_ontology(path)
