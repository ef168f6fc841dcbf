"""What can go wrong, and what to do next.

::

    DatelineError            exit code 3 unless a subclass says otherwise
    ├── UsageError           2: the command line asks for something that cannot be
    ├── InputError           3: an input cannot be read at all
    ├── ConfigurationError   3: an ontology, actors or settings file is wrong
    ├── StoreError           3: the database cannot be opened or written
    └── ResourceError        4: a model or table that ships with the package is missing

A single page that cannot be used is no exception: it becomes a ``Reject`` and the run goes on.
"""

from __future__ import annotations

from typing import ClassVar, Final

__all__ = [
    "REJECT_REASONS",
    "ConfigurationError",
    "DatelineError",
    "InputError",
    "ResourceError",
    "StoreError",
    "UsageError",
]


class DatelineError(Exception):
    """Says what happened, where, and what to do next."""

    exit_code: ClassVar[int] = 3

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        self.what, self.where, self.todo = what, where, todo
        super().__init__(what)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        todo = f"\n  → {self.todo}" if self.todo else ""
        return f"{place}{self.what}{todo}"


class UsageError(DatelineError):
    """The command line asks for something that cannot be."""

    exit_code: ClassVar[int] = 2


class InputError(DatelineError):
    """An input cannot be read at all."""


class ConfigurationError(DatelineError):
    """An ontology, actors or settings file is wrong."""


class StoreError(DatelineError):
    """The database cannot be opened, read or written."""


class ResourceError(DatelineError):
    """A model or table that ships with the package is missing."""

    exit_code: ClassVar[int] = 4


REJECT_REASONS: Final[dict[str, str]] = {
    "empty": "the page holds no text",
    "binary": "the bytes are no text (an image, an archive, a program)",
    "too-large": "the page is larger than the limit",
    "truncated": "the page breaks off in the middle of its markup or record",
    "too-deep": "the markup is nested more deeply than any news page",
    "undecodable": "no character encoding turns the bytes into text",
    "consent-wall": "the page shows a consent or cookie wall instead of the report",
    "paywall": "the page shows a paywall instead of the report",
    "error-page": "the page is a server's error message",
    "not-news": "the page has no running text that reports anything",
    "no-main-text": "no main text could be told from the furniture",
    "bad-record": "a record of the file cannot be read or lacks its text",
    "out-of-range": "the page was published outside --since and --until",
    "failed": "the page made a stage fail; the detail names the fault",
}
"""Reason codes of rejects, each with its meaning."""
