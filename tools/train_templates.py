"""Fill the patterns of tools/training/templates.tsv with names of the gazetteer, a country at a time."""

import csv
import random
import re
from pathlib import Path

from geo.coords import BBox
from geo.gazetteer.place import Place
from geo.gazetteer.store import Gazetteer
from geo.geoparse.lexicon import FIRST_NAMES
from tools.train_data import Sample, unmark

__all__ = ["made_up"]

HERE = Path(__file__).resolve().parent
_SLOT = re.compile(r"\{([A-Z]+)(-UP)?\}")
_WORLD = BBox(-180.0, -90.0, 180.0, 90.0)
_SURNAMES = """\
Abbott Ahmed Akhtar Ali Alvarez Andersen Baker Bauer Becker Bello Bianchi Brown Carter Castro Chen Clarke Cohen
Costa Cruz Davies Diallo Diaz Dubois Eriksen Evans Farah Fernandez Fischer Fofanah Gao Garcia Ghosh Gomez Green
Haddad Hansen Harris Hassan Horvat Hughes Ibrahim Ivanov Jansen Johnson Jones Kamara Kato Kaya Keita Khan Kim
Kovac Kumar Larsen Lee Lopez Ma Mahmoud Martin Mbeki Mensah Meyer Mikhailov Miller Mohamud Moreau Murphy Mwangi
Nagy Nakamura Ncube Nguyen Novak Nowak Obi Okafor Olsen Osman Ouedraogo Park Patel Pereira Petrov Popescu Rahman
Ramos Reyes Rossi Russo Salazar Santos Sato Schmidt Shah Silva Singh Smirnov Smith Suarez Suzuki Tadesse
Takahashi Taylor Tesfaye Toure Tran Traore Usman Vargas Walker Wang Weber Williams Wilson Wood Yamada Yilmaz
Zhang Zulu""".split()
_TOWNS_AS_FIRST = """\
Paris Austin Dallas Houston Sydney Florence Victoria Charlotte Madison Savannah Chelsea Brooklyn Jordan Israel
Chad Georgia Virginia Carolina Dakota Cheyenne Phoenix Orlando Lincoln Jackson Troy Tyler Clinton Preston Kent
Chester Devon Logan Carson Kingston Hudson Camden Milan Vienna Sofia Adelaide Alexandria Lourdes Santiago Diego
Francisco Salvador Leon Valencia Marina Asia India Kenya America Holland London Boston Denver Memphis Raleigh
Lancaster Stanley""".split()
_TOWNS_AS_LAST = """\
London Lincoln Washington Houston Jackson Cleveland Hamilton Wellington Lancaster York Preston Bolton Burton
Hull Warwick Stafford Bradford Sheffield Windsor Holland France Ireland England Israel Jordan Kent Bristol
Durham Ashford Milton Barnsley Halifax Austin Dallas Madison Monroe Montgomery Raleigh Arlington Berlin Hamburg
Wien Florence Valencia Toledo Cordoba Medina Santiago Lima Medellin Trujillo Zamora Lugo Navarro Segovia Leon
Marino Genova Milano Romano Napoli Ferrara Paris Lyon Orleans Calais Tours Perth Sydney Darwin Kobe Kyoto Osaka
Bari Ancona Dublin Cork""".split()
_BODIES = """AP Reuters AFP Hezbollah NATO UNICEF Greenpeace Shell Toyota Gazprom Samsung Maersk Amnesty Oxfam Interpol
Arsenal Juventus Rangers Celtic Ajax Benfica Wanderers Flamengo Dynamo Xinhua Interfax Tass""".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()


class _World:
    """Names of places by country."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.towns: dict[str, list[str]] = {}
        self.villages: dict[str, list[str]] = {}
        self.regions: dict[str, list[str]] = {}
        for place in gazetteer.within(_WORLD, min_population=500, limit=200_000):
            if place.feature_class != "P" or not _plain(place):
                continue
            group = self.towns if place.population >= 30_000 else self.villages
            group.setdefault(place.country, []).append(place.name)
        self.people = _demonyms(HERE.parent / "geo" / "gazetteer" / "curated" / "demonyms.csv")
        self.countries = sorted(c for c in self.people if len(self.towns.get(c, ())) > 5 and self.villages.get(c))
        for code in self.countries:
            found = (gazetteer.admin1(code, f"{n:02d}") for n in range(30))
            self.regions[code] = [p.name for p in found if p is not None and _plain(p)] or self.towns[code]


def _plain(place: Place) -> bool:
    return place.name.replace("-", "").replace(" ", "").replace("'", "").isalpha() and place.name[0].isupper()


def _demonyms(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["target"].startswith("country:") and re.search(r"(n|sh|se|i|ic|ch|ss|k)$", row["word"]):
                found.setdefault(row["target"][8:], []).append(row["word"])
    return found


class _Filler:
    """Fills one pattern."""

    def __init__(self, world: _World, rng: random.Random) -> None:
        self.world, self.rng = world, rng
        self.code = rng.choice(world.countries)
        self.surname = {"L": "Smith", "LT": "London", "PTF": rng.choice(_TOWNS_AS_FIRST)}

    def __call__(self, slot: re.Match[str]) -> str:
        name, upper = slot.group(1), slot.group(2)
        made = getattr(self, "_" + name.lower())() if hasattr(self, "_" + name.lower()) else self.surname[name]
        made = made.upper() if upper else made
        if name in ("T", "V", "K", "C", "R", "H"):
            return f"[[{made}]]"
        return f"{{{{{made}}}}}" if name == "D" else made

    def _country(self) -> str:
        return self.code if self.rng.random() < 0.8 else self.rng.choice(self.world.countries)

    def _t(self) -> str:
        return self.rng.choice(self.world.towns[self._country()])

    def _tn(self) -> str:
        return self.rng.choice(self.world.towns[self.rng.choice(self.world.countries)])

    def _v(self) -> str:
        names = self.world.villages[self._country()]
        first = self.rng.choice(names)
        if self.rng.random() < 0.5:
            return first
        other = self.rng.choice(names).split(" ")[-1].split("-")[-1]
        stem = first.split(" ")[0].split("-")[0]
        return stem[: max(2, len(stem) // 2)] + other[len(other) // 2 :].lower()

    def _c(self) -> str:
        place = self.world.gazetteer.country(
            self.code if self.rng.random() < 0.5 else self.rng.choice(self.world.countries)
        )
        return place.name if place else "France"

    def _k(self) -> str:
        place = self.world.gazetteer.capital(
            self.code if self.rng.random() < 0.5 else self.rng.choice(self.world.countries)
        )
        return place.name if place else "Paris"

    def _r(self) -> str:
        return self.rng.choice(self.world.regions[self.code])

    def _h(self) -> str:
        return self.rng.choice(
            ["Volga", "Niger", "Danube", "Mekong", "Baltic Sea", "Black Sea", "Nile", "Rhine", "Indus"]
        )

    def _d(self) -> str:
        return self.rng.choice(self.world.people[self._country()])

    def _p(self) -> str:
        self.surname["L"] = self.rng.choice(_SURNAMES)
        return f"{self.rng.choice(sorted(FIRST_NAMES)).capitalize()} {self.surname['L']}"

    def _pt(self) -> str:
        roll = self.rng.random()
        first = self.rng.choice(_TOWNS_AS_FIRST) if roll < 0.6 else self.rng.choice(sorted(FIRST_NAMES)).capitalize()
        if roll < 0.35:
            last = self.rng.choice(_SURNAMES)
        else:
            last = self.rng.choice(_TOWNS_AS_LAST) if self.rng.random() < 0.7 else self._tn().split(" ")[-1]
        self.surname["LT"] = last
        return f"{first} {last}"

    def _n(self) -> str:
        return str(self.rng.choice((2, 3, 7, 12, 16, 20, 34, 40, 56, 80, 110, 200)))

    def _w(self) -> str:
        return self.rng.choice(_WEEKDAYS)

    def _m(self) -> str:
        return self.rng.choice(_MONTHS)

    def _b(self) -> str:
        return self.rng.choice(_BODIES)


def made_up(gazetteer: Gazetteer, rounds: int = 2, seed: int = 4) -> list[Sample]:
    """Fill every pattern ``rounds`` times, each time about another country."""
    world = _World(gazetteer)
    lines = (HERE / "training" / "templates.tsv").read_text(encoding="utf-8").split("\n")
    patterns: list[str] = []
    for line in lines:
        if line.startswith("#") or not line.strip():
            continue
        if patterns and _is_headline(patterns[-1]):
            patterns[-1] += "\n" + line
        else:
            patterns.append(line)
    samples = []
    for n in range(rounds):
        for k, pattern in enumerate(patterns):
            text, toponyms = unmark(_SLOT.sub(_Filler(world, random.Random(f"{seed}/{n}/{k}")), pattern))
            samples.append(Sample(f"made-{n}-{k}", "own", f"made-{n}-{k}", text, toponyms))
    return samples


def _is_headline(pattern: str) -> bool:
    words = _SLOT.sub("", pattern)
    return "\n" not in pattern and "." not in pattern and words == words.upper()
