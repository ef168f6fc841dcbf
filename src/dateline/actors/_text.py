"""How names are compared: folded words, with offsets, and sketches that forgive spelling."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"'s\b|’s\b|(?:[^\W_]\.){2,}|[^\W_]+(?:['’ʻ`][^\W_]+)?\.?|[&,;()/]", re.UNICODE)
_SPECIAL = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_MAX_WORDS = 200
_SKETCH = tuple(
    (re.compile(a), b)
    for a, b in (
        (r"[^a-z ]", ""),
        (r"ks", "x"),
        (r"ck|q|c(?![hei])", "k"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"(?:ts|tz|cz|ch|tch)", "c"),
        (r"(?:zh|dj|dzh)", "j"),
        (r"sch|sh", "s"),
        (r"ou|oo", "u"),
        (r"(?:[iy]+[iy]|ij|ey|ei|ii|ie|ee)", "i"),
        (r"y", "i"),
        (r"(?<=[^aeiou ])ie", "e"),
        (r"\bie", "e"),
        (r"w", "v"),
        (r"(.)\1+", r"\1"),
        (r"\b(?:al|el|bin|ibn|de|da|dos|van|von) ", ""),
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a phrase: as it stands, folded, its place, and whether a hyphen joins it to the last."""

    text: str
    folded: str
    start: int
    end: int
    joined: bool = False

    @property
    def is_possessive(self) -> bool:
        """Whether this is the genitive ending, not a word."""
        return self.folded == "'s"

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_acronym(self) -> bool:
        """Whether it stands in capitals only (with or without full stops)."""
        letters = self.text.replace(".", "")
        return 2 <= len(letters) <= 8 and letters.isupper()


@lru_cache(maxsize=50_000)
def fold_word(text: str) -> str:
    """Return a word without case, accents, full stops or apostrophes; ``'s`` stays ``'s``."""
    if text in ("'s", "’s"):
        return "'s"
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_SPECIAL))
    return "".join(c for c in folded if c.isalnum() or c in "&,;()/")


def words_of(text: str) -> list[Word]:
    """Return the words of a phrase with their offsets; hyphens part words, at most 200 are read."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        if len(found) == _MAX_WORDS:
            break
        found += _split_possessive(
            match.group(), match.start(), text[match.start() - 1 : match.start()] == "-"
        )
    return found


def _split_possessive(text: str, start: int, joined: bool) -> list[Word]:
    for ending in ("'s", "’s"):
        if len(text) > 2 and text.endswith(ending):
            stem = Word(text[:-2], fold_word(text[:-2]), start, start + len(text) - 2, joined)
            return [stem, Word(ending, "'s", stem.end, start + len(text))]
    return [Word(text, fold_word(text), start, start + len(text), joined)]


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Return a name as the tables key it: folded words, one space between, no leading article."""
    words = [w.folded for w in words_of(text)]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(w for w in words if w)


def acronym_key(text: str) -> str | None:
    """Return the key under which a name in capitals is filed apart from ordinary words ("US", not "us")."""
    letters = text.replace(".", "").strip()
    return "=" + letters if 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha() else None


@lru_cache(maxsize=50_000)
def sketch(folded: str) -> str:
    """Return what is left of a folded name when the ways of transliterating it no longer show."""
    for pattern, replacement in _SKETCH:
        folded = pattern.sub(replacement, folded)
    return folded.strip()


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """Return the singular of a folded English noun, by rule."""
    for ending, instead in (("women", "woman"), ("men", "man"), ("people", "people"), ("ies", "y")):
        if word.endswith(ending) and len(word) > len(ending) + (ending == "ies"):
            return word[: -len(ending)] + instead
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word
