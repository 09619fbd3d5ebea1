"""What is remarked as implausible."""

from dataclasses import replace

from geo.coords import LonLat
from geo.itinerary.remarks import remarks_on
from geo.vocabulary import Mode
from tests.itinerary.fusing import PLACES, may, told


def test_a_leg_faster_than_its_mode_is_remarked():
    (remark,) = remarks_on(told("a", "Ada Brook", "Aster 1 > Juniper 2 by foot"))
    assert "faster than a journey on foot can be" in remark


def test_a_leg_in_good_time_is_not():
    assert remarks_on(told("a", "Ada Brook", "Aster 1 > Juniper 3 by rail")) == ()


def test_a_flight_west_has_the_hours_that_the_clocks_gain():
    one = told("a", "Ada Brook", "Aster 1 > Borage 1 by air")
    west = replace(PLACES["Borage"], at=LonLat(-90.0, 0.0))
    day = may(1)
    noon, later = (replace(day, start=day.start.replace(hour=h), end=day.start.replace(hour=h)) for h in (12, 17))
    stops = (replace(one.stops[0], when=noon), replace(one.stops[1], when=later, place=west))
    leg = replace(one.legs[0], origin=stops[0], destination=stops[1], mode=Mode.AIR)
    assert remarks_on(replace(one, stops=stops, legs=(leg,))) == ()
    back = replace(leg, origin=replace(stops[1], when=noon), destination=replace(stops[0], when=later))
    assert remarks_on(replace(one, stops=(back.origin, back.destination), legs=(back,)))


def test_a_line_that_doubles_back_is_remarked():
    (remark,) = remarks_on(told("a", "Ada Brook", "Aster 1 > Juniper 9 > Clover 20"))
    assert remark.startswith("Aster to Juniper to Clover doubles back")


def test_a_plan_that_was_overtaken_does_not_double_the_line_back():
    assert remarks_on(told("a", "Ada Brook", "Aster 1 > Juniper? > Clover 20")) == ()
    assert remarks_on(told("a", "Ada Brook", "Aster 1 > Juniper? > Clover?"))
