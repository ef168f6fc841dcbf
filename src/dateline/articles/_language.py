"""Which language an article is written in."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

__all__ = ["language_of"]

_ENOUGH = 120


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str, stated: str | None) -> str | None:
    """Return an ISO 639 code: what the text itself shows, or what is stated where it is too short to tell."""
    stated = stated.strip().lower().replace("_", "-").split("-")[0] if stated else None
    if len(text) < _ENOUGH:
        return stated
    found, probability = _identifier().classify(text[:2000])
    return str(found) if probability > 0.8 or not stated else stated
