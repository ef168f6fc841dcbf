"""Bytes to text, whatever the page says of its encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.pages._decode import decode, is_binary

RUSSIAN = "Министр иностранных дел прибыл в столицу для переговоров с президентом страны. " * 5
GERMAN = "Die Außenministerin übergab dem Botschafter am Dienstag eine schriftliche Note über die Krise. " * 5
JAPANESE = "外務大臣は火曜日に首都で大統領と会談し、両国の関係について協議した。" * 5


def page(text: str, charset: str) -> str:
    return f'<html><head><meta charset="{charset}"></head><body>{text}</body></html>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_marked_or_not(encoding: str) -> None:
    assert decode(GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "iso-8859-1"),
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (JAPANESE, "iso-2022-jp"),
    ],
)
def test_the_declared_encoding(text: str, encoding: str) -> None:
    assert text in decode(page(text, encoding).encode(encoding))
    assert decode(text.encode(encoding), encoding) == text


def test_a_browser_reads_latin_1_as_windows_1252() -> None:
    assert decode(b"\x93Never,\x94 she said.", "iso-8859-1") == "“Never,” she said."


@pytest.mark.parametrize(
    ("text", "real", "declared"),
    [
        (GERMAN, "utf-8", "iso-8859-1"),
        (GERMAN, "windows-1252", "utf-8"),
        (RUSSIAN, "windows-1251", "utf-8"),
        (RUSSIAN, "windows-1251", "iso-8859-1"),
        (RUSSIAN, "utf-8", "windows-1251"),
        (GERMAN, "utf-8", "no-such-charset"),
    ],
)
def test_a_wrong_declaration_is_seen_through(text: str, real: str, declared: str) -> None:
    assert text in decode(page(text, declared).encode(real))


def test_a_stray_byte_spoils_nothing() -> None:
    assert decode("Señor Núñez llegó el día ".encode() + b"\x96 tarde").endswith("llegó el día – tarde")


def test_a_character_cut_at_the_end_is_dropped() -> None:
    assert decode(GERMAN.encode() + b"\xe2\x80") == GERMAN


def test_text_saved_wrongly_is_mended() -> None:
    wrong = "The minister’s plan – as he called it – failed.".encode().decode("cp1252")
    assert decode(wrong.encode()) == "The minister’s plan – as he called it – failed."


def test_text_and_binary() -> None:
    assert is_binary(b"%PDF-1.7\nabc")
    assert not is_binary(RUSSIAN.encode("koi8-r"))
    assert not is_binary("plain\ttext\n".encode("utf-16-le") * 20)


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufeff\u2028"),
        max_size=50,
    )
)
def test_utf_8_comes_back_unless_it_is_mojibake(text: str) -> None:
    from ftfy.badness import is_bad

    if not is_bad(text):
        assert decode(text.encode()) == text
