"""Events → relations: how pairs of actors stand over time."""

from dateline.relations._derive import derive_relations

__all__ = ["derive_relations"]
