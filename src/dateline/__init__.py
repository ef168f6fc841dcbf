"""Dateline reads raw news pages and says what happened: who did what to whom, when, where, says who."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
