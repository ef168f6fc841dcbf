"""The words of time expressions, and the tokens of a text encoded so that rules can run over them.

Each word of the vocabulary has a character of its own (in a private plane of Unicode); a text becomes one
character a token, all other words being alike. A rule is then a regular expression over a string as
short as the text has tokens, in which nearly every position fails at its first character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import yaml

from dateline.errors import ConfigurationError
from dateline.resources import resource

__all__ = ["UNKNOWN_WORD", "Tokens", "Vocabulary", "load_vocabulary"]

UNKNOWN_WORD: Final = "\x00"
_FIRST_CODE: Final = 0xF0000
_WORDS_KEPT: Final = 65536

_TOKEN = re.compile(
    # ISO 8601 first, then other dates in figures, hours, numbers, abbreviations, words.
    r"\d{4}-\d{2}-\d{2}(?:T\d{2}:?\d{2}(?::?\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-])"
    r"|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\w/])"
    r"|\d{4}/\d{2}/\d{2}(?![\w/])|\d{1,2}-\d{1,2}-\d{4}(?![\w-])|\d{1,2}\.\d{1,2}\.\d{4}(?!\w|\.\d)"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?![\w:])"
    r"|\d{1,3}(?:,\d{3}){1,6}(?![\d,]\d)|\d{1,9}\.\d{1,9}(?!\w)"
    r"|['’]?\d{1,3}0['’]?s(?!\w)|\d{1,4}(?:st|nd|rd|th)(?!\w)|9/11(?!\w)|\d{1,2}/\d{1,2}(?![\w/])"
    r"|[AaPp]\.[Mm]\.|[Qq][1-4](?!\w)|[AaPp]\.[Mm](?!\w)|[Bb]\.\s?[Cc]\.(?:\s?[Ee]\.)?|A\.D\.|\d{1,20}|['’](?:s|ll|re|ve|d)(?!\w)"
    # A page put together badly joins words: "TimesThis weekend".
    r"|[^\W\d_]?[a-zà-ÿ]{1,40}(?=[A-Z][a-z])|[^\W\d_]{1,40}|_|\S"
)

# The shapes of figures, each a class that rules may name, with what it must look like.
_SHAPES: Final[dict[str, re.Pattern[str]]] = {
    "ISO": re.compile(r"\d{4}[-/]\d\d[-/]\d\d.*"),
    "SLASHED": re.compile(r"\d+/\d+/\d+"),
    "DOTTED": re.compile(r"\d+[.-]\d+[.-]\d{4}"),
    "CLOCK": re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?"),
    "DECADE": re.compile(r"(?:1\d|20)\d0['’]?s"),
    "DECADE_SHORT": re.compile(r"['’]?\d0['’]?s"),
    "DECADE_OLD": re.compile(r"\d\d0['’]?s"),
    "ORDINAL_DAY": re.compile(r"(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)"),
    "ORDINAL_BIG": re.compile(r"\d+(?:st|nd|rd|th)"),
    "HOUR_NUM": re.compile(r"0?[1-9]|1[0-2]"),
    "HOUR24": re.compile(r"1[3-9]|2[0-3]"),
    "DAY_HIGH": re.compile(r"2[4-9]|3[01]"),
    "TWO_DIGITS": re.compile(r"\d\d"),
    "THREE_DIGITS": re.compile(r"[1-9]\d\d"),
    "YEAR": re.compile(r"1[5-9]\d\d|20\d\d"),
    "YEAR_OLD": re.compile(r"1[0-4]\d\d"),
    "FOUR_DIGITS": re.compile(r"\d{4}"),
    "INTEGER": re.compile(r"\d+(?:,\d{3})*"),
    "DECIMAL": re.compile(r"\d+\.\d+"),
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens: their spans, and ``codes``, one character a token, on which rules run."""

    text: str
    spans: tuple[tuple[int, int], ...]
    codes: str

    def words(self, start: int, end: int) -> str:
        """Return the words of tokens ``start`` to ``end`` (half-open), as they stand in the text."""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]] if start < end else ""


class Vocabulary:
    """The classes of words, what each word means in each, and the code of each word."""

    def __init__(self, data: dict[str, Any], extra_words: Iterable[str] = ()) -> None:
        self.data = data
        self.meanings: dict[str, dict[str, Any]] = {
            name: _as_meanings(c) for name, c in data["classes"].items()
        }
        self._codes: dict[str, str] = {}
        for word in (w for meanings in self.meanings.values() for w in meanings):
            self.code(word)
        for word in extra_words:
            self.code(word)
        self._shapes = {name: chr(_FIRST_CODE - 1 - i) for i, name in enumerate(_SHAPES)}
        self._capitalised = self._capital_words()
        self._code_of = lru_cache(maxsize=_WORDS_KEPT)(self._encode_word)

    def _capital_words(self) -> frozenset[str]:
        return frozenset(w for name in self.data["capitalised"] for w in self.meanings[name])

    def code(self, word: str) -> str:
        """Return the character of a lower-case word, giving it one where it has none yet."""
        return self._codes.setdefault(word, chr(_FIRST_CODE + len(self._codes)))

    def character_class(self, name: str) -> str:
        """Return a regular expression for one token of class ``name``.

        Raises ConfigurationError where neither the vocabulary nor the shapes of figures know it.
        """
        if name == "ANY":
            return "."
        if name in self._shapes:
            return self._shapes[name]
        if name not in self.meanings:
            raise ConfigurationError(f"no class of words is called {name}", where="ontology/times")
        return "[" + "".join(self._codes[w] for w in self.meanings[name]) + "]"

    def telling(self) -> re.Pattern[str]:
        """Return what matches one word that is known and more than filler."""
        classes = "".join(
            self.character_class(name).strip("[]") for name in self.data.get("filler_classes", ())
        )
        words = "".join(self._codes.get(word, "") for word in self.data.get("filler", ()))
        return re.compile(f"[^{UNKNOWN_WORD}{classes}{words}]")

    def meaning(self, name: str, word: str) -> Any:
        """Return what ``word`` means in class ``name``; None where it is no member."""
        return self.meanings[name].get(word.lower().rstrip("."))

    def encode(self, text: str) -> Tokens:
        """Return the tokens of ``text`` with their codes."""
        spans, codes = [], []
        for match in _TOKEN.finditer(text):
            spans.append(match.span())
            codes.append(self._code_of(match[0]))
        return Tokens(text, tuple(spans), "".join(codes))

    def _encode_word(self, word: str) -> str:
        lower = word.lower()
        code = self._codes.get(lower)
        if code is not None:
            return UNKNOWN_WORD if lower in self._capitalised and not word[0].isupper() else code
        if word[0].isdigit() or (word[-1] == "s" and word[0] in "'’"):
            return self._encode_figure(word)
        return UNKNOWN_WORD

    def _encode_figure(self, word: str) -> str:
        for name, pattern in _SHAPES.items():
            if pattern.fullmatch(word):
                return self._shapes[name]
        return UNKNOWN_WORD


def _as_meanings(words: dict[Any, Any] | list[Any]) -> dict[str, Any]:
    if isinstance(words, dict):
        return {str(word): meaning for word, meaning in words.items()}
    return {str(word): str(word) for word in words}


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Return the shipped vocabulary, without the words that only rules name."""
    data = yaml.safe_load(resource("ontology", "times", "vocabulary.yaml").read_text(encoding="utf-8"))
    return Vocabulary(data)
