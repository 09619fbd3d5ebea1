"""The times of a text as the reader of journeys sees them, and the days that they mean."""

from datetime import date

import numpy as np
import pytest

from geo.articles.article import Article
from geo.itinerary.contexts import Contexts
from geo.itinerary.learnt.timing import TIME_FEATURES, TIME_WAYS, days, kinds, timed, ways
from geo.tokens import sentences, tokenise

WEDNESDAY = date(2023, 4, 5)


def times_of(text):
    return timed(Contexts(Article("a", "", text), []))


def days_of(text, future=()):
    times = times_of(text)
    found = days(times, WEDNESDAY, [one.words.as_written in future for one in times])
    written = [when and when.start.date().isoformat() for when in found]
    return dict(zip([one.words.as_written for one in times], written, strict=True))


@pytest.mark.parametrize(
    ("text", "event", "day"),
    [
        ("She crossed the line on Sunday, 35 days after leaving Lisbon.", "35 days after", "2023-02-26"),
        ("Five days after they left Tripoli, they came ashore on Tuesday.", "Five days after", "2023-03-30"),
        ("He was caught two days after he sailed on Friday.", "two days after", "2023-04-02"),
        ("It sank on Friday. Two days after that the crew was found.", "Two days after", "2023-04-02"),
    ],
)
def test_an_interval_leads_from_a_day_that_is_told_to_one_that_is_not(text, event, day):
    assert days_of(text)[event] == day


def test_what_follows_counts_from_the_day_told_last_and_not_from_an_interval():
    text = "He landed on Sunday, nine days after leaving Lyon. Two days later he was gone."
    assert days_of(text)["Two days later"] == "2023-04-04"


def test_only_what_is_said_to_come_is_still_to_come():
    text = "He left on Monday and is to land on Thursday. The next day he flies on."
    assert list(days_of(text, future={"on Thursday"}).values()) == ["2023-04-03", "2023-04-06", "2023-04-07"]


def test_without_a_date_of_publication_a_weekday_has_no_day():
    times = times_of("He left on Monday and landed two days later.")
    assert days(times, None, [False, False]) == [None, None]


def test_an_ordinal_may_end_a_sentence():
    assert days_of("He came on the 1st. She stayed.") == {"on the 1st": "2023-04-01"}


def test_the_numbers_of_times_are_as_promised():
    text = "He left on Monday. Two days after that, since 3 May, he was in Rome."
    times, parts = times_of(text), sentences(text, tokenise(text))
    assert kinds(times, parts).shape == (3, TIME_FEATURES)
    assert kinds([], parts).shape == (0, TIME_FEATURES)
    count = sum(len(one.tokens) for one in parts)
    at, line = np.array([[2, 3], [5, 7]]), np.arange(count) // 5
    found = ways([0, 9], at, line, line, np.array([0, 9]))
    assert found.shape == (2, 2, TIME_WAYS)
    assert found[0, :, 0].tolist() == [1.0, 0.0]
    assert found[0, 1, 9] > 0.0
    assert ways([0], np.zeros((0, 2), np.int64), line, line, np.array([0])).shape == (1, 0, TIME_WAYS)
