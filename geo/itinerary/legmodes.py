"""How a leg was travelled where no rule can tell: learnt from the words around its end, its traveller and the map."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from geo.gazetteer.place import Place
from geo.itinerary.contexts import Contexts
from geo.itinerary.journey import Itinerary, Leg, Stop
from geo.itinerary.lexicon import lexicon
from geo.itinerary.linear import model
from geo.itinerary.surroundings import rough_km
from geo.vocabulary import Mode

__all__ = ["MODES", "mode_features", "with_modes"]

MODES = (Mode.UNKNOWN, Mode.ROAD, Mode.RAIL, Mode.SEA, Mode.AIR, Mode.FOOT)
_WHY = "no word says how: the story's vehicles, its verbs and the way make it probable"
_WORDS = ("verb=", "moves=", "1<", "21<", "prep=", "is=", "trip=")
_FAR = (30.0, 150.0, 500.0, 1500.0, 5000.0)


def with_modes(itinerary: Itinerary, contexts: Contexts) -> Itinerary:
    """Give the legs of an itinerary whose mode is unknown the one that is probable."""
    if contexts.is_short:
        return itinerary
    who = (itinerary.traveller, *itinerary.aliases)
    legs = tuple(_judged(leg, who, contexts) if leg.mode is Mode.UNKNOWN else leg for leg in itinerary.legs)
    return replace(itinerary, legs=legs) if legs != itinerary.legs else itinerary


def _judged(leg: Leg, who: Sequence[str], contexts: Contexts) -> Leg:
    k = _spot_of(leg.destination, contexts)
    if k is None:
        return leg
    mode = MODES[model("modes").best(mode_features(contexts, k, who, leg.origin.place))]
    return leg if mode is Mode.UNKNOWN else replace(leg, mode=mode, because=(*leg.because, _WHY))


def _spot_of(stop: Stop, contexts: Contexts) -> int | None:
    """Where the text names a stop, in the words that tell of it."""
    spans = [(e.start, e.end) for e in stop.evidence]
    for k, spot in enumerate(contexts.spots):
        if spot.place.id == stop.place.id and any(start <= spot.offset < end for start, end in spans):
            return k
    return None


def mode_features(contexts: Contexts, k: int, who: Sequence[str], origin: Place) -> list[list[str]]:
    """The features of each mode for the leg that ends where the text names a place."""
    spot = contexts.spots[k]
    found = [f for f in contexts.around(k)[0] if f.startswith(_WORDS)]
    for back in (0, 1):
        if spot.sentence >= back:
            found += [f"beside {back} {mode}" for mode in _modes_in(contexts.words[spot.sentence - back])]
    words = [word for name in who for word in name.lower().split()]
    found += [f"who {mode}" for mode in _modes_in(words)] + [f"who is {word}" for word in words]
    counts: dict[str, int] = {}
    for row in contexts.words:
        for mode in _modes_in(row):
            counts[mode] = counts.get(mode, 0) + 1
    found += [f"told {mode} {min(count, 3)}" for mode, count in counts.items()]
    if counts:
        found.append(f"most {max(sorted(counts), key=lambda mode: counts[mode])}")
    far = rough_km(origin.at, spot.place.at)
    away = sum(far > limit for limit in _FAR)
    abroad = origin.country != spot.place.country
    found += [f"far {away}", f"far {away} {abroad}", f"from {origin.feature[:1]} to {spot.place.feature[:1]}"]
    return [[mode.value, *(f"{mode.value}: {f}" for f in found)] for mode in MODES]


def _modes_in(words: Iterable[str]) -> list[str]:
    """The modes that vehicles, trips and verbs among some words have."""
    lex, found = lexicon(), set[Mode]()
    for word in words:
        mode = lex.vehicles.get(word) or lex.trips.get(word)
        if mode is None and word in lex.forms:
            mode = next((row.mode for r in lex.forms[word] for row in lex.movements.get(r.lemma, ())[-1:]), None)
        if mode is not None and mode is not Mode.UNKNOWN:
            found.add(mode)
    return sorted(mode.value for mode in found)
