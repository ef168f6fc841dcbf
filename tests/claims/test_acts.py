"""The act model and the encoder beneath it: one sentence's numbers hang on that sentence alone."""

from __future__ import annotations

import numpy as np
import pytest

from dateline.claims import load_ontology
from dateline.claims._acts import load_act_model
from dateline.claims._encoder import MAX_PIECES, load_encoder
from dateline.claims._features import (
    ARC_SIZE,
    PATHS,
    WORD_SIZE,
    arc_features,
    path_index,
    propose,
    word_features,
)
from dateline.claims._read_acts import read_acts
from dateline.language import load_parser

SENTENCES = (
    "Kenya expelled the Somali ambassador.",
    "Police in Minsk detained nine organisers of the march.",
    "The goalkeeper saved a late penalty.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_encoder_numbers_do_not_hang_on_neighbours(sentence: str) -> None:
    encoder = load_encoder("acts")
    pieces = encoder.pieces(sentence)
    alone = encoder.run([pieces])[0]
    beside = encoder.run([encoder.pieces(SENTENCES[0] * 9), pieces])[1]
    assert alone.shape == (len(pieces.ids), 384)
    assert np.array_equal(alone, beside)


def test_pieces_are_cut_and_say_what_they_cover() -> None:
    pieces = load_encoder("acts").pieces("tanks " * 500)
    assert len(pieces.ids) == MAX_PIECES
    assert pieces.at(0) == 1
    assert pieces.at(2999) is None


def test_features_have_the_sizes_that_the_model_was_trained_with() -> None:
    doc = load_parser()(SENTENCES[0])
    proposals = propose(doc, load_ontology())
    (index,) = proposals
    assert doc[index].text == "expelled"
    assert word_features(doc[index], proposals[index]).shape == (WORD_SIZE,)
    assert arc_features(doc[index], doc[0], proposals[index]).shape == (ARC_SIZE,)
    assert all(0 <= path_index(doc[index], t) < PATHS for t in doc)


def test_roles_of_the_plainest_sentence() -> None:
    doc = load_parser()(SENTENCES[0])
    (act,) = read_acts(doc, load_ontology())
    assert (act.type, act.mode, act.status) == ("SANCTION", "expel", "happened")
    assert [t.text for t in act.actors] == ["Kenya"]
    assert [t.text for t in act.recipients] == ["ambassador"]
    assert act.probability is not None and act.probability > 0.5


def test_a_doc_is_read_once() -> None:
    doc, ontology = load_parser()(SENTENCES[1]), load_ontology()
    assert read_acts(doc, ontology) is read_acts(doc, ontology)


def test_sport_is_silent() -> None:
    assert read_acts(load_parser()(SENTENCES[2]), load_ontology()) == ()


def test_the_model_is_loaded_once() -> None:
    assert load_act_model() is load_act_model()
