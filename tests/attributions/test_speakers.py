from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        ("Laura Ortiz met the press. Ortiz said that the border was open.", "said", "Laura Ortiz"),
        ("Laura Ortiz met Lars Holm. She said that the border was open.", "said", "Laura Ortiz"),
        ("Laura Ortiz met Lars Holm. He said that the border was open.", "said", "Lars Holm"),
        (
            "Foreign Minister Laura Ortiz spoke in Riga. The foreign minister said that the border was open.",
            "said",
            "Laura Ortiz",
        ),
        (
            "Ambassador Lars Holm came to Riga. The diplomat said that the border was open.",
            "said",
            "Lars Holm",
        ),
        ("Bill Reed and Mary Reed spoke. Mrs. Reed said that the border was open.", "said", "Mary Reed"),
        (
            "Russian President Igor Petrov met U.S. President Tom Reed. The Russian leader said it was fine.",
            "said",
            "Igor Petrov",
        ),
        (
            "President Tom Reed came with Mary Reed, wife of the president. The president said it was cold.",
            "said",
            "Tom Reed",
        ),
        (
            "Secretary of State John Marsh came to Riga with Igor Petrov. The secretary said it was cold.",
            "said",
            "John Marsh",
        ),
        ("Mary Reed, who leads the party, said that the border was open.", "said", "Mary Reed"),
        ("A port official, Lars Holm, said that the border was open.", "said", "Lars Holm"),
        ("Nobody was there. She said that the border was open.", "said", "She"),
        ("The ministry said that the border was open.", "said", "The ministry"),
        ("Lars Holm and Laura Ortiz said that the border was open.", "said", "Lars Holm, Laura Ortiz"),
    ],
)
def test_speaker(told, text, cue, speaker):
    assert [who for who, what, _, _ in told(text) if what == cue] == [speaker]


def test_the_last_to_speak_is_he_not_the_last_named(told):
    text = (
        "“We agree,” Lars Holm said after receiving Deputy Prime Minister Igor Petrov in Riga.\n"
        "“We will meet again in the spring,” he added."
    )
    assert [who for who, _, _, _ in told(text)] == ["Lars Holm", "Lars Holm"]
