from __future__ import annotations

import pytest

from dateline.attributions._sources import is_outlet, parties
from dateline.attributions._table import make_table


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Reuters", True),
        ("The New York Times", True),
        ("the Associated Press", True),
        ("Kyiv Post", True),
        ("Times", False),
        ("hard times", False),
        ("Anna Weiss", False),
    ],
)
def test_is_outlet(name, expected):
    assert is_outlet(name) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Two officials", [("Two officials", "anonymous")]),
        ("The newspaper", [("The newspaper", "outlet")]),
        ("The report", [("The report", "document")]),
        ("Anna Weiss", [("Anna Weiss", "speaker")]),
        ("Anna Weiss and Reuters", [("Anna Weiss", "speaker"), ("Reuters", "outlet")]),
        ("A minister who asked not to be named", [("A minister", "anonymous")]),
    ],
)
def test_parties(parse, words, expected):
    (part,) = parse(f"{words} said that the port was closed.").paragraphs
    end = next(t.i for t in part.doc if t.text == "said")
    assert [(p.name, p.kind) for p in parties(make_table(part, 0), 0, end)] == expected
