"""Ways told in passing: by a trip, a time, a distance named before, or the claim of the sentence before."""

import pytest

from geo.claims.claim import DistanceClaim
from geo.vocabulary import Mode, Verdict
from tests.claims.items import claims_of, gazetteer_of, judge_all

WHERE = {
    "Kyiv": (30.52, 50.45, "UA"),
    "Lviv": (24.02, 49.84, "UA"),
    "Rivne": (26.25, 50.62, "UA"),
    "Bari": (16.87, 41.13, "IT"),
    "Durrës": (19.45, 41.32, "AL"),
    "Yola": (12.48, 9.2, "NG"),
    "Lagos": (3.38, 6.45, "NG"),
}


def claims(text: str) -> list[tuple[str | None, str | None, float]]:
    return [
        (c.origin.place.name if c.origin else None, c.destination.place.name if c.destination else None, amount(c))
        for c in read(text)
    ]


def read(text: str) -> tuple[DistanceClaim, ...]:
    item = item_of(text)
    return claims_of(item, gazetteer_of([item]))


def item_of(text: str) -> dict[str, object]:
    places = {
        name: {"name": name, "lon": lon, "lat": lat, "country": country, "feature": "P.PPL", "population": 100_000}
        for name, (lon, lat, country) in WHERE.items()
        if name in text
    }
    return {"id": "t", "text": text, "places": places, "claims": []}


def amount(claim: DistanceClaim) -> float:
    return round(claim.km if claim.km is not None else claim.hours or 0.0, 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He quit Lviv for Rivne, a three-hour ride.", [("Lviv", "Rivne", 3)]),
        ("Lviv draws visitors from Kyiv, a six-hour train ride or a flight of one hour.", [("Lviv", "Kyiv", 6)]),
        ("The upgrade slashed the ride between Kyiv and Rivne to two hours.", [("Kyiv", "Rivne", 2)]),
        ("The train from Kyiv to Lviv, once 14 hours, now takes seven.", [("Kyiv", "Lviv", 14), ("Kyiv", "Lviv", 7)]),
        ("The bus from Kyiv needs 5 hours to Rivne, another 3 to Lviv.", [("Kyiv", "Rivne", 5), ("Rivne", "Lviv", 3)]),
        ("Flights from Lagos reach Yola in under two hours.", [("Lagos", "Yola", 2)]),
        ("Kyiv is 470 km from Lviv. The drive takes six hours.", [("Lviv", "Kyiv", 470), ("Lviv", "Kyiv", 6)]),
        ("Bari looks across at Durrës. The ferry between the two ports takes nine hours.", [("Bari", "Durrës", 9)]),
        ("How far is it from Kyiv to Lviv? About 540 km, the driver says.", [("Kyiv", "Lviv", 540)]),
        ("Bari lies across the sea from Durrës at a distance of 220 km.", [("Durrës", "Bari", 220)]),
        ("Bari is separated from Durrës by 220 km.", [("Durrës", "Bari", 220)]),
        ("The road from Kyiv to Lviv: 540 km, eight hours.", [("Kyiv", "Lviv", 540), ("Kyiv", "Lviv", 8)]),
        ("Rivne is linked to Kyiv by a 340-km highway.", [("Rivne", "Kyiv", 340)]),
        ("Lviv was connected with Rivne by a railway of 210 km.", [("Lviv", "Rivne", 210)]),
        ("Kyiv - Lviv by rail takes seven hours.", [("Kyiv", "Lviv", 7)]),
        ("She went home to Kyiv, from where Lviv is more than 500 km by road.", [("Kyiv", "Lviv", 500)]),
        ("Lviv itself lies 470 km west of Kyiv.", [("Kyiv", "Lviv", 470)]),
        ("Lviv lies 290 air miles west of Kyiv.", [("Kyiv", "Lviv", 466.71)]),
        ("Rescuers reached Rivne. The one-hour flight from Kyiv had been on time.", [("Kyiv", "Rivne", 1)]),
    ],
)  # fmt: skip
def test_a_way_told_in_passing_is_read(text: str, told: list[tuple[str, str, float]]) -> None:
    assert claims(text)[: len(told)] == told


def test_a_second_trip_goes_between_the_same_ends() -> None:
    ride, flight = read("Lviv draws visitors from Kyiv, a six-hour train ride or a flight of one hour.")
    assert (ride.mode, flight.mode) == (Mode.RAIL, Mode.AIR)
    assert (ride.origin, ride.destination) == (flight.origin, flight.destination)


def test_a_time_goes_the_way_of_the_length_before_it() -> None:
    length, time = read("Volunteers will walk the 180 km from Rivne to Lviv in eight days.")
    assert (length.mode, time.mode) == (Mode.FOOT, Mode.FOOT)


@pytest.mark.parametrize(
    "text",
    [
        "The train from Kyiv to Lviv ran three hours late.",
        "Trains between Kyiv and Lviv were halted for four hours.",
        "The talks in Kyiv took five hours and those in Lviv another three.",
        "The flight from Kyiv to Lviv was two hours behind schedule.",
        "Officials cut the curfew in Lviv to six hours.",
        "He waited in Rivne, a three-hour stop.",
    ],
)
def test_other_times_are_no_ways(text: str) -> None:
    assert claims(text) == []


def test_what_a_noun_means_is_the_place_that_the_figure_fits() -> None:
    text = "A jet crossed from Kyiv to the sky over Rivne. Yola was calm. The town is 180 km east of Lviv."
    assert claims(text) == [("Lviv", "Rivne", 180)]


def test_a_figure_that_fits_no_place_leaves_the_noun_its_usual_meaning() -> None:
    assert claims("A jet left Kyiv for Rivne. The town is 900 km east of Lviv.") == [("Lviv", "Rivne", 900)]


def test_an_aside_before_and_does_not_change_what_is_told_of() -> None:
    text = "Rivne lies 310 km west of Kyiv, the biggest of them all, and about 180 km from Lviv."
    assert claims(text) == [("Kyiv", "Rivne", 310), ("Lviv", "Rivne", 180)]


def test_a_sea_that_only_says_which_port_is_no_place() -> None:
    item = item_of("Bari, the old Adriatic port, is 220 km from Durrës.")
    places = item["places"]
    assert isinstance(places, dict)
    places["Adriatic"] = {"name": "Adriatic", "lon": 16, "lat": 43, "country": "", "feature": "H.SEA"}
    (claim,) = claims_of(item, gazetteer_of([item]))
    assert claim.destination is not None
    assert claim.destination.place.name == "Bari"


def test_days_without_a_way_of_going_may_be_days_on_foot() -> None:
    item = item_of("They left Rivne, and it took them seven days to get to Lviv.")
    item["claims"] = [{"from": "Rivne", "to": "Lviv", "hours": 168, "verdict": Verdict.AGREE.value}]
    assert judge_all([item], gazetteer_of([item]), None)[:2] == (1, 1)


def test_a_trip_from_nowhere_near_has_an_open_start() -> None:
    assert claims("Lagos was quiet. The leader took his train on the 120-km trip to Lviv.") == [(None, "Lviv", 120)]


def test_a_dateline_is_not_what_its_sentence_speaks_of() -> None:
    assert claims("LVIV (AP) — The cyclone was 500 km east of Kyiv at noon.") == [("Kyiv", None, 500)]


def test_there_is_the_place_that_the_figure_fits() -> None:
    text = "The boat sank off Bari, far from Lviv. Durrës is only 220 km from there."
    assert claims(text) == [("Bari", "Durrës", 220)]


def test_a_second_apposition_places_the_same_town() -> None:
    text = "It fell in Rivne, 310 km west of Kyiv, barely 180 kilometres from Lviv."
    assert claims(text) == [("Kyiv", "Rivne", 310), ("Lviv", "Rivne", 180)]


def test_an_unknown_name_between_commas_is_not_the_place_before_it() -> None:
    assert claims("Lviv is calm, and the last town, Zzyzxhorod, is 540 km from Kyiv.") == [("Kyiv", None, 540)]


def test_a_way_by_land_starts_where_it_can_be_no_shorter_than_the_straight_line() -> None:
    text = "Rivne is about 310 km west of Kyiv; Lviv is 200 kilometres away by road."
    assert claims(text)[1] == ("Rivne", "Lviv", 200)


def test_across_a_water_one_is_away_from_the_other_shore() -> None:
    assert claims("Bari lies across the sea from Durrës, some 220 km away.") == [("Durrës", "Bari", 220)]


def test_a_second_figure_behind_a_comma_tells_of_the_same_town() -> None:
    text = "Rivne lies 310 km north-west of Kyiv, barely 180 kilometres from Lviv."
    assert claims(text) == [("Kyiv", "Rivne", 310), ("Lviv", "Rivne", 180)]


def test_a_time_is_told_from_where_one_gets_by_at_an_easy_speed() -> None:
    text = "Rivne, 310 km from Kyiv, took in families from Lviv, a three-hour drive to the west."
    assert claims(text) == [("Kyiv", "Rivne", 310), ("Rivne", "Lviv", 3)]


def test_how_near_somebody_came_is_not_measured_from_where_they_set_out() -> None:
    assert claims("The column set out from Rivne and pushed on to within 60 km of Kyiv.") == [("Kyiv", None, 60.0)]
    assert claims("Rivne lies within 330 km of Kyiv.") == [("Kyiv", "Rivne", 330.0)]
