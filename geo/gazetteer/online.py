"""Asking an online geocoder, only when the user says so: politely, remembered, and with a way back offline.

Any service of geopy's by its name (``nominatim``, ``photon``, ``geonames``, ``opencage``, …). What a service needs is
read from the environment: ``GEO_NOMINATIM_DOMAIN=http://localhost:8080`` for a server of one's own,
``GEO_GEONAMES_USERNAME`` and ``GEO_OPENCAGE_KEY`` for those that want an account, ``GEO_CONTACT`` for a mail address
in the user agent. Requests go out at most once a second; answers are kept for thirty days.
"""

import inspect
import os
import warnings
from collections.abc import Callable, Iterable
from typing import Any

from geo.coords import BBox, LonLat
from geo.errors import CoordinateError, GazetteerError, UsageError
from geo.gazetteer.online_cache import OnlineCache
from geo.gazetteer.place import Place
from geo.gazetteer.rank import Match

__all__ = ["ask", "lookup_online", "services"]

_TIMEOUT_S = 10
_DELAY_S = 1.0  # what Nominatim's usage policy asks for
_SECRETS = ("api_key", "username", "subscription_key", "app_key", "auth_token")
_FEATURES = {"city": "P.PPL", "town": "P.PPL", "village": "P.PPL", "hamlet": "P.PPL", "country": "A.PCLI"}


def services() -> tuple[str, ...]:
    """The names of the services that can be asked."""
    from geopy.geocoders import SERVICE_TO_GEOCODER

    return tuple(sorted(SERVICE_TO_GEOCODER))


def lookup_online(
    query: str,
    service: str,
    *,
    limit: int = 10,
    offline: Iterable[Match] = (),
    say: Callable[[str], None] = lambda _: None,
    delay_s: float = _DELAY_S,
) -> tuple[Match, ...]:
    """Put a service's answers before the offline ones; when it fails, say so and give the offline ones alone.

    Parameters
    ----------
    say : callable
        Told, in one line, why only offline answers come back.
    delay_s : float
        The least time between two requests to a service, over all processes of the user.

    Raises
    ------
    UsageError
        When there is no such service, or it needs a key that is not set.
    """
    offline = tuple(offline)
    try:
        places = ask(query, service, limit=limit, delay_s=delay_s)
    except GazetteerError as error:
        say(f"geo: {error}; these are the offline answers")
        return offline
    if not places:
        say(f"geo: {service} knows no {query!r}; these are the offline answers")
    found = [Match(place, round(1 - 0.02 * i, 4), query, service, "") for i, place in enumerate(places)]
    known = [m for m in offline if not any(_is_same(m.place, place) for place in places)]
    return tuple([*found, *known][:limit])


def _is_same(a: Place, b: Place) -> bool:
    return abs(a.at.lon - b.at.lon) < 0.05 and abs(a.at.lat - b.at.lat) < 0.05


def ask(query: str, service: str, *, limit: int = 10, delay_s: float = _DELAY_S) -> tuple[Place, ...]:
    """Ask a service, or the memory of what it answered before.

    Raises
    ------
    GazetteerError
        When the service cannot be reached, refuses, or answers nonsense.
    UsageError
        When there is no such service, or it needs a key that is not set.
    """
    service = service.lower()
    geocoder = _geocoder(service)
    with OnlineCache() as cache:
        answers = cache.get(service, query, limit)
        if answers is None:
            cache.wait_turn(service, delay_s)
            answers = _geocode(geocoder, service, query, limit)
            cache.put(service, query, limit, answers)
    return tuple(place for answer in answers if (place := _place(service, answer)) is not None)


def _geocoder(service: str) -> Any:
    from geopy.exc import ConfigurationError, GeocoderNotFound
    from geopy.geocoders import get_geocoder_for_service

    try:
        kind = get_geocoder_for_service(service)
    except GeocoderNotFound:
        raise UsageError(f"no online service is called {service!r}; there is {', '.join(services())}") from None
    wanted = inspect.signature(kind).parameters
    options: dict[str, Any] = {"timeout": _TIMEOUT_S, "user_agent": _user_agent()} | _domain(service, wanted)
    for name in set(_SECRETS) & set(wanted):
        value = os.environ.get(f"GEO_{service.upper()}_{'USERNAME' if name == 'username' else 'KEY'}")
        if value:
            options[name] = value
        elif wanted[name].default is inspect.Parameter.empty:
            raise UsageError(f"{service} needs an account; set GEO_{service.upper()}_{_kind_of(name)} to yours")
    try:
        return kind(**{name: value for name, value in options.items() if name in wanted})
    except (TypeError, ConfigurationError) as error:
        raise UsageError(f"{service} cannot be asked: {error}") from error


def _kind_of(name: str) -> str:
    return "USERNAME" if name == "username" else "KEY"


def _domain(service: str, wanted: Any) -> dict[str, str]:
    domain = os.environ.get(f"GEO_{service.upper()}_DOMAIN", "")
    if not domain or "domain" not in wanted:
        return {}
    scheme, found, rest = domain.partition("://")
    return {"scheme": scheme, "domain": rest.rstrip("/")} if found else {"domain": domain}


def _user_agent() -> str:
    from geo import __version__

    contact = os.environ.get("GEO_CONTACT")
    return f"geo-route-maps/{__version__}" + (f" ({contact})" if contact else "")


def _geocode(geocoder: Any, service: str, query: str, limit: int) -> list[dict[str, Any]]:
    from geopy.exc import GeocoderRateLimited, GeopyError

    wanted = inspect.signature(geocoder.geocode).parameters
    options: dict[str, Any] = {"exactly_one": False, "limit": limit, "addressdetails": True, "language": "en"}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # geopy warns of a latitude beyond the pole before it raises
            found = geocoder.geocode(query, **{n: v for n, v in options.items() if n in wanted})
    except GeocoderRateLimited as error:
        raise GazetteerError(f"{service} asks for fewer requests; wait a while ({error})") from error
    except (GeopyError, OSError, ValueError, KeyError, TypeError) as error:
        raise GazetteerError(f"{service} gave no usable answer ({type(error).__name__}: {str(error)[:120]})") from error
    locations = found or []
    return [
        {"address": str(one.address), "lat": one.latitude, "lon": one.longitude, "raw": one.raw}
        for one in locations[:limit]
    ]


def _place(service: str, answer: dict[str, Any]) -> Place | None:
    """A place of an answer; one that is not on the Earth is passed over."""
    raw = answer["raw"] if isinstance(answer.get("raw"), dict) else {}
    facts = raw | (raw.get("properties") or {})
    try:
        at = LonLat.checked(float(answer["lon"]), float(answer["lat"]))
        box = _box(facts)
    except (CoordinateError, TypeError, ValueError):
        return None
    number = facts.get("osm_id") or facts.get("geonameId") or facts.get("place_id") or f"{at.lat:.5f},{at.lon:.5f}"
    place_id = f"geonames:{number}" if "geonameId" in facts else f"{service}:{facts.get('osm_type', '')}{number}"
    address = facts.get("address") if isinstance(facts.get("address"), dict) else {}
    country = facts.get("countrycode") or facts.get("countryCode") or (address or {}).get("country_code") or ""
    name = facts.get("name") or str(answer["address"]).split(",")[0]
    population = str(facts.get("population") or "0")
    return Place(
        place_id, str(name), at, box, str(country).upper()[:2], feature=_feature(facts),
        population=int(population) if population.isdecimal() else 0, source=service,
    )  # fmt: skip


def _feature(facts: dict[str, Any]) -> str:
    if facts.get("fcl"):
        return f"{facts['fcl']}.{facts.get('fcode', '')}"
    kind = str(facts.get("addresstype") or facts.get("type") or facts.get("osm_value") or "")
    return _FEATURES.get(kind, "")


def _box(facts: dict[str, Any]) -> BBox | None:
    corners = facts.get("boundingbox")
    if isinstance(corners, list) and len(corners) == 4:
        south, north, west, east = (float(c) for c in corners)
        return BBox(west, south, east, north)
    corners = facts.get("extent")
    if isinstance(corners, list) and len(corners) == 4:
        west, north, east, south = (float(c) for c in corners)
        return BBox(west, south, east, north)
    return None
