"""Country names for two-letter codes, from the gazetteer's curated table."""

import csv
from functools import cache
from pathlib import Path

import geo

__all__ = ["country_name"]


def country_name(code: str) -> str:
    """The English name of a country, or the code itself where it is not one."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    path = Path(geo.__file__).resolve().parent / "gazetteer" / "curated" / "countries.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}
