"""Files, folders, JSON Lines, CSV and web archives → Page."""

from dateline.pages._limits import Limits
from dateline.pages._page import FIELDS
from dateline.pages._sources import read_pages

__all__ = ["FIELDS", "Limits", "read_pages"]
