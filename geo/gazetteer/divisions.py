"""Admin-1 and admin-2 units of the shipped gazetteer."""

from collections import defaultdict
from typing import Any

from geo.coords import LonLat
from geo.gazetteer.extent import box_around, hull_centre
from geo.gazetteer.gather import Draft, Gathered
from geo.gazetteer.names import is_latin, normalise, strip_generic
from geo.gazetteer.packages import Division, read_us_states
from geo.gazetteer.place import Place
from geo.gazetteer.schema import NameFlag

__all__ = ["add_divisions", "display_name"]


def add_divisions(
    world: Gathered, cities: dict[str, Any], divisions: dict[int, Division], members: dict[int, tuple[int, ...]]
) -> int:
    """Add admin-1 and admin-2 units at the mean of their settlements; return how many have none and were left out."""
    points: dict[int, list[LonLat]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    for geonameid, rows in members.items():
        city = cities.get(str(geonameid))
        if city is None:
            continue
        for row in rows:
            points[row].append(LonLat(city["longitude"], city["latitude"]))
            people[row] += city["population"]
    missing = 0
    for row, division in divisions.items():
        level = division.code.count(".")
        if level not in (1, 2):
            continue
        if row in points:
            _add_division(world, division, points[row], people[row])
        else:
            missing += 1
    return missing


def _add_division(world: Gathered, division: Division, points: list[LonLat], people: int) -> None:
    level = division.code.count(".")
    parts = [*division.code.split("."), ""]
    place_id = f"geonames:{division.geonameid}" if division.geonameid else f"admin{level}:{division.code}"
    if world.get(place_id) is not None:
        return
    place = Place(
        id=place_id, name=display_name(division), at=hull_centre(points),
        bbox=box_around(points, 0.1 if level == 2 else 0.2), country=parts[0], admin1=parts[1], admin2=parts[2],
        feature=f"A.ADM{level}", population=people, source="geonames",
    )  # fmt: skip
    # Kent and Cornwall are spoken of as places; Orange County rather as a court and a sheriff.
    key = normalise(place.name)
    share = 0.25 if level == 1 else 0.2 if strip_generic(key) == key else 0.1
    draft = world.add(place, people * share + (50_000 if level == 1 else 1_000))
    for name in (division.name, *division.aliases):
        _call(draft, normalise(name), level)
    for key in list(draft.keys):
        if is_latin(key):
            draft.call_key(strip_generic(key), NameFlag.DERIVED)
    if level == 1:
        world.admin1[division.code] = draft


def _call(draft: Draft, key: str, level: int) -> None:
    """File a unit under one of its names; a bare one is a short form, for it is the capital's name as well."""
    if not is_latin(key):
        draft.call_key(key, NameFlag.SCRIPT)
    elif level == 1:
        draft.call_key(key, NameFlag.VARIANT if strip_generic(key) != key else NameFlag.DERIVED)
    else:
        draft.call_key(key, NameFlag.ALTERNATE)


_ENGLISH_TAILS = (
    " Oblast", " Krai", " Province", " Region", " Governorate", " State", " Republic", " County", " District",
    " Prefecture", " Department", " Territory", " Canton", " Autonomous Okrug", " Municipality", " Voivodeship",
)  # fmt: skip


_ENGLISH_HEADS = ("North ", "South ", "East ", "West ", "Upper ", "Lower ", "Central ", "Greater ", "Lesser ", "New ")


def display_name(division: Division) -> str:
    """The English name of a unit: ISO's romanised "Yaroslavskaya oblast'" gives way to "Yaroslavl Oblast"."""
    if division.code.startswith("US.") and division.code.count(".") == 1:
        return read_us_states().get(division.code[3:], division.name)
    name = division.name
    if ", " in name:
        head, tail = name.split(", ", 1)
        name = f"{tail} {head}"
    if name.endswith(_ENGLISH_TAILS):
        return name
    plain = [a for a in division.aliases if a.isascii() and not a.lower().startswith("the ")]
    tailed = [a for a in plain if a.endswith(_ENGLISH_TAILS)]
    headed = [a for a in plain if a.startswith(_ENGLISH_HEADS)]
    return (tailed or headed or [name])[0]
