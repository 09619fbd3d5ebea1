"""Layers and corpora that mean ill."""

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.hardening.case import Case, write

__all__ = ["CASES"]

PROSE = "The convoy left Tamale at dawn and reached Bolgatanga, 160 km to the north, by noon, the mayor's office said. "
HEADER = "id,name,lat,lon,country,population,aliases\n"
ROW = "1,Newtonburg,52.5,13.4,DE,1200,\n"


def _put(name: str, data: bytes | str) -> Callable[[Path], None]:
    content = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return lambda folder: write(folder / name, content)


def _zip(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def _layer(what: str, name: str, data: bytes | str, code: int = 2, says: str = "", *more: str, gives: str = "") -> Case:
    return Case("Layers", what, ("gazetteer", "import", name, "-q", *more), code, says, gives, put=_put(name, data))


def _rows(*cells: str) -> str:
    return HEADER + ROW + "".join(f"{c}\n" for c in cells)


def _geojson(coordinates: str, kind: str = "Point", name: str = '"Newtonburg"') -> str:
    geometry = f'{{"type": "{kind}", "coordinates": {coordinates}}}'
    feature = f'{{"type": "Feature", "properties": {{"name": {name}}}, "geometry": {geometry}}}'
    return f'{{"type": "FeatureCollection", "features": [{feature}]}}'


def _damaged(folder: Path) -> None:
    write(folder / ".home" / "gazetteer" / "mine.geo", b"GEO!" + os.urandom(500))


LAYERS = (
    _layer("a layer that is empty", "a.csv", "", says="is empty"),
    _layer("a table without coordinates", "a.csv", "name,note\nx,y\n", says="no column for lat, lon"),
    _layer("latitude and longitude swapped", "a.csv", _rows("2,Swapped,131.9,43.1,,,"), says="are lon and lat swapped"),
    _layer("coordinates 0, 0", "a.csv", _rows("2,Zero,0,0,,,"), says="look like missing ones"),
    _layer("nan and inf for coordinates", "a.csv", _rows("2,Nan,nan,8,,,", "3,Inf,8,inf,,,"), says="2 faulty rows"),
    _layer("a population of 1e999", "a.csv", _rows("2,Crowd,50,8,DE,1e999,"), says="population"),
    _layer("a population of 5,000 digits", "a.csv", _rows(f"2,Crowd,50,8,DE,{'9' * 5000},"), says="population"),
    _layer("a cell of 200,000 letters", "a.csv", _rows(f"2,{'N' * 200_000},50,8,DE,1,"), says="row 3"),
    _layer("a NUL in a row", "a.csv", _rows("2,Nul\0burg,50,8,DE,1,"), says="a.csv"),
    _layer("a quotation mark that never closes", "a.csv", _rows('2,"Open,50,8,DE,1,', "3,Other,50,8,DE,1,"), says="row"),
    _layer("bytes that are not UTF-8", "a.csv", _rows("2,Caf").encode() + b"\xe9,50,8,DE,1,\n", says="not UTF-8"),
    _layer("a line of 5 MB without end", "a.csv", HEADER + "x" * 5_000_000, says="the line does not end"),
    _layer("a table in UTF-16", "a.csv", (HEADER + ROW).encode("utf-16"), says="UTF-16"),
    _layer("a name of control characters", "a.csv", _rows("2,\x1b\x07\x08,50,8,DE,1,"), says="row 3"),
    _layer("a zip bomb", "a.zip", _zip(("a.csv", b"0" * 100_000_000)), says="zip bomb"),
    _layer("a zip whose member is a path upwards", "a.zip", _zip(("../../../evil.csv", (HEADER + ROW).encode())), 0, gives="only the rows are read; nothing is unpacked"),
    _layer("a zip in a zip", "a.zip", _zip(("b.zip", _zip(("a.csv", b"x")))), says="is not a text file"),
    _layer("a zip cut in half", "a.zip", _zip(("a.csv", os.urandom(500)))[:300], says="damaged or cut short"),
    _layer("a zip with nothing in it", "a.zip", _zip(), says="found nothing"),
    _layer("GeoJSON with coordinates nested 900 deep", "a.geojson", _geojson("[" * 900 + "1, 2" + "]" * 900, "Polygon"), 0, gives="the point inside is read"),
    _layer("GeoJSON with coordinates of 1e999", "a.geojson", _geojson("[1e999, 2]"), says="row 1"),
    _layer("GeoJSON with a number of 5,000 digits", "a.geojson", _geojson(f"[{'9' * 5000}, 2]"), says="a.geojson"),
    _layer("GeoJSON with half a surrogate pair in a name", "a.geojson", _geojson("[13, 52]", name='"New\\ud800burg"'), 0, gives="printed escaped"),
    _layer("GeoJSON without features", "a.geojson", '{"type": "Topology"}', says="is not a GeoJSON FeatureCollection"),
    _layer("a GeoPackage that is no database", "a.gpkg", b"SQLite format 3\0" + b"x" * 500, says="a.gpkg"),
    _layer("a program as a layer", "a.exe", b"MZ\0\0", says="a.exe"),
    _layer("a layer's name that is a path upwards", "a.csv", HEADER + ROW, 0, "", "--name", "../../evil", gives="the layer is called evil"),
    _layer("a layer's name without a letter", "a.csv", HEADER + ROW, 2, "makes no layer name", "--name", "../.."),
    Case("Layers", "removing a layer by a path upwards", ("gazetteer", "remove", "../../a"), 2, "no layer is called"),
    Case("Layers", "a layer of one's own that is damaged", ("lookup", "Accra"), 2, "delete", "it names the file to delete", put=_damaged),
    Case("Layers", "a layer that is a folder", ("gazetteer", "import", "in"), 2, "is not a file", put=lambda f: (f / "in").mkdir()),
    Case("Layers", "a layer that is not there", ("gazetteer", "import", "none.csv"), 2, "is not a file"),
    Case("Layers", "exporting into a folder that is not there", ("gazetteer", "export", "no/a.csv", "--country", "MC"), 2, "cannot write"),
    Case("Layers", "exporting to a format that does not exist", ("gazetteer", "export", "a.exe"), 2, "cannot export"),
)  # fmt: skip


def _line(**facts: object) -> bytes:
    return json.dumps({"text": PROSE, **facts}).encode() + b"\n"


def _corpus(
    what: str, name: str, data: bytes, code: int = 2, says: str = "", gives: str = "", output: str = "o.jsonl"
) -> Case:
    return Case(
        "Corpora", what, ("parse", name, "-o", output, "--workers", "1", "-q"), code, says, gives, put=_put(name, data)
    )


CORPORA = (
    _corpus("a corpus that is a text file", "a.txt", PROSE.encode(), says="a corpus is a folder"),
    _corpus("a line that is not JSON", "a.jsonl", _line() + b"{oops\n" + _line(), says="line 2", gives="that line gets an error, the others are parsed"),
    _corpus("a line that is not UTF-8", "b.jsonl", _line() + b'{"text": "caf\xe9"}\n', says="not valid UTF-8"),
    _corpus("half a surrogate pair in a line", "c.jsonl", _line(id="\ud800", title="\udc00"), 0),
    _corpus("a number of 5,000 digits in a corpus", "d.jsonl", _line() + b'{"text": "x", "id": ' + b"9" * 5000 + b"}\n", says="line 2"),
    _corpus("a line of 100,000 nested objects", "e.jsonl", _line() + b'{"a":' * 100_000 + b"\n", says="line 2"),
    _corpus("a gzip cut in half", "a.jsonl.gz", gzip.compress(_line() * 3 + os.urandom(5000))[:900], says="breaks off or is damaged"),
    _corpus("a gzip bomb of one line", "b.jsonl.gz", gzip.compress(b'{"text": "' + b"a" * 30_000_000), says="longer than 20 MB"),
    _corpus("an output where no folder is", "f.jsonl", _line(), says="no", output="no/o.jsonl"),
    _corpus("an output of a format that does not exist", "g.jsonl", _line(), says=".exe", output="o.exe"),
    Case("Corpora", "statistics of something else", ("stats", "a.jsonl"), 2, "a.jsonl", put=_put("a.jsonl", b"{oops\n")),
    Case("Corpora", "statistics of Parquet that is something else", ("stats", "a.parquet"), 2, "a.parquet", put=_put("a.parquet", b"PAR1 no")),
    Case("Corpora", "a gold standard that is not JSON", ("evaluate", "a.jsonl"), 2, "a.jsonl", put=_put("a.jsonl", b"{oops\n")),
    Case("Corpora", "a gold standard with words for coordinates", ("evaluate", "a.jsonl"), 2, "has no start and end", put=_put("a.jsonl", json.dumps({"id": "x", "text": "Accra", "toponyms": [{"start": -5, "end": 10**9, "lat": 999, "lon": "x"}]}).encode())),
)  # fmt: skip
CASES = (*LAYERS, *CORPORA)
