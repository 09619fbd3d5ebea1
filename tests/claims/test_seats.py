"""Capitals: of a country, of a province, and meant by the country's name."""

from dataclasses import dataclass

from geo.claims.claim import DistanceClaim, Endpoint, EndpointKind
from geo.claims.seats import city_for_country
from geo.coords import LonLat
from geo.gazetteer.place import Place

KUWAIT = Place("kw", "Kuwait", LonLat(47.66, 29.34), country="KW", feature="A.PCLI")
KUWAIT_CITY = Place("kc", "Kuwait City", LonLat(47.98, 29.37), country="KW", feature="P.PPLC")
IRAQ = Place("iq", "Iraq", LonLat(44.0, 33.0), country="IQ", feature="A.PCLI")
BAGHDAD = Place("bg", "Baghdad", LonLat(44.4, 33.34), country="IQ", feature="P.PPLC")
BASRA = Place("b", "Basra", LonLat(47.78, 30.51), country="IQ", feature="P.PPLA")


@dataclass(frozen=True)
class Capitals:
    """A gazetteer that knows two capitals."""

    def capital(self, code: str) -> Place | None:
        return {"KW": KUWAIT_CITY, "IQ": BAGHDAD}.get(code)


def told(origin: Endpoint, km: float) -> DistanceClaim:
    claim = DistanceClaim("a", 0, 1, "words", origin, Endpoint(BASRA), km, f"{km:g} km")
    return city_for_country(claim, Capitals())  # type: ignore[arg-type]


def test_the_city_is_meant_where_the_figure_fits_it() -> None:
    assert told(Endpoint(KUWAIT), 130).origin == Endpoint(KUWAIT_CITY)


def test_the_country_is_meant_where_the_figure_does_not_fit_its_city() -> None:
    assert told(Endpoint(KUWAIT), 50).origin == Endpoint(KUWAIT)


def test_a_border_and_a_capital_of_another_name_stay_what_they_are() -> None:
    border = Endpoint(KUWAIT, EndpointKind.BORDER)
    assert told(border, 130).origin == border
    assert told(Endpoint(IRAQ), 450).origin == Endpoint(IRAQ)
