"""Findings: what is measured, the verdict, and the sentence that says why."""

from dataclasses import replace
from typing import Any

import pytest

from geo.claims.check import check, check_quantity, explain
from geo.claims.claim import DirectionVerdict, DistanceClaim, Endpoint, EndpointKind, Finding
from geo.claims.measure import NetworkLengths
from geo.coords import BBox, LonLat
from geo.datasets import DATA_DIR
from geo.errors import UsageError
from geo.gazetteer.place import Place
from geo.vocabulary import Hedge, Mode, Verdict
from tests.claims.items import HandWorld

PYONGYANG = Place("p", "Pyongyang", LonLat(125.7543, 39.0339), country="KP", feature="P.PPLC", population=3_222_000)
VLADIVOSTOK = Place("v", "Vladivostok", LonLat(131.8735, 43.1056), country="RU", feature="P.PPL", population=600_000)
SIBERIA = Place("s", "Siberia", LonLat(105, 62), country="RU", feature="L.RGN")
RAIL = {Mode.RAIL: 1155.0}


def judged(km: float | None = 680.0, lengths: dict[Mode, float] | None = None, **more: Any) -> Finding:
    values: dict[str, Any] = {"origin": Endpoint(PYONGYANG), "destination": Endpoint(VLADIVOSTOK)} | more
    written = values.pop("as_written", f"{km:g} km" if km else "20-hour")
    claim = DistanceClaim("a", 0, 1, "words", km=km, as_written=written, **values)
    found = NetworkLengths(lengths or {}, {})
    return check(claim, HandWorld(None, {}), ask=lambda *_: found)  # type: ignore[arg-type]


def test_the_first_case_agrees_loosely_north_and_mentions_the_railway() -> None:
    finding = judged(
        683.97,
        RAIL,
        other_km=680.0,
        as_written="425 miles (680 kilometres)",
        direction="north",
        hedge=Hedge.ABOUT,
    )
    assert finding.verdict is Verdict.AGREE
    assert finding.direction_verdict is DirectionVerdict.LOOSE
    assert finding.because == (
        "In a straight line Vladivostok is 684.5 km (425.3 miles) from Pyongyang, which bears out "
        "“about 425 miles (680 kilometres)”; the direction is north-east (47°), so “north” is loose; "
        "the railway is longer, about 1,155 km."
    )


def test_a_claim_without_a_mode_agrees_by_the_network_that_fits() -> None:
    finding = judged(1150.0, RAIL)
    assert (finding.verdict, finding.agrees_by) == (Verdict.AGREE, Mode.RAIL)
    assert "but by rail it is about 1,155 km" in finding.because


def test_a_straight_claim_does_not_agree_by_rail() -> None:
    assert judged(1150.0, RAIL, straight_said=True).verdict is Verdict.DISAGREE


def test_a_short_crossing_by_sea_is_held_against_the_straight_line_where_no_lane_runs() -> None:
    near = Place("n", "Near", LonLat(131.8735, 42.8), country="RU", feature="P.PPL")
    crossing = judged(35.0, mode=Mode.SEA, origin=Endpoint(near))
    assert (crossing.verdict, crossing.agrees_by) == (Verdict.AGREE, None)
    assert judged(700.0, mode=Mode.SEA).verdict is Verdict.UNCHECKABLE


@pytest.mark.skipif(not (DATA_DIR / "outlines.npz").exists(), reason="outlines are not built")
def test_a_circle_of_latitude_is_measured_to_along_the_meridian() -> None:
    circle = Place("parallel:38", "38th parallel", LonLat(0, 38), feature="L.RGN")
    found = judged(130.0, origin=Endpoint(circle, EndpointKind.PARALLEL), destination=Endpoint(PYONGYANG))
    assert found.measured is not None
    assert found.measured.straight_km == pytest.approx(114.7, abs=0.2)
    assert found.verdict is Verdict.CLOSE
    assert found.because.startswith("From Pyongyang to the 38th parallel it is 114.7 km")


def test_a_sea_lane_far_from_both_ends_is_not_meant_where_no_way_is_named() -> None:
    claim = DistanceClaim("a", 0, 1, "w", Endpoint(PYONGYANG), Endpoint(VLADIVOSTOK), 1990.0, "1,990 km")
    lanes = {Mode.SEA: 1992.0}
    near = check(claim, HandWorld(None, {}), ask=lambda *_: NetworkLengths(lanes, {}))  # type: ignore[arg-type]
    far = check(claim, HandWorld(None, {}), ask=lambda *_: NetworkLengths(lanes, {}, frozenset(lanes)))  # type: ignore[arg-type]
    assert (near.verdict, far.verdict) == (Verdict.AGREE, Verdict.DISAGREE)


def test_nautical_miles_are_never_held_against_the_railway() -> None:
    assert judged(1150.0, RAIL, as_written="621 nautical miles").verdict is Verdict.DISAGREE
    assert judged(1150.0, {Mode.SEA: 1150.0}, as_written="621 nautical miles").agrees_by is Mode.SEA


def test_a_network_that_fits_within_a_tenth_bears_a_claim_out() -> None:
    assert judged(1250.0, RAIL).agrees_by is Mode.RAIL
    near = judged(1290.0, RAIL)
    assert (near.verdict, near.agrees_by) == (Verdict.CLOSE, Mode.RAIL)
    assert judged(1310.0, RAIL).verdict is Verdict.DISAGREE
    assert judged(1310.0, RAIL, mode=Mode.RAIL).verdict is Verdict.CLOSE


def test_a_short_road_may_be_some_kilometres_shorter_than_the_data_have_it() -> None:
    near = Place("n", "Near", LonLat(131.8735, 43.4116), country="RU", feature="P.PPL")  # 34 km off
    finding = judged(42.0, {Mode.ROAD: 51.0}, origin=Endpoint(near))
    assert (finding.verdict, finding.agrees_by) == (Verdict.CLOSE, Mode.ROAD)
    assert "(the road's length is an estimate)" in finding.because
    assert judged(900.0, {Mode.ROAD: 1060.0}).verdict is Verdict.DISAGREE


def test_towns_that_touch_may_be_nearer_than_their_middles() -> None:
    near = Place("n", "Near", LonLat(131.8735, 43.17), country="RU", feature="P.PPL", population=600_000)
    finding = judged(4.0, origin=Endpoint(near))
    assert finding.verdict is Verdict.CLOSE
    assert "the places' own size" in finding.because
    assert judged(14.0, origin=Endpoint(near)).verdict is Verdict.DISAGREE


def test_a_small_towns_namesake_is_likelier_than_a_figure_off_by_far() -> None:
    lesser = Place("n", "Small", LonLat(131.8735, 43.2), country="RU", feature="P.PPL", population=20_000)
    finding = judged(60.0, origin=Endpoint(PYONGYANG), destination=Endpoint(lesser))
    assert finding.verdict is Verdict.UNCHECKABLE
    assert "another place was probably meant" in finding.because
    assert judged(60.0).verdict is Verdict.DISAGREE  # both are too well known for that


def test_a_figure_as_long_as_a_road_not_in_the_data_may_be_is_close() -> None:
    far = Place("f", "Far", LonLat(131.8735, 47.7), country="RU", feature="P.PPL", population=5_000)  # 511 km off
    claim = DistanceClaim("a", 0, 1, "words", Endpoint(VLADIVOSTOK), Endpoint(far), 700.0, "700 km")
    unknown = NetworkLengths({}, {Mode.ROAD: "no road within 40 km of Far"})
    finding = check(claim, HandWorld(None, {}), ask=lambda *_: unknown)  # type: ignore[arg-type]
    assert finding.verdict is Verdict.CLOSE
    assert "by road it may well be as far as “700 km”" in finding.because
    assert "but no road within 40 km of Far" in finding.because
    too_far, driven = replace(claim, km=900.0), replace(claim, mode=Mode.ROAD)
    assert check(too_far, HandWorld(None, {}), ask=lambda *_: unknown).verdict is Verdict.DISAGREE  # type: ignore[arg-type]
    assert check(driven, HandWorld(None, {}), ask=lambda *_: unknown).verdict is Verdict.CLOSE  # type: ignore[arg-type]
    crow = replace(claim, straight_said=True)
    assert check(crow, HandWorld(None, {}), ask=lambda *_: unknown).verdict is Verdict.DISAGREE  # type: ignore[arg-type]


def test_a_bound_is_not_far_too_loose_for_a_kilometre_or_two() -> None:
    near = Place("n", "Near", LonLat(131.8735, 43.1156), country="RU", feature="P.PPL")
    assert judged(2.0, origin=Endpoint(near), hedge=Hedge.LESS_THAN).verdict is Verdict.AGREE


def test_a_straight_line_that_is_close_is_preferred_to_a_network_that_is() -> None:
    assert judged(760.0, {Mode.ROAD: 850.0}).agrees_by is None


def test_a_claim_by_rail_is_held_against_the_railway() -> None:
    assert judged(680.0, RAIL, mode=Mode.RAIL).verdict is Verdict.DISAGREE
    assert judged(1180.0, RAIL, mode=Mode.RAIL).verdict is Verdict.AGREE


def test_a_claim_by_sea_without_a_route_is_uncheckable_unless_it_is_impossible() -> None:
    assert judged(2000.0, mode=Mode.SEA).verdict is Verdict.UNCHECKABLE
    assert judged(300.0, mode=Mode.SEA).verdict is Verdict.DISAGREE


def test_a_wrong_figure_says_how_wrong_and_which_way() -> None:
    finding = judged(900.0)
    assert finding.verdict is Verdict.DISAGREE
    assert "“900 km” is wrong, 216 km or 31% too long" in finding.because
    assert finding.difference_km == pytest.approx(215.5, abs=0.1)


def test_two_figures_that_contradict_each_other_disagree_with_their_own_reason() -> None:
    finding = judged(700.0, other_km=321.9, as_written="700 km (200 miles)")
    assert finding.verdict is Verdict.DISAGREE
    assert "contradict each other" in finding.because
    assert "the first figure is the nearer" in finding.because


def test_an_open_end_is_uncheckable_and_says_why() -> None:
    finding = judged(destination=None, open_reason="the text does not name the place that lies there")
    assert finding.verdict is Verdict.UNCHECKABLE
    assert "does not name the place" in finding.because
    assert finding.measured is None


def test_a_vast_region_cannot_be_measured_from_its_middle() -> None:
    finding = judged(1200.0, origin=Endpoint(SIBERIA), destination=Endpoint(PYONGYANG))
    assert finding.verdict is Verdict.DISAGREE or "Siberia is an area" in finding.because


def test_a_train_ride_far_too_long_for_its_railway_disagrees() -> None:
    finding = judged(None, RAIL, hours=200.0, mode=Mode.RAIL)
    assert finding.verdict is Verdict.DISAGREE
    assert "km/h on average, which is not plausible" in finding.because


def test_a_plausible_train_ride_agrees() -> None:
    assert judged(None, RAIL, hours=20.0, mode=Mode.RAIL).verdict is Verdict.AGREE


def test_a_claim_in_words_is_checked_between_known_places() -> None:
    world = HandWorld(None, {})
    finding = check_quantity(PYONGYANG, VLADIVOSTOK, "about 425 miles in a straight line, north-east", world)  # type: ignore[arg-type]
    assert finding.verdict is Verdict.AGREE
    assert finding.direction_verdict is DirectionVerdict.AGREE
    with pytest.raises(UsageError, match="no distance found"):
        check_quantity(PYONGYANG, VLADIVOSTOK, "far away", world)  # type: ignore[arg-type]


def test_explaining_shows_the_words_the_reading_and_the_arithmetic() -> None:
    lines = explain(judged(680.0, RAIL))
    assert lines[0] == "words: “words”"
    assert any(line.startswith("straight: 684.5 km") for line in lines)
    assert any("tolerance for agree" in line for line in lines)


@pytest.mark.skipif(not (DATA_DIR / "outlines.npz").exists(), reason="outlines are not built")
class TestLines:
    """Borders and coasts, measured to the real outlines."""

    @staticmethod
    def check(km: float, origin: Endpoint, destination: Endpoint, **more: Any) -> Finding:
        from geo.outlines import Outlines

        claim = DistanceClaim("a", 0, 1, "words", origin, destination, km, f"{km:g} km", **more)
        return check(claim, HandWorld(Outlines.open(), {}))  # type: ignore[arg-type]

    def test_a_border_claim_is_measured_to_the_line(self) -> None:
        russia = Place("ru", "Russia", LonLat(100, 60), country="RU", feature="A.PCLI")
        kharkiv = Place("k", "Kharkiv", LonLat(36.2548, 49.9818), country="UA", feature="P.PPLA", population=1_400_000)
        finding = self.check(33, Endpoint(russia, EndpointKind.BORDER), Endpoint(kharkiv))
        assert finding.verdict is Verdict.AGREE
        assert "Russia's border" in finding.because

    def test_the_way_to_a_border_may_be_longer_than_to_its_nearest_point(self) -> None:
        poland = Place("pl", "Poland", LonLat(19, 52), country="PL", feature="A.PCLI")
        ukraine = Place("ua", "Ukraine", LonLat(31, 49), country="UA", feature="A.PCLI")
        lviv = Place("l", "Lviv", LonLat(24.023, 49.838), country="UA", feature="P.PPLA", population=720_000)
        przemysl = Place("p", "Przemyśl", LonLat(22.767, 49.785), country="PL", feature="P.PPL", population=60_000)
        far = self.check(70, Endpoint(poland, EndpointKind.BORDER), Endpoint(lviv))
        assert far.verdict is Verdict.CLOSE
        assert "(one seldom crosses at the nearest point)" in far.because
        assert self.check(90, Endpoint(poland, EndpointKind.BORDER), Endpoint(lviv)).verdict is Verdict.DISAGREE
        assert self.check(45, Endpoint(poland, EndpointKind.BORDER), Endpoint(lviv)).verdict is Verdict.DISAGREE
        assert self.check(12, Endpoint(ukraine), Endpoint(przemysl)).verdict is Verdict.CLOSE
        assert self.check(40, Endpoint(ukraine), Endpoint(przemysl)).verdict is Verdict.DISAGREE

    def test_an_islands_distance_off_its_own_country_is_measured_to_the_mainland(self) -> None:
        tanzania = Place("tz", "Tanzania", LonLat(35, -6), country="TZ", feature="A.PCLI")
        town = Place("z", "Stone Town", LonLat(39.19, -6.16), country="TZ", feature="P.PPLX")
        finding = self.check(37, Endpoint(tanzania, EndpointKind.COAST), Endpoint(town))
        assert finding.measured is not None
        assert finding.measured.straight_km == pytest.approx(37, abs=2)

    def test_a_provinces_coast_is_the_part_of_its_countrys_within_its_box(self) -> None:
        box = BBox(-84.32, 33.84, -75.46, 36.59)
        state = Place("nc", "North Carolina", LonLat(-79, 35.5), box, country="US", admin1="NC", feature="A.ADM1")
        bermuda = Place("bm", "Hamilton", LonLat(-64.78, 32.29), country="BM", feature="P.PPLC")
        finding = self.check(1046, Endpoint(state, EndpointKind.COAST), Endpoint(bermuda))
        assert finding.verdict is Verdict.AGREE

    def test_a_continents_coast_is_its_mainlands(self) -> None:
        africa = Place("af", "Africa", LonLat(20, 5), feature="L.CONT")
        atoll = Place("dg", "Diego Garcia", LonLat(72.43, -7.31), country="IO", feature="T.ISL")
        finding = self.check(3000, Endpoint(africa, EndpointKind.COAST), Endpoint(atoll))
        assert finding.verdict is Verdict.AGREE  # and not the 1,670 km to the Seychelles

    def test_a_region_of_no_country_has_no_coast_to_measure_to(self) -> None:
        horn = Place("h", "Horn", LonLat(45, 8), BBox(32, -2, 52, 16), feature="L.RGN")
        assert self.check(30, Endpoint(horn, EndpointKind.COAST), Endpoint(PYONGYANG)).verdict is Verdict.UNCHECKABLE

    def test_a_country_is_measured_to_its_nearest_point(self) -> None:
        cuba = Place("cu", "Cuba", LonLat(-79, 22), country="CU", feature="A.PCLI")
        key_west = Place("kw", "Key West", LonLat(-81.78, 24.555), country="US", feature="P.PPL")
        assert self.check(152, Endpoint(cuba), Endpoint(key_west)).verdict is Verdict.AGREE

    def test_a_province_without_an_outline_has_no_border_to_measure_to(self) -> None:
        texas = Place("tx", "Texas", LonLat(-99, 31), country="US", feature="A.ADM1")
        finding = self.check(30, Endpoint(texas, EndpointKind.BORDER), Endpoint(PYONGYANG))
        assert finding.verdict is Verdict.UNCHECKABLE


@pytest.mark.parametrize(
    ("likelihood", "verdict"), [(None, Verdict.DISAGREE), (0.95, Verdict.DISAGREE), (0.77, Verdict.UNCHECKABLE)]
)
def test_ends_that_are_but_likely_do_not_make_a_figure_wrong(likelihood: float | None, verdict: Verdict) -> None:
    finding = judged(400.0, RAIL, likelihood=likelihood)
    assert finding.verdict is verdict
    assert ("another place may be meant" in finding.because) is (verdict is Verdict.UNCHECKABLE)


def test_ends_that_are_but_likely_bear_a_figure_out() -> None:
    assert judged(1150.0, RAIL, likelihood=0.5).verdict is Verdict.AGREE
