from datetime import date, datetime

import pytest

from geo.itinerary.dates import resolve
from geo.itinerary.journey import Precision
from geo.itinerary.timewords import read_times
from geo.tokens import tokenise

pytestmark = pytest.mark.usefixtures("grammar_alone")

FRIDAY = date(2024, 5, 17)


def when(text, *, published=FRIDAY, previous=None, future=False):
    (words,) = read_times(tokenise(text), text)
    return resolve(words, published, previous, future=future)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("He left on Tuesday.", date(2024, 5, 14)),
        ("He left late on Tuesday evening.", date(2024, 5, 14)),
        ("She left on Friday.", FRIDAY),
        ("They left on Monday, Sept. 2, on a jet", date(2023, 9, 2)),
        ("It sailed on 14 November 1889 at noon", date(1889, 11, 14)),
        ("He arrived yesterday", date(2024, 5, 16)),
        ("She left three days ago", date(2024, 5, 14)),
        ("It docked on Christmas Day", date(2023, 12, 25)),
    ],
)
def test_what_happened_is_dated_backwards_from_the_publication(text, day):
    assert when(text).start.date() == day


def test_what_is_to_come_is_dated_forwards():
    assert when("He will fly on Tuesday", future=True).start.date() == date(2024, 5, 21)


def test_a_day_later_counts_from_the_day_last_spoken_of():
    assert when("It reached port three days later", previous=date(2024, 1, 12)).start.date() == date(2024, 1, 15)


def test_the_next_morning_is_a_part_of_the_day_after():
    got = when("They drove on the next morning", previous=date(2024, 1, 12))
    assert (got.start.date(), got.precision) == (date(2024, 1, 13), Precision.PART_OF_DAY)


def test_a_clock_time_is_kept_to_the_minute():
    got = when("It took off at 12:41 a.m. on Saturday")
    assert (got.start, got.precision) == (datetime(2024, 5, 11, 0, 41), Precision.MINUTE)


def test_a_month_spans_the_month():
    got = when("He left in January")
    assert (got.start.date(), got.end.date(), got.precision) == (date(2024, 1, 1), date(2024, 1, 31), Precision.MONTH)


def test_no_date_is_invented_for_a_weekday_without_a_publication_date():
    assert when("He left on Tuesday.", published=None) is None


def test_a_tour_told_day_by_day_counts_on():
    assert when("On Friday he flew on", published=date(2024, 9, 14), previous=date(2024, 9, 3)).start.date() == date(
        2024, 9, 6
    )


@pytest.mark.parametrize(
    "text",
    [
        "The march may resume",
        "She reached Sun City",
        "the night train left",
        "May I go",
        "he drove off the night of the robbery",
        "on the morning of the funeral",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text):
    assert read_times(tokenise(text), text) == ()


@pytest.mark.parametrize("text", ["on the night of the 3rd of May he left", "on the night of 3 May he left"])
def test_a_night_of_a_day_is_that_night(text):
    (words,) = read_times(tokenise(text), text)
    assert (words.day, words.month, words.part) == (3, 5, "night")
