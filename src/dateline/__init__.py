"""Dateline reads raw news pages and says what happened: who did what to whom, when, where, says who.

From Python: ``run`` codes pages into a database, ``open`` reads one as tables, ``code`` codes one text. See
``dateline.api``, which is loaded when one of them is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.api import Database, code, open, run

__all__ = ["Database", "__version__", "code", "open", "run"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    return getattr(import_module("dateline.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
