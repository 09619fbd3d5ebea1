"""What a figure places: not the sea, the desert or the country that this is only said to lie in."""

import pytest

from geo.claims import supplement
from tests.claims.items import claims_of, gazetteer_of

PLACES = {
    "Gwadar": (62.32, 25.12, "PK", "P.PPL"),
    "Karachi": (67.01, 24.86, "PK", "P.PPL"),
    "Arabian Sea": (65.0, 15.0, "", "H.SEA"),
    "Kashgar": (75.99, 39.47, "CN", "P.PPL"),
    "Urumqi": (87.6, 43.8, "CN", "P.PPL"),
    "Silk Road": (70.0, 40.0, "", "L.RGN"),
    "Gobi": (105.0, 43.0, "", "T.DSRT"),
    "Oyu Tolgoi": (106.85, 43.0, "MN", "S.MN"),
    "Dalanzadgad": (104.43, 43.57, "MN", "P.PPL"),
    "Christmas Island": (105.67, -10.49, "CX", "A.TERR"),
    "Perth": (115.86, -31.95, "AU", "P.PPL"),
    "Indian Ocean": (80.0, -20.0, "", "H.OCN"),
    "Tauranga": (176.17, -37.69, "NZ", "P.PPL"),
    "Papeete": (-149.57, -17.54, "PF", "P.PPL"),
    "Pitcairn": (-130.1, -25.07, "PN", "A.TERR"),
    "Peshawar": (71.58, 34.0, "PK", "P.PPL"),
    "Islamabad": (73.05, 33.72, "PK", "P.PPL"),
    "Mardan": (72.04, 34.2, "PK", "P.PPL"),
}


def ends(text: str) -> list[tuple[str | None, str | None]]:
    rows = {
        name: {"name": name, "lon": lon, "lat": lat, "country": country, "feature": feature, "population": 1500}
        for name, (lon, lat, country, feature) in PLACES.items()
        if name in text
    }
    item = {"id": "t", "text": text, "places": rows, "claims": []}
    found = claims_of(item, gazetteer_of([item]))
    return [
        (c.origin.place.name if c.origin else None, c.destination.place.name if c.destination else None) for c in found
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gwadar, a port on the Arabian Sea some 460 km west of Karachi, was calm.", ("Karachi", "Gwadar")),
        ("The Oyu Tolgoi mine, in the Gobi desert 210 km east of Dalanzadgad, is open.", ("Dalanzadgad", "Oyu Tolgoi")),
        (
            "They left Christmas Island, a speck in the Indian Ocean that lies 2,600 km from Perth.",
            ("Perth", "Christmas Island"),
        ),
        ("Kashgar is rich. The old Silk Road city, 1,080 km from Urumqi, grows.", ("Urumqi", "Kashgar")),
    ],
)
def test_what_lies_in_a_sea_or_a_desert_is_placed(text: str, told: tuple[str, str]) -> None:
    assert ends(text) == [told]


def test_a_land_as_small_as_an_island_is_what_something_is_away_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supplement, "weights", lambda: {"f km": -30.0})  # the grammar alone
    text = "Pitcairn is far from Papeete. Few go to Pitcairn. Freight comes from Tauranga, 2,900 nautical miles away."
    assert ends(text)[-1] == ("Pitcairn", "Tauranga")


def test_the_direction_says_what_a_place_is_away_from() -> None:
    text = "Peshawar is 155 km from Islamabad. Surgeons came from Mardan, 120 km to the north-east."
    assert ends(text)[-1] == ("Peshawar", "Mardan")
