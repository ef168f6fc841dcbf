"""How inputs are to be read, and how much of a hostile one before it is turned away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Limits", "Reading"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on a single page.

    ``page_bytes`` is the most one page may hold once unpacked, ``depth`` the most its markup may nest,
    ``skip_bytes`` how far the reader looks for the end of a record that is too large before it gives
    the file up (what an archive bomb would need).
    """

    page_bytes: int = 10_000_000
    depth: int = 500
    skip_bytes: int = 640_000_000

    @property
    def record_bytes(self) -> int:
        """The most one record (a JSON line) may hold: escaping may double the page's own size."""
        return 2 * self.page_bytes + 65_536


@dataclass(frozen=True, slots=True)
class Reading:
    """What a caller says of the records: keys or columns for our fields, the paragraph mark, the limits."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    paragraphs: str | None = None
    limits: Limits = Limits()
