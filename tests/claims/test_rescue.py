"""Second thoughts on places: passed over, taken for a province, or out of reach."""

from dataclasses import dataclass

from geo.claims.claim import DistanceClaim, Endpoint
from geo.claims.items import PlaceMention
from geo.claims.rescue import unrecognised, whole_names, within_reach
from geo.coords import LonLat
from geo.gazetteer.cities import settlement_for
from geo.gazetteer.place import Place
from geo.tokens import tokenise

KEY_WEST = Place("kw", "Key West", LonLat(-81.78, 24.56), country="US", feature="P.PPL", population=24_000)
HAVANA = Place("ha", "Havana", LonLat(-82.38, 23.13), country="CU", feature="P.PPLC", population=2_100_000)
HAVANA_IL = Place("hi", "Havana", LonLat(-90.06, 40.3), country="US", feature="P.PPL", population=3_000)
KYIV = Place("k", "Kyiv", LonLat(30.52, 50.45), country="UA", feature="P.PPLC", population=2_900_000)
OBLAST = Place("ko", "Kyiv Oblast", LonLat(30.5, 50.2), country="UA", admin1="13", feature="A.ADM1")
TEXAS = Place("tx", "Texas", LonLat(-99, 31), country="US", admin1="TX", feature="A.ADM1")
RUSSIA = Place("ru", "Russia", LonLat(100, 60), country="RU", feature="A.PCLI")


@dataclass(frozen=True)
class Names:
    """A gazetteer of a few names."""

    by_name: dict[str, tuple[Place, ...]]

    def candidates(self, name: str) -> tuple[Place, ...]:
        return self.by_name.get(name, ())

    def demonym(self, word: str) -> tuple[Place, ...]:
        return (RUSSIA,) if word == "Russian" else ()

    def prominence(self, place: Place) -> float:
        return float(place.population)


GAZETTEER = Names({"Havana": (HAVANA, HAVANA_IL), "Kyiv": (KYIV,), "Key West": (KEY_WEST,), "Police": (HAVANA_IL,)})


SOUTH, NORTH = (
    Place(f"c{side}", f"{side} Korea", LonLat(127, lat), country=code, feature="A.PCLI")
    for side, lat, code in (("South", 36, "KR"), ("North", 40, "KP"))
)


def test_the_north_is_the_other_half_of_a_land_that_is_spoken_of() -> None:
    tokens = tokenise("South Korea's capital is 50 km from the border with the North.")
    names = Names({"North Korea": (NORTH,), "North": (HAVANA_IL,)})
    found = unrecognised(tokens, (0, len(tokens)), {0, 1}, [SOUTH], names)  # type: ignore[arg-type]
    assert [(m.text, m.place) for m in found.values()] == [("North", NORTH)]
    assert unrecognised(tokens, (0, len(tokens)), set(), [], names) == {}  # type: ignore[arg-type]


def test_the_number_of_a_road_does_not_make_its_country_a_place() -> None:
    tokens = tokenise("The wreck was found off Texas 79, 2 miles east of Tyler.")
    assert unrecognised(tokens, (0, len(tokens)), set(), [], Names({"Texas": (TEXAS, HAVANA_IL)})) == {}  # type: ignore[arg-type]


def test_a_numbered_highway_is_no_village_of_that_name() -> None:
    tokens = tokenise("It was found a mile north of Highway 282.")
    assert unrecognised(tokens, (0, len(tokens)), set(), [], Names({"Highway": (HAVANA_IL,)})) == {}  # type: ignore[arg-type]


def passed_over(text: str) -> list[str]:
    tokens = tokenise(text)
    found = unrecognised(tokens, (0, len(tokens)), set(), [], GAZETTEER)  # type: ignore[arg-type]
    return [m.text for m in found.values()]


def claim(destination: Place, km: float) -> DistanceClaim:
    return DistanceClaim("a", 0, 1, "words", Endpoint(KEY_WEST), Endpoint(destination), km, f"{km} km")


def test_a_capitalised_name_in_a_claims_slot_is_looked_up() -> None:
    assert passed_over("Havana is 170 km from Key West.") == ["Havana", "Key West"]


def test_a_demonym_before_a_noun_is_looked_up() -> None:
    assert passed_over("It is 30 km from the Russian border.") == ["Russian"]


def test_a_person_or_a_word_that_opens_the_sentence_is_not() -> None:
    assert passed_over("President Havana spoke 30 km away.") == []
    assert passed_over("Police, 30 km away, waited.") == []
    assert passed_over("Havana-scented smoke rose 30 km away.") == []


def test_the_city_is_taken_for_the_province_of_its_name() -> None:
    assert settlement_for(OBLAST, "Kyiv", GAZETTEER) is KYIV  # type: ignore[arg-type]
    assert settlement_for(TEXAS, "Texas", GAZETTEER) is TEXAS  # type: ignore[arg-type]


def test_the_more_prominent_namesake_is_taken_when_the_first_is_out_of_reach() -> None:
    changed = within_reach(claim(HAVANA_IL, 170), {}, GAZETTEER)  # type: ignore[arg-type]
    assert changed.destination == Endpoint(HAVANA)


def test_a_false_figure_does_not_move_a_place() -> None:
    told = claim(HAVANA, 30)
    assert within_reach(told, {}, GAZETTEER) == told  # type: ignore[arg-type]


def test_a_name_read_by_half_is_read_on() -> None:
    tokens = tokenise("It lies near Qala-e-Naw and the Paris-based bank.")
    other = Place("q", "Qala", LonLat(14.3, 36.0), country="MT", feature="P.PPL")
    town = Place("qn", "Qala i Naw", LonLat(63.1, 35.0), country="AF", feature="P.PPL")
    read = {3: PlaceMention(3, 4, "Qala", other, True), 10: PlaceMention(10, 11, "Paris", other, True)}
    found = whole_names(tokens, read, Names({"Qala-e-Naw": (town,)}))  # type: ignore[arg-type]
    assert [(m.text, m.place) for m in found.values()] == [("Qala-e-Naw", town)]
    unknown = whole_names(tokens, read, Names({}))  # type: ignore[arg-type]
    assert [(m.text, m.place) for m in unknown.values()] == [("Qala-e-Naw", None)]


def test_a_time_out_of_all_reach_looks_for_a_namesake() -> None:
    sailed = DistanceClaim("a", 0, 1, "w", Endpoint(KEY_WEST), Endpoint(HAVANA_IL), None, "6 hours", hours=6.0)
    assert within_reach(sailed, {}, GAZETTEER).destination == Endpoint(HAVANA)  # type: ignore[arg-type]
