"""Files, folders, JSON Lines, CSV and web archives → Page."""

from dateline.pages._limits import Limits
from dateline.pages._sources import read_pages

__all__ = ["Limits", "read_pages"]
