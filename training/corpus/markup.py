"""The inline markup in which the corpus is written, and its character spans.

A tag is ``{TAG|words}``; tags nest; a tag with several parts joins them by ``+``. Parts: ``tN:TYPE/mode/status``
the trigger of claim N (``tNq:`` in direct speech), ``aN`` actor, ``rN`` recipient, ``wN`` time, ``pN`` place,
``sN`` source, ``xN`` anonymous source; ``sN.1`` is further out in the chain than ``sN.2``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Act", "Item", "MarkupError", "Source", "parse"]

Span = tuple[int, int]
STATUSES = frozenset({"happened", "ongoing", "planned", "attempted", "possible", "denied"})
_PART = re.compile(r"(?:t(\d*)(q?):([A-Z]+)/([a-z-]*)/([a-z]+)|([arwpsx])(\d*)(?:\.(\d))?)$")
_ROLES = {"a": "actors", "r": "recipients", "w": "times", "p": "places"}


class MarkupError(ValueError):
    """An item whose markup cannot be read; the message says why."""


@dataclass
class Source:
    """One link of a source chain: its words, how far in it stands, whether it is anonymous."""

    span: Span
    depth: int
    anonymous: bool


@dataclass
class Act:
    """One annotated claim of an item."""

    type: str = ""
    mode: str | None = None
    status: str = ""
    direct: bool = False
    trigger: Span = (0, 0)
    actors: list[Span] = field(default_factory=list)
    recipients: list[Span] = field(default_factory=list)
    times: list[Span] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


@dataclass
class Item:
    """One sentence or short paragraph with its claims (none where nothing is codable)."""

    text: str
    acts: list[Act]


def parse(line: str, modes: Mapping[str, frozenset[str]]) -> Item:
    """Return the item that a line of markup writes; ``modes`` are the ontology's types with their modes.

    Raises MarkupError where tags do not close, spans are empty, or a type, mode or status is unknown.
    """
    text, tags = _strip(line)
    acts: dict[str, Act] = {}
    for tag, span in tags:
        if text[slice(*span)] != text[slice(*span)].strip() or span[0] >= span[1]:
            raise MarkupError(f"the span of {tag!r} is empty or begins or ends with a space")
        for part in tag.split("+"):
            _place_part(part, span, acts, modes)
    for number, act in acts.items():
        if not act.type:
            raise MarkupError(f"claim {number} has no trigger")
        if not act.actors and not act.recipients:
            raise MarkupError(f"claim {number} has neither actor nor recipient")
        act.sources.sort(key=lambda s: (s.depth, s.span))
    return Item(text, [acts[n] for n in sorted(acts, key=lambda n: acts[n].trigger)])


def _strip(line: str) -> tuple[str, list[tuple[str, Span]]]:
    out: list[str] = []
    open_tags: list[tuple[str, int]] = []
    tags: list[tuple[str, Span]] = []
    position = 0
    while position < len(line):
        char = line[position]
        if char == "{":
            bar = line.find("|", position)
            if bar < 0:
                raise MarkupError("a tag has no '|'")
            open_tags.append((line[position + 1 : bar], len(out)))
            position = bar
        elif char == "}":
            if not open_tags:
                raise MarkupError("'}' without '{'")
            tag, start = open_tags.pop()
            tags.append((tag, (start, len(out))))
        else:
            out.append(char)
        position += 1
    if open_tags:
        raise MarkupError(f"{open_tags[-1][0]!r} is not closed")
    return "".join(out), tags


def _place_part(part: str, span: Span, acts: dict[str, Act], modes: Mapping[str, frozenset[str]]) -> None:
    match = _PART.match(part)
    if match is None:
        raise MarkupError(f"unknown tag {part!r}")
    number, quoted, event_type, mode, status, role, role_number, depth = match.groups()
    act = acts.setdefault(number or role_number or "1", Act())
    if event_type:
        if event_type not in modes or (mode and mode not in modes[event_type]) or status not in STATUSES:
            raise MarkupError(f"unknown type, mode or status in {part!r}")
        if act.type:
            raise MarkupError(f"two triggers for claim {number or 1}")
        act.type, act.mode, act.status = event_type, mode or None, status
        act.direct, act.trigger = bool(quoted), span
    elif role in _ROLES:
        getattr(act, _ROLES[role]).append(span)
    else:
        act.sources.append(Source(span, int(depth or 1), role == "x"))
