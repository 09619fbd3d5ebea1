import pytest

from geo.articles.article import Article, Section, SectionKind
from geo.itinerary import explain, journeys
from geo.vocabulary import Mode, Status
from tests.itinerary.world import world

pytestmark = pytest.mark.usefixtures("grammar_alone")


def only(text, **options):
    (one,) = world().journeys(text, **options)
    return one


def names(one):
    return [stop.place.name for stop in one.stops]


def statuses(one):
    return {stop.place.name: stop.status.value for stop in one.stops}


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("The ship arrived in Oslo, having come from Bergen after leaving Hamburg.", ["Hamburg", "Bergen", "Oslo"]),
        ("The envoy landed in Cairo on Monday. He had left Rome on Sunday.", ["Rome", "Cairo"]),
        ("Before flying to Quito, the envoy spent two days in Lima.", ["Lima", "Quito"]),
        ("The train ran from York to Scarborough and back to York.", ["York", "Scarborough", "York"]),
        ("The team flew from Madrid to Rome via Milan.", ["Madrid", "Milan", "Rome"]),
        (
            "The yacht left Lisbon, called at Porto and Faro and reached Tangier.",
            ["Lisbon", "Porto", "Faro", "Tangier"],
        ),
        ("Passing through Prague, the buses drove from Berlin to Vienna.", ["Berlin", "Prague", "Vienna"]),
    ],
)
def test_stops_stand_in_travel_order_however_the_text_tells_them(text, order):
    assert names(only(text)) == order


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The envoy flew to Cairo.", Status.DONE),
        ("The envoy will fly to Cairo.", Status.PLANNED),
        ("The envoy is expected to fly to Cairo.", Status.PLANNED),
        ("The envoy may fly to Cairo.", Status.RUMOURED),
        ("The envoy reportedly flew to Cairo.", Status.RUMOURED),
        ("There is speculation that the envoy has flown to Cairo.", Status.RUMOURED),
        ("The envoy is believed to have flown to Cairo.", Status.RUMOURED),
        ("The envoy is heading for Cairo.", Status.PLANNED),
        ("The envoy managed to reach Cairo.", Status.DONE),
    ],
)
def test_status_comes_from_tense_modality_and_attribution(text, status):
    assert only(text).stops[-1].status is status


@pytest.mark.parametrize(
    "text",
    [
        "Anna Lund did not go to Cairo; she flew from Rome to Athens.",
        "Anna Lund flew from Rome to Athens and cancelled her trip to Cairo.",
        "Anna Lund flew from Rome to Athens instead of going to Cairo.",
        "A spokesman denied that Anna Lund had travelled to Cairo. She flew from Rome to Athens.",
    ],
)
def test_what_is_denied_or_called_off_is_kept_as_denied(text):
    assert statuses(only(text)) == {"Rome": "done", "Athens": "done", "Cairo": "denied"}


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The minister left Rome for Milan by train.", Mode.RAIL),
        ("The convoy drove from Rome to Milan.", Mode.ROAD),
        ("The freighter steamed from Bari to Trieste.", Mode.SEA),
        ("She was airlifted from Bari to Rome.", Mode.AIR),
        ("The pilgrims walked from Siena to Rome.", Mode.FOOT),
        ("The minister went from Rome to Milan.", Mode.UNKNOWN),
        ("The patient was taken from Bari to Rome by helicopter.", Mode.AIR),
    ],
)
def test_the_mode_of_a_leg_comes_from_its_words(text, mode):
    assert only(text).legs[-1].mode is mode


def test_branches_leave_from_the_last_stop_that_was_reached():
    one = only("The envoy flew from Rome to Cairo. She may go on to Riyadh or Doha.")
    assert [
        (leg.origin.place.name, leg.destination.place.name) for leg in one.legs if leg.status is Status.RUMOURED
    ] == [
        ("Cairo", "Riyadh"),
        ("Riyadh", "Doha"),
    ]


def test_a_country_gives_way_to_its_finer_stop_and_hands_over_its_date():
    one = only(
        "The envoy arrived in Japan on Tuesday by ship. His first stop was made at Hiroshima, where he landed.",
        published="2024-05-16",
    )
    (stop,) = one.stops
    assert stop.place.name == "Hiroshima"
    assert stop.when is not None
    assert stop.when.start.date().isoformat() == "2024-05-14"


def test_each_traveller_has_an_itinerary_of_his_own():
    found = world().journeys(
        "Joe Biden flew from Washington to Rome on Monday. Vladimir Putin arrived in Beijing by train.",
        published="2024-05-16",
    )
    assert {one.traveller: names(one) for one in found} == {
        "Joe Biden": ["Washington", "Rome"],
        "Vladimir Putin": ["Beijing"],
    }


@pytest.mark.parametrize(
    "text",
    [
        "Officials in Tokyo said that the talks in Geneva would go on.",
        "A man from Leeds was sentenced in London.",
        "A missile flew from Minsk to Warsaw and landed near Berlin.",
        "Prices in London fell after exports from Brazil to China reached a record.",
        "The envoy's 2019 visit to Vladivostok was his first.",
        "More than 150,000 migrants crossed to Italy last year.",
    ],
)
def test_places_without_a_traveller_make_no_journey(text):
    assert world().journeys(text, published="2024-05-16") == ()


def test_nothing_of_the_after_matter_becomes_a_stop():
    body = "The envoy flew from Rome to Cairo.\n\n"
    comment = "I flew from London to Paris last week."
    sections = (
        Section(0, len(body), SectionKind.BODY),
        Section(len(body), len(body + comment), SectionKind.AFTER_MATTER),
    )
    article = Article("a", "", body + comment, sections=sections)
    (one,) = journeys(article, world().resolutions(article), world())
    assert names(one) == ["Rome", "Cairo"]


def test_evidence_is_cut_from_the_article_and_names_who_says_so():
    text = "KCNA reported that the envoy had left Rome for Cairo."
    one = only(text)
    for stop in one.stops:
        for quote in stop.evidence:
            assert text[quote.start : quote.end] == quote.text
            assert quote.says == "KCNA"


def test_times_that_cannot_be_dated_keep_their_words():
    stop = only("The envoy left Rome on Tuesday.").stops[0]
    assert stop.when is None
    assert stop.time_words == "on Tuesday"


def test_explain_names_the_words_that_decided():
    lines = "\n".join(explain(only("The envoy is expected to fly from Rome to Cairo.")))
    assert "verb 'fly'" in lines
    assert "governed by 'expect'" in lines
    assert "Rome → Cairo: air, planned" in lines


def test_an_impossible_speed_is_remarked_on():
    one = only("The pilgrims walked from Rome to Berlin. They left Rome on Monday and reached Berlin on Tuesday.",
               published="2024-05-16")  # fmt: skip
    assert any("faster than" in remark for remark in one.remarks)


def test_reading_twice_gives_the_same():
    text = "The yacht left Lisbon, called at Porto and reached Tangier."
    assert world().journeys(text) == world().journeys(text)


@pytest.mark.parametrize(
    "text", ["", "Rome", "Rome Rome Rome Cairo.", "and to from via", "“”…—;:", "He. She. It. To Rome"]
)
def test_scraps_are_read_without_complaint(text):
    assert world().journeys(text) == ()


def test_weekdays_of_a_plan_told_on_count_from_the_day_before():
    text = "The envoy will arrive in Rome on Monday. On Thursday he will fly to Cairo."
    one = only(text, published="2024-03-06")
    assert [str(stop.when.start.date()) for stop in one.stops] == ["2024-03-11", "2024-03-14"]


def test_a_stop_before_a_planned_arrival_is_planned_too():
    text = "The envoy will arrive in Rome on Monday after a stop in Hamburg on Saturday."
    assert statuses(only(text, published="2024-03-06")) == {"Hamburg": "planned", "Rome": "planned"}


def test_a_rumoured_branch_leaves_from_the_planned_start():
    text = (
        "It is uncertain whether the envoy will travel to Moscow. "
        "He plans a journey from Rome to Hamburg, likely via an armoured train."
    )
    one = only(text)
    assert one.legs[0].origin.place.name == "Rome"
    assert {leg.destination.place.name: leg.mode.value for leg in one.legs}["Hamburg"] == "rail"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The envoy landed in Rome on Tuesday after leaving Paris earlier in the day.",
            [("Paris", "done"), ("Rome", "done")],
        ),
        (
            "The envoy arrived in Istanbul on Friday after visits to Prague and Bratislava.",
            [("Prague", "done"), ("Bratislava", "done"), ("Istanbul", "done")],
        ),
        (
            "The envoy is expected to travel from Rome to Cairo next week, and may continue to Lagos.",
            [("Rome", "planned"), ("Cairo", "planned"), ("Lagos", "rumoured")],
        ),
        (
            "The column drove from Rostov-on-Don through Voronezh before it turned back some 200 km from Moscow.",
            [("Rostov-on-Don", "done"), ("Voronezh", "done")],
        ),
        (
            "The night train from Vienna to Prague was halted at Graz, and passengers were put on buses to Rome.",
            [("Vienna", "done"), ("Graz", "done"), ("Rome", "done"), ("Prague", "planned")],
        ),
        (
            "The spokesman rejected reports that Ivan Orlov had flown to Minsk. “He is in Moscow,” he said.",
            [("Moscow", "done"), ("Minsk", "denied")],
        ),
        (
            "The tanker is heading for Hamburg. It was off Lisbon in February.",
            [("Lisbon", "done"), ("Hamburg", "planned")],
        ),
        (
            "Reports said the envoy had flown to Cairo. He left Rome on Monday.",
            [("Rome", "done"), ("Cairo", "rumoured")],
        ),
        (
            "The envoy left Rome for Cairo on Monday. He was expected in Lagos, but the trip was called off.",
            [("Rome", "done"), ("Cairo", "planned"), ("Lagos", "denied")],
        ),
        (
            "The ship sailed from Lisbon to Tangier on Monday and returned on Friday.",
            [("Lisbon", "done"), ("Tangier", "done"), ("Lisbon", "done")],
        ),
        (
            "The ship docked in Lisbon after a cruise that called at Tangier and Porto.",
            [("Tangier", "done"), ("Porto", "done"), ("Lisbon", "done")],
        ),
        (
            "The driver Ivan Orlov said it took his family 30 hours to drive from Vienna to Rome.",
            [("Vienna", "done"), ("Rome", "done")],
        ),
    ],
)
def test_what_is_done_comes_first_then_what_is_planned_rumoured_and_denied(text, expected):
    one = only(text, published="2024-03-10")
    assert [(stop.place.name, stop.status.value) for stop in one.stops] == expected


def test_a_match_moves_fans_in_a_manner_of_speaking():
    assert world().journeys("It was a match that moved fans from Lisbon to Lagos.") == ()


def test_a_ship_named_after_a_town_is_no_stop():
    one = only("The cruiser Moscow had been on its way to Lisbon when it sank. It had left Hamburg in March.")
    assert statuses(one) == {"Hamburg": "done", "Lisbon": "planned"}


def test_passengers_of_a_halted_train_go_on_by_road():
    one = only("The train from Vienna to Prague was halted at Graz, and passengers were put on buses to Rome.")
    assert [leg.mode for leg in one.legs if leg.destination.place.name == "Rome"] == [Mode.ROAD]


def test_a_digit_that_is_no_figure_is_no_time():
    assert names(only("The convoy left Kyiv at ₅ and reached Warsaw on Monday.")) == ["Kyiv", "Warsaw"]


@pytest.mark.parametrize("verb", ["needn't sail", "mightn't sail", "ain't sailing", "daren't go", "Xn't sail"])
def test_a_negation_that_is_seldom_used_is_read(verb):
    world().journeys(f"The ship left Hamburg. It {verb} to Lisbon.")
