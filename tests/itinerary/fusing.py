"""Itineraries written down in a line each, for tests of fusing that do not depend on how articles are read."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from geo.articles.article import Article, Evidence
from geo.coords import LonLat
from geo.gazetteer.place import Place
from geo.itinerary import Itinerary, fuse
from geo.itinerary.journey import Contradiction, Leg, Precision, Stop, When
from geo.vocabulary import Mode, Status

# A coast that runs east: each place lies some 110 km beyond the one before it.
TOWNS = ("Aster", "Borage", "Clover", "Dill", "Elder", "Fennel", "Gorse", "Heath", "Iris", "Juniper")
PLACES = {
    name: Place(f"test:{name}", name, LonLat(float(k), 0.0), country="XA", feature="P.PPL")
    for k, name in enumerate(TOWNS)
} | {
    "Flora": Place("test:Flora", "Flora", LonLat(4.5, 0.0), country="XA", feature="A.PCLI"),
    "Fauna": Place("test:Fauna", "Fauna", LonLat(40.0, 0.0), country="XB", feature="A.PCLI"),
    "Dill Strait": Place("test:Dill Strait", "Dill Strait", LonLat(3.1, 0.3), country="", feature="H.STRT"),
    "Lynx": Place("test:Lynx", "Lynx", LonLat(40.0, 1.0), country="XB", feature="P.PPL"),
}
_STOP = re.compile(
    r"(?P<place>[A-Z][a-z]+(?: Strait)?)(?P<sign>[?~!]?)(?: (?P<day>\d+)(?:-(?P<last>\d+))?)?(?: by (?P<mode>[a-z]+))?"
    r"(?: in (?P<sentence>\d+))?"
)
_SIGNS = {"": Status.DONE, "?": Status.PLANNED, "~": Status.RUMOURED, "!": Status.DENIED}


def _day(number: int) -> date:
    return date(2031, 4, 30) + timedelta(days=number)


def may(day: int, last: int | None = None) -> When:
    """A day counted from the first of May, or some days."""
    start, end = _day(day), _day(last or day)
    words = f"on {day} May" + (f" – on {last} May" if last else "")
    return When(datetime.combine(start, time.min), datetime.combine(end, time.max), Precision.DAY, words)


def told(article: str, traveller: str, line: str, *aliases: str, disputed: Sequence[str] = ()) -> Itinerary:
    """Write an itinerary: "Aster 3 > Borage by sea > Clover? 7 > Dill! in 4".

    ``?`` is planned, ``~`` rumoured, ``!`` denied; a number is a day of May; "in 4" is the sentence that tells it,
    else each stop has a sentence of its own.
    """
    stops: list[Stop] = []
    modes: list[Mode] = []
    for k, part in enumerate(line.split(" > ")):
        found = _STOP.fullmatch(part)
        assert found, part
        sentence = 100 * int(found["sentence"] or k + 20)
        evidence = Evidence(article, sentence, sentence + 50, f"{article} on {found['place']}")
        when = may(int(found["day"]), int(found["last"]) if found["last"] else None) if found["day"] else None
        words = when.as_written if when else ""
        stops.append(Stop(PLACES[found["place"]], when, _SIGNS[found["sign"]], (evidence,), words))
        modes.append(Mode(found["mode"] or "unknown"))
    clashes = tuple(Contradiction(f"whether the journey goes to {name}", stops[0].evidence) for name in disputed)
    legs = tuple(Leg(a, b, mode, b.status, b.evidence) for a, b, mode in zip(stops, stops[1:], modes[1:], strict=False))
    return Itinerary(f"{traveller}'s way", traveller, tuple(stops), legs, clashes, aliases=aliases)


def articles(**days: int) -> list[Article]:
    """Articles by their names and the days of May on which they appeared."""
    return [Article(name, "", "", _day(day)) for name, day in days.items()]


def line_of(one: Itinerary) -> str:
    """An itinerary in the notation of `told`, with neither days nor modes."""
    signs = {status: sign for sign, status in _SIGNS.items()}
    return " > ".join(f"{s.place.name}{signs[s.status]}" for s in one.stops)


def fused_line(*itineraries: Itinerary, known: Sequence[Article] = ()) -> str:
    """The one journey that itineraries fuse to."""
    (one,) = fuse(itineraries, known)
    return line_of(one)


def leg_to(one: Itinerary, name: str) -> Leg:
    """The leg that leads to a place."""
    return next(leg for leg in one.legs if leg.destination.place.name == name)


def renamed(one: Itinerary, article: str) -> Itinerary:
    """The same itinerary as told by another article."""

    def moved(stop: Stop) -> Stop:
        return replace(stop, evidence=tuple(replace(e, article_id=article) for e in stop.evidence))

    stops = {id(s): moved(s) for s in one.stops}
    legs = tuple(replace(x, origin=stops[id(x.origin)], destination=stops[id(x.destination)]) for x in one.legs)
    return replace(one, stops=tuple(stops.values()), legs=legs)
