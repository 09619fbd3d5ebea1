from collections.abc import Callable

import pytest

from geo.articles.article import Article
from geo.gazetteer.store import Gazetteer
from geo.geoparse import geoparse, recognise
from geo.geoparse.mention import MentionKind, Resolution

Names = Callable[[str], list[str]]
Placed = Callable[..., dict[str, Resolution]]


@pytest.mark.parametrize(
    ("text", "there", "absent"),
    [
        ("KYIV, Ukraine (Reuters) — Two people died.", ["KYIV", "Ukraine"], ["Reuters"]),
        ("Shells fell on the Rostov and Kursk regions on Monday.", ["Rostov", "Kursk"], ["Monday"]),
        ("He lives in Wheeling, W. Va., near St. Clair.", ["Wheeling", "W. Va.", "St. Clair"], []),
        ("Paris Hilton flew from London to Los Angeles.", ["London", "Los Angeles"], ["Paris", "Hilton"]),
        ("The Washington Post said that rebels held Aleppo.", ["Aleppo"], ["Washington"]),
        ("The New York Times reported from Gaza.", ["Gaza"], ["New York"]),
        ("Kim Jong Un left Pyongyang by train, and Kim waved.", ["Pyongyang"], ["Kim", "Kim Jong Un"]),
        ("HMS Edinburgh sailed from Portsmouth to Gibraltar.", ["Portsmouth", "Gibraltar"], ["Edinburgh"]),
        ("A fellow at the Brussels School of Governance spoke.", ["Brussels"], ["Brussels School of Governance"]),
        ("In March and August, on Sunday, it rained in Nairobi.", ["Nairobi"], ["March", "August", "Sunday"]),
        ("The Russia-North Korea border is short.", ["Russia", "North Korea"], ["Russia-North Korea"]),
        ("Police in São Paulo and Ürümqi agreed.", ["São Paulo", "Ürümqi"], []),
        ("Russia’s far east and China’s north are cold.", ["Russia", "China"], []),
        ("They took off from Imam Khomeini airport near Tehran.", ["Imam Khomeini", "Tehran"], []),
        ("The coffin left Silvio Pettirossi International Airport.", ["Silvio Pettirossi International Airport"], []),
        ("Deportees were flown from Soto Cano air base to Miami.", ["Soto Cano", "Miami"], []),
        ("Jorge Ramos airport is no place.", [], ["Jorge Ramos"]),
    ],
)
def test_places_are_found_and_their_lookalikes_are_not(
    names: Names, text: str, there: list[str], absent: list[str]
) -> None:
    found = names(text)
    assert set(there) <= set(found)
    assert not set(absent) & set(found)


def test_demonyms_are_their_own_kind(world: Gazetteer) -> None:
    found = {
        m.text: m.kind
        for m in recognise(Article("a", "", "The Turkish army left Syria. Many Syrians went home."), world)
    }
    assert found == {"Turkish": MentionKind.DEMONYM, "Syria": MentionKind.NAME, "Syrians": MentionKind.DEMONYM}


def test_mentions_are_in_order_and_do_not_overlap(world: Gazetteer) -> None:
    text = "From Oslo, Norway, the train to Bergen passes Voss, Myrdal and Geilo, Norwegian officials say."
    mentions = recognise(Article("a", "", text), world)
    assert all(a.end <= b.start for a, b in zip(mentions, mentions[1:], strict=False))
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(0.0 <= m.probability <= 1.0 for m in mentions)


def test_a_headline_in_capitals_gives_its_places(names: Names) -> None:
    text = "FLOODS CUT ROAD FROM MOMBASA TO MALINDI\nThe road from Mombasa to Malindi was closed on Friday."
    assert names(text).count("Mombasa") == 1
    assert "MOMBASA" in names(text)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "....", "1 2 3", "a b c", "A", "’s", "—", "\u2028", "İ", "ß" * 50])
def test_odd_texts_are_no_error(world: Gazetteer, text: str) -> None:
    assert isinstance(geoparse(Article("a", "", text), world), tuple)


def test_well_known_places_of_the_north_korean_journey_come_right(placed: Placed) -> None:
    text = (
        "Kim Jong Un’s train left Pyongyang and stopped at Khasan, on the Russian border, on its way to Vladivostok. "
        "He may go on to the Vostochny spaceport. The Kremlin and Washington did not comment."
    )
    found = placed(text)
    for name, lon, lat in [
        ("Pyongyang", 125.75, 39.03), ("Khasan", 130.64, 42.43), ("Vladivostok", 131.87, 43.11),
        ("Vostochny", 128.33, 51.88), ("Washington", -77.04, 38.9),
    ]:  # fmt: skip
        place = found[name].resolved
        assert place is not None
        assert abs(place.at.lon - lon) < 0.3
        assert abs(place.at.lat - lat) < 0.3
    assert "Kim" not in found


def test_countries_carry_boxes(placed: Placed) -> None:
    place = placed("Troops left Ukraine for Poland.")["Ukraine"].resolved
    assert place is not None
    assert place.bbox is not None


def test_another_language_is_read_in_a_lesser_mode(world: Gazetteer) -> None:
    text = "Der Zug fuhr am Sonntag von Berlin nach Warschau und kam am Montag in der Hauptstadt der Ukraine an."
    found = {r.mention.text: r for r in geoparse(Article("a", "", text, language="de"), world)}
    assert {"Berlin", "Ukraine"} <= set(found)
    assert found["Berlin"].confidence <= 0.8
    assert any("language" in reason for reason in found["Berlin"].because)
