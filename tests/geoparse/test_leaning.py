import pytest

from geo.gazetteer.store import Gazetteer
from geo.geoparse.facts import FactBook
from geo.geoparse.leaning import leanings
from geo.geoparse.runs import find_runs
from geo.geoparse.words import read_words


def leaning(world: Gazetteer, text: str, name: str) -> float:
    """How much the first word of a name leans towards being one."""
    words = read_words(text)
    runs = find_runs(words, FactBook(world))
    at = words.starts.index(text.index(name))
    order = [i for run in runs for i in range(run.start, run.end)]
    return leanings(words, runs)[order.index(at)]


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        ("They went to Qwertia today.", "They went to the village of Qwertia today."),
        ("A shop sells Qwertia things.", "A shop in the Qwertia neighborhood sells things."),
        ("He left Qwertia.", "He left Qwertia, a small fishing town."),
        ("Ann Lee of Qwertia voted no.", "Ann Lee, R-Qwertia, voted no."),
    ],
)
def test_what_the_text_calls_a_place_leans_towards_one(world: Gazetteer, plain: str, said: str) -> None:
    assert leaning(world, said, "Qwertia") > leaning(world, plain, "Qwertia") + 0.9


def test_a_list_goes_on_as_it_began(world: Gazetteer) -> None:
    text = "Fire hit the villages of Qwertia, Asdfia and Zxcvia. Yuiopia was spared."
    assert leaning(world, text, "Zxcvia") == leaning(world, text, "Qwertia") > leaning(world, text, "Yuiopia")


def test_a_person_from_a_town_is_not_called_one(world: Gazetteer) -> None:
    assert leaning(world, "He met Qwertia, a member of the town council.", "Qwertia") == 0.0


def test_a_school_district_is_no_place_by_its_last_word(world: Gazetteer) -> None:
    text = "The Qwertia School district closed."
    assert leaning(world, text, "Qwertia") < 0.5


def test_a_country_in_a_headline_leans_more_than_in_a_sentence(world: Gazetteer) -> None:
    assert leaning(world, "GRAIN TRAIN LEAVES RUSSIA", "RUSSIA") > leaning(world, "the grain of Russia", "Russia")


def test_a_person_with_a_trade_in_a_town_is_not_called_one(world: Gazetteer) -> None:
    assert leaning(world, "Then Qwertia, a small-town lawyer, lost.", "Qwertia") <= 0.0
    assert leaning(world, "Read the island of Sgt. Qwertia soon.", "Sgt.") <= 0.0


def test_a_sea_has_an_article_and_a_town_has_none(world: Gazetteer) -> None:
    assert leaning(world, "The Pacific was calm.", "Pacific") > leaning(world, "Pacific was calm.", "Pacific")


@pytest.mark.parametrize(
    "dateline", ["VLADIVOSTOK - Three", "VLADIVOSTOK, Sept 12 (TASS) — Three", "VLADIVOSTOK, Russia – Three"]
)
def test_a_town_in_capitals_before_a_dash_is_a_dateline(world: Gazetteer, dateline: str) -> None:
    told, plain = f"{dateline} ships left the harbour.", "VLADIVOSTOK ships left the harbour."
    assert leaning(world, told, "VLADIVOSTOK") > leaning(world, plain, "VLADIVOSTOK") + 3.0


def test_letters_before_a_dash_are_no_dateline(world: Gazetteer) -> None:
    assert leaning(world, "QWER - Three ships left.", "QWER") < 1.0
    assert leaning(world, "Vladivostok - Three ships left.", "Vladivostok") < 3.0
