from __future__ import annotations

from dateline.attributions._lexicon import load_cues, load_source_words


def test_cues_are_lower_case_words():
    cues = load_cues()
    assert {"say", "deny", "accord"} <= cues.reporting_verbs
    assert all(w == w.lower() for w in cues.reporting_verbs | cues.reporting_nouns | cues.hedges)


def test_outlets_are_kept_without_their_article():
    words = load_source_words()
    assert {"reuters", "economist"} <= words.outlets
    assert not any(o.startswith("the ") for o in words.outlets)


def test_descriptions_name_titles():
    assert "ambassador" in load_source_words().descriptions["diplomat"]
