"""Where the data that ships with the package lies."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from dateline.errors import ResourceError

__all__ = ["resource"]


def resource(*parts: str) -> Path:
    """Return the path of a data file or folder in the package, such as ``resource("ontology", "types")``.

    Raises ResourceError where it is missing, since an install without it cannot work.
    """
    path = Path(str(files("dateline"))).joinpath(*parts)
    if not path.exists():
        raise ResourceError(
            f"{'/'.join(parts)} is missing from the package",
            where=str(path),
            todo="install dateline again: pip install --force-reinstall dateline",
        )
    return path
