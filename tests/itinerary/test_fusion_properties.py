"""What holds of fusing whatever the articles say."""

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.itinerary import fuse
from geo.vocabulary import Status
from tests.itinerary.fusing import TOWNS, articles, line_of, told

DAYS = {"a": 8, "b": 15, "c": 22}
KNOWN = articles(**DAYS)
stop = st.tuples(
    st.sampled_from([*TOWNS[:7], "Flora"]),
    st.sampled_from(["", "", "", "?", "~", "!"]),
    st.one_of(st.none(), st.integers(1, 25)),
    st.sampled_from(["", " by rail", " by sea"]),
    st.sampled_from(["", "", " in 1"]),
)
way = st.lists(stop, min_size=1, max_size=6, unique_by=lambda s: (s[0], s[1]))
traveller = st.sampled_from(["Ada Brook", "Brook", "Ada Brook", "Ben Cole", "the caravan"])


def one_told(article, who, stops):
    parts = [f"{name}{sign}{f' {day}' if day else ''}{mode}{words}" for name, sign, day, mode, words in stops]
    return told(article, who, " > ".join(parts))


sources = st.lists(st.tuples(traveller, way), min_size=1, max_size=3).map(
    lambda rows: [one_told(article, who, stops) for article, (who, stops) in zip("abc", rows, strict=False)]
)


def evidence(itineraries):
    return {e for one in itineraries for s in one.stops for e in s.evidence}


@settings(max_examples=50)
@given(sources)
def test_nothing_is_lost(itineraries):
    assert evidence(fuse(itineraries, KNOWN)) == evidence(itineraries)


@settings(max_examples=50)
@given(sources)
def test_fusing_again_changes_nothing(itineraries):
    once = fuse(itineraries, KNOWN)
    assert fuse(once, KNOWN) == once


@settings(max_examples=50)
@given(sources, st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(itineraries, chance):
    shuffled = list(itineraries)
    chance.shuffle(shuffled)
    assert fuse(shuffled, KNOWN[::-1]) == fuse(itineraries, KNOWN)


@settings(max_examples=50)
@given(sources)
def test_no_dated_stop_stands_behind_one_of_a_later_date(itineraries):
    given_alone = {line_of(one) for one in itineraries}
    for one in fuse(itineraries, KNOWN):
        dated = [s.when for s in one.stops if s.when is not None]
        in_line = all(a.start <= b.end for k, a in enumerate(dated) for b in dated[k + 1 :])
        assert in_line or line_of(one) in given_alone


@settings(max_examples=50)
@given(sources)
def test_legs_lead_from_stop_to_later_stop_and_to_each_stop_once(itineraries):
    for one in fuse(itineraries, KNOWN):
        at = {id(s): k for k, s in enumerate(one.stops)}
        ends = [(at[id(leg.origin)], at[id(leg.destination)]) for leg in one.legs]
        assert all(a < b for a, b in ends)
        assert len({b for _, b in ends}) == len(ends)


@settings(max_examples=50)
@given(sources)
def test_a_stop_done_in_one_article_is_done_or_corrected_never_forgotten(itineraries):
    kept = {Status.DONE, Status.DENIED}
    said = {s.place.name for one in itineraries for s in one.stops if s.status is Status.DONE}
    known = {s.place.name for one in fuse(itineraries, KNOWN) for s in one.stops if s.status in kept}
    assert said - {"Flora"} <= known
