"""The words by which reports give credit and show where they have what they say, from ``cues.yaml``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import yaml

from dateline.errors import ConfigurationError
from dateline.resources import resource


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(resource("stories", "cues.yaml").read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=32)
def cue(name: str) -> re.Pattern[str]:
    """Return the pattern of one kind of cue.

    Raises ConfigurationError where the file lacks it or holds no regular expression.
    """
    try:
        row = _table()[name]
        return re.compile(row["around"] % "|".join(row["words"]))
    except (KeyError, re.error) as error:
        raise ConfigurationError(
            f"the cue {name!r} cannot be read: {error}",
            where="stories/cues.yaml",
            todo="give it 'around', with one %s, and a list of 'words'",
        ) from error
