from geo.gazetteer.store import Gazetteer
from geo.geoparse.facts import FactBook
from geo.geoparse.runs import find_runs
from geo.geoparse.words import read_words


def runs_of(text: str, world: Gazetteer) -> list[str]:
    words = read_words(text)
    return [words.surface(r.start, r.end) for r in find_runs(words, FactBook(world))]


def test_runs_are_stretches_of_capitalised_words(small_world: Gazetteer) -> None:
    assert runs_of("yesterday Mr Smith left Paris for a walk", small_world) == ["Mr Smith", "Paris"]


def test_a_joining_word_is_crossed_only_where_a_known_name_spans_it(small_world: Gazetteer) -> None:
    assert runs_of("the City of Paris and the Duke of Paris", small_world) == ["City of Paris", "Duke", "Paris"]


def test_the_longest_known_name_wins(small_world: Gazetteer) -> None:
    words = read_words("near Lamar County line")
    (run,) = find_runs(words, FactBook(small_world))
    assert [words.surface(m.start, m.end) for m in run.matches] == ["Lamar County"]


def test_hyphens_join_names(world: Gazetteer) -> None:
    assert "Saint-Jean-Pied-de-Port" in runs_of("he slept at Saint-Jean-Pied-de-Port that night", world)
    assert "Stratford-upon-Avon" in runs_of("a play in Stratford-upon-Avon again", world)


def test_names_with_small_words_and_apostrophes_hold_together(world: Gazetteer) -> None:
    names = ("Dar es Salaam", "Côte d'Ivoire", "Port of Spain", "St. John's", "Frankfurt am Main", "Aix-en-Provence")
    for name in names:
        assert name in runs_of(f"they reached {name} two days later", world)


def test_a_name_in_capitals_keeps_its_apostrophe_and_its_saint(world: Gazetteer) -> None:
    assert runs_of("COX’S BAZAR — men came ashore", world) == ["COX’S BAZAR"]
    assert runs_of("ST. JOHN'S, N.L. — men came ashore", world) == ["ST. JOHN'S", "N.L."]
