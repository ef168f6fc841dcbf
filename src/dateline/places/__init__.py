"""Places: names in an article → GeoNames, and where a claimed act took place.

Source of the gazetteer: GeoNames (https://www.geonames.org), CC BY 4.0.
"""

from __future__ import annotations

from dateline.places._act import place_of_act
from dateline.places._find import find_places
from dateline.places._resolve import resolve_toponyms

__all__ = ["find_places", "place_of_act", "resolve_toponyms"]
