from geo.gazetteer.store import Gazetteer
from geo.geoparse.facts import FactBook
from geo.geoparse.mention import Mention, MentionKind
from geo.geoparse.people import is_full_name, surnames
from geo.geoparse.veto import settle_spans
from geo.geoparse.words import read_words


def settled(world: Gazetteer, text: str, *names: str) -> list[str]:
    mentions, at = [], 0
    for name in names:
        at = text.index(name, at)
        mentions.append(Mention("a", at, at + len(name), name))
        at += len(name)
    return [m.text for m in settle_spans(read_words(text), mentions, FactBook(world))]


def test_newspapers_are_dropped_however_they_are_called(world: Gazetteer) -> None:
    text = "The Chicago Tribune, the New York Daily News and the Times of Malta were sold in Boston."
    assert settled(world, text, "Chicago", "New York", "Malta", "Boston") == ["Boston"]


def test_a_square_called_times_is_no_newspaper(world: Gazetteer) -> None:
    assert settled(world, "Crowds met in New York Times Square.", "New York") == ["New York"]


def test_a_pair_is_parted_where_both_halves_are_names(world: Gazetteer) -> None:
    assert settled(world, "the Russia-North Korea border", "Russia-North Korea") == ["Russia", "North Korea"]
    assert settled(world, "a house in Guinea-Bissau", "Guinea-Bissau") == ["Guinea-Bissau"]


def test_a_body_is_cut_down_to_its_place(world: Gazetteer) -> None:
    assert settled(world, "a study of Lancaster University said", "Lancaster University") == ["Lancaster"]
    assert settled(world, "the Russia Summit opened", "Russia Summit") == ["Russia"]
    assert settled(world, "the Qwrtz University said", "Qwrtz University") == []


def test_a_surname_is_no_place_unless_somebody_is_in_it(world: Gazetteer) -> None:
    person = "Ann Lancaster left. Later Lancaster wept."
    assert settled(world, person, "Lancaster", "Lancaster") == []
    both = "Ann Lancaster left. She lives in Lancaster."
    assert settled(world, both, "Lancaster", "Lancaster")[-1:] == ["Lancaster"]


def test_a_country_outlives_a_namesake(world: Gazetteer) -> None:
    assert settled(world, "Minister Steve Israel met envoys of Israel.", "Israel", "Israel") == ["Israel", "Israel"]


def test_a_word_that_is_only_a_people_becomes_a_demonym(world: Gazetteer) -> None:
    (mention,) = settle_spans(read_words("the Kenyan team"), [Mention("a", 4, 10, "Kenyan")], FactBook(world))
    assert mention.kind is MentionKind.DEMONYM


def test_whole_names_of_people_are_told_from_streets_and_heights() -> None:
    assert is_full_name("Houston Charles")
    assert not is_full_name("Madison Avenue")
    assert not is_full_name("Washington Heights")
    assert not is_full_name("Houston")
    assert is_full_name("Ms. Hill")


def test_a_common_word_before_a_name_makes_no_surname() -> None:
    assert "Kremlin" not in surnames(read_words("The Kremlin said no. The Kremlin added nothing.")).all


def test_a_person_called_by_a_first_name_is_no_place() -> None:
    text = "Nine-year-old Georgia Stevens skates. Georgia's father, Cory Stevens, watched. “I like it,” said Georgia."
    assert "Georgia" in surnames(read_words(text)).sure


def test_a_country_keeps_its_name_though_a_minister_bears_it() -> None:
    text = "Minister Israel Katz said Israel would answer. Israel said on Monday that Katz was right."
    assert "Israel" not in surnames(read_words(text)).all
    text = "Nine-year-old Georgia Stevens skates. Much of it comes from Georgia's hard work. “I like it,” said Georgia."
    assert "Georgia" in surnames(read_words(text)).sure
    assert "Georgia" not in surnames(read_words("Georgia Stevens lives in Georgia. Georgia said yes.")).all


def test_the_article_of_a_hyphenated_name_is_no_place(world: Gazetteer) -> None:
    assert settled(world, "according to Al-Ahram today", "Al") == []


def test_a_leader_called_by_the_first_of_three_names_is_no_place() -> None:
    assert "Kim" in surnames(read_words("Kim Jong Un arrived. The talks between Kim and Putin begin today.")).all


def test_a_relative_called_like_a_town_is_no_place(world: Gazetteer) -> None:
    text = "She left with her sons Florian and Israel, her daughter, Victoria, and the dog Boston for Lima."
    assert settled(world, text, "Israel", "Victoria", "Boston", "Lima") == ["Lima"]
    assert settled(world, "His mother left Israel, and her son Russia.", "Israel", "Russia") == ["Israel", "Russia"]


def test_a_ship_called_like_a_river_is_no_place(world: Gazetteer) -> None:
    assert settled(world, "aboard the freighter Happy River off Lisbon", "Happy River", "Lisbon") == ["Lisbon"]


def test_who_tells_an_age_is_a_person(world: Gazetteer) -> None:
    assert "Fairfield" in surnames(read_words("Qimmy Fairfield, 43, was freed. Fairfield wept.")).all
    assert "Worth" not in surnames(read_words("New Worth, 12 miles away, slept.")).all


def test_a_party_is_no_country(world: Gazetteer) -> None:
    assert settled(world, "United Russia won in Russia and the United States.", "Russia", "Russia") == ["Russia"]


def test_capitals_of_a_body_are_no_little_town(world: Gazetteer) -> None:
    assert settled(world, "Envoys of NATO and the UAE met in OSLO.", "NATO", "UAE", "OSLO") == ["UAE", "OSLO"]


def test_what_is_listed_with_a_newspaper_is_one(world: Gazetteer) -> None:
    assert settled(world, "She wrote for the Sunday Telegraph and Bari before that.", "Bari") == []
    assert settled(world, "She wrote for the Telegraph. Bari came later.", "Bari") == ["Bari"]


def test_half_of_an_airport_called_after_a_person_is_no_place(world: Gazetteer) -> None:
    assert settled(world, "They landed at Bari-Mba Airport at noon.", "Bari") == []
    assert settled(world, "They landed at Dallas-Fort Worth airport at noon.", "Dallas") == ["Dallas"]


def test_what_is_called_a_newspaper_is_none_of_the_towns_of_its_name(world: Gazetteer) -> None:
    assert settled(world, "The newspaper Lancaster said so in Boston.", "Lancaster", "Boston") == ["Boston"]


def test_initials_with_full_stops_are_no_village(world: Gazetteer) -> None:
    assert settled(world, "U.N. envoys left for the U.S. border", "U.N.", "U.S.") == ["U.S."]


def test_a_water_is_not_the_town_that_it_is_called_after(world: Gazetteer) -> None:
    assert settled(world, "She swam the Catalina Channel.", "Catalina") == ["Catalina Channel"]
    assert settled(world, "CATALINA SOUND STOLEN FROM A SHOP", "CATALINA") == ["CATALINA"]


def test_a_great_place_and_what_is_its_own_are_two_names(world: Gazetteer) -> None:
    assert settled(world, "She landed at Osaka's Kansai on Monday.", "Osaka's Kansai") == ["Osaka", "Kansai"]
    assert settled(world, "They left Bucharest’s Gara de Nord.", "Bucharest’s Gara de Nord") == [
        "Bucharest",
        "Gara de Nord",
    ]
    assert settled(world, "She lay in Nelson's Boatyard.", "Nelson's Boatyard") == ["Nelson's Boatyard"]
