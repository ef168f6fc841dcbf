from __future__ import annotations

from dataclasses import replace

from dateline.attributions._candidates import contents, sources
from dateline.attributions._features import choice_features, content_features, cue_features, source_features
from dateline.attributions._model import Scorer, load_model
from dateline.attributions._readings import make_readings

TEXT = "Anna Weiss said that the port was closed."


def test_scorer_sums_the_weights_it_knows():
    assert Scorer({"a": 1.5, "b": -0.5}, 0.25).score(["a", "b", "c"]) == 1.25


def test_candidates_hold_the_true_source_and_content(parse):
    (reading,) = make_readings(parse(TEXT))
    cue = reading.table.words.index("said")
    whose = {TEXT[slice(*reading.table.span(*c.pieces[0]))] for c in sources(reading, cue)}
    what = {TEXT[slice(*reading.table.span(*c.pieces[0]))] for c in contents(reading, cue)}
    assert "Anna Weiss" in whose
    assert "that the port was closed" in what


def test_threshold_decides(parse):
    (reading,) = make_readings(parse(TEXT))
    model = load_model()
    assert [reading.table.words[f.cue] for f in model.find(reading)] == ["said"]
    assert replace(model, threshold=99.0).find(reading) == []


def test_weights_know_the_features(parse):
    (reading,) = make_readings(parse(TEXT))
    model, cue = load_model(), reading.table.words.index("said")
    content, source = model.best_content(reading, cue), model.best_source(reading, cue)
    assert set(cue_features(reading, cue)) & set(model.cue.weights)
    assert set(choice_features(reading, cue, source, content)) & set(model.cue.weights)
    assert set(content_features(reading, cue, content[0])) & set(model.content.weights)
    assert set(source_features(reading, cue, source[0])) & set(model.source.weights)


def test_passives_and_by(parse):
    text = "The claim was rejected by the ministry."
    (reading,) = make_readings(parse(text))
    row = reading.table.words.index("rejected")
    assert "the ministry" in {text[slice(*reading.table.span(*c.pieces[0]))] for c in sources(reading, row)}
