"""One key for the many titles of an office: "Minister for Foreign Affairs", "Foreign Secretary"."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.actors._tables import countries, titles
from dateline.actors._text import fold

_MINISTER = re.compile(
    r"^(?:federal |union |cabinet |first |national )*(?:minister|ministers|secretary|secretary of state"
    r"|head of the (?:federal )?department) (?:of|for) (?:the )?(?!state for )(.+)$"
)
_ADJECTIVE = re.compile(r"^(?:federal |union )?(.+?) (minister|secretary)$")
_AMBASSADOR = re.compile(r"^(?:ambassador|high commissioner)(?: extraordinary)? (?:to|in) (?:the )?(.+)$")
_TOPICS = (
    ("defense", "defence"),
    ("national defence", "defence"),
    ("foreign affairs", "foreign"),
    ("external affairs", "foreign"),
    ("foreign relations", "foreign"),
    ("internal affairs", "interior"),
    ("home affairs", "interior"),
    ("labor", "labour"),
)
# Who leads the government, or deals with the world, under another name.
_LOCAL = {
    ("USA", "secretary of state"): "minister:foreign",
    ("USA", "secretary of war"): "minister:defence",
    ("DEU", "chancellor"): "Prime Minister",
    ("AUT", "chancellor"): "Prime Minister",
    ("CHN", "premier of the state council"): "Prime Minister",
    ("ESP", "president of the government"): "Prime Minister",
    ("GBR", "secretary of state for foreign and commonwealth affairs"): "minister:foreign",
    ("GBR", "secretary of state for foreign commonwealth and development affairs"): "minister:foreign",
    ("GBR", "secretary of state for the home department"): "minister:interior",
    ("GBR", "secretary of state for defence"): "minister:defence",
    ("GBR", "chancellor of the exchequer"): "minister:finance",
    ("GBR", "chancellor"): "minister:finance",
    ("CHE", "president of the confederation"): "President",
    ("CHE", "president of the swiss confederation"): "President",
}
_CANONICAL = {
    "Minister of Foreign Affairs": "minister:foreign",
    "Minister of Defence": "minister:defence",
    "Minister of the Interior": "minister:interior",
    "Minister of Finance": "minister:finance",
    "Minister of Justice": "minister:justice",
    "Deputy Minister": "",
    "Minister": "",
    "Military officer": "",
    "Police officer": "",
    "Ambassador": "",
    "Senator": "",
    "Judge": "",
    "Prosecutor": "",
    "Governor": "",
    "Speaker": "",
    "Leader": "",
    "Prince": "",
    "Mayor": "",
    "Chief of Staff": "",
    "Press Secretary": "",
    "Secretary-General": "",
    "Party Leader": "",
    "Opposition Leader": "",
    "Religious leader": "",
    "Executive": "",
    "Intelligence chief": "",
}


@lru_cache(maxsize=50_000)
def office_key(office: str, country: str = "") -> str:
    """Return the key under which an office of a country (alpha-3) is filed, whatever its wording."""
    folded = _without_country(fold(office), country)
    if (country, folded) in _LOCAL:
        return _LOCAL[country, folded]
    title = titles().get(folded)
    if title and title.office == "Chancellor" and country in ("DEU", "AUT"):
        return "Prime Minister"
    if title:
        return _CANONICAL.get(title.office, title.office) or folded
    return _minister_key(folded) or _ambassador_key(folded) or folded


def _minister_key(folded: str) -> str | None:
    match = _MINISTER.match(folded)
    topic = match.group(1) if match else None
    if topic is None and (match := _ADJECTIVE.match(folded)):
        topic = match.group(1)
    if topic is None:
        return None
    for words, instead in _TOPICS:
        topic = topic.replace(words, instead)
    return f"minister:{topic}"


def _ambassador_key(folded: str) -> str | None:
    match = _AMBASSADOR.match(folded)
    return f"ambassador:{_state(match.group(1))}" if match else None


def _state(name: str) -> str:
    return next((c.iso3 for c in countries().values() if any(fold(n) == name for n in c.names)), name)


def _without_country(folded: str, country: str) -> str:
    state = countries().get(country)
    for name in state.names if state else ():
        for ending in (f" of the {fold(name)}", f" of {fold(name)}", f" of the republic of {fold(name)}"):
            folded = folded.removesuffix(ending)
    return folded
