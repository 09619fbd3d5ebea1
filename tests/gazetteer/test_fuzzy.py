import pytest

from geo.coords import LonLat
from geo.gazetteer import fuzzy
from geo.gazetteer.place import Place
from geo.gazetteer.small import small_layer
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


TYPOS = [
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
]


@pytest.mark.parametrize(("typo", "name"), TYPOS)
def test_one_slip_anywhere_is_forgiven(world, typo, name):
    assert world.lookup(typo)[0].place.name == name


@pytest.mark.parametrize(("typo", "name"), TYPOS)
def test_one_slip_is_forgiven_in_a_layer_too_large_to_read(monkeypatch, world, typo, name):
    monkeypatch.setattr(fuzzy, "_READ_USERS", 1)
    crowd = [Place(f"user:c{i}", f"{t}nov", LonLat(1, 1), feature="P.PPL") for i, t in enumerate("vkpunls")]
    named = [Place(f"user:{i}", n, LonLat(i, i), feature="P.PPL", population=10**5) for i, n in enumerate(NAMES)]
    layers = [small_layer(crowd[:1], {}, {}), small_layer([*named, *crowd], {}, {})]
    assert Gazetteer(layers).lookup(typo)[0].place.name == name


def test_nonsense_is_not_forced_on_a_place(world):
    assert world.lookup("Xqzzwjk") == ()
    assert world.lookup("") == ()
    assert world.lookup("#user:1") == ()


def test_completions_need_only_a_beginning(world):
    assert {p.name for p in world.completions("vla")} == {"Vladivostok"}
    assert world.completions("") == ()
    assert {p.name for p in world.completions("saint p")} == {"Saint Petersburg"}
