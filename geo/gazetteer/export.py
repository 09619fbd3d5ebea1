"""Writing the gazetteer, or a part of it, as CSV or GeoJSON that this and other programs read back."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from geo.errors import GazetteerError
from geo.gazetteer.place import Place
from geo.gazetteer.store import Gazetteer

__all__ = ["export", "write_csv", "write_geojson"]

_COLUMNS = "id name lon lat country admin1 admin2 feature population aliases west south east north source".split()
Row = tuple[Place, tuple[str, ...]]


def export(
    gazetteer: Gazetteer, path: Path, *, layer: str | None = None, country: str | None = None, feature: str = ""
) -> int:
    """Write places to a file whose suffix picks the format, and return how many.

    Parameters
    ----------
    path : Path
        ``.csv``, ``.geojson`` or ``.json``.
    layer : str, optional
        Only this layer: ``shipped``, or a user's.
    country : str, optional
        Only this ISO code.
    feature : str
        Only GeoNames features that begin like this: ``H``, ``P.PPLC``.

    Raises
    ------
    GazetteerError
        When the suffix is unknown, the layer is not there, or the file cannot be written.
    """
    writers = {".csv": write_csv, ".geojson": write_geojson, ".json": write_geojson}
    write = writers.get(path.suffix.lower())
    if write is None:
        raise GazetteerError(
            f"{path.name}: cannot export {path.suffix or 'a file without suffix'}; use .csv or .geojson"
        )
    rows = _chosen(gazetteer, layer, country.upper() if country else None, feature)
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            count = write(rows, file)
        beside.replace(path)
    except OSError as error:
        raise GazetteerError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        beside.unlink(missing_ok=True)
    return count


def _chosen(gazetteer: Gazetteer, layer: str | None, country: str | None, feature: str) -> Iterator[Row]:
    for place, names in gazetteer.rows(layer):
        if (country is None or place.country == country) and place.feature.startswith(feature):
            yield place, names


def write_csv(rows: Iterator[Row], file: TextIO) -> int:
    """Write rows as CSV; aliases stand between ``|``."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(_COLUMNS)
    count = 0
    for place, names in rows:
        box = place.bbox or ("", "", "", "")
        writer.writerow([
            place.id, _plain(place.name), place.at.lon, place.at.lat, place.country, place.admin1, place.admin2,
            place.feature, place.population, "|".join(names), *box, place.source,
        ])  # fmt: skip
        count += 1
    return count


def _plain(name: str) -> str:
    """A name that no spreadsheet takes for a formula."""
    return f"'{name}" if name[:1] in "=+-@" else name


def write_geojson(rows: Iterator[Row], file: TextIO) -> int:
    """Write rows as a FeatureCollection of points (RFC 7946), one feature a line."""
    file.write('{"type": "FeatureCollection", "features": [\n')
    count = 0
    for place, names in rows:
        file.write(",\n" if count else "")
        json.dump(_feature(place, names), file, ensure_ascii=False)
        count += 1
    file.write("\n]}\n")
    return count


def _feature(place: Place, names: tuple[str, ...]) -> dict[str, Any]:
    properties = {
        "name": place.name, "country": place.country, "admin1": place.admin1, "admin2": place.admin2,
        "feature": place.feature, "population": place.population, "source": place.source,
    }  # fmt: skip
    if names:
        properties["aliases"] = list(names)
    feature: dict[str, Any] = {"type": "Feature", "id": place.id}
    if place.bbox is not None:
        feature["bbox"] = list(place.bbox)
    point = {"type": "Point", "coordinates": [place.at.lon, place.at.lat]}
    return feature | {"geometry": point, "properties": properties}
