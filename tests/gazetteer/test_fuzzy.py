import pytest

from geo.coords import LonLat
from geo.gazetteer.place import Place
from geo.gazetteer.store import Gazetteer

NAMES = (
    "Vladivostok",
    "Komsomolsk-on-Amur",
    "Pyongyang",
    "Ussuriysk",
    "Nakhodka",
    "Владивосток",
    "Lima",
    "Saint Petersburg",
)


@pytest.fixture(scope="module")
def world():
    return Gazetteer.of(
        Place(f"user:{i}", name, LonLat(i, i), feature="P.PPL", population=100_000) for i, name in enumerate(NAMES)
    )


@pytest.mark.parametrize(
    ("typo", "name"),
    [
        ("Vladivostk", "Vladivostok"),
        ("Vladvostok", "Vladivostok"),
        ("lVadivostok", "Vladivostok"),
        ("Bladivostok", "Vladivostok"),
        ("Vladivostoc", "Vladivostok"),
        ("Komsomolsk on Amru", "Komsomolsk-on-Amur"),
        ("Pyongyagn", "Pyongyang"),
        ("Nahkodka", "Nakhodka"),
        ("Владивосток!", "Владивосток"),
        ("St. Petersbrug", "Saint Petersburg"),
        ("Limma", "Lima"),
    ],
)
def test_one_slip_anywhere_is_forgiven(world, typo, name):
    assert world.lookup(typo)[0].place.name == name


def test_nonsense_is_not_forced_on_a_place(world):
    assert world.lookup("Xqzzwjk") == ()
    assert world.lookup("") == ()
    assert world.lookup("#user:1") == ()


def test_completions_need_only_a_beginning(world):
    assert {p.name for p in world.completions("vla")} == {"Vladivostok"}
    assert world.completions("") == ()
    assert {p.name for p in world.completions("saint p")} == {"Saint Petersburg"}
