from __future__ import annotations


def test_colon_introduces_the_quote_of_the_next_paragraph(told):
    text = "In a letter to the union, Laura Ortiz wrote:\n“We shall not sign the treaty this year.”"
    assert told(text) == [("Laura Ortiz", "wrote", "“We shall not sign the treaty this year.”", True)]


def test_quote_without_a_cue_goes_to_who_acts_beside_it(told):
    text = "Lars Holm leaned back in his chair. “We have no men there and never had.”"
    assert told(text)[-1:] == [("Lars Holm", "", "“We have no men there and never had.”", True)]


def test_few_quoted_words_within_a_sentence_are_nobodys(told):
    assert told("Lars Holm walked through the so-called “green zone” on Monday.") == []
