"""News outlets by name, abbreviation and host."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from dateline.articles._data import read_data

__all__ = ["Outlet", "host_of", "named_outlet", "outlet_of_publisher", "outlet_pattern", "wire_names"]


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet; ``wire`` for agencies whose reports others reprint."""

    name: str
    wire: bool = False
    hosts: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _table() -> tuple[Mapping[str, Outlet], Mapping[str, Outlet]]:
    """Outlets by each of their names, and by each of their hosts."""
    by_name: dict[str, Outlet] = {}
    by_host: dict[str, Outlet] = {}
    for row in read_data("outlets.yaml"):
        outlet = Outlet(row["name"], bool(row.get("wire")), tuple(row.get("hosts", ())))
        by_name.update(dict.fromkeys((outlet.name, *row.get("aliases", ())), outlet))
        by_host.update(dict.fromkeys(outlet.hosts, outlet))
    return by_name, by_host


@lru_cache(maxsize=1)
def outlet_pattern() -> str:
    """A regular expression (case counts) for any outlet's name, longest first.

    A name may run into the next word, as scrapers join them ("The New York TimesThis weekend"); an
    abbreviation may not.
    """
    names = sorted(_table()[0], key=lambda name: (-len(name), name))
    return "|".join(re.escape(name) + (r"(?![\w])" if len(name) < 9 else r"(?![a-z])") for name in names)


def wire_names() -> list[str]:
    """Return all names of wire agencies, longest first."""
    names = [name for name, outlet in _table()[0].items() if outlet.wire]
    return sorted(names, key=lambda name: (-len(name), name))


def named_outlet(name: str) -> Outlet | None:
    """Return the outlet of this exact name or abbreviation, if it is known."""
    return _table()[0].get(" ".join(name.split()))


def host_of(url: str | None) -> str | None:
    """Return a URL's host without ``www.``, or None."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def outlet_of_publisher(publisher: str | None, url: str | None = None) -> Outlet | None:
    """Return the known outlet that a publisher's name, its domain or the page's URL stands for."""
    by_name, by_host = _table()
    for host in (host_of(url), (publisher or "").lower().removeprefix("www.").split("/")[0]):
        parts = (host or "").split(".")
        for start in range(len(parts) - 1):
            if outlet := by_host.get(".".join(parts[start:])):
                return outlet
    return by_name.get((publisher or "").strip())
