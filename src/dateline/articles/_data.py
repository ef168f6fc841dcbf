"""Data files of the ontology, read by the fast reader of YAML where there is one."""

from __future__ import annotations

from typing import Any

import yaml

from dateline.resources import resource

__all__ = ["read_data"]


def read_data(*parts: str) -> Any:
    """Return what a YAML file of the ontology holds: ``read_data("furniture", "walls.yaml")``.

    Raises ResourceError where the file is missing.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(resource("ontology", *parts).read_bytes(), Loader=loader)
