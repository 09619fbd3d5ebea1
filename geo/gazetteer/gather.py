"""The places of the shipped gazetteer while it is being put together, before they are compiled."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from geo.errors import GazetteerError
from geo.gazetteer.compile import Compiler
from geo.gazetteer.names import normalise
from geo.gazetteer.place import Place
from geo.gazetteer.schema import WEIGHTS, NameFlag

__all__ = ["Draft", "Gathered"]


@dataclass(slots=True)
class Draft:
    """A place to be, with what it is called and how well known it is."""

    place: Place
    prominence: float
    keys: dict[str, NameFlag] = field(default_factory=dict)
    note: str = ""

    def call(self, name: str, flag: NameFlag) -> None:
        """File it under a name; the stronger right stays when the key is there already."""
        self.call_key(normalise(name), flag)

    def call_key(self, key: str, flag: NameFlag) -> None:
        """File it under a key."""
        known = self.keys.get(key)
        if key and (known is None or WEIGHTS[flag] > WEIGHTS[known]):
            self.keys[key] = flag


class Gathered:
    """All drafts, by id, by country and by admin-1 code."""

    def __init__(self) -> None:
        self._drafts: dict[str, Draft] = {}
        self.countries: dict[str, Draft] = {}
        self.admin1: dict[str, Draft] = {}
        self.capitals: dict[str, str] = {}
        self._demonyms: list[tuple[str, str]] = []
        self._cities: dict[tuple[str, str], Draft] = {}

    def __len__(self) -> int:
        return len(self._drafts)

    def __iter__(self) -> Iterator[Draft]:
        return iter(self._drafts.values())

    def add(self, place: Place, prominence: float, note: str = "") -> Draft:
        """Add a place under its own name.

        Raises
        ------
        GazetteerError
            When the id is there already.
        """
        if place.id in self._drafts:
            raise GazetteerError(
                f"two places have the id {place.id}: {self._drafts[place.id].place.name}, {place.name}"
            )
        if place.feature_class == "P":
            self._cities.clear()
        draft = self._drafts[place.id] = Draft(place, prominence, note=note)
        draft.call(place.name, NameFlag.MAIN)
        return draft

    def get(self, place_id: str) -> Draft | None:
        """The draft with an id."""
        return self._drafts.get(place_id)

    def crown(self, country: str, draft: Draft) -> None:
        """Mark a capital: of a large country it stands for the government, and comes before larger namesakes."""
        self.capitals[country] = draft.place.id
        draft.place = replace(draft.place, feature="P.PPLC")
        nation, people = self.countries[country].place.population, draft.place.population
        draft.prominence = max(people + min(people * 2.0, 2e6) + 20_000, nation * 0.02)

    def demonym(self, word: str, place_id: str) -> None:
        """Let a word name the people of a place."""
        self._demonyms.append((normalise(word), place_id))

    def city(self, country: str, name: str) -> Draft | None:
        """The largest settlement of a country that has a name, main names before others."""
        if not self._cities:
            self._index_cities()
        return self._cities.get((country, normalise(name)))

    def _index_cities(self) -> None:
        rank: dict[tuple[str, str], tuple[bool, float]] = {}
        for draft in self:
            if draft.place.feature_class != "P":
                continue
            for key, flag in draft.keys.items():
                slot, worth = (draft.place.country, key), (flag == NameFlag.MAIN, draft.prominence)
                if slot not in rank or worth > rank[slot]:
                    rank[slot], self._cities[slot] = worth, draft

    def target(self, reference: str) -> Draft | None:
        """The draft that ``country:US``, ``admin1:US.CA``, ``city:FR:Paris``, ``curated:…`` or ``geonames:…`` means."""
        kind, _, rest = reference.partition(":")
        if kind == "country":
            return self.countries.get(rest)
        if kind == "admin1":
            return self.admin1.get(rest)
        if kind == "city":
            country, _, name = rest.partition(":")
            return self.city(country, name)
        return self._drafts.get(reference)

    def compile(self, compiler: Compiler) -> None:
        """Hand everything to a compiler."""
        rows: dict[str, int] = {}
        for draft in self:
            row = rows[draft.place.id] = compiler.add_place(draft.place, draft.prominence, draft.note)
            for key, flag in draft.keys.items():
                compiler.add_name(row, key, flag)
            place = draft.place
            if place.feature == "A.ADM2":
                compiler.add_code(row, f"admin2:{place.country}.{place.admin1}.{place.admin2}")
        for key, place_id in self._demonyms:
            compiler.add_name(rows[place_id], key, NameFlag.DEMONYM)

    def faults_in(self, references: Iterable[tuple[str, str]]) -> list[str]:
        """Messages for references that mean no place."""
        return [f"{where}: no place answers to {ref}" for where, ref in references if self.target(ref) is None]
