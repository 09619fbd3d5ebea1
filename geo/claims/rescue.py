"""Second thoughts on places, where a claim's own grammar says more than the words around a name usually do.

The slot before "is 30 km from" or behind "north of" holds a place, so a capitalised name there is looked up even when
recognition passed it over; a figure is measured from a city, so "Kyiv" there is not the province; and of several places
of one name, another is meant when the one first chosen is out of all reach.
"""

import math
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.claims.claim import DistanceClaim, Endpoint, EndpointKind
from geo.claims.figures import speeds
from geo.claims.items import PlaceMention
from geo.claims.phrases import CALENDAR, load_phrases
from geo.coords import geodesic_km
from geo.gazetteer.place import Place
from geo.geoparse.lexicon import COMMON_WORDS
from geo.tokens import Token

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer

__all__ = ["unrecognised", "whole_names", "within_reach"]

_LONGEST_NAME = 4
_HYPHENS, _LONGEST_PARTICLE = frozenset("-‐‑"), 3
_PARTICLES = frozenset("of on in the de da do del di la le el al bin ibn les sur upon und am an der den".split())
_BEFORE = frozenset(
    "from of between and to reach reached reaches in at near the while that said says where is lies sits stands than "
    "for left leaving , ( ; : – — “ both into off or central southern northern eastern western town city village port "
    "hit struck entered captured seized retook shelled approached passed visited abandoned occupied around outside "
    "toward towards separate separates leaves leave via departed nearby".split()
)
_AFTER = frozenset(
    ", ( ) . ; : – — - / and or to with for by ” as in at on ! ? from than where which who has had was were "
    "'s ’s".split()
)
_NO_NAMES = COMMON_WORDS | frozenset("a an we he it i on in at by to or so my up no as if is trains situated".split())
_TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. president minister general gen gen. colonel col col. sir lord lady king queen "
    "prince pope captain capt capt. judge senator sen sen. governor gov gov. mayor professor prof prof. saint".split()
)
_FEATURES = frozenset("PSTAHL")
_COMPASS = frozenset("north south east west".split())
_OUT_OF_REACH, _DOUBTFUL = 2.5, 1.5
# a straight line is no longer than the way told, and seldom under half of it
_LEAST_SHARE, _MOST_SHARE, _MOST_SHARE_FAR = 0.5, 1.15, 1.4


def whole_names(
    tokens: Sequence[Token], mentions: Mapping[int, PlaceMention], gazetteer: "Gazetteer"
) -> dict[int, PlaceMention]:
    """Read on where a name was found that is only the head of a hyphenated one: "Qala" of "Qala-e-Naw".

    The whole name is looked up; one that the gazetteer lacks is a place not known, and not the one of its head.
    """
    known = {m.place.id: m.place for m in mentions.values() if m.place is not None}
    found: dict[int, PlaceMention] = {}
    for first, mention in mentions.items():
        last = mention.last
        while last + 1 < len(tokens) and tokens[last].text in _HYPHENS and _touch(tokens, last - 1, last + 2):
            last += 2
        middle = [t.text for t in tokens[mention.last + 1 : last - 1 : 2]]
        particle = bool(middle) and all(word.islower() and len(word) <= _LONGEST_PARTICLE for word in middle)
        if particle and tokens[last - 1].is_capitalised:
            text = _written(tokens[first:last])
            places = [p for p in gazetteer.candidates(text) if p.feature_class in _FEATURES]
            place = _likeliest(places, known.values(), gazetteer) if places else None
            found[first] = PlaceMention(first, last, text, place, True)
    return found


def _touch(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether no space stands between tokens."""
    pairs = zip(tokens[first : last - 1], tokens[first + 1 : last], strict=True)
    return all(a.end == b.start for a, b in pairs)


def unrecognised(
    tokens: Sequence[Token],
    span: tuple[int, int],
    covered: Set[int],
    known: Collection[Place],
    gazetteer: "Gazetteer",
) -> dict[int, PlaceMention]:
    """Find names and demonyms in a sentence with a figure that recognition passed over.

    Parameters
    ----------
    span : tuple of int
        The sentence, as a half-open range of tokens.
    covered : set of int
        Tokens that recognition found names in, in the whole text; never overridden.
    known : collection of Place
        The places of the text.
    """
    found: dict[int, PlaceMention] = {}
    at = span[0]
    while at < span[1]:
        opens = at == span[0] or tokens[at - 1].text in {"“", '"', ":", "(", "–", "—", ";"}
        if at in covered or not tokens[at].is_capitalised or (opens and tokens[at].text.lower() in _NO_NAMES):
            at += 1
            continue
        mention = (
            _half(tokens, at, known, gazetteer)
            or _demonym(tokens, at, gazetteer)
            or _name(tokens, at, span, covered, gazetteer, known)
        )
        if mention is None:
            at += 1
            continue
        found[mention.first] = mention
        at = mention.last
    return found


def _half(tokens: Sequence[Token], at: int, known: Collection[Place], gazetteer: "Gazetteer") -> PlaceMention | None:
    """Read "the North" in a text that names South Korea: the other half of a land that is spoken of."""
    word = tokens[at].text
    if word.lower() not in _COMPASS or at == 0 or tokens[at - 1].text.lower() != "the":
        return None
    for place in known:
        side, _, land = place.name.partition(" ")
        if place.is_country and side.lower() in _COMPASS and land and not tokens[at].text.isupper():
            half = next((p for p in gazetteer.candidates(f"{word} {land}") if p.is_country), None)
            if half is not None:
                return PlaceMention(at, at + 1, word, half, True)
    return None


def _demonym(tokens: Sequence[Token], at: int, gazetteer: "Gazetteer") -> PlaceMention | None:
    places = gazetteer.demonym(tokens[at].text)
    follows = at + 1 < len(tokens) and (tokens[at + 1].text[:1].islower() or tokens[at + 1].text == "-")
    return PlaceMention(at, at + 1, tokens[at].text, places[0], False) if places and follows else None


def _name(
    tokens: Sequence[Token],
    at: int,
    span: tuple[int, int],
    covered: Set[int],
    gazetteer: "Gazetteer",
    known: Collection[Place],
) -> PlaceMention | None:
    if not _slot_before(tokens, at, span[0]) or _is_compound(tokens, at):
        return None
    for length in range(_LONGEST_NAME * 2, 0, -1):
        last = at + length
        if last > span[1] or not covered.isdisjoint(range(at, last)) or not tokens[last - 1].is_capitalised:
            continue
        if not _is_run(tokens[at:last]) or not _slot_after(tokens, last, span[1]):
            continue
        text = _written(tokens[at:last])
        if text.lower() in _COMPASS:
            continue
        numbered = last < span[1] and tokens[last].text.isdecimal()  # "U.S. 79" is a road
        places = [p for p in gazetteer.candidates(text) if p.feature_class in _FEATURES]
        road = text.lower() in load_phrases().ways or any(p.is_country or p.feature == "A.ADM1" for p in places)
        if numbered and road:
            return None
        letters = text.isupper() and length == 1 and not any(p.is_country for p in places)  # "UN" is no village
        if places and not letters and text.lower() not in CALENDAR:
            return PlaceMention(at, last, text, _likeliest(places, known, gazetteer), True)
    return None


def _is_compound(tokens: Sequence[Token], at: int) -> bool:
    """Tell a word that a hyphen ties to one in lower case: "Bullet-pocked"."""
    tail = tokens[at + 1 : at + 3]
    return len(tail) == 2 and tail[0].text in _HYPHENS and tail[1].text.islower() and _touch(tokens, at, at + 3)


def _written(tokens: Sequence[Token]) -> str:
    text = tokens[0].text
    for before, token in zip(tokens, tokens[1:], strict=False):
        text += ("" if token.start == before.end else " ") + token.text
    return text


def _is_run(tokens: Sequence[Token]) -> bool:
    return all(t.is_capitalised or t.text in {"-", "’", "'"} or t.text in _PARTICLES for t in tokens)


def _slot_before(tokens: Sequence[Token], at: int, start: int) -> bool:
    if at == start:
        return True
    before = tokens[at - 1].text
    if before.lower() in _TITLES:
        return False
    dash = before in _HYPHENS and tokens[at - 1].end < tokens[at].start
    return dash or before.lower() in _BEFORE or before in {"”", '"', "•", "*"}


def _slot_after(tokens: Sequence[Token], at: int, end: int) -> bool:
    if at >= end:
        return True
    after = tokens[at].text.lower()
    phrases = load_phrases()
    return after in _AFTER or after in phrases.located or after in phrases.classes or after[:1].isdecimal()


def _likeliest(places: Sequence[Place], known: Collection[Place], gazetteer: "Gazetteer") -> Place:
    """Weigh prominence, the countries the text speaks of, and nearness to its other places."""
    countries = {p.country for p in known}
    spots = [p.at for p in known if not p.is_country]

    def weight(place: Place) -> float:
        away = min((geodesic_km(place.at, spot) for spot in spots), default=0.0)
        spoken = 4.0 if place.country in countries else 0.0
        return math.log1p(gazetteer.prominence(place)) + spoken - 0.8 * math.log1p(away / 100.0)

    return max(places[:40], key=weight)


def within_reach(claim: DistanceClaim, names: Mapping[str, str], gazetteer: "Gazetteer") -> DistanceClaim:
    """Change an end for its namesake, when the one chosen is out of all reach and the namesake is not.

    The namesake must lie in the other end's country, or be the more prominent of the two: a writer who means the
    lesser Havana says so.

    Parameters
    ----------
    names : mapping
        Place id to the words that named it in the text.
    """
    origin, destination, reach = claim.origin, claim.destination, _reach(claim)
    if origin is None or destination is None or reach is None:
        return claim
    if {origin.kind, destination.kind} != {EndpointKind.POINT}:
        return claim
    ratio = geodesic_km(origin.place.at, destination.place.at) / reach[1]
    if ratio < (_DOUBTFUL if claim.hours is None else 1.0):
        return claim
    both = _first_of_each(origin.place, destination.place, reach, names, gazetteer)
    if both is not None:
        return replace(claim, origin=Endpoint(both[0]), destination=Endpoint(both[1]))
    far = ratio >= _OUT_OF_REACH

    def gain(namesake: Place, place: Place) -> float:
        return gazetteer.prominence(namesake) / max(1.0, gazetteer.prominence(place))

    goal = _namesake(destination.place, origin.place, reach, names, gazetteer, far=far)
    start = _namesake(origin.place, destination.place, reach, names, gazetteer, far=far)
    if goal is None and start is None:
        return claim
    if start is None or (goal is not None and gain(goal, destination.place) >= gain(start, origin.place)):
        return replace(claim, destination=Endpoint(goal or destination.place))
    return replace(claim, origin=Endpoint(start))


def _first_of_each(
    start: Place, goal: Place, reach: tuple[float, float], names: Mapping[str, str], gazetteer: "Gazetteer"
) -> tuple[Place, Place] | None:
    """Return the most prominent bearers of both names, where both were passed over and the figure fits them."""
    best = []
    for place in (start, goal):
        namesakes = gazetteer.candidates(names.get(place.id, place.name))
        best.append(max(namesakes, key=gazetteer.prominence, default=place))
    if best[0].id == start.id or best[1].id == goal.id:
        return None
    return (best[0], best[1]) if reach[0] <= geodesic_km(best[0].at, best[1].at) <= _MOST_SHARE * reach[1] else None


def _reach(claim: DistanceClaim) -> tuple[float, float] | None:
    """Say between which lengths a claim's ends may lie: near its figure, or what one covers in its time."""
    km = claim.km_high or claim.km
    if km is not None:
        return _LEAST_SHARE * km, km
    if claim.hours is None:
        return None
    slow, fast = speeds(claim.mode)
    return slow * claim.hours, fast * (claim.hours_high or claim.hours)


def _namesake(
    place: Place,
    other: Place,
    reach: tuple[float, float],
    names: Mapping[str, str],
    gazetteer: "Gazetteer",
    *,
    far: bool,
) -> Place | None:
    if place.is_country:
        return None
    known = gazetteer.prominence(place)
    most = _MOST_SHARE_FAR if far else _MOST_SHARE
    fitting = [
        p
        for p in gazetteer.candidates(names.get(place.id, place.name))
        if p.id != place.id
        and not p.is_country
        and reach[0] <= geodesic_km(p.at, other.at) <= most * reach[1]
        and (gazetteer.prominence(p) > known or (far and p.country == other.country != place.country))
    ]
    return max(fitting, key=gazetteer.prominence, default=None)
