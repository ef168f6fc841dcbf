"""Who looks on while a run goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dateline.records import Page, Reject


class Watcher(Protocol):
    """Is told what a run does, to show it."""

    def phase(self, name: str) -> None:
        """A new phase begins: "reading", "coding anew", "tracing lineage", "merging claims"."""

    def done(self, pages: Sequence[Page | Reject]) -> None:
        """These pages are dealt with and written."""


class _Silent:
    def phase(self, name: str) -> None:
        pass

    def done(self, pages: Sequence[Page | Reject]) -> None:
        pass


SILENT: Watcher = _Silent()
"""Shows nothing."""
