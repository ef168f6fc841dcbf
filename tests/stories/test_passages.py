"""Equal words and retold sentences."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stories._texts import ENVOYS, ENVOYS_RETOLD, FERRY, STRIKE, article

from dateline.stories._passages import Reading, Run, chained, equal_runs, passages, retold, share
from dateline.stories._profiles import Weigher


def reading(text: str) -> Reading:
    """Return a text read for comparison."""
    return Reading(article("a", text))


def word(one: Reading, number: int) -> str:
    """Return a word as it is written."""
    return one.article.text[slice(*one.span(number, number + 1))]


def test_a_text_shares_all_with_itself() -> None:
    one = reading(FERRY)
    runs = equal_runs(one, one)
    assert share(runs, one) == 1.0
    assert all((run.left, run.left_end) == (run.right, run.right_end) for run in runs)


def test_unrelated_texts_share_nothing() -> None:
    assert equal_runs(reading(FERRY), reading(STRIKE)) == []


def test_runs_are_found_where_they_moved() -> None:
    lines = FERRY.split("\n")
    moved = reading("\n".join([lines[3], lines[0]]))
    whole = reading(FERRY)
    found = passages(equal_runs(moved, whole), moved, whole)
    assert whole.article.text[slice(*found[0].parent)].startswith("The operator, Northern Lines")
    assert share(equal_runs(moved, whole), moved) == 1.0


def test_small_changes_do_not_part_a_passage() -> None:
    runs = [Run(0, 10, 5, 15), Run(12, 20, 17, 25), Run(40, 50, 45, 55)]
    assert chained(runs) == [Run(0, 20, 5, 25), Run(40, 50, 45, 55)]


def test_passages_in_another_order_are_not_joined() -> None:
    runs = [Run(0, 10, 30, 40), Run(10, 20, 0, 10)]
    assert chained(runs) == runs


def test_a_title_does_not_end_a_sentence() -> None:
    one = reading("Relations with Mr. Ferrin ended. The U.S. Embassy closed.")
    assert len(one.sentences) == 2


def test_retold_sentences_are_matched_with_their_originals() -> None:
    child, parent = reading(ENVOYS_RETOLD), reading(ENVOYS)
    found = retold(child, parent, Weigher().rarity, least=0.4)
    told = [(word(child, r.left), word(parent, r.right)) for r in found]
    assert ("Ostmark", "The") in told
    assert all("herring" not in child.stems[r.left : r.left_end] for r in found)


def test_words_in_quotation_marks_are_known() -> None:
    one = reading('He said: "We will stay." Then he left.')
    assert [word(one, number) for number in one.quoted.nonzero()[0]] == ["We", "will", "stay"]


def test_without_quotation_marks_nothing_is_quoted() -> None:
    one = reading("He said they would stay.")
    assert one.quoted.tolist() == [False] * 5


def test_density_counts_names_and_numbers() -> None:
    assert reading("Petra Osei met 12 men").density == 3 / 5
    assert reading("").density == 0.0


def test_a_refrain_does_not_make_alignment_slow() -> None:
    refrain = reading("and so it goes on " * 3000)
    assert share(equal_runs(refrain, refrain), refrain) > 0.9


def test_a_page_without_end_is_read_so_far_and_in_time() -> None:
    endless = reading("Senior envoys of Ostmark met ministers in Lindmoor again. " * 50_000)
    assert len(endless.stems) == 20_000
    assert retold(endless, endless, Weigher().rarity, least=0.4)


_texts = st.text(alphabet="abc de.\n", max_size=200)


@given(_texts, _texts)
@settings(deadline=None)
def test_runs_hold_equal_words(left: str, right: str) -> None:
    a, b = reading(left), reading(right)
    for run in equal_runs(a, b):
        assert a.stems[run.left : run.left_end] == b.stems[run.right : run.right_end]
        assert run.left_end - run.left >= 5
