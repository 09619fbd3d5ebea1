"""The gazetteer as every other part sees it: read-only look-up over one or more layers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.coords import BBox, LonLat
from geo.errors import GazetteerError, PlaceNotFound
from geo.gazetteer.bearers import Bearers, Hit, Sketch, bearers_of, hits_on, sketches_on
from geo.gazetteer.keyfacts import longest_name, merged_class
from geo.gazetteer.layer import Layer
from geo.gazetteer.names import normalise
from geo.gazetteer.place import Place
from geo.gazetteer.schema import Kind, NameClass, NameFlag

if TYPE_CHECKING:
    from geo.gazetteer.rank import Match

__all__ = ["Gazetteer", "Hit", "Sketch"]

_SHIPPED = Path(__file__).resolve().parent.parent / "data" / "gazetteer.geo"
_CACHE_SIZE = 5_000
_UNASKED = NameClass(-1, -1, -1, -1)


class Gazetteer:
    """All places that names can mean.

    Opening maps files and parses nothing; look-ups read the maps in place, so that an instance may be shared between
    threads and survives a fork without copying. Nothing in it changes after opening but caches.
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        self._layers = tuple(layers)
        self._hits: dict[str, tuple[Hit, ...]] = {}
        self._bearers: dict[str, Bearers] = {}
        self._classes: dict[str, NameClass | None] = {}

    @classmethod
    def open(cls, path: Path | None = None, *, user_layers: bool = True) -> "Gazetteer":
        """Open the shipped gazetteer, or another file, and the user's own layers beside it.

        Raises
        ------
        GeoError
            When the shipped data have not been built, with what to run.
        GazetteerError
            When a file is damaged or of another version.
        """
        layers = [Layer.open(path or _shipped())]
        if user_layers:
            from geo.gazetteer.layers import open_user_layers

            layers += open_user_layers()
        return cls(layers)

    @classmethod
    def of(
        cls,
        places: Iterable[Place],
        *,
        names: Mapping[str, Iterable[str]] = {},
        demonyms: Mapping[str, str] = {},
    ) -> "Gazetteer":
        """Make a small world in memory, for tests.

        Parameters
        ----------
        places : iterable of Place
        names : mapping
            Place id to alternate names.
        demonyms : mapping
            Word to place id: ``{"Russian": "geonames:2017370"}``.
        """
        from geo.gazetteer.small import small_layer

        return cls([small_layer(places, names, demonyms)])

    # -- by id and code ------------------------------------------------------------------------------------

    def get(self, place_id: str) -> Place:
        """Return the place with an id.

        Raises
        ------
        PlaceNotFound
            When there is none.
        """
        for layer in self._layers:
            row = layer.row_of(place_id)
            if row is not None:
                return layer.place(row)
        raise PlaceNotFound(f"no place has the id {place_id!r}; `geo lookup NAME` shows ids")

    def country(self, code: str) -> Place | None:
        """The country with an ISO 3166-1 alpha-2 code, in either case."""
        return self._by_code("countries", code.upper())

    def countries(self) -> tuple[Place, ...]:
        """All countries and territories, by code."""
        codes = sorted({code for layer in self._layers for code in layer.meta.get("countries", {})})
        return tuple(place for code in codes if (place := self.country(code)) is not None)

    def admin1(self, country: str, code: str) -> Place | None:
        """The admin-1 unit with a country code and a GeoNames admin-1 code: ``("US", "CA")``, ``("RU", "63")``."""
        return self._by_code("admin1", f"{country.upper()}.{code}")

    def admin2(self, country: str, admin1: str, code: str) -> Place | None:
        """The admin-2 unit with GeoNames codes: ``("US", "LA", "079")`` is Rapides Parish."""
        return self._by_code("admin2", f"{country.upper()}.{admin1}.{code}")

    def capital(self, code: str) -> Place | None:
        """The capital of the country with an ISO code."""
        return self._by_code("capitals", code.upper())

    def _by_code(self, table: str, code: str) -> Place | None:
        for layer in self._layers:
            place_id = layer.meta.get(table, {}).get(code)
            if place_id is not None:
                return self.get(place_id)
            if (row := layer.row_of(f"{table}:{code}")) is not None:
                return layer.place(row)
        return None

    # -- by name -------------------------------------------------------------------------------------------

    def candidates(self, name: str) -> Sequence[Place]:
        """Places that answer exactly to a name (as `normalise` folds it), likeliest first, at most 200.

        People's names (demonyms) are not names of places here; see `demonym`. When nothing has the name as it
        stands, words for a kind of unit and for a part are taken off: "Sverdlovsk region", "central Kherson".
        The sequence equals a tuple of the same places; each is read when it is asked for.
        """
        key = normalise(name)
        found = self._bearers.get(key)
        if found is None:
            if len(self._bearers) > _CACHE_SIZE:
                self._bearers.clear()
            found = self._bearers[key] = bearers_of(self._layers, key)
        return found

    def hits(self, key: str, *, limit: int | None = None) -> tuple[Hit, ...]:
        """Like `candidates`, for a normalised key, with each place's right to the name and its weight."""
        found = self._hits.get(key)
        if found is None:
            if limit is not None:
                return hits_on(self._layers, key, limit)
            if len(self._hits) > _CACHE_SIZE:
                self._hits.clear()
            found = self._hits[key] = hits_on(self._layers, key)
        return found[:limit]

    def sketches(self, key: str) -> tuple[tuple[Sketch, ...], Sequence[Place]]:
        """What tells the places of `hits` from one another, and these places, none of which is made before its turn."""
        return sketches_on(self._layers, key)

    def demonym(self, word: str) -> tuple[Place, ...]:
        """Places whose people or manner a word names: "Russian", "Muscovite", "Parisians"."""
        key = normalise(word)
        return tuple(
            layer.place(row) for layer in self._layers for row, flag in layer.postings(key) if flag == NameFlag.DEMONYM
        )

    def name_class(self, key: str) -> NameClass | None:
        """Cheap facts about a normalised key, or None when no name is or begins with it.

        This is what a recogniser asks for every word: about a microsecond, half of it when asked before.
        ``kinds`` is 0 for a key that only begins longer names; ``longest`` bounds how many words to try.
        """
        found = self._classes.get(key, _UNASKED)
        if found is _UNASKED:
            if len(self._classes) > 4 * _CACHE_SIZE:
                self._classes.clear()
            found = self._classes[key] = merged_class(self._layers, key)
        return found

    def longest_name(self, words: Sequence[str], start: int = 0) -> tuple[int, NameClass] | None:
        """The longest name that the normalised words from ``start`` on spell, as (end, class).

        ``words`` are keys of single tokens (`normalise` of each; empty for marks that vanish in a key, such as
        hyphens, which are passed over).
        """
        return longest_name(self.name_class, words, start)

    def lookup(
        self, query: str, *, country: str | None = None, near: LonLat | None = None, limit: int = 10
    ) -> "tuple[Match, ...]":
        """Find what a person means: ``Paris``, ``Paris, Texas``, ``Long Beach, CA``, ``39.03, 125.75``, ``Pyongyagn``.

        Parameters
        ----------
        query : str
            A name, a name and its country or region after a comma, or latitude and longitude.
        country : str, optional
            ISO code that every result must have.
        near : LonLat, optional
            Results near here come first.

        Returns
        -------
        tuple of Match
            Likeliest first; the losers say why in ``why_not``. Fuzzy matches only when nothing fits exactly.
        """
        from geo.gazetteer.rank import lookup

        return lookup(self, query, country=country, near=near, limit=limit)

    def find_one(self, query: str, *, country: str | None = None, near: LonLat | None = None) -> Place:
        """The likeliest place for a query that must fit exactly; ``lat, lon`` gives a bare point.

        Raises
        ------
        PlaceNotFound
            When nothing fits, with what was perhaps meant.
        """
        from geo.gazetteer.rank import find_one

        return find_one(self, query, country=country, near=near)

    def keys_like(self, key: str) -> list[tuple[str, float]]:
        """Keys that a key may be a misspelling of, likeliest first, with similarity 0 to 1."""
        from geo.gazetteer.fuzzy import similar_keys

        return similar_keys(self._layers, key)

    def completions(self, prefix: str, *, limit: int = 10) -> tuple[Place, ...]:
        """The most prominent places with a name that begins with a prefix."""
        from geo.gazetteer.fuzzy import completions

        return completions(self._layers, prefix, limit)

    # -- by position ---------------------------------------------------------------------------------------

    def nearest(
        self, at: LonLat, *, limit: int = 1, radius_km: float = 50, min_population: int = 0
    ) -> tuple[Place, ...]:
        """The settlements nearest to a point, nearest first, within a radius."""
        from geo.gazetteer.nearby import nearest

        return nearest(self._layers, at, limit=limit, radius_km=radius_km, min_population=min_population)

    def within(self, box: BBox, *, min_population: int = 0, limit: int = 1000) -> tuple[Place, ...]:
        """Settlements in a box, most populous first; with ``min_population`` 0, places of every kind."""
        from geo.gazetteer.nearby import within

        return within(self._layers, box, min_population=min_population, limit=limit)

    # -- about ---------------------------------------------------------------------------------------------

    def prominence(self, place: Place) -> float:
        """A population-like figure for how likely news mean the place, comparable over all kinds."""
        for layer in self._layers:
            row = layer.row_of(place.id)
            if row is not None:
                return float(layer.prominence(row))
        return float(place.population)

    def note(self, place: Place) -> str:
        """The remark on a disputed or odd place; empty for most."""
        for layer in self._layers:
            row = layer.row_of(place.id)
            if row is not None:
                return layer.note(row)
        return ""

    def info(self) -> dict[str, Any]:
        """Layers with their counts, versions and licences."""
        hidden = {"countries", "admin1", "admin2", "capitals"}
        return {"layers": [{k: v for k, v in layer.meta.items() if k not in hidden} for layer in self._layers]}

    def __len__(self) -> int:
        return sum(map(len, self._layers))

    def __iter__(self) -> Iterator[Place]:
        for layer in self._layers:
            yield from layer

    def rows(self, layer: str | None = None) -> Iterator[tuple[Place, tuple[str, ...]]]:
        """Every place of one layer or of all, with the other keys that it answers to.

        Raises
        ------
        GazetteerError
            When no layer has that name.
        """
        chosen = [one for one in self._layers if layer in (None, one.meta["layer"])]
        if not chosen:
            there = ", ".join(str(one.meta["layer"]) for one in self._layers)
            raise GazetteerError(f"no layer is called {layer!r}; there is {there}")
        for one in chosen:
            names = one.names_by_row()
            for row in range(len(one)):
                place = one.place(row)
                main = normalise(place.name)
                yield place, tuple(name for name in names.get(row, ()) if name != main)

    def is_kind(self, key: str, kind: Kind) -> bool:
        """Whether a normalised key can mean a kind of place."""
        facts = self.name_class(key)
        return facts is not None and bool(facts.kinds & kind)


def _shipped() -> Path:
    path = _SHIPPED
    if not path.exists():
        from geo.datasets import data_file  # costs 25 ms, and is wanted for its message alone

        path = data_file(path.name)
    return path
