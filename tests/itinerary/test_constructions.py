"""Constructions of news: who moves, what is ruled out, what is told backwards."""

import pytest

from tests.itinerary.world import world

pytestmark = pytest.mark.usefixtures("grammar_alone")


def only(text, published="2024-03-10"):
    (one,) = world().journeys(text, published=published)
    return one


def told(text, **options):
    return [(s.place.name, s.status.value) for s in only(text, **options).stops]


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        (
            "The tanker sailed from Odesa, not from Hamburg, and reached Lisbon.",
            [("Odesa", "done"), ("Lisbon", "done"), ("Hamburg", "denied")],
        ),
        (
            "The envoy flew to Cairo rather than Rome.",
            [("Cairo", "done"), ("Rome", "denied")],
        ),
        (
            "The envoy, whose plane was expected in Rome, landed instead in Cairo on Monday.",
            [("Cairo", "done"), ("Rome", "denied")],
        ),
        (
            "Joe Biden had been expected in Rome, but he flew to Cairo.",
            [("Cairo", "done"), ("Rome", "denied")],
        ),
        (
            "The envoy landed in Cairo. A visit to Rome, rumoured last month, is not planned.",
            [("Cairo", "done"), ("Rome", "denied")],
        ),
    ],
)
def test_what_a_sentence_rules_out_is_denied(text, stops):
    assert told(text) == stops


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        (
            "Anna Lund reached Nairobi on Sunday, 50 days after leaving Cairo. From Athens she flew to Addis Ababa.",
            ["Cairo", "Athens", "Addis Ababa", "Nairobi"],
        ),
        (
            "A train left Rome on 1 March and arrived in Berlin on Friday. It crossed the border at Graz and reached "
            "Vienna on 4 March.",
            ["Rome", "Graz", "Vienna", "Berlin"],
        ),
        (
            "The ship arrived in Lisbon on Monday after passing through the Suez Canal. It left Hamburg on 1 March.",
            ["Hamburg", "Suez Canal", "Lisbon"],
        ),
    ],
)
def test_a_story_told_again_from_its_start_lies_before_its_end(text, stops):
    assert [name for name, _ in told(text) if name in stops] == stops


def test_a_route_goes_on_without_a_verb():
    text = "The walkers went from Rome to Milan, where they rested, and from there by way of Genoa to Nice."
    assert [name for name, _ in told(text)][:3] == ["Rome", "Milan", "Genoa"]


def test_who_seizes_a_ship_does_not_travel_in_it():
    one = only("The coast guard boarded the tanker Prince Albert off Lisbon on Sunday and sailed it to Porto.")
    assert one.traveller == "Prince Albert"
    assert [s.place.name for s in one.stops] == ["Lisbon", "Porto"]


def test_bound_for_is_not_got_there():
    stops = told("The tanker had left Hamburg bound for Lagos. It was sailed to Lisbon, where it docked on Monday.")
    assert dict(stops)["Lagos"] == "planned"


def test_a_firm_that_speaks_is_not_it():
    one = only("The vessel left Hamburg on Friday, the firm Ambrey said. It called at Porto on Saturday.")
    assert "Ambrey" not in one.traveller
    assert [s.place.name for s in one.stops] == ["Hamburg", "Porto"]


def test_who_moved_moves_on():
    one = only("Joe Biden landed in Rome on Sunday. Ivan Orlov met him at the airport. He left the next day for Cairo.")
    assert one.traveller == "Joe Biden"
    assert [s.place.name for s in one.stops] == ["Rome", "Cairo"]


def test_nobody_is_shown_as_a_pronoun():
    one = only("He flew from Rome to Cairo and drove to Aswan.")
    assert one.traveller == "an unnamed traveller"


def test_what_a_name_in_the_next_sentence_fills():
    one = only("A six-year-old boy was flown to Rome on Monday. Ivan Orlov was then taken to Milan by train.")
    assert one.traveller == "Ivan Orlov"


def test_children_aboard_a_train_go_where_it_goes():
    one = only("A train with 230 schoolchildren left Rome on Friday. The children reached Milan on Saturday.")
    assert [s.place.name for s in one.stops] == ["Rome", "Milan"]


@pytest.mark.parametrize(
    "text",
    [
        "Most of the migrants come from Honduras and Venezuela.",
        "Flags from Lisbon, left by sailors, hang in the bar.",
        "Ballots were delivered by horse in Lima and by canoe in Quito.",
        "More than 10,000 people were told to leave their homes in Lisbon and Porto.",
        "Cholera has spread from Sudan and has crossed into Chad.",
        "Tributes came from London and Cairo.",
        "A trip from Rome to Cairo takes 29 minutes less in the new timetable.",
    ],
)
def test_what_does_not_travel_makes_no_journey(text):
    assert world().journeys(text, published="2024-03-10") == ()


def test_the_morning_after_a_night_is_the_next_day():
    one = only("The envoy spent Friday night in Rome and arrived in Milan at 5.40 a.m.")
    days = {s.place.name: s.when.start.date().isoformat() for s in one.stops if s.when is not None}
    assert days == {"Rome": "2024-03-08", "Milan": "2024-03-09"}


def test_a_bare_day_of_the_month_is_the_next_one_of_a_plan():
    one = only("The envoy left Rome and hopes to reach Cairo by the 12th.")
    assert [s.when.start.date().isoformat() for s in one.stops if s.when is not None] == ["2024-03-12"]


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        (
            "Joe Biden arrived in Cairo on Monday. He flew from Rome on an army plane. He was driven into the capital.",
            ["Rome", "Cairo"],
        ),
        (
            "A freighter arrived in Lisbon on Tuesday after leaving Hamburg on 2 March. A pilot boat escorted it into "
            "the harbour.",
            ["Hamburg", "Lisbon"],
        ),
        (
            "The wounded were evacuated from Naples to Rome by train and from there to hospitals in Milan and Genoa.",
            ["Naples", "Rome", "Milan", "Genoa"],
        ),
        ("A stork left Rome on 3 March and flew over Athens to Cairo.", ["Rome", "Athens", "Cairo"]),
        ("An airliner left Rome on 3 March and flew over Athens to Cairo.", ["Rome", "Cairo"]),
        (
            "A freighter is expected in Hamburg on 2 April. It left Lagos on Monday and is due to call at Lisbon.",
            ["Lagos", "Lisbon", "Hamburg"],
        ),
        (
            "The women walked into Milan on Thursday, 20 days after they had left Naples. Their route led through Rome "
            "and Genoa.",
            ["Naples", "Rome", "Genoa", "Milan"],
        ),
        ("The freighter left the Black Sea port of Odesa on Friday and reached Lisbon.", ["Odesa", "Lisbon"]),
        ("The band took the train to Milan, stopping for a night in Genoa.", ["Genoa", "Milan"]),
        (
            "Joe Biden was in Lisbon until last week. He left Rome on 1 February, was driven to Milan, and flew to "
            "Lisbon on 5 February.",
            ["Rome", "Milan", "Lisbon"],
        ),
    ],
)
def test_each_stop_stands_once_and_where_it_was_travelled(text, stops):
    assert [name for name, _ in told(text)] == stops


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        (
            "Ivan Orlov landed in Cairo on Monday. He will meet ministers on Tuesday, before the flight back to Rome.",
            [("Cairo", "done"), ("Rome", "planned")],
        ),
        (
            "A convoy left Rome for Milan, was attacked near Genoa and never got to the city.",
            [("Rome", "done"), ("Genoa", "done"), ("Milan", "denied")],
        ),
        (
            "Joe Biden left Rome on Friday and will be in Cairo until Sunday.",
            [("Rome", "done"), ("Cairo", "planned")],
        ),
        (
            "A bus carrying tourists from Rome to Milan plunged into a ravine near Genoa on Sunday.",
            [("Rome", "done"), ("Genoa", "done"), ("Milan", "planned")],
        ),
    ],
)
def test_what_is_still_to_come_is_told_from_what_was(text, stops):
    assert told(text) == stops


def test_a_day_inside_a_phrase_does_not_hide_who_travels():
    one = only("A plane with aid for the victims of Friday's earthquake landed in Athens on Sunday.")
    assert (one.traveller, [s.place.name for s in one.stops]) == ("A plane", ["Athens"])


def test_a_sayer_is_nobody_s_place():
    one = only("The truck had set out from Hamburg, according to the drivers, and not from Milan, and reached Rome.")
    assert {e.says for s in one.stops for e in s.evidence} == {"the drivers"}


def test_the_story_goes_on_from_the_end_of_a_way_with_a_stop():
    text = "The lorry drove from Rome to Milan, stopping for a night in Genoa. From there it went on to Vienna."
    assert [name for name, _ in told(text)] == ["Rome", "Genoa", "Milan", "Vienna"]


def test_soldiers_travel_only_to_an_exercise():
    war = "The troops will enter Rome on Friday and reach Milan on Sunday."
    assert world().journeys(war, published="2024-03-10") == ()
    assert told(f"{war[:-1]} in an exercise.") == [("Rome", "planned"), ("Milan", "planned")]


def test_what_lists_a_visit_does_not_make_it():
    one = only("Joe Biden came back to Rome from Milan. The official agenda lists a visit to Cairo on 19 March.")
    assert one.traveller == "Joe Biden"
    assert (one.stops[-1].place.name, one.stops[-1].status.value) == ("Cairo", "planned")


def test_who_flies_in_comes_to_where_the_others_have_got_to():
    text = "Negotiators arrived in Cairo on Monday from Athens. Joe Biden is to fly in from Rome on Tuesday."
    stops = {one.traveller: [stop.place.name for stop in one.stops] for one in world().journeys(text)}
    assert stops["Joe Biden"] == ["Rome", "Cairo"]


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        (
            "Anna Lund left Athens by train on Monday and is due in Berlin on Friday. Lund will fly home on Sunday.",
            [("Athens", "done"), ("Berlin", "planned"), ("Athens", "planned")],
        ),
        (
            "The team flew from Rome to Cairo on Friday. The players come home through Athens on 20 March.",
            [("Rome", "done"), ("Cairo", "done"), ("Athens", "planned"), ("Rome", "planned")],
        ),
        (
            "Anna Lund flew from Rome to Cairo on Friday and went on to Athens. She is expected in Rome on Wednesday.",
            [("Rome", "done"), ("Cairo", "done"), ("Athens", "done"), ("Rome", "planned")],
        ),
        (
            "Anna Lund left home on Monday and flew from Rome to Cairo.",
            [("Rome", "done"), ("Cairo", "done")],
        ),
    ],
)
def test_home_is_where_the_journey_began(text, stops):
    assert told(text) == stops
