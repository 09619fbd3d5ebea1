"""Ranking what a person may have meant: exact before fuzzy, context before prominence, and why the others lost."""

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.coords import LonLat, geodesic_km, parse_latlon
from geo.errors import PlaceNotFound
from geo.gazetteer.names import normalise, query_variants
from geo.gazetteer.place import Place

if TYPE_CHECKING:
    from geo.gazetteer.store import Gazetteer, Hit

    Parents = tuple[tuple[Hit, ...], ...]  # for each name after a comma, the areas that it can mean

_BEARERS = 20  # of a name like the query
_OTHER_CASE = 0.5  # likeness of NATO and Nato
_KNOWN_IN_CAPITALS = {2: 70_000.0, 3: 70_000.0, 4: 20_000.0, 5: 5_000.0}  # prominence, by the number of capitals
_PARTED = re.compile(r"[,()]")  # Paris, Texas; Paris (Texas)

__all__ = ["Match", "find_one", "lookup", "fits_as_written"]


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a query may mean.

    Attributes
    ----------
    score : float
        0 to 1: how well the name fits and how likely this bearer of it is; only its order means something.
    matched : str
        The key that fitted.
    how : str
        ``exact``, ``alternate``, ``abbreviation``, ``historical``, ``short form``, ``metonym``, ``fuzzy`` or
        ``position``.
    why_not : str
        Why it is not the first; empty for the first.
    """

    place: Place
    score: float
    matched: str
    how: str
    why_not: str = ""


def lookup(
    gazetteer: "Gazetteer", query: str, *, country: str | None, near: LonLat | None, limit: int
) -> tuple[Match, ...]:
    """Find the places that a query may mean, likeliest first; see `Gazetteer.lookup`."""
    at = parse_latlon(query)
    if at is not None:
        return tuple(_at_position(gazetteer, at, limit))
    country = country.upper() if country else None
    matches = _exact(gazetteer, query, country, near) or _fuzzy(gazetteer, query, country, near)
    matches.sort(key=lambda m: (-m.score, m.place.id))
    unique: dict[str, Match] = {}
    for match in matches:
        unique.setdefault(match.place.id, match)
    return tuple(_explained(gazetteer, list(unique.values())[:limit], near))


def find_one(gazetteer: "Gazetteer", query: str, *, country: str | None, near: LonLat | None) -> Place:
    """The likeliest place for a query that must fit exactly; see `Gazetteer.find_one`."""
    at = parse_latlon(query)
    if at is not None:
        return Place(id=f"point:{at.lat:g},{at.lon:g}", name=f"{at.lat:g}, {at.lon:g}", at=at, source="query")
    found = lookup(gazetteer, query, country=country, near=near, limit=5)
    if found and found[0].how != "fuzzy":
        return found[0].place
    hint = f"; did you mean {_listed([m.place for m in found[:3]])}?" if found else ""
    inside = f" in {country.upper()}" if country else ""
    raise PlaceNotFound(f"no place is called {query!r}{inside}{hint}")


def _listed(places: list[Place]) -> str:
    names = list(dict.fromkeys(f"{p.name} ({p.country})" if p.country else p.name for p in places))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _at_position(gazetteer: "Gazetteer", at: LonLat, limit: int) -> list[Match]:
    places = gazetteer.nearest(at, limit=limit, radius_km=500)
    matches = []
    for i, place in enumerate(places):
        km = geodesic_km(at, place.at)
        why_not = f"{km:.0f} km away" if i else ""
        matches.append(Match(place, 1 / (1 + km / 25), f"{km:.1f} km away", "position", why_not))
    return matches


def _exact(gazetteer: "Gazetteer", query: str, country: str | None, near: LonLat | None) -> list[Match]:
    for key, parents in _readings(gazetteer, query):
        fitting = [hit for hit in gazetteer.hits(key) if _fits(hit.place, country, parents)]
        bare = not (country or parents)
        met = _key_met(gazetteer, key)
        matches = [
            Match(hit.place, _score(_OTHER_CASE, hit.weight, hit.place, near), met, "fuzzy")
            if bare and not fits_as_written(gazetteer, query, hit)
            else Match(hit.place, _score(1.0, _weight(hit, query), hit.place, near), met, hit.how)
            for hit in fitting
        ]
        if matches:
            return matches
    return []


def fits_as_written(gazetteer: "Gazetteer", text: str, hit: "Hit") -> bool:
    """Tell whether the capitals of a text let it stand for a place, rather than for an organisation or a word.

    OSLO can, NATO cannot, though a town in the Philippines is called Nato: up to five capitals alone are a name of a
    town only when it is well known, the better the fewer they are. What a person filed as an abbreviation always can,
    and so can what is no settlement and no county. An airport's code is written in letters of one case: DON, not Don.
    """
    initials = text.strip().replace(".", "")
    if hit.how == "abbreviation" and hit.place.feature == "S.AIRP":
        return initials.isupper() or initials.islower()
    least = _KNOWN_IN_CAPITALS.get(len(initials))
    if least is None or not (initials.isascii() and initials.isalpha() and initials.isupper()):
        return True
    if hit.how not in ("exact", "alternate", "short form") or hit.place.name.isupper():
        return True
    if hit.place.feature_class != "P" and hit.place.feature != "A.ADM2":
        return True
    return gazetteer.prominence(hit.place) >= least


def _weight(hit: "Hit", query: str) -> float:
    """A name with a dot at its end is an abbreviation rather than a town (Man., Miss.), in small letters hardly one."""
    if hit.how != "abbreviation":
        return hit.weight
    if query.rstrip().endswith("."):
        return hit.weight * 20
    return hit.weight if query.isupper() or query.islower() or "." in query else hit.weight / 200


def _key_met(gazetteer: "Gazetteer", key: str) -> str:
    """The key that answered: the query's own, or the first of its variants that is a name."""
    for tried in (key, *query_variants(key)):
        facts = gazetteer.name_class(tried)
        if facts is not None and facts.kinds:
            return tried
    return key


def _readings(gazetteer: "Gazetteer", query: str) -> "list[tuple[str, Parents]]":
    """The ways to read a query: name by name with its parents after the commas, or as it stands."""
    whole: list[tuple[str, Parents]] = [(normalise(query), ())]
    parts = [p for p in (normalise(part) for part in _PARTED.split(query)) if p]
    if len(parts) < 2:
        return whole
    areas = (tuple(h for h in gazetteer.hits(part) if h.place.is_area) for part in parts[1:])
    parents = tuple(group for group in areas if group)
    parted = [(parts[0], parents)] if parents else []
    swapped: list[tuple[str, Parents]] = [(f"{parts[1]} {parts[0]}", ())] if len(parts) == 2 else []
    return [*parted, *whole, *swapped]


def _fits(place: Place, country: str | None, parents: "Parents") -> bool:
    if country and place.country != country:
        return False
    return all(any(_is_in(place, hit.place) for hit in group) for group in parents)


def _is_in(place: Place, area: Place) -> bool:
    if place.id == area.id:
        return False
    if area.is_country:
        return place.country == area.country
    if area.feature == "A.ADM1":
        return (place.country, place.admin1) == (area.country, area.admin1)
    if area.feature == "A.ADM2":
        return (place.country, place.admin1, place.admin2) == (area.country, area.admin1, area.admin2)
    return area.bbox is not None and area.bbox.contains(place.at)


def _fuzzy(gazetteer: "Gazetteer", query: str, country: str | None, near: LonLat | None) -> list[Match]:
    matches = []
    for key, parents in _readings(gazetteer, query):
        for similar, likeness in gazetteer.keys_like(key):
            matches += [
                Match(hit.place, _score(likeness**2, hit.weight, hit.place, near), similar, "fuzzy")
                for hit in gazetteer.hits(similar, limit=_BEARERS)
                if _fits(hit.place, country, parents)
            ]
        if matches:
            break
    return matches


def _score(likeness: float, weight: float, place: Place, near: LonLat | None) -> float:
    value = math.log(weight + 1)
    if near is not None:
        km = geodesic_km(near, place.at)
        if place.bbox is not None and place.bbox.contains(near):
            km = min(km, 25.0)
        value -= 2.5 * math.log1p(km / 25)
    return round(likeness * 1 / (1 + math.exp(-(value - 8) / 3.5)), 4)


def _explained(gazetteer: "Gazetteer", matches: list[Match], near: LonLat | None) -> list[Match]:
    if not matches:
        return []
    first = matches[0]
    return [first, *(replace(m, why_not=m.why_not or _why_not(gazetteer, m, first, near)) for m in matches[1:])]


def _why_not(gazetteer: "Gazetteer", loser: Match, winner: Match, near: LonLat | None) -> str:
    if loser.how == "fuzzy" and loser.matched == winner.matched and winner.how != "fuzzy":
        return "not as it is written"
    if loser.how == "fuzzy" and loser.matched != winner.matched:
        return f"spelt less alike than {winner.place.name}"
    if near is not None:
        far, close = geodesic_km(near, loser.place.at), geodesic_km(near, winner.place.at)
        if far > close:
            return f"{far:,.0f} km away against {close:,.0f} km"
    if loser.how != winner.how and winner.how == "exact":
        return f"has the name only as {_article(loser.how)}"
    if loser.place.population and winner.place.population > loser.place.population:
        return f"{loser.place.population:,} people against {winner.place.population:,}"
    if gazetteer.prominence(loser.place) < gazetteer.prominence(winner.place):
        return "less known"
    return f"has the name only as {_article(loser.how)}"


def _article(how: str) -> str:
    article = "an" if how[0] in "aeiou" else "a"
    return (
        f"{article} {how}" if how in ("abbreviation", "metonym", "short form", "variant") else f"{article} {how} name"
    )
