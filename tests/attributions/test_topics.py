from __future__ import annotations

from dateline.attributions._readings import make_readings
from dateline.attributions._topics import find_topics


def topics(parse, text):
    (reading,) = make_readings(parse(text))
    t = reading.table
    words = [[t.span(*c.pieces[0]) for c in (f.source, f.content)] for f in find_topics(reading)]
    return [tuple(text[s:e] for s, e in pair) for pair in words]


def test_one_of_the_issues_raised_by_somebody(parse):
    text = "One of the issues raised by the envoy was the blockade of the port."
    assert topics(parse, text) == [("the envoy", "the blockade of the port")]


def test_the_point_somebody_made(parse):
    text = "The main point that Holm made was that the port should open."
    ((who, what),) = topics(parse, text)
    assert (who, what) == ("Holm", "that the port should open")


def test_other_nouns_are_no_topics(parse):
    assert topics(parse, "One of the bridges raised by the engineers was a ruin.") == []
