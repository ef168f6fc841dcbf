"""How place names are written alike: one key for "St. Mary's", "Saint Marys" and "SAINT MARY’S"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_SHORT_FORMS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "&": "and"}
_DROPPED = re.compile(r"[.'’‘`ʻʿ\"“”()]")
_SPACED = re.compile(r"[-‐‑–—/,_\s]+")
# Letters that Unicode does not decompose but that English pages write plainly.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_MAX_NAME = 80


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN)


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """Return the name in lower case, without accents, dots and quotes, common words shortened, no "the"."""
    words = _SPACED.sub(" ", _DROPPED.sub("", _plain(name[:_MAX_NAME]))).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_SHORT_FORMS.get(w, w) for w in words)


def key_hash(key: str) -> int:
    """Return the 64-bit hash under which the gazetteer files a key."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")
